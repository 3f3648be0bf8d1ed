"""Quotations of a paragraph: marks are paired within it, and never across it."""

import re
from dataclasses import dataclass

_CLOSING = {"“": "”", "«": "»", "„": "“"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted stretch with its marks; ``is_closed`` is false when it runs to the paragraph's end."""

    start: int
    end: int
    is_closed: bool = True

    @property
    def length(self) -> int:
        """Code points, marks included."""
        return self.end - self.start


def find_quotations(paragraph: str, offset: int = 0) -> list[Quotation]:
    """The quotations of ``paragraph``, in order; positions count from ``offset``."""
    found: list[Quotation] = []
    position = 0
    while (opening := re.compile(r"[“«„\"]").search(paragraph, position)) is not None:
        mark = opening.group()
        closing = paragraph.find(_CLOSING.get(mark, mark), opening.end())
        if closing < 0 and mark == "“":
            closing = paragraph.find('"', opening.end())
        if closing < 0:
            if mark != '"' or len(paragraph) - opening.start() > 2:
                found.append(Quotation(offset + opening.start(), offset + len(paragraph), is_closed=False))
            break
        found.append(Quotation(offset + opening.start(), offset + closing + 1))
        position = closing + 1
    return found
