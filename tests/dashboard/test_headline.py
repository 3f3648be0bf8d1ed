"""The line at the top counts what is there, says who speaks, and names what could not be read."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.views.headline import build_headline, faults_in_words
from events.faults import Fault
from events.known import known_by
from tests.factories import make_article, make_claimant, make_retraction, make_statement, make_store


def test_the_headline_of_the_shipped_data(shipped):
    headline = build_headline(shipped)
    assert headline.counts == (
        f"5 reports, {len(shipped.collection.statements)} statements by 35 speakers, Aug 2024 to Apr 2025. "
        "Reported claims, not verified by us."
    )
    assert headline.faults == []


def test_who_speaks_and_who_does_not(shipped):
    words = " ".join(build_headline(shipped).sides)
    assert "mostly Ukraine" in words
    assert "No North Korean statement" in words
    assert "Russian statements only as others relay them." in words


def test_retracted_statements_are_not_counted(tmp_path):
    records = [make_article(), make_claimant(), make_statement(), make_statement(statement_id="s2"), make_retraction()]
    assert build_headline(make_store(tmp_path, records)).counts.startswith("1 report, 1 statement by 1 speaker,")


@pytest.mark.parametrize("records", [[], [make_article()]], ids=["nothing", "an article"])
def test_a_data_set_without_statements_has_a_headline(tmp_path, records):
    headline = build_headline(make_store(tmp_path, records))
    assert "0 statements by 0 speakers" in headline.counts
    assert headline.faults == []


def test_captives_do_not_speak_for_their_side(tmp_path):
    soldier = make_claimant(side="North Korea", role="captured soldier, in custody")
    words = build_headline(make_store(tmp_path, [make_article(), soldier, make_statement()])).sides
    assert "North Korea 1" not in " ".join(words)


@pytest.mark.parametrize(("count", "lines"), [(0, 0), (1, 2), (5, 6), (6, 7), (100, 7)])
def test_faults_are_named_and_the_rest_counted(shipped, count, lines):
    faults = tuple(Fault(Path("data/articles/a1.jsonl"), number, "cut") for number in range(1, count + 1))
    told = faults_in_words(replace(shipped, faults=faults))
    assert len(told) == lines
    if count:
        assert told[0].startswith(f"{count} line")
        assert told[1] == "articles/a1.jsonl:1: cut"
    if count > 5:
        assert told[-1].startswith(f"and {count - 5} more")


def test_of_a_day_the_headline_counts_what_could_be_known_on_it(shipped):
    day = date(2024, 12, 10)
    known = known_by(shipped.collection, day)
    headline = build_headline(shipped, day)
    assert headline.counts.startswith(
        f"As of 10 Dec 2024: {len(known.articles)} reports, {len(known.statements)} statements by "
    )
    assert headline.sides != build_headline(shipped).sides
    assert "Apr 2025" not in headline.counts
