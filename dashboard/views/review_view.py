"""What the review of one article shows: its text, its drafts with what is asked, and what can be chosen."""

from collections.abc import Callable
from typing import Any

from dashboard.views.review_map import build_place, build_preview, places_of
from dashboard.wording import place_label
from events.curation.acceptance import (
    AskedError,
    Known,
    accept_article,
    accept_event,
    accept_figure,
    accept_statement,
    find_claimant,
    qualifier_of,
)
from events.curation.review import (
    DEPLOYED,
    NARROWED,
    AnyItem,
    ArticleDraft,
    ArticleItem,
    EventItem,
    FigureItem,
    StatementItem,
    Status,
)
from events.curation.reviewing import ARTICLE
from events.records import Figure
from events.vocabulary import ClaimantKind, EventKind, Measure, Modality, Mode, Role, Side, Stance
from events.wording import PARTY_IN_WORDS, bounds_in_words, day_in_words, edtf_in_words
from events.writing import Stamp

_KEPT = {"status", "is_edited", "record_id", "note", "reviewed_by", "reviewed_at", "why", "kind", "item_id"}
_KEPT |= {"start", "end", "made_by", "readings", "found"}


def build_review_view(draft: ArticleDraft, known: Known) -> dict[str, Any]:
    """The review as the page draws it (frontend/review.js)."""
    return {
        "draft": draft.draft_id,
        "revision": draft.revision,
        "closed": draft.is_closed,
        "saved": f"Saved {draft.changed_at:%H:%M:%S} UTC by {draft.changed_by}",
        "text": draft.text,
        "items": [_article(draft, known), *(_item(one, draft, known) for one in draft.items)],
        "skipped": [one.model_dump() for one in draft.skipped],
        "preview": build_preview(draft, known.gazetteer),
        "people": _people(draft, known),
        "choices": build_choices(draft, known),
    }


def _article(draft: ArticleDraft, known: Known) -> dict[str, Any]:
    item = draft.article
    words = [item.title or "Title not found", f"Day: {_day(item.published_on) or 'open'}"]
    return {
        **_decision(item),
        "id": ARTICLE,
        "kind": ARTICLE,
        "start": 0,
        "end": 0,
        "title": item.outlet or "Outlet not stated",
        "lines": words,
        "why": [{"slot": slot, "how": "", "rule": found} for slot, found in item.found.items()],
        "readings": [{"value": one, "label": _day(one)} for one in item.readings],
        "asks": _asked(lambda stamp: accept_article(draft, known, stamp)) if item.status is Status.DRAFT else None,
        "fields": item.model_dump(mode="json", exclude=_KEPT),
        "places": [],
    }


def _item(item: AnyItem, draft: ArticleDraft, known: Known) -> dict[str, Any]:
    title, lines = _in_words(item)
    return {
        **_decision(item),
        "id": item.item_id,
        "kind": item.kind,
        "start": item.start,
        "end": item.end,
        "title": title,
        "lines": [line for line in lines if line],
        "why": [{"slot": slot, **one.model_dump()} for slot, one in item.why.items()],
        "made_by": item.made_by,
        "asks": _asked(_dry_run(item, draft, known)) if item.status is Status.DRAFT else None,
        "fields": item.model_dump(mode="json", exclude=_KEPT),
        "places": [build_place(one, known.gazetteer) for one in places_of(item)],
    }


def _decision(item: AnyItem | ArticleItem) -> dict[str, Any]:
    who = f"{item.reviewed_by}, {item.reviewed_at:%H:%M} UTC" if item.reviewed_by and item.reviewed_at else None
    return {
        "status": item.status.value,
        "edited": item.is_edited,
        "record": item.record_id,
        "note": item.note,
        "by": who,
    }


def _dry_run(item: AnyItem, draft: ArticleDraft, known: Known) -> Callable[[Stamp], object]:
    match item:
        case FigureItem():
            return lambda stamp: accept_figure(item, draft, known, stamp)
        case EventItem():
            return lambda stamp: accept_event(item, draft, known, stamp)
        case _:
            return lambda stamp: accept_statement(item, draft, known, stamp)


def _asked(attempt: Callable[[Stamp], object]) -> dict[str, str] | None:
    """What would be asked if this were accepted now."""
    try:
        attempt(Stamp.now("nobody"))
    except AskedError as error:
        return {"slot": error.slot, "message": str(error)}
    return None


def _in_words(item: AnyItem) -> tuple[str, list[str | None]]:
    match item:
        case StatementItem():
            who = ", ".join(item.claimants) or "In the newsroom's own voice"
            relayed = f"relayed by {', '.join(item.relayed_by)}" if item.relayed_by else None
            said = f"said {_day(item.said_on)}" if item.said_on else None
            about = f"about {_day(item.refers_to)}" if item.refers_to else None
            return who, [item.gist or None, relayed, said, about, f"{item.modality.value}, {item.mode.value}"]
        case FigureItem():
            troops = PARTY_IN_WORDS[item.party] if item.party else "whose is open"
            place = item.place.name if item.place else None
            return f"{value_in_words(item)} · {item.measure}", [
                f"“{item.as_written}”",
                " · ".join(word for word in (troops, place, _day(item.as_of)) if word),
            ]
        case EventItem():
            day = _day(item.happened_on)
            places = ", ".join(place.name for place in item.places)
            kind = item.event_kind.value if item.event_kind else "kind is open"
            return item.title or "An event: word its title", [" · ".join(one for one in (kind, day, places) if one)]


def value_in_words(item: FigureItem) -> str:
    """The bounds of a figure in review, as a card would write them."""
    fields: dict[str, Any] = {"low": item.low, "high": item.high, "unit": item.unit, "as_written": item.as_written}
    shown = Figure.model_construct(**fields, qualifier=qualifier_of(item.qualifier, item.low, item.high, item.unit))
    return bounds_in_words(shown)


def _day(edtf: str | None) -> str | None:
    if not edtf:
        return None
    try:
        return edtf_in_words(edtf)
    except ValueError:
        return edtf


def _people(draft: ArticleDraft, known: Known) -> list[dict[str, Any]]:
    """The names in the review that are not on record yet, and what was said of them so far."""
    names = [
        name for one in draft.items if isinstance(one, StatementItem) for name in (*one.claimants, *one.relayed_by)
    ]
    people = []
    for name in dict.fromkeys(names):
        if not _is_on_record(name, known):
            details = draft.new_claimants.get(name)
            people.append({"name": name, **(details.model_dump(mode="json") if details else {})})
    return people


def _is_on_record(name: str, known: Known) -> bool:
    try:
        return find_claimant(name, known) is not None
    except AskedError:
        return True


def build_choices(draft: ArticleDraft, known: Known) -> dict[str, Any]:
    """What each field can be."""
    events = [{"value": one.event_id, "label": one.title} for one in known.collection.events.values()]
    own = [
        {"value": one.item_id, "label": f"(draft) {one.title or 'event without a title'}"}
        for one in draft.items
        if isinstance(one, EventItem)
        and one.status is not Status.REJECTED
        and one.record_id not in known.collection.events
    ]
    return {
        "measure": [DEPLOYED, *NARROWED, *(one for one in Measure if one not in NARROWED)],
        "party": [{"value": one.value, "label": f"{one.value}: {words}"} for one, words in PARTY_IN_WORDS.items()],
        "modality": list(Modality),
        "mode": list(Mode),
        "role": [{"value": one.value, "label": one.value.replace("_", " ")} for one in Role],
        "stance": [{"value": one.value, "label": one.value.replace("_", " ")} for one in Stance],
        "event_kind": list(EventKind),
        "kind": list(ClaimantKind),
        "side": list(Side),
        "event": [*own, *events],
        "question_id": [{"value": one.question_id, "label": one.text} for one in known.collection.questions.values()],
        "claimants": [one.name for one in known.collection.claimants.values()],
        "place_id": [{"value": one.place_id, "label": place_label(one)} for one in known.gazetteer.places],
        "statement": [
            {"value": one.item_id, "label": f"{one.item_id} {', '.join(one.claimants) or 'newsroom'}"}
            for one in draft.items
            if isinstance(one, StatementItem) and one.status is not Status.REJECTED
        ],
        "of": [
            {"value": one.item_id, "label": f"{one.item_id} {value_in_words(one)}"}
            for one in draft.items
            if isinstance(one, FigureItem) and one.status is not Status.REJECTED
        ],
    }


def build_desk_view(drafts: list[ArticleDraft]) -> list[dict[str, Any]]:
    """The reviews that can be gone on with, the last changed first."""
    return [
        {
            "id": one.draft_id,
            "label": f"{one.article.outlet or 'Outlet not stated'}, {_day(one.article.published_on) or 'day open'}",
            "title": one.article.title,
            "state": _progress(one),
            "saved": f"{day_in_words(one.changed_at.date())}, {one.changed_at:%H:%M} UTC, {one.changed_by}",
            "closed": one.is_closed,
        }
        for one in drafts
    ]


def _progress(draft: ArticleDraft) -> str:
    left = sum(one.status is Status.DRAFT for one in draft.items)
    accepted = sum(one.status is Status.ACCEPTED for one in draft.items)
    return f"{accepted} accepted, {left} to decide"
