"""The marks of the chart of figures over time: one row a figure, plain values only."""

from collections.abc import Iterable
from typing import Any

from events.collection import Collection
from events.comparands import Comparand, comparand
from events.records import Claimant, Figure
from events.sentences import counted, verb_of, who
from events.table import is_captive, known_on
from events.vocabulary import Side
from geodata.gazetteer import Gazetteer

TAGS = {
    Side.UKRAINE: "UA",
    Side.RUSSIA: "RU",
    Side.NORTH_KOREA: "KP",
    Side.SOUTH_KOREA: "KR",
    Side.UNITED_STATES: "US",
    Side.INDEPENDENT: "IND",
    Side.OTHER: "OTH",
    Side.UNKNOWN: "?",
}
NEWSROOM_TAG = "PRESS"
CAPTIVE_TAG = "captive"


def figure_marks(collection: Collection, gazetteer: Gazetteer, figures: Iterable[Figure]) -> list[dict[str, Any]]:
    """One row a figure, by first day and id; undated ones last, with None for their days.

    ``low`` and ``high`` are the ends to draw, None = open (``opens_up``, ``opens_down``); both None = vague, which
    ``label`` gives in words. ``series`` is one for the figures of one claimant on one thing, somewhere, so that a
    line can show how he revises himself. ``side`` is None for several sides, a newsroom's own voice, or a captive.
    """
    rows = [_mark(comparand(one, collection, gazetteer), collection) for one in figures]
    return sorted(rows, key=lambda row: (row["first"] or "9", row["figure_id"]))


def _mark(one: Comparand, collection: Collection) -> dict[str, Any]:
    claimants = [collection.claimants[each] for each in one.statement.claimants]
    side, tag = side_of(claimants)
    known = known_on(one.statement, collection.articles[one.statement.article_id])
    return {
        "figure_id": one.figure_id,
        "statement_id": one.statement.statement_id,
        "first": one.days.first.isoformat() if one.days else None,
        "last": one.days.last.isoformat() if one.days else None,
        "day_basis": one.day_basis,
        "known_on": known.isoformat() if known else None,
        **_ends(one),
        "measure": one.figure.measure.value,
        "party": one.figure.party.value,
        "unit": one.unit,
        "claimant": who(one.statement, collection),
        "side": side,
        "tag": tag,
        "series": _series(one) if claimants else one.figure_id,
        "forecast": one.figure.forecast,
        "soft": one.is_soft,
        "derived": one.derivation,
        "asserted": one.is_asserted,
        "label": f"{who(one.statement, collection)} {verb_of(one)}: {counted(one)}",
        "as_written": one.figure.as_written,
    }


def _series(one: Comparand) -> str:
    return "|".join([*sorted(one.statement.claimants), *map(str, one.kind), one.figure.place_id or ""])


def _ends(one: Comparand) -> dict[str, Any]:
    low, high = (one.range.low, one.range.high) if one.range else (None, None)
    return {
        "low": low,
        "high": high,
        "opens_up": low is not None and high is None,
        "opens_down": low is None and high is not None,
        "vague": one.range is None,
    }


def side_of(claimants: list[Claimant]) -> tuple[str | None, str]:
    """The one side that speaks, and the tag to show: ``UA``, ``KR+UA+US`` for several."""
    if not claimants:
        return None, NEWSROOM_TAG
    if all(is_captive(one) for one in claimants):
        return None, CAPTIVE_TAG
    sides = {one.side for one in claimants}
    only = sides.pop().value if len(sides) == 1 else None
    return only, "+".join(sorted({TAGS[one.side] for one in claimants}))
