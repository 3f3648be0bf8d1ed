"""Where the time goes in a drag: python -m tests.benchmarks.profile 1000000 [drag|keys|filter]."""

import asyncio
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.benchmarks import measures, plan
from tests.benchmarks.browser import chromium, open_tab
from tests.benchmarks.dateline_page import DatelinePage
from tests.benchmarks.servers import start_page

STEPS = {
    "drag": lambda page: measures.measure_drag(page, 180),
    "keys": lambda page: measures.measure_keys(page, 15),
    "filter": lambda page: measures.measure_filter(page, 6),
}
PARTS = ("TaskDuration", "ScriptDuration", "LayoutDuration", "RecalcStyleDuration")


async def profile(rows: str, step: str) -> None:
    """Print the functions of the page and of the map frame that took most of the processor."""
    server = start_page(plan.data_file(rows))
    try:
        await server.wait()
        async with chromium() as browser, open_tab(browser) as tab:
            page = await DatelinePage.open(tab, server.address)
            page = await DatelinePage.open(tab, server.address, **measures.middle_window(*await page.period()))
            await STEPS[step](page)
            sessions = await tab.sessions()
            for session in sessions:
                await session.send("Profiler.enable")
                await session.send("Performance.enable", {"timeDomain": "threadTicks"})
                await session.send("Profiler.start")
            before = [await _durations(session) for session in sessions]
            samples = await STEPS[step](page)
            after = [await _durations(session) for session in sessions]
            _print({name: [round(value) for value in values[:12]] for name, values in samples.items()})
            for name, session, first, last in zip(("page", "frame"), sessions, before, after, strict=False):
                kept = (await session.send("Profiler.stop"))["profile"]
                _print(f"{name}: " + ", ".join(f"{part} {1000 * (last[part] - first[part]):.0f} ms" for part in PARTS))
                for line in busiest(kept):
                    _print("  " + line)
    finally:
        server.stop()


async def _durations(session: Any) -> dict[str, float]:
    metrics = (await session.send("Performance.getMetrics"))["metrics"]
    return {one["name"]: one["value"] for one in metrics if one["name"] in PARTS}


def busiest(kept: dict[str, Any], most: int = 22) -> Iterator[str]:
    """Functions by their own time, without waiting."""
    nodes = {node["id"]: node["callFrame"] for node in kept["nodes"]}
    own: Counter[tuple[str, str, int]] = Counter()
    for number, delta in zip(kept["samples"], kept["timeDeltas"], strict=True):
        frame = nodes[number]
        if frame["functionName"] not in {"(idle)", "(root)"}:
            own[(frame["functionName"], frame["url"].rsplit("/", 1)[-1][:40], frame["lineNumber"] + 1)] += delta
    for (name, file, line), microseconds in own.most_common(most):
        yield f"{microseconds / 1000:8.1f} ms  {name or '(anonymous)'} {file}:{line}"


def _print(line: object) -> None:
    print(line, flush=True)  # noqa: T201 - a command prints


if __name__ == "__main__":
    asyncio.run(profile(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "drag"))
