"""Counts by place, day and facet, as the map reads them; a window is a difference of two sums."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

MAGIC = b"DLT1"
NO_INDEX = 65535
"""The place or event of a row that has none."""

PRIMARY, DRAWN, SPEAKING, HOLLOW, STRUCK, DASHED, EXACT = (1 << bit for bit in range(7))

_TYPES = {"f32": np.float32, "u8": np.uint8, "u16": np.uint16, "u32": np.uint32}

Column = npt.NDArray[Any]


@dataclass(frozen=True)
class Facet:
    """A facet's values, by count, and the sets of them that rows have: a row holds the index of its set."""

    values: int
    sets: Sequence[Sequence[int]]


@dataclass(frozen=True)
class Tally:
    """Columns of equal length, sorted by ``start``; days count from ``epoch`` (days since 1970-01-01).

    ``columns`` has x, y (Web Mercator 0..1, float32, NaN = no place), start and end (uint16, both included),
    and where they are needed flags, count, place, event and ``facet:NAME`` (docs/map-protocol.md).
    """

    epoch: int
    days: int
    columns: Mapping[str, Column]
    facets: Mapping[str, Facet] = field(default_factory=dict)

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.columns["start"])

    @property
    def total(self) -> int:
        """The sum of counts."""
        return int(self.columns["count"].sum()) if "count" in self.columns else len(self)


def encode_tally(tally: Tally) -> bytes:
    """The tally as the bytes that the map layer decodes (docs/map-protocol.md, "The tally").

    Raises:
        ValueError: rows are not sorted by start, or a column has another length.
    """
    if len(tally) > 1 and bool(np.any(np.diff(tally.columns["start"].astype(np.int32)) < 0)):
        raise ValueError("the rows of a tally are sorted by their first day")
    described, blocks, offset = [], [], 0
    for name, column in tally.columns.items():
        if len(column) != len(tally):
            raise ValueError(f"column {name} has {len(column)} rows, not {len(tally)}")
        kind = next(kind for kind, dtype in _TYPES.items() if column.dtype == dtype)
        content = _padded(np.ascontiguousarray(column).tobytes(), b"\0")
        described.append({"name": name, "type": kind, "offset": offset})
        blocks.append(content)
        offset += len(content)
    header = {
        "rows": len(tally),
        "epoch": tally.epoch,
        "days": tally.days,
        "total": tally.total,
        "columns": described,
        "facets": {
            name: {"values": facet.values, "sets": [list(one) for one in facet.sets]}
            for name, facet in tally.facets.items()
        },
    }
    text = json.dumps(header, separators=(",", ":")).encode()
    text = text + b" " * (-len(text) % 8)
    return MAGIC + len(text).to_bytes(4, "little") + text + b"".join(blocks)


def _padded(content: bytes, fill: bytes) -> bytes:
    return content + fill * (-len(content) % 8)


def smallest_code(size: int) -> type[np.unsignedinteger[Any]]:
    """The smallest column type that holds the codes 0 to ``size`` - 1.

    Raises:
        ValueError: more codes than a column can hold.
    """
    if size <= 1 << 8:
        return np.uint8
    if size <= 1 << 16:
        return np.uint16
    raise ValueError(f"{size:,} different values are too many for one facet; at most 65,536")


def count_in_window(tally: Tally, first: int, last: int, keep: npt.NDArray[np.bool_] | None = None) -> int:
    """Rows (their counts) that overlap the days ``first`` to ``last``, both included: started less ended.

    ``keep`` masks rows. The rule is that of the map layer, in the same words.
    """
    start, end = tally.columns["start"].astype(np.int64), tally.columns["end"].astype(np.int64)
    counts = tally.columns.get("count", np.ones(len(tally), np.int64)).astype(np.int64)
    if keep is not None:
        counts = np.where(keep, counts, 0)
    begun = counts[start + tally.epoch <= last].sum()
    over = counts[end + tally.epoch < first].sum()
    return int(begun - over)
