"""CSV of selected events: one line an event, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator

from events.engines.event_cards import EventRow
from events.event_store import EventStore
from events.exports.csv import guard
from events.selection import Selection

MOST_ROWS = 100_000
COLUMNS = (
    "event_id",
    "event_date",
    "end_date",
    "outlet",
    "claimant",
    "kind",
    "longitude",
    "latitude",
    "precision",
    "text",
)


def events_to_csv(store: EventStore, selection: Selection, limit: int = MOST_ROWS) -> Iterator[str]:
    """The selected events as parts of a CSV file, newest first, at most ``limit``.

    Text that a spreadsheet would run as a formula begins with an apostrophe (OWASP, CSV injection).
    """
    yield _line(COLUMNS)
    for row in store.events(selection, limit):
        yield _line([_plain(value) for value in _cells(row)])


def _cells(row: EventRow) -> tuple[object, ...]:
    lists = ("; ".join(row.outlets), "; ".join(row.claimants))
    return (row.event_id, row.day, row.last_day, *lists, row.kind, row.longitude, row.latitude, row.precision, row.text)


def _plain(value: object) -> str:
    """A number stays a number, though a negative one begins like a formula; all else is guarded."""
    return repr(value) if isinstance(value, float) else guard(value)


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
