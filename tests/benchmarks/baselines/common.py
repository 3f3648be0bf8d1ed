"""What the baselines share: the events of a window, a map without tiles, and the mark that tells when it was drawn."""

import os
from dataclasses import dataclass

import folium
import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
import streamlit as st
from branca.element import MacroElement
from folium.template import Template

WINDOW_DAYS = 90
BASE = "../../"

folium.Map.default_js = [("leaflet", f"{BASE}bench-leaflet/leaflet.js")]
folium.Map.default_css = [("leaflet_css", f"{BASE}bench-leaflet/leaflet.css")]


@dataclass(frozen=True)
class Events:
    """Columns of numbers: days count from the first event's; ``is_first`` marks events of the outlet "outlet 1"."""

    longitude: np.ndarray
    latitude: np.ndarray
    start: np.ndarray
    end: np.ndarray
    is_first: np.ndarray

    @property
    def days(self) -> int:
        return int(self.end.max()) + 1

    def in_window(self, last: int, *, only_first: bool) -> np.ndarray:
        """The numbers of the events that overlap the 90 days up to ``last``."""
        found = (self.start <= last) & (self.end >= last - WINDOW_DAYS + 1)
        return np.flatnonzero(found & self.is_first if only_first else found)


@st.cache_resource
def load_events() -> Events:
    """The events of the file that BENCH_DATA names."""
    table = pq.read_table(os.environ["BENCH_DATA"])
    start = table["event_date"].cast("int32").to_numpy()
    outlets = table["outlet"].combine_chunks()
    is_first = np.zeros(len(table), bool)
    rows = pc.list_parent_indices(outlets).to_numpy()
    is_first[rows[pc.equal(pc.list_flatten(outlets), "outlet 1").to_numpy(zero_copy_only=False)]] = True
    return Events(
        table["longitude"].to_numpy(),
        table["latitude"].to_numpy(),
        start - start.min(),
        table["end_date"].cast("int32").to_numpy() - start.min(),
        is_first,
    )


def choose(events: Events) -> tuple[int, np.ndarray]:
    """The slider and the box; the last day of the window and the events in it, with a line of text."""
    last = st.slider("Last day", 0, events.days - 1, events.days // 2)
    rows = events.in_window(last, only_first=st.checkbox("Only outlet 1"))
    st.text(f"{len(rows):,} events, {last - WINDOW_DAYS + 1} to {last}")
    return last, rows


def empty_map() -> folium.Map:
    """A map without tiles."""
    return folium.Map(location=(50, 36), zoom_start=6, tiles=None, prefer_canvas=True)


class Painted(MacroElement):
    """Tells the benchmark, in the first task after the frame in which what stands before it was drawn."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.bench && bench.afterFrame(() => performance.mark('bench:painted', {detail: {last: {{ this.last }}} }));"
        "{% endmacro %}"
    )

    def __init__(self, last: int) -> None:
        super().__init__()
        self._name = "Painted"
        self.last = last
