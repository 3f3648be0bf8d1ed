"""Records refuse nonsense, and what is written is what is read."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from events.collection import collect
from events.files import dump_line
from events.records import AnyRecord
from events.vocabulary import Measure, Modality, Party, Qualifier, Side
from tests.factories import (
    make_article,
    make_claimant,
    make_event,
    make_figure,
    make_mention,
    make_question,
    make_records,
    make_retraction,
    make_statement,
)

ADAPTER: TypeAdapter[AnyRecord] = TypeAdapter(AnyRecord)

WORDS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40)
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9.-]{0,20}", fullmatch=True)
NUMBERS = st.integers(0, 10**9)


@st.composite
def figures(draw):
    bounds = draw(st.sampled_from(["both", "low", "high", "vague"]))
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    vague = bounds == "vague"
    return make_figure(
        figure_id=draw(IDS),
        measure=draw(st.sampled_from(Measure)),
        party=draw(st.sampled_from(Party)),
        unit=draw(WORDS),
        low=low if bounds in {"both", "low"} else None,
        high=high if bounds in {"both", "high"} else None,
        qualifier=Qualifier.VAGUE if vague else draw(st.sampled_from([q for q in Qualifier if q != Qualifier.VAGUE])),
        as_written=draw(WORDS),
        as_of=draw(st.sampled_from([None, "2025-01", "2024-12-07/2024-12-14", "2025-01-11?"])),
        forecast=draw(st.booleans()),
    )


@st.composite
def statements(draw):
    start = draw(st.integers(0, 500))
    return make_statement(
        statement_id=draw(IDS),
        gist=draw(WORDS),
        caveat=draw(st.none() | WORDS),
        claimants=tuple(draw(st.lists(IDS, max_size=3))),
        modality=draw(st.sampled_from(Modality)),
        span={"start": start, "end": start + draw(st.integers(1, 500))},
        places=(make_mention(near=draw(st.booleans())),),
        revision=draw(st.integers(1, 9)),
        recorded_at=draw(st.datetimes(timezones=st.just(UTC))),
    )


@given(
    st.one_of(
        figures(),
        statements(),
        st.builds(lambda name, side: make_claimant(name=name, side=side), WORDS, st.sampled_from(Side)),
    )
)
def test_a_record_written_and_read_is_equal(record):
    line = dump_line(record)
    assert "\n" not in line
    assert ADAPTER.validate_json(line) == record


@pytest.mark.parametrize("record", [*make_records(), make_retraction()], ids=lambda record: record.type)
def test_every_type_written_and_read_is_equal(record):
    assert ADAPTER.validate_json(dump_line(record)) == record


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_which_revision_counts_never_depends_on_order(order):
    revisions = [make_statement(revision=number, gist=f"version {number}") for number in (1, 2, 3)]
    collection = collect([revisions[index] for index in order])
    assert collection.statements["s1"].gist == "version 3"
    assert len(collection.history["s1"]) == 3


@given(st.permutations(make_records()))
def test_ids_never_depend_on_order(records):
    collection = collect(records)
    assert {record.record_id for record in records} == set(collection.history)
    assert collection.statements["s1"] == collect(make_records()).statements["s1"]


@pytest.mark.parametrize(
    ("make", "changes", "message"),
    [
        (make_figure, {"low": 400, "high": 300}, "low 400 is above high 300"),
        (make_figure, {"low": -1}, "greater than or equal to 0"),
        (make_figure, {"low": 1.5}, "valid integer"),
        (make_figure, {"low": None}, "without bounds is vague"),
        (make_figure, {"qualifier": "vague"}, "never invented"),
        (make_figure, {"qualifier": "vague", "low": None, "high": 5}, "never invented"),
        (make_figure, {"measure": "deployed"}, "measure"),
        (make_figure, {"party": "Ruritania"}, "party"),
        (make_figure, {"as_written": ""}, "at least 1 character"),
        (make_figure, {"as_of": "07/02/2025"}, "EDTF"),
        (make_statement, {"span": {"start": 10, "end": 10}}, "not after its start"),
        (make_statement, {"span": {"start": -1, "end": 10}}, "greater than or equal"),
        (make_statement, {"said_on": "2025-02-30"}, "does not exist"),
        (make_statement, {"refers_to": "2025-02/2025-01"}, "ends before it begins"),
        (make_statement, {"gist": "x" * 4001}, "at most 4000"),
        (make_statement, {"statement_id": "a b"}, "pattern"),
        (make_statement, {"statement_id": "../x"}, "pattern"),
        (make_statement, {"statement_id": "x\n"}, "pattern"),
        (make_statement, {"statement_id": "x" * 65}, "pattern"),
        (make_statement, {"places": [{"place_id": "ru-sudzha", "role": "somewhere"}]}, "role"),
        (make_statement, {"color": "red"}, "Extra inputs"),
        (make_article, {"text_sha256": "abc"}, "pattern"),
        (make_article, {"url": "javascript:alert(1)"}, "pattern"),
        (make_article, {"url": "https://example.org/a b"}, "pattern"),
        (make_article, {"language": "English"}, "pattern"),
        (make_claimant, {"side": "left"}, "side"),
        (make_event, {"kind": "war"}, "kind"),
        (make_question, {"text": ""}, "at least 1 character"),
        (make_statement, {"revision": 0}, "greater than or equal to 1"),
        (make_statement, {"recorded_at": datetime(2025, 1, 1)}, "UTC"),  # noqa: DTZ001 - refused for that
        (make_statement, {"recorded_at": datetime(2025, 1, 1, tzinfo=timezone(timedelta(hours=2)))}, "UTC"),
        (make_article, {"retrieved_at": "2025-01-01T00:00:00+02:00"}, "UTC"),
    ],
)
def test_nonsense_is_refused_with_the_reason(make, changes, message):
    with pytest.raises(ValidationError, match=message):
        make(**changes)


@pytest.mark.parametrize(
    "bounds",
    [
        {"low": 0, "high": 0},
        {"low": 300, "high": 300},
        {"low": 300, "high": None},
        {"low": None, "high": 12000},
        {"low": None, "high": None, "qualifier": "vague"},
    ],
)
def test_bounds_may_be_equal_or_open(bounds):
    figure = make_figure(**bounds)
    assert (figure.low, figure.high) == (bounds["low"], bounds["high"])


def test_a_record_cannot_be_changed():
    with pytest.raises(ValidationError, match="frozen"):
        make_statement().gist = "another"


@pytest.mark.parametrize("text", ["2025-01-01T10:00:00Z", "2025-01-01T10:00:00+00:00"])
def test_instants_are_utc(text):
    assert make_statement(recorded_at=text).recorded_at == datetime(2025, 1, 1, 10, tzinfo=UTC)
