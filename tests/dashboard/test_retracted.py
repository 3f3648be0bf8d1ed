"""A retracted statement stays listed, struck through with its reason, and leaves every count."""

import pytest

from dashboard.state import ViewState
from dashboard.views.panel_view import build_panel_view
from dashboard.views.passages import Texts
from events.selection import Selection
from tests.factories import make_figure, make_records, make_retraction, make_statement, make_store

SECOND = [
    make_statement(statement_id="s2", event_id="e1", gist="a second column was seen."),
    make_figure(figure_id="f2", statement_id="s2"),
]


@pytest.fixture
def store(tmp_path):
    return make_store(tmp_path, [*make_records(), *SECOND, make_retraction(of="s2", reason="Recorded twice.")])


def panel_of(store, **view):
    return build_panel_view(store, ViewState(**view), Texts())


def cards_of(panel):
    return {card["id"]: card["retracted"] for group in panel["groups"] for card in group["statements"]}


def test_it_is_listed_with_its_reason_and_not_counted(store):
    panel = panel_of(store)
    assert cards_of(panel) == {"s1": None, "s2": "Recorded twice."}
    assert panel["status"] == {"statements": 1, "figures": 1, "places": 1}
    assert panel["total"] == 1
    assert [group["count"] for group in panel["groups"]] == [1]


def test_no_tally_holds_it(store):
    assert store.counts(Selection()).statements == 1
    assert len(store.engine.tally(Selection())) == 1


@pytest.mark.parametrize(
    ("view", "is_listed"),
    [
        ({"selection": Selection(claimant=("c1",))}, True),
        ({"selection": Selection(claimant=("nobody",))}, False),
        ({"selection": Selection(text="second")}, True),
        ({"select": "event:e1"}, True),
        ({"select": "statement:s2"}, True),
        ({"select": "statement:s1"}, False),
        ({"select": "place:ru-sudzha"}, False),
    ],
)
def test_it_is_listed_where_it_would_have_been(store, view, is_listed):
    assert ("s2" in cards_of(panel_of(store, **view))) is is_listed


def test_a_retracted_article_takes_its_statements_with_it(tmp_path):
    store = make_store(tmp_path, [*make_records(), make_retraction(of="a1", reason="Withdrawn by the outlet.")])
    assert store.counts(Selection()).statements == 0
    assert cards_of(panel_of(store)) == {"s1": "Withdrawn by the outlet."}
