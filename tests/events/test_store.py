"""A selection of records holds the selected statements, their figures, and only what they name."""

from datetime import date

import pytest

from events.collection import Collection
from events.faults import RecordError
from events.files import SHIPPED
from events.references import find_unknown
from events.selection import FACETS, Selection
from events.store import open_records, select_records
from events.vocabulary import Clock
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
    make_store,
)

SELECTIONS = [
    Selection(),
    Selection(first=date(2025, 1, 1), last=date(2025, 1, 31)),
    Selection(claimant=("nis",)),
    Selection(measure=("killed",)),
    Selection(party=("Russia",), measure=("present",)),
    Selection(report=("tril-2025-02-07",), clock=Clock.SAID, last=date(2025, 2, 6)),
    Selection(text="sudzha"),
    Selection(kind=("capture",), exact=True),
    Selection(claimant=("nobody",)),
]


def named_by(chosen: Collection) -> dict[str, set[str]]:
    """What the statements and figures of a selection name, by table."""
    statements, figures = chosen.statements.values(), chosen.figures.values()
    return {
        "articles": {one.article_id for one in statements},
        "claimants": {who for one in statements for who in (*one.claimants, *one.relayed_by)},
        "events": {one.event_id for one in statements if one.event_id},
        "questions": {one.position.question_id for one in statements if one.position},
        "statements": {one.statement_id for one in figures},
        "figures": {one.of for one in figures if one.of},
    }


@pytest.mark.parametrize("selection", SELECTIONS, ids=lambda one: one.in_words())
def test_only_named_records_are_in_a_selection(shipped, selection):
    chosen = select_records(shipped, selection)
    named = named_by(chosen)
    for table in ("articles", "claimants", "events", "questions"):
        assert set(getattr(chosen, table)) == named[table]
    selected = {one.statement_id for one in shipped.statements(selection)}
    assert selected <= set(chosen.statements) <= selected | named["statements"]
    assert named["figures"] <= set(chosen.figures)


@pytest.mark.parametrize("selection", SELECTIONS, ids=lambda one: one.in_words())
def test_everything_named_is_in_the_selection(shipped, selection):
    chosen = select_records(shipped, selection)
    places = {place.place_id for place in shipped.gazetteer.places}
    every = [record for table in ("statements", "figures", "events") for record in getattr(chosen, table).values()]
    assert [find_unknown(record, chosen, places) for record in every if find_unknown(record, chosen, places)] == []


def test_the_whole_selection_is_the_whole_data_set(shipped):
    chosen = select_records(shipped, Selection())
    known = shipped.collection
    assert chosen.statements == known.statements
    assert chosen.figures == known.figures
    assert chosen.articles == known.articles


def test_figures_follow_the_measure_and_party_chosen(shipped):
    selection = Selection(measure=("killed",), party=("DPRK",))
    figures = shipped.figures(shipped.statements(selection), selection)
    assert figures
    assert {(one.measure.value, one.party.value) for one in figures} == {("killed", "DPRK")}


def test_a_share_brings_the_figure_that_it_is_a_share_of(tmp_path):
    share = make_figure(figure_id="f2", statement_id="s2", of="f1", unit="percent", low=67, high=67, qualifier="share")
    later = make_statement(statement_id="s2", said_on="2025-03-01")
    records = [make_article(), make_claimant(), make_statement(), later, make_figure(), share]
    chosen = select_records(make_store(tmp_path, records), Selection(first=date(2025, 2, 1)))
    assert (set(chosen.statements), set(chosen.figures)) == ({"s1", "s2"}, {"f1", "f2"})


def test_a_share_of_a_share_of_itself_ends(tmp_path):
    figures = [make_figure(of="f2"), make_figure(figure_id="f2", of="f1")]
    store = make_store(tmp_path, [make_article(), make_claimant(), make_statement(), *figures])
    assert len(select_records(store, Selection()).figures) == 2


def test_a_retracted_whole_says_that_it_is_retracted(tmp_path):
    share = make_figure(figure_id="f2", of="f1", unit="percent", low=67, high=67, qualifier="share")
    records = [make_article(), make_claimant(), make_statement(), make_figure(), share, make_retraction(of="f1")]
    chosen = select_records(make_store(tmp_path, records), Selection())
    assert (set(chosen.figures), set(chosen.retractions)) == ({"f1", "f2"}, {"f1"})


def test_an_echo_outside_the_selection_is_not_named(tmp_path):
    echo = make_statement(statement_id="s2", said_on="2025-03-01", echo_of="s1")
    store = make_store(tmp_path, [make_article(), make_claimant(), make_statement(), echo])
    assert select_records(store, Selection(first=date(2025, 2, 1))).statements["s2"].echo_of is None
    assert select_records(store, Selection()).statements["s2"].echo_of == "s1"


def test_statements_come_in_the_order_of_the_files(shipped):
    selected = [one.statement_id for one in shipped.statements(Selection(side=("Ukraine",)))]
    assert selected == [one for one in shipped.collection.statements if one in set(selected)]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(RecordError, match="gone: there is no such data folder"):
        open_records([tmp_path / "gone"])


def test_the_shipped_data_has_no_fault(shipped):
    assert shipped.faults == ()
    assert SHIPPED.is_dir()


def test_values_that_differ_only_after_an_underscore_or_dot_stay_apart(tmp_path):
    claimants = [make_claimant(claimant_id=one) for one in ("unit.aaa", "unit.bbb")]
    statements = [make_statement(statement_id=one, claimants=(one,)) for one in ("unit.aaa", "unit.bbb")]
    # An id belongs to one type: the statements get names of their own.
    statements = [one.model_copy(update={"statement_id": f"s-{one.statement_id}"}) for one in statements]
    store = make_store(tmp_path, [make_article(), *claimants, *statements])
    assert [one.statement_id for one in store.statements(Selection(claimant=("unit.bbb",)))] == ["s-unit.bbb"]


def test_every_facet_of_one_record_selects_it(tmp_path):
    records = [*make_records()[:4], make_statement(event_id="e1"), make_figure()]
    store = make_store(tmp_path, [*records, make_event(event_id="e2"), make_question(question_id="q2")])
    values = {facet: store.engine.codes[facet].values for facet in FACETS}
    assert values["place"] == (make_mention().place_id,)
    for facet, known in values.items():
        assert [len(store.statements(Selection(**{facet: (value,)}))) for value in known] == [1]
