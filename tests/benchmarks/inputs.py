"""What a reader's hands do, sent through the DevTools protocol at a steady rate, without waiting for an answer."""

import asyncio
from collections.abc import Sequence
from typing import Any

RATE = 60
Point = tuple[float, float]


async def drag_mouse(session: Any, points: Sequence[Point]) -> float:
    """Press at the first point, move to each of the others at 60 a second, release; the seconds the moves took."""
    await _mouse(session, "mousePressed", points[0])
    took = await _steadily([lambda at=at: _mouse(session, "mouseMoved", at) for at in points[1:]])
    await _mouse(session, "mouseReleased", points[-1])
    return took


async def drag_finger(session: Any, points: Sequence[Point]) -> float:
    """The same with a finger."""
    await _touch(session, "touchStart", points[0])
    took = await _steadily([lambda at=at: _touch(session, "touchMove", at) for at in points[1:]])
    await _touch(session, "touchEnd", None)
    return took


async def turn_wheel(session: Any, at: Point, delta: float) -> None:
    """One notch of the wheel."""
    x, y = at
    await session.send("Input.dispatchMouseEvent", {"type": "mouseWheel", "x": x, "y": y, "deltaX": 0, "deltaY": delta})


def line(start: Point, end: Point, steps: int) -> list[Point]:
    """Points from ``start`` to ``end``, both included."""
    return [
        (start[0] + (end[0] - start[0]) * step / steps, start[1] + (end[1] - start[1]) * step / steps)
        for step in range(steps + 1)
    ]


async def _steadily(sends: Sequence[Any]) -> float:
    loop = asyncio.get_running_loop()
    start = loop.time()
    sent = []
    for number, send in enumerate(sends):
        await asyncio.sleep(max(0.0, start + number / RATE - loop.time()))
        sent.append(asyncio.ensure_future(send()))
    took = loop.time() - start
    await asyncio.gather(*sent)
    return took


async def _mouse(session: Any, kind: str, at: Point) -> None:
    buttons = 0 if kind == "mouseReleased" else 1
    event = {"type": kind, "x": at[0], "y": at[1], "button": "left", "buttons": buttons, "clickCount": 1}
    await session.send("Input.dispatchMouseEvent", event)


async def _touch(session: Any, kind: str, at: Point | None) -> None:
    points = [{"x": at[0], "y": at[1]}] if at else []
    await session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
