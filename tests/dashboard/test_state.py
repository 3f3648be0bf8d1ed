"""The reader's choices are one value that travels through a link, and a broken link falls back."""

from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.state import TABS, ViewState
from dashboard.views.focus import build_focus
from events.selection import Selection
from tests.events.test_selection import MALFORMED, NAMES, selections

SELECTS = [
    "statement:tril-2025-02-07-s01",
    "event:e-capture-january-2025",
    "place:ru-sudzha",
    "area:ru-krs",
    "figure:f1",
    "cell:16777216/10051370/5498421",
    "cell:372.3636363636364/223/119",
    "undated",
    "unplaced",
]
ALL_NAMES = [*NAMES, "speaking", "tab", "grouped", "page", "select", "map"]


@st.composite
def views(draw):
    return ViewState(
        selection=draw(selections()),
        speaking=draw(st.booleans()),
        tab=draw(st.sampled_from(TABS)),
        grouped=draw(st.booleans()),
        page=draw(st.integers(0, 999_999)),
        select=draw(st.none() | st.sampled_from(SELECTS)),
        map=draw(st.none() | st.sampled_from(["51.2,35.3,7", "-33.865143,-151.2099,12.5", "0,180,0"])),
    )


@given(views())
def test_a_view_survives_its_link(view):
    assert ViewState.from_link(view.to_link()) == view
    assert ViewState.from_link(parse_qs(urlencode(view.to_link(), doseq=True))) == view


@given(views())
def test_a_view_survives_the_browser(view):
    assert ViewState.from_browser(view.to_browser()) == view


def test_the_default_view_has_an_empty_link():
    assert ViewState().to_link() == {}
    assert ViewState.from_link({}) == ViewState()


@given(st.dictionaries(st.sampled_from(ALL_NAMES), st.lists(st.text(st.characters(), max_size=30), max_size=3)))
def test_any_link_is_a_view_that_can_be_linked_again(parameters):
    view = ViewState.from_link(parameters)
    assert ViewState.from_link(parse_qs(urlencode(view.to_link(), doseq=True))) == view


def test_240_malformed_links_are_views():
    for parameters in MALFORMED:
        view = ViewState.from_link(parameters)
        assert ViewState.from_link(view.to_link()) == view


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(ALL_NAMES), JSON) | JSON)
def test_whatever_a_browser_sends_is_a_view(sent):
    view = ViewState.from_browser(sent)
    assert ViewState.from_link(view.to_link()) == view


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("tab", "shelf"),
        ("tab", "Statements"),
        ("page", "-1"),
        ("page", "1e9"),
        ("page", "٣"),
        ("page", "9" * 400),
        ("grouped", "no"),
        ("map", "nan,0,1"),
        ("map", "51.2,35.3"),
        ("map", "512,35.3,7"),
        ("select", "cell:nan/1/1"),
        ("select", "cell:1e999/1/1"),
        ("select", "cell:1.2.3/1/1"),
        ("select", "cell:./1/1"),
        ("select", "cell:1/-1/1"),
        ("select", "cell:1/1"),
        ("select", "cell:1/1/99999999999999999999"),
        ("select", "cell:٣/1/1"),
        ("select", "place:<script>"),
        ("select", "place:a b"),
        ("select", "place:"),
        ("select", "nonsense"),
        ("select", "statement:" + "x" * 65),
        ("select", "undated\n"),
        ("select", "cell:1/1/1\n"),
    ],
)
def test_a_broken_part_of_a_link_falls_back(name, value):
    assert ViewState.from_link({name: [value]}) == ViewState()


@pytest.mark.parametrize(
    "select",
    [
        *SELECTS,
        "place:xx-nowhere",
        "event:e9",
        "area:nowhere",
        "cell:0/0/0",
        "cell:0.000000000000000001/0/0",
        "cell:999999999.9/999999999/999999999",
    ],
)
def test_whatever_a_link_selects_can_be_looked_up(shipped, select):
    state = ViewState.from_link({"select": [select]})
    assert state.select == select
    focus = build_focus(shipped, state)
    assert len(shipped.engine.numbers(focus.where)) <= len(shipped.statement_ids)


def test_an_unknown_place_narrows_nothing(shipped):
    everything = shipped.engine.numbers(shipped.engine.select(Selection()))
    focus = build_focus(shipped, ViewState(select="place:xx-nowhere"))
    assert shipped.engine.numbers(focus.where) == everything
