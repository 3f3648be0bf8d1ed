"""From reviewed items to records: what is still asked is asked, nothing is guessed."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import ValidationError

from events.collection import Collection
from events.curation.review import (
    DEPLOYED,
    NARROWED,
    ArticleDraft,
    EventItem,
    FigureItem,
    NewClaimant,
    PlaceChoice,
    StatementItem,
    Status,
)
from events.extract.lexicon import load_lexicon
from events.faults import RecordError, explain
from events.records import AnyRecord, Article, Claimant, Event, Figure, Record, Retraction, Statement
from events.vocabulary import Measure, Qualifier
from events.wording import edtf_in_words
from events.writing import Stamp
from geodata.gazetteer import Gazetteer

AnyMade = TypeVar("AnyMade", bound=Record)

COPIED_WORDS = 9
"""A gist that repeats this many words of the article in a row is not in the curator's own words."""
_MORE_THAN = ("more than", "over", "above", "exceed", "top", "past", "upward", "surpass", "in excess")
_ABOUT = ("about", "some", "around", "rough", "approx", "nearly", "almost", "close to", "estimated", "circa")
_SHARES = ("half", "third", "quarter", "fifth", "in ", "majority", "most")


class AskedError(RecordError):
    """Something has to be settled before the item can be accepted; ``slot`` is the field that is asked."""

    def __init__(self, slot: str, message: str) -> None:
        super().__init__(message)
        self.slot = slot


@dataclass(frozen=True)
class Known:
    """What exists already: the records that readers see, ids that are taken, and the gazetteer."""

    collection: Collection
    gazetteer: Gazetteer
    taken_ids: frozenset[str] = field(default_factory=frozenset)

    def is_taken(self, record_id: str) -> bool:
        """Whether a record has this id."""
        return record_id in self.taken_ids or record_id in self.collection.history


def accept_article(draft: ArticleDraft, known: Known, stamp: Stamp) -> Article:
    """The article's record: the first, or a correction of the one that was accepted before."""
    item = draft.article
    if item.readings and not item.published_on:
        raise AskedError("published_on", f"The day can be {' or '.join(item.readings)}: choose which.")
    earlier = known.collection.articles.get(item.record_id or "")
    return _checked(
        Article,
        **stamp.fields(earlier.revision + 1 if earlier else 1),
        article_id=item.record_id or _article_id(draft, known),
        label=_label(draft),
        outlet=item.outlet or None,
        outlet_basis=item.outlet_basis,
        title=item.title or None,
        authors=item.authors,
        published_on=item.published_on or None,
        published_basis=item.published_basis,
        basis_note=item.basis_note or None,
        language=item.language,
        url=item.url or None,
        text_sha256=draft.text_sha256,
        text_length=draft.text_length,
        retrieved_at=draft.started_at,
    )


def _article_id(draft: ArticleDraft, known: Known) -> str:
    item = draft.article
    day = (item.published_on or "undated").replace("/", "-").strip("~?%")
    base = f"{slug(item.outlet or 'outlet not stated')[:40]}-{day}"
    return _free(re.sub(r"[^a-z0-9.-]", "-", base), known)


def _free(base: str, known: Known) -> str:
    number = 1
    while known.is_taken(base if number == 1 else f"{base}-{number}"):
        number += 1
    return base if number == 1 else f"{base}-{number}"


def _label(draft: ArticleDraft) -> str:
    item = draft.article
    outlet = item.outlet or f"Outlet not stated ({', '.join(item.authors) or item.title or 'no author'})"
    day = edtf_in_words(item.published_on) if item.published_on else "day not stated"
    return f"{outlet}, {day}"


def accept_statement(item: StatementItem, draft: ArticleDraft, known: Known, stamp: Stamp) -> list[AnyRecord]:
    """The statement's record, behind the records of claimants that it is the first to name."""
    article_id = _accepted_article(draft)
    if not item.gist.strip():
        raise AskedError("gist", "Write what is said, in your own words.")
    copied = longest_copy(item.gist, draft.text)
    if copied >= COPIED_WORDS:
        raise AskedError("gist", f"The gist repeats {copied} words of the article in a row; use your own words.")
    names = {name: find_claimant(name, known) for name in (*item.claimants, *item.relayed_by)}
    new = {name: _new_claimant(name, draft, known, stamp) for name, found in names.items() if found is None}
    ids = {name: (found or new[name]).claimant_id for name, found in names.items()}
    earlier = known.collection.statements.get(item.record_id or "")
    statement = _checked(
        Statement,
        **stamp.fields(earlier.revision + 1 if earlier else 1),
        statement_id=item.record_id or f"{article_id}-{item.item_id}",
        article_id=article_id,
        span={"start": item.start, "end": item.end},
        claimants=_once(ids[name] for name in item.claimants),
        relayed_by=_once(ids[name] for name in item.relayed_by),
        mode=item.mode,
        modality=item.modality,
        said_on=item.said_on or None,
        refers_to=item.refers_to or None,
        gist=item.gist.strip(),
        caveat=item.caveat or None,
        event_id=_event_id(item.event, draft),
        position=_position(item),
        places=[_place(one, "places", known) for one in item.places],
        echo_of=earlier.echo_of if earlier else None,
    )
    return [*{one.claimant_id: one for one in new.values()}.values(), statement]


def _position(item: StatementItem) -> dict[str, object] | None:
    if not item.question_id:
        return None
    if item.stance is None:
        raise AskedError("stance", "Choose what the statement holds on the question.")
    return {"question_id": item.question_id, "stance": item.stance}


def _event_id(event: str | None, draft: ArticleDraft) -> str | None:
    """The record that an event is: named by its own id, or by the draft's."""
    if not event:
        return None
    if not re.fullmatch(r"e\d{2,4}", event):
        return event
    return _accepted(event, draft, "event", "Accept the event first.")


def accept_figure(item: FigureItem, draft: ArticleDraft, known: Known, stamp: Stamp) -> Figure:
    """The figure's record; its statement has to be accepted before, and a share's whole too."""
    article_id = _accepted_article(draft)
    statement = _accepted(item.statement, draft, "statement", "Accept the statement of this figure first.")
    if item.measure == DEPLOYED:
        raise AskedError("measure", f"“Deployed” has to be narrowed: {', '.join(NARROWED[:2])} or {NARROWED[2]}.")
    if item.measure not in set(Measure):
        raise AskedError("measure", f"measure: {item.measure!r} is not one of {', '.join(Measure)}.")
    if item.party is None:
        raise AskedError("party", "Choose whose troops, losses or materiel are counted.")
    whole = _accepted(item.of, draft, "of", "Accept the figure that this is a share of first.") if item.of else None
    earlier = known.collection.figures.get(item.record_id or "")
    return _checked(
        Figure,
        **stamp.fields(earlier.revision + 1 if earlier else 1),
        figure_id=item.record_id or f"{article_id}-{item.item_id}",
        statement_id=statement,
        measure=item.measure,
        party=item.party,
        unit=item.unit,
        low=item.low,
        high=item.high,
        qualifier=qualifier_of(item.qualifier, item.low, item.high, item.unit),
        as_written=item.as_written,
        as_of=item.as_of or None,
        place_id=_place(item.place, "place", known)["place_id"] if item.place else None,
        of=whole,
        forecast=item.forecast,
    )


def qualifier_of(words: str, low: int | None, high: int | None, unit: str) -> Qualifier:
    """The closed list's word for how the article's words bound the number; the bounds decide first.

    >>> qualifier_of("over", 11000, None, "persons"), qualifier_of("roughly", 8000, 8000, "persons")
    (<Qualifier.MORE_THAN: 'more_than'>, <Qualifier.ABOUT: 'about'>)
    """
    said = words.lower().replace("_", " ")
    if low is None:
        return Qualifier.VAGUE if high is None else Qualifier.UP_TO
    if high is None:
        return Qualifier.MORE_THAN if said.startswith(_MORE_THAN) else Qualifier.AT_LEAST
    if low != high:
        return Qualifier.BETWEEN
    if unit == "percent" and any(word in said for word in (*_SHARES, "share")):
        return Qualifier.SHARE
    return Qualifier.ABOUT if said.startswith(_ABOUT) else Qualifier.EXACT


def accept_event(item: EventItem, draft: ArticleDraft, known: Known, stamp: Stamp) -> Event:
    """The event's record."""
    _accepted_article(draft)
    if not item.title.strip():
        raise AskedError("title", "Word the event as it was reported, such as “Reported withdrawal from the front”.")
    if item.event_kind is None:
        raise AskedError("event_kind", "Choose what kind of event it is.")
    earlier = known.collection.events.get(item.record_id or "")
    return _checked(
        Event,
        **stamp.fields(earlier.revision + 1 if earlier else 1),
        event_id=item.record_id or _free(f"e-{slug(item.title)[:50]}".strip("-"), known),
        title=item.title.strip(),
        kind=item.event_kind,
        happened_on=item.happened_on or None,
        places=[_place(one, "places", known) for one in item.places],
    )


def retract(record_id: str, reason: str, known: Known, stamp: Stamp) -> Retraction:
    """What withdraws a record; it stays in its file and is shown struck through."""
    if not reason.strip():
        raise AskedError("reason", "Write why the record is withdrawn.")
    if record_id in known.collection.retractions:
        raise AskedError("reason", f"{record_id} is retracted already.")
    return _checked(Retraction, **stamp.fields(), of=record_id, reason=reason.strip())


def find_claimant(name: str, known: Known) -> Claimant | None:
    """The claimant on record whom a name means, by any spelling that the extractor knows too; None = a new one.

    Raises:
        AskedError: several fit.
    """
    spellings = {_folded(one) for one in spellings_of(name)}
    found = [
        one
        for one in known.collection.claimants.values()
        if spellings & {_folded(word) for word in (one.name, *one.also_known_as, one.claimant_id)}
    ]
    exact = [one for one in found if _folded(one.name) == _folded(name)]
    if len(found) > 1 and len(exact) != 1:
        raise AskedError("claimants", f"{name} can be {' or '.join(one.claimant_id for one in found)}: write the id.")
    return next(iter(exact or found), None)


def spellings_of(name: str) -> set[str]:
    """The ways in which the extractor's lists write a name."""
    actors = load_lexicon().actors
    actor = actors.get(name)
    return {name} | {spelling for spelling, one in actors.items() if actor is not None and one.name == actor.name}


def _new_claimant(name: str, draft: ArticleDraft, known: Known, stamp: Stamp) -> Claimant:
    details = draft.new_claimants.get(name, NewClaimant())
    if details.kind is None or details.side is None:
        raise AskedError("new_claimants", f"{name} is not on record yet: choose what they are and where they stand.")
    return _checked(
        Claimant,
        **stamp.fields(),
        claimant_id=_free(slug(name)[:56] or "claimant", known),
        name=name,
        kind=details.kind,
        side=details.side,
        role=details.role or None,
    )


def _place(choice: PlaceChoice, slot: str, known: Known) -> dict[str, Any]:
    if choice.place_id is None:
        raise AskedError(slot, f"“{choice.name}” can mean several places or none that we know: choose which.")
    if choice.place_id not in {place.place_id for place in known.gazetteer.places}:
        raise AskedError(slot, f"The gazetteer has no place {choice.place_id!r}.")
    return {"place_id": choice.place_id, "role": choice.role, "near": choice.near}


def _accepted_article(draft: ArticleDraft) -> str:
    if draft.article_id is None:
        raise AskedError("article", "Accept the article first: outlet, day and title.")
    return draft.article_id


def _accepted(item_id: str, draft: ArticleDraft, slot: str, message: str) -> str:
    found = next((one for one in draft.items if one.item_id == item_id), None)
    if found is None or found.record_id is None or found.status is not Status.ACCEPTED:
        raise AskedError(slot, message)
    return found.record_id


def longest_copy(gist: str, text: str) -> int:
    """How many words in a row the gist has in common with the text."""
    words, body = _words(gist), " ".join(_words(text))
    body = f" {body} "
    longest = 0
    for first in range(len(words)):
        while first + longest < len(words) and f" {' '.join(words[first : first + longest + 1])} " in body:
            longest += 1
    return longest


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def slug(name: str) -> str:
    """A name as part of an identifier.

    >>> slug("Kyrylo Budanov’s office")
    'kyrylo-budanovs-office'
    """
    plain = unicodedata.normalize("NFKD", name.replace("’", "").replace("'", ""))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")


def _folded(name: str) -> str:
    return " ".join(name.replace("’", "'").casefold().split())


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _checked(make: type[AnyMade], **fields: object) -> AnyMade:
    """A record of these fields.

    Raises:
        AskedError: a field is not what a record needs; the sentence names it.
    """
    try:
        return make.model_validate(fields)
    except ValidationError as error:
        slot = str(error.errors()[0]["loc"][0]) if error.errors()[0]["loc"] else "value"
        raise AskedError(slot, explain(error)) from error
