"""What the statements of one measure allow together, in a sentence; never an average."""

from collections.abc import Sequence
from typing import Any

from events.collection import Collection
from events.comparands import Comparand, comparands
from events.figures import Agreement, agreements
from events.ranges import Range
from events.records import Figure
from events.sentences import figure_said, told_by
from events.wording import day_in_words, unit_in_words
from geodata.gazetteer import Gazetteer

MOST_FIGURES = 300
"""Every figure is put beside every other; more than these are more than a sentence can speak for."""
SHOWN_QUANTITIES = 4

Allowed = dict[str, Any]


def build_allowed(figures: Sequence[Figure], collection: Collection, gazetteer: Gazetteer) -> Allowed:
    """A ``sentence``, ``details`` where there are several quantities, ``excluding`` pairs with their statements."""
    if len(figures) > MOST_FIGURES:
        return _only(f"{len(figures):,} figures: choose fewer days or speakers to see what they allow together.")
    found = agreements(comparands(collection, gazetteer, figures))
    if not found:
        return _only("No statement gives a number and a day." if figures else "No figures.")
    pairs = [pair for one in found for pair in one.conflicts]
    if pairs:
        return {
            "sentence": "No value satisfies all of these statements.",
            "details": [],
            "excluding": [[_side(one, collection) for one in pair] for pair in pairs],
        }
    if len(found) == 1:
        return _only(_sentence(found[0]))
    details = [f"{_scope(one)}: {_allows(one)}" for one in found[:SHOWN_QUANTITIES]]
    if len(found) > SHOWN_QUANTITIES:
        details.append(f"and {len(found) - SHOWN_QUANTITIES} more")
    sentence = f"They count {len(found)} different things, by place, day or event; none excludes another."
    return {"sentence": sentence, "details": details, "excluding": []}


def _only(sentence: str) -> Allowed:
    return {"sentence": sentence, "details": [], "excluding": []}


def _side(one: Comparand, collection: Collection) -> dict[str, str]:
    return {
        "statement_id": one.statement.statement_id,
        "label": told_by(one.statement, collection),
        "says": figure_said(one, collection),
    }


def _sentence(one: Agreement) -> str:
    bounds = allowed_in_words(one.allowed)
    if bounds is None:
        return "No statement sets a bound: every number is approximate or derived."
    forecast = "forecast" if one.is_forecast else "statement"
    who = f"Every {forecast}" if len(one.members) > 1 else f"The one {forecast} with a number"
    return f"{who} allows {bounds}{unit_in_words(one.unit)}."


def _allows(one: Agreement) -> str:
    bounds = allowed_in_words(one.allowed)
    if bounds is None:
        return "no bound, only approximate or derived numbers"
    bounds += unit_in_words(one.unit)
    return f"{bounds} (forecast)" if one.is_forecast else bounds


def _scope(one: Agreement) -> str:
    place = one.top.place.name if one.top.place else "Place not said"
    return f"{place}, {day_in_words(one.top.days.last)}" if one.top.days else place


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
