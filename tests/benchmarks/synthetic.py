"""Makes event files of any size, the same for the same seed: clustered in space, bursty in time.

python tests/benchmarks/synthetic.py events.parquet 1000000
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet as pq

TOWNS = 400
OUTLETS = 60
CLAIMANTS = 24
KINDS = ("combat", "strike", "deployment", "casualties", "capture", "other")
DAYS = 1300
FIRST_DAY = np.datetime64("2021-10-01")
SHARE_LASTING = 0.26
SHARE_TWO_OUTLETS = 0.24
CHUNK = 500_000

_WKB_POINT = np.dtype([("order", "u1"), ("type", "<u4"), ("x", "<f8"), ("y", "<f8")])


@dataclass(frozen=True)
class World:
    """What all rows share: towns with their weights and widths, days with theirs."""

    longitude: np.ndarray
    latitude: np.ndarray
    width: np.ndarray
    town_share: np.ndarray
    day_share: np.ndarray


def make_events(path: Path | str, rows: int, seed: int = 1) -> Path:
    """Write ``rows`` events as GeoParquet with the columns that ``dateline run --data`` opens."""
    chance = np.random.default_rng(seed)
    world = make_world(chance)
    path = Path(path)
    with pq.ParquetWriter(path, _schema(), compression="zstd") as writer:
        for start in range(0, max(rows, 1), CHUNK):
            writer.write_table(make_chunk(chance, world, start, min(CHUNK, rows - start)))
    return path


def make_world(chance: np.random.Generator) -> World:
    """Towns of Zipf size in eastern Ukraine and western Russia; a calm level of days with bursts on it."""
    weight = 1 / np.arange(1, TOWNS + 1)
    calendar = np.ones(DAYS)
    for _ in range(40):
        peak, length = chance.integers(DAYS), chance.integers(3, 20)
        calendar[peak : peak + length] += chance.uniform(3, 25)
    return World(
        longitude=chance.uniform(30, 42, TOWNS),
        latitude=chance.uniform(45, 54, TOWNS),
        width=chance.choice([0.0, 0.002, 0.01, 0.03], TOWNS, p=[0.5, 0.3, 0.15, 0.05]),
        town_share=weight / weight.sum(),
        day_share=calendar / calendar.sum(),
    )


def make_chunk(chance: np.random.Generator, world: World, start: int, rows: int) -> pa.Table:
    """The next ``rows`` events, numbered from ``start``, in the order of their days."""
    town = chance.choice(TOWNS, rows, p=world.town_share)
    day = np.sort(chance.choice(DAYS, rows, p=world.day_share))
    lasts = np.where(chance.random(rows) < SHARE_LASTING, chance.geometric(0.25, rows), 0)
    longitude = np.round(world.longitude[town] + chance.normal(size=rows) * world.width[town], 4)
    latitude = np.round(world.latitude[town] + chance.normal(size=rows) * world.width[town], 4)
    number = pa.array(np.arange(start, start + rows))
    names = pa.array([f"town {index}" for index in range(TOWNS)])
    kind = chance.choice(len(KINDS), rows, p=[0.4, 0.25, 0.1, 0.1, 0.05, 0.1])
    columns = {
        "event_id": pa.compute.binary_join_element_wise("S-", number.cast(pa.string()), ""),
        "event_date": pa.array(FIRST_DAY + day),
        "end_date": pa.array(FIRST_DAY + np.minimum(day + lasts, DAYS - 1)),
        "outlet": _outlets(chance, rows),
        "claimant": _named("claimant", CLAIMANTS, _zipf(chance, CLAIMANTS, rows)),
        "kind": pa.array(KINDS).take(pa.array(kind)),
        "longitude": pa.array(longitude),
        "latitude": pa.array(latitude),
        "text": pa.compute.binary_join_element_wise(
            pa.array(KINDS).take(pa.array(kind)), names.take(pa.array(town)), number.cast(pa.string()), " "
        ),
        "geometry": _points(longitude, latitude),
    }
    return pa.table(columns, schema=_schema())


def _zipf(chance: np.random.Generator, size: int, rows: int) -> np.ndarray:
    weight = 1 / np.arange(1, size + 1)
    return chance.choice(size, rows, p=weight / weight.sum())


def _named(word: str, size: int, chosen: np.ndarray) -> pa.Array:
    return pa.array([f"{word} {index + 1}" for index in range(size)]).take(pa.array(chosen))


def _outlets(chance: np.random.Generator, rows: int) -> pa.ListArray:
    """One outlet for most rows, two for some; a second equal to the first is left out."""
    first, second = _zipf(chance, OUTLETS, rows), _zipf(chance, OUTLETS, rows)
    is_double = (chance.random(rows) < SHARE_TWO_OUTLETS) & (first != second)
    chosen = np.column_stack([np.minimum(first, second), np.maximum(first, second)])
    chosen[~is_double, 0] = first[~is_double]
    kept = np.column_stack([np.ones(rows, bool), is_double])
    offsets = np.concatenate([[0], np.cumsum(kept.sum(axis=1))]).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), _named("outlet", OUTLETS, chosen[kept]))


def _points(longitude: np.ndarray, latitude: np.ndarray) -> pa.BinaryArray:
    """Points as well-known binary, made in one piece."""
    points = np.zeros(len(longitude), _WKB_POINT)
    points["order"], points["type"], points["x"], points["y"] = 1, 1, longitude, latitude
    offsets = np.arange(len(points) + 1, dtype=np.int32) * _WKB_POINT.itemsize
    return pa.Array.from_buffers(
        pa.binary(), len(points), [None, pa.py_buffer(offsets), pa.py_buffer(points.tobytes())]
    )


def _schema() -> pa.Schema:
    """The columns, and what makes the file GeoParquet (https://geoparquet.org/releases/v1.1.0/)."""
    geo = {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
    }
    text = pa.string()
    return pa.schema(
        [
            ("event_id", text),
            ("event_date", pa.date32()),
            ("end_date", pa.date32()),
            ("outlet", pa.list_(text)),
            ("claimant", text),
            ("kind", text),
            ("longitude", pa.float64()),
            ("latitude", pa.float64()),
            ("text", text),
            ("geometry", pa.binary()),
        ],
        metadata={"geo": json.dumps(geo)},
    )


if __name__ == "__main__":
    make_events(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
