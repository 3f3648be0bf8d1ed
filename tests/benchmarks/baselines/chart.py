"""Figures over time as one would write them first: every figure of the window to st.altair_chart, in a fragment."""

import os
from datetime import timedelta
from pathlib import Path

import altair as alt
import pandas as pd
import streamlit as st

from events.store import open_records
from events.table import figure_days


@st.cache_resource
def load_figures() -> pd.DataFrame:
    """A row a figure with a number."""
    known = open_records([Path(os.environ["BENCH_DATA"])]).collection
    rows = []
    for figure in known.figures.values():
        statement = known.statements[figure.statement_id]
        [claimant] = [known.claimants[one] for one in statement.claimants]
        span = figure_days(figure, statement, known).span
        rows.append(
            {
                "day": span.first if span else None,
                "value": figure.low if figure.low is not None else figure.high,
                "side": claimant.side.value,
                "kind": figure.qualifier.value,
                "says": f"{claimant.name}: {figure.as_written}",
            }
        )
    return pd.DataFrame(rows).assign(day=lambda frame: pd.to_datetime(frame["day"]))


@st.fragment
def show() -> None:
    """The slider and the chart."""
    figures = load_figures()
    first = figures["day"].min()
    days = (figures["day"].max() - first).days
    last = st.slider("Last day", 0, days, days)
    shown = figures[figures["day"] <= first + timedelta(days=last)]
    chart = alt.Chart(shown).mark_point(filled=True, size=80)
    st.altair_chart(chart.encode(x="day:T", y="value:Q", color="side:N", shape="kind:N", tooltip=["says:N"]))


show()
