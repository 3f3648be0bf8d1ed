"""A selection keeps both ends, says itself in words, and travels through a link unchanged."""

from datetime import date
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.selection import FACET_TITLES, FACETS, Selection, parse_selection, to_parameters
from events.vocabulary import Clock
from tests.factories import make_chance

VALUES = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), min_size=1, max_size=30)
LISTS = st.lists(VALUES, max_size=4, unique=True).map(tuple)
DAYS = st.none() | st.dates()


@st.composite
def selections(draw):
    first, last = draw(DAYS), draw(DAYS)
    if first and last:
        first, last = sorted((first, last))
    return Selection(
        first=first,
        last=last,
        clock=draw(st.sampled_from(Clock)),
        **{facet: draw(LISTS) for facet in FACETS},
        text=draw(VALUES.map(str.strip)),
        exact=draw(st.booleans()),
        captives=draw(st.booleans()),
    )


@given(selections())
def test_a_selection_written_as_parameters_is_read_back_equal(selection):
    assert parse_selection(to_parameters(selection)) == (selection, [])


@given(selections())
def test_a_selection_survives_the_query_string(selection):
    query = urlencode(to_parameters(selection), doseq=True)
    assert parse_selection(parse_qs(query))[0] == selection


def test_the_default_selection_has_no_parameters():
    assert to_parameters(Selection()) == {}
    assert parse_selection({}) == (Selection(), [])


NAMES = ["from", "to", "clock", "text", "exact", "captives", *FACETS]
ODD = [
    "", " ", "\x00", "\ud800", "x" * 100_000, "null", "None", "NaN", "-1", "1e999", "2025-02-30", "2025-W05-5",
    "20250131", "2025-01-31T00:00:00", "٢٠٢٥-٠١-٣١", "9999-12-31", "0000-00-00", "said\n", "{{7*191}}", "' OR 1=1 --",
    "$text", "%", "_", "\\", "../..", "🇰🇵", "a\u0301", "<script>", "\u202e", "\ufeff",
]  # fmt: skip


def malformed():
    """240 parameters as no page of ours writes them: each odd value under four names, and random heaps of both."""
    chance = make_chance(240)
    for value in ODD:
        for name in chance.sample(NAMES, 4):
            yield {name: [value]}
    for _ in range(240 - 4 * len(ODD)):
        names = chance.choices([*NAMES, "nonsense", ""], k=chance.randrange(1, 8))
        yield {name: chance.choices(ODD, k=chance.choice([0, 1, 2, 2000])) for name in names}


MALFORMED = list(malformed())


@pytest.mark.parametrize("part", range(24))
def test_malformed_parameters_never_raise_and_can_be_linked_again(part, shipped):
    assert len(MALFORMED) == 240
    for parameters in MALFORMED[part * 10 : part * 10 + 10]:
        selection, problems = parse_selection(parameters)
        assert all(isinstance(problem, str) and len(problem) < 200 for problem in problems)
        assert parse_selection(parse_qs(urlencode(to_parameters(selection), doseq=True)))[0] == selection
        assert shipped.counts(selection).statements >= 0


@given(st.dictionaries(st.sampled_from(NAMES), st.lists(st.text(st.characters(), max_size=20), max_size=4), max_size=8))
def test_any_text_is_a_selection_or_falls_back(parameters):
    selection, _ = parse_selection(parameters)
    assert parse_selection(to_parameters(selection)) == (selection, [])


@pytest.mark.parametrize(
    ("parameters", "problem"),
    [
        ({"from": ["2025-13-01"]}, "from: '2025-13-01' is not a day such as 2025-01-31"),
        ({"from": ["2025-W05-5"]}, "from: '2025-W05-5' is not a day such as 2025-01-31"),
        ({"to": ["yesterday"]}, "to: 'yesterday' is not a day such as 2025-01-31"),
        ({"from": ["2025-02-01"], "to": ["2025-01-01"]}, "to: 2025-01-01 is before from: 2025-02-01"),
        ({"clock": ["noon"]}, "clock: 'noon' is neither about nor said"),
    ],
)
def test_what_cannot_be_read_is_named_and_left_out(parameters, problem):
    assert parse_selection(parameters) == (Selection(), [problem])


def test_a_window_of_one_day_is_a_window():
    selection, problems = parse_selection({"from": ["2025-01-09"], "to": ["2025-01-09"]})
    assert (selection.first, selection.last, problems) == (date(2025, 1, 9), date(2025, 1, 9), [])


def test_of_a_repeated_day_the_last_counts_and_of_a_repeated_value_one():
    selection, _ = parse_selection({"from": ["2025-01-01", "2025-01-02"], "side": ["Ukraine", "Ukraine", ""]})
    assert (selection.first, selection.side) == (date(2025, 1, 2), ("Ukraine",))


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        (Selection(), "the whole period"),
        (Selection(first=date(2025, 1, 9)), "from 9 Jan 2025"),
        (Selection(last=date(2025, 1, 9)), "to 9 Jan 2025"),
        (Selection(first=date(2025, 1, 9), last=date(2025, 1, 9)), "9 Jan 2025"),
        (Selection(first=date(2024, 10, 10), last=date(2025, 2, 27)), "10 Oct 2024 to 27 Feb 2025"),
        (Selection(claimant=("nis", "hur")), "the whole period, Said by: nis or hur"),
        (Selection(text="near Sudzha"), "the whole period, text: 'near Sudzha'"),
        (Selection(exact=True), "the whole period, exact places only"),
        (Selection(clock=Clock.SAID), "the whole period, by the day said"),
    ],
)
def test_what_the_filter_keeps_the_filter_also_says(selection, words):
    assert selection.in_words() == words


@given(selections())
def test_without_each_active_filter_nothing_is_active(selection):
    for name in selection.active_filters():
        selection = selection.without(name)
    assert selection.active_filters() == ()


def test_every_facet_has_a_title():
    assert set(FACET_TITLES) == set(FACETS)
