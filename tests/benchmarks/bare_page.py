"""A drag on a bare page: an empty streamlit-folium page that only moves a dot in the page and one in the frame."""

import asyncio
from typing import Any

from tests.benchmarks import inputs
from tests.benchmarks.browser import FRAME, open_tab
from tests.benchmarks.matching import a_second, delays, kept
from tests.benchmarks.results import Samples
from tests.benchmarks.servers import Server

BARE = "bare"
START = (300.0, 20.0)
"""Above the map: what moves over a frame is told to the frame alone."""
STEP = 2.0
REST = 1.0

DOT = """(() => {
  const dot = document.createElement("div");
  dot.style.cssText = "position:fixed;z-index:9999;left:0;top:0;width:8px;height:8px;background:red";
  document.body.append(dot);
  return dot;
})()"""

# The frame draws the last number that it heard in the next frame there is.
IN_FRAME = f"""() => {{
  const dot = {DOT};
  const {{ port1, port2 }} = new MessageChannel(); // tells of the first task after a frame
  let latest = null;
  bench.painted = [];
  port2.onmessage = ({{ data: x }}) => bench.painted.push({{ at: bench.now(), from: `${{x}}`, to: `${{x}}` }});
  const draw = () => {{
    dot.style.transform = `translateX(${{latest}}px)`;
    port1.postMessage(latest);
    latest = null;
  }};
  addEventListener("message", ({{ data, ports }}) => {{
    if (data !== "bench:hello") return;
    ports[0].onmessage = ({{ data: x }}) => {{
      if (latest === null) requestAnimationFrame(draw);
      latest = x;
    }};
  }});
}}"""

IN_PAGE = f"""(frame) => {{
  const dot = {DOT};
  const {{ port1, port2 }} = new MessageChannel();
  bench.inputs = [];
  frame.contentWindow.postMessage("bench:hello", "*", [port2]);
  addEventListener("pointermove", ({{ clientX }}) => {{
    bench.inputs.push({{ at: bench.now(), from: `${{clientX}}`, to: `${{clientX}}` }});
    port1.postMessage(clientX);
    dot.style.transform = `translateX(${{clientX}}px)`;
  }});
}}"""


async def measure_bare(browser: Any, server: Server, ticks: int) -> Samples:
    """The drag of ``measure_drag`` on a page that does nothing else: input → the dot painted in the frame."""
    async with open_tab(browser) as tab:
        await tab.page.goto(server.address)
        frame = await (await tab.page.wait_for_selector(FRAME, state="attached")).content_frame()
        await frame.wait_for_selector(".leaflet-map-pane", state="attached")
        await asyncio.sleep(REST)
        await frame.evaluate(IN_FRAME)
        await tab.page.evaluate(IN_PAGE, await tab.page.query_selector(FRAME))
        await inputs.drag_mouse(tab.session, [(START[0] + STEP * tick, START[1]) for tick in range(ticks + 1)])
        await asyncio.sleep(REST)
        moved, painted = await tab.page.evaluate("() => bench.inputs"), await frame.evaluate("() => bench.painted")
    return {
        "drag": kept(delays(moved, painted)),
        "drag paints": [a_second(painted, moved)],
        "drag inputs": [a_second(moved, moved)],
    }
