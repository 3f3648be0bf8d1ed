"""The screen "Add an article": an article in, its drafts reviewed, records out."""

from typing import Any

import streamlit as st

from dashboard.assets import assets_url, basemap_url, leaflet_url
from dashboard.curation import (
    Curator,
    Incoming,
    NotAllowedError,
    Outcome,
    acting_curator,
    open_desk,
    perform,
    start_review,
)
from dashboard.data import load
from dashboard.login import can_log_in
from dashboard.render.components import components
from dashboard.render.head import show_head
from dashboard.views.review_view import build_desk_view, build_review_view
from events.curation.desk import SOURCE_LIMIT
from events.faults import RecordError

TITLE = "Add an article"
REVIEW = "review"
OUTCOME = "curation_outcome"
PENDING = "curation_pending"


def show_add() -> None:
    """Draw the screen; who may not write sees why, and nothing of any review."""
    try:
        show_head(load().store, TITLE)
        curator = acting_curator()
    except NotAllowedError as error:
        _show_closed(str(error))
        return
    except RecordError as error:
        st.text(f"The data cannot be opened. {error}")
        return
    if st.query_params.get(REVIEW):
        _show_review(str(st.query_params[REVIEW]))
    else:
        _show_desk(curator)


def _show_closed(reason: str) -> None:
    st.text(reason)
    if not can_log_in():
        return
    if st.user.is_logged_in:
        st.button("Log out", on_click=st.logout)
    else:
        st.button("Log in", on_click=st.login)


def _show_desk(curator: Curator) -> None:
    """The form for a new article, and the reviews that were begun."""
    form, begun = st.columns([3, 2], gap="medium")
    with form, st.form("article", border=False):
        text = st.text_area("Paste the article, with its headline, author and day", height=320, max_chars=SOURCE_LIMIT)
        file = st.file_uploader("Or a file: .txt or .html", type=["txt", "html", "htm"])
        outlet_column, day_column = st.columns(2)
        outlet = outlet_column.text_input("Outlet, if it is not in the text", max_chars=200)
        published = day_column.text_input("Day, if it is not in the text", placeholder="2025-02-27", max_chars=30)
        if st.form_submit_button("Read it", type="primary"):
            source = file.getvalue() if file else text
            name = file.name if file else "The pasted text"
            _start(Incoming(source, name, outlet, published), is_confirmed=False)
    with form:
        _show_told()
    with begun:
        reviews = build_desk_view(open_desk().drafts.all())
        components()["desk"](key="desk", data={"assets": assets_url(), "reviews": reviews})
        if can_log_in():
            st.text(f"Logged in as {curator.name}.")
            st.button("Log out", on_click=st.logout)


def _show_told() -> None:
    """What came of the last attempt to begin a review; a twin can be added all the same."""
    outcome: Outcome | None = st.session_state.get(OUTCOME)
    if outcome is None or not outcome.message:
        return
    lines = [outcome.message, *(_twin_line(twin.label, twin.share, is_same=twin.is_same) for twin in outcome.twins)]
    components()["told"](key="told", data={"assets": assets_url(), "lines": lines, "reviews": _openable(outcome)})
    if outcome.twins and PENDING in st.session_state:
        st.button("Add it all the same", on_click=lambda: _start(st.session_state[PENDING], is_confirmed=True))


def _twin_line(label: str, share: float, *, is_same: bool) -> str:
    return f"{label}: the same text" if is_same else f"{label}: about {share:.0%} of its wording"


def _openable(outcome: Outcome) -> list[dict[str, str]]:
    return [{"id": twin.draft_id, "label": twin.label} for twin in outcome.twins if twin.draft_id]


def _start(incoming: Incoming, *, is_confirmed: bool) -> None:
    outcome = start_review(incoming, is_confirmed=is_confirmed, texts=tuple(load().texts.by_sha256.values()))
    st.session_state[OUTCOME] = outcome
    st.session_state[PENDING] = incoming
    if outcome.draft is not None:
        st.session_state.pop(OUTCOME)
        st.session_state.pop(PENDING)
        st.query_params[REVIEW] = outcome.draft.draft_id
        if not is_confirmed:  # inside the form, the desk is half drawn already
            st.rerun()


def _show_review(draft_id: str) -> None:
    """The three panes; each step comes back as a trigger and is performed before the screen is drawn anew."""
    outcome: Outcome = st.session_state.pop(OUTCOME, Outcome())
    desk = open_desk()
    try:
        draft = outcome.draft if outcome.draft and outcome.draft.draft_id == draft_id else desk.drafts.read(draft_id)
    except RecordError as error:
        components()["told"](key="told", data={"assets": assets_url(), "lines": [str(error)], "reviews": []})
        return
    components()["review"](
        key="review",
        data={
            "assets": assets_url(),
            "basemap": basemap_url(),
            "leaflet": leaflet_url(),
            "review": build_review_view(draft, desk.known()),
            "told": {"text": outcome.message, "item": outcome.item, "slot": outcome.slot} if outcome.message else None,
        },
        on_act_change=_take_step,
    )


def _take_step() -> None:
    sent: Any = st.session_state.get("review") or {}
    act = sent.get("act")
    if isinstance(act, dict):
        st.session_state[OUTCOME] = perform(act)
