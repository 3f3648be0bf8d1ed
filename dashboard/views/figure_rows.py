"""The rows of the chart, up to a crowd: echoes on one mark, lines where a claimant revises himself."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import cycle, pairwise
from typing import Any

from dashboard.state import ViewState
from dashboard.views.figure_crowd import WORD_LINES
from events.collection import Collection
from events.echoes import recorded_root
from events.selection import Selection
from events.vocabulary import Clock

TAGGED_MARKS = 40
"""Up to this many marks each has its speaker's tag beside it; more would cover one another."""

SIZE, CHOSEN_SIZE = 80, 150
ONE_SPOT = 4 * 86_400_000
"""Marks of one value closer than these milliseconds cover each other."""

Row = dict[str, Any]


def build_rows(dated: Sequence[Row], state: ViewState, known: Collection) -> list[Row]:
    """One row a dated figure; echoes that lie on one spot are one row. Days are milliseconds of UTC."""
    every = [_row(mark, state, known) for mark in dated]
    _note_mentions(every)
    rows = _merge_echoes(every)
    _join_revisions(rows)
    _move_apart(rows)
    lines = cycle(range(WORD_LINES))
    for row in rows:
        row["tag"] = row["tag"] if len(rows) <= TAGGED_MARKS else ""
        row["slot"] = next(lines) if row["role"] == "vague" else 0
    return rows


def _row(mark: Row, state: ViewState, known: Collection) -> Row:
    is_said = state.selection.clock is Clock.SAID
    row: Row = mark["row"] | ({"day": mark["known_at"], "first": None, "last": None} if is_said else {})
    return row | {
        "size": CHOSEN_SIZE if is_chosen(mark, state) else SIZE,
        "tag": f"{mark['tag']} ≈" if mark["derived"] else str(mark["tag"]),
        "series": mark["series"],
        "ends": (mark["low"], mark["high"]),
        "place": mark["figure"].place_id,
        "statement": mark["statement_id"],
        "origin": recorded_root(known.statements[mark["statement_id"]], known),
    }


def is_chosen(mark: Row, state: ViewState) -> bool:
    """Whether the reader has chosen the statement of the mark."""
    return state.select is not None and state.select == f"statement:{mark['statement_id']}"


def _note_mentions(rows: Iterable[Row]) -> None:
    """Say at each mark of an origin how often it stands in the articles."""
    statements: dict[str, set[str]] = {}
    for row in rows:
        statements.setdefault(row["origin"], set()).add(row["statement"])
    for row in rows:
        if (mentions := len(statements[row["origin"]])) > 1:
            row["Says"] += f" ({mentions} mentions, 1 origin)"


def _merge_echoes(rows: Sequence[Row]) -> list[Row]:
    """The rows; an echo that lies exactly on its origin is counted in the origin's row."""
    looks = ("origin", "day", "first", "last", "ends", "place", "shape", "fill", "words")
    kept: dict[object, Row] = {}
    own: Counter[object] = Counter()
    for row in sorted(rows, key=lambda one: bool(one["statement"] != one["origin"])):
        look = tuple(row[name] for name in looks)
        own[look, row["statement"]] += 1  # figures of one statement that look alike stay apart
        first = kept.setdefault((look, own[look, row["statement"]]), row)
        if first is not row:
            first["count"] += 1
            first["size"] = max(first["size"], row["size"])
    shown = {row["id"] for row in kept.values()}
    return [row for row in rows if row["id"] in shown]


def _join_revisions(rows: Iterable[Row]) -> None:
    """Leave ``series`` where a claimant's number differs from his last or next one of another origin."""
    series: dict[str, list[Row]] = {}
    for row in rows:
        name, row["series"] = row["series"], None
        if row["role"] == "figure":
            series.setdefault(name, []).append(row)
    for name, line in series.items():
        line.sort(key=lambda row: float(row["day"]))
        for one, other in pairwise(line):
            if one["ends"] != other["ends"] and one["origin"] != other["origin"]:
                one["series"] = other["series"] = name


def _move_apart(rows: Iterable[Row]) -> None:
    """Move a mark that would cover one of the same value to a quarter of its days; one of a single day stays."""
    taken: dict[object, list[float]] = {}
    for row in rows:
        if row["role"] != "figure":
            continue
        days = taken.setdefault(row["value"] if row["top"] is None else row["top"], [])
        if row["first"] is not None and any(abs(row["day"] - day) < ONE_SPOT for day in days):
            row["day"] = row["first"] + (row["last"] - row["first"]) / 4
        days.append(row["day"])


def milliseconds(day: str) -> int:
    """The midnight at which a day begins, in UTC."""
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()) * 1000


def window_rows(selection: Selection) -> list[Row]:
    """The ends of the window, where the reader has set them."""
    ends = (selection.first, selection.last)
    return [{"role": "window", "day": milliseconds(day.isoformat())} for day in ends if isinstance(day, date)]
