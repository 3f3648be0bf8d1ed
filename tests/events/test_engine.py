"""What the engine selects is what a plain loop over the records selects."""

from datetime import date, timedelta

import pytest

from events.days import parse_edtf
from events.selection import FACETS, Selection
from events.table import NEWSROOM, NOT_STATED
from events.vocabulary import Clock
from geodata.places import Precision
from tests.factories import (
    make_article,
    make_chance,
    make_claimant,
    make_event,
    make_figure,
    make_mention,
    make_retraction,
    make_statement,
    make_store,
)

# The plain loop, written from DESIGN.md and not from the code


def days_of(store, statement, clock):
    """The first and last day of a statement by a clock; None = undated."""
    known = store.collection
    event = known.events.get(statement.event_id)
    said = statement.said_on or known.articles[statement.article_id].published_on
    if clock is Clock.SAID:
        return said and (parse_edtf(said).last, parse_edtf(said).last)
    about = statement.refers_to or (event and event.happened_on) or said
    return about and (parse_edtf(about).first, parse_edtf(about).last)


def values_of(store, statement, *, captives=False):
    """The values of every facet of a statement."""
    known = store.collection
    article = known.articles[statement.article_id]
    speakers = [known.claimants[one] for one in statement.claimants]
    figures = [one for one in known.figures.values() if one.statement_id == statement.statement_id]
    free = [one for one in speakers if captives or not (one.role or "").lower().startswith("captured")]
    return {
        "report": {article.article_id},
        "outlet": {article.outlet or NOT_STATED},
        "claimant": set(statement.claimants) or {NEWSROOM},
        "side": {str(one.side) for one in free} if speakers else {NEWSROOM},
        "kind": {str(known.events[statement.event_id].kind)} if statement.event_id else set(),
        "measure": {str(one.measure) for one in figures},
        "party": {str(one.party) for one in figures},
        "place": {one.place_id for one in statement.places},
    }


def is_exact(store, statement):
    finest = {Precision.EXACT, Precision.SETTLEMENT}
    return any(not one.near and store.gazetteer.get(one.place_id).precision in finest for one in statement.places)


def by_hand(store, selection):
    """The ids that a selection of days and facets holds."""
    found = set()
    for one in store.collection.statements.values():
        days = days_of(store, one, selection.clock)
        is_in = days is not None
        is_in = is_in and (selection.last is None or days[0] <= selection.last)
        is_in = is_in and (selection.first is None or days[1] >= selection.first)
        values = values_of(store, one, captives=selection.captives)
        is_in = is_in and all(
            not selection.values(name) or set(selection.values(name)) & values[name] for name in FACETS
        )
        if is_in and (not selection.exact or is_exact(store, one)):
            found.add(one.statement_id)
    return found


def random_selections(store, count):
    """Selections of every kind, most of them small enough to hold something and leave something out."""
    chance = make_chance(count)
    every = [values_of(store, one, captives=True) for one in store.collection.statements.values()]
    values = {name: sorted(set().union(*(one[name] for one in every))) for name in FACETS}
    for _ in range(count):
        names = chance.sample(FACETS, chance.choice([0, 1, 1, 1, 2, 2, 3]))
        first = date(2024, 8, 1) + timedelta(chance.randrange(250))
        facets = {name: tuple(chance.sample(values[name], min(len(values[name]), 3))) for name in names}
        yield Selection(
            first=chance.choice([None, first]),
            last=chance.choice([None, first + timedelta(chance.choice([0, 1, 7, 30, 100]))]),
            clock=chance.choice(list(Clock)),
            **facets,
            exact=chance.random() < 0.15,
            captives=chance.random() < 0.3,
        )


def ids(store, selection):
    return {one.statement_id for one in store.statements(selection)}


@pytest.mark.parametrize("part", range(8))
def test_the_engine_selects_what_a_plain_loop_selects(shipped, part):
    selections = list(random_selections(shipped, 200))[part * 25 : part * 25 + 25]
    for selection in selections:
        expected = by_hand(shipped, selection)
        assert ids(shipped, selection) == expected, selection
        assert shipped.counts(selection).statements == len(expected), selection


def test_the_random_selections_hold_something_and_leave_something_out(shipped):
    sizes = [len(by_hand(shipped, one)) for one in random_selections(shipped, 200)]
    assert sum(0 < size < len(shipped.statement_ids) for size in sizes) > 80
    assert 0 in sizes


@pytest.mark.parametrize("facet", FACETS)
@pytest.mark.parametrize("clock", Clock)
def test_the_count_beside_a_value_is_what_choosing_it_leaves(shipped, facet, clock):
    basis = Selection(first=date(2024, 11, 1), last=date(2025, 2, 10), clock=clock)
    counts = shipped.engine.value_counts(facet, basis)
    for value, count in zip(shipped.engine.codes[facet].values, counts, strict=True):
        chosen = Selection(first=basis.first, last=basis.last, clock=clock, **{facet: (value,)})
        assert len(by_hand(shipped, chosen)) == count, value


@pytest.mark.parametrize("facet", FACETS)
@pytest.mark.parametrize("value", ["nobody", "", "' OR 1=1 --", "$last", "x" * 200])
def test_an_unknown_value_selects_nothing(shipped, facet, value):
    assert ids(shipped, Selection(**{facet: (value,)})) == set()


def test_an_unknown_value_beside_a_known_one_changes_nothing(shipped):
    assert ids(shipped, Selection(claimant=("nis", "nobody"))) == ids(shipped, Selection(claimant=("nis",)))


# Windows


@pytest.mark.parametrize(
    ("first", "last", "is_in"),
    [
        ("2025-01-08", "2025-01-08", False),
        ("2025-01-08", "2025-01-09", True),
        ("2025-01-09", "2025-01-09", True),
        ("2025-01-11", "2025-01-11", True),
        ("2025-01-11", "2025-01-20", True),
        ("2025-01-10", "2025-01-10", True),
        ("2025-01-01", "2025-12-31", True),
        ("2025-01-12", "2025-01-12", False),
        (None, "2025-01-09", True),
        (None, "2025-01-08", False),
        ("2025-01-11", None, True),
        ("2025-01-12", None, False),
        (None, None, True),
    ],
)
def test_a_window_keeps_both_its_ends(tmp_path, first, last, is_in):
    records = [make_article(), make_claimant(), make_statement(refers_to="2025-01-09/2025-01-11")]
    window = Selection(first=first and date.fromisoformat(first), last=last and date.fromisoformat(last))
    assert (ids(make_store(tmp_path, records), window) == {"s1"}) is is_in


CLOCKS = [
    ({"refers_to": "2024-12", "said_on": "2025-01-09"}, "2024-12-01/2024-12-31", "2025-01-09/2025-01-09"),
    ({"said_on": "2025-01-09"}, "2025-01-05/2025-01-05", "2025-01-09/2025-01-09"),
    ({"said_on": "2025-01-09", "event_id": None}, "2025-01-09/2025-01-09", "2025-01-09/2025-01-09"),
    ({"said_on": "2025-01", "event_id": None}, "2025-01-01/2025-01-31", "2025-01-31/2025-01-31"),
    ({"said_on": None, "event_id": None}, "2025-01-10/2025-01-10", "2025-01-10/2025-01-10"),
    ({"said_on": None, "event_id": "e2"}, "2025-01-10/2025-01-10", "2025-01-10/2025-01-10"),
]


@pytest.mark.parametrize(("changes", "about", "said"), CLOCKS)
def test_both_clocks_follow_their_order_of_days(tmp_path, changes, about, said):
    events = [make_event(), make_event(event_id="e2", happened_on=None)]
    statement = make_statement(**({"event_id": "e1"} | changes))
    store = make_store(tmp_path, [make_article(), make_claimant(), *events, statement])
    for clock, days in ((Clock.ABOUT, about), (Clock.SAID, said)):
        first, last = map(date.fromisoformat, days.split("/"))
        assert store.engine.period(clock) == (first, last)


def undated():
    return [make_article(published_on=None), make_claimant(), make_statement(said_on=None)]


@pytest.mark.parametrize("clock", Clock)
def test_the_undated_are_counted_and_left_out(tmp_path, clock):
    dated = make_statement(statement_id="s2")
    store = make_store(tmp_path, [*undated(), dated])
    selection = Selection(first=date(2000, 1, 1), last=date(2030, 1, 1), clock=clock)
    assert ids(store, selection) == ids(store, Selection(clock=clock)) == {"s2"}
    assert store.counts(selection).undated == 1


def test_the_undated_pass_the_other_filters_before_they_are_counted(tmp_path):
    store = make_store(tmp_path, [*undated(), make_claimant(claimant_id="c2")])
    assert store.counts(Selection(claimant=("c1",))).undated == 1
    assert store.counts(Selection(claimant=("c2",))).undated == 0


def test_without_any_day_there_is_no_period(tmp_path):
    store = make_store(tmp_path, undated())
    assert store.engine.period(Clock.ABOUT) is None
    assert len(store.engine.tally(Selection())) == 0


# Places, captives, retractions


def test_the_unplaced_are_counted(tmp_path):
    nowhere = make_statement(statement_id="s2", places=())
    in_a_country = make_statement(statement_id="s3", places=(make_mention(place_id="ru"),))
    store = make_store(tmp_path, [make_article(), make_claimant(), make_statement(), nowhere, in_a_country])
    counts = store.counts(Selection())
    assert (counts.statements, counts.unplaced, counts.places, counts.placed) == (3, 2, 1, 1)


def test_a_place_where_somebody_spoke_is_no_place_of_the_statement(tmp_path):
    speaking = make_statement(places=(make_mention(place_id="hu-budapest", role="said_at"),))
    counts = make_store(tmp_path, [make_article(), make_claimant(), speaking]).counts(Selection())
    assert (counts.statements, counts.places) == (1, 0)


def captive(tmp_path):
    soldier = make_claimant(claimant_id="c2", name="A captured soldier", side="North Korea", role="Captured soldier")
    statement = make_statement(statement_id="s2", claimants=("c2",))
    return make_store(tmp_path, [make_article(), make_claimant(), soldier, make_statement(), statement])


def test_captives_leave_the_sides_unless_asked(tmp_path):
    store = captive(tmp_path)
    assert ids(store, Selection(side=("North Korea",))) == set()
    assert ids(store, Selection(side=("North Korea",), captives=True)) == {"s2"}
    assert ids(store, Selection(claimant=("c2",))) == {"s2"}
    assert ids(store, Selection(captives=True)) == {"s1", "s2"}


def test_a_retracted_statement_is_in_no_count(tmp_path):
    store = make_store(tmp_path, [make_article(), make_claimant(), make_statement(), make_figure(), make_retraction()])
    assert ids(store, Selection()) == set()
    assert store.counts(Selection()).statements == 0


def test_a_retracted_figure_is_no_value_of_its_statement(tmp_path):
    records = [make_article(), make_claimant(), make_statement(), make_figure(), make_retraction(of="f1")]
    assert ids(make_store(tmp_path, records), Selection(measure=("killed",))) == set()


# Text


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("column", True),
        ("COLUMN", True),
        ("ministry", True),
        ("sudzha", True),
        ("morning courier", False),
        ("  ministry \t\n column ", True),
        ("column ministry sudzha", True),
        ("column battalion", False),
        ("   ", True),
        ("at least 300", True),
        ("100%", False),
        ("colum_", False),
        ("%", False),
        ("'", False),
        ("$text", False),
        ("battalion", False),
    ],
)
def test_text_is_found_as_written_in_any_case(tmp_path, text, is_found):
    store = make_store(tmp_path, [make_article(), make_claimant(), make_statement(), make_figure()])
    assert (ids(store, Selection(text=text)) == {"s1"}) is is_found


@pytest.mark.parametrize("gist", ["Kyiv's “meat assaults”.", 'Kyiv’s "meat assaults".'])
@pytest.mark.parametrize("text", ["kyiv's", "Kyiv’s", "“meat", '"meat', "assaults”. Kyiv's"])
def test_straight_and_curly_quotes_are_the_same(tmp_path, gist, text):
    store = make_store(tmp_path, [make_article(), make_claimant(), make_statement(gist=gist)])
    assert ids(store, Selection(text=text)) == {"s1"}


def test_a_claimants_role_and_a_places_name_are_searched(tmp_path):
    records = [make_article(), make_claimant(role="deputy spokesperson"), make_statement(caveat="Said at night.")]
    store = make_store(tmp_path, records)
    for text in ("spokesperson", "sudzha deputy", "night"):
        assert ids(store, Selection(text=text)) == {"s1"}, text


@pytest.mark.parametrize("selection", [Selection(), Selection(text="x"), Selection(exact=True), Selection(side=("x",))])
def test_an_empty_data_set_answers(tmp_path, selection):
    store = make_store(tmp_path, [])
    counts = store.counts(selection)
    assert (counts.statements, counts.undated, store.statements(selection)) == (0, 0, [])
    assert len(store.engine.tally(selection)) == 0
