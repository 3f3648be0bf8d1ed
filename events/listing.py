"""Differences as words to read."""

from collections.abc import Sequence

from events.collection import Collection
from events.differences import TITLES, Difference, DifferenceSide, DifferenceType, count_by_type


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
