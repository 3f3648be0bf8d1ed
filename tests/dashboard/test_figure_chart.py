"""The chart of figures: which measure, one mark a figure, and what the statements allow together."""

from datetime import date

import pytest

from dashboard.render.chart_spec import chart_spec
from dashboard.render.charts import COLUMNS, to_table
from dashboard.state import ViewState
from dashboard.views.allowed import MOST_FIGURES, SOFT_EXCLUDE, allowed_in_words
from dashboard.views.figure_chart import ARROW_DOWN, ARROW_UP, HOLLOW, build_figure_chart
from dashboard.views.figure_rows import ONE_SPOT, milliseconds
from dashboard.views.mark_book import MarkBook
from events.figures import ABOUT
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
        assert sum(row["count"] for row in marks_of(chart)) + chart.head["undated"] == chart.head["counted"]
        assert len({row["id"] for row in marks_of(chart)}) == len(marks_of(chart))


@pytest.mark.parametrize("key", [None, "killed.DPRK.tons", "x.y.z"])
def test_a_measure_that_the_view_does_not_hold_falls_back(key):
    assert chart_of(SHIPPED, chart=key).head["chosen"] == chart_of(SHIPPED).head["chosen"]


def test_of_at_least_300_and_two_thirds_of_4000_only_the_first_sets_a_bound():
    chart = chart_of(SHIPPED, chart=KILLED)
    assert chart.head["allowed"]["sentence"] == "1 of 3 statements sets a bound: 300 or more."
    assert chart.head["allowed"]["details"] == ["2 set none: 1 derived, 1 in words"]
    marks = {row["tag"]: row for row in marks_of(chart)}
    assert marks["KR"]["shape"] == ARROW_UP
    assert (marks["UA ≈"]["value"], marks["UA ≈"]["Note"]) == (2667, "derived: two-thirds of 4,000 casualties")
    assert marks["UA+US"]["role"] == "vague"


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ({"low": 300, "high": None}, {"value": 300, "top": None, "shape": ARROW_UP, "fill": "#0072B2"}),
        ({"low": 300, "high": None, "forecast": True}, {"shape": ARROW_UP, "fill": HOLLOW}),
        ({"low": None, "high": 300, "qualifier": "up_to"}, {"value": 300, "shape": ARROW_DOWN, "fill": "#0072B2"}),
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
    assert allowed["details"] == []
    [pair] = allowed["excluding"]
    assert {side["statement_id"] for side in pair} == {"s1", "s2"}


def test_a_crowd_of_figures_is_counted_and_not_summed_up(tmp_path):
    figures = [make_figure(figure_id=f"f{number}", low=number) for number in range(MOST_FIGURES + 1)]
    store = make_store(tmp_path, [make_article(), make_claimant(), make_statement(), *figures])
    assert chart_of(store).head["allowed"]["sentence"].startswith(f"{MOST_FIGURES + 1} figures: choose fewer days")


EXACTLY = {"low": 500, "high": 500, "qualifier": "exact"}
ABOUT_500 = EXACTLY | {"qualifier": "about"}


@pytest.mark.parametrize(
    ("statement", "figure", "sentence"),
    [
        ({}, EXACTLY, "The one statement allows 500."),
        ({}, EXACTLY | {"forecast": True}, "The one forecast allows 500."),
        ({}, ABOUT_500, "The one statement sets no bound: its number is approximate."),
        ({"modality": "estimated"}, EXACTLY, "The one statement sets no bound: its number is estimated."),
        ({"modality": "denied"}, EXACTLY, "The one statement sets no bound: its number is denied."),
        ({}, {"low": None, "qualifier": "vague"}, "The one statement sets no bound: its number is in words."),
    ],
)
def test_one_statement_says_why_it_sets_no_bound(tmp_path, statement, figure, sentence):
    assert one_figure(tmp_path, statement, **figure).head["allowed"]["sentence"] == sentence


def two_figures(tmp_path, one, other, statement=None):
    """The chart of figures of two statements of one claimant, the other one of which may have other fields."""
    second = make_statement(statement_id="s2", **(statement or {}))
    records = [make_article(), make_claimant(), make_statement(), second]
    figures = [make_figure(**one), make_figure(figure_id="f2", statement_id="s2", **other)]
    return chart_of(make_store(tmp_path, [*records, *figures]))


def test_two_statements_that_set_bounds_are_counted(tmp_path):
    allowed = two_figures(tmp_path, {"low": 300}, {"low": 400}).head["allowed"]
    assert allowed == {"sentence": "2 of 2 statements set a bound: 400 or more.", "details": [], "excluding": []}


def test_that_no_number_sets_a_bound_is_said_with_the_reasons(tmp_path):
    allowed = two_figures(tmp_path, ABOUT_500, EXACTLY, {"modality": "estimated"}).head["allowed"]
    assert allowed["sentence"] == "None of 2 statements sets a bound: 1 approximate, 1 estimated."


def test_that_a_number_which_sets_no_bound_excludes_another_is_explained(tmp_path):
    allowed = two_figures(tmp_path, ABOUT_500, EXACTLY | {"low": 100, "high": 100}).head["allowed"]
    assert (allowed["sentence"], len(allowed["excluding"])) == ("No value satisfies all of these statements.", 1)
    assert allowed["details"] == [SOFT_EXCLUDE]
    assert ("more than a quarter" in SOFT_EXCLUDE) == (ABOUT == 0.25)


def test_days_stand_in_the_details_as_in_the_table():
    details = {
        key: chart_of(SHIPPED, chart=f"{key}.DPRK.persons").head["allowed"]["details"]
        for key in ("arrived", "present", "casualties")
    }
    assert details["arrived"][:2] == ["Russia, Oct 2024: 10,000 to 12,000", "Kursk Oblast, autumn 2024: up to 12,000"]
    assert "Kursk Oblast, by about 14 Dec 2024 (inferred): more than 11,000" in details["present"]
    [forecast] = [one for one in details["casualties"] if one.startswith("Kursk Oblast, about 11 Apr")]
    assert forecast.endswith("only numbers that are approximate (forecast)")


ECHO = {"echo_of": "s1"}


def test_an_echo_is_counted_and_drawn_with_its_origin(tmp_path):
    chart = two_figures(tmp_path, EXACTLY, EXACTLY, ECHO)
    assert [one["count"] for one in chart.head["choices"]] == [1]
    assert chart.head["allowed"]["sentence"] == "The one statement allows 500."
    assert chart.head["allowed"]["details"] == ["2 mentions, 1 origin"]
    [mark] = marks_of(chart)
    assert (mark["id"], mark["count"]) == ("f1", 2)
    assert mark["Says"].endswith("(2 mentions, 1 origin)")


def test_an_echo_that_gives_another_number_keeps_its_mark(tmp_path):
    chart = two_figures(tmp_path, EXACTLY, EXACTLY | {"low": 510, "high": 510}, ECHO)
    assert [one["count"] for one in chart.head["choices"]] == [2]
    assert [row["value"] for row in marks_of(chart)] == [500, 510]
    assert all(row["Says"].endswith("(2 mentions, 1 origin)") for row in marks_of(chart))


@pytest.mark.parametrize(
    ("other", "statement", "is_joined"),
    [
        (EXACTLY | {"low": 600, "high": 600}, {}, True),
        (EXACTLY, {}, False),
        (EXACTLY | {"low": 600, "high": 600}, ECHO, False),
        (EXACTLY | {"low": 600, "high": 600, "place_id": "ru-krs"}, {}, False),
        (EXACTLY | {"low": 600, "high": 600, "party": "Russia"}, {}, False),
    ],
)
def test_a_line_joins_only_the_numbers_of_a_claimant_who_gives_another(tmp_path, other, statement, is_joined):
    later = {"as_of": "2025-02-14"}
    chart = two_figures(tmp_path, EXACTLY | {"as_of": "2025-01-09"}, other | later, statement)
    joined = [row["series"] is not None for row in marks_of(chart)]
    assert joined == [is_joined] * len(joined)
    assert any(sign.startswith("dashed line") for sign in chart.head["signs"]) == is_joined


def test_a_mark_that_would_cover_another_stands_elsewhere_on_its_own_days(tmp_path):
    bar = {"low": 400, "high": 500, "qualifier": "between", "as_of": "2024-10"}
    arrow = {"low": None, "high": 500, "qualifier": "up_to", "as_of": "2024-23"}
    [first, second] = marks_of(two_figures(tmp_path, arrow, bar))
    assert first["day"] == (first["first"] + first["last"]) / 2
    assert second["first"] <= second["day"] < first["day"] - ONE_SPOT
    days = [row["day"] for row in marks_of(two_figures(tmp_path / "2", EXACTLY, EXACTLY | {"high": 600}))]
    assert days[0] == days[1]  # a mark of one day stays on it


def test_a_forecast_stands_at_the_days_that_it_speaks_of():
    [mark] = marks_of(chart_of(SHIPPED, chart="expected.DPRK.persons"))
    assert (mark["first"], mark["last"]) == (milliseconds("2025-01-01"), milliseconds("2025-12-31"))
    assert (mark["fill"], mark["Day"]) == (HOLLOW, "2025")


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
    axis = "Days from 1 Aug 2024 to 20 Apr 2025"
    specs = [chart_spec(date(2024, 8, 1), date(2025, 4, 20), is_crowded=False) for _ in range(2)]
    assert specs[0] == specs[1]
    words = str(specs[0])
    assert axis in words  # what a screen reader reads out
    for claimant in SHIPPED.collection.claimants.values():
        assert claimant.name not in words
    assert "href" not in words
    assert "image" not in words


def test_the_table_of_the_chart_has_every_column_whatever_the_rows():
    for rows in ([], [{"role": "window", "day": 1.0}], chart_of(SHIPPED, chart=KILLED).rows):
        table = to_table(rows, COLUMNS)
        assert tuple(table.column_names) == COLUMNS
        assert len(table) == len(rows)
