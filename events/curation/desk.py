"""Desk: where articles are added. Reads a source, keeps its review, writes what is accepted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from events.collection import Collection
from events.curation.acceptance import Known, accept_article, accept_event, accept_figure, accept_statement, retract
from events.curation.draft_store import DraftStore, Twin, new_draft_id
from events.curation.likeness import sketch
from events.curation.proposal import propose_article, propose_items
from events.curation.review import ArticleDraft, EventItem, FigureItem, Status
from events.curation.reviewing import ARTICLE, ITEM_LIMIT, add, decide, edit, item_of, name_claimants, split
from events.extract import ArticleMeta, ExtractError, draft_records
from events.extract.metadata import Metadata, read_metadata
from events.extract.reading import Source, read_source
from events.faults import RecordError
from events.files import SHIPPED, read_records
from events.records import AnyRecord
from events.writing import Stamp, append_locked, locked
from geodata.gazetteer import Gazetteer

SOURCE_LIMIT = 5_000_000
"""The largest source read, in bytes."""


@dataclass(frozen=True)
class Desk:
    """A curator's data folder, the folders read beside it, and the gazetteer.

    Every method that writes takes who does it; whether they may is asked before (dashboard/curation.py).
    """

    folder: Path
    gazetteer: Gazetteer
    beside: tuple[Path, ...] = ()

    @property
    def drafts(self) -> DraftStore:
        """The reviews."""
        return DraftStore(self.folder)

    def collection(self) -> Collection:
        """The records of all folders, as they are on disk now."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return read_records([*self.beside, self.folder], self.gazetteer).collection

    def known(self) -> Known:
        """What exists; ids of the shipped data set stay free even where it is not read, so that it can be added."""
        shipped = read_records([SHIPPED], self.gazetteer).collection if SHIPPED not in self.beside else Collection()
        return Known(self.collection(), self.gazetteer, frozenset(shipped.history))

    def read(
        self, source: bytes | str, name: str, outlet: str | None = None, published: str | None = None
    ) -> tuple[Source, Metadata]:
        """The article in a source, and what is known of it.

        Raises:
            RecordError: the source is no article; one sentence says why.
        """
        size = len(source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass"))
        if size > SOURCE_LIMIT:
            raise RecordError(f"{name} has {size / 1e6:.1f} MB; an article has at most {SOURCE_LIMIT / 1e6:.0f} MB.")
        try:
            article = read_source(source, name)
            metadata = read_metadata(article, outlet or None, published or None)
        except ExtractError as error:
            raise RecordError(str(error)) from error
        return article, metadata

    def twins(self, text: str, texts: Sequence[str] = ()) -> list[Twin]:
        """Articles added before that are the same text, or nearly."""
        return self.drafts.find_twins(text, self.collection(), texts)

    def start(self, article: Source, metadata: Metadata, by: str) -> ArticleDraft:
        """A new review of the article, saved.

        Raises:
            RecordError: it gives more drafts than a person reviews.
        """
        drafts = draft_records(ArticleMeta(metadata.outlet, metadata.published), article.text, self.gazetteer)
        found = len(drafts.statements) + len(drafts.figures) + len(drafts.events)
        if found > ITEM_LIMIT:
            raise RecordError(f"{article.name} gives {found:,} drafts, more than {ITEM_LIMIT}: give one article.")
        proposal = propose_items(article.text, drafts, self.gazetteer)
        now = datetime.now(UTC).replace(microsecond=0)
        digest = sha256(article.text.encode()).hexdigest()
        draft = ArticleDraft(
            draft_id=new_draft_id(digest, datetime.now(UTC)),
            started_by=by,
            started_at=now,
            changed_by=by,
            changed_at=now,
            text=article.text,
            text_sha256=digest,
            text_length=len(article.text),
            sketch=sketch(article.text),
            article=propose_article(article, metadata),
            items=proposal.items,
            skipped=proposal.skipped,
        )
        return self.drafts.save(draft, by)

    def edit(self, draft: ArticleDraft, item_id: str, fields: Mapping[str, Any], by: str) -> ArticleDraft:
        """The review with fields of one draft changed, saved; ``new_claimants`` says who unknown names are."""
        own = dict(fields)
        new = own.pop("new_claimants", None)
        changed = name_claimants(draft, new) if isinstance(new, Mapping) else draft
        return self.drafts.save(edit(changed, item_id, own) if own else changed, by)

    def add(self, draft: ArticleDraft, kind: str, start: int, end: int, by: str) -> ArticleDraft:
        """The review with a draft made by hand, saved."""
        return self.drafts.save(add(draft, kind, start, end), by)

    def split(self, draft: ArticleDraft, item_id: str, at: int | None, by: str) -> ArticleDraft:
        """The review with a draft made two, saved."""
        return self.drafts.save(split(draft, item_id, at), by)

    def reject(self, draft: ArticleDraft, item_id: str, note: str, by: str) -> ArticleDraft:
        """The review with a draft rejected, saved; a record is withdrawn instead, for the reason that is given."""
        target = draft.article if item_id == ARTICLE else item_of(draft, item_id)
        if target.status is Status.ACCEPTED and target.record_id is not None:
            return self._retract(draft, item_id, target.record_id, note, by)
        at = Stamp.now(by).recorded_at
        return self.drafts.save(decide(draft, item_id, Status.REJECTED, by, at, note=note or None), by)

    def reopen(self, draft: ArticleDraft, item_id: str, by: str) -> ArticleDraft:
        """The review with a rejected draft back among those to be decided, saved."""
        if item_of(draft, item_id).status is not Status.REJECTED:
            raise RecordError("Only a rejected draft can be taken back.")
        return self.drafts.save(decide(draft, item_id, Status.DRAFT, by, Stamp.now(by).recorded_at, note=None), by)

    def _retract(self, draft: ArticleDraft, item_id: str, record_id: str, reason: str, by: str) -> ArticleDraft:
        with locked(self.folder):
            self.drafts.check_locked(draft)
            stamp = Stamp.now(by)
            withdrawn = retract(record_id, reason, self.known(), stamp)
            append_locked(self.folder, [withdrawn], self.gazetteer, self.beside)
            decided = decide(draft, item_id, Status.RETRACTED, by, stamp.recorded_at, note=reason)
            return self.drafts.save_locked(decided, by)

    def accept(self, draft: ArticleDraft, item_id: str, by: str) -> ArticleDraft:
        """The review with one draft accepted; its records are on disk when this returns.

        The id is saved in the review first, so that a review whose server was stopped between the two finds its
        record again.

        Raises:
            AskedError: something has to be settled first.
            ConflictError: somebody else has changed the review.
        """
        with locked(self.folder):
            self.drafts.check_locked(draft)
            stamp, known = Stamp.now(by), self.known()
            records = self._records(draft, item_id, known, stamp)
            record_id = records[-1].record_id
            if (draft.article if item_id == ARTICLE else item_of(draft, item_id)).record_id is None:
                draft = self.drafts.save_locked(_with_record_id(draft, item_id, record_id), by)
            changed = [one for one in records if not _is_on_record(one, known.collection)]
            append_locked(self.folder, changed, self.gazetteer, self.beside)
            return self.drafts.save_locked(decide(draft, item_id, Status.ACCEPTED, by, stamp.recorded_at), by)

    def _records(self, draft: ArticleDraft, item_id: str, known: Known, stamp: Stamp) -> list[AnyRecord]:
        """What accepting an item writes, the item's own record last."""
        if item_id == ARTICLE:
            return [accept_article(draft, known, stamp)]
        match item_of(draft, item_id):
            case FigureItem() as figure:
                return [accept_figure(figure, draft, known, stamp)]
            case EventItem() as event:
                return [accept_event(event, draft, known, stamp)]
            case statement:
                return accept_statement(statement, draft, known, stamp)

    def close(self, draft: ArticleDraft, by: str) -> ArticleDraft:
        """The review closed, saved without the article's text: records and a sketch of the text are kept."""
        return self.drafts.save(draft.model_copy(update={"is_closed": True, "text": ""}), by)


def _with_record_id(draft: ArticleDraft, item_id: str, record_id: str) -> ArticleDraft:
    if item_id == ARTICLE:
        return draft.model_copy(update={"article": draft.article.model_copy(update={"record_id": record_id})})
    return draft.with_item(item_of(draft, item_id).model_copy(update={"record_id": record_id}))


def _is_on_record(record: AnyRecord, known: Collection) -> bool:
    """Whether the record says what the one on disk says, so that there is nothing to correct."""
    stamp = {"recorded_at", "recorded_by", "revision"}
    earlier = known.table_of(record).get(record.record_id)
    return earlier is not None and earlier.model_dump(exclude=stamp) == record.model_dump(exclude=stamp)
