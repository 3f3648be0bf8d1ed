"""Figures with all that a comparison needs: range, days, place, and what a share comes to."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from events.collection import Collection
from events.days import Span
from events.ranges import Range
from events.records import Figure, Statement
from events.table import figure_days
from events.vocabulary import Measure, Modality, Party, Qualifier
from events.wording import bounds_in_words
from geodata.gazetteer import Gazetteer
from geodata.places import Place

_NOT_ASSERTED = {Modality.DENIED, Modality.SILENT}


@dataclass(frozen=True, slots=True)
class Comparand:
    """A figure with all that a comparison needs.

    ``range`` is None for a vague figure. ``derivation`` says how a share became a number. ``softness`` says why the
    words do not hold the number exactly ("derived", "approximate", "estimated"); None if they do. ``days`` None =
    undated. ``place`` None = not said, taken as everywhere. ``is_asserted`` is False where the statement denies the
    number.
    """

    figure: Figure
    statement: Statement
    range: Range | None
    unit: str
    days: Span | None
    day_basis: str | None
    place: Place | None
    softness: str | None
    derivation: str | None
    is_asserted: bool

    @property
    def figure_id(self) -> str:
        """The id of the figure."""
        return self.figure.figure_id

    @property
    def is_soft(self) -> bool:
        """Whether the words do not hold the number exactly."""
        return self.softness is not None

    @property
    def is_definite(self) -> bool:
        """Whether there is a number, a day, and somebody who asserts it."""
        return self.range is not None and self.days is not None and self.is_asserted

    @property
    def kind(self) -> tuple[Measure, Party, str, bool]:
        """What has to be equal for a comparison: measure, party, unit, and whether it is a forecast."""
        return (self.figure.measure, self.figure.party, self.unit, self.figure.forecast)


def comparands(
    collection: Collection, gazetteer: Gazetteer, figures: Iterable[Figure] | None = None
) -> list[Comparand]:
    """The figures, or all that are not retracted, ready to be compared; in order of their ids."""
    if figures is None:
        figures = [one for each in collection.current_statements() for one in collection.figures_of(each.statement_id)]
    return sorted((comparand(one, collection, gazetteer) for one in figures), key=lambda one: one.figure_id)


def comparand(figure: Figure, collection: Collection, gazetteer: Gazetteer) -> Comparand:
    """One figure ready to be compared; a share of a known number takes part as the number it comes to."""
    statement = collection.statements[figure.statement_id]
    derived = derive(figure, collection)
    bounds = derived.range if derived else stated_range(figure)
    placed = figure_days(figure, statement, collection)
    return Comparand(
        figure=figure,
        statement=statement,
        range=bounds,
        unit=derived.unit if derived else figure.unit,
        days=placed.span,
        day_basis=placed.basis,
        place=gazetteer.get(figure.place_id) if figure.place_id else None,
        softness=_softness(figure, statement, derived),
        derivation=derived.words if derived else None,
        is_asserted=statement.modality not in _NOT_ASSERTED,
    )


def _softness(figure: Figure, statement: Statement, derived: "Derived | None") -> str | None:
    if derived is not None:
        return "derived"
    if figure.qualifier is Qualifier.ABOUT:
        return "approximate"
    is_estimate = statement.modality is Modality.ESTIMATED and figure.low == figure.high
    return "estimated" if is_estimate and figure.low is not None else None


def stated_range(figure: Figure) -> Range | None:
    """The range that the words give; None if they are vague."""
    if figure.low is None and figure.high is None:
        return None
    return Range(figure.low, figure.high, is_strict=figure.qualifier is Qualifier.MORE_THAN)


@dataclass(frozen=True, slots=True)
class Derived:
    """What a share comes to: its range in the unit of the whole, and how."""

    range: Range
    unit: str
    words: str


def derive(figure: Figure, collection: Collection) -> Derived | None:
    """What a share of a known number comes to; None if it is no such share. Thirds are taken as thirds."""
    whole = collection.figures.get(figure.of or "")
    if (
        whole is None
        or figure.unit != "percent"
        or whole.unit == "percent"
        or whole.figure_id in collection.retractions
    ):
        return None
    low, high = _product(figure.low, whole.low), _product(figure.high, whole.high)
    if low is None and high is None:
        return None
    strict = Qualifier.MORE_THAN in {figure.qualifier, whole.qualifier}
    words = f"{figure.as_written} of {bounds_in_words(whole)} {whole.measure.value}"
    return Derived(Range(low, high, strict), whole.unit, words)


def _product(percent: int | None, whole: int | None) -> int | None:
    if percent is None or whole is None:
        return None
    thirds = {33: Fraction(1, 3), 67: Fraction(2, 3)}
    return round(thirds.get(percent, Fraction(percent, 100)) * whole)
