"""What a file says of single events: read by number, in the order of the panel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from events.engines.parquet import EventEngine
from events.engines.query import Condition


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event as the file has it; ``last_day`` is ``day`` where the file gives none; no place = None, None."""

    number: int
    event_id: str
    day: date | None
    last_day: date | None
    outlets: tuple[str, ...]
    claimants: tuple[str, ...]
    kind: str | None
    longitude: float | None
    latitude: float | None
    text: str
    precision: str | None


def read_events(engine: EventEngine, numbers: Sequence[int]) -> list[EventRow]:
    """Events by their number in the file, in the order asked for."""
    found = engine.run(
        "SELECT number, CAST(event_id AS VARCHAR), day, coalesce(last_day, day), outlet, claimant, kind, "
        'longitude, latitude, text, "precision" FROM cards WHERE number IN (SELECT unnest($numbers))',
        {"numbers": list(numbers)},
    )
    rows = {row[0]: _to_row(row) for row in found}
    return [rows[number] for number in numbers]


def find_event(engine: EventEngine, event_id: str) -> int | None:
    """The number of an event in the file; None if there is no such event."""
    kind = engine.file.types["event_id"]  # compared in its own type, the table's index of smallest and largest serves
    found = engine.run(f"SELECT number FROM cards WHERE event_id = TRY_CAST($id AS {kind})", {"id": event_id})
    return int(found[0][0]) if found else None


def rank_of(engine: EventEngine, where: Condition, number: int) -> int | None:
    """How many events stand before the one of ``number`` in ``newest``; None if it does not fulfil ``where``."""
    found = engine.run(
        f"SELECT position FROM placed_rows WHERE number = $number AND {where.sql}",
        where.parameters | {"number": number},
    )
    if not found:
        return None
    before = Condition([*where.clauses, "position > $position"], where.parameters | {"position": found[0][0]})
    return engine.count_numbers(before)


def central_box(engine: EventEngine, share: float = 0.96) -> tuple[float, float, float, float] | None:
    """South, west, north, east of the box that leaves out as much on either side; None without places."""
    edges = ((1 - share) / 2, (1 + share) / 2)
    parts = (f"approx_quantile({name}, {edge})" for edge in edges for name in ("latitude", "longitude"))
    [(south, west, north, east)] = engine.run(f"SELECT {', '.join(parts)} FROM cards")
    return (south, west, north, east) if south is not None else None


def _to_row(found: tuple[Any, ...]) -> EventRow:
    number, event_id, day, last_day, outlet, claimant, kind, longitude, latitude, text, precision = found
    return EventRow(
        number=number,
        event_id=event_id,
        day=day,
        last_day=last_day,
        outlets=_as_tuple(outlet),
        claimants=_as_tuple(claimant),
        kind=kind or None,
        longitude=longitude,
        latitude=latitude,
        text=text or "",
        precision=precision,
    )


def _as_tuple(found: str | list[str | None] | None) -> tuple[str, ...]:
    values = [found] if isinstance(found, str) or found is None else found
    return tuple(dict.fromkeys(value for value in values if value))
