"""What a curator does to a review: edit, reject, split, add. Pure: a review in, a review out."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from events.curation.review import (
    PERSON,
    AnyItem,
    ArticleDraft,
    ArticleItem,
    EventItem,
    FigureItem,
    NewClaimant,
    StatementItem,
    Status,
)
from events.faults import RecordError, explain

ARTICLE = "article"
"""What stands for the article where an item is named."""
KINDS = ("statement", "figure", "event")
ITEM_LIMIT = 900
"""How many drafts one review holds at most."""

_ADAPTER: TypeAdapter[AnyItem] = TypeAdapter(AnyItem)
_FIXED = {"item_id", "kind", "start", "end", "status", "is_edited", "record_id", "note", "made_by", "why"}
_FIXED |= {"reviewed_by", "reviewed_at", "readings", "found"}
_NOT_FOUND = "This draft is not in the review any more."


def item_of(draft: ArticleDraft, item_id: str) -> AnyItem:
    """The draft with this id.

    Raises:
        RecordError: there is none.
    """
    try:
        return draft.item(item_id)
    except KeyError:
        raise RecordError(_NOT_FOUND) from None


def edit(draft: ArticleDraft, item_id: str, fields: Mapping[str, Any]) -> ArticleDraft:
    """The review with these fields of one draft, or of the article, changed.

    Raises:
        RecordError: a field is unknown, is not the curator's to change, or has a wrong value.
    """
    fixed = sorted(set(fields) & _FIXED)
    if fixed:
        raise RecordError(f"{fixed[0]}: this field cannot be edited")
    try:
        if item_id == ARTICLE:
            changed = ArticleItem.model_validate({**_plain(draft.article), **fields, "is_edited": True})
            return draft.model_copy(update={"article": changed})
        item = _ADAPTER.validate_python({**_plain(item_of(draft, item_id)), **fields, "is_edited": True})
    except ValidationError as error:
        raise RecordError(explain(error)) from error
    return draft.with_item(item)


def _plain(value: AnyItem | ArticleItem) -> dict[str, Any]:
    return value.model_dump()


def name_claimants(draft: ArticleDraft, details: Mapping[str, Any]) -> ArticleDraft:
    """The review with what new claimants are.

    Raises:
        RecordError: a kind or side is not of the closed lists.
    """
    try:
        new = {str(name)[:300]: NewClaimant.model_validate(one) for name, one in details.items()}
    except ValidationError as error:
        raise RecordError(explain(error)) from error
    return draft.model_copy(update={"new_claimants": {**draft.new_claimants, **new}})


def decide(draft: ArticleDraft, item_id: str, status: Status, by: str, at: datetime, **also: object) -> ArticleDraft:
    """The review with a decision about one draft, or about the article."""
    changes = {"status": status, "reviewed_by": by, "reviewed_at": at, **also}
    if item_id == ARTICLE:
        return draft.model_copy(update={"article": draft.article.model_copy(update=changes)})
    return draft.with_item(item_of(draft, item_id).model_copy(update=changes))


def add(draft: ArticleDraft, kind: str, start: int, end: int) -> ArticleDraft:
    """The review with a draft made by hand from a passage; a figure goes below the statement it stands in.

    Raises:
        RecordError: the passage is empty or outside the text, or there are too many drafts.
    """
    start, end = _trimmed(draft.text, start, end)
    if kind not in KINDS:
        raise RecordError(f"kind: {kind!r} is not one of {', '.join(KINDS)}")
    if len(draft.items) >= ITEM_LIMIT:
        raise RecordError(f"A review holds at most {ITEM_LIMIT} drafts.")
    place: dict[str, Any] = {"start": start, "end": end, "made_by": PERSON}
    if kind == "statement":
        return draft.with_item(StatementItem(item_id=draft.next_id("s"), **place))
    if kind == "event":
        return draft.with_item(EventItem(item_id=draft.next_id("e"), **place))
    draft, home = _with_home(draft, start, end)
    words = draft.text[start:end][:300]
    number = _only_number(words)
    return draft.with_item(
        FigureItem(item_id=draft.next_id("f"), statement=home, as_written=words, low=number, high=number, **place)
    )


def _only_number(words: str) -> int | None:
    """The number that stands in the words, if there is exactly one; its bounds are the curator's to set."""
    found = re.findall(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\w.,]\d)|(?<![\w.,])\d{1,9}(?![.,]?\d)", words)
    return int(found[0].replace(",", "")) if len(found) == 1 else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    start, end = max(0, start), min(len(text), end)
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if start >= end:
        raise RecordError("Select the passage in the text first.")
    return start, end


def _with_home(draft: ArticleDraft, start: int, end: int) -> tuple[ArticleDraft, str]:
    """The statement that a passage stands in, made anew from the passage where there is none."""
    for one in draft.items:
        if isinstance(one, StatementItem) and one.start <= start < one.end:
            return draft, one.item_id
    home = draft.next_id("s")
    return draft.with_item(StatementItem(item_id=home, start=start, end=end, made_by=PERSON)), home


def split(draft: ArticleDraft, item_id: str, at: int | None) -> ArticleDraft:
    """The review with a statement, or event, made two: cut at a place in its passage, or twice the whole.

    Raises:
        RecordError: the item is a figure, or accepted already.
    """
    item = item_of(draft, item_id)
    if isinstance(item, FigureItem):
        raise RecordError("A figure cannot be split; add another from the text.")
    if item.record_id is not None:
        raise RecordError("This draft is on record already: add another statement instead.")
    cut = at if at is not None and item.start < at < item.end else None
    second = item.model_copy(
        update={"item_id": draft.next_id(item.item_id[0]), "start": cut or item.start, "made_by": PERSON}
    )
    first = item.model_copy(update={"end": cut or item.end, "is_edited": True})
    return draft.with_item(first).with_item(second)
