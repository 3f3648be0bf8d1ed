"""Differences and agreements as words to read."""

from collections.abc import Sequence

from events.collection import Collection
from events.differences import TITLES, Difference, DifferenceSide, DifferenceType, count_by_type
from events.figures import Agreement
from events.sentences import bounds_of, figure_said


def to_text(differences: Sequence[Difference], collection: Collection) -> str:
    """The differences by type, each with its two statements; those that are only apparent are counted, not listed."""
    counts = count_by_type(differences)
    parts = []
    for kind, title in TITLES.items():
        if kind is not DifferenceType.ONLY_APPARENT:
            listed = [_in_full(one, collection) for one in differences if one.type is kind]
            parts.append("\n".join([f"{title}: {counts[kind]}", *listed]))
    hidden = counts[DifferenceType.ONLY_APPARENT]
    parts.append(f"{TITLES[DifferenceType.ONLY_APPARENT]}: {hidden} (listed by --format json)")
    return "\n\n".join(parts) + "\n"


def _in_full(one: Difference, collection: Collection) -> str:
    return "\n".join([f"\n  {one.sentence}", *(_reference(side, collection) for side in one.sides)])


def _reference(side: DifferenceSide, collection: Collection) -> str:
    statement = collection.statements[side.statement_id]
    label = collection.articles[statement.article_id].label
    return f"    - {side.figure_id or side.statement_id}, in {label}: {statement.gist}"


def agreement_in_words(agreement: Agreement, collection: Collection) -> str:
    """What the figures of one quantity allow together, as one sentence; never an average, never a ruling."""
    if agreement.conflicts:
        said = [
            f"{figure_said(one, collection)}; {figure_said(other, collection)}" for one, other in agreement.conflicts
        ]
        return "No value satisfies all of these statements. These exclude each other: " + ". ".join(said) + "."
    beside = "; ".join(figure_said(one, collection) for one in agreement.soft)
    if agreement.allowed is None or agreement.allowed.is_open:
        return f"No statement sets a bound. Given: {beside}."
    ending = f" Beside it, held to less exactly: {beside}." if beside else ""
    subject = "Every statement allows" if len(agreement.members) > 1 else "The one statement allows"
    return f"{subject}: {bounds_of(agreement.allowed)}.{ending}"
