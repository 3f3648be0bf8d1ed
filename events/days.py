"""EDTF strings (ISO 8601-2, level 1) and the first and last day they mean."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator

# Months of the seasons 21 to 24; the articles speak of the northern hemisphere.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11)}
_POINT = re.compile(r"(\d{4})(?:-(\d\d|XX))?(?:-(\d\d|XX))?([~?%])?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Span:
    """The days that an EDTF string means: ``first`` to ``last``, both included."""

    first: date
    last: date

    @property
    def is_one_day(self) -> bool:
        """Whether first and last are the same day."""
        return self.first == self.last

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one day."""
        return self.first <= other.last and other.first <= self.last


@lru_cache(maxsize=4096)
def parse_edtf(text: str) -> Span:
    """The first and last day that ``text`` means.

    >>> parse_edtf("2025-01~")
    Span(first=datetime.date(2025, 1, 1), last=datetime.date(2025, 1, 31))

    Raises:
        ValueError: the text is not one of the forms of ISO 8601-2 level 1 that records use, a day does
            not exist, or an interval is turned round.
    """
    ends = text.split("/")
    if len(ends) > 2:
        raise ValueError(f"{text!r} is not an EDTF date such as 2024-10, 2025-01-31 or 2024-12-07/2024-12-14")
    first, last = _parse_point(ends[0], text), _parse_point(ends[-1], text)
    if last.first < first.first:
        raise ValueError(f"{text!r} ends before it begins")
    return Span(first.first, last.last)


def _parse_point(text: str, whole: str) -> Span:
    match = _POINT.fullmatch(text)
    if match is None:
        raise ValueError(f"{whole!r} is not an EDTF date such as 2024-10, 2025-01-31 or 2024-12-07/2024-12-14")
    year, month, day, _ = match.groups()
    try:
        return _span_of(int(year), month, day)
    except ValueError:
        raise ValueError(f"{whole!r} names a day, month or year that does not exist") from None


def _span_of(year: int, month: str | None, day: str | None) -> Span:
    if month in {None, "XX"}:
        if day not in {None, "XX"}:
            raise ValueError("a day without its month")
        return Span(date(year, 1, 1), date(year, 12, 31))
    number = int(month or 0)
    if number > 12 and day is not None:
        raise ValueError("a season has no days")
    if number == 24:  # winter 2024 ends in February 2025
        return Span(date(year, 12, 1), _month_end(year + 1, 2))
    if number in _SEASONS:
        begins, ends = _SEASONS[number]
        return Span(date(year, begins, 1), _month_end(year, ends))
    if day in {None, "XX"}:
        return Span(date(year, number, 1), _month_end(year, number))
    return Span(date(year, number, int(day or 0)), date(year, number, int(day or 0)))


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _checked(text: str) -> str:
    parse_edtf(text)
    return text


Edtf = Annotated[str, AfterValidator(_checked)]
"""A string that ``parse_edtf`` reads."""
