"""The matrix of a question: who held what on which day, nothing carried forward."""

from datetime import date

import pytest

from dashboard.state import ViewState
from dashboard.views.matrix_view import GLYPHS, build_matrix_view
from dashboard.wording import STANCE_WORDS
from events.selection import Selection
from events.store import open_records
from events.vocabulary import Clock, Stance
from tests.factories import make_article, make_claimant, make_question, make_statement, make_store

SHIPPED = open_records()
FIGHTING = "fighting-in-kursk"


def matrices(store, **changes):
    state = ViewState(selection=Selection(**changes))
    return build_matrix_view(store, state, store.statements(state.selection))


def cell(matrix, claimant, day):
    column = [one["day"] for one in matrix["days"]].index(day)
    return next(row for row in matrix["rows"] if row["claimant"] == claimant)["cells"][column]


def test_singh_had_not_observed_on_10_december():
    [mark] = cell(matrices(SHIPPED)[FIGHTING], "Singh", "2024-12-10")
    assert (mark["word"], mark["glyph"]) == ("had not observed", "○")


def test_every_origin_of_a_position_stands_in_the_matrix_once():
    held = [one for one in SHIPPED.statements(Selection()) if one.position]
    found = [
        mark["statement_id"]
        for matrix in matrices(SHIPPED).values()
        for row in matrix["rows"]
        for marks in row["cells"]
        for mark in marks
    ]
    joint = sum(max(0, len(one.claimants) - 1) for one in held)
    twice = {"unstated-2025-02-06-s01"}  # its echo, which says the day, has the same days
    assert set(found) == {one.statement_id for one in held} - twice
    assert len(found) == len(held) - len(twice) + joint


def test_two_mentions_of_one_origin_in_a_cell_are_one_mark():
    [mark] = cell(matrices(SHIPPED)[FIGHTING], "South Korea's NIS", "2025-01-11")
    assert mark["statement_id"] == "tril-2025-02-07-s02"
    assert mark["note"] == "about 11 Jan 2025 to 6 Feb 2025, 2 mentions, 1 origin"
    [alone] = cell(matrices(SHIPPED, report=("unstated-2025-02-06",))[FIGHTING], "South Korea's NIS", "2025-01-11")
    assert alone["note"] == "about 11 Jan 2025 to 6 Feb 2025"


def test_a_period_stands_under_its_first_day_in_the_window_and_names_all_its_days():
    window = {"first": date(2025, 1, 20), "last": date(2025, 2, 1)}
    matrix = matrices(SHIPPED, report=("tril-2025-02-07",), **window)[FIGHTING]
    assert [one["day"] for one in matrix["days"]] == ["2025-01-20"]
    [mark] = cell(matrix, "South Korea's NIS", "2025-01-20")
    assert mark["days"] == mark["note"] == "about 11 Jan 2025 to 6 Feb 2025"


@pytest.mark.parametrize("last", [date(2024, 11, 10), date(2024, 12, 12), date(2025, 2, 8)])
def test_the_matrix_replays_with_the_window(last):
    whole, part = (matrices(SHIPPED, clock=Clock.SAID, **ends)[FIGHTING] for ends in ({}, {"last": last}))
    assert len(part["days"]) < len(whole["days"])
    assert all(day["day"] <= last.isoformat() for day in part["days"])


def test_the_rows_are_grouped_by_side():
    sides = [row["side"] for row in matrices(SHIPPED)[FIGHTING]["rows"]]
    groups = [side for index, side in enumerate(sides) if index == 0 or sides[index - 1] != side]
    assert len(groups) == len(set(groups))


def test_a_silence_names_its_report_and_day_and_is_not_carried_forward(tmp_path):
    records = [
        make_article(),
        make_claimant(),
        make_question(),
        make_statement(modality="silent", said_on=None, position={"question_id": "q1", "stance": "silent"}),
        make_statement(statement_id="s2", said_on="2025-01-20", position={"question_id": "q1", "stance": "denies"}),
    ]
    matrix = matrices(make_store(tmp_path, records))["q1"]
    [row] = matrix["rows"]
    [silent], [denied] = row["cells"]
    assert (silent["note"], silent["starred"]) == ("as of 10 Jan 2025, per this report", True)
    assert silent["report"] == "Morning Courier, 10 Jan 2025"
    assert (denied["word"], denied["note"], denied["starred"]) == ("denies", None, False)


def test_every_stance_has_a_sign_and_a_word():
    assert set(GLYPHS) == set(STANCE_WORDS) == set(Stance)
    assert len(set(GLYPHS.values())) == len(Stance)
