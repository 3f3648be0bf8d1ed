"""Cards and rows say who said what, word for word, and never more than the article."""

from datetime import date

import pytest

from dashboard.state import ViewState
from dashboard.views.figures_view import build_figures_view, build_row
from dashboard.views.passages import Texts
from dashboard.views.positions_view import TOGETHER, build_positions_view
from dashboard.views.statement_view import PAGE_SIZE, build_card, build_statement_view
from events.echoes import Origin
from events.selection import Selection
from events.vocabulary import Clock, Modality, Stance
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

NO_TEXTS = Texts()


def card_of(store, statement_id="s1", state=None):
    return build_card(store, store.collection.statements[statement_id], state or ViewState(), NO_TEXTS)


def figure_where(store, **fields):
    [found] = [
        one
        for one in store.collection.figures.values()
        if all(getattr(one, name) == value for name, value in fields.items())
    ]
    return found


def speakers(card):
    return ", ".join(one["name"] for one in card["claimants"])


def gist(card):
    """The gist as it stands after the speaker's name and a colon."""
    return card["gist"][0].lower() + card["gist"][1:]


# The three examples of the design, on the shipped data


def test_the_card_and_row_at_sudzha(shipped):
    figure = figure_where(shipped, low=10_000, high=10_000, place_id="ru-sudzha")
    card = card_of(shipped, figure.statement_id)
    assert speakers(card) == "U.S. intelligence"
    assert card["gist"] == (
        "10,000 North Korean troops, senior officers among them, in Russian operations near Sudzha."
    )
    assert (card["said"], card["about"]) == (None, None)
    assert card["day_note"].endswith("by about 7 Nov 2024 (inferred)")
    assert card["report"].startswith("Outlet not stated")
    assert card["places"] == ["near Sudzha"]
    row = build_row(shipped, figure)
    words = [row[name] for name in ("value", "measure", "party", "claimant", "day", "place")]
    assert " · ".join(words) == (
        "10,000 · present · North Korean troops · U.S. intelligence · by about 7 Nov 2024 (inferred) · near Sudzha"
    )


def test_the_card_and_row_at_pokrovsk(shipped):
    figure = figure_where(shipped, low=60_000)
    card = card_of(shipped, figure.statement_id)
    assert speakers(card) == "Zelenskyy"
    assert card["gist"] == (
        "Russia has 60,000 troops in Kursk Oblast; they were not added at Pokrovsk or elsewhere in Donetsk Oblast."
    )
    assert card["said"] == "said 7 Feb 2025"
    assert "not at Pokrovsk" in card["places"]
    row = build_row(shipped, figure)
    words = [row[name] for name in ("value", "measure", "party", "claimant", "day", "place")]
    assert " · ".join(words) == "60,000 · present · Russian troops · Zelenskyy · 7 Feb 2025 · Kursk Oblast"


def test_the_card_and_rows_of_losses(shipped):
    figure = figure_where(shipped, low=300)
    card = card_of(shipped, figure.statement_id)
    assert speakers(card) == "South Korea's NIS"
    assert gist(card) == "at least 300 North Korean soldiers killed, another 2,700 wounded."
    assert card["said"] == "estimate of 13 Jan 2025"
    assert card["report"] == "Kyiv Independent, 27 Feb 2025"
    rows = [build_row(shipped, one) for one in shipped.collection.figures_of(figure.statement_id)]
    assert [f"{row['value']} · {row['measure']}" for row in rows] == ["≥ 300 · killed", "2,700 · wounded"]
    assert rows[1]["note"] == "“At least” may cover the wounded too."


def test_two_thirds_of_4_000_keep_their_derivation(shipped):
    row = build_row(shipped, figure_where(shipped, low=67, unit="percent"))
    assert row["value"] == "67 %"
    assert row["derived"].startswith("about 2,667: ")
    assert "4,000" in row["derived"]


# Cards


def test_the_newsroom_s_own_voice_has_no_claimant(tmp_path):
    card = card_of(make_store(tmp_path, [make_article(), make_statement(claimants=())]))
    assert card["claimants"] == []
    assert "newsroom" in card["voice"]


def test_relays_are_named_outward(tmp_path):
    others = [make_claimant(claimant_id="c2", name="AFP"), make_claimant(claimant_id="c3", name="The Courier")]
    statement = make_statement(relayed_by=("c2", "c3"))
    card = card_of(make_store(tmp_path, [make_article(), make_claimant(), *others, statement]))
    assert card["relayed"] == "relayed by AFP, then The Courier"


@pytest.mark.parametrize("modality", Modality)
def test_our_verbs_report_and_never_rule(tmp_path, modality):
    verb = card_of(make_store(tmp_path, [make_article(), make_claimant(), make_statement(modality=modality)]))["verb"]
    assert verb
    assert not {"confirmed", "revealed", "eliminated", "admitted", "claimed"} & set(verb.split())


def test_not_having_observed_is_no_denial(tmp_path):
    statement = make_statement(position={"question_id": "q1", "stance": "not_observed"})
    card = card_of(make_store(tmp_path, [make_article(), make_claimant(), make_question(), statement]))
    assert card["verb"] == "had not observed"
    assert card["position"] == "had not observed: Was there a column?"


@pytest.mark.parametrize(
    ("mention", "places", "speaking"),
    [
        ({}, ["Sudzha"], []),
        ({"near": True}, ["near Sudzha"], []),
        ({"role": "not_at"}, ["not at Sudzha"], []),
        ({"role": "origin"}, ["from Sudzha"], []),
        ({"role": "destination", "near": True}, ["to near Sudzha"], []),
        ({"role": "said_at"}, [], ["Sudzha"]),
    ],
)
def test_places_say_their_role(tmp_path, mention, places, speaking):
    statement = make_statement(places=(make_mention(**mention),))
    card = card_of(make_store(tmp_path, [make_article(), make_claimant(), statement]))
    assert (card["places"], card["speaking"]) == (places, speaking)


def test_without_a_link_there_is_none(tmp_path):
    store = make_store(tmp_path, [make_article(), make_claimant(), make_statement()])
    assert card_of(store)["link"] is None


def test_a_citation_names_speaker_day_report_and_id(tmp_path):
    citation = card_of(make_store(tmp_path, [make_article(), make_claimant(), make_statement()]))["citation"]
    for words in ("The ministry", "9 Jan 2025", "a column was seen.", "Morning Courier, 10 Jan 2025", "s1"):
        assert words in citation


def test_a_retracted_statement_says_why(tmp_path):
    store = make_store(tmp_path, [make_article(), make_claimant(), make_statement(), make_retraction()])
    assert card_of(store)["retracted"] == "Recorded twice."


def test_mentions_of_one_origin_are_counted(tmp_path):
    echo = make_statement(statement_id="s2", echo_of="s1")
    store = make_store(tmp_path, [make_article(), make_claimant(), make_statement(), echo])
    assert card_of(store, "s2")["echo"] == card_of(store)["echo"] == "2 mentions, 1 origin"


# Pages and groups


def many(tmp_path, count):
    statements = [
        make_statement(statement_id=f"s{n:03}", event_id=["e1", "e2", None][n % 3], said_on=f"2025-01-{n % 28 + 1:02}")
        for n in range(count)
    ]
    events = [make_event(), make_event(event_id="e2", title="Reported training", happened_on=None)]
    return make_store(tmp_path, [make_article(), make_claimant(), *events, *statements])


def pages_of(store, **changes):
    """The ids of every page, and of each group in it."""
    statements = store.statements(Selection())
    first = build_statement_view(store, ViewState(**changes), statements, NO_TEXTS)
    views = [
        build_statement_view(store, ViewState(page=n, **changes), statements, NO_TEXTS) for n in range(first.pages)
    ]
    return [[[card["id"] for card in group["statements"]] for group in view.groups] for view in views]


@pytest.mark.parametrize("grouped", [True, False])
@pytest.mark.parametrize("count", [0, 1, PAGE_SIZE, PAGE_SIZE + 1, 3 * PAGE_SIZE - 1])
def test_every_statement_is_on_one_page_once(tmp_path, count, grouped):
    store = many(tmp_path, count)
    ids = [one for page in pages_of(store, grouped=grouped) for group in page for one in group]
    assert sorted(ids) == sorted(store.collection.statements)


def test_groups_are_events_and_the_rest_comes_last(tmp_path):
    store = many(tmp_path, 9)
    view = build_statement_view(store, ViewState(), store.statements(Selection()), NO_TEXTS)
    assert {group["id"] for group in view.groups} == {"e1", "e2", None}
    assert view.groups[-1]["id"] is None
    assert all(group["title"] for group in view.groups)


def test_ungrouped_statements_are_one_list_newest_first(tmp_path):
    store = many(tmp_path, 9)
    view = build_statement_view(store, ViewState(grouped=False), store.statements(Selection()), NO_TEXTS)
    [group] = view.groups
    assert group["title"] is None
    about = {"e1": "2025-01-05"}
    known = store.collection.statements
    days = [about.get(known[card["id"]].event_id, known[card["id"]].said_on) for card in group["statements"]]
    assert days == sorted(days, reverse=True)


def test_a_chosen_statement_brings_its_page(tmp_path):
    store = many(tmp_path, 2 * PAGE_SIZE)
    statements = store.statements(Selection())
    for chosen in ("s000", "s050", "s099"):
        view = build_statement_view(store, ViewState(select=f"statement:{chosen}"), statements, NO_TEXTS)
        assert chosen in {card["id"] for group in view.groups for card in group["statements"]}


def test_a_page_beyond_the_last_is_the_last(tmp_path):
    store = many(tmp_path, PAGE_SIZE + 1)
    view = build_statement_view(store, ViewState(page=999), store.statements(Selection()), NO_TEXTS)
    assert (view.page, view.pages) == (1, 2)


# Figures and positions


def test_figures_come_by_day(shipped):
    rows = build_figures_view(shipped, ViewState(), shipped.collection.figures.values())
    assert len(rows) == len(shipped.collection.figures)
    assert [row["sort_day"] for row in rows] == sorted(row["sort_day"] for row in rows)


def test_the_row_of_an_echo_has_the_words_of_its_card(tmp_path):
    echo = make_statement(statement_id="s2", echo_of="s1", said_on="2025-01-20")
    records = [make_article(), make_claimant(), make_statement(), echo]
    store = make_store(tmp_path, [*records, make_figure(), make_figure(figure_id="f2", statement_id="s2")])
    book = {}

    def echoes(**selection):
        state = ViewState(selection=Selection(**selection))
        figures = store.figures(store.statements(state.selection), state.selection)
        return [row["echo"] for row in build_figures_view(store, state, figures, book)]

    assert echoes() == [card_of(store)["echo"], card_of(store, "s2")["echo"]] == ["2 mentions, 1 origin"] * 2
    assert echoes(clock=Clock.SAID, last=date(2025, 1, 15)) == [None]  # the book tells nothing of the view before


def test_a_row_shows_every_side_that_speaks_and_none_for_somebody_in_custody(tmp_path):
    others = [
        make_claimant(claimant_id="c2", name="The agency", side="South Korea"),
        make_claimant(claimant_id="c3", name="A soldier", side="North Korea", role="captured soldier, in custody"),
    ]
    statement = make_statement(claimants=("c1", "c2", "c3"))
    store = make_store(tmp_path, [make_article(), make_claimant(), *others, statement, make_figure()])
    assert build_row(store, make_figure())["sides"] == ["Ukraine", "South Korea", "captive"]


def test_a_vague_figure_reads_as_written(tmp_path):
    vague = make_figure(low=None, qualifier="vague", as_written="dozens")
    store = make_store(tmp_path, [make_article(), make_claimant(), make_statement(), vague])
    assert build_row(store, vague)["value"] == "“dozens”"


def test_positions_stand_under_their_question_oldest_first(tmp_path):
    stances = list(Stance)
    statements = [
        make_statement(
            statement_id=f"s{n}", said_on=f"2025-01-{20 - n}", position={"question_id": "q1", "stance": stance}
        )
        for n, stance in enumerate(stances)
    ]
    questions = [make_question(), make_question(question_id="q2", text="Nobody was asked?")]
    store = make_store(tmp_path, [make_article(), make_claimant(), *questions, *statements])
    [view] = build_positions_view(store, store.statements(Selection()))
    assert view["question_id"] == "q1"
    assert [row["stance"] for row in view["rows"]] == [stance.value for stance in reversed(stances)]
    assert all(row["stance_label"] for row in view["rows"])


def test_positions_are_counted_by_origin_and_say_their_echoes(shipped):
    view = build_positions_view(shipped, shipped.statements(Selection()))
    fighting = next(one for one in view if one["question_id"] == "fighting-in-kursk")
    rows = [row for row in fighting["rows"] if row["stance"] == "denies"]
    assert [row["echo"] for row in rows] == ["2 mentions, 1 origin"] * 2
    assert "✗ denies 1 · → expects 3 · ○ had not observed 2 · – silent 1" in fighting["counted"].replace(TOGETHER, " ")


def test_a_position_counts_the_echoes_that_the_texts_show(tmp_path):
    held = {"position": {"question_id": "q1", "stance": "denies"}}
    statements = [make_statement(**held), make_statement(statement_id="s2", **held)]
    store = make_store(tmp_path, [make_article(), make_claimant(), make_question(), *statements])
    found = dict.fromkeys(("s1", "s2"), Origin(tuple(statements)))
    [alone], [joined] = (build_positions_view(store, statements, mentions=each) for each in (None, found))
    assert (alone["counted"], joined["counted"]) == (
        f"Statements, echoes once: ✗{TOGETHER}denies 2",
        f"Statements, echoes once: ✗{TOGETHER}denies 1",
    )
    assert {row["echo"] for row in joined["rows"]} == {"2 mentions, 1 origin"}
    assert [len(one) for one in (alone["matrix"]["rows"][0]["cells"][0], joined["matrix"]["rows"][0]["cells"][0])] == [
        2,
        1,
    ]


def test_a_joint_position_shows_every_side(shipped):
    view = build_positions_view(shipped, shipped.statements(Selection()))
    rows = {row["statement_id"]: row["claimants"] for each in view for row in each["rows"]}
    assert [one["side"] for one in rows["unstated-2024-11-07-s06"]] == ["United States", "Ukraine"]


def test_every_shipped_card_and_row_can_be_built(shipped):
    for one in shipped.collection.statements:
        assert card_of(shipped, one)["gist"]
    for one in shipped.collection.figures.values():
        assert build_row(shipped, one)["value"]
    assert make_records()
