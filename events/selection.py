"""Which records a reader wants: one plain value that the link, the commands and the engine share."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from events.vocabulary import Clock

FACETS = ("report", "outlet", "claimant", "side", "kind", "measure", "party", "place")
"""The filters that hold a list of values; an empty list lets everything through."""

TEXT_LIMIT = 200
"""Characters of the text filter, and of a facet's value; longer values are no value of ours."""
VALUES_LIMIT = 100
"""Values of one facet that a link can choose."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

FACET_TITLES = {
    "report": "Report",
    "outlet": "Published by",
    "claimant": "Said by",
    "side": "Speaker's side",
    "kind": "Kind of event",
    "measure": "Measure",
    "party": "Whose troops",
    "place": "Place",
}


@dataclass(frozen=True, slots=True)
class Selection:
    """What a reader chose. Days are both included; None is the open end of the period.

    ``captives`` counts captured soldiers under their own side; without it they stand under no side.
    """

    first: date | None = None
    last: date | None = None
    clock: Clock = Clock.ABOUT
    report: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    claimant: tuple[str, ...] = ()
    side: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    measure: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    text: str = ""
    exact: bool = False
    captives: bool = False

    def values(self, facet: str) -> tuple[str, ...]:
        """The chosen values of one facet; empty means all."""
        return tuple(getattr(self, facet))

    def without_window(self) -> "Selection":
        """The same selection over the whole period."""
        return replace(self, first=None, last=None)

    def without(self, name: str) -> "Selection":
        """The same selection with one filter back at its default."""
        plain: dict[str, Any] = {field.name: getattr(self, field.name) for field in fields(self)}
        plain[name] = next(field.default for field in fields(self) if field.name == name)
        return Selection(**plain)

    def active_filters(self) -> tuple[str, ...]:
        """The names of the filters that leave something out, the window aside."""
        narrowing = [*FACETS, "text", "exact"]
        return tuple(name for name in narrowing if getattr(self, name))

    def in_words(self, name_of: Callable[[str, str], str] = lambda facet, value: value) -> str:  # noqa: ARG005
        """The selection as a person would say it: "10 Oct 2024 to 27 Feb 2025, Said by: Zelenskyy".

        ``name_of`` gives the label of a facet's value.
        """
        parts = [window_in_words(self.first, self.last)]
        for facet in FACETS:
            if self.values(facet):
                names = " or ".join(name_of(facet, value) for value in self.values(facet))
                parts.append(f"{FACET_TITLES[facet]}: {names}")
        if self.text:
            parts.append(f"text: {self.text!r}")
        if self.exact:
            parts.append("exact places only")
        if self.clock is Clock.SAID:
            parts.append("by the day said")
        return ", ".join(parts)


def parse_selection(parameters: Mapping[str, Sequence[str]]) -> tuple[Selection, list[str]]:
    """The selection that a link's or a command's parameters name, and what of them could not be read.

    An unreadable value counts as absent, so that a broken link falls back to the default.
    """
    problems: list[str] = []
    first = _parse_day("from", _last(parameters.get("from")), problems)
    last = _parse_day("to", _last(parameters.get("to")), problems)
    if first and last and last < first:
        problems.append(f"to: {last} is before from: {first}")
        first = last = None
    selection = Selection(
        first=first,
        last=last,
        clock=_parse_clock(_last(parameters.get("clock")), problems),
        **{facet: _unique(parameters.get(facet, ())) for facet in FACETS},
        text=_encodable(_last(parameters.get("text")) or "")[:TEXT_LIMIT].strip(),
        exact=_last(parameters.get("exact")) == "1",
        captives=_last(parameters.get("captives")) == "1",
    )
    return selection, problems


def unknown_values(selection: Selection, knows: Callable[[str, str], bool]) -> list[tuple[str, str]]:
    """The facets' values that a data set does not know, each with its facet."""
    return [(facet, value) for facet in FACETS for value in selection.values(facet) if not knows(facet, value)]


def without_unknown(selection: Selection, knows: Callable[[str, str], bool]) -> Selection:
    """The selection without the facets' values that a data set does not know."""
    known: dict[str, Any] = {
        facet: tuple(value for value in selection.values(facet) if knows(facet, value)) for facet in FACETS
    }
    return replace(selection, **known)


def to_parameters(selection: Selection) -> dict[str, list[str]]:
    """The parameters that ``parse_selection`` reads back as this selection; defaults are left out."""
    single = {
        "from": selection.first.isoformat() if selection.first else "",
        "to": selection.last.isoformat() if selection.last else "",
        "clock": selection.clock.value if selection.clock is not Clock.ABOUT else "",
        "text": selection.text,
        "exact": "1" if selection.exact else "",
        "captives": "1" if selection.captives else "",
    }
    parameters = {name: [value] for name, value in single.items() if value}
    return parameters | {facet: list(selection.values(facet)) for facet in FACETS if selection.values(facet)}


def _last(values: Sequence[str] | None) -> str | None:
    return values[-1] if values else None


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    readable = (_encodable(value[: TEXT_LIMIT + 1]) for value in values)
    return tuple(dict.fromkeys(value for value in readable if 0 < len(value) <= TEXT_LIMIT))[:VALUES_LIMIT]


def _encodable(text: str) -> str:
    """The text without what no link and no engine can hold: NUL, and halves of a cut emoji."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()


def _parse_day(name: str, text: str | None, problems: list[str]) -> date | None:
    if not text:
        return None
    try:
        if not _DAY.fullmatch(text):  # fromisoformat also reads weeks, such as 2025-W05-5
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        problems.append(f"{name}: {text[:40]!r} is not a day such as 2025-01-31")
        return None


def _parse_clock(text: str | None, problems: list[str]) -> Clock:
    if not text:
        return Clock.ABOUT
    try:
        return Clock(text)
    except ValueError:
        problems.append(f"clock: {text[:40]!r} is neither about nor said")
        return Clock.ABOUT


def window_in_words(first: date | None, last: date | None) -> str:
    """A window as a person would say it; an end that is None is open."""
    match first, last:
        case None, None:
            return "the whole period"
        case None, date():
            return f"to {_day_in_words(last)}"
        case date(), None:
            return f"from {_day_in_words(first)}"
        case date(), date():
            days = dict.fromkeys((_day_in_words(first), _day_in_words(last)))
            return " to ".join(days)
        case _:
            raise AssertionError


def _day_in_words(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
