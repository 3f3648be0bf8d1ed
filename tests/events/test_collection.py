"""The highest revision counts, and nothing that was recorded is gone."""

from events.collection import collect
from tests.factories import make_figure, make_records, make_retraction, make_statement


def test_the_highest_revision_counts():
    collection = collect([make_figure(revision=2, low=400), make_figure(low=300)])
    assert collection.figures["f1"].low == 400


def test_the_history_has_every_line_oldest_first():
    lines = [make_figure(revision=2, low=400), make_figure(), make_retraction(of="f1", revision=3)]
    assert [line.revision for line in collect(lines).history["f1"]] == [1, 2, 3]


def test_records_keep_the_order_in_which_they_were_read():
    records = [make_statement(statement_id=f"s{number}") for number in (3, 1, 2)]
    later = make_statement(statement_id="s3", revision=2)
    assert list(collect([*records, later]).statements) == ["s3", "s1", "s2"]


def test_retracted_records_stay_and_are_left_out_of_the_current_ones():
    collection = collect([*make_records(), make_retraction(), make_retraction(of="f1")])
    assert "s1" in collection.statements
    assert collection.current_statements() == []
    assert collection.figures_of("s1") == []
    assert collection.retractions["s1"].reason == "Recorded twice."


def test_figures_are_those_of_the_statement():
    figures = [make_figure(), make_figure(figure_id="f2"), make_figure(figure_id="f3", statement_id="s2")]
    assert [one.figure_id for one in collect([*make_records()[:5], *figures]).figures_of("s1")] == ["f1", "f2"]
