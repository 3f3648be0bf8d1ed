"""The baselines under measurement: the same inputs, and when each of them had painted."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Error as PlaywrightError

from tests.benchmarks import inputs
from tests.benchmarks.browser import FRAME, Tab
from tests.benchmarks.matching import kept
from tests.benchmarks.measures import GAP, Samples

# What WebGL draws, and how many instances of it: another number of points is another window.
WATCH_GL = """(() => {
  for (const type of [window.WebGLRenderingContext, window.WebGL2RenderingContext]) {
    for (const [name, at] of [["drawArraysInstanced", 3], ["drawElementsInstanced", 4]]) {
      const draw = type?.prototype[name];
      if (!draw) continue;
      type.prototype[name] = function (...values) {
        const last = bench.draws.at(-1);
        if (last?.points !== values[at]) bench.draws.push({ at: bench.now(), points: values[at] });
        return draw.apply(this, values);
      };
    }
  }
})();"""

WATCH_TEXT = """() => {
  const read = () => document.querySelector("[data-testid=stText]")?.textContent ?? null;
  let shown = read();
  new MutationObserver(() => {
    if (read() === shown || read() === null) return;
    shown = read();
    bench.texts.push(bench.now());
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""

# The plugin draws in the handler of its own slider, so the frame after the key holds the new window.
WATCH_PLUGIN = """() => {
  document.querySelector(".time-slider").addEventListener("input", (event) => {
    const input = bench.now(event.timeStamp);
    bench.afterFrame(() => bench.texts.push({ input, at: bench.now() }));
  });
}"""


@dataclass
class BaselinePage:
    """An opened baseline; ``name`` is its script's. An input counts as not answered after ``patience`` seconds."""

    tab: Tab
    name: str
    patience: float

    @classmethod
    async def open(cls, tab: Tab, name: str, address: str, patience: float) -> "BaselinePage":
        page = cls(tab, name, patience)
        if name == "deck":
            await tab.page.add_init_script(WATCH_GL)
        await tab.page.goto(address)
        await page._wait()
        return page

    async def _wait(self) -> None:
        page = self.tab.page
        if self.name == "deck":
            await page.wait_for_function("() => bench.draws.length", timeout=120_000)
        else:
            await page.locator(FRAME).wait_for(state="attached", timeout=120_000)
            await self._until(self._painted, 120)
        await asyncio.sleep(1)
        if self.name == "timeline":
            await (await self._frame()).evaluate(WATCH_PLUGIN)
        else:
            await page.evaluate(WATCH_TEXT)

    async def measure_keys(self, presses: int) -> Samples:
        """Arrow key → painted, one after the other; and → the line of text that Python sends."""
        if self.name == "timeline":
            return await self._measure_plugin_keys(presses)
        await self.tab.page.get_by_role("slider").first.focus()
        keys, texts = [], []
        for number in range(presses):
            key = "ArrowRight" if number // 10 % 2 == 0 else "ArrowLeft"
            painted, text = await self._answer(lambda key=key: self.tab.page.keyboard.press(key))
            keys.append(painted)
            texts.append(text)
        return {"key": kept(keys), "panel": kept(texts)}

    async def measure_filter(self, toggles: int) -> Samples:
        """The box → painted."""
        if self.name == "timeline":
            return {}
        box = self.tab.page.get_by_test_id("stCheckbox").locator("label").first
        found = []
        for _ in range(toggles):
            painted, _ = await self._answer(box.click, "clicks")
            found.append(painted)
        return {"filter": kept(found)}

    async def measure_drag(self, ticks: int) -> Samples:
        """A drag of the slider at 60 Hz: paints a second while it lasts; only the plugin paints before the release."""
        frame = await self._frame() if self.name == "timeline" else None
        slider = frame.locator(".time-slider") if frame else self.tab.page.get_by_role("slider").first
        box = await slider.bounding_box()
        start = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        if frame:
            await frame.evaluate("() => { bench.texts.length = 0; }")
        before = await self._painted()
        took = await inputs.drag_mouse(
            self.tab.session, inputs.line(start, (start[0] + min(ticks * 2.0, 300), start[1]), ticks)
        )
        if not frame:
            painted = [one for one in await self._painted() if not before or one["at"] > before[-1]["at"]]
            await self._rest()
            return {"drag paints": [max(0, len(painted) - 1) / took]}
        await asyncio.sleep(2)
        answers = await frame.evaluate("() => bench.texts")
        return {
            "drag": [one["at"] - one["input"] for one in answers],
            "drag paints": [len({one["at"] for one in answers}) / took],
        }

    async def bytes_a_step(self, steps: int) -> Samples:
        """Bytes that came over the network for each key press."""
        await self.tab.wire.total()
        before = self.tab.wire.socket
        await self.measure_keys(steps)
        return {"step bytes": [(self.tab.wire.socket - before) / steps]}

    async def measure_heap(self, steps: int) -> Samples:
        """Megabytes by which the heap grows over key presses."""
        await self.measure_keys(3)
        before = await self.tab.heap()
        await self.measure_keys(steps)
        return {"heap growth": [await self.tab.heap() - before], "heap": [before]}

    async def _measure_plugin_keys(self, presses: int) -> Samples:
        frame = await self._frame()
        await frame.locator(".time-slider").focus()
        await frame.evaluate("() => { bench.texts.length = 0; }")
        for _ in range(presses):
            await self.tab.page.keyboard.press("ArrowRight")
            await asyncio.sleep(GAP)
        answers = await frame.evaluate("() => bench.texts")
        return {"key": [one["at"] - one["input"] for one in answers]}

    async def _answer(
        self, act: Callable[[], Awaitable[Any]], started: str = "keys"
    ) -> tuple[float | None, float | None]:
        page = self.tab.page
        await page.evaluate("() => { bench.keys.length = bench.clicks.length = bench.texts.length = 0; }")
        earlier = [one["at"] for one in await self._painted()]
        await act()
        begin = (await page.evaluate(f"() => bench.{started}"))[0]
        latest = max([begin, *earlier])
        answers = await self._until(lambda: self._painted(after=latest), self.patience)
        await asyncio.sleep(GAP)
        texts = await page.evaluate("() => bench.texts")
        return (answers[0]["at"] - begin if answers else None), (texts[0] - begin if texts else None)

    async def _painted(self, after: float = 0) -> list[dict[str, Any]]:
        if self.name == "deck":
            marks = await self.tab.page.evaluate("() => bench.draws")
        else:
            frame = await self._frame()
            if frame is None:
                return []
            try:
                marks = await frame.evaluate(
                    "() => window.bench ? performance.getEntriesByName('bench:painted')"
                    ".map((mark) => ({ at: bench.now(mark.startTime) })) : []"
                )
            except PlaywrightError:  # the frame is just being replaced: nothing painted in it yet
                marks = []
        return [mark for mark in marks if mark["at"] > after]

    async def _frame(self) -> Any:
        handle = await self.tab.page.query_selector(FRAME)
        return await handle.content_frame() if handle else None

    async def _until(self, look: Callable[[], Awaitable[list[Any]]], limit: float) -> list[Any]:
        end = asyncio.get_running_loop().time() + limit
        while asyncio.get_running_loop().time() < end:
            if found := await look():
                return found
            await asyncio.sleep(0.02)
        return []

    async def _rest(self) -> None:
        await asyncio.sleep(2)
