"""Records as tables: the days and values that a row has, and the table's own columns when it is empty."""

import pandas as pd
import pytest

from events.collection import collect
from events.table import (
    FIGURE_COLUMNS,
    NEWSROOM,
    NOT_STATED,
    PLACEMENT_COLUMNS,
    STATEMENT_COLUMNS,
    figure_days,
    known_on,
    placement_rows,
    statement_row,
    to_tables,
)
from geodata.gazetteer import load_gazetteer
from tests.factories import (
    make_article,
    make_claimant,
    make_collection,
    make_event,
    make_figure,
    make_mention,
    make_records,
    make_statement,
)

GAZETTEER = load_gazetteer()


def row_of(statement, *others):
    known = collect([make_article(), make_claimant(), make_event(), *others, statement])
    return statement_row(statement, known, GAZETTEER)


def test_a_row_has_the_columns_of_its_table():
    known = make_collection()
    tables = to_tables(known, GAZETTEER)
    assert tuple(row_of(make_statement())) == tuple(name for name in tables.statements)
    assert tuple(tables.statements) == STATEMENT_COLUMNS
    assert tuple(tables.figures) == FIGURE_COLUMNS
    assert tuple(tables.placements) == PLACEMENT_COLUMNS


def test_empty_tables_have_their_columns_and_days():
    tables = to_tables(collect([]), GAZETTEER)
    assert tuple(tables.statements) == STATEMENT_COLUMNS
    assert tuple(tables.placements) == PLACEMENT_COLUMNS
    assert all(pd.api.types.is_datetime64_any_dtype(tables.figures[name]) for name in ("first", "last"))


@pytest.mark.parametrize(
    ("changes", "basis"),
    [
        ({"refers_to": "2025-01", "event_id": "e1"}, "refers_to"),
        ({"event_id": "e1"}, "event"),
        ({}, "said"),
        ({"said_on": None}, "published"),
    ],
)
def test_the_day_used_is_named(changes, basis):
    assert row_of(make_statement(**changes))["about_basis"] == basis


def test_a_statement_is_known_on_the_last_day_on_which_it_may_have_been_said():
    assert str(known_on(make_statement(said_on="2025-01"), make_article())) == "2025-01-31"
    assert str(known_on(make_statement(said_on=None), make_article())) == "2025-01-10"
    assert known_on(make_statement(said_on=None), make_article(published_on=None)) is None


def test_the_newsroom_s_own_voice_is_a_value():
    row = row_of(make_statement(claimants=()))
    assert (row["claimant"], row["side"]) == ([NEWSROOM], [NEWSROOM])


def test_an_outlet_that_is_not_stated_is_a_value():
    known = collect([make_article(outlet=None, outlet_basis="unknown"), make_claimant(), make_statement()])
    assert statement_row(make_statement(), known, GAZETTEER)["outlet"] == [NOT_STATED]


def test_every_claimant_counts_once_with_its_side():
    other = make_claimant(claimant_id="c2", side="Ukraine")
    row = row_of(make_statement(claimants=("c1", "c2")), other)
    assert (row["claimant"], row["side"]) == (["c1", "c2"], ["Ukraine"])


@pytest.mark.parametrize(
    ("mention", "flags"),
    [
        ({}, {"drawn", "exact"}),
        ({"near": True}, {"drawn", "dashed"}),
        ({"role": "not_at"}, {"drawn", "exact", "hollow", "struck"}),
        ({"role": "said_at"}, {"drawn", "exact", "speaking"}),
        ({"place_id": "ru-krs"}, {"drawn", "dashed"}),
        ({"place_id": "ru"}, {"dashed"}),
    ],
)
def test_how_a_place_is_drawn(mention, flags):
    [row] = placement_rows(make_statement(places=(make_mention(**mention),)), GAZETTEER)
    assert {name for name in ("drawn", "exact", "dashed", "hollow", "struck", "speaking") if row[name]} == flags


@pytest.mark.parametrize("modality", ["forecast", "intent"])
def test_a_forecast_is_hollow(modality):
    [row] = placement_rows(make_statement(modality=modality), GAZETTEER)
    assert row["hollow"]
    assert not row["struck"]


@pytest.mark.parametrize(
    ("figure", "statement", "basis"),
    [
        ({"as_of": "2025-02"}, {"refers_to": "2025-01"}, "as_of"),
        ({}, {"refers_to": "2025-01"}, "refers_to"),
        ({}, {}, "said"),
    ],
)
def test_a_figure_follows_its_own_day_else_its_statement(figure, statement, basis):
    known = make_collection(*make_records()[:2], make_statement(**statement))
    assert figure_days(make_figure(**figure), known.statements["s1"], known).basis == basis
