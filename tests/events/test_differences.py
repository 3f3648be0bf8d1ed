"""Where statements differ: typed, each with a sentence that can be checked."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from events.cli import app
from events.collection import collect
from events.differences import Difference, DifferenceType, count_by_type, find_differences
from events.echoes import recorded_root
from events.files import SHIPPED, read_records
from events.listing import to_text
from events.store import open_records
from geodata.gazetteer import load_gazetteer
from tests.events.test_figures import GAZETTEER, collections, exactly
from tests.factories import (
    make_article,
    make_claimant,
    make_collection,
    make_figure,
    make_folder,
    make_question,
    make_statement,
)

EXCLUDE, WIDE, OPPOSITE = "exclude_each_other", "wide_gap_compatible", "opposite_positions"
REVISED, SAME, APPARENT = "revised", "same_figure_two_dates", "only_apparent"

KYIV_INDEPENDENT, TRIL = "kyiv-independent-2025-02-27", "tril-2025-02-07"
FEBRUARY_6, KYIV_POST = "unstated-2025-02-06", "kyiv-post-2024-12-14"


def make_two(first, second, claimant="c2", **statement):
    """Records with one figure by the ministry on 9 January and one by ``claimant``."""
    return [
        make_article(),
        make_claimant(),
        make_claimant(claimant_id="c2", name="The agency", side="South Korea"),
        make_statement(places=()),
        make_statement(**({"statement_id": "s2", "claimants": (claimant,), "places": ()} | statement)),
        make_figure(**first),
        make_figure(figure_id="f2", statement_id="s2", **second),
    ]


def types_of(records):
    return [one.type.value for one in find_differences(make_collection(*records), GAZETTEER)]


@pytest.mark.parametrize(
    ("first", "second", "statement", "expected"),
    [
        (exactly(300), exactly(500), {}, [EXCLUDE]),
        (exactly(300), exactly(300), {}, []),
        ({"low": 300}, exactly(500), {}, []),
        ({"low": 300}, exactly(2700), {}, [WIDE]),
        ({"low": 300}, exactly(2700), {"said_on": "2025-02-14"}, [WIDE]),
        ({"low": 300}, exactly(2700), {"said_on": "2025-12-14"}, []),
        ({"low": 300}, exactly(2700) | {"measure": "casualties"}, {}, [APPARENT]),
        (exactly(300), exactly(500) | {"place_id": "ua-pokrovsk"}, {}, [APPARENT]),
        (exactly(300), exactly(500), {"said_on": "2025-01-20"}, [APPARENT]),
        (exactly(300), exactly(500) | {"forecast": True}, {}, [APPARENT]),
        (exactly(300), exactly(500) | {"party": "Russia"}, {}, []),
        (exactly(300), exactly(500), {"echo_of": "s1"}, []),
        (exactly(300), exactly(500), {"modality": "denied"}, []),
        (exactly(300), exactly(500), {"claimant": "c1", "said_on": "2025-01-20"}, [REVISED]),
        (exactly(300), exactly(300), {"claimant": "c1", "said_on": "2025-01-20"}, [SAME]),
        (exactly(300), exactly(500), {"claimant": "c1"}, [EXCLUDE]),
    ],
)
def test_two_figures_differ_in_one_way(first, second, statement, expected):
    place = {"place_id": "ru-krs"} if "place_id" in second else {}
    assert types_of(make_two(first | place, second, **statement)) == expected


def test_a_sentence_names_who_when_and_what_and_rules_nothing():
    (found,) = find_differences(make_collection(*make_two({"low": 600}, exactly(500))), GAZETTEER)
    assert found.sentence == (
        "The ministry (on 9 Jan 2025) said that at least 600 North Korean troops were killed; "
        "The agency (on 9 Jan 2025) said that 500 North Korean troops were killed. No number fits both."
    )


def test_a_count_that_grew_may_be_no_revision():
    records = make_two(exactly(300), exactly(500), claimant="c1", said_on="2025-01-20")
    (found,) = find_differences(make_collection(*records), GAZETTEER)
    assert found.sentence.endswith("Such a count only grows: it may have grown, and nothing been corrected.")


@pytest.mark.parametrize(
    ("first", "second", "statement", "ending"),
    [
        (exactly(300), exactly(500), {"said_on": None}, "fits both, if both mean the same day; a day is not given."),
        (
            exactly(500) | {"place_id": "ru-sudzha"},
            exactly(300) | {"place_id": "ru-krs"},
            {},
            "Sudzha is part of Kursk Oblast: no numbers fit both.",
        ),
    ],
)
def test_an_exclusion_says_what_it_rests_on(first, second, statement, ending):
    first = first | {"as_of": "2025-01-10"} if statement else first
    (found,) = find_differences(make_collection(*make_two(first, second, **statement)), GAZETTEER)
    assert found.sentence.endswith(ending)


def test_a_side_has_the_fields_of_the_contract():
    (found,) = find_differences(make_collection(*make_two({"low": 600}, exactly(500))), GAZETTEER)
    assert found.as_dict()["sides"] == [
        {"statement_id": "s1", "figure_id": "f1", "low": 600, "high": None, "unit": "persons", "said_on": "2025-01-09"},
        {"statement_id": "s2", "figure_id": "f2", "low": 500, "high": 500, "unit": "persons", "said_on": "2025-01-09"},
    ]


def test_a_position_has_a_stance_and_no_number():
    records = [make_article(), make_question(), make_claimant(), make_claimant(claimant_id="c2", name="The agency")]
    for number, stance in enumerate(["affirms", "not_observed"], start=1):
        position = {"question_id": "q1", "stance": stance}
        records.append(make_statement(statement_id=f"s{number}", claimants=(f"c{number}",), position=position))
    (found,) = find_differences(make_collection(*records), GAZETTEER)
    assert found.sentence == (
        "“Was there a column?” The ministry (on 9 Jan 2025) affirmed it; "
        "The agency (on 9 Jan 2025) had not observed it. Not having observed it is no denial."
    )
    assert found.as_dict()["sides"][1] == {
        "statement_id": "s2",
        "low": None,
        "high": None,
        "unit": None,
        "stance": "not_observed",
        "said_on": "2025-01-09",
    }


@given(collections(), st.randoms())
@settings(deadline=None)
def test_differences_do_not_depend_on_the_order_of_records(collection, chance):
    def found_in(known):
        return [one.difference_id for one in find_differences(known, GAZETTEER)]

    lines = [line for history in collection.history.values() for line in history]
    chance.shuffle(lines)
    assert found_in(collect(lines)) == found_in(collection)
    assert len(set(found_in(collection))) == len(found_in(collection)), "each pair is listed once"


@given(collections())
@settings(deadline=None)
def test_what_excludes_each_other_is_disjoint_and_of_one_measure(collection):
    for one in find_differences(collection, GAZETTEER):
        if one.type is DifferenceType.EXCLUDE_EACH_OTHER:
            first, second = (collection.figures[side.figure_id] for side in one.sides)
            assert (first.measure, first.party, first.unit) == (second.measure, second.party, second.unit)
            lows = [side.low for side in one.sides if side.low is not None]
            highs = [side.high for side in one.sides if side.high is not None]
            assert max(lows) > min(highs)


@pytest.fixture(scope="module")
def shipped() -> list[Difference]:
    store = open_records()
    return find_differences(store.collection, store.gazetteer)


def pairs_of_type(shipped, kind):
    return {frozenset(side.figure_id or side.statement_id for side in one.sides) for one in shipped if one.type == kind}


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (WIDE, f"{KYIV_INDEPENDENT}-f05", f"{KYIV_INDEPENDENT}-f04"),
        (SAME, f"{FEBRUARY_6}-f07", f"{KYIV_INDEPENDENT}-f03"),
        (OPPOSITE, f"{KYIV_POST}-s23", f"{KYIV_POST}-s15"),
        (OPPOSITE, f"{KYIV_POST}-s23", f"{KYIV_POST}-s34"),
        (OPPOSITE, f"{KYIV_POST}-s01", f"{KYIV_POST}-s10"),
        (OPPOSITE, f"{TRIL}-s02", f"{TRIL}-s01"),
        (OPPOSITE, f"{KYIV_INDEPENDENT}-s09", f"{KYIV_INDEPENDENT}-s10"),
        (APPARENT, "unstated-2024-11-07-f01", "unstated-2024-11-07-f03"),  # a town and its oblast
        (APPARENT, "unstated-2024-11-07-f01", f"{FEBRUARY_6}-f08"),  # three months apart
        (APPARENT, f"{KYIV_INDEPENDENT}-f05", f"{FEBRUARY_6}-f07"),  # killed and casualties
        (APPARENT, f"{KYIV_POST}-f04", f"{KYIV_POST}-f05"),  # engaged and in reserve
    ],
)
def test_the_five_articles_differ_here(shipped, kind, one, other):
    assert frozenset((one, other)) in pairs_of_type(shipped, kind)


def test_the_five_articles_hold_no_figures_that_exclude_each_other(shipped):
    counts = count_by_type(shipped)
    assert (counts[DifferenceType.EXCLUDE_EACH_OTHER], counts[DifferenceType.REVISED]) == (0, 0)


def test_the_two_thirds_are_derived_in_words_and_number(shipped):
    (found,) = [one for one in shipped if one.type == WIDE]
    assert [side.low for side in found.sides] == [300, 2667]
    assert "two-thirds of 4,000 casualties" in found.sentence
    assert "about 2,667 (derived)" in found.sentence


def test_a_statement_never_differs_from_its_echo(shipped):
    collection = open_records().collection
    for one in shipped:
        origins = {recorded_root(collection.statements[side.statement_id], collection) for side in one.sides}
        assert len(origins) == len({side.statement_id for side in one.sides})


@pytest.mark.parametrize("mentions", [["s01"], ["s02"], ["s01", "s02"]])
def test_the_nis_stands_against_zelenskyy_by_whichever_mention_is_selected(mentions):
    store = open_records()
    ids = {"s01": f"{FEBRUARY_6}-s01", "s02": f"{TRIL}-s02"}
    chosen = [store.collection.statements[one] for one in (*(ids[each] for each in mentions), f"{TRIL}-s01")]
    [found] = find_differences(store.collection, store.gazetteer, chosen)
    assert found.type is DifferenceType.OPPOSITE_POSITIONS
    assert found.sides[0].statement_id == ids[mentions[-1]], "the mention that says its day stands for both"
    assert ("NIS (on 6 Feb 2025)" in found.sentence) == ("s02" in mentions)


def test_apparent_ones_are_counted_and_not_listed(shipped):
    text = to_text(shipped, open_records().collection)
    hidden = [one for one in shipped if one.type is DifferenceType.ONLY_APPARENT]
    assert f"{len(hidden)} (listed by --format json)" in text
    assert not any(one.sentence in text for one in hidden)
    assert all(one.sentence in text for one in shipped if one not in hidden)


def test_the_command_writes_the_list_as_json(tmp_path):
    folder = make_folder(tmp_path, make_two(exactly(300), exactly(500)))
    result = CliRunner().invoke(app, ["disagreements", "--data", str(folder), "--format", "json"])
    assert result.exit_code == 0
    assert [one["type"] for one in json.loads(result.stdout)] == [EXCLUDE]


def test_the_command_takes_the_filters(tmp_path):
    folder = make_folder(tmp_path, make_two(exactly(300), exactly(500)))
    narrowed = ["disagreements", "--data", str(folder), "--format", "json", "--claimant", "c1"]
    assert json.loads(CliRunner().invoke(app, narrowed).stdout) == []


def test_the_command_names_a_format_that_it_does_not_have():
    result = CliRunner().invoke(app, ["disagreements", "--format", "xml"])
    assert result.exit_code == 1
    assert "'xml' is not one of text, json" in result.output


def test_the_shipped_list_does_not_depend_on_the_order_of_files(shipped):
    gazetteer = load_gazetteer()
    known = read_records([SHIPPED], gazetteer).collection
    lines = [line for history in known.history.values() for line in history]
    turned = find_differences(collect(reversed(lines)), gazetteer)
    assert [one.as_dict() for one in turned] == [one.as_dict() for one in shipped]
