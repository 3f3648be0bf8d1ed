"""Records for tests: valid by default, each field to be changed by name."""

from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from random import Random

from events.collection import Collection, collect
from events.curation.likeness import sketch
from events.curation.review import ArticleDraft, ArticleItem, StatementItem
from events.files import dump_line, write_manifest
from events.records import AnyRecord, Article, Claimant, Event, Figure, PlaceMention, Question, Retraction, Statement
from events.store import RecordStore, open_records

STORED = {"recorded_at": datetime(2025, 3, 1, tzinfo=UTC), "recorded_by": "Test", "revision": 1}


def make_article(**changes) -> Article:
    fields = {
        "article_id": "a1",
        "label": "Morning Courier, 10 Jan 2025",
        "outlet": "Morning Courier",
        "outlet_basis": "stated",
        "published_on": "2025-01-10",
        "published_basis": "stated",
        "language": "en",
        "text_sha256": "0" * 64,
        "text_length": 1000,
    }
    return Article(**(STORED | fields | changes))


def make_claimant(**changes) -> Claimant:
    fields = {"claimant_id": "c1", "name": "The ministry", "kind": "agency", "side": "Ukraine"}
    return Claimant(**(STORED | fields | changes))


def make_statement(**changes) -> Statement:
    fields = {
        "statement_id": "s1",
        "article_id": "a1",
        "span": {"start": 0, "end": 10},
        "claimants": ("c1",),
        "mode": "paraphrase",
        "modality": "claimed",
        "said_on": "2025-01-09",
        "gist": "a column was seen.",
        "places": (make_mention(),),
    }
    return Statement(**(STORED | fields | changes))


def make_mention(**changes) -> PlaceMention:
    return PlaceMention(**({"place_id": "ru-sudzha", "role": "happened_at"} | changes))


def make_figure(**changes) -> Figure:
    fields = {
        "figure_id": "f1",
        "statement_id": "s1",
        "measure": "killed",
        "party": "DPRK",
        "unit": "persons",
        "low": 300,
        "qualifier": "at_least",
        "as_written": "at least 300",
    }
    return Figure(**(STORED | fields | changes))


def make_event(**changes) -> Event:
    fields = {"event_id": "e1", "title": "Reported fighting", "kind": "combat", "happened_on": "2025-01-05"}
    return Event(**(STORED | fields | changes))


def make_question(**changes) -> Question:
    return Question(**(STORED | {"question_id": "q1", "text": "Was there a column?"} | changes))


def make_retraction(**changes) -> Retraction:
    return Retraction(**(STORED | {"of": "s1", "reason": "Recorded twice."} | changes))


def make_records() -> list[AnyRecord]:
    """One record of each type that names the others."""
    return [
        make_article(),
        make_claimant(),
        make_event(),
        make_question(),
        make_statement(event_id="e1", position={"question_id": "q1", "stance": "affirms"}),
        make_figure(),
    ]


def make_folder(tmp_path: Path, records: Iterable[AnyRecord] = (), *, has_manifest: bool = False) -> Path:
    """A data folder: claimants and questions in files of their own, everything else in its article's file."""
    folder = tmp_path / "data"
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    files: dict[Path, list[str]] = {}
    for record in records:
        own = {"claimant": "claimants.jsonl", "question": "questions.jsonl"}
        path = folder / own.get(record.type, "articles/a1.jsonl")
        files.setdefault(path, []).append(dump_line(record))
    for path, lines in files.items():
        path.write_text("".join(line + "\n" for line in lines), "utf-8")
    if has_manifest:
        write_manifest(folder)
    return folder


def make_collection(*records: AnyRecord) -> Collection:
    return collect(records or make_records())


def make_store(tmp_path: Path, records: Iterable[AnyRecord]) -> RecordStore:
    return open_records([make_folder(tmp_path, records)])


def make_chance(seed: int) -> Random:
    """Chance that takes the same course in every run."""
    return Random(seed)  # noqa: S311 - test data, no secret


def make_review(number: int = 0, statements: int = 60) -> ArticleDraft:
    """An article under review with statements that ask for nothing more."""
    sentences = [f"Article {number} says in sentence {at} that a column was seen.\n" for at in range(statements)]
    text = "".join(sentences)
    starts = [sum(len(one) for one in sentences[:at]) for at in range(statements)]
    now = STORED["recorded_at"]
    return ArticleDraft(
        draft_id=f"{number:012x}",
        started_by="Test",
        started_at=now,
        changed_by="Test",
        changed_at=now,
        text=text,
        text_sha256=sha256(text.encode()).hexdigest(),
        text_length=len(text),
        sketch=sketch(text),
        article=ArticleItem(
            outlet="Morning Courier", outlet_basis="stated", published_on="2025-01-10", published_basis="stated"
        ),
        items=tuple(
            StatementItem(item_id=f"s{at + 1:02d}", start=start, end=start + 10, made_by="person", gist=f"column {at}.")
            for at, start in enumerate(starts)
        ),
    )
