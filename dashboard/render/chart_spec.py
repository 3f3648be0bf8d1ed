"""The chart's specification. It holds no word from data and stays the same while the slider moves."""

from datetime import date
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from dashboard.render.charts import CROWD_PARTS
from dashboard.views.figure_rows import milliseconds
from events.wording import day_in_words

INK = "#7A7F88"
"""Reads on light and on dark paper; the words of a chart follow Streamlit's theme."""


@lru_cache(maxsize=8)
def chart_spec(first: date, last: date, *, is_crowded: bool) -> dict[str, Any]:
    """The Vega-Lite specification of the chart; only its data change."""
    axes = Axes(first, last)
    layers = _crowd_layers(axes) if is_crowded else _layers(axes)
    spec: dict[str, Any] = alt.layer(*layers).to_dict()
    if is_crowded:
        spec["config"] = {"mark": {"invalid": "show", "aria": False}}  # every row of a crowd has its numbers
    else:
        for part in (spec, *spec["layer"]):
            part.pop("data", None)  # the one table comes beside the specification
    spec["padding"] = {"top": 16, "right": 10, "bottom": 4, "left": 2}
    # One element a mark would take too long in a crowd.
    spec["usermeta"] = {"embedOptions": {"renderer": "canvas" if is_crowded else "svg"}}
    return spec


class Axes:
    """The channels that the layers share. Days are numbers, so that no time zone moves them."""

    def __init__(self, first: date, last: date) -> None:
        ends = [milliseconds(day.isoformat()) for day in (first, last)]
        months = pd.date_range(first, last, freq="MS")
        axis = alt.Axis(
            description=f"Days from {day_in_words(first)} to {day_in_words(last)}",
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
        told = [alt.Tooltip(f"{name}:N") for name in ("Says", "Day", "As written", "Note")]
        self.told = {"tooltip": told, "description": alt.Description("Says:N")}
        self.told_in_crowd = {"tooltip": told[:1]}  # a canvas has no elements to describe
        # A mark whose days reach beyond the axis stands in the middle of those that it shows.
        middle = f"(max(datum.first, {ends[0]}) + min(datum.last, {ends[1]})) / 2"
        self.shown_day = f"isValid(datum.first) && !inrange(datum.day, {ends}) ? {middle} : datum.day"
        self.is_late = f"datum.day > {sum(ends) / 2}"


def _layers(axes: Axes) -> list[alt.Chart]:
    """From the back to the front: window, revisions, days, ranges, marks, tags, words."""
    base = alt.Chart(alt.NamedData("marks"))
    figures = base.transform_filter("datum.role == 'figure'").transform_calculate(day=axes.shown_day)
    return [
        _window(base.transform_filter("datum.role == 'window'"), axes),
        figures.transform_filter("isValid(datum.series)")
        .mark_line(strokeWidth=1.2, strokeDash=[5, 3], aria=False)
        .encode(x=axes.day, y=axes.value, detail="series:N", color=axes.color),
        figures.transform_filter("isValid(datum.first)")
        .mark_rule(strokeWidth=1.2, opacity=0.6, clip=True, aria=False)
        .encode(x=axes.first, x2="last:Q", y=axes.value, color=axes.color),
        _bars(figures.transform_filter("isValid(datum.top)"), axes, axes.told),
        _points(figures.transform_filter("!isValid(datum.top)"), axes, axes.told),
        figures.mark_text(
            dx=alt.expr(f"{axes.is_late} ? -6 : 6"),
            dy=-7,
            align=alt.expr(f"{axes.is_late} ? 'right' : 'left'"),
            fontSize=10.5,
            color=INK,
            aria=False,
        ).encode(x=axes.day, y=axes.value, text="tag:N"),
        _words(base.transform_filter("datum.role == 'vague'"), axes, axes.told),
    ]


def _crowd_layers(axes: Axes) -> list[alt.Chart]:
    """In a crowd there is no room for tags, days and lines; each layer has a table of its own."""
    tables = {name: alt.Chart(alt.NamedData(name)) for name in CROWD_PARTS}
    return [
        _window(tables["window"], axes),
        _bars(tables["bars"], axes, axes.told_in_crowd),
        _points(tables["points"], axes, axes.told_in_crowd),
        _words(tables["words"], axes, axes.told_in_crowd),
    ]


def _window(chart: alt.Chart, axes: Axes) -> alt.Chart:
    drawn: alt.Chart = chart.mark_rule(strokeDash=[4, 3], color=INK, aria=False).encode(x=axes.day)
    return drawn


def _bars(chart: alt.Chart, axes: Axes, told: dict[str, Any]) -> alt.Chart:
    drawn: alt.Chart = chart.mark_bar(width=7, cornerRadius=2, strokeWidth=1.5).encode(
        x=axes.day,
        y=axes.value,
        y2="top:Q",
        fill=axes.fill,
        stroke=axes.stroke,
        **told,
    )
    return drawn


def _points(chart: alt.Chart, axes: Axes, told: dict[str, Any]) -> alt.Chart:
    drawn: alt.Chart = chart.mark_point(strokeWidth=1.8, opacity=1).encode(
        x=axes.day,
        y=axes.value,
        shape=axes.shape,
        size=axes.size,
        fill=axes.fill,
        stroke=axes.stroke,
        **told,
    )
    return drawn


def _words(chart: alt.Chart, axes: Axes, told: dict[str, Any]) -> alt.Chart:
    drawn: alt.Chart = chart.mark_text(
        dy=alt.expr("-4 - 12 * datum.slot"),
        align=alt.expr(f"{axes.is_late} ? 'right' : 'left'"),
        baseline="bottom",
        fontSize=11,
        fontStyle="italic",
        limit=130,
        color=INK,
    ).encode(x=axes.day, y=alt.value("height"), text="words:N", **told)
    return drawn
