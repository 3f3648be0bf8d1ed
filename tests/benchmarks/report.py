"""The table of the measured numbers: docs/bench/results.md, with the plot beside it."""

from collections.abc import Iterable
from typing import Any

from tests.benchmarks.bare_page import BARE
from tests.benchmarks.matching import quantile
from tests.benchmarks.plan import ALL_ROWS, FIGURES, MOST_FIGURES, SHIPPED
from tests.benchmarks.plot import write_plot
from tests.benchmarks.results import PAGE, Size
from tests.benchmarks.servers import ROOT
from tests.benchmarks.targets import MEASURES, Measure, number, shown_values

FOLDER = ROOT / "docs" / "bench"
BASELINES = {
    "circles": "fresh folium map, CircleMarker",
    "geojson": "GeoJson through feature_group_to_add",
    "deck": "st.pydeck_chart",
    "timeline": "folium Timeline plugin",
    "chart": "st.altair_chart, all rows anew",
    "empty": "empty streamlit-folium page",
    BARE: "the same with a dot that follows the hand",
}
RIVALS = [name for name in BASELINES if name not in {"empty", BARE}]
HIGHER_IS_BETTER = {"drag paints", "touch paints"}
ALONE = {"heap growth"}
"""Measured over other numbers of inputs than a baseline's: no ratio would be fair."""

HOW = """## How it is measured

- Times are in milliseconds, median / p95 (n). An input's time begins at the browser's event (key) or at the mark
  `dateline:input` (drag), and ends at the mark `dateline:painted` of the first painted window that is the input's or
  a later one's: the first task after the frame that drew it. Both clocks are `performance.timeOrigin` + mark.
  A filter and a zoom end at the mark `dateline:drawn`.
- The window is 90 days in the middle of the period. A drag moves the handle "To" to and fro at 60 Hz through the
  DevTools protocol, far enough at each tick to change the day; touch is the same on a 390 × 844 page with
  `Emulation.setCPUThrottlingRate` 4 in page and frame.
- Baselines draw the same events in the same 90 days, on a map without tiles, with Leaflet from this machine; they
  take turns with the page. Their paint is the first task after the frame in which their new markers were drawn; for
  pydeck, the first WebGL draw of another number of points. A slider of Streamlit sends nothing before its release,
  so the three baselines that use one paint nothing in a drag. The Timeline plugin runs in the browser alone; its
  window is the 90 days before its slider, and it has no filter and no panel. Its script is fetched by npm and is no
  part of this repository. Headless Chromium has WebGL in software.
- Baselines are measured up to the size at which they still answer: CircleMarker 10,000 rows, GeoJson and Timeline
  100,000, pydeck 1,000,000. A key or a tick after which one draws nothing for 3 seconds (30 above 10,000 rows) does not
  count: with few events, pydeck's picture is often the same.
- The bare page is the empty streamlit-folium page with one dot in the page and one in the frame: the page tells the
  frame each input, and the frame moves its dot in the next frame. Dateline's map draws in the frame in which the
  message comes where it can, so it can be ahead of the bare page.
- The 100 readers are sessions without browsers on the server that was measured: each opens the page and commits
  another window every 5 seconds, 6 times. From the message that commits it to the end of its answer.
- 500 scrubs are one drag to and fro of 500 inputs at 60 Hz, after a warm-up. A baseline's heap is measured over 8 key
  presses.
- A committed window's time begins at the input's mark and ends when the panel's elements hold the answer.
- A rate has its higher end as p95; each is of one drag. An input that nothing answered does not count: n says how many.
- The chart is measured on records with 5,000 figures of one measure, the tab "Figures" open, the whole period but its
  last days in the window: from the message that commits the window to the server, and from the browser's event of the
  key, to the first task after the frame with the last drawing of the chart's canvas before the next key. Its baseline
  sends a row a figure to `st.altair_chart` for each window; `st.slider` commits a while after the key.
- The ratio divides the best baseline's median by the page's (how many times faster; for paints the other way round).
"""


def write_report(kept: dict[str, Any], command: str) -> None:
    """Write the table and the plot of all that was measured."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    sizes = [kept["sizes"][rows] for rows in ALL_ROWS if rows in kept["sizes"]]
    parts = [_head(kept["machine"], sizes, command), _targets(sizes), _beside_bare(sizes)]
    parts += [_all(sizes), _counts(sizes), HOW]
    (FOLDER / "results.md").write_text("\n".join(parts), "utf-8")
    write_plot([size for size in sizes if size.rows != FIGURES], FOLDER / "results.png")


def _head(machine: dict[str, str], sizes: list[Size], command: str) -> str:
    rows = [
        [size_name(size), size.date, _loads(size), f"`{size.command}`", "; ".join(_failures(size)) or "none"]
        for size in sizes
    ]
    return "\n".join(
        [
            "# How fast it is",
            "",
            f"Last written by `{command}`; the table says which commands measured a size, a later one over an earlier.",
            f"{machine['cores']} cores ({machine['processor']}), {machine['memory']} of memory, {machine['system']}, "
            f"{machine['chromium']} (headless), Python {machine['python']}, {machine['packages']}.",
            "The machine is shared: the load average says how many processes wanted a core while a size was measured.",
            "",
            "![Input to painted map by number of events](results.png)",
            "",
            *_table(["rows", "measured (UTC)", "load average, median (lowest to highest)", "command", "failed"], rows),
        ]
    )


def _targets(sizes: list[Size]) -> str:
    rows = []
    for measure in MEASURES:
        for size in sizes:
            values = shown_values(size, PAGE, measure)
            if not values or not measure.target_in_words(size.rows):
                continue
            best = None if measure.name in ALONE else best_baseline(size, measure)
            rows.append(
                [
                    measure.title,
                    size_name(size),
                    measure.target_in_words(size.rows),
                    in_words(values),
                    f"{BASELINES[best]}: {in_words(shown_values(size, best, measure))}" if best else "",
                    ratio(size, best, measure) if best else "",
                    measure.verdict(size),
                ]
            )
        if measure.name == "panel":
            rows += _start_rows(sizes)
    return "\n".join(
        ["## Targets", "", *_table(["what", "rows", "target", "measured", "best baseline", "ratio", "met"], rows)]
    )


def _beside_bare(sizes: list[Size]) -> str:
    """The drag beside that of a page that does next to nothing: what lies above it is the page's own."""
    names = ("drag", "drag paints", "drag inputs")
    rows = [
        [size_name(size), *(in_words(size.values(subject, name)) for name in names for subject in (PAGE, BARE))]
        for size in sizes
        if size.values(BARE, "drag") and size.values(PAGE, "drag")
    ]
    header = ["rows", *(f"{name}, {whose}" for name in ("delay", "paints", "inputs") for whose in ("Dateline", "bare"))]
    lines = [
        "The bare page only moves a dot in the frame that follows an input, in turns with Dateline in the same run;",
        "paints and inputs are a second. The driver sends 60 inputs a second to a screen of 60 frames a second: what",
        "drifts between the two clocks, and what else the cores do, shows on both.",
    ]
    return "\n".join(["## The drag beside a bare page", "", *lines, "", *_table(header, rows)]) if rows else ""


def _start_rows(sizes: list[Size]) -> list[list[str]]:
    shipped = next((size for size in sizes if size.rows == SHIPPED), None)
    if shipped is None or not shipped.values(PAGE, "start") or not shipped.values("empty", "start"):
        return []
    ours, empty = shipped.values(PAGE, "start"), shipped.values("empty", "start")
    times = quantile(ours, 0.5) / quantile(empty, 0.5)
    verdict = "yes" if times <= 1.3 else f"no: {times:.2f} times"
    title = "server's start → first marks"
    best = f"{BASELINES['empty']}: {in_words(empty)}"
    return [
        [title, "shipped", "median ≤ 1.3 × an empty page", in_words(ours), best, f"{times:.2f} × its time", verdict]
    ]


def _all(sizes: list[Size]) -> str:
    """Every number, a column a subject."""
    parts = ["## Everything", ""]
    for measure in MEASURES:
        shown = [size for size in sizes if any(size.values(name, measure.name) for name in size.samples)]
        if not shown:
            continue
        names = [PAGE, *(name for name in BASELINES if any(size.values(name, measure.name) for size in shown))]
        rows = [[size_name(size), *(in_words(shown_values(size, name, measure)) for name in names)] for size in shown]
        header = ["rows", "Dateline", *(BASELINES[name] for name in names[1:])]
        parts += [f"### {measure.title[0].upper()}{measure.title[1:]}, {measure.unit}", "", *_table(header, rows)]
    return "\n".join(parts)


def _counts(sizes: list[Size]) -> str:
    checked = [(size, size.facts[PAGE]) for size in sizes if "pairs" in size.facts.get(PAGE, {})]
    lines = [
        f"- {size_name(size)} rows: {facts['pairs right']} of {facts['pairs']} random pairs of a window and filters "
        "gave the numbers that pandas counts: statements and placed, in the message of counts and in `stats()`; the "
        "sum of all marks; the counts of one facet."
        for size, facts in checked
    ]
    return "\n".join(["## Counts are right", "", *(lines or ["Not checked in this run."]), ""])


def best_baseline(size: Size, measure: Measure) -> str | None:
    """The baseline with the best median."""
    found = [name for name in RIVALS if size.values(name, measure.name)]
    sign = -1 if measure.name in HIGHER_IS_BETTER else 1
    return min(found, key=lambda name: sign * quantile(size.values(name, measure.name), 0.5), default=None)


def ratio(size: Size, best: str, measure: Measure) -> str:
    """How many times better than the best baseline the page's median is."""
    ours, theirs = (quantile(size.values(name, measure.name), 0.5) for name in (PAGE, best))
    above, below = (ours, theirs) if measure.name in HIGHER_IS_BETTER else (theirs, ours)
    return f"{above / below:.1f} ×" if above > 0 and below > 0 else "–"


def in_words(values: list[float]) -> str:
    """Median / p95 (n); a single value alone."""
    if not values:
        return "–"
    if len(values) == 1 or len(set(values)) == 1:
        return f"{number(values[0])} ({len(values)})"
    return f"{number(quantile(values, 0.5))} / {number(quantile(values, 0.95))} ({len(values)})"


def size_name(size: Size) -> str:
    if size.rows == FIGURES:
        return f"{MOST_FIGURES:,} figures"
    if size.rows != SHIPPED:
        return f"{int(size.rows):,}"
    return f"shipped ({size.facts.get(PAGE, {}).get('events', '?')})"


def _loads(size: Size) -> str:
    return f"{quantile(size.loads, 0.5):.1f} ({min(size.loads):.1f} to {max(size.loads):.1f})"


def _failures(size: Size) -> list[str]:
    return [f"{subject}: {messages[0]}".replace("|", "/") for subject, messages in size.failures.items()]


def _table(header: list[str], rows: Iterable[list[str]]) -> list[str]:
    rule = ["---"] * len(header)
    return ["| " + " | ".join(row) + " |" for row in [header, rule, *rows]] + [""]
