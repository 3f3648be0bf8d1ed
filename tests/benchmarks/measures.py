"""What is measured on the page: each function gives milliseconds (or what its name says) by measure."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

from playwright.async_api import Error as PlaywrightError

from tests.benchmarks import inputs
from tests.benchmarks.browser import FRAME, Tab, open_tab
from tests.benchmarks.dateline_page import HAS_MARKS, DatelinePage
from tests.benchmarks.matching import a_second, delays, kept
from tests.benchmarks.servers import Server, start_baseline, start_page

Samples = dict[str, list[float]]

HAS_MAP = "document.querySelector('.leaflet-map-pane')"
WINDOW_DAYS = 90
START_LIMIT = 60.0
GAP = 0.35
"""Seconds between two separate inputs, so that each finds the page at rest."""
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2.625}
THROTTLE = 4


def middle_window(first: str, last: str) -> dict[str, str]:
    """A window of 90 days in the middle of the period, as a link has it; shorter in a short period."""
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    days = min(WINDOW_DAYS, max(1, (end - begin).days // 3))
    start = begin + (end - begin) / 2 - timedelta(days=days // 2)
    return {"from": start.isoformat(), "to": (start + timedelta(days=days - 1)).isoformat()}


async def measure_keys(page: DatelinePage, presses: int) -> Samples:
    """One arrow key after the other: keydown → painted, and the same commit → panel."""
    await page.slider("To").focus()
    await page.forget()
    for number in range(presses):
        await page.tab.page.keyboard.press("ArrowRight" if number // 10 % 2 == 0 else "ArrowLeft")
        await asyncio.sleep(GAP)
    record = await page.record()
    return {
        "key": kept(delays(record["inputs"], record["painted"], since="event")),
        "panel": kept(delays(record["inputs"], record["panels"])),
    }


async def measure_drag(page: DatelinePage, ticks: int) -> Samples:
    """The handle "To" drawn to and fro by the mouse at 60 Hz: mark of the input → painted."""
    points = await drag_points(page, ticks)
    await page.forget()
    await inputs.drag_mouse(page.tab.session, points)
    record = await _settled(page)
    return _drag_samples(record, "drag") | {"release": _release(record)}


async def measure_touch(page: DatelinePage, ticks: int) -> Samples:
    """The same with a finger, on a phone's page whose processor is four times slower."""
    await page.slider("To").scroll_into_view_if_needed()
    points = await drag_points(page, ticks)
    await page.forget()
    await page.tab.throttle(THROTTLE)
    await inputs.drag_finger(page.tab.session, points)
    record = await _settled(page)
    await page.tab.throttle(1)
    return _drag_samples(record, "touch")


async def drag_points(page: DatelinePage, ticks: int) -> list[inputs.Point]:
    """A way to and fro from the handle to the right end, far enough at each tick to change the day."""
    start = await page.handle_at("To")
    left, right = await page.track()
    first, last = (date.fromisoformat(day) for day in await page.period())
    step = max(2.0, 1.1 * (right - left) / ((last - first).days + 1))
    reach = max(step, (right - start[0]) * 0.9)
    away = [abs((tick * step + reach) % (2 * reach) - reach) for tick in range(ticks + 1)]
    return [start, *((start[0] + distance, start[1]) for distance in away)]


async def measure_filter(page: DatelinePage, toggles: int) -> Samples:
    """A tick in a facet, taken back, and so on: the box's change → the map drawn with it."""
    box = page.tab.page.locator(".dl-facet").first.get_by_role("checkbox").first
    await page.forget()
    for number in range(toggles):
        await box.click()
        await _wait_for(lambda: page.drawn("masks", "tally"), number + 1)
        await asyncio.sleep(2 * GAP)
    changes = await page.tab.page.evaluate("() => bench.changes")
    drawn = [one["at"] for one in await page.drawn("masks", "tally")]
    return {"filter": _next_after(changes, drawn)}


async def measure_zoom(page: DatelinePage, turns: int) -> Samples:
    """One notch of the wheel → the map drawn at the new zoom (Leaflet waits 40 ms and animates 250 ms of it)."""
    box = await page.tab.page.locator(FRAME).bounding_box()
    at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    frame = await page.frame()
    await page.forget()
    for number in range(turns):
        await inputs.turn_wheel(page.tab.session, at, -120 if number % 2 == 0 else 120)
        await asyncio.sleep(3 * GAP)
    wheels = await frame.evaluate("() => bench.wheels")
    drawn = [one["at"] for one in await page.drawn("view")]
    return {"zoom": _next_after(wheels, drawn)}


async def measure_heap(page: DatelinePage, scrubs: int) -> Samples:
    """Megabytes by which the browser's heap (page and frame) grows over scrubs, after a warm-up."""
    await _scrub(page, 60)
    before = await page.tab.heap()
    await _scrub(page, scrubs)
    return {"heap growth": [await page.tab.heap() - before], "heap": [before]}


async def measure_start(browser: Any, data: Any) -> Samples:
    """Spawning the server → marks on the map of a fresh tab."""
    async with open_tab(browser, first=HAS_MARKS) as tab:
        return await _start(tab, lambda: start_page(data))


async def measure_empty_start(browser: Any) -> Samples:
    """Spawning the server of an empty streamlit-folium page → its map is there."""
    async with open_tab(browser, first=HAS_MAP) as tab:
        return await _start(tab, lambda: start_baseline("empty", None))


async def _start(tab: Tab, spawn: Callable[[], Server]) -> Samples:
    server = spawn()
    try:
        return {"start": [await first_marks(tab, server)]}
    finally:
        server.stop()


async def first_marks(tab: Tab, server: Server) -> float:
    """Open the page as soon as somebody answers; milliseconds from the spawn to ``bench.first`` in the map frame."""
    await server.wait_for_port()
    await tab.page.goto(server.address)
    loop = asyncio.get_running_loop()
    end = loop.time() + START_LIMIT
    while loop.time() < end:
        if found := await _first_of(tab.page.frames[1:]):
            return found - server.spawned_at * 1000
        await asyncio.sleep(0.1)
    raise TimeoutError(f"no marks within {START_LIMIT:.0f} s")


async def _first_of(frames: list[Any]) -> float | None:
    for frame in frames:
        try:
            if found := await frame.evaluate("() => window.bench?.first"):
                return float(found)
        except PlaywrightError:
            continue  # the frame is just being replaced
    return None


async def _wait_for(look: Callable[[], Awaitable[list[Any]]], many: int) -> None:
    """Wait until there are so many, or for half a minute: an engine may take its time."""
    end = asyncio.get_running_loop().time() + START_LIMIT / 2
    while len(await look()) < many and asyncio.get_running_loop().time() < end:
        await asyncio.sleep(0.1)


async def _scrub(page: DatelinePage, scrubs: int) -> None:
    await inputs.drag_mouse(page.tab.session, await drag_points(page, scrubs))
    await asyncio.sleep(1)


async def _settled(page: DatelinePage) -> dict[str, list[dict[str, Any]]]:
    await asyncio.sleep(1)
    return await page.record()


def _drag_samples(record: dict[str, list[dict[str, Any]]], name: str) -> Samples:
    # The last one is the release, which repeats the window of the last move.
    return {
        name: kept(delays(record["inputs"], record["painted"])),
        f"{name} paints": [a_second(record["painted"], record["inputs"][:-1])],
        f"{name} inputs": [a_second(record["inputs"], record["inputs"][:-1])],
    }


def _release(record: dict[str, list[dict[str, Any]]]) -> list[float]:
    last = record["inputs"][-1:]
    return kept(delays(last, record["panels"]))


def _next_after(starts: list[float], ends: list[float]) -> list[float]:
    """For each start the time to the first end before the next start."""
    limits = [*starts[1:], float("inf")]
    found = [
        next((end - start for end in ends if start <= end < limit), None)
        for start, limit in zip(starts, limits, strict=True)
    ]
    return kept(found)
