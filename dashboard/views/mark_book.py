"""The marks of figures, made once as long as the data are the same: the words, and where each lies as numbers."""

import threading
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from events.records import Figure

Mark = dict[str, Any]
Numbers = npt.NDArray[np.float64]

DAY, KNOWN, LOW, HIGH, LOOK = range(5)
"""The columns of ``MarkBook.spots``: day in the about clock, day in the said clock, both ends, a code of the look."""


class MarkBook:
    """Marks by figure. Readers share one book: a mark that it holds is not changed."""

    def __init__(self) -> None:
        self._marks: dict[tuple[str, str | None], Mark] = {}
        self._looks: dict[tuple[str, ...], int] = {}
        self._rows: list[tuple[float, ...]] = []
        self._spots: Numbers = np.empty((0, 5))
        self._lock = threading.Lock()

    def get(self, figure: Figure) -> Mark | None:
        """The mark of a figure; None for a share of another figure: whether that one is known depends on the view."""
        return self._marks.get((figure.figure_id, None)) if figure.of is None else None

    def keep(self, mark: Mark) -> Mark:
        """The mark, or the same one that the book holds already."""
        key = (mark["figure_id"], mark["derived"])
        with self._lock:
            if key not in self._marks:
                row = mark["row"]
                look = (row["shape"], row["color"], row["fill"], row["words"], row["Note"])
                code = self._looks.setdefault(look, len(self._looks))
                ends = (_number(row["value"]), _number(row["top"]))
                self._marks[key] = mark | {"number": len(self._rows)}
                self._rows.append((row["day"], mark["known_at"], *ends, code))
            return self._marks[key]

    def spots(self, marks: Sequence[Mark]) -> Numbers:
        """Where kept marks lie, a row each; an end that a mark does not have is not a number."""
        with self._lock:
            if len(self._spots) < len(self._rows):
                self._spots = np.array(self._rows, float)
            spots = self._spots
        found: Numbers = spots[np.fromiter((mark["number"] for mark in marks), int, len(marks))]
        return found


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)
