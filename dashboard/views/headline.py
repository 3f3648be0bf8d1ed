"""The line at the top: what is here, who speaks, and what could not be read."""

from collections import Counter
from collections.abc import Sized
from dataclasses import dataclass
from datetime import date

from dashboard.views.statement_view import span_in_words
from events.event_store import EventStore
from events.records import Statement
from events.selection import Selection
from events.store import RecordStore
from events.table import is_captive
from events.vocabulary import Clock, Modality, Side
from events.wording import day_in_words

SHOWN_FAULTS = 5


@dataclass(frozen=True)
class Headline:
    """Sentences for the top of the page. ``sides``: first a summary, then the counts and what they leave out.

    ``faults`` is empty when every line of the data was read.
    """

    counts: str
    sides: list[str]
    faults: list[str]


def build_headline(store: RecordStore | EventStore, day: date | None = None) -> Headline:
    """The headline of a data set; with a ``day``, of what could be known on it and nothing later."""
    if isinstance(store, EventStore):
        return _headline_of_events(store)
    known = store.collection.current_statements()
    reports, begin, end = set(store.collection.articles), "", f", {span_in_words(store)}"
    if day is not None:
        known = store.statements(Selection(last=day, clock=Clock.SAID))
        reports, begin, end = {one.article_id for one in known}, f"As of {day_in_words(day)}: ", ""
    speakers = {claimant for one in known for claimant in one.claimants}
    counts = f"{_counted(reports, 'report')}, {_counted(known, 'statement')} by {_counted(speakers, 'speaker')}"
    return Headline(
        counts=f"{begin}{counts}{end}. Reported claims, not verified by us.",
        sides=sides_in_words(store, known),
        faults=faults_in_words(store),
    )


def _counted(things: Sized, noun: str) -> str:
    return f"{len(things):,} {noun}{'' if len(things) == 1 else 's'}"


def _headline_of_events(store: EventStore) -> Headline:
    period = store.engine.file.period
    span = f"{period[0]:%b %Y} to {period[1]:%b %Y}" if period else "no days"
    rows = f"{store.engine.file.rows:,} event{'s' if store.engine.file.rows > 1 else ''}"
    counts = f"{store.path.name}: {rows}, {span}. Reported claims, not verified by us."
    return Headline(counts, ["This file does not say on which side a speaker stands."], [])


def sides_in_words(store: RecordStore, statements: list[Statement]) -> list[str]:
    """Which sides speak, the most heard first, and which do not; captives and silences are no side's statements."""
    spoken = [(one, sides_of(store, one)) for one in statements if one.modality is not Modality.SILENT]
    heard = Counter(side for _, sides in spoken for side in sides)
    if not heard:
        return []
    [(most, count), *_] = heard.most_common(1)
    others = ", ".join(f"{side.value} {number}" for side, number in heard.most_common())
    lines = [
        f"Who speaks: mostly {most.value} ({count} of {len(spoken)})",
        f"Statements by speaker's side, the {len(statements) - len(spoken)} that record silence left out: {others}.",
    ]
    if not heard[Side.NORTH_KOREA]:
        lines.append("No North Korean statement: captured soldiers cannot speak freely and stand under no side.")
    relayed = [one for one, sides in spoken if Side.RUSSIA in sides]
    if relayed and all(_is_relayed(store, one) for one in relayed):
        lines.append("Russian statements only as others relay them.")
    return lines


def sides_of(store: RecordStore, statement: Statement) -> set[Side]:
    """The sides of a statement's speakers who can speak freely."""
    claimants = [store.collection.claimants[one] for one in statement.claimants]
    return {one.side for one in claimants if not is_captive(one)}


def _is_relayed(store: RecordStore, statement: Statement) -> bool:
    """Whether no Russian outlet published it."""
    outlets = {one.name for one in store.collection.claimants.values() if one.side is Side.RUSSIA}
    return store.collection.articles[statement.article_id].outlet not in outlets


def faults_in_words(store: RecordStore) -> list[str]:
    """One line for each fault, after one that says how many lines are left out, if any is."""
    if not store.faults:
        return []
    unread = sum(not fault.is_of_manifest for fault in store.faults)
    lines = ["The data do not fit their manifest; everything that can be read is shown."]
    if unread:
        noun = "line" if unread == 1 else "lines"
        lines = [f"{unread} {noun} of the data could not be read; everything else is shown."]
    lines += [f"{fault.where}: {fault.message}" for fault in store.faults[:SHOWN_FAULTS]]
    if len(store.faults) > SHOWN_FAULTS:
        lines.append(f"and {len(store.faults) - SHOWN_FAULTS} more: `dateline validate` lists them")
    return lines
