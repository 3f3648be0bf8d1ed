"""The one writer: appends records to a data folder so that nothing acknowledged is lost or half written."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from events.collection import Collection
from events.faults import RecordError
from events.files import MANIFEST, Line, dump_line, file_state, read_lines, read_records, record_files, write_whole
from events.records import AnyRecord, Retraction, Statement
from events.references import find_unknown
from geodata.gazetteer import Gazetteer

LOCK_FILE = ".lock"
LOCK_SECONDS = 20.0


class ConflictError(RecordError):
    """Somebody else has changed what was to be written; nothing was written."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who writes, and when (UTC): every record carries both."""

    recorded_by: str
    recorded_at: datetime

    @classmethod
    def now(cls, recorded_by: str) -> "Stamp":
        """The stamp of this second."""
        return cls(recorded_by, datetime.now(UTC).replace(microsecond=0))

    def fields(self, revision: int = 1) -> dict[str, Any]:
        """The fields that every record begins with."""
        return {"recorded_by": self.recorded_by, "recorded_at": self.recorded_at, "revision": revision}


def append_records(
    folder: Path, records: Sequence[AnyRecord], gazetteer: Gazetteer, beside: Iterable[Path] = ()
) -> None:
    """Add the records to the folder; when this returns they are on disk.

    ``beside`` are other data folders that the records may name things of. Claimants and questions have files of
    their own, everything else stands in its article's file. Records come in an order in which each names
    only what stands before it.

    Raises:
        ConflictError: a revision is taken: somebody else was quicker.
        RecordError: a record names what does not exist, a file is damaged, or the disk refuses.
    """
    with locked(folder):
        append_locked(folder, records, gazetteer, beside)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds the lock under which a folder is written.

    Raises:
        RecordError: the folder cannot be made, or another writer has held the lock for too long.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / LOCK_FILE, timeout=LOCK_SECONDS):
            yield
    except Timeout:
        raise RecordError(f"{folder}: somebody else has been writing for {LOCK_SECONDS:.0f} s; try again") from None
    except OSError as error:
        raise RecordError(f"{folder}: cannot be written: {error.strerror or error}") from error


def append_locked(
    folder: Path, records: Sequence[AnyRecord], gazetteer: Gazetteer, beside: Iterable[Path] = ()
) -> None:
    """``append_records`` for a caller who holds the folder's lock."""
    if records:
        _append(folder, records, gazetteer, [*beside, folder])


def _append(folder: Path, records: Sequence[AnyRecord], gazetteer: Gazetteer, folders: list[Path]) -> None:
    known = read_records(folders, gazetteer).collection
    _check_revisions(records, known)
    records = [*_copies(folder, records, known), *records]
    homes = _homes(folder, records, known)
    listed = _read_manifest(folder)
    contents = {path: _continued(folder, path, lines, listed) for path, lines in homes.items()}
    _check_references(records, known, gazetteer)
    _write_all(folder, contents, listed)


def _check_revisions(records: Iterable[AnyRecord], known: Collection) -> None:
    """Every record is the next revision of its id, so that nobody overwrites what they have not seen."""
    last: dict[tuple[str, bool], AnyRecord] = {}
    for lines in known.history.values():
        for line in lines:
            key = (line.record_id, line.type == "retraction")
            if key not in last or last[key].revision < line.revision:
                last[key] = line
    for record in records:
        key = (record.record_id, record.type == "retraction")
        earlier = last.get(key)
        if record.revision != (earlier.revision + 1 if earlier else 1):
            who = f"{earlier.recorded_by} on {earlier.recorded_at:%d %b %Y, %H:%M} UTC" if earlier else "somebody"
            raise ConflictError(f"{record.record_id} was changed by {who} in the meantime; nothing was written")
        if earlier is not None and earlier.type != record.type:
            raise RecordError(f"{record.record_id} is already the id of a record of type {earlier.type}")
        last[key] = record


def _copies(folder: Path, records: Sequence[AnyRecord], known: Collection) -> list[AnyRecord]:
    """The records of other folders that these name, word for word, so that the folder can be read alone."""
    own = {
        item.record.record_id for path in record_files(folder) for item in read_lines(path) if isinstance(item, Line)
    }
    own |= {record.record_id for record in records}
    copies: list[AnyRecord] = []
    for one in records:
        if isinstance(one, Statement):
            names = [known.claimants.get(name) for name in (*one.claimants, *one.relayed_by)]
            question = known.questions.get(one.position.question_id) if one.position else None
            copies += [found for found in (*names, question, known.events.get(one.event_id or "")) if found]
    return list({copy.record_id: copy for copy in copies if copy.record_id not in own}.values())


def _check_references(records: Sequence[AnyRecord], known: Collection, gazetteer: Gazetteer) -> None:
    """Everything that the records name exists, among the known or among themselves."""
    place_ids = {place.place_id for place in gazetteer.places}
    for record in records:
        problem = find_unknown(record, known, place_ids)
        if problem is not None:
            raise RecordError(f"{record.record_id}: {problem}")
        known.table_of(record)[record.record_id] = record
        known.history[record.record_id] = (*known.history.get(record.record_id, ()), record)


def _homes(folder: Path, records: Sequence[AnyRecord], known: Collection) -> dict[Path, list[AnyRecord]]:
    """The records by the file that they belong to; claimants and questions first, since the others name them."""
    homes: dict[Path, list[AnyRecord]] = {}
    articles: dict[str, str] = {}
    for record in records:
        home = _home(record, records, known, articles)
        homes.setdefault(folder / home, []).append(record)
    return dict(sorted(homes.items(), key=lambda item: item[0].parent != folder))


def _home(record: AnyRecord, records: Sequence[AnyRecord], known: Collection, articles: dict[str, str]) -> str:
    match record.type:
        case "claimant":
            return "claimants.jsonl"
        case "question":
            return "questions.jsonl"
    article_id = _article_of(record, records, known, articles)
    if article_id:
        articles[record.record_id] = article_id
    return f"articles/{article_id}.jsonl" if article_id else "claimants.jsonl"


def _article_of(
    record: AnyRecord, records: Sequence[AnyRecord], known: Collection, articles: dict[str, str]
) -> str | None:
    """The article whose file a record stands in; None for what is retracted of the folder's own files."""
    target: AnyRecord = record
    if isinstance(record, Retraction):
        named = [one for one in (*known.history.get(record.of, ()), *records) if one.record_id == record.of]
        target = next((one for one in named if one.type != "retraction"), record)
    match target.type:
        case "article" | "statement":
            return target.article_id
        case "figure":
            statement = known.statements.get(target.statement_id)
            return statement.article_id if statement else articles.get(target.statement_id)
        case "event":
            near = [one.article_id for one in records if one.type in {"article", "statement"}]
            return near[0] if near else _file_of_event(target.record_id, known)
        case _:
            return None


def _file_of_event(event_id: str, known: Collection) -> str | None:
    """The article of the first statement on an event: corrections stand where readers of the event look."""
    named = (one.article_id for one in known.statements.values() if one.event_id == event_id)
    return next(named, None) or next(iter(known.articles), None)


def _continued(folder: Path, path: Path, records: list[AnyRecord], listed: dict[str, Any]) -> bytes:
    """The file's bytes with the records behind them; a damaged file is never written over."""
    old = path.read_bytes() if path.exists() else b""
    fault = next((item for item in read_lines(path) if not isinstance(item, Line)), None) if old else None
    if fault is not None:
        raise RecordError(f"{fault} - mend the file first; nothing was written")
    name = path.relative_to(folder).as_posix()
    states = [table[name] for table in (listed["files"], listed["pending"]) if name in table]
    if old and states and file_state(old) not in states:
        raise RecordError(f"{path} differs from the manifest; look at it, then run `dateline validate --fix`")
    return old + "".join(dump_line(record) + "\n" for record in records).encode()


def _write_all(folder: Path, contents: dict[Path, bytes], listed: dict[str, Any]) -> None:
    """Announce the new files in the manifest, write them, then confirm: a kill at any step leaves a sound folder."""
    pending = {path.relative_to(folder).as_posix(): file_state(content) for path, content in contents.items()}
    try:
        _make_folder(folder / "articles")
        _write_manifest(folder, listed["files"], pending)
        for path, content in contents.items():
            write_whole(path, content)
        _write_manifest(folder, {**listed["files"], **pending}, {})
    except OSError as error:
        raise RecordError(f"{folder}: cannot be written: {error.strerror or error}") from error


def _make_folder(path: Path) -> None:
    if path.is_dir():
        return
    path.mkdir(parents=True)
    entry = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(entry)
    finally:
        os.close(entry)


def _read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest's files, and those announced by a writer that was stopped; where one is on disk, it holds."""
    path = folder / MANIFEST
    if not path.exists():
        return {"files": {}, "pending": {}}
    try:
        content = json.loads(path.read_bytes())
        files, pending = dict(content["files"]), dict(content.get("pending", {}))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise RecordError(f"{path} cannot be read; `dateline validate --fix` writes it anew") from None
    for name, state in pending.items():
        if (folder / name).exists() and file_state((folder / name).read_bytes()) == state:
            files[name] = state
    return {"files": files, "pending": pending}


def _write_manifest(folder: Path, files: dict[str, Any], pending: dict[str, Any]) -> None:
    content = {"files": files, "pending": pending} if pending else {"files": files}
    write_whole(folder / MANIFEST, (json.dumps(content, indent=1, sort_keys=True) + "\n").encode())
