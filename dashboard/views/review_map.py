"""What the map of a review shows: the places of its drafts, as the map would draw them once they are on record."""

from typing import Any

from dashboard.views.map_view import OPENING, place_words
from dashboard.wording import place_in_words, place_label
from events.curation.review import AnyItem, ArticleDraft, FigureItem, PlaceChoice, StatementItem, Status
from events.records import PlaceMention, Statement
from events.table import placement_rows
from events.vocabulary import Modality, Role
from geodata.gazetteer import Gazetteer
from geodata.places import Place, Precision

_GONE = {Status.REJECTED, Status.RETRACTED}


def build_preview(draft: ArticleDraft, gazetteer: Gazetteer) -> dict[str, Any]:
    """Places and, by draft, how each is drawn (frontend/review-map.js); a rejected draft draws nothing."""
    said = {one.item_id: one for one in draft.items if one.status not in _GONE}
    drawn = [row for one in said.values() for row in _rows(one, gazetteer) if not _is_repeated(one, row, said)]
    used = dict.fromkeys(row["place_id"] for row in drawn)
    return {
        "places": [place_words(gazetteer.get(place_id)) for place_id in used],
        "rows": drawn,
        "opening": list(OPENING),
    }


def places_of(item: AnyItem) -> tuple[PlaceChoice, ...]:
    """The places of a draft, settled or not."""
    if isinstance(item, FigureItem):
        return (item.place,) if item.place else ()
    return item.places


def _rows(item: AnyItem, gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """The marks of a draft: by the rule of a statement that is on record, so that both look alike."""
    known = {place.place_id for place in gazetteer.places}
    mentions = tuple(
        PlaceMention(place_id=one.place_id, role=one.role, near=one.near)
        for one in places_of(item)
        if one.place_id in known
    )
    fields: dict[str, Any] = {"statement_id": item.item_id, "places": mentions, "modality": _modality(item)}
    said = Statement.model_construct(**fields)
    names = ("place_id", "speaking", "hollow", "struck", "dashed")
    rows = [row for row in placement_rows(said, gazetteer) if row["drawn"]]
    return [{"draft": item.item_id, **{name: row[name] for name in names}} for row in rows]


def _is_repeated(item: AnyItem, row: dict[str, Any], said: dict[str, AnyItem]) -> bool:
    """Whether the place of a figure is one of its statement's, which draws it."""
    home = said.get(item.statement) if isinstance(item, FigureItem) else None
    return home is not None and row["place_id"] in {one.place_id for one in places_of(home)}


def _modality(item: AnyItem) -> Modality:
    if isinstance(item, StatementItem):
        return item.modality
    return Modality.FORECAST if isinstance(item, FigureItem) and item.forecast else Modality.CLAIMED


def build_place(choice: PlaceChoice, gazetteer: Gazetteer) -> dict[str, Any]:
    """A place of a draft in words, with what it could be: ``doubt`` says why it is not on the map."""
    place = next((one for one in gazetteer.places if one.place_id == choice.place_id), None)
    found = gazetteer.find(choice.name)
    label = place_label(place) if place else None
    return {
        "name": choice.name,
        "role": choice.role.value,
        "near": choice.near,
        "place_id": choice.place_id,
        "label": label,
        "words": _in_words(choice, label) if label else choice.name,
        "doubt": _doubt(place, found),
        "candidates": [
            {"value": one.place_id, "label": place_label(one)} for one in found or gazetteer.suggest(choice.name)
        ],
    }


def _in_words(choice: PlaceChoice, label: str) -> str:
    words = place_in_words(label, choice.role, near=choice.near)
    match choice.role:
        case Role.HAPPENED_AT:
            return f"happened {words}" if choice.near else f"happened at {words}"
        case Role.SAID_AT:
            return f"spoke {words}" if choice.near else f"spoke at {words}"
        case Role.CONTEXT:
            return f"{words} (context)"
        case _:
            return words


def _doubt(place: Place | None, found: list[Place]) -> str | None:
    if place is not None:
        return "a country is too coarse to be drawn" if place.precision is Precision.COUNTRY else None
    if found:
        return "the name has several places: choose one"
    return "the gazetteer does not know this name"
