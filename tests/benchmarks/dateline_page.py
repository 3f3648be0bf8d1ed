"""The page under measurement: opens it, and reads which inputs came and what was painted when."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tests.benchmarks.browser import FRAME, Tab

HAS_MARKS = "window.dateline && window.dateline.stats().marks > 0"

# Keeps each window that an input asked for, with the time of its mark and of the browser's event.
LISTEN = """() => {
  const { now } = bench;
  const marked = performance.mark.bind(performance);
  const record = { inputs: [], panels: [] };
  let mark = null;
  performance.mark = (name, options) => {
    const entry = marked(name, options);
    const at = now(entry.startTime);
    if (name === "dateline:input") mark = { at, event: now(window.event?.timeStamp ?? entry.startTime) };
    if (name === "dateline:panel") record.panels.push({ at, ...isoWindow(options?.detail) });
    return entry;
  };
  const isoWindow = ({ from, to } = {}) => {
    const [first, last] = datelineBus.last("setup").period;
    return { from: from ?? first, to: to ?? last };
  };
  datelineBus.addEventListener("view", ({ detail }) => {
    if (mark) record.inputs.push({ ...mark, ...isoWindow(detail) });
    mark = null;
  });
  bench.record = record;
}"""

MARKS = """(name) => performance.getEntriesByName(name)
  .map(({ startTime, detail }) => ({ at: bench.now(startTime), ...detail }))"""
FORGET = """() => {
  if (bench.record) bench.record.inputs.length = bench.record.panels.length = 0;
  else performance.clearMarks();
  bench.keys.length = bench.wheels.length = bench.changes.length = 0;
}"""


@dataclass
class DatelinePage:
    """The opened page."""

    tab: Tab

    @classmethod
    async def open(cls, tab: Tab, address: str, /, **link: str) -> "DatelinePage":
        """Open a link and wait for marks on the map and words in the panel."""
        page = cls(tab)
        await tab.page.goto(f"{address}/?{urlencode(link)}")
        await page.wait()
        await tab.page.evaluate(LISTEN)
        return page

    async def wait(self) -> None:
        """Wait for the first marks and the first answer of the panel."""
        page = self.tab.page
        await page.locator(FRAME).wait_for(state="attached", timeout=120_000)
        await page.get_by_role("status").wait_for(timeout=120_000)
        await (await self.frame()).wait_for_function(f"() => {HAS_MARKS}", timeout=240_000)
        await page.wait_for_function("() => window.datelineBus?.last('setup')?.period")

    async def frame(self) -> Any:
        handle = await self.tab.page.query_selector(FRAME)
        return await handle.content_frame()

    async def period(self) -> tuple[str, str]:
        first, last = await self.tab.page.evaluate("() => datelineBus.last('setup').period")
        return first, last

    async def stats(self) -> dict[str, Any]:
        return dict(await (await self.frame()).evaluate("() => window.dateline.stats()"))

    async def forget(self) -> None:
        """Begin a new series."""
        await self.tab.page.evaluate(FORGET)
        await (await self.frame()).evaluate(FORGET)

    async def record(self) -> dict[str, list[dict[str, Any]]]:
        """``inputs``, ``panels`` and ``painted`` since the series began, each in the order of time."""
        kept = await self.tab.page.evaluate("() => bench.record")
        painted = await (await self.frame()).evaluate(MARKS, "dateline:painted")
        return {"inputs": kept["inputs"], "panels": kept["panels"], "painted": painted}

    async def drawn(self, *changes: str) -> list[dict[str, Any]]:
        """When the map had drawn a change of masks, view or tally."""
        marks = await (await self.frame()).evaluate(MARKS, "dateline:drawn")
        return [one for one in marks if set(changes) & set(one["changes"])]

    def slider(self, name: str) -> Any:
        return self.tab.page.get_by_role("slider", name=name, exact=True)

    async def handle_at(self, name: str) -> tuple[float, float]:
        """The middle of a handle, in page pixels."""
        script = """(input) => {
          const { left, width, top, height } = input.getBoundingClientRect();
          const handle = parseFloat(getComputedStyle(input).getPropertyValue("--dl-handle")) || 24;
          const share = (input.valueAsNumber - input.min) / (input.max - input.min);
          return [left + handle / 2 + share * (width - handle), top + height / 2];
        }"""
        x, y = await self.slider(name).evaluate(script)
        return x, y

    async def track(self) -> tuple[float, float]:
        """The left and right edge of the lane on which the handles move, in page pixels."""
        box = await self.tab.page.locator(".dl-lane").bounding_box()
        return box["x"], box["x"] + box["width"]
