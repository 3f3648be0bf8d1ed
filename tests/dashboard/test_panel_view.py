"""Everything in the panel agrees: counts, statements, figures, and what is left out."""

import json
from urllib.parse import parse_qs

import pytest

from dashboard.state import TABS, ViewState
from dashboard.views.figures_view import build_figures_view
from dashboard.views.focus import find_focused
from dashboard.views.panel_view import build_panel_view
from dashboard.views.passages import Texts
from events.selection import FACETS, Selection, parse_selection
from tests.events.test_engine import random_selections
from tests.factories import make_article, make_claimant, make_event, make_figure, make_statement, make_store


def panel(store, state=None, **changes):
    return build_panel_view(store, state or ViewState(**changes), Texts())


def shown(store, state):
    """The ids of the cards on all pages."""
    first = panel(store, state)
    views = [panel(store, ViewState(**(fields_of(state) | {"page": page}))) for page in range(first["pages"])]
    return [card["id"] for view in views for group in view["groups"] for card in group["statements"]]


def fields_of(state):
    return {name: getattr(state, name) for name in ViewState.__dataclass_fields__}


def test_the_panel_shows_what_the_engine_selects(shipped):
    for selection in random_selections(shipped, 12):
        expected = [one.statement_id for one in shipped.statements(selection)]
        state = ViewState(selection=selection)
        assert sorted(shown(shipped, state)) == sorted(expected)
        view = panel(shipped, state)
        assert view["status"]["statements"] == view["total"] == len(expected)


def test_the_status_counts_the_figures_of_the_tab(shipped):
    for selection in random_selections(shipped, 12):
        focused = find_focused(shipped, ViewState(selection=selection))
        view = panel(shipped, selection=selection, tab="figures")
        assert view["status"]["figures"] == len(build_figures_view(shipped, ViewState(), focused.figures))


@pytest.mark.parametrize("tab", TABS)
def test_a_panel_is_json(shipped, tab):
    content = json.dumps(panel(shipped, tab=tab), allow_nan=False)
    assert json.loads(content)["tab"] == tab


def test_the_export_link_selects_what_the_panel_shows(shipped):
    selection = Selection(claimant=("nis",), text="north & south = 1", captives=True)
    [link] = [one["href"] for one in panel(shipped, selection=selection)["exports"] if "csv" in one["href"]]
    assert not link.startswith(("/", "http"))
    assert parse_selection(parse_qs(link.partition("?")[2]))[0] == selection


@pytest.mark.parametrize("facet", FACETS)
def test_a_filter_that_empties_the_view_is_named(shipped, facet):
    emptied = panel(shipped, selection=Selection(**{facet: ("nothing",)}))["emptied"]
    assert "nothing" in emptied["text"]
    assert emptied["drop"] == {facet: []}


def test_a_window_that_empties_the_view_is_named(shipped):
    selection, _ = parse_selection({"from": ["1999-01-01"], "to": ["1999-12-31"]})
    assert panel(shipped, selection=selection)["emptied"]["drop"] == {"from": None, "to": None}


def test_filters_that_together_empty_the_view_can_all_be_dropped(shipped):
    selection = Selection(claimant=("nobody",), text="no such words")
    emptied = panel(shipped, selection=selection)["emptied"]
    assert {"claimant", "text"} <= set(emptied["drop"])


@pytest.mark.parametrize(
    ("records", "text"),
    [
        ([], "This data set holds no statements."),
        (
            [make_article(published_on=None), make_claimant(), make_statement(said_on=None)],
            "No statement here has a day.",
        ),
    ],
)
@pytest.mark.parametrize("selection", [Selection(), Selection(text="x"), Selection(side=("Ukraine",), exact=True)])
def test_where_there_is_nothing_no_filter_is_blamed(tmp_path, records, text, selection):
    store = make_store(tmp_path, records)
    assert panel(store, selection=selection)["emptied"] == {"text": text, "drop": None}


def test_a_place_narrows_the_panel_and_not_the_counts(shipped):
    view = panel(shipped, select="place:ru-sudzha")
    assert view["status"]["statements"] == len(shipped.statement_ids)
    assert 0 < view["total"] < view["status"]["statements"]
    assert view["selection"]["title"]


def test_the_undated_and_the_unplaced_can_be_reached(tmp_path):
    records = [
        make_article(published_on=None),
        make_claimant(),
        make_statement(said_on=None),
        make_statement(statement_id="s2", places=()),
        make_statement(statement_id="s3"),
    ]
    store = make_store(tmp_path, records)
    notes = {note["select"] for note in panel(store)["notes"]}
    assert {"undated", "unplaced"} <= notes
    assert shown(store, ViewState(select="undated")) == ["s1"]
    assert shown(store, ViewState(select="unplaced")) == ["s2"]


def test_a_measure_chosen_keeps_only_its_figures(tmp_path):
    other = make_figure(figure_id="f2", measure="wounded")
    store = make_store(tmp_path, [make_article(), make_claimant(), make_statement(), make_figure(), other])
    focused = find_focused(store, ViewState(selection=Selection(measure=("wounded",))))
    assert [one.figure_id for one in focused.figures] == ["f2"]
    assert focused.selected_figures == 1


def test_a_chosen_event_narrows_the_figures_and_not_their_number_in_the_status(tmp_path):
    own = [make_statement(), make_figure(), make_statement(statement_id="s2", event_id="e1")]
    records = [make_article(), make_claimant(), make_event(), *own, make_figure(figure_id="f2", statement_id="s2")]
    store = make_store(tmp_path, records)
    focused = find_focused(store, ViewState(select="event:e1"))
    assert [one.figure_id for one in focused.figures] == ["f2"]
    assert panel(store, select="event:e1")["status"]["figures"] == focused.selected_figures == 2


def test_the_selection_is_said_with_labels(shipped):
    words = panel(shipped, selection=Selection(claimant=("nis", "nobody")))["counted"]
    assert "Said by: South Korea's NIS or nobody (unknown)" in words


def test_a_folder_without_any_of_the_texts_is_told_once(shipped):
    texts = Texts(told="None of the texts is there.")
    panel = build_panel_view(shipped, ViewState(), texts)
    assert {"text": texts.told} in panel["notes"]
    assert all(card["passage"] is None for group in panel["groups"] for card in group["statements"])
