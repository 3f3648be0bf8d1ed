"""Records on disk: one JSON object a line, one file an article."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from events.collection import Collection, collect
from events.faults import Fault, RecordError, explain
from events.records import AnyRecord
from events.references import find_unknown
from geodata.gazetteer import Gazetteer

SHIPPED = Path(__file__).parent / "data"
MANIFEST = "manifest.json"
FILE_OF_EVENTS = "is not read here: a Parquet file of events is opened alone, by its own name"
LINE_LIMIT = 1_000_000
"""The longest line read, in bytes; a record is a few kilobytes."""

_ADAPTER: TypeAdapter[AnyRecord] = TypeAdapter(AnyRecord)


@dataclass(frozen=True, slots=True)
class Line:
    """A record and where it stands."""

    path: Path
    number: int
    record: AnyRecord

    def fault(self, message: str) -> Fault:
        """A fault of this line."""
        return Fault(self.path, self.number, message)


@dataclass(frozen=True)
class Reading:
    """What was read: the good records, and a fault for every line that was left out."""

    collection: Collection
    faults: tuple[Fault, ...]


def read_records(folders: Iterable[Path], gazetteer: Gazetteer) -> Reading:
    """The records of every ``*.jsonl`` file in the folders, and what is wrong with the rest.

    A bad line is left out together with the lines that need it, and each is named.
    """
    lines: list[Line] = []
    faults: list[Fault] = []
    for folder in folders:
        for path in record_files(folder):
            for item in read_lines(path):
                (lines if isinstance(item, Line) else faults).append(item)  # type: ignore[arg-type]
        faults += [Fault(path, None, FILE_OF_EVENTS) for path in sorted(folder.glob("*.*parquet"))]
        faults += check_manifest(folder)
    lines, doubled = _without_doubles(lines)
    lines, unknown = _without_unknown(lines, {place.place_id for place in gazetteer.places})
    return Reading(
        collect(line.record for line in lines), tuple(sorted(faults + doubled + unknown, key=lambda fault: fault.place))
    )


def record_files(folder: Path) -> list[Path]:
    """The record files of a data folder: its own, then those of ``articles/``, by name.

    Raises:
        RecordError: the folder is not there.
    """
    if folder.is_file():
        raise RecordError(f"{folder}: is a file; expected a folder, or a file that ends in .parquet or .geoparquet")
    if not folder.is_dir():
        raise RecordError(f"{folder}: there is no such data folder")
    return sorted(folder.glob("*.jsonl")) + sorted((folder / "articles").glob("*.jsonl"))


def read_lines(path: Path) -> Iterator[Line | Fault]:
    """Each line of a file as a record, or as what is wrong with it."""
    if not path.is_file():  # a folder, a link to nowhere, a pipe that nobody writes to
        yield Fault(path, None, "cannot be read: it is no file")
        return
    try:
        content = path.read_bytes()
    except OSError as error:
        yield Fault(path, None, f"cannot be read: {error.strerror}")
        return
    lines = content.split(b"\n")
    for number, raw in enumerate(lines, start=1):
        is_last = number == len(lines)
        if raw and is_last:
            yield Fault(path, number, "the line is cut off: it has no line end")
        elif raw.strip():
            yield _read_line(path, number, raw)
        elif not is_last:
            yield Fault(path, number, "the line is empty; each line holds one JSON object")


def _read_line(path: Path, number: int, raw: bytes) -> Line | Fault:
    if len(raw) > LINE_LIMIT:
        return Fault(path, number, f"the line has {len(raw):,} bytes; a record has at most {LINE_LIMIT:,}")
    try:
        # Strict: a damaged "low": true must not become 1.
        return Line(path, number, _ADAPTER.validate_json(raw, strict=True))
    except ValidationError as error:
        return Fault(path, number, explain(error))
    except (ValueError, RecursionError):
        return Fault(path, number, "not a JSON object that a record can be read from")


def _without_doubles(lines: list[Line]) -> tuple[list[Line], list[Fault]]:
    """Lines whose id and revision, and whose id and type, are not taken by an earlier line."""
    first: dict[tuple[str, str, int], Line] = {}
    types: dict[str, str] = {}
    kept, faults = [], []
    for line in lines:
        record = line.record
        is_retraction = record.type == "retraction"
        key = (record.record_id, "retraction" if is_retraction else "", record.revision)
        earlier = first.setdefault(key, line)
        other = record.type if is_retraction else types.setdefault(record.record_id, record.type)
        if earlier is not line and _is_copy(line, earlier):
            continue
        if earlier is not line:
            where = f"{earlier.path.name}:{earlier.number}"
            faults.append(line.fault(f"{record.record_id} revision {record.revision} stands already at {where}"))
        elif other != record.type:
            faults.append(line.fault(f"{record.record_id} is already the id of a record of type {other}"))
        else:
            kept.append(line)
    return kept, faults


def _is_copy(line: Line, earlier: Line) -> bool:
    """Whether a folder repeats what it names of another, word for word, so that it can also be read alone."""
    is_named = line.record.type in {"claimant", "event", "question"}
    return is_named and line.record == earlier.record and _folder_of(line.path) != _folder_of(earlier.path)


def _folder_of(path: Path) -> Path:
    return path.parent.parent if path.parent.name == "articles" else path.parent


def _without_unknown(lines: list[Line], place_ids: set[str]) -> tuple[list[Line], list[Fault]]:
    """Lines that name only records and places that exist; repeated, since a line left out may be named by others."""
    faults: list[Fault] = []
    while True:
        collection = collect(line.record for line in lines)
        found = [(line, find_unknown(line.record, collection, place_ids)) for line in lines]
        bad = [(line, message) for line, message in found if message is not None]
        if not bad:
            return lines, faults
        faults += [line.fault(message) for line, message in bad]
        lines = [line for line, message in found if message is None]


def check_manifest(folder: Path) -> list[Fault]:
    """What differs from the folder's manifest, if it has one: a file missing, or changed since it was written."""
    path = folder / MANIFEST
    if not path.exists():
        return []
    try:
        content = json.loads(path.read_bytes())
        listed, pending = dict(content["files"]), dict(content.get("pending", {}))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return [_misfit(path, "cannot be read as a manifest; `dateline validate --fix` writes it anew")]
    faults, found = [], manifest_of(folder)
    for name, now in found.items():
        if pending.get(name) == now:  # a writer was stopped between the file and its manifest: the file is whole
            continue
        if name not in listed:
            faults.append(_misfit(path, f"{name} is not in the manifest; `dateline validate --fix` adds it"))
        elif listed[name] != now:
            faults.append(_misfit(folder / name, _changed(listed[name], now)))
    gone = sorted(set(listed) - set(found))
    return faults + [_misfit(folder / name, "is in the manifest but missing") for name in gone]


def _misfit(path: Path, message: str) -> Fault:
    return Fault(path, None, message, is_of_manifest=True)


def _changed(was: object, now: Mapping[str, int | str]) -> str:
    """What a file differs in from its entry in the manifest."""
    records = was.get("records") if isinstance(was, Mapping) else None
    if records == now["records"]:
        return "changed since the manifest was written"
    expected = "?" if records is None else records
    return f"differs from the manifest: {now['records']} lines, {expected} expected"


def manifest_of(folder: Path) -> dict[str, dict[str, int | str]]:
    """Lines and sha256 of each record file that can be read, by its path in the folder."""
    return {
        path.relative_to(folder).as_posix(): file_state(path.read_bytes())
        for path in record_files(folder)
        if path.is_file()
    }


def file_state(content: bytes) -> dict[str, int | str]:
    """Lines and sha256 of a record file's bytes."""
    return {"records": content.count(b"\n"), "sha256": hashlib.sha256(content).hexdigest()}


def dump_line(record: AnyRecord) -> str:
    """A record as its line, with sorted keys and no empty fields, without the line end."""
    content = record.model_dump(mode="json", exclude_none=True)
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def write_manifest(folder: Path) -> None:
    """List the folder's record files anew, with lines and sha256."""
    content = json.dumps({"files": manifest_of(folder)}, indent=1, sort_keys=True) + "\n"
    write_whole(folder / MANIFEST, content.encode())


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that after a kill or a power cut it is the old one or the new one, never half of one.

    Order from SQLite's and PostgreSQL's practice: the file's bytes, then its name, then the folder's entry.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        os.replace(part, path)  # noqa: PTH105 - named for what it guarantees
    except OSError:
        part.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
