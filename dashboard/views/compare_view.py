"""How ranges and positions move without one source, and what changed between two days."""

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.views.compare_choice import Choice, sources_of
from dashboard.views.differences_view import MOST_PAIRS, count_pairs
from dashboard.wording import STANCE_WORDS, facet_label
from events.collection import Collection
from events.compare import (
    Change,
    ChangeKind,
    Comparison,
    LeaveOut,
    PositionMove,
    RangeMove,
    Spread,
    between,
    without,
)
from events.differences import Difference
from events.records import Statement
from events.store import RecordStore
from events.table import is_captive
from events.vocabulary import Measure, Stance
from events.wording import PARTY_IN_WORDS, day_in_words

CHANGES = {
    ChangeKind.NEW_CLAIMANT: "New speaker",
    ChangeKind.NEW_FIGURE: "New figure",
    ChangeKind.REVISED_FIGURE: "Revised figure",
    ChangeKind.NEW_POSITION: "New position",
    ChangeKind.CHANGED_POSITION: "Changed position",
}
SOURCES = {"claimant": "speaker", "side": "speaker's side", "report": "report"}
TOO_MANY = "There are too many figures to compare all of them at once."

Row = dict[str, Any]


def build_compare_view(store: RecordStore, choice: Choice, texts: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Both tables; ``note`` instead where there is too much to compare. ``texts`` find more echoes."""
    figures = [one for one in store.collection.figures.values() if one.figure_id not in store.collection.retractions]
    if count_pairs(figures) > MOST_PAIRS:
        return {"without": None, "between": None, "note": TOO_MANY}
    return {"without": _without(store, choice, texts), "between": _between(store, choice, texts), "note": None}


def _without(store: RecordStore, choice: Choice, texts: Mapping[str, str] | None) -> dict[str, Any] | None:
    if choice.leave is None:
        return None
    kind, _, value = choice.leave.partition(":")
    if not any(value in sources_of(one, store.collection)[kind] for one in store.collection.current_statements()):
        return {"unknown": f"This data set has no {SOURCES[kind]} “{value}”, so nothing is left out."}
    leave_out = choice.leave_out()
    found = without(store.collection, store.gazetteer, leave_out, texts)
    moved = [one for one in found.ranges if one.has_moved]
    return {
        "title": f"Without {facet_label(kind, value, store.collection, store.gazetteer)}",
        "counts": _counts(store, found),
        "stays": stays_in_words(store.collection, kind, value, leave_out),
        "ranges": [_range_row(one) for one in moved],
        "same": len(found.ranges) - len(moved),
        "positions": [row for one in found.positions if one.has_moved for row in _position_rows(one, store.collection)],
        "gone": [_difference(one) for one in found.gone],
        "come": [_difference(one) for one in found.come],
    }


def stays_in_words(collection: Collection, kind: str, value: str, leave_out: LeaveOut) -> list[str]:
    """What stays although the source speaks in it, and why; empty when everything of it goes."""
    stay = [
        one
        for one in collection.current_statements()
        if value in sources_of(one, collection)[kind] and not leave_out.holds(one, collection)
    ]
    joint = sum(kind == "claimant" or _speaks_freely(one, collection, value) for one in stay)
    captive = len(stay) - joint
    lines = []
    if joint:
        one, many = (
            "1 joint statement stays: others say it too.",
            f"{joint} joint statements stay: others say them too.",
        )
        lines.append(one if joint == 1 else many)
    if captive:
        noun = (
            "1 statement of a captured soldier stays"
            if captive == 1
            else f"{captive} statements of captured soldiers stay"
        )
        lines.append(f"{noun}: who is in custody stands on no side.")
    return lines


def _speaks_freely(statement: Statement, collection: Collection, side: str) -> bool:
    speakers = [collection.claimants[one] for one in statement.claimants]
    return any(one.side.value == side and not is_captive(one) for one in speakers)


def _counts(store: RecordStore, found: Comparison) -> str:
    total = len(store.collection.current_statements())
    origins = f"{found.origins_left} origin{'' if found.origins_left == 1 else 's'}"
    return f"{found.statements_left} of {total} statements remain; they go back to {origins}."


def _range_row(move: RangeMove) -> Row:
    return {"quantity": quantity_in_words(move), "before": _spread(move.before), "after": _spread(move.after)}


def quantity_in_words(move: RangeMove) -> str:
    """``killed · North Korean troops``; the unit is said unless it is persons."""
    is_of_troops = move.measure not in {Measure.MATERIEL, Measure.TERRITORY}
    parts = [move.measure.value, PARTY_IN_WORDS[move.party] if is_of_troops else move.party.value]
    parts += [move.unit] if move.unit != "persons" else []
    return " · ".join([*parts, "forecast"] if move.is_forecast else parts)


def _spread(spread: Spread) -> str:
    if spread.lowest is None and spread.figures:
        return "only words, no number"
    return spread.in_words()


def _position_rows(move: PositionMove, collection: Collection) -> Iterable[Row]:
    """One row for each stance that somebody no longer, or newly, holds."""
    question = collection.questions[move.question_id].text
    for stance in Stance:
        before, after = move.before.get(stance, ()), move.after.get(stance, ())
        if before != after:
            yield {
                "question": question,
                "stance": STANCE_WORDS[stance],
                "before": _names(before, collection),
                "after": _names(after, collection),
            }


def _names(ids: Iterable[str], collection: Collection) -> str:
    known = collection.claimants
    return ", ".join(known[one].name if one in known else "the newsroom itself" for one in ids) or "nobody"


def _difference(one: Difference) -> Row:
    return {"sentence": one.sentence, "links": [link_to(side.statement_id) for side in one.sides]}


def link_to(statement_id: str) -> str:
    """A statement on the map screen, from the address of this one."""
    return f"./?select=statement:{statement_id}"


def _between(store: RecordStore, choice: Choice, texts: Mapping[str, str] | None) -> dict[str, Any] | None:
    if choice.first is None or choice.last is None:
        return None
    found = between(store.collection, store.gazetteer, choice.first, choice.last, texts)
    days = f"{day_in_words(choice.first)} and {day_in_words(choice.last)}"
    return {
        "title": f"What became known between the ends of {days}",
        "counts": ", ".join(_tally(found)) or "Nothing changed between these days.",
        "changes": [_change_row(one) for one in found],
    }


def _tally(found: list[Change]) -> Iterable[str]:
    for kind, words in CHANGES.items():
        count = sum(one.kind is kind for one in found)
        if count:
            yield f"{words.lower()}{'s' if count > 1 else ''}: {count}"


def _change_row(one: Change) -> Row:
    return {
        "kind": CHANGES[one.kind],
        "day": day_in_words(one.day),
        "subject": one.subject,
        "before": one.before,
        "after": f"speaker's side: {one.after}" if one.kind is ChangeKind.NEW_CLAIMANT else one.after,
        "links": [link_to(each) for each in one.statement_ids],
    }
