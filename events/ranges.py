"""Ranges of numbers: their bounds, and what several allow together."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """The values from ``low`` to ``high``, both included; None = open; ``is_strict``: more than ``low``."""

    low: int | None = None
    high: int | None = None
    is_strict: bool = False

    def contains(self, value: int) -> bool:
        """Whether the words allow ``value``; "over 11,000" does not allow 11,000."""
        if self.low is not None and (value <= self.low if self.is_strict else value < self.low):
            return False
        return self.high is None or value <= self.high

    @property
    def is_open(self) -> bool:
        """Whether neither bound is given."""
        return self.low is None and self.high is None


def intersection(ranges: Iterable[Range]) -> Range | None:
    """The values that all ranges allow; None if there are none. Without ranges, the open one.

    "11,000" and "over 11,000" meet at 11,000: a round number may stand for a little more.
    """
    known = list(ranges)
    lows = [one.low for one in known if one.low is not None]
    highs = [one.high for one in known if one.high is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    if low is not None and high is not None and low > high:
        return None
    is_strict = low != high and any(one.is_strict and one.low == low for one in known if one.low is not None)
    return Range(low, high, is_strict)
