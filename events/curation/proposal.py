"""From an extractor's drafts to items for review: names become records where exactly one fits."""

from collections.abc import Iterable
from dataclasses import dataclass

from events.curation.gists import suggest_gist
from events.curation.nearness import is_near
from events.curation.published_days import readings_of
from events.curation.review import (
    AnyItem,
    ArticleItem,
    EventItem,
    FigureItem,
    PlaceChoice,
    Reason,
    Skipped,
    StatementItem,
)
from events.extract import Drafts
from events.extract.drafts import DraftEvent, DraftFigure, DraftStatement, Why
from events.extract.lexicon import load_lexicon
from events.extract.metadata import Metadata
from events.extract.places import PlaceMention, make_finder
from events.extract.reading import Source
from events.extract.sentences import Sentence, split_sentences
from events.vocabulary import Basis, EventKind, Modality, Mode, Party, Stance
from geodata.gazetteer import Gazetteer

RULES = "dateline-rules@1"
_MODALITIES = {"confirms": Modality.CONFIRMED, "denies": Modality.DENIED, "expects": Modality.FORECAST}
_KINDS = {
    EventKind.DEPLOYMENT: ("arriv", "deploy", "sent", "landed", "withdr", "pulled", "crossed", "entered", "joined"),
    EventKind.CAPTURE: ("captur",),
    EventKind.STRIKE: ("struck", "strike", "launch"),
    EventKind.COMBAT: ("attack", "combat", "assault", "incursion", "regained", "retook"),
    EventKind.CASUALTIES: ("killed",),
    EventKind.TRAINING: ("train",),
    EventKind.DIPLOMACY: ("signed", "exchang"),
}


@dataclass(frozen=True)
class Proposal:
    """Items of a review, and what gave none."""

    items: tuple[AnyItem, ...]
    skipped: tuple[Skipped, ...]


def propose_article(source: Source, metadata: Metadata) -> ArticleItem:
    """What is known of the article; a day that can be read in two ways is left open."""
    readings = readings_of(source.text, source.page) if metadata.is_ambiguous else ()
    published = (readings[0] if len(readings) == 1 else None) if metadata.is_ambiguous else metadata.published
    return ArticleItem(
        outlet=metadata.outlet,
        outlet_basis=Basis.STATED if metadata.outlet else Basis.UNKNOWN,
        title=metadata.title,
        authors=split_names(metadata.author),
        published_on=published,
        published_basis=Basis.STATED if published else Basis.UNKNOWN,
        url=metadata.url,
        readings=readings if len(readings) > 1 else (),
        found=_found(metadata, published, readings),
    )


_SOURCES = {
    "given": "given by the curator",
    "json-ld": "from the page's own data",
    "meta": "from the page's own data",
    "url": "from the address",
    "text": "from the lines above the story",
}


def _found(metadata: Metadata, published: str | None, readings: tuple[str, ...]) -> dict[str, str]:
    """How each was found, for the curator."""
    day = f"{_SOURCES.get(metadata.published_source, metadata.published_source)}" if published else "not found"
    if len(readings) > 1:
        day = f"the numbers can mean {readings[0]} or {readings[1]}: choose"
    return {
        "outlet": "given, or from the page or its first lines" if metadata.outlet else "not found",
        "title": "from the page or its first lines" if metadata.title else "not found",
        "authors": "from the page or its first lines" if metadata.author else "not found",
        "published_on": day,
    }


def propose_items(text: str, drafts: Drafts, gazetteer: Gazetteer) -> Proposal:
    """Every draft as an item, each figure below a statement: its sentence's, or one made for it."""
    sentences = split_sentences(text)
    statements = [_statement(number, draft) for number, draft in enumerate(drafts.statements, 1)]
    figures = []
    for number, draft in enumerate(drafts.figures, 1):
        home = _home(draft, statements, sentences)
        if home not in statements:
            statements.append(home)
        figures.append(_figure(number, draft, home.item_id, gazetteer))
    named = make_finder(load_lexicon(), gazetteer).find(text)
    placed = [_with_places(one, figures, named, gazetteer, text) for one in statements]
    happened = [_event(number, draft, gazetteer) for number, draft in enumerate(drafts.events, 1)]
    heads: list[StatementItem | EventItem] = [*placed, *happened]
    items = sorted(heads, key=lambda one: (one.start, one.kind != "statement"))
    listed = [entry for one in items for entry in (one, *(f for f in figures if f.statement == one.item_id))]
    skipped = tuple(Skipped(start=o.start, end=o.end, text=o.text, reason=o.reason) for o in drafts.left_out)
    return Proposal(tuple(listed), skipped)


def _statement(number: int, draft: DraftStatement) -> StatementItem:
    is_denial = draft.stance == "denies"
    return StatementItem(
        item_id=f"s{number:02d}",
        start=draft.start,
        end=draft.end,
        made_by=RULES,
        why=_reasons(draft.why),
        claimants=split_names(draft.claimant),
        relayed_by=split_names(draft.via),
        mode=Mode.QUOTE if draft.quote else Mode.PARAPHRASE,
        modality=_MODALITIES.get(draft.stance, Modality.CLAIMED),
        said_on=draft.said_on,
        stance=Stance.DENIES if is_denial else None,
    )


def _home(figure: DraftFigure, statements: list[StatementItem], sentences: list[Sentence]) -> StatementItem:
    """The statement that gives a figure: same passage and claimant; else a new one on the figure's sentence."""
    who = split_names(figure.claimant)
    for one in statements:
        if one.start <= figure.start < one.end and (one.claimants == who or not who):
            return one
    sentence = next((one for one in sentences if one.start <= figure.start < one.end), None)
    start, end = (sentence.start, sentence.end) if sentence else (figure.start, figure.end)
    return StatementItem(
        item_id=f"s{len(statements) + 1:02d}",
        start=start,
        end=end,
        made_by=RULES,
        why=_reasons({"claimant": figure.why["claimant"]}) if "claimant" in figure.why else {},
        claimants=who,
        relayed_by=split_names(figure.via),
    )


def _figure(number: int, draft: DraftFigure, statement: str, gazetteer: Gazetteer) -> FigureItem:
    return FigureItem(
        item_id=f"f{number:02d}",
        start=draft.start,
        end=draft.end,
        made_by=RULES,
        why=_reasons(draft.why),
        statement=statement,
        measure=draft.measure,
        party=Party(draft.force) if draft.force else None,
        unit=draft.unit,
        low=draft.low,
        high=draft.high,
        qualifier=draft.qualifier,
        as_written=draft.text,
        as_of=draft.as_of,
        place=find_place(draft.place, gazetteer),
        of=None if draft.of is None else f"f{draft.of + 1:02d}",
        forecast=draft.measure == "expected",
    )


def _with_places(
    statement: StatementItem,
    figures: Iterable[FigureItem],
    named: Iterable[PlaceMention],
    gazetteer: Gazetteer,
    text: str,
) -> StatementItem:
    """The statement with the places of its figures, the towns and regions that its passage names, and a gist.

    A place is "near" where the passage names it so each time.
    """
    own = [one for one in figures if one.statement == statement.item_id]
    places = [one.place for one in own if one.place]
    inside: set[str] = set()
    near: set[str] = set()
    for one in named:
        if statement.start <= one.start < statement.end and not one.is_country:
            place = find_place(one.name, gazetteer)
            if place:
                places.append(place)
                (near if is_near(text, one.start) else inside).add(place.place_id or place.name)
    nearby = near - inside
    known = {
        key: place.model_copy(update={"near": key in nearby})
        for place in reversed(places)
        for key in [place.place_id or place.name]
    }
    told = [_placed_near(one) if one.place and (one.place.place_id or one.place.name) in nearby else one for one in own]
    changes = {"places": tuple(reversed(known.values())), "gist": suggest_gist(told), "why": _with_gist(statement, own)}
    return statement.model_copy(update=changes)


def _placed_near(figure: FigureItem) -> FigureItem:
    place = figure.place and figure.place.model_copy(update={"near": True})
    return figure.model_copy(update={"place": place})


def _with_gist(statement: StatementItem, figures: list[FigureItem]) -> dict[str, Reason]:
    """The reasons, and that the gist is only put together from figures."""
    if not suggest_gist(figures):
        return statement.why
    worded = Reason(rule="worded from its figures", start=figures[0].start, end=figures[0].end, how="default")
    return {**statement.why, "gist": worded}


def _event(number: int, draft: DraftEvent, gazetteer: Gazetteer) -> EventItem:
    place = find_place(draft.place, gazetteer)
    kind = next((kind for kind, stems in _KINDS.items() if draft.what.lower().startswith(stems)), None)
    return EventItem(
        item_id=f"e{number:02d}",
        start=draft.start,
        end=draft.end,
        made_by=RULES,
        why=_reasons(draft.why),
        event_kind=kind,
        happened_on=interval(draft.date_start, draft.date_end),
        places=(place,) if place else (),
    )


def interval(first: str | None, last: str | None) -> str | None:
    """One EDTF string for the first and last day.

    >>> interval("2025-01-01", "2025-01-31"), interval("2025-01-09", "2025-01-09")
    ('2025-01-01/2025-01-31', '2025-01-09')
    """
    if first is None or last is None or first == last:
        return first or last
    return f"{first}/{last}"


def find_place(name: str | None, gazetteer: Gazetteer) -> PlaceChoice | None:
    """The place that a name means; with several or none its id is left to be asked."""
    if not name:
        return None
    found = gazetteer.find(name)
    return PlaceChoice(name=name, place_id=found[0].place_id if len(found) == 1 else None)


def split_names(names: str | None) -> tuple[str, ...]:
    """Several names, written with semicolons, one by one."""
    return tuple(one.strip() for one in (names or "").split(";") if one.strip())


def _reasons(why: dict[str, Why]) -> dict[str, Reason]:
    return {slot: Reason(rule=one.rule, start=one.start, end=one.end, how=one.how) for slot, one in why.items()}
