"""A link is shown as far as the data set knows it; the rest falls away."""

import pytest

from dashboard.state import ViewState
from dashboard.views.known_view import fallen_away, known_only, within_pages
from dashboard.views.panel_view import build_panel_view, selection_in_words
from dashboard.views.passages import Texts
from events.event_store import open_parquet
from events.selection import FACETS, Selection
from tests.event_files import make_event, write_events

REPORT = "kyiv-independent-2025-02-27"


@pytest.fixture
def events(tmp_path):
    return open_parquet(write_events(tmp_path / "events.parquet", [make_event("E1", kind="strike")]))


def test_only_the_known_part_of_a_link_stays(shipped):
    link = {"report": [REPORT, "nope"], "side": ["Mars"], "select": ["event:nope"], "tab": ["figures"]}
    state = known_only(ViewState.from_link(link), shipped)
    assert state.to_link() == {"report": [REPORT], "tab": ["figures"]}


def test_every_value_that_the_data_set_has_is_known(shipped):
    for facet in FACETS:
        values = shipped.engine.codes[facet].values
        state = ViewState(Selection(**{facet: values}))
        assert values
        assert known_only(state, shipped) == state


def test_a_value_of_a_closed_list_that_no_record_has_empties_the_view_and_is_named(shipped):
    state = ViewState(Selection(measure=("missing",), place=("us-washington",)))
    assert known_only(state, shipped) == state
    assert "unknown" not in selection_in_words(shipped, state.selection)


@pytest.mark.parametrize(
    ("select", "is_kept"),
    [
        (f"statement:{REPORT}-s01", True),
        (f"figure:{REPORT}-f01", True),
        ("event:e-incursion", True),
        ("place:ru-krs", True),
        ("area:ru-krs", True),
        ("cell:1.5/0/0", True),
        ("undated", True),
        ("unplaced", True),
        (f"statement:{REPORT}", False),
        ("figure:f", False),
        ("event:nope", False),
        ("place:us-washington", False),
        ("area:atlantis", False),
        (None, False),
    ],
)
def test_a_chosen_record_that_is_not_there_is_chosen_no_more(shipped, select, is_kept):
    assert known_only(ViewState(select=select), shipped).select == (select if is_kept else None)


def test_a_file_of_events_knows_its_own_values(events):
    state = ViewState(Selection(kind=("strike", "picnic"), report=("a1",)), select="statement:E1")
    assert known_only(state, events) == ViewState(Selection(kind=("strike",)), select="statement:E1")
    assert known_only(ViewState(select="statement:E2"), events) == ViewState()
    assert known_only(ViewState(select="place:ru-krs"), events) == ViewState()


@pytest.mark.parametrize("page", [0, 1, 99, 999_999])
def test_a_page_beyond_the_last_becomes_the_last(shipped, page):
    state = ViewState(page=page)
    panel = build_panel_view(shipped, state, Texts())
    shown = within_pages(state, panel)
    assert shown.page == panel["page"] == min(page, panel["pages"] - 1)


def test_a_tab_without_pages_keeps_the_page_of_the_statements(shipped):
    state = ViewState(tab="figures", page=1)
    assert within_pages(state, build_panel_view(shipped, state, Texts())) == state


@pytest.mark.parametrize(
    ("link", "kept", "said"),
    [
        (
            {"from": ["1999-01-01"], "to": ["1999-02-01"]},
            {},
            "The days asked for (1 Jan 1999 to 1 Feb 1999) lie out",
        ),
        ({"from": ["2031-05-01"]}, {}, "(from 1 May 2031) lie outside these data"),
        ({"from": ["1999-01-01"], "to": ["2024-12-01"]}, {"from": ["1999-01-01"], "to": ["2024-12-01"]}, None),
        ({"report": [REPORT, "nope"]}, {"report": [REPORT]}, "Report: these data have no “nope”; it is left out."),
        ({"side": ["M" * 100]}, {}, f"Speaker's side: these data have no “{'M' * 80}”; it is left out."),
    ],
)
def test_what_a_link_asks_for_in_vain_is_named(shipped, link, kept, said):
    asked = ViewState.from_link(link)
    shown = known_only(asked, shipped)
    assert shown.to_link() == kept
    named = fallen_away(asked.selection, shown.selection)
    assert named == [] if said is None else (len(named) == 1 and said in named[0])
