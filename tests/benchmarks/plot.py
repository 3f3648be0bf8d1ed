"""The plot: input to painted map by number of events, beside the alternatives."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.matching import quantile
from tests.benchmarks.plan import SHIPPED
from tests.benchmarks.results import PAGE, Size

LINES = {
    PAGE: ("Dateline", "#0072B2", "o"),
    "timeline": ("folium Timeline plugin", "#E69F00", "s"),
    "geojson": ("GeoJson through feature_group_to_add", "#009E73", "^"),
    "deck": ("st.pydeck_chart", "#CC79A7", "D"),
    "circles": ("fresh folium map, CircleMarker", "#D55E00", "v"),
}
PANELS = (("key", "Arrow key → painted", 25), ("drag", "60 Hz drag → painted", 20), ("filter", "Filter → painted", 100))


def write_plot(sizes: list[Size], path: Path) -> None:
    """Medians as lines, p95 as the upper end of the bars; both axes logarithmic. Nothing without matplotlib."""
    try:
        import matplotlib as mpl
    except ImportError:
        return
    mpl.use("Agg")
    from matplotlib import pyplot

    figure, panels = pyplot.subplots(1, len(PANELS), figsize=(12, 4.2), sharey=True, layout="constrained")
    for panel, (name, title, target) in zip(panels, PANELS, strict=True):
        _draw_panel(panel, [size for size in sizes if size.rows != SHIPPED], name)
        panel.axhline(target, color="#666666", linestyle=":", linewidth=1)
        panel.annotate(
            f"target {target} ms", (0.02, target), xycoords=("axes fraction", "data"), va="bottom", fontsize=8
        )
        panel.set(title=title, xscale="log", yscale="log", xlabel="events")
        panel.grid(visible=True, alpha=0.25)
    panels[0].set_ylabel("milliseconds: median, bar to p95")
    handles: dict[Any, Any] = {}
    for panel in panels:
        handles |= dict(zip(*reversed(panel.get_legend_handles_labels()), strict=True))
    figure.legend(handles.values(), handles.keys(), loc="outside lower center", ncols=5, fontsize=8, frameon=False)
    figure.savefig(path, dpi=110, metadata={"Software": None})
    pyplot.close(figure)


def _draw_panel(panel: Any, sizes: list[Size], name: str) -> None:
    for subject, (label, colour, marker) in LINES.items():
        found = [(int(size.rows), size.values(subject, name)) for size in sizes if size.values(subject, name)]
        if not found:
            continue
        rows = [count for count, _ in found]
        middles = _each(found, 0.5)
        above = [max(0.0, high - middle) for high, middle in zip(_each(found, 0.95), middles, strict=True)]
        bars = [[0.0] * len(above), above]
        panel.errorbar(rows, middles, yerr=bars, label=label, color=colour, marker=marker, capsize=2, linewidth=1.3)


def _each(found: list[tuple[int, list[float]]], share: float) -> list[float]:
    take: Callable[[list[float]], float] = lambda values: max(0.1, quantile(values, share))  # noqa: E731
    return [take(values) for _, values in found]
