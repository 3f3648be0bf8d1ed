"""The tab "Figures" below its head: the chart, the differences, the table. Called inside the panel's fragment."""

import time
from dataclasses import dataclass
from typing import Any

from dashboard.assets import assets_url
from dashboard.data import Loaded, mentions_in
from dashboard.render.charts import Drawing, prepare_figure_chart, render_figure_chart
from dashboard.render.components import components
from dashboard.state import ViewState
from dashboard.views.differences_view import build_differences_view
from dashboard.views.figure_chart import build_figure_chart
from dashboard.views.figures_view import build_figures_view
from dashboard.views.focus import Focused
from events.store import RecordStore

HANDOVER = 0.012
"""Seconds in which the thread that sends has the processor: it rests for 10 ms after the panel, and each time that it
then waits for this thread costs the chart 5 ms."""


@dataclass(frozen=True)
class FiguresTab:
    """The chart of one measure (None without figures), and the statements and figures that it is of."""

    chart: Drawing | None
    focused: Focused


def take_figures(loaded: Loaded, state: ViewState, focused: Focused | None, panel: dict[str, Any]) -> FiguresTab | None:
    """Put the head of the chart into the panel; None where the tab is not open."""
    if state.tab != "figures" or focused is None or not isinstance(loaded.store, RecordStore):
        return None
    chart = build_figure_chart(loaded.store, state, focused.figures, loaded.marks)
    panel["chart"] = chart.head if chart else {"choices": []}
    period = loaded.store.engine.period(state.selection.clock)
    return FiguresTab(prepare_figure_chart(chart, period) if chart and period else None, focused)


def show_figures(loaded: Loaded, state: ViewState, tab: FiguresTab) -> None:
    """Send the chart, right behind the panel, before what takes longer to find.

    Streamlit sends from a thread of its own, in one go what is there and the rest 10 ms later; so the chart is made
    before the panel is sent, and this thread steps aside until both are on their way.
    """
    assert isinstance(loaded.store, RecordStore)  # noqa: S101 - a file of events has no figures
    if tab.chart is not None:
        render_figure_chart(tab.chart)
        time.sleep(HANDOVER)
    figures = tab.focused.figures
    components()["figures"](
        key="figures",
        data={
            "assets": assets_url(),
            "figures": build_figures_view(loaded.store, state, figures, loaded.rows, mentions_in(loaded, state)),
            "total": len(figures),
            "differences": build_differences_view(
                loaded.store, state, tab.focused.statements, figures, loaded.texts.by_sha256
            ),
        },
    )
