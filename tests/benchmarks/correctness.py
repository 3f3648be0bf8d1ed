"""Whether the layer counts what pandas counts, for random windows and filters."""

import asyncio
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from tests.benchmarks.browser import open_tab
from tests.benchmarks.dateline_page import DatelinePage
from tests.benchmarks.results import PAGE, Size
from tests.benchmarks.servers import Server

# Changes the view as an input would, and comes back with what the layer then says by both its ways.
ASK = """async (view) => {
  const counted = new Promise((resolve) => {
    const off = datelineBus.on("counts", (counts) => {
      if (counts.from !== view.days[0] || counts.to !== view.days[1]) return;
      resolve(counts);
      off();
    });
  });
  datelineBus.change(view.part);
  const { statements, placed, facets } = await counted;
  return { statements, placed, kinds: facets.kind.reduce((sum, count) => sum + count, 0) };
}"""

MARKS = ("bubbleSum", "pointSum", "glyphSum", "areaSum")


async def check_counts(browser: Any, server: Server, data: Path, size: Size, pairs: int) -> None:
    """Compare ``pairs`` random (window, filter) pairs; what differed is noted with the pair."""
    events = read_events(data)
    async with open_tab(browser) as tab:
        page = await DatelinePage.open(tab, server.address)
        words = await tab.page.evaluate("() => datelineBus.last('setup').words.facets")
        chance = random.Random(7)  # noqa: S311 - which pairs are tried is no secret
        wrong = []
        for number in range(pairs):
            pair = draw_pair(chance, words, await page.period(), number)
            said = await ask_layer(page, pair)
            expected = count(events, pair)
            if any(said[name] != expected[name] for name in expected):
                wrong.append({"pair": pair, "said": said, "expected": expected})
        size.note(PAGE, {"pairs": pairs, "pairs wrong": wrong[:5], "pairs right": pairs - len(wrong)})


def read_events(data: Path) -> pd.DataFrame:
    """The events with the columns that filters need, days as days since 1970."""
    events = pd.read_parquet(data, columns=["event_date", "end_date", "outlet", "claimant", "kind", "longitude"])
    events["start"] = pd.to_datetime(events["event_date"]).dt.as_unit("s").astype("int64") // 86400
    events["end"] = pd.to_datetime(events["end_date"]).dt.as_unit("s").astype("int64") // 86400
    events["outlet"] = events["outlet"].map(frozenset)
    return events


def draw_pair(chance: random.Random, words: dict[str, Any], period: tuple[str, str], number: int) -> dict[str, Any]:
    """A window, of a day or of years, and values of none, one or several facets."""
    first, last = (date.fromisoformat(day) for day in period)
    length = round((last - first).days ** chance.random())
    start = first + timedelta(days=chance.randrange((last - first).days - length + 1))
    chosen = {}
    for facet in ("outlet", "claimant", "kind"):
        ids = [value["id"] for value in words[facet]["values"]]
        chosen[facet] = chance.sample(ids, chance.randint(1, min(4, len(ids)))) if chance.random() < 0.5 else []
    return {"from": start.isoformat(), "to": (start + timedelta(days=length)).isoformat(), **chosen, "number": number}


async def ask_layer(page: DatelinePage, pair: dict[str, Any]) -> dict[str, Any]:
    """What the layer says of the pair: its message of counts, and ``stats()``."""
    days = [(date.fromisoformat(pair[name]) - date(1970, 1, 1)).days for name in ("from", "to")]
    part = {name: pair[name] for name in ("from", "to", "outlet", "claimant", "kind")} | {"page": 0}
    counts = await asyncio.wait_for(page.tab.page.evaluate(ASK, {"part": part, "days": days}), 60)
    stats = await page.stats()
    return {
        "statements": counts["statements"],
        "placed": counts["placed"],
        "stats statements": stats["statements"],
        "stats placed": stats["placed"],
        "marks": sum(stats[name] for name in MARKS),
        "kinds": counts["kinds"],
    }


def count(events: pd.DataFrame, pair: dict[str, Any]) -> dict[str, int]:
    """What pandas counts, event by event."""
    first, last = ((date.fromisoformat(pair[name]) - date(1970, 1, 1)).days for name in ("from", "to"))
    kept = events[(events["start"] <= last) & (events["end"] >= first)]
    if pair["outlet"]:
        wanted = frozenset(pair["outlet"])
        kept = kept[[not wanted.isdisjoint(outlets) for outlets in kept["outlet"]]]
    if pair["claimant"]:
        kept = kept[kept["claimant"].isin(pair["claimant"])]
    of_any_kind = len(kept)  # the facet counts of the kinds leave the filter on kinds out
    if pair["kind"]:
        kept = kept[kept["kind"].isin(pair["kind"])]
    placed = int(kept["longitude"].notna().sum())
    return {
        "statements": len(kept),
        "placed": placed,
        "stats statements": len(kept),
        "stats placed": placed,
        "marks": placed,
        "kinds": of_any_kind,
    }
