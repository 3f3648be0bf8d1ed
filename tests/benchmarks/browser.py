"""A real Chromium, and what it counts by itself: bytes on the wire, memory, frames."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import async_playwright

from tests.chromium import ARGUMENTS, find_chromium

FRAME = "iframe[src*=streamlit_folium]"

# Set in every frame before its own scripts. Times are milliseconds since 1970, so that frames can be compared.
WATCH = """(() => {
  const now = (at = performance.now()) => performance.timeOrigin + at;
  const bench = (window.bench = { now, draws: [], texts: [], first: null });
  for (const name of ["keys", "wheels", "changes", "clicks"]) bench[name] = [];
  const channel = new MessageChannel();
  const waiting = [];
  channel.port2.onmessage = () => waiting.shift()();
  bench.afterFrame = (done) =>
    requestAnimationFrame(() => {
      waiting.push(done);
      channel.port1.postMessage(null);
    });
  bench.until = (condition) => {
    const look = () => {
      let holds = false;
      try { holds = condition(); } catch { /* not there yet */ }
      if (holds) bench.first ??= now();
      else setTimeout(look, 4); // a frame without a height draws no frames
    };
    look();
  };
  const how = { capture: true, passive: true };
  const keep = (type, list) => addEventListener(type, (event) => list.push(now(event.timeStamp)), how);
  keep("keydown", bench.keys);
  keep("wheel", bench.wheels);
  keep("change", bench.changes);
  keep("click", bench.clicks);
})();"""


@asynccontextmanager
async def chromium() -> AsyncIterator[Any]:
    """A headless browser; its contexts share nothing."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


@dataclass
class Wire:
    """What came over the network since it was set to nothing."""

    http: int = 0
    socket: int = 0
    answers: list[Any] = field(default_factory=list)

    def listen(self, page: Any) -> None:
        page.on("requestfinished", self._add_request)
        page.on("websocket", lambda socket: socket.on("framereceived", self._add_message))

    def _add_request(self, request: Any) -> None:
        self.answers.append(request)

    def _add_message(self, message: str | bytes) -> None:
        self.socket += len(message)

    async def total(self) -> int:
        """Bytes of bodies as they were sent (compressed), and of the web socket's messages."""
        for request in self.answers:
            sizes = await request.sizes()
            self.http += max(0, sizes["responseBodySize"])
        self.answers.clear()
        return self.http + self.socket


@dataclass
class Tab:
    """One page in a context of its own."""

    page: Any
    session: Any
    wire: Wire
    frames_loaded: list[str] = field(default_factory=list)

    async def heap(self) -> float:
        """Megabytes in use in the page and in the map frame after a collection."""
        sizes = [await _heap_of(session) for session in await self.sessions()]
        return sum(sizes) / 1e6

    async def sessions(self) -> list[Any]:
        """The DevTools sessions of the page and of the frame, where that has a process of its own."""
        handle = await self.page.query_selector(FRAME)
        frame = await handle.content_frame() if handle else None
        if frame is None:
            return [self.session]
        try:
            return [self.session, await self.page.context.new_cdp_session(frame)]
        except Exception as error:
            if "does not have a separate CDP session" not in str(error):
                raise
            return [self.session]

    async def throttle(self, rate: float) -> None:
        """Make the page's processor ``rate`` times slower."""
        for session in await self.sessions():
            await session.send("Emulation.setCPUThrottlingRate", {"rate": rate})


async def _heap_of(session: Any) -> float:
    await session.send("HeapProfiler.enable")
    for _ in range(2):
        await session.send("HeapProfiler.collectGarbage")
    usage = await session.send("Runtime.getHeapUsage")
    await session.send("HeapProfiler.disable")
    return float(usage["usedSize"])


@asynccontextmanager
async def open_tab(browser: Any, first: str | None = None, **options: Any) -> AsyncIterator[Tab]:
    """A fresh tab; ``first`` is the JavaScript condition whose first frame is kept as ``bench.first``."""
    options = {"viewport": {"width": 1400, "height": 900}} | options
    context = await browser.new_context(**options)
    try:
        await context.add_init_script(WATCH)
        if first:
            await context.add_init_script(f"bench.until(() => {first})")
        page = await context.new_page()
        wire = Wire()
        wire.listen(page)
        tab = Tab(page, await context.new_cdp_session(page), wire)
        page.on("framenavigated", lambda frame: tab.frames_loaded.append(frame.url))
        yield tab
    finally:
        await context.close()
