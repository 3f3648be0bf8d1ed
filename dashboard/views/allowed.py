"""What the statements of one measure allow together, in a sentence; never an average."""

from collections import Counter
from collections.abc import Iterable, Sequence, Sized
from typing import Any

from dashboard.wording import figure_day_in_words
from events.collection import Collection
from events.comparands import Comparand, comparands
from events.echoes import mentions_in_words, recorded_root, repeats
from events.figures import Agreement, agreements
from events.ranges import Range
from events.records import Figure
from events.sentences import figure_said, told_by
from events.wording import unit_in_words
from geodata.gazetteer import Gazetteer

MOST_FIGURES = 300
"""Every figure is put beside every other; more than these are more than a sentence can speak for."""
SHOWN_QUANTITIES = 4
SOFT_EXCLUDE = (
    "Estimated, approximate and derived numbers set no bound; they exclude only what is more than a quarter away."
)
"""The quarter is ``events.figures.ABOUT``."""

Allowed = dict[str, Any]


def build_allowed(figures: Sequence[Figure], collection: Collection, gazetteer: Gazetteer) -> Allowed:
    """A ``sentence``, ``details`` of what it rests on, and ``excluding`` pairs with their statements.

    What several articles repeat of one origin counts once.
    """
    if len(figures) > MOST_FIGURES:
        return _allowed(f"{len(figures):,} figures: choose fewer days or speakers to see what they allow together.")
    repeated = repeats(collection, figures)
    known = comparands(collection, gazetteer, [one for one in figures if one.figure_id not in repeated])
    found = agreements(known)
    mentions = mentions_in_words(collection, [collection.statements[one.statement_id] for one in figures])
    allowed = _excluded(found, collection) or _bounded(found, known, collection)
    return allowed | {"details": [*allowed["details"], *([mentions] if mentions else [])]}


def _allowed(sentence: str, details: Iterable[str] = ()) -> Allowed:
    return {"sentence": sentence, "details": list(details), "excluding": []}


def _excluded(found: Sequence[Agreement], collection: Collection) -> Allowed | None:
    """The pairs that exclude each other, with the rule where it is not plain; None if there are none."""
    pairs = [pair for one in found for pair in one.conflicts]
    if not pairs:
        return None
    is_soft = any(one.is_soft for pair in pairs for one in pair)
    allowed = _allowed("No value satisfies all of these statements.", [SOFT_EXCLUDE] if is_soft else [])
    return allowed | {"excluding": [[_side(one, collection) for one in pair] for pair in pairs]}


def _side(one: Comparand, collection: Collection) -> dict[str, str]:
    return {
        "statement_id": one.statement.statement_id,
        "label": told_by(one.statement, collection),
        "says": figure_said(one, collection),
    }


def _bounded(found: Sequence[Agreement], known: Sequence[Comparand], collection: Collection) -> Allowed:
    """What the statements allow, on how many of them that rests, and why the others set no bound."""
    bounding = {_origin(one, collection) for each in found for one in each.bounding}
    reasons = {_origin(one, collection): _reason(one) for one in known}
    unbound = [reason for origin, reason in reasons.items() if origin not in bounding]
    if not bounding:
        return _allowed(_unbounded(known, unbound))
    rest = [f"{len(unbound):,} {_verb('set', unbound)} none: {_counted(unbound)}"] if unbound else []
    if len(found) > 1:
        details = [f"{_scope(one, collection)}: {_allows(one, collection)}" for one in found[:SHOWN_QUANTITIES]]
        if len(found) > SHOWN_QUANTITIES:
            details.append(f"and {len(found) - SHOWN_QUANTITIES} more")
        sentence = f"They count {len(found)} different things, by place, day or event; none excludes another."
        return _allowed(sentence, [*details, *rest])
    return _allowed(f"{_subject(known, bounding, reasons)} {_bounds(found[0])}.", rest)


def _subject(known: Sequence[Comparand], bounding: Sized, of: Sized) -> str:
    if len(of) == 1:
        return f"The one {_noun(known)} allows"
    return f"{len(bounding):,} of {len(of):,} {_noun(known)}s {_verb('set', bounding)} a bound:"


def _unbounded(known: Sequence[Comparand], reasons: Sequence[str]) -> str:
    if not known:
        return "No figures."
    if len(reasons) == 1:
        return f"The one {_noun(known)} sets no bound: its number is {reasons[0]}."
    return f"None of {len(reasons):,} {_noun(known)}s sets a bound: {_counted(reasons)}."


def _noun(known: Iterable[Comparand]) -> str:
    return "forecast" if all(one.figure.forecast for one in known) else "statement"


def _verb(verb: str, counted: Sized) -> str:
    return f"{verb}s" if len(counted) == 1 else verb


def _counted(reasons: Sequence[str]) -> str:
    """``1 derived, 2 in words``; of a single one only why."""
    if len(reasons) == 1:
        return reasons[0]
    return ", ".join(f"{count:,} {reason}" for reason, count in sorted(Counter(reasons).items()))


def _origin(one: Comparand, collection: Collection) -> str:
    return recorded_root(one.statement, collection)


def _reason(one: Comparand) -> str:
    """Why a figure sets no bound, if it sets none."""
    if one.range is None:
        return "in words"
    if not one.is_asserted:
        return "denied"
    if one.days is None:
        return "undated"
    return one.softness or "of a smaller place or an earlier day"


def _bounds(one: Agreement) -> str:
    return f"{allowed_in_words(one.allowed)}{unit_in_words(one.unit)}"


def _allows(one: Agreement, collection: Collection) -> str:
    reasons = sorted({_reason(each) for each in one.members})
    allows = _bounds(one) if one.bounding else f"no bound, only numbers that are {' or '.join(reasons)}"
    rests_on = len({_origin(each, collection) for each in one.bounding})
    notes = [*(["forecast"] if one.is_forecast else []), *([f"{rests_on} statements"] if rests_on > 1 else [])]
    return f"{allows} ({', '.join(notes)})" if notes else allows


def _scope(one: Agreement, collection: Collection) -> str:
    """Where and when, in the words of the table."""
    place = one.top.place.name if one.top.place else "Place not said"
    return f"{place}, {figure_day_in_words(one.top.figure, one.top.statement, collection)}"


def allowed_in_words(allowed: Range | None) -> str | None:
    """``300 or more``, ``more than 11,000``, ``up to 12,000``, ``10,000 to 12,000``; None where nothing is bound."""
    if allowed is None or allowed.is_open:
        return None
    low, high = allowed.low, allowed.high
    if high is None:
        return f"more than {low:,}" if allowed.is_strict else f"{low:,} or more"
    if low is None:
        return f"up to {high:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
