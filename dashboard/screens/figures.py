"""The tab "Figures" below its head: the chart, the differences, the table. Called inside the panel's fragment."""

from dataclasses import dataclass
from typing import Any

from dashboard.assets import assets_url
from dashboard.data import Loaded
from dashboard.render.components import components
from dashboard.state import ViewState
from dashboard.views.differences_view import build_differences_view
from dashboard.views.figure_chart import FigureChart, build_figure_chart
from dashboard.views.focus import focused_statements
from events.records import Figure, Statement
from events.store import RecordStore


@dataclass(frozen=True)
class FiguresTab:
    """The rows of the table, the chart of one measure (None without figures), and what both are of."""

    table: list[dict[str, Any]]
    chart: FigureChart | None
    statements: list[Statement]
    figures: list[Figure]


def take_figures(loaded: Loaded, state: ViewState, panel: dict[str, Any]) -> FiguresTab | None:
    """Move the figures out of the panel, which keeps the head of the chart; None where the tab is not open."""
    if state.tab != "figures" or not isinstance(loaded.store, RecordStore):
        return None
    table = panel.pop("figures")
    statements = focused_statements(loaded.store, state)
    figures = loaded.store.figures(statements, state.selection)
    chart = build_figure_chart(loaded.store, state, figures, loaded.marks)
    panel["chart"] = chart.head if chart else {"choices": []}
    return FiguresTab(table, chart, statements, figures)


def show_figures(loaded: Loaded, state: ViewState, tab: FiguresTab) -> None:
    """Draw the chart first, then what takes longer to find."""
    from dashboard.render.charts import render_figure_chart  # noqa: PLC0415 - Altair takes a quarter of a second

    assert isinstance(loaded.store, RecordStore)  # noqa: S101 - a file of events has no figures
    period = loaded.store.engine.period(state.selection.clock)
    if tab.chart is not None and period is not None:
        render_figure_chart(tab.chart.rows, period)
    components()["figures"](
        key="figures",
        data={
            "assets": assets_url(),
            "figures": tab.table,
            "total": len(tab.figures),
            "differences": build_differences_view(
                loaded.store, state, tab.statements, tab.figures, loaded.texts.by_sha256
            ),
        },
    )
