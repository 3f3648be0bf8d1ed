"""The statements of a view: groups of cards, and what to say about what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.state import ViewState
from dashboard.views.echoes_view import Mentions, echo_in_words
from dashboard.views.passages import Texts, passage_of
from dashboard.wording import (
    CAPTIVE,
    NEWSROOM_VOICE,
    STANCE_WORDS,
    about_in_words,
    citation,
    fallback_in_words,
    figure_in_words,
    gist_in_words,
    places_in_words,
    relay_in_words,
    said_in_words,
    verb_of,
)
from events.records import Claimant, Statement
from events.store import RecordStore
from events.table import about_days, is_captive, said_days
from events.vocabulary import Clock
from events.wording import edtf_in_words

PAGE_SIZE = 50

Card = dict[str, Any]


@dataclass(frozen=True)
class StatementView:
    """One page of cards, in groups; ``total`` statements on ``pages`` pages."""

    groups: list[dict[str, Any]]
    total: int
    page: int
    pages: int


def build_statement_view(
    store: RecordStore,
    state: ViewState,
    statements: Sequence[Statement],
    texts: Texts,
    mentions: Mentions | None = None,
) -> StatementView:
    """The page of ``statements`` that ``state`` asks for, newest first, grouped by event if asked."""
    ordered = sorted(statements, key=lambda one: _recency(store, one, state), reverse=True)
    if state.grouped:
        ordered = _by_event(ordered)
    pages = max(1, -(-len(ordered) // PAGE_SIZE))
    page = _page_to_show(ordered, state, pages)
    shown = ordered[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    return StatementView(_groups(store, shown, state, texts, mentions), len(ordered), page, pages)


def _recency(store: RecordStore, statement: Statement, state: ViewState) -> tuple[date, str]:
    article = store.collection.articles[statement.article_id]
    placed = (
        said_days(statement, article)
        if state.selection.clock is Clock.SAID
        else about_days(statement, store.collection)
    )
    return (placed.span.last if placed.span else date.min, statement.statement_id)


def _by_event(statements: Sequence[Statement]) -> list[Statement]:
    """Statements on one event together, in the order of each event's first."""
    groups: dict[str | None, list[Statement]] = {}
    for one in statements:
        groups.setdefault(one.event_id, []).append(one)
    without = groups.pop(None, [])
    return [one for group in groups.values() for one in group] + without


def _page_to_show(ordered: Sequence[Statement], state: ViewState, pages: int) -> int:
    """The page asked for; a chosen statement brings its own page."""
    kind, _, chosen = (state.select or "").partition(":")
    if kind == "statement":
        for index, one in enumerate(ordered):
            if one.statement_id == chosen:
                return index // PAGE_SIZE
    return min(state.page, pages - 1)


def _groups(
    store: RecordStore,
    statements: Sequence[Statement],
    state: ViewState,
    texts: Texts,
    mentions: Mentions | None,
) -> list[dict[str, Any]]:
    groups: dict[str | None, list[Card]] = {}
    for one in statements:
        key = one.event_id if state.grouped else None
        groups.setdefault(key, []).append(build_card(store, one, state, texts, mentions))
    return [_group(store, event_id, cards, is_titled=state.grouped) for event_id, cards in groups.items()]


def _group(store: RecordStore, event_id: str | None, cards: list[Card], *, is_titled: bool) -> dict[str, Any]:
    event = store.collection.events.get(event_id or "")
    if event is None:
        title = "On no particular event" if is_titled else None
        return {"id": None, "title": title, "kind": "other", "day": None, "count": _count(cards), "statements": cards}
    day = edtf_in_words(event.happened_on) if event.happened_on else None
    return {
        "id": event.event_id,
        "title": event.title,
        "kind": event.kind.value,
        "day": day,
        "count": _count(cards),
        "statements": cards,
    }


def _count(cards: list[Card]) -> int:
    """How many cards count: a retracted one is only listed."""
    return sum(card["retracted"] is None for card in cards)


def build_card(
    store: RecordStore, statement: Statement, state: ViewState, texts: Texts, mentions: Mentions | None = None
) -> Card:
    """Everything that the card of one statement shows (docs/map-protocol.md)."""
    known = store.collection
    article = known.articles[statement.article_id]
    about, speaking = places_in_words(statement, store.gazetteer)
    retraction = known.retraction_of(statement)
    return {
        "id": statement.statement_id,
        "claimants": [speaker(known.claimants[one]) for one in statement.claimants],
        "voice": None if statement.claimants else NEWSROOM_VOICE,
        "verb": verb_of(statement),
        "relayed": relay_in_words(statement, known),
        "report": article.label,
        "gist": gist_in_words(statement),
        "caveat": statement.caveat,
        "said": said_in_words(statement),
        "about": about_in_words(statement, known),
        "day_note": fallback_in_words(statement, known),
        "places": about,
        "speaking": speaking,
        "figures": [figure_in_words(figure, statement, known) for figure in known.figures_of(statement.statement_id)],
        "position": _position_in_words(store, statement),
        "echo": echo_in_words(store, statement, state, mentions),
        "link": article.url,
        "citation": citation(statement, known),
        "passage": passage_of(statement, article, texts),
        "retracted": retraction.reason if retraction else None,
    }


def speaker(claimant: Claimant) -> dict[str, Any]:
    """A speaker with side; somebody in custody stands under none, and the role says so beside the name."""
    if is_captive(claimant):
        return {"name": claimant.role, "side": CAPTIVE}
    return {"name": claimant.name, "side": claimant.side.value}


def _position_in_words(store: RecordStore, statement: Statement) -> str | None:
    if statement.position is None:
        return None
    question = store.collection.questions[statement.position.question_id]
    return f"{STANCE_WORDS[statement.position.stance]}: {question.text}"


def span_in_words(store: RecordStore) -> str:
    """The months that the data cover, by what they are about: "Aug 2024 to Apr 2025"."""
    period = store.engine.period(Clock.ABOUT)
    return f"{period[0]:%b %Y} to {period[1]:%b %Y}" if period else "no days"
