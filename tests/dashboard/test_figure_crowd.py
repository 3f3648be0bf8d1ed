"""A crowd of figures: marks merge, their counts do not change, and nothing is told that one mark would not tell."""

from datetime import date, timedelta
from math import isnan

import pytest

from dashboard.render.chart_spec import chart_spec
from dashboard.render.charts import CROWD_PARTS, to_tables
from dashboard.state import ViewState
from dashboard.views.figure_chart import build_figure_chart, build_marks
from dashboard.views.figure_crowd import COLUMNS, CROWD, LEVELS, merge_crowd
from dashboard.views.figure_rows import CHOSEN_SIZE, SIZE
from dashboard.views.mark_book import MarkBook
from events.collection import collect
from events.selection import Selection
from events.store import store_of
from events.vocabulary import Clock
from geodata.gazetteer import load_gazetteer
from tests.benchmarks.crowd import FIRST_DAY, crowd_records
from tests.dashboard.test_as_of import without_later
from tests.factories import make_article, make_claimant, make_figure, make_statement

GAZETTEER = load_gazetteer()
CROWDED = store_of(collect(crowd_records(1500, seed=4)), (), GAZETTEER)


def chart_of(store, **changes):
    state = ViewState(**changes)
    return build_figure_chart(store, state, store.figures(store.statements(state.selection), state.selection))


def marks_of(chart):
    return [row for row in chart.rows if row["role"] != "window"]


def store_with(*figures, **statement):
    records = [make_article(), make_claimant(), make_statement(**statement), *figures]
    return store_of(collect(records), (), GAZETTEER)


def alike(many, **changes):
    return [make_figure(figure_id=f"f{number}", **({"low": 300} | changes)) for number in range(many)]


@pytest.mark.parametrize("clock", Clock)
@pytest.mark.parametrize("days", [60, 200, 420])
def test_the_counts_of_merged_marks_sum_to_the_figures(clock, days):
    chart = chart_of(CROWDED, selection=Selection(last=FIRST_DAY + timedelta(days=days), clock=clock))
    counted = chart.head["counted"] - chart.head["undated"]
    assert sum(row["count"] for row in marks_of(chart)) == counted
    assert chart.is_crowded == (counted > CROWD)
    assert (len(marks_of(chart)) < counted) == chart.is_crowded


def test_up_to_a_crowd_each_figure_has_a_mark_of_its_own():
    assert [row["count"] for row in marks_of(chart_of(store_with(*alike(CROWD))))] == [1] * CROWD
    [one] = marks_of(chart_of(store_with(*alike(CROWD + 1))))
    assert one["count"] == CROWD + 1


def test_a_merged_mark_stands_where_one_of_its_figures_stands_and_all_lie_within_a_cell():
    marks = build_marks(CROWDED.collection, GAZETTEER, CROWDED.collection.figures.values(), book := MarkBook())
    rows = merge_crowd(marks, book.spots(marks), SIZE, is_said=False)
    own = {mark["figure_id"]: mark["row"] for mark in marks}
    for row in rows:
        first = own[row["id"]]
        assert {name: row[name] for name in ("day", "value", "top", "shape", "color", "fill", "words")} == {
            name: first[name] for name in ("day", "value", "top", "shape", "color", "fill", "words")
        }
    days = [mark["row"]["day"] for mark in marks]
    width = (max(days) - min(days)) / COLUMNS + 86_400_000
    height = max(mark["row"]["top"] or mark["row"]["value"] or 0 for mark in marks) / LEVELS
    for mark in marks:
        low = float("nan") if mark["row"]["value"] is None else mark["row"]["value"]
        assert any(
            row["color"] == mark["row"]["color"]
            and row["shape"] == mark["row"]["shape"]
            and abs(row["day"] - mark["row"]["day"]) <= width
            and (isnan(low) or (row["value"] is not None and abs(row["value"] - low) <= height))
            for row in rows
        )


@pytest.mark.parametrize(
    "other",
    [
        {"forecast": True},
        {"high": 300, "qualifier": "exact"},
        {"low": None, "high": 300, "qualifier": "up_to"},
        {"high": 330, "qualifier": "between"},
        {"low": None, "qualifier": "vague", "as_written": "hundreds"},
        {"low": 9000},
        {"as_of": "2024-01-02"},
    ],
)
def test_figures_that_look_otherwise_or_lie_elsewhere_keep_their_mark(other):
    odd = make_figure(figure_id="odd", **other)
    rows = marks_of(chart_of(store_with(*alike(CROWD), odd)))
    assert sorted(row["count"] for row in rows) == [1, CROWD]


def test_a_mark_says_for_how_many_figures_it_stands():
    odd = make_figure(figure_id="odd", low=9000)
    many, one = sorted(marks_of(chart_of(store_with(*alike(CROWD), odd))), key=lambda row: -row["count"])
    assert many["Says"].endswith(f"(one of {CROWD} figures that lie here)")
    assert "lie here" not in one["Says"]


def test_the_figures_of_the_chosen_statement_stand_alone_and_before_the_others():
    records = [
        make_article(),
        make_claimant(),
        make_statement(),
        make_statement(statement_id="s2"),
        *alike(CROWD),
        make_figure(figure_id="chosen", statement_id="s2"),
    ]
    chart = chart_of(store_of(collect(records), (), GAZETTEER), select="statement:s2")
    rows = marks_of(chart)
    assert [(row["count"], row["size"]) for row in rows] == [(CROWD, SIZE), (1, CHOSEN_SIZE)]
    assert rows[-1]["id"] == "chosen"


@pytest.mark.parametrize("days", [120, 250, 400])
def test_in_the_said_clock_a_crowd_does_not_change_when_later_records_are_removed(days):
    day = FIRST_DAY + timedelta(days=days)
    reduced = store_of(without_later(CROWDED.collection, day), (), GAZETTEER)
    selection = Selection(last=day, clock=Clock.SAID)
    whole, rest = (chart_of(store, selection=selection) for store in (CROWDED, reduced))
    assert whole.is_crowded
    assert len(reduced.collection.figures) < len(CROWDED.collection.figures)
    assert whole == rest


def test_each_layer_of_a_crowd_has_its_own_table_without_gaps():
    chart = chart_of(CROWDED, selection=Selection(last=FIRST_DAY + timedelta(days=400)))
    tables = to_tables(chart.rows)
    assert {name: tuple(table.column_names) for name, table in tables.items()} == CROWD_PARTS
    assert sum(len(table) for table in tables.values()) == len(chart.rows)
    assert [len(tables["window"]), len(tables["words"])] == [1, sum(row["role"] == "vague" for row in chart.rows)]
    for table in tables.values():
        assert all(column.null_count == 0 for column in table.columns)


def test_the_specification_of_a_crowd_holds_no_data_link_or_image():
    spec = str(chart_spec(date(2024, 1, 1), date(2025, 2, 23), is_crowded=True))
    assert not [one.name for one in CROWDED.collection.claimants.values() if one.name in spec]
    assert "href" not in spec
    assert "image" not in spec
    assert "'values': [{" not in spec
