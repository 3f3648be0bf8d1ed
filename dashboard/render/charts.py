"""The chart of figures over time. Its spec holds no word from data and stays the same while the slider moves."""

import copy
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.views.figure_chart import Row, milliseconds

HEIGHT = 250
INK = "#7A7F88"
"""Reads on light and on dark paper; the words of a chart follow Streamlit's theme."""
CROWD = 300
"""From this many marks the browser draws on a canvas: one element a mark would take too long."""

COLUMNS = {
    "role": "", "id": "", "day": 0.0, "first": 0.0, "last": 0.0, "value": 0.0, "top": 0.0, "shape": "", "color": "",
    "fill": "", "size": 0.0, "words": "", "slot": 0.0, "tag": "", "series": "",
    "Says": "", "Day": "", "As written": "", "Note": "",
}  # fmt: skip
"""The columns of the chart's one table, whatever the rows: text, or numbers."""

CROWD_LAYERS = (0, 3, 4, 6)
CROWD_COLUMNS = ("role", "day", "value", "top", "shape", "color", "fill", "size", "words", "slot", "Says")


def render_figure_chart(rows: Sequence[Row], period: tuple[date, date]) -> None:
    """Draw the marks over the days of the period."""
    st.vega_lite_chart(
        to_frame(rows),
        copy.deepcopy(chart_spec(*period, is_crowded=len(rows) > CROWD)),
        width="stretch",
        height=HEIGHT,
        key="figure_chart",
        alt="Figures over time. The table below holds the same figures.",
    )


def to_frame(rows: Sequence[Row]) -> pd.DataFrame:
    """The rows with every column, so that the same spec reads them all; of a crowd, only what it is drawn with."""
    columns = CROWD_COLUMNS if len(rows) > CROWD else COLUMNS
    return pd.DataFrame(
        {
            name: pd.Series([row.get(name) for row in rows], dtype="object" if COLUMNS[name] == "" else "float64")
            for name in columns
        }
    )


@lru_cache(maxsize=8)
def chart_spec(first: date, last: date, *, is_crowded: bool) -> dict[str, Any]:
    """The Vega-Lite specification of the chart; only its data change."""
    axes = Axes(first, last, ("Says",) if is_crowded else ("Says", "Day", "As written", "Note"))
    spec: dict[str, Any] = alt.layer(*_layers(axes, is_crowded=is_crowded)).to_dict()
    for part in (spec, *spec["layer"]):
        part.pop("data", None)  # the one table comes beside the specification
    spec["padding"] = {"top": 16, "right": 10, "bottom": 4, "left": 2}
    spec["usermeta"] = {"embedOptions": {"renderer": "canvas" if is_crowded else "svg"}}
    return spec


class Axes:
    """The channels that the layers share. Days are numbers, so that no time zone moves them."""

    def __init__(self, first: date, last: date, told: Sequence[str]) -> None:
        ends = [milliseconds(day.isoformat()) for day in (first, last)]
        months = pd.date_range(first, last, freq="MS")
        axis = alt.Axis(
            values=[milliseconds(month.date().isoformat()) for month in months],
            labelExpr="utcFormat(datum.value, utcmonth(datum.value) == 0 ? '%Y' : '%b')",
            labelOverlap=True,
            labelFlush=False,
            grid=False,
            ticks=True,
        )
        scale = alt.Scale(domain=ends, nice=False, zero=False)
        self.day = alt.X("day:Q", title=None, scale=scale, axis=axis)
        self.first = alt.X("first:Q", title=None, scale=scale, axis=axis)
        self.value = alt.Y(
            "value:Q",
            title=None,
            axis=alt.Axis(format=",d", tickCount=5, tickMinStep=1, labelBaseline="middle", labelFlush=False),
        )
        self.color = alt.Color("color:N", scale=None, legend=None)
        self.stroke = alt.Stroke("color:N", scale=None, legend=None)
        self.fill = alt.Fill("fill:N", scale=None, legend=None)
        self.shape = alt.Shape("shape:N", scale=None, legend=None)
        self.size = alt.Size("size:Q", scale=None, legend=None)
        self.told = [alt.Tooltip(f"{name}:N") for name in told]
        self.read = alt.Description("Says:N")
        self.is_late = f"datum.day > {sum(ends) / 2}"


def _layers(axes: Axes, *, is_crowded: bool) -> list[alt.Chart]:
    """From the back to the front: window, revisions, days, ranges, marks, tags, words.

    In a crowd there is no room for tags, days and lines; leaving them out also halves the time to draw.
    """
    base = alt.Chart(alt.NamedData("marks"))
    figures = base.transform_filter("datum.role == 'figure'")
    layers = [
        base.transform_filter("datum.role == 'window'")
        .mark_rule(strokeDash=[4, 3], color=INK, aria=False)
        .encode(x=axes.day),
        figures.transform_filter("isValid(datum.series)")
        .mark_line(strokeWidth=1.2, strokeDash=[5, 3], aria=False)
        .encode(x=axes.day, y=axes.value, detail="series:N", color=axes.color),
        figures.transform_filter("isValid(datum.first)")
        .mark_rule(strokeWidth=1.2, opacity=0.6, clip=True, aria=False)
        .encode(x=axes.first, x2="last:Q", y=axes.value, color=axes.color),
        figures.transform_filter("isValid(datum.top)")
        .mark_bar(width=7, cornerRadius=2, strokeWidth=1.5)
        .encode(
            x=axes.day,
            y=axes.value,
            y2="top:Q",
            fill=axes.fill,
            stroke=axes.stroke,
            tooltip=axes.told,
            description=axes.read,
        ),
        figures.transform_filter("!isValid(datum.top)")
        .mark_point(strokeWidth=1.8, opacity=1)
        .encode(
            x=axes.day,
            y=axes.value,
            shape=axes.shape,
            size=axes.size,
            fill=axes.fill,
            stroke=axes.stroke,
            tooltip=axes.told,
            description=axes.read,
        ),
        figures.mark_text(
            dx=alt.expr(f"{axes.is_late} ? -6 : 6"),
            dy=-7,
            align=alt.expr(f"{axes.is_late} ? 'right' : 'left'"),
            fontSize=10.5,
            color=INK,
            aria=False,
        ).encode(x=axes.day, y=axes.value, text="tag:N"),
        base.transform_filter("datum.role == 'vague'")
        .mark_text(
            dy=alt.expr("-4 - 12 * datum.slot"),
            align=alt.expr(f"{axes.is_late} ? 'right' : 'left'"),
            baseline="bottom",
            fontSize=11,
            fontStyle="italic",
            limit=130,
            color=INK,
        )
        .encode(x=axes.day, y=alt.value("height"), text="words:N", tooltip=axes.told, description=axes.read),
    ]
    return [layers[index] for index in CROWD_LAYERS] if is_crowded else layers
