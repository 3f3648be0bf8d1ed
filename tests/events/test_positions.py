"""Positions are dated marks; opposite ones are paired only where their days meet."""

from datetime import date

import pytest

from events.positions import Meeting, find_oppositions, find_turns, position_matrices
from events.store import open_records
from events.vocabulary import Clock, Side, Stance
from tests.factories import make_article, make_claimant, make_collection, make_question, make_statement

AFFIRMS, DENIES = "affirms", "denies"


def make_position(statement_id, claimant, stance, **changes):
    position = {"question_id": "q1", "stance": stance}
    return make_statement(statement_id=statement_id, claimants=(claimant,), position=position, places=(), **changes)


def make_positions(*statements, **article):
    return make_collection(
        make_article(**article),
        make_question(),
        make_claimant(),
        make_claimant(claimant_id="c2", name="The agency", side="South Korea"),
        make_claimant(claimant_id="c3", name="The academy", side="Ukraine"),
        *statements,
    )


def test_a_position_stands_on_its_day_and_is_not_carried_forward():
    collection = make_positions(
        make_position("s1", "c1", AFFIRMS, said_on="2024-11-07"),
        make_position("s2", "c2", "silent", said_on="2025-02-07"),
    )
    (matrix,) = position_matrices(collection)
    assert matrix.days == (date(2024, 11, 7), date(2025, 2, 7))
    affirming, silent = matrix.rows
    assert [mark.stance for mark in affirming.on(date(2024, 11, 7))] == [Stance.AFFIRMS]
    assert affirming.on(date(2025, 2, 7)) == []
    assert [mark.stance for mark in silent.marks] == [Stance.SILENT]


def test_rows_are_grouped_by_side_and_the_newsroom_comes_last():
    collection = make_positions(
        make_position("s1", "c2", AFFIRMS),
        make_position("s2", "c1", AFFIRMS),
        make_position("s3", "c3", AFFIRMS),
        make_position("s4", "c3", AFFIRMS).model_copy(update={"claimants": ()}),
    )
    (matrix,) = position_matrices(collection)
    assert [row.name for row in matrix.rows] == ["The academy", "The ministry", "The agency", None]
    assert [row.side for row in matrix.rows] == [Side.UKRAINE, Side.UKRAINE, Side.SOUTH_KOREA, None]


def test_a_joint_statement_is_a_mark_for_each_claimant():
    both = make_position("s1", "c1", AFFIRMS).model_copy(update={"claimants": ("c1", "c2")})
    (matrix,) = position_matrices(make_positions(both))
    assert {row.claimant_id: row.marks[0].statement_id for row in matrix.rows} == {"c1": "s1", "c2": "s1"}


def test_the_about_clock_places_a_mark_on_the_day_it_is_about():
    collection = make_positions(make_position("s1", "c1", AFFIRMS, said_on="2025-01-09", refers_to="2024-12-24"))
    (said,), (about,) = (position_matrices(collection, clock=clock)[0].days for clock in (Clock.SAID, Clock.ABOUT))
    assert (said, about) == (date(2025, 1, 9), date(2024, 12, 24))


@pytest.mark.parametrize(
    ("since", "day"),
    [(None, "2024-12-07"), ("2024-12-01", "2024-12-07"), ("2024-12-10", "2024-12-10"), ("2025-01-01", "2024-12-14")],
)
def test_a_period_is_marked_on_its_first_day_since_the_window_began(since, day):
    collection = make_positions(make_position("s1", "c1", AFFIRMS, refers_to="2024-12-07~/2024-12-14"))
    since = date.fromisoformat(since) if since else None
    (matrix,) = position_matrices(collection, clock=Clock.ABOUT, since=since)
    assert matrix.days == (date.fromisoformat(day),)
    assert matrix.rows[0].marks[0].placed.edtf == "2024-12-07~/2024-12-14"
    assert position_matrices(collection, since=since)[0].days == (date(2025, 1, 9),), "the said clock has one day"


def test_what_has_no_day_is_named_apart():
    collection = make_positions(make_position("s1", "c1", AFFIRMS, said_on=None), published_on=None)
    (matrix,) = position_matrices(collection)
    assert (matrix.undated, matrix.days, matrix.rows) == (("s1",), (), ())


@pytest.mark.parametrize("stance", ["denies", "disputes", "not_observed"])
@pytest.mark.parametrize(("said_on", "meets"), [("2025-01-09", True), ("2025-01-11", False), ("2024-11-01", False)])
def test_opposite_positions_meet_on_common_days(stance, said_on, meets):
    collection = make_positions(
        make_position("s1", "c1", AFFIRMS, said_on="2025-01-09"), make_position("s2", "c2", stance, said_on=said_on)
    )
    assert bool(find_oppositions(collection.current_statements(), collection)) is meets


@pytest.mark.parametrize("stance", ["affirms", "expects", "silent"])
def test_other_stances_are_not_opposite(stance):
    collection = make_positions(make_position("s1", "c1", AFFIRMS), make_position("s2", "c2", stance))
    assert find_oppositions(collection.current_statements(), collection) == []


def test_days_that_meet_by_an_approximate_one_are_marked_so():
    collection = make_positions(
        make_position("s1", "c1", AFFIRMS, said_on="2025-02-07"),
        make_position("s2", "c2", DENIES, refers_to="2025-01-11~/2025-02-06~"),
    )
    (found,) = find_oppositions(collection.current_statements(), collection)
    assert found.meeting is Meeting.AT_THE_EDGE


def test_a_day_that_is_not_given_is_in_the_week_before_the_article():
    collection = make_positions(
        make_position("s1", "c1", AFFIRMS, said_on="2025-01-05"),
        make_position("s2", "c2", DENIES, said_on=None),
        make_position("s3", "c3", AFFIRMS, said_on="2024-12-24"),
    )
    (found,) = find_oppositions(collection.current_statements(), collection)
    assert (found.affirming.statement_id, found.meeting) == ("s1", Meeting.DAY_NOT_GIVEN)


@pytest.mark.parametrize(("denied_on", "answers"), [("2025-02-27", True), ("2025-06-01", False)])
def test_a_denial_without_days_answers_for_those_named_before_it(denied_on, answers):
    collection = make_positions(
        make_position("s1", "c1", AFFIRMS, refers_to="2025-01-11/2025-01-20"),
        make_position("s2", "c2", DENIES, said_on=denied_on),
    )
    assert bool(find_oppositions(collection.current_statements(), collection)) is answers


def test_what_is_said_twice_for_the_same_days_is_opposed_once():
    collection = make_positions(
        make_position("s1", "c1", AFFIRMS), make_position("s2", "c1", AFFIRMS), make_position("s3", "c2", DENIES)
    )
    (found,) = find_oppositions(collection.current_statements(), collection)
    assert (found.affirming.statement_id, found.contrary.statement_id) == ("s1", "s3")


def test_a_claimant_who_turns_round_is_a_turn_and_no_opposition():
    collection = make_positions(
        make_position("s1", "c1", AFFIRMS, said_on="2025-01-09"),
        make_position("s2", "c1", DENIES, said_on="2025-01-12", refers_to="2025-01-09"),
    )
    statements = collection.current_statements()
    assert find_oppositions(statements, collection) == []
    assert [(one.statement_id, other.statement_id) for one, other in find_turns(statements, collection)] == [
        ("s1", "s2")
    ]


def test_shipped_silence_has_its_source_and_day():
    collection = open_records().collection
    matrix = next(one for one in position_matrices(collection) if one.question.question_id == "fighting-in-kursk")
    russia = next(row for row in matrix.rows if row.claimant_id == "russia")
    marks = [(mark.stance, mark.day, mark.statement_id) for mark in russia.marks]
    assert (Stance.SILENT, date(2025, 2, 7), "tril-2025-02-07-s09") in marks
    assert all(not mark.day_is_given for mark in russia.marks)
