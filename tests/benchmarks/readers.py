"""Many readers on one process, without browsers: each commits another window every few seconds."""

import asyncio
import json
import time
from datetime import date, timedelta
from random import Random
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from tests.benchmarks.plan import SEED
from tests.benchmarks.results import Samples
from tests.factories import make_chance

READERS = 100
COMMITS = 6
EVERY = 5.0
"""Seconds between two windows of a reader."""
AT_ONCE = 5
"""So many open the page at the same time."""
ANSWER_LIMIT = 30.0
PANEL = "dateline_panel"


async def measure_readers(address: str) -> Samples:
    """Milliseconds from a committed window to the end of its answer; how many readers went without one."""
    readers = [Reader(address) for _ in range(READERS)]
    try:
        for first in range(0, READERS, AT_ONCE):
            await asyncio.gather(*(reader.open() for reader in readers[first : first + AT_ONCE]))
        chance = make_chance(SEED)
        ended = await asyncio.gather(*(_read(one, chance) for one in readers), return_exceptions=True)
    finally:
        await asyncio.gather(*(reader.close() for reader in readers))
    lost = [one for one in ended if isinstance(one, TimeoutError | WebSocketException | OSError)]
    for one in ended:
        if isinstance(one, BaseException) and one not in lost:
            raise one
    return {"readers": [ms for one in readers for ms in one.answers], "readers lost": [len(lost)]}


async def _read(reader: "Reader", chance: Random) -> None:
    """Move the window again and again, beginning at any moment."""
    await asyncio.sleep(chance.random() * EVERY)
    first, last = reader.period
    for _ in range(COMMITS):
        began = time.perf_counter()
        start, end = sorted(chance.sample(range((last - first).days + 1), 2))
        await reader.commit((first + timedelta(start)).isoformat(), (first + timedelta(end)).isoformat())
        await asyncio.sleep(max(0.0, EVERY - (time.perf_counter() - began)))


class Reader:
    """One session of the page; ``answers`` are the milliseconds that each committed window took."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.answers: list[float] = []
        self._socket: ClientConnection | None = None
        self._page = self._fragment = self._panel_id = ""
        self._panel: dict[str, Any] = {}

    @property
    def period(self) -> tuple[date, date]:
        first, last = (date.fromisoformat(day) for day in self._panel["setup"]["period"])
        return first, last

    async def open(self) -> None:
        """Open the page and wait until it is whole."""
        self._socket = await connect(
            f"ws{self.address[4:]}/_stcore/stream", subprotocols=["streamlit"], origin=self.address, max_size=None
        )
        back = BackMsg()
        back.rerun_script.query_string = ""
        await self._ask(back)

    async def commit(self, first: str, last: str) -> None:
        """Commit a window, as the panel does."""
        back = BackMsg()
        back.rerun_script.page_script_hash = self._page
        back.rerun_script.fragment_id = self._fragment
        view = {**self._panel["view"], "from": first, "to": last}
        back.rerun_script.widget_states.widgets.add(id=self._panel_id, json_value=json.dumps({"view": view}))
        began = time.perf_counter()
        await self._ask(back)
        self.answers.append(1000 * (time.perf_counter() - began))
        shown = self._panel["view"]
        if (shown["from"], shown["to"]) != (first, last):
            raise AssertionError(f"asked for {first} to {last}, and got {shown['from']} to {shown['to']}")

    async def close(self) -> None:
        if self._socket is not None:
            await self._socket.close()

    async def _ask(self, back: BackMsg) -> None:
        assert self._socket is not None
        await self._socket.send(back.SerializeToString())
        while True:
            message = ForwardMsg.FromString(await asyncio.wait_for(self._socket.recv(decode=False), ANSWER_LIMIT))
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self._page = message.new_session.page_script_hash
            elif kind == "delta":
                self._see(message.delta)
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return

    def _see(self, delta: Any) -> None:
        element = delta.new_element
        if element.WhichOneof("type") != "bidi_component" or element.bidi_component.component_name != PANEL:
            return
        self._fragment, self._panel_id = delta.fragment_id, element.bidi_component.id
        self._panel = json.loads(element.bidi_component.json)
