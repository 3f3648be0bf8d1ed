"""A record that names what does not exist is told with its field."""

import pytest

from events.references import find_unknown
from tests.factories import (
    make_article,
    make_claimant,
    make_collection,
    make_event,
    make_figure,
    make_mention,
    make_question,
    make_records,
    make_retraction,
    make_statement,
)

PLACES = {"ru-sudzha"}


@pytest.mark.parametrize("record", [*make_records(), make_retraction(), make_figure(of="f1", place_id="ru-sudzha")])
def test_what_names_only_known_records_is_fine(record):
    assert find_unknown(record, make_collection(), PLACES) is None


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        (make_statement(article_id="a9"), "article_id: there is no article 'a9'"),
        (make_statement(claimants=("c1", "c9")), "claimants: there is no claimant 'c9'"),
        (make_statement(relayed_by=("c9",)), "relayed_by: there is no claimant 'c9'"),
        (make_statement(event_id="e9"), "event_id: there is no event 'e9'"),
        (
            make_statement(position={"question_id": "q9", "stance": "denies"}),
            "position.question_id: there is no question 'q9'",
        ),
        (make_statement(echo_of="s9"), "echo_of: there is no statement 's9'"),
        (make_statement(places=(make_mention(place_id="xx"),)), "places: the gazetteer has no place 'xx'"),
        (make_event(places=(make_mention(place_id="xx"),)), "places: the gazetteer has no place 'xx'"),
        (make_figure(statement_id="s9"), "statement_id: there is no statement 's9'"),
        (make_figure(of="f9"), "of: there is no figure 'f9'"),
        (make_figure(place_id="xx"), "place_id: the gazetteer has no place 'xx'"),
        (make_retraction(of="s9"), "of: there is no record 's9' to retract"),
        (
            make_statement(span={"start": 0, "end": 1001}),
            "span: ends at 1001, but the article's text has 1000 characters",
        ),
    ],
)
def test_what_is_unknown_is_named_with_its_field(record, sentence):
    assert find_unknown(record, make_collection(), PLACES) == sentence


def test_a_span_may_end_with_the_text():
    assert find_unknown(make_statement(span={"start": 999, "end": 1000}), make_collection(), PLACES) is None


def test_without_the_text_s_length_a_span_is_not_judged():
    known = make_collection(make_article(text_length=None), make_claimant())
    assert find_unknown(make_statement(span={"start": 0, "end": 10**9}), known, PLACES) is None


@pytest.mark.parametrize("record", [make_article(), make_claimant(), make_question()])
def test_some_records_name_nothing(record):
    assert find_unknown(record, make_collection(make_question()), set()) is None
