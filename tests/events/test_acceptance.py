"""From reviewed drafts to records: names are looked up, what is open is asked, nothing is guessed."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.collection import collect
from events.curation.acceptance import (
    AskedError,
    Known,
    accept_article,
    accept_event,
    accept_figure,
    accept_statement,
    find_claimant,
    longest_copy,
    qualifier_of,
    retract,
)
from events.curation.review import ArticleItem, EventItem, FigureItem, NewClaimant, PlaceChoice, StatementItem, Status
from events.vocabulary import Qualifier
from events.writing import Stamp
from geodata.gazetteer import load_gazetteer
from tests.factories import make_claimant, make_review, make_statement

GAZETTEER = load_gazetteer()
STAMP = Stamp("Ann", datetime(2025, 3, 2, 8, 30, tzinfo=UTC))
SUDZHA = PlaceChoice(name="Sudzha", place_id="ru-sudzha")
ACCEPTED = {"status": Status.ACCEPTED}


def known_of(*records):
    return Known(collect(records or [make_claimant(also_known_as=("Ministry of Defence",))]), GAZETTEER)


def make_draft(*items, **changes):
    draft = make_review()
    article = draft.article.model_copy(update={**ACCEPTED, "record_id": "a1"})
    return draft.model_copy(update={"article": article, "items": items, **changes})


def statement_item(**changes):
    fields = {"item_id": "s01", "start": 0, "end": 20, "made_by": "person", "gist": "a column came."}
    return StatementItem(**(fields | changes))


def figure_item(**changes):
    fields = {"item_id": "f01", "start": 0, "end": 9, "made_by": "person", "statement": "s01", "as_written": "300 men"}
    fields |= {"measure": "killed", "party": "DPRK", "low": 300, "high": 300}
    return FigureItem(**(fields | changes))


def event_item(**changes):
    fields = {"item_id": "e01", "start": 0, "end": 9, "made_by": "person", "title": "Reported fighting"}
    return EventItem(**(fields | {"event_kind": "combat"} | changes))


def test_an_article_is_named_by_outlet_and_day_and_says_who_added_it():
    article = accept_article(make_review(), known_of(), STAMP)
    assert article.article_id == "morning-courier-2025-01-10"
    assert article.label == "Morning Courier, 10 Jan 2025"
    assert (article.recorded_by, article.recorded_at, article.revision) == ("Ann", STAMP.recorded_at, 1)
    assert article.text_sha256 == make_review().text_sha256


def test_two_articles_of_one_outlet_and_day_have_two_ids():
    first = accept_article(make_review(), known_of(), STAMP)
    assert accept_article(make_review(1), known_of(first), STAMP).article_id == "morning-courier-2025-01-10-2"


def test_a_day_that_can_be_read_in_two_ways_is_asked():
    item = ArticleItem(outlet="Wire", readings=("2025-02-07", "2025-07-02"))
    draft = make_review().model_copy(update={"article": item})
    with pytest.raises(AskedError, match="2025-02-07 or 2025-07-02") as asked:
        accept_article(draft, known_of(), STAMP)
    assert asked.value.slot == "published_on"


@pytest.mark.parametrize(
    ("changes", "slot"),
    [
        ({"gist": "  "}, "gist"),
        ({"gist": "Article 0 says in sentence 0 that a column was seen"}, "gist"),
        ({"claimants": ("Nobody Known",)}, "new_claimants"),
        ({"relayed_by": ("Nobody Known",)}, "new_claimants"),
        ({"places": (PlaceChoice(name="Kursk"),)}, "places"),
        ({"places": (PlaceChoice(name="Kursk", place_id="nowhere"),)}, "places"),
        ({"event": "e01"}, "event"),
        ({"question_id": "q1"}, "stance"),
        ({"said_on": "last week"}, "said_on"),
        ({"refers_to": "2025-02-30"}, "refers_to"),
    ],
)
def test_a_statement_is_not_accepted_while_something_is_open(changes, slot):
    item = statement_item(**changes)
    with pytest.raises(AskedError) as asked:
        accept_statement(item, make_draft(item), known_of(), STAMP)
    assert asked.value.slot == slot


@pytest.mark.parametrize("name", ["The ministry", "the  Ministry", "Ministry of Defence", "c1"])
def test_a_claimant_is_found_by_every_spelling_on_record(name):
    [statement] = accept_statement(statement_item(claimants=(name,)), make_draft(), known_of(), STAMP)
    assert statement.claimants == ("c1",)


def test_a_claimant_is_found_by_the_spellings_that_the_extractor_knows():
    zelenskyy = make_claimant(claimant_id="zelenskyy", name="Zelenskyy", kind="person")
    assert find_claimant("Volodymyr Zelensky", known_of(zelenskyy)) == zelenskyy


def test_a_name_that_fits_two_claimants_is_asked():
    others = [make_claimant(claimant_id=one, name=one, also_known_as=("Lee",)) for one in ("lee-1", "lee-2")]
    with pytest.raises(AskedError, match="lee-1 or lee-2"):
        find_claimant("Lee", known_of(*others))


def test_a_new_claimant_is_recorded_once_before_the_statement():
    item = statement_item(claimants=("Nora Field",), relayed_by=("Nora Field",))
    draft = make_draft(item, new_claimants={"Nora Field": NewClaimant(kind="person", side="independent")})
    claimant, statement = accept_statement(item, draft, known_of(), STAMP)
    assert (claimant.claimant_id, claimant.side) == ("nora-field", "independent")
    assert statement.claimants == statement.relayed_by == ("nora-field",)


def test_an_accepted_statement_is_corrected_by_its_next_revision():
    earlier = make_statement(statement_id="a1-s01", revision=3)
    item = statement_item(record_id="a1-s01", gist="two columns came.")
    [statement] = accept_statement(item, make_draft(item), known_of(earlier), STAMP)
    assert (statement.statement_id, statement.revision) == ("a1-s01", 4)


@pytest.mark.parametrize(
    ("changes", "slot"),
    [
        ({"measure": "deployed"}, "measure"),
        ({"measure": "vanished"}, "measure"),
        ({"party": None}, "party"),
        ({"of": "f09"}, "of"),
        ({"statement": "s02"}, "statement"),
        ({"place": PlaceChoice(name="Kursk")}, "place"),
        ({"low": 9, "high": 1}, "value"),
        ({"as_of": "soon"}, "as_of"),
        ({"unit": ""}, "unit"),
    ],
)
def test_a_figure_is_not_accepted_while_something_is_open(changes, slot):
    item = figure_item(**changes)
    draft = make_draft(statement_item(**ACCEPTED, record_id="a1-s01"), statement_item(item_id="s02"), item)
    with pytest.raises(AskedError) as asked:
        accept_figure(item, draft, known_of(), STAMP)
    assert asked.value.slot == slot


@pytest.mark.parametrize("measure", ["arrived", "present", "engaged"])
def test_deployed_is_narrowed_by_the_curator(measure):
    item = figure_item(measure=measure, place=SUDZHA)
    draft = make_draft(statement_item(**ACCEPTED, record_id="a1-s01"), item)
    figure = accept_figure(item, draft, known_of(), STAMP)
    assert (figure.measure, figure.figure_id, figure.statement_id) == (measure, "a1-f01", "a1-s01")
    assert figure.place_id == "ru-sudzha"


@pytest.mark.parametrize(
    ("words", "low", "high", "unit", "expected"),
    [
        ("exact", 300, 300, "persons", Qualifier.EXACT),
        ("another", 2700, 2700, "persons", Qualifier.EXACT),
        ("roughly", 8000, 8000, "persons", Qualifier.ABOUT),
        ("about", 64, 64, "percent", Qualifier.ABOUT),
        ("two-thirds", 67, 67, "percent", Qualifier.SHARE),
        ("nearly half", 50, 50, "percent", Qualifier.SHARE),
        ("over", 11000, None, "persons", Qualifier.MORE_THAN),
        ("more than", 11000, None, "persons", Qualifier.MORE_THAN),
        ("at least", 300, None, "persons", Qualifier.AT_LEAST),
        ("up to", None, 12000, "persons", Qualifier.UP_TO),
        ("range", 10000, 12000, "persons", Qualifier.BETWEEN),
        ("dozens", None, None, "persons", Qualifier.VAGUE),
    ],
)
def test_the_words_of_a_bound_become_one_of_the_closed_list(words, low, high, unit, expected):
    assert qualifier_of(words, low, high, unit) is expected


bounds = st.none() | st.integers(0, 10**7)


@given(words=st.text(max_size=20), low=bounds, high=bounds, unit=st.sampled_from(["persons", "percent"]))
def test_no_qualifier_contradicts_its_bounds(words, low, high, unit):
    qualifier = qualifier_of(words, low, high, unit)
    assert (qualifier is Qualifier.VAGUE) == (low is None and high is None)
    assert (qualifier is Qualifier.UP_TO) == (low is None and high is not None)


@pytest.mark.parametrize(("changes", "slot"), [({"title": ""}, "title"), ({"event_kind": None}, "event_kind")])
def test_an_event_is_worded_by_the_curator(changes, slot):
    item = event_item(**changes)
    with pytest.raises(AskedError) as asked:
        accept_event(item, make_draft(item), known_of(), STAMP)
    assert asked.value.slot == slot


def test_an_event_s_id_is_of_its_title():
    item = event_item(happened_on="2025-01-05/2025-01-07", places=(SUDZHA,))
    event = accept_event(item, make_draft(item), known_of(), STAMP)
    assert (event.event_id, event.happened_on) == ("e-reported-fighting", "2025-01-05/2025-01-07")


def test_nothing_is_accepted_before_its_article():
    draft = make_review()
    with pytest.raises(AskedError, match="Accept the article first"):
        accept_statement(draft.items[0], draft, known_of(), STAMP)


def test_a_retraction_needs_a_reason():
    with pytest.raises(AskedError, match="why"):
        retract("a1-s01", " ", known_of(), STAMP)


@pytest.mark.parametrize(
    ("gist", "words"),
    [("", 0), ("Nothing alike", 0), ("a column was seen", 4), ("they say that A COLUMN, was seen!", 5)],
)
def test_words_copied_from_the_article_are_counted(gist, words):
    assert longest_copy(gist, "Sentence 0 says that a column was seen.") == words
