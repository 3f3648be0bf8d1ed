"""Small Parquet files of events, for tests: valid by default, any column changed or left out."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

DAY = date(2024, 8, 6)

TYPES = {
    "event_id": pa.string(),
    "event_date": pa.date32(),
    "end_date": pa.date32(),
    "outlet": pa.list_(pa.string()),
    "claimant": pa.string(),
    "kind": pa.string(),
    "longitude": pa.float64(),
    "latitude": pa.float64(),
    "text": pa.string(),
    "precision": pa.string(),
}
DEFAULTS = {
    "event_date": DAY,
    "end_date": None,
    "outlet": ["Northern Post"],
    "claimant": "Ministry A",
    "kind": "combat",
    "longitude": 35.27,
    "latitude": 51.23,
    "text": "Shelling was reported",
    "precision": None,
}


def make_event(event_id: object, **changes: object) -> dict[str, object]:
    """One row."""
    return {"event_id": event_id, **DEFAULTS, **changes}


def write_events(
    path: Path, rows: list[dict[str, object]], without: tuple[str, ...] = (), **types: pa.DataType
) -> Path:
    """The rows as Parquet; ``without`` names columns left out, ``types`` other types of columns."""
    columns = {
        name: pa.array([row[name] for row in rows], types.get(name, kind))
        for name, kind in TYPES.items()
        if name not in without
    }
    pq.write_table(pa.table(columns), path)
    return path
