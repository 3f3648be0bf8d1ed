"""The chart of figures: which measure, one mark a figure, and what the statements allow together."""

from datetime import date

import pytest

from dashboard.render.chart_spec import chart_spec
from dashboard.render.charts import COLUMNS, to_table
from dashboard.state import ViewState
from dashboard.views.allowed import MOST_FIGURES, allowed_in_words
from dashboard.views.figure_chart import ARROW_DOWN, ARROW_UP, HOLLOW, build_figure_chart, milliseconds
from dashboard.views.mark_book import MarkBook
from events.ranges import Range
from events.selection import Selection
from events.store import open_records
from events.vocabulary import Clock
from tests.factories import make_article, make_claimant, make_figure, make_statement, make_store

SHIPPED = open_records()
KILLED = "killed.DPRK.persons"


def chart_of(store, **changes):
    state = ViewState(**changes)
    return build_figure_chart(store, state, store.figures(store.statements(state.selection), state.selection))


def one_figure(tmp_path, statement=None, **figure):
    records = [make_article(), make_claimant(), make_statement(**(statement or {})), make_figure(**figure)]
    return chart_of(make_store(tmp_path, records))


def marks_of(chart):
    return [row for row in chart.rows if row["role"] != "window"]


def test_the_measure_with_the_most_figures_comes_first():
    counts = [one["count"] for one in chart_of(SHIPPED).head["choices"]]
    assert counts == sorted(counts, reverse=True)
    assert chart_of(SHIPPED).head["chosen"] == chart_of(SHIPPED).head["choices"][0]["key"]


def test_every_figure_of_every_measure_has_one_mark():
    for choice in chart_of(SHIPPED).head["choices"]:
        chart = chart_of(SHIPPED, chart=choice["key"])
        assert len(marks_of(chart)) + chart.head["undated"] == choice["count"]
        assert len({row["id"] for row in marks_of(chart)}) == len(marks_of(chart))


@pytest.mark.parametrize("key", [None, "killed.DPRK.tons", "x.y.z"])
def test_a_measure_that_the_view_does_not_hold_falls_back(key):
    assert chart_of(SHIPPED, chart=key).head["chosen"] == chart_of(SHIPPED).head["chosen"]


def test_at_least_300_and_two_thirds_of_4000_allow_300_or_more():
    chart = chart_of(SHIPPED, chart=KILLED)
    assert chart.head["allowed"]["sentence"] == "Every statement allows 300 or more."
    marks = {row["tag"]: row for row in marks_of(chart)}
    assert marks["KR"]["shape"] == ARROW_UP
    assert (marks["UA ≈"]["value"], marks["UA ≈"]["Note"]) == (2667, "derived: two-thirds of 4,000 casualties")
    assert marks["UA+US"]["role"] == "vague"


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ({"low": 300, "high": None}, {"value": 300, "top": None, "shape": ARROW_UP, "fill": HOLLOW}),
        ({"low": None, "high": 300, "qualifier": "up_to"}, {"value": 300, "shape": ARROW_DOWN, "fill": HOLLOW}),
        ({"low": 10, "high": 20, "qualifier": "between"}, {"value": 10, "top": 20}),
        (
            {"low": 10, "high": 10, "qualifier": "exact"},
            {"value": 10, "top": None, "shape": "circle", "fill": "#0072B2"},
        ),
        ({"low": 10, "high": 10, "qualifier": "exact", "forecast": True}, {"fill": HOLLOW, "Note": "forecast"}),
        ({"low": None, "qualifier": "vague", "as_written": "“many” men"}, {"role": "vague", "words": "“‘many’ men”"}),
        ({"as_of": "2025-01-02"}, {"day": milliseconds("2025-01-02"), "first": None}),
        (
            {"as_of": "2025-01-01/2025-01-03"},
            {
                "day": milliseconds("2025-01-02"),
                "first": milliseconds("2025-01-01"),
                "last": milliseconds("2025-01-03"),
            },
        ),
    ],
)
def test_a_mark_says_what_kind_of_figure_it_is(tmp_path, figure, expected):
    [mark] = marks_of(one_figure(tmp_path, **figure))
    assert {name: mark[name] for name in expected} == expected


def test_in_the_said_clock_a_figure_stands_on_the_day_when_it_became_known(tmp_path):
    records = [make_article(), make_claimant(), make_statement(said_on="2025-01-09"), make_figure(as_of="2024-11")]
    store = make_store(tmp_path, records)
    [said] = marks_of(chart_of(store, selection=Selection(clock=Clock.SAID)))
    [about] = marks_of(chart_of(store))
    assert (said["day"], said["first"]) == (milliseconds("2025-01-09"), None)
    assert (about["first"], about["last"]) == (milliseconds("2024-11-01"), milliseconds("2024-11-30"))


def test_marks_are_kept_from_view_to_view_without_telling_more():
    book = MarkBook()
    for clock, last in ((Clock.ABOUT, None), (Clock.SAID, date(2025, 2, 8)), (Clock.ABOUT, date(2025, 1, 20))):
        state = ViewState(selection=Selection(clock=clock, last=last), chart=KILLED)
        figures = SHIPPED.figures(SHIPPED.statements(state.selection), state.selection)
        kept, fresh = (build_figure_chart(SHIPPED, state, figures, one) for one in (book, None))
        assert kept == fresh


def test_a_denied_number_is_crossed(tmp_path):
    [mark] = marks_of(one_figure(tmp_path, {"modality": "denied"}))
    assert mark["Note"] == "denied"
    assert mark["shape"].startswith("M-1,-1")


def test_statements_that_exclude_each_other_are_named(tmp_path):
    records = [
        make_article(),
        make_claimant(),
        make_claimant(claimant_id="c2", name="The other ministry", side="Russia"),
        make_statement(),
        make_statement(statement_id="s2", claimants=("c2",)),
        make_figure(low=500, high=500, qualifier="exact", as_written="500"),
        make_figure(figure_id="f2", statement_id="s2", low=100, high=100, qualifier="exact", as_written="100"),
    ]
    allowed = chart_of(make_store(tmp_path, records)).head["allowed"]
    assert allowed["sentence"] == "No value satisfies all of these statements."
    [pair] = allowed["excluding"]
    assert {side["statement_id"] for side in pair} == {"s1", "s2"}


def test_a_crowd_of_figures_is_counted_and_not_summed_up(tmp_path):
    figures = [make_figure(figure_id=f"f{number}", low=number) for number in range(MOST_FIGURES + 1)]
    store = make_store(tmp_path, [make_article(), make_claimant(), make_statement(), *figures])
    assert chart_of(store).head["allowed"]["sentence"].startswith(f"{MOST_FIGURES + 1} figures: choose fewer days")


@pytest.mark.parametrize(
    ("allowed", "words"),
    [
        (Range(300, None), "300 or more"),
        (Range(11000, None, is_strict=True), "more than 11,000"),
        (Range(None, 12000), "up to 12,000"),
        (Range(4000, 4000), "4,000"),
        (Range(10000, 12000), "10,000 to 12,000"),
        (Range(), None),
        (None, None),
    ],
)
def test_an_allowed_range_in_words(allowed, words):
    assert allowed_in_words(allowed) == words


def test_the_ends_of_the_window_are_marked():
    chart = chart_of(SHIPPED, chart=KILLED, selection=Selection(first=date(2025, 1, 1), last=date(2025, 2, 1)))
    ends = [row["day"] for row in chart.rows if row["role"] == "window"]
    assert ends == [milliseconds("2025-01-01"), milliseconds("2025-02-01")]


def test_the_specification_holds_no_word_from_data_and_does_not_change():
    specs = [chart_spec(date(2024, 8, 1), date(2025, 4, 20), is_crowded=False) for _ in range(2)]
    assert specs[0] == specs[1]
    words = str(specs[0])
    for claimant in SHIPPED.collection.claimants.values():
        assert claimant.name not in words
    assert "href" not in words
    assert "image" not in words


def test_the_table_of_the_chart_has_every_column_whatever_the_rows():
    for rows in ([], [{"role": "window", "day": 1.0}], chart_of(SHIPPED, chart=KILLED).rows):
        table = to_table(rows, COLUMNS)
        assert tuple(table.column_names) == COLUMNS
        assert len(table) == len(rows)
