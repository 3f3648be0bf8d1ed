"""The chart of figures over time: its tables, and what is sent to the page."""

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import streamlit as st
from streamlit.dataframe_util import convert_anything_to_arrow_bytes

from dashboard.views.figure_chart import FigureChart, Row

HEIGHT = 250
COLUMNS = (
    "role", "id", "day", "first", "last", "value", "top", "shape", "color", "fill", "size", "words", "slot", "tag",
    "series", "Says", "Day", "As written", "Note",
)  # fmt: skip
"""The columns of the chart's one table, whatever the rows."""
NUMBERS = {"day", "first", "last", "value", "top", "size", "slot"}

CROWD_PARTS = {
    "window": ("day",),
    "bars": ("day", "value", "top", "color", "fill", "Says"),
    "points": ("day", "value", "shape", "color", "fill", "size", "Says"),
    "words": ("day", "words", "slot", "Says"),
}
"""The tables of a crowd, one a layer, with what it is drawn with: rows and columns that a layer does not draw would
cost the browser as much as those that it does."""


@dataclass(frozen=True)
class Drawing:
    """A chart that has only to be sent: its specification, and its one table; a crowd's tables are in the former."""

    spec: dict[str, Any]
    table: pa.Table | None


def prepare_figure_chart(chart: FigureChart, period: tuple[date, date]) -> Drawing:
    """The drawing of the marks over the days of the period."""
    from dashboard.render.chart_spec import chart_spec  # noqa: PLC0415 - Altair takes a quarter of a second to import

    spec = copy.deepcopy(chart_spec(*period, is_crowded=chart.is_crowded))
    if not chart.is_crowded:
        return Drawing(spec, to_table(chart.rows, COLUMNS))
    tables = to_tables(chart.rows)
    spec["datasets"] = {name: convert_anything_to_arrow_bytes(table) for name, table in tables.items()}
    return Drawing(spec, None)


def render_figure_chart(drawing: Drawing) -> None:
    """Draw what was prepared."""
    st.vega_lite_chart(
        drawing.table,
        drawing.spec,
        width="stretch",
        height=HEIGHT,
        key="figure_chart",
        alt="Figures over time. The table below lists these and all others.",
    )


def to_tables(rows: Sequence[Row]) -> dict[str, pa.Table]:
    """The rows of a crowd as a table for each layer."""
    parts: dict[str, list[Row]] = {name: [] for name in CROWD_PARTS}
    for row in rows:
        parts[_part_of(row)].append(row)
    return {name: to_table(parts[name], columns) for name, columns in CROWD_PARTS.items()}


def _part_of(row: Row) -> str:
    if row["role"] == "figure":
        return "points" if row["top"] is None else "bars"
    return "window" if row["role"] == "window" else "words"


def to_table(rows: Sequence[Row], columns: Iterable[str]) -> pa.Table:
    """The rows with every column, so that the same spec reads them all."""
    return pa.table(
        {
            name: pa.array([row.get(name) for row in rows], pa.float64() if name in NUMBERS else pa.string())
            for name in columns
        }
    )
