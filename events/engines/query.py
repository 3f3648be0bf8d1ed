"""A selection as SQL with ``$name`` markers, over the table ``placed_rows``: one row a statement and place."""

from dataclasses import dataclass, field
from typing import Any

from events.selection import FACETS, Selection
from events.table import words_of
from events.tally import DRAWN, EXACT, PRIMARY
from events.vocabulary import Clock


@dataclass(frozen=True)
class FacetCodes:
    """The values of a facet, and the sets of them that statements have; a row's code indexes ``sets``."""

    values: tuple[str, ...]
    sets: tuple[tuple[int, ...], ...]

    def codes_with(self, chosen: tuple[str, ...]) -> list[int]:
        """The codes of the sets that hold one of the chosen values."""
        wanted = {index for index, value in enumerate(self.values) if value in set(chosen)}
        return [code for code, one in enumerate(self.sets) if wanted.intersection(one)]


@dataclass
class Condition:
    """Conditions joined by AND, with their parameters."""

    clauses: list[str] = field(default_factory=list)
    parameters: dict[str, Any] = field(default_factory=dict)

    def add(self, clause: str, **parameters: object) -> "Condition":
        """This condition with one more clause."""
        self.clauses.append(clause)
        self.parameters |= parameters
        return self

    @property
    def sql(self) -> str:
        """The text after WHERE."""
        return " AND ".join(self.clauses) or "TRUE"


def day_columns(clock: Clock) -> tuple[str, str]:
    """The columns of the first and last day that a row counts on; NULL = undated."""
    return ("about_first", "about_last") if clock is Clock.ABOUT else ("said_first", "said_last")


def facet_column(facet: str, selection: Selection) -> str:
    """The column that holds a facet's codes."""
    return "side_with_captives" if facet == "side" and selection.captives else facet


def in_selection(selection: Selection, codes: dict[str, FacetCodes], *, dated: bool = True) -> Condition:
    """What a row must fulfil to be selected; with ``dated`` False: to be one of the undated ones."""
    where = Condition()
    first, last = day_columns(selection.clock)
    where.add(f"{first} IS NOT NULL" if dated else f"{first} IS NULL")
    if dated and selection.last is not None:
        where.add(f"{first} <= $last", last=selection.last)
    if dated and selection.first is not None:
        where.add(f"{last} >= $first", first=selection.first)
    for facet in FACETS:
        if selection.values(facet):
            _add_facet(where, facet_column(facet, selection), selection.values(facet), codes)
    if words := words_of(selection.text):
        held = " AND ".join(f"contains(haystack, $word_{index})" for index in range(len(words)))
        where.add(
            f"number IN (SELECT number FROM texts WHERE {held})",
            **{f"word_{index}": word for index, word in enumerate(words)},
        )
    if selection.exact:
        where.add(f"flags & {EXACT} <> 0")
    return where


def _add_facet(where: Condition, column: str, chosen: tuple[str, ...], codes: dict[str, FacetCodes]) -> None:
    wanted = codes[column].codes_with(chosen) if column in codes else []
    name = "codes_" + column
    where.add(f'list_contains(${name}, "{column}")', **{name: wanted} if wanted else {name: [-1]})


def is_primary() -> str:
    """The one row of each statement by which it is counted."""
    return f"flags & {PRIMARY} <> 0"


def is_drawn() -> str:
    """Rows that have a mark on the map."""
    return f"flags & {DRAWN} <> 0"
