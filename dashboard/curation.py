"""Who may add articles, and the only way for the page to write: each call asks again who acts."""

import getpass
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from dashboard.login import LoginError, allowed_addresses, has_login
from dashboard.settings import (
    LOOPBACK_NAMES,
    SHIPPED_NAME,
    Settings,
    read_settings,
    why_not_curate,
)
from events.curation.acceptance import AskedError
from events.curation.desk import Desk
from events.curation.draft_store import Twin
from events.curation.review import ArticleDraft
from events.faults import RecordError
from events.files import SHIPPED
from events.writing import ConflictError
from geodata.gazetteer import load_gazetteer


class NotAllowedError(RecordError):
    """Whoever asks may not write; nothing was written."""


@dataclass(frozen=True, slots=True)
class Curator:
    """Somebody who may write, as records name them."""

    name: str


@dataclass(frozen=True)
class Outcome:
    """What came of a step: the review as it is now, or why not. ``slot`` is the field that is asked."""

    draft: ArticleDraft | None = None
    message: str | None = None
    item: str | None = None
    slot: str | None = None
    twins: tuple[Twin, ...] = ()


def acting_curator() -> Curator:
    """Who acts in this session, if they may write.

    Raises:
        NotAllowedError: the server is for reading only, or this session is not a curator's.
    """
    settings = read_settings()
    if not settings.curate:
        raise NotAllowedError("This page is open for reading; articles are added where it is started with --curate.")
    address = str(st.get_option("server.address") or "")
    try:
        by_login, allowed = has_login(), allowed_addresses()
    except LoginError as error:
        raise NotAllowedError(str(error)) from error
    if settings.needs_login and not by_login:
        raise NotAllowedError("The login that this page was started with is gone, so nobody may add articles.")
    problem = why_not_curate(settings, address, has_login=by_login, allowed=allowed)
    if problem is not None:
        raise NotAllowedError(problem)
    return _logged_in(allowed) if by_login else _on_this_machine()


def _logged_in(allowed: frozenset[str]) -> Curator:
    user: Mapping[str, Any] = st.user.to_dict()
    mail = str(user.get("email") or "").casefold()
    if user.get("is_logged_in") is not True or not mail:
        raise NotAllowedError("Log in to add articles.")
    is_verified = str(user.get("email_verified", True)).casefold() == "true"  # some providers send no word, some a text
    if mail not in allowed or not is_verified:
        raise NotAllowedError(f"{mail} may read, but is not among those who add articles here.")
    return Curator(mail)


def _on_this_machine() -> Curator:
    """Whoever sits at this machine. A proxy's headers or another host's name mean that somebody else may be asking."""
    headers = st.context.headers
    forwarded = [name for name in headers if name.lower() in {"forwarded", "x-forwarded-for", "x-real-ip", "via"}]
    host = urlsplit(f"//{headers.get('Host', '')}").hostname
    if forwarded or host not in LOOPBACK_NAMES:
        raise NotAllowedError("Without a login, articles are added only from the machine that the page runs on.")
    return Curator(f"{getpass.getuser()} (this machine)")


def open_desk(settings: Settings | None = None) -> Desk:
    """The desk of the folder that the server was started for."""
    settings = settings or read_settings()
    beside = (SHIPPED,) if SHIPPED_NAME in settings.data else ()
    return Desk(settings.own_folders[0], load_gazetteer(), beside)


@dataclass(frozen=True)
class Incoming:
    """An article as a curator gives it: pasted, or a file's bytes, with what they know of it."""

    source: bytes | str
    name: str = "The pasted text"
    outlet: str = ""
    published: str = ""


def start_review(incoming: Incoming, *, is_confirmed: bool, texts: tuple[str, ...] = ()) -> Outcome:
    """A new review of an article; where it was added before, that is told first, unless ``is_confirmed``.

    ``texts`` are the articles that a reader has a folder of, to be compared with.
    """
    try:
        curator, desk = acting_curator(), open_desk()
        _check_signs([incoming.source if isinstance(incoming.source, str) else "", incoming.outlet, incoming.published])
        outlet, published = incoming.outlet.strip()[:300], incoming.published.strip()[:40]
        article, metadata = desk.read(incoming.source, incoming.name, outlet or None, published or None)
        twins = desk.twins(article.text, texts)
        if twins and not is_confirmed:
            return Outcome(twins=tuple(twins), message="This text was added before, or one that is nearly the same.")
        return Outcome(draft=desk.start(article, metadata, curator.name))
    except RecordError as error:
        return Outcome(message=str(error))


def _check_signs(sent: object) -> None:
    """Refuse halves of signs (lone surrogates), which JSON can carry and no file can hold."""
    try:
        json.dumps(sent, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        raise RecordError("The text holds broken signs: copy or type it again.") from None


def perform(act: Mapping[str, Any]) -> Outcome:
    """One step of a curator in a review, as the page sent it: {draft, revision, action, item, ...}.

    Everything in it is checked again: it may come from anybody who can open a websocket.
    """
    item = str(act.get("item", ""))
    draft: ArticleDraft | None = None
    try:
        curator, desk = acting_curator(), open_desk()
        _check_signs(act)
        step = _STEPS.get(str(act.get("action")))
        draft = desk.drafts.read(str(act.get("draft", "")))
        if step is None:
            raise RecordError("The page asked for a step that does not exist; reload it.")
        if draft.revision != act.get("revision"):
            at = f"{draft.changed_at:%H:%M:%S} UTC"
            raise ConflictError(f"{draft.changed_by} changed this review at {at}; look again. Nothing was overwritten.")
        if draft.is_closed:
            raise RecordError("This review is closed.")
        return Outcome(draft=step(desk, draft, act, curator), item=item)
    except AskedError as error:
        return Outcome(_latest(draft), str(error), item, error.slot)
    except RecordError as error:
        return Outcome(_latest(draft), str(error), item)


def _latest(draft: ArticleDraft | None) -> ArticleDraft | None:
    """The review as it is on disk: a step may have saved an edit before it was asked something."""
    try:
        return open_desk().drafts.read(draft.draft_id) if draft else None
    except RecordError:
        return draft


def _fields(act: Mapping[str, Any]) -> Mapping[str, Any]:
    fields = act.get("fields")
    return fields if isinstance(fields, Mapping) else {}


def _number(act: Mapping[str, Any], name: str) -> int | None:
    value = act.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _accept(desk: Desk, draft: ArticleDraft, act: Mapping[str, Any], curator: Curator) -> ArticleDraft:
    if _fields(act):
        draft = desk.edit(draft, str(act.get("item")), _fields(act), curator.name)
    return desk.accept(draft, str(act.get("item")), curator.name)


def _edit(desk: Desk, draft: ArticleDraft, act: Mapping[str, Any], curator: Curator) -> ArticleDraft:
    return desk.edit(draft, str(act.get("item")), _fields(act), curator.name)


def _reject(desk: Desk, draft: ArticleDraft, act: Mapping[str, Any], curator: Curator) -> ArticleDraft:
    return desk.reject(draft, str(act.get("item")), str(act.get("note") or "")[:2000], curator.name)


def _reopen(desk: Desk, draft: ArticleDraft, act: Mapping[str, Any], curator: Curator) -> ArticleDraft:
    return desk.reopen(draft, str(act.get("item")), curator.name)


def _split(desk: Desk, draft: ArticleDraft, act: Mapping[str, Any], curator: Curator) -> ArticleDraft:
    return desk.split(draft, str(act.get("item")), _number(act, "at"), curator.name)


def _add(desk: Desk, draft: ArticleDraft, act: Mapping[str, Any], curator: Curator) -> ArticleDraft:
    start, end = _number(act, "start") or 0, _number(act, "end") or 0
    return desk.add(draft, str(act.get("kind")), start, end, curator.name)


def _close(desk: Desk, draft: ArticleDraft, act: Mapping[str, Any], curator: Curator) -> ArticleDraft:
    del act
    return desk.close(draft, curator.name)


Step = Callable[[Desk, ArticleDraft, Mapping[str, Any], Curator], ArticleDraft]
_STEPS: dict[str, Step] = {
    "accept": _accept,
    "edit": _edit,
    "reject": _reject,
    "reopen": _reopen,
    "split": _split,
    "add": _add,
    "close": _close,
}
