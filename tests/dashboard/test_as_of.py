"""In the said clock nothing that became known later can be seen, counted or taken away."""

from datetime import date, timedelta

import pytest

from dashboard.state import TABS, ViewState
from dashboard.views.compare_choice import Choice
from dashboard.views.compare_view import build_compare_view
from dashboard.views.differences_view import build_differences_view
from dashboard.views.figure_chart import build_figure_chart
from dashboard.views.figures_view import build_figures_view
from dashboard.views.headline import build_headline
from dashboard.views.matrix_view import build_matrix_view
from dashboard.views.panel_view import build_panel_view
from dashboard.views.passages import Texts
from events.collection import Collection, collect
from events.exports.csv import to_csv
from events.exports.jsonl import to_jsonl
from events.selection import Selection
from events.store import open_records, select_records, store_of
from events.table import known_on
from events.vocabulary import Clock

SHIPPED = open_records()


def known_days() -> list[date]:
    known = SHIPPED.collection
    days = {known_on(one, known.articles[one.article_id]) for one in known.statements.values()}
    return sorted(day for day in days if day)


def without_later(collection: Collection, day: date) -> Collection:
    """The records without the statements known after ``day``, and without what only those name."""
    kept = {
        one.statement_id: one
        for one in collection.statements.values()
        if (known_on(one, collection.articles[one.article_id]) or date.max) <= day
    }
    events = {one.event_id for one in kept.values()}
    articles = {one.article_id for one in kept.values()}
    claimants = {name for one in kept.values() for name in (*one.claimants, *one.relayed_by)}
    return collect(
        [
            *(one for one in collection.articles.values() if one.article_id in articles),
            *(one for one in collection.claimants.values() if one.claimant_id in claimants),
            *collection.questions.values(),
            *(one for one in collection.events.values() if one.event_id in events),
            *(
                one.model_copy(update={"echo_of": one.echo_of if one.echo_of in kept else None})
                for one in kept.values()
            ),
            *(one for one in collection.figures.values() if one.statement_id in kept),
        ]
    )


DAYS = known_days()


@pytest.mark.parametrize("day", [DAYS[0] - timedelta(days=1), *DAYS[::4], DAYS[-1]], ids=str)
def test_the_said_view_of_a_day_does_not_change_when_later_records_are_removed(day):
    reduced = store_of(without_later(SHIPPED.collection, day), (), SHIPPED.gazetteer)
    selection = Selection(last=day, clock=Clock.SAID)
    for tab in TABS:
        state = ViewState(selection=selection, tab=tab)
        whole, rest = (build_panel_view(store, state, Texts()) for store in (SHIPPED, reduced))
        # An empty reduced store has nothing to say which filter emptied it, which is no count.
        assert {**whole, "emptied": None} == {**rest, "emptied": None}
    assert build_headline(SHIPPED, day) == build_headline(reduced, day)
    exports = [select_records(store, selection) for store in (SHIPPED, reduced)]
    lines = [sorted(to_jsonl(one, SHIPPED.gazetteer)) for one in exports]
    assert lines[0] == lines[1]
    tables = [sorted(to_csv(one, SHIPPED.gazetteer).splitlines()) for one in exports]
    assert tables[0] == tables[1]


@pytest.mark.parametrize("day", [DAYS[0] - timedelta(days=1), *DAYS[::4], DAYS[-1]], ids=str)
def test_chart_differences_and_matrix_of_a_day_do_not_change_when_later_records_are_removed(day):
    reduced = store_of(without_later(SHIPPED.collection, day), (), SHIPPED.gazetteer)
    for chart in (None, "killed.DPRK.persons", "present.DPRK.persons"):
        state = ViewState(selection=Selection(last=day, clock=Clock.SAID), chart=chart)
        whole, rest = (everything(store, state) for store in (SHIPPED, reduced))
        assert whole == rest


def everything(store, state):
    """What the tabs show besides the panel: the chart with its head, the table, the differences, the matrices."""
    statements = store.statements(state.selection)
    figures = store.figures(statements, state.selection)
    return (
        build_figure_chart(store, state, figures),
        build_figures_view(store, state, figures),
        build_differences_view(store, state, statements, figures),
        build_matrix_view(store, state, statements),
    )


@pytest.mark.parametrize("day", DAYS[::4], ids=str)
def test_what_changed_up_to_a_day_does_not_change_when_later_records_are_removed(day):
    reduced = store_of(without_later(SHIPPED.collection, day), (), SHIPPED.gazetteer)
    choice = Choice(first=DAYS[0], last=day)
    whole, rest = (build_compare_view(store, choice)["between"] for store in (SHIPPED, reduced))
    assert whole == rest


def test_the_said_marks_of_a_day_are_those_of_the_records_known_then():
    day = DAYS[len(DAYS) // 2]
    reduced = store_of(without_later(SHIPPED.collection, day), (), SHIPPED.gazetteer)
    marks = []
    for store in (SHIPPED, reduced):
        tally = store.engine.tally(Selection(clock=Clock.SAID))
        shown = tally.columns["start"].astype(int) + tally.epoch <= (day - date(1970, 1, 1)).days
        places = [store.place_ids[code] if code < 65535 else None for code in tally.columns["place"][shown]]
        marks.append(sorted(zip(map(str, places), tally.columns["flags"][shown].tolist(), strict=True)))
    assert marks[0] == marks[1]
    assert marks[0]
