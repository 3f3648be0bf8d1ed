"""Which figures are compared, what they allow together, and which exclude each other."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.comparands import comparand, comparands
from events.figures import agreements, allowed_range, cannot_exceed, comparable, exclude, minimal_conflicts
from events.marks import figure_marks
from events.ranges import Range, intersection
from events.store import open_records
from events.vocabulary import Measure
from geodata.gazetteer import load_gazetteer
from tests.factories import (
    make_article,
    make_claimant,
    make_collection,
    make_event,
    make_figure,
    make_statement,
)

GAZETTEER = load_gazetteer()
EXACT = {"qualifier": "exact", "as_written": "a number"}


def exactly(number):
    return EXACT | {"low": number, "high": number}


def make_pair(first, second, statements=({}, {})):
    """Two figures by two claimants, said on one day, on nothing else but what ``first`` and ``second`` change."""
    return comparands(collection_of_pair(first, second, statements), GAZETTEER)


def pair_and_agreement(first, second):
    collection = collection_of_pair(first, second)
    return collection, agreements(comparands(collection, GAZETTEER))


def collection_of_pair(first, second, statements=({}, {})):
    return make_collection(
        make_article(),
        make_event(),
        make_event(event_id="e2"),
        make_claimant(),
        make_claimant(claimant_id="c2", name="The agency", side="South Korea"),
        make_statement(**({"places": ()} | statements[0])),
        make_statement(**({"statement_id": "s2", "claimants": ("c2",), "places": ()} | statements[1])),
        make_figure(**first),
        make_figure(figure_id="f2", statement_id="s2", **second),
    )


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ({}, True),
        ({"measure": "wounded"}, False),
        ({"measure": "casualties"}, False),
        ({"party": "Russia"}, False),
        ({"unit": "brigades"}, False),
        ({"forecast": True}, False),
        ({"place_id": "ru-krs"}, True),
        ({"low": None, "qualifier": "vague", "as_written": "dozens"}, False),
    ],
)
def test_only_like_is_compared_with_like(second, expected):
    assert comparable(*make_pair({}, second)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("ru-sudzha", "ru-krs", True),
        ("ru-sudzha", "ru", True),
        ("ru-krs", "ru", True),
        ("ru-krs", "ua", False),
        ("ru-sudzha", "ua-pokrovsk", False),
        (None, "ua-pokrovsk", True),
    ],
)
def test_scopes_overlap_when_one_lies_in_the_other_or_is_not_said(one, other, expected):
    assert comparable(*make_pair({"place_id": one}, {"place_id": other})) is expected


@pytest.mark.parametrize(("measure", "expected"), [("present", False), ("killed", True), ("arrived", True)])
def test_only_counts_that_grow_are_compared_over_different_days(measure, expected):
    pair = make_pair({"measure": measure}, {"measure": measure}, ({}, {"said_on": "2025-02-14"}))
    assert comparable(*pair) is expected


def test_counts_of_two_events_are_two_counts_and_troops_present_are_not():
    events = ({"event_id": "e1"}, {"event_id": "e2"})
    assert not comparable(*make_pair({}, {}, events))
    day = {"measure": "present", "as_of": "2025-01-09"}
    assert comparable(*make_pair(day, day, events))


def test_a_denied_number_is_nobodys_number():
    assert not comparable(*make_pair({}, {}, ({}, {"modality": "denied"})))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (exactly(300), exactly(500), True),
        ({"low": 600}, exactly(500), True),
        ({"low": 300}, exactly(500), False),
        (exactly(11000), {"low": 11000, "qualifier": "more_than"}, False),  # they touch
        (exactly(10000), {"low": 11000, "qualifier": "more_than"}, True),
        (exactly(12000) | {"qualifier": "about"}, exactly(11000), False),
        (exactly(12000) | {"qualifier": "about"}, exactly(20000), True),
        (
            {"low": 10000, "high": 12000, "qualifier": "between"},
            {"low": None, "high": 9000, "qualifier": "up_to"},
            True,
        ),
    ],
)
def test_disjoint_ranges_exclude_each_other_and_about_leaves_room(first, second, expected):
    pair = make_pair(first, second)
    assert exclude(*pair) is expected
    assert (allowed_range(pair) is None) is expected


def test_a_part_may_hold_less_than_the_whole_but_not_more():
    near_sudzha, oblast = {"place_id": "ru-sudzha"}, {"place_id": "ru-krs"}
    assert not exclude(*make_pair(exactly(10000) | near_sudzha, exactly(11000) | oblast))
    assert exclude(*make_pair(exactly(11000) | near_sudzha, exactly(10000) | oblast))


def test_a_count_may_grow_and_may_not_shrink():
    days = ({"event_id": "e1", "refers_to": "2025-01-13"}, {"event_id": "e1", "refers_to": "2025-02-14"})
    assert not exclude(*make_pair(exactly(300), exactly(2700), days))
    assert exclude(*make_pair(exactly(2700), exactly(300), days))
    nothing_in_common = ({"refers_to": "2025-01-13"}, {"refers_to": "2025-02-14"})
    assert not exclude(*make_pair(exactly(2700), exactly(300), nothing_in_common))


def test_a_season_is_too_loose_a_day_to_exclude():
    assert not exclude(*make_pair(exactly(300) | {"as_of": "2024-24"}, exactly(500)))


def test_over_is_strict():
    assert not Range(11000, None, is_strict=True).contains(11000)
    assert Range(11000, None, is_strict=True).contains(11001)
    assert Range(11000, None).contains(11000)


def test_a_share_is_compared_as_the_number_it_comes_to():
    collection = make_collection(
        make_article(),
        make_claimant(),
        make_statement(places=()),
        make_figure(figure_id="whole", measure="casualties", low=4000, high=4000, qualifier="exact"),
        make_figure(
            figure_id="part", unit="percent", low=67, high=67, qualifier="share", as_written="two-thirds", of="whole"
        ),
    )
    part = comparand(collection.figures["part"], collection, GAZETTEER)
    assert (part.range, part.unit, part.is_soft) == (Range(2667, 2667), "persons", True)
    assert part.derivation == "two-thirds of 4,000 casualties"
    assert part.figure.measure is Measure.KILLED


def test_derived_and_about_set_no_bound_of_the_range():
    pair = make_pair({"low": 300}, exactly(2667) | {"qualifier": "about"})
    (agreement,) = agreements(pair)
    assert agreement.allowed == Range(300, None)
    assert [one.figure_id for one in agreement.bounding] == ["f1"]


@pytest.mark.parametrize(
    ("earlier", "later", "allowed"),
    [
        (exactly(300), exactly(2700), Range(2700, 2700)),
        (exactly(300), {"low": 200}, Range(300, None)),
        ({"low": None, "high": 500, "qualifier": "up_to"}, {"low": 200}, Range(200, None)),
    ],
)
def test_an_earlier_count_sets_a_lower_bound_and_no_upper_one(earlier, later, allowed):
    days = ({"event_id": "e1", "refers_to": "2025-01-13"}, {"event_id": "e1", "refers_to": "2025-02-14"})
    (agreement,) = agreements(make_pair(earlier, later, days))
    assert agreement.allowed == allowed


def test_an_agreement_is_of_one_quantity():
    days = ({"said_on": "2024-11-07"}, {"said_on": "2024-12-14"})
    found = agreements(
        make_pair({"measure": "present"} | exactly(11000), {"measure": "present"} | exactly(12000), days)
    )
    assert [one.allowed for one in found] == [Range(12000, 12000), Range(11000, 11000)]


DAYS = st.integers(0, 90).map(lambda days: (date(2024, 12, 1) + timedelta(days)).isoformat())
PLACES = st.sampled_from([None, "ru-sudzha", "ru-krs", "ru", "ua-pokrovsk", "ua-14"])


@st.composite
def figures(draw):
    low = draw(st.none() | st.integers(0, 60))
    high = draw(st.none() | st.integers(low or 0, 80))
    vague = low is None and high is None
    return {
        "measure": draw(st.sampled_from(["killed", "present", "casualties", "other"])),
        "party": draw(st.sampled_from(["DPRK", "Russia"])),
        "unit": draw(st.sampled_from(["persons", "persons", "brigades"])),
        "low": low,
        "high": high,
        "qualifier": "vague" if vague else draw(st.sampled_from(["exact", "about", "more_than"])),
        "as_of": draw(DAYS),
        "place_id": draw(PLACES),
        "forecast": draw(st.booleans()),
    }


@st.composite
def like_figures(draw):
    """Figures on one count, on few days and in few places, so that many bear on one another."""
    low, high = sorted(draw(st.tuples(st.integers(0, 20), st.integers(0, 20))))
    is_open = draw(st.booleans())
    return {
        "measure": draw(st.sampled_from(["killed", "present"])),
        "low": low,
        "high": None if is_open else high,
        "qualifier": draw(st.sampled_from(["exact", "exact", "about", "more_than"])),
        "as_of": draw(st.sampled_from(["2025-01-09", "2025-01-10", "2025-01-09/2025-01-12", "2025-01"])),
        "place_id": draw(st.sampled_from([None, "ru-sudzha", "ru-krs"])),
    }


@st.composite
def collections(draw):
    """Up to six statements of one figure each, by one of two claimants, some on an event."""
    records = [make_article(), make_event(), make_claimant(), make_claimant(claimant_id="c2")]
    given_figures = st.lists(figures(), min_size=1, max_size=6) | st.lists(like_figures(), min_size=1, max_size=6)
    for number, figure in enumerate(draw(given_figures)):
        records.append(
            make_statement(
                statement_id=f"s{number}",
                claimants=(draw(st.sampled_from(["c1", "c2"])),),
                event_id=draw(st.sampled_from([None, "e1", "e1"])),
                places=(),
            )
        )
        records.append(make_figure(**figure, figure_id=f"f{number}", statement_id=f"s{number}"))
    return make_collection(*records)


@given(collections())
@settings(deadline=None)
def test_comparing_is_symmetric_and_never_across_measures(collection):
    known = comparands(collection, GAZETTEER)
    for one in known:
        for other in known:
            assert comparable(one, other) == comparable(other, one)
            assert exclude(one, other) == exclude(other, one)
            if comparable(one, other):
                assert one.kind == other.kind
            if cannot_exceed(one, other) or exclude(one, other):
                assert comparable(one, other)


@given(collections())
@settings(deadline=None)
def test_there_is_no_allowed_range_exactly_when_two_exclude_each_other(collection):
    for agreement in agreements(comparands(collection, GAZETTEER)):
        assert (agreement.allowed is None) == bool(agreement.conflicts)
        assert agreement.conflicts == tuple(minimal_conflicts(reversed(agreement.members)))


@given(collections())
@settings(deadline=None)
def test_the_allowed_range_satisfies_every_statement_on_the_greatest_quantity(collection):
    for agreement in agreements(comparands(collection, GAZETTEER)):
        if agreement.allowed is None or agreement.top.is_soft:
            continue
        low, high = agreement.allowed.low, agreement.allowed.high
        assert agreement.top.range.low is None or low >= agreement.top.range.low
        assert agreement.top.range.high is None or high <= agreement.top.range.high


RANGES = st.builds(
    lambda low, width, strict: Range(low, None if width is None else (low or 0) + width, strict and low is not None),
    st.none() | st.integers(0, 30),
    st.none() | st.integers(0, 30),
    st.booleans(),
)


@given(st.lists(RANGES, max_size=5), st.integers(0, 70))
def test_the_intersection_satisfies_all(known, value):
    common = intersection(known)
    in_all = all(one.contains(value) for one in known)
    if common is None:
        assert not in_all
    elif common.low != common.high:  # at one point a round number may stand for a little more
        assert common.contains(value) == in_all


def test_marks_of_the_shipped_figures():
    store = open_records()
    rows = figure_marks(store.collection, store.gazetteer, store.collection.figures.values())
    by_id = {row["figure_id"]: row for row in rows}
    assert len(rows) == len(store.collection.figures)
    share = by_id["kyiv-independent-2025-02-27-f04"]
    assert (share["low"], share["derived"]) == (2667, "two-thirds of 4,000 casualties")
    over = by_id["kyiv-post-2024-12-14-f07"]
    assert (over["low"], over["high"], over["opens_up"], over["tag"]) == (11000, None, True, "UA")
    assert by_id["unstated-2025-02-06-f09"]["forecast"]
    assert by_id["unstated-2025-02-06-f04"]["tag"] == "KR+UA+US"
    assert by_id["unstated-2025-02-06-f06"]["tag"] == "captive"
    assert by_id["kyiv-post-2024-12-14-f01"]["vague"]
