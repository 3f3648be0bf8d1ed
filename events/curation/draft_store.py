"""Reviews on disk, one file an article in the folder's ``drafts/``: saved at each step, read back after a restart."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from events.collection import Collection
from events.curation.likeness import ALIKE, likeness, sketch
from events.curation.review import ArticleDraft
from events.faults import RecordError, explain
from events.files import write_whole
from events.writing import ConflictError, locked

FOLDER = "drafts"
_DRAFT_ID = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Twin:
    """A text that was added before: the same one, or nearly; ``draft_id`` where its review can be opened."""

    label: str
    is_same: bool
    share: float
    draft_id: str | None = None
    article_id: str | None = None


class DraftStore:
    """The reviews of one data folder."""

    def __init__(self, folder: Path) -> None:
        self.data = folder
        self.folder = folder / FOLDER

    def read(self, draft_id: str) -> ArticleDraft:
        """The review as it was saved last.

        Raises:
            RecordError: there is none, or its file is damaged.
        """
        if not _DRAFT_ID.fullmatch(draft_id) or not self._path(draft_id).exists():
            raise RecordError("There is no such review; it may have been closed.")
        try:
            return ArticleDraft.model_validate_json(self._path(draft_id).read_bytes())
        except (OSError, ValidationError) as error:
            reason = explain(error) if isinstance(error, ValidationError) else error.strerror
            raise RecordError(f"{self._path(draft_id)}: cannot be read: {reason}") from error

    def save(self, draft: ArticleDraft, changed_by: str) -> ArticleDraft:
        """Write the review over the revision that it came from, and return what was written.

        Raises:
            ConflictError: somebody has saved it in the meantime; nothing is overwritten.
        """
        with locked(self.data):
            return self.save_locked(draft, changed_by)

    def save_locked(self, draft: ArticleDraft, changed_by: str) -> ArticleDraft:
        """``save`` for a caller who holds the folder's lock."""
        self.check_locked(draft)
        now = datetime.now(UTC).replace(microsecond=0)
        changes = {"revision": draft.revision + 1, "changed_by": changed_by, "changed_at": now}
        saved = draft.model_copy(update=changes)
        self._make_folder()
        try:
            write_whole(self._path(draft.draft_id), saved.model_dump_json(exclude_none=True, indent=1).encode())
        except OSError as error:
            raise RecordError(f"{self.folder}: cannot be written: {error.strerror}") from error
        return saved

    def check_locked(self, draft: ArticleDraft) -> None:
        """Nothing, if the review on disk is the one that this one came from.

        Raises:
            ConflictError: it is a later one.
        """
        if not self._path(draft.draft_id).exists():
            return
        stored = self.read(draft.draft_id)
        if stored.revision != draft.revision:
            at = f"{stored.changed_at:%H:%M:%S} UTC"
            raise ConflictError(f"{stored.changed_by} changed this review at {at}; you see it now. Nothing was lost.")

    def all(self) -> list[ArticleDraft]:
        """Every review that can be read, the last changed first."""
        return sorted(self._readable(), key=lambda one: one.changed_at, reverse=True)

    def _readable(self) -> Iterator[ArticleDraft]:
        for path in sorted(self.folder.glob("*.json")):
            try:
                yield self.read(path.stem)
            except RecordError:
                continue

    def damaged(self) -> list[str]:
        """The names of files that cannot be read as reviews."""
        readable = {one.draft_id for one in self._readable()}
        return [path.name for path in sorted(self.folder.glob("*.json")) if path.stem not in readable]

    def find_twins(self, text: str, known: Collection, texts: Iterable[str] = ()) -> list[Twin]:
        """What was added before and is the same text, or nearly; the same first."""
        digest, drawn = sha256(text.encode()).hexdigest(), sketch(text)
        twins = [
            Twin(one.label, is_same=True, share=1.0, article_id=one.article_id)
            for one in known.articles.values()
            if one.text_sha256 == digest
        ]
        for one in self._readable():
            twins += _twin(one, digest, drawn)
        for other in texts:
            twins += _twin_of_text(other, digest, drawn, known)
        twins.sort(key=lambda twin: (not twin.is_same, -twin.share))
        return list({(twin.article_id or twin.draft_id): twin for twin in reversed(twins)}.values())[::-1]

    def _path(self, draft_id: str) -> Path:
        return self.folder / f"{draft_id}.json"

    def _make_folder(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        ignore = self.folder / ".gitignore"
        if not ignore.exists():  # reviews hold the article's text, which is not ours to publish
            ignore.write_text("*\n", "utf-8")


def _twin(one: ArticleDraft, digest: str, drawn: tuple[int, ...]) -> list[Twin]:
    share = likeness(one.sketch, drawn)
    is_same = one.text_sha256 == digest
    if not is_same and share < ALIKE:
        return []
    label = one.article.outlet or one.article.title or "an article without outlet"
    state = "reviewed" if one.is_closed else "in review"
    words = f"{label}, {one.article.published_on or 'no day'} ({state}, by {one.started_by})"
    return [Twin(words, is_same, share, one.draft_id, one.article_id)]


def _twin_of_text(other: str, digest: str, drawn: tuple[int, ...], known: Collection) -> list[Twin]:
    hashed = sha256(other.encode()).hexdigest()
    share = likeness(sketch(other), drawn)
    if hashed == digest or share < ALIKE:
        return []
    return [
        Twin(one.label, is_same=False, share=share, article_id=one.article_id)
        for one in known.articles.values()
        if one.text_sha256 == hashed
    ]


def new_draft_id(digest: str, started_at: datetime) -> str:
    """An id for a review: of its text and its beginning."""
    return sha256(f"{digest} {started_at.isoformat()}".encode()).hexdigest()[:12]
