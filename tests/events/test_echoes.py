"""Statements that repeat one another count as one origin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.echoes import count_origins, find_origins, mentions_in_words, repeats, without_echoes
from events.store import open_records
from tests.factories import make_article, make_claimant, make_collection, make_figure, make_statement

FIRST = "The ministry said on Friday that a long column of lorries had crossed the river near the mill."
AGAIN = "The ministry said Friday that a long column of lorries had crossed the river, near the mill."
OTHER = "The ministry said on Friday that the harvest fair would be held in the square as in every year."


def make_passages(first, second, **second_changes):
    """Two statements of two articles, and the texts of the articles."""
    changes = {"statement_id": "s2", "article_id": "a2", "span": {"start": 0, "end": len(second)}} | second_changes
    collection = make_collection(
        make_article(text_sha256="1" * 64),
        make_article(article_id="a2", text_sha256="2" * 64),
        make_claimant(),
        make_claimant(claimant_id="c2"),
        make_statement(span={"start": 0, "end": len(first)}),
        make_statement(**changes),
    )
    return collection, {"1" * 64: first, "2" * 64: second}


@pytest.mark.parametrize(
    ("second", "changes", "origins"),
    [
        (FIRST, {}, 1),
        (AGAIN, {}, 1),
        (AGAIN.upper(), {}, 1),
        (OTHER, {}, 2),
        (FIRST, {"claimants": ("c2",)}, 2),
        (FIRST, {"article_id": "a1"}, 2),
        (FIRST, {"event_id": "e9"}, 2),
    ],
)
def test_nearly_the_same_words_in_two_articles_have_one_origin(second, changes, origins):
    collection, texts = make_passages(FIRST, second, **changes)
    assert count_origins(collection, texts=texts) == origins
    assert count_origins(collection) == 2, "without the texts only recorded echoes count"


def test_short_passages_are_alike_by_chance():
    collection, texts = make_passages("He said so.", "He said so.")
    assert count_origins(collection, texts=texts) == 2


def test_an_origin_says_how_often_it_is_mentioned():
    collection = make_collection(
        make_article(), make_claimant(), make_statement(), make_statement(statement_id="s2", echo_of="s1")
    )
    (origin,) = find_origins(collection)
    assert origin.in_words() == "2 mentions, 1 origin"
    assert origin.origin.statement_id == "s1"


@pytest.mark.parametrize(
    ("statement", "figure", "repeated"),
    [
        ({"echo_of": "s1"}, {}, {"f2"}),
        ({"echo_of": "s1"}, {"as_of": "2025-02-01"}, {"f2"}),  # the day may be only that of its article
        ({"echo_of": "s1"}, {"low": 310}, set()),
        ({"echo_of": "s1"}, {"place_id": "ru-krs"}, set()),
        ({}, {}, set()),
    ],
)
def test_an_echo_repeats_a_figure_that_it_gives_alike(statement, figure, repeated):
    collection = make_collection(
        make_article(),
        make_claimant(),
        make_statement(),
        make_statement(statement_id="s2", **statement),
        make_figure(),
        make_figure(figure_id="f2", statement_id="s2", **figure),
    )
    assert repeats(collection, collection.figures.values()) == repeated
    assert repeats(collection, [collection.figures["f2"]]) == set()  # alone, it stands for its origin
    words = "2 mentions, 1 origin" if statement else None
    assert mentions_in_words(collection, collection.statements.values()) == words


def test_an_echo_stands_for_its_origin_where_that_is_not_selected():
    collection = make_collection(
        make_article(), make_claimant(), make_statement(), make_statement(statement_id="s2", echo_of="s1")
    )
    assert [one.statement_id for one in without_echoes(collection, [collection.statements["s2"]])] == ["s2"]


@pytest.mark.parametrize(("said", "best"), [("2025-01-09", "s1"), (None, "s2")])
def test_the_mention_that_says_its_day_is_the_best_dated(said, best):
    collection = make_collection(
        make_article(), make_claimant(), make_statement(said_on=said), make_statement(statement_id="s2", echo_of="s1")
    )
    (origin,) = find_origins(collection)
    assert (origin.origin.statement_id, origin.best_dated.statement_id) == ("s1", best)


@given(st.lists(st.integers(0, 8), min_size=1, max_size=8), st.randoms())
def test_every_statement_has_one_origin_whatever_the_order(targets, chance):
    """Chains of echoes: statement n echoes an earlier one, or itself is an origin."""
    echoes = {number: target % (number + 1) for number, target in enumerate(targets)}
    statements = [
        make_statement(statement_id=f"s{number}", echo_of=f"s{target}" if target != number else None)
        for number, target in echoes.items()
    ]
    collection = make_collection(make_article(), make_claimant(), *statements)
    chance.shuffle(statements)
    origins = find_origins(collection, statements)
    assert len(origins) == sum(number == target for number, target in echoes.items())
    assert sorted(one.statement_id for each in origins for one in each.statements) == sorted(collection.statements)
    assert origins == find_origins(collection)


def test_echoes_in_a_circle_have_one_origin():
    circle = [make_statement(echo_of="s2"), make_statement(statement_id="s2", echo_of="s1")]
    assert count_origins(make_collection(make_article(), make_claimant(), *circle)) == 1


def test_the_shipped_echoes():
    collection = open_records().collection
    echoed = {each.origin.statement_id: each.mentions for each in find_origins(collection) if each.mentions > 1}
    recorded = [one for one in collection.current_statements() if one.echo_of]
    assert sum(echoed.values()) - len(echoed) == len(recorded) > 0
    assert echoed["unstated-2025-02-06-s06"] == 2
