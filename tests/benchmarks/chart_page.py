"""A chart under measurement, the page's or the baseline's: an arrow key → the chart drawn with the new window."""

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
  bench.charts = [];
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
    """Each press moves the window's last day: keydown → the last drawing of the chart before the next press."""
    async with open_tab(browser) as tab:
        await tab.page.add_init_script(WATCH_CHART)
        slider = await _open(tab, server, name)
        await tab.page.locator(f"{CHART} canvas").first.wait_for(timeout=60_000)
        await asyncio.sleep(REST)
        await slider.focus()
        found = [await _press(tab, "ArrowLeft" if number // 10 % 2 == 0 else "ArrowRight") for number in range(presses)]
        return {"chart": [value for value in found if value is not None]}


async def _open(tab: Tab, server: Server, name: str) -> Any:
    if name == PAGE:
        return (await DatelinePage.open(tab, server.address, tab="figures")).slider("To")
    await tab.page.goto(server.address)
    return tab.page.get_by_role("slider").first


async def _press(tab: Tab, key: str) -> float | None:
    await tab.page.evaluate("() => { bench.keys.length = bench.charts.length = 0; }")
    await tab.page.keyboard.press(key)
    await asyncio.sleep(REST / 2 + GAP)
    pressed, drawn = await tab.page.evaluate("() => [bench.keys, bench.charts]")
    return drawn[-1] - pressed[0] if drawn else None
