"""Without one source, between two days, and nothing of what came later."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.collection import Collection, collect
from events.comparands import comparands
from events.compare import ChangeKind, LeaveOut, between, without
from events.differences import find_differences
from events.echoes import find_origins
from events.figures import agreements
from events.known import known_by
from events.marks import figure_marks
from events.positions import position_matrices
from events.store import open_records
from events.table import known_on
from events.vocabulary import Measure, Side
from geodata.gazetteer import load_gazetteer
from tests.events.test_figures import exactly
from tests.factories import (
    make_article,
    make_claimant,
    make_collection,
    make_event,
    make_figure,
    make_question,
    make_statement,
)

GAZETTEER = load_gazetteer()
SHIPPED = open_records().collection
DAYS = st.integers(0, 60).map(lambda days: (date(2024, 12, 20) + timedelta(days)).isoformat())


def make_sources(*statements):
    return make_collection(
        make_article(),
        make_question(),
        make_claimant(),
        make_claimant(claimant_id="c2", name="The agency", side="South Korea"),
        *statements,
    )


def make_rivals():
    """At least 300 killed by the agency, 900 by the ministry, and both on one question."""
    affirms, denies = ({"question_id": "q1", "stance": stance} for stance in ("affirms", "denies"))
    return make_sources(
        make_statement(places=(), position=affirms),
        make_statement(statement_id="s2", claimants=("c2",), places=(), position=denies),
        make_figure(**exactly(900)),
        make_figure(figure_id="f2", statement_id="s2"),
    )


@pytest.mark.parametrize(
    ("leave_out", "left"),
    [
        (LeaveOut(claimants=frozenset({"c1"})), ["s2"]),
        (LeaveOut(sides=frozenset({Side.SOUTH_KOREA})), ["s1"]),
        (LeaveOut(reports=frozenset({"a1"})), []),
        (LeaveOut(), ["s1", "s2"]),
    ],
)
def test_a_claimant_a_side_or_a_report_can_be_left_out(leave_out, left):
    assert list(without(make_rivals(), GAZETTEER, leave_out).rest.statements) == left


def test_a_joint_statement_stays_while_one_of_its_claimants_does():
    collection = make_sources(make_statement(claimants=("c1", "c2")))
    assert without(collection, GAZETTEER, LeaveOut(claimants=frozenset({"c1"}))).statements_left == 1
    assert without(collection, GAZETTEER, LeaveOut(claimants=frozenset({"c1", "c2"}))).statements_left == 0


def test_a_captive_stands_on_no_side():
    captive = make_claimant(claimant_id="c3", kind="unnamed", side="Russia", role="captured soldier, in custody")
    collection = make_sources(captive, make_statement(claimants=("c3",)))
    assert without(collection, GAZETTEER, LeaveOut(sides=frozenset({Side.RUSSIA}))).statements_left == 1


def test_ranges_positions_and_differences_move():
    found = without(make_rivals(), GAZETTEER, LeaveOut(claimants=frozenset({"c1"})))
    (killed,) = found.ranges
    assert (killed.before.in_words(), killed.after.in_words()) == ("at least 300 to 900", "at least 300")
    (question,) = found.positions
    assert question.before != question.after == {"denies": ("c2",)}
    assert sorted(one.type.value for one in found.gone) == ["opposite_positions", "wide_gap_compatible"]
    assert found.come == ()


def test_an_echo_takes_the_place_of_an_origin_that_is_left_out():
    collection = make_sources(
        make_article(article_id="a2"),
        make_statement(),
        make_statement(statement_id="s2", article_id="a2", echo_of="s1"),
    )
    found = without(collection, GAZETTEER, LeaveOut(reports=frozenset({"a1"})))
    assert (found.statements_left, found.origins_left) == (1, 1)
    assert found.rest.statements["s2"].echo_of is None


def test_shipped_data_without_ukrainian_sources():
    found = without(SHIPPED, GAZETTEER, LeaveOut(sides=frozenset({Side.UKRAINE})))
    killed = next(one for one in found.ranges if (one.measure, one.unit) == (Measure.KILLED, "persons"))
    assert killed.after.in_words() == "at least 300"
    assert killed.has_moved


def make_story():
    """The ministry says 300, then 900, and turns round; the agency joins on the second day."""
    affirms, denies = ({"question_id": "q1", "stance": stance} for stance in ("affirms", "denies"))
    return make_sources(
        make_statement(said_on="2025-01-09", places=(), position=affirms),
        make_statement(statement_id="s2", said_on="2025-01-20", places=(), position=denies),
        make_statement(statement_id="s3", said_on="2025-01-20", claimants=("c2",), places=()),
        make_statement(statement_id="s4", said_on="2025-03-01", places=(), echo_of="s1"),
        make_figure(**exactly(300)),
        make_figure(figure_id="f2", statement_id="s2", **exactly(900)),
        make_figure(figure_id="f3", statement_id="s3", measure="wounded"),
        make_figure(figure_id="f4", statement_id="s4", **exactly(300)),
    )


def test_what_changed_between_two_days():
    changes = between(make_story(), GAZETTEER, date(2025, 1, 10), date(2025, 1, 31))
    assert [(one.kind, one.subject, one.before, one.after) for one in changes] == [
        (ChangeKind.CHANGED_POSITION, "The ministry: Was there a column?", "affirmed it", "denied it"),
        (ChangeKind.NEW_CLAIMANT, "The agency", None, "South Korea"),
        (ChangeKind.NEW_FIGURE, "The agency", None, "at least 300 North Korean troops were wounded"),
        (
            ChangeKind.REVISED_FIGURE,
            "The ministry",
            "300 North Korean troops were killed",
            "900 North Korean troops were killed",
        ),
    ]


def test_an_echo_is_no_change():
    assert between(make_story(), GAZETTEER, date(2025, 2, 1), date(2025, 3, 31)) == []


def test_nothing_changes_on_one_day():
    assert between(SHIPPED, GAZETTEER, date(2025, 2, 7), date(2025, 2, 7)) == []


def everything_about(collection: Collection) -> object:
    """All that the screens compute from a collection."""
    differences = find_differences(collection, GAZETTEER)
    return (
        sorted(collection.articles),
        sorted(collection.claimants),
        sorted(collection.events),
        sorted(collection.questions),
        [one.as_dict() for one in differences],
        [[one.statement_id for one in each.statements] for each in find_origins(collection)],
        position_matrices(collection),
        agreements(comparands(collection, GAZETTEER)),
        figure_marks(collection, GAZETTEER, collection.figures.values()),
    )


def without_later(collection: Collection, day: date) -> Collection:
    """The collection with every record of a statement known after ``day`` taken out by hand."""
    gone = set()
    for one in collection.statements.values():
        since = known_on(one, collection.articles[one.article_id])
        if since is None or since > day:
            gone.add(one.statement_id)
    lines = [
        line.model_copy(update={"echo_of": None}) if getattr(line, "echo_of", None) in gone else line
        for history in collection.history.values()
        for line in history
        if getattr(line, "statement_id", None) not in gone
    ]
    return collect(lines)


@st.composite
def histories(draw):
    """Statements with and without days, echoes of any other, figures and positions."""
    records = [
        make_article(published_on=draw(st.none() | DAYS)),
        make_question(),
        make_event(),
        make_claimant(),
        make_claimant(claimant_id="c2"),
    ]
    count = draw(st.integers(1, 5))
    for number in range(count):
        echo = draw(st.none() | st.integers(0, count - 1))
        stance = draw(st.none() | st.sampled_from(["affirms", "denies", "not_observed", "silent"]))
        records.append(
            make_statement(
                statement_id=f"s{number}",
                claimants=(draw(st.sampled_from(["c1", "c2"])),),
                said_on=draw(st.none() | DAYS),
                refers_to=draw(st.none() | DAYS),
                event_id=draw(st.sampled_from([None, "e1"])),
                echo_of=None if echo in {None, number} else f"s{echo}",
                position=stance and {"question_id": "q1", "stance": stance},
                places=(),
            )
        )
        records.append(
            make_figure(figure_id=f"f{number}", statement_id=f"s{number}", **exactly(draw(st.integers(0, 9))))
        )
    return make_collection(*records)


@given(histories(), DAYS.map(date.fromisoformat))
@settings(deadline=None)
def test_nothing_known_on_a_day_depends_on_what_came_later(collection, day):
    assert everything_about(known_by(collection, day)) == everything_about(
        known_by(without_later(collection, day), day)
    )


@pytest.mark.parametrize(
    "day",
    [date(2024, 8, 1), date(2024, 11, 7), date(2024, 12, 14), date(2025, 1, 13), date(2025, 2, 7), date(2025, 2, 27)],
)
def test_nothing_in_the_shipped_data_known_on_a_day_depends_on_what_came_later(day):
    known = known_by(SHIPPED, day)
    assert everything_about(known) == everything_about(known_by(without_later(SHIPPED, day), day))
    assert {one.article_id for one in known.statements.values()} == set(known.articles)


def test_the_second_date_of_the_4000_is_not_known_before_it():
    before, after = (
        find_differences(known_by(SHIPPED, day), GAZETTEER) for day in (date(2025, 2, 13), date(2025, 2, 14))
    )
    assert "same_figure_two_dates" not in {one.type for one in before}
    assert "same_figure_two_dates" in {one.type for one in after}
