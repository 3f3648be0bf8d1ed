"""A chart under measurement, the page's or the baseline's: an arrow key commits a window → the chart drawn with it."""

import asyncio
from typing import Any

from tests.benchmarks.browser import Tab, open_tab
from tests.benchmarks.dateline_page import DatelinePage
from tests.benchmarks.measures import GAP, Samples
from tests.benchmarks.results import PAGE
from tests.benchmarks.servers import Server

CHART = "[data-testid=stVegaLiteChart]"
REST = 2.0

# A drawing of a crowd begins with a cleared canvas; it is there in the first task after the next frame.
WATCH_CHART = f"""(() => {{
  const clear = CanvasRenderingContext2D.prototype.clearRect;
  const send = WebSocket.prototype.send;
  bench.charts = [];
  bench.commits = [];
  WebSocket.prototype.send = function (data) {{
    bench.commits.push(bench.now());
    return send.call(this, data);
  }};
  let isAwaited = false;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {{
    if (!isAwaited && this.canvas.closest?.("{CHART}")) {{
      isAwaited = true;
      bench.afterFrame(() => {{
        isAwaited = false;
        bench.charts.push(bench.now());
      }});
    }}
    return clear.apply(this, box);
  }};
}})();"""


async def measure_chart(browser: Any, server: Server, name: str, presses: int) -> Samples:
    """Each press moves the window's last day: its commit, and its keydown → the last drawing before the next press."""
    async with open_tab(browser) as tab:
        await tab.page.add_init_script(WATCH_CHART)
        slider = await _open(tab, server, name)
        await tab.page.locator(f"{CHART} canvas").first.wait_for(timeout=60_000)
        await asyncio.sleep(REST)
        await slider.focus()
        found = [await _press(tab, "ArrowLeft" if number // 10 % 2 == 0 else "ArrowRight") for number in range(presses)]
        drawn = [one for one in found if one is not None]
        return {
            "chart": [since_commit for since_commit, _ in drawn],
            "chart key": [since_key for _, since_key in drawn],
        }


async def _open(tab: Tab, server: Server, name: str) -> Any:
    if name == PAGE:
        return (await DatelinePage.open(tab, server.address, tab="figures")).slider("To")
    await tab.page.goto(server.address)
    return tab.page.get_by_role("slider").first


async def _press(tab: Tab, key: str) -> tuple[float, float] | None:
    """Milliseconds since the window went to the server, and since the key; None if nothing was drawn."""
    await tab.page.evaluate("() => { bench.keys.length = bench.commits.length = bench.charts.length = 0; }")
    await tab.page.keyboard.press(key)
    await asyncio.sleep(REST / 2 + GAP)
    pressed, committed, drawn = await tab.page.evaluate("() => [bench.keys, bench.commits, bench.charts]")
    return (drawn[-1] - committed[0], drawn[-1] - pressed[0]) if drawn and committed else None
