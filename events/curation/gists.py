"""A first wording of a statement from its figures alone, for the curator to better."""

from collections.abc import Sequence

from events.curation.acceptance import qualifier_of
from events.curation.review import FigureItem
from events.vocabulary import Measure, Qualifier
from events.wording import PARTY_IN_WORDS

_WORDS: dict[str, str] = {
    Measure.ARRIVED: "arrived",
    Measure.RESERVE: "held in reserve",
    Measure.EXPECTED: "expected",
    Measure.WITHDRAWN: "withdrawn",
    Measure.CASUALTIES: "counted as casualties",
    Measure.KILLED: "killed",
    Measure.WOUNDED: "wounded",
    Measure.CAPTURED: "captured",
    Measure.MISSING: "missing",
    Measure.DESERTED: "deserted",
}


def suggest_gist(figures: Sequence[FigureItem]) -> str:
    """The figures in plain words; empty where one of them is not settled or counts something else than people."""
    parts = [_part(figure) for figure in figures]
    return "; ".join(parts) + "." if parts and all(parts) else ""


def _part(figure: FigureItem) -> str:
    if figure.party is None or figure.measure not in _WORDS or figure.unit != "persons":
        return ""
    is_about = qualifier_of(figure.qualifier, figure.low, figure.high, figure.unit) is Qualifier.ABOUT
    number = ("about " if is_about else "") + _number(figure.low, figure.high)
    place = f" {'near' if figure.place.near else 'in'} {figure.place.name}" if figure.place else ""
    return f"{number} {PARTY_IN_WORDS[figure.party]} {_WORDS[figure.measure]}{place}" if number else ""


def _number(low: int | None, high: int | None) -> str:
    if low is None:
        return f"up to {high:,}" if high is not None else ""
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
