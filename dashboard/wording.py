"""Sentences and labels that screens share. They report; they never rule."""

from events.collection import Collection
from events.records import Article, Figure, Statement
from events.table import NEWSROOM, NOT_STATED, Placed, about_days, figure_days
from events.vocabulary import Basis, Measure, Modality, Role, Side, Stance
from events.wording import PARTY_IN_WORDS, bounds_in_words, edtf_in_words
from geodata.gazetteer import Gazetteer
from geodata.places import Place

SIDE_TAGS = {
    Side.UKRAINE: ("UA", "#0072B2"),
    Side.RUSSIA: ("RU", "#D55E00"),
    Side.NORTH_KOREA: ("KP", "#CC79A7"),
    Side.SOUTH_KOREA: ("KR", "#009E73"),
    Side.UNITED_STATES: ("US", "#E69F00"),
    Side.INDEPENDENT: ("IND", "#6B7280"),
    Side.OTHER: ("OTH", "#8A8F98"),
    Side.UNKNOWN: ("?", "#8A8F98"),
}
"""The tag and colour of a speaker's side (DESIGN, Ink); the tag always stands beside the colour."""

MODALITY_VERBS = {
    Modality.OBSERVED: "said",
    Modality.ESTIMATED: "estimated",
    Modality.CLAIMED: "said",
    Modality.CONFIRMED: "said",
    Modality.DENIED: "denied",
    Modality.FORECAST: "forecast",
    Modality.INTENT: "said",
    Modality.SILENT: "did not say",
}

STANCE_WORDS = {
    Stance.AFFIRMS: "affirms",
    Stance.DENIES: "denies",
    Stance.DISPUTES: "disputes",
    Stance.EXPECTS: "expects",
    Stance.NOT_OBSERVED: "had not observed",
    Stance.SILENT: "silent",
}

CAPTIVE = "captive"
"""What stands in the place of a side for somebody in custody."""

NEWSROOM_VOICE = "In the newsroom's own voice"


def verb_of(statement: Statement) -> str:
    """The verb under a speaker's name; one of ours, whatever word the article chose."""
    if statement.position is not None and statement.position.stance is Stance.NOT_OBSERVED:
        return "had not observed"
    return MODALITY_VERBS[statement.modality]


def name_of_claimant(collection: Collection, claimant_id: str) -> str:
    """A claimant's name as the page writes it."""
    return collection.claimants[claimant_id].name


def claimants_in_words(statement: Statement, collection: Collection) -> str:
    """Who says it: the names, or the newsroom's own voice."""
    if not statement.claimants:
        return NEWSROOM_VOICE
    return ", ".join(name_of_claimant(collection, one) for one in statement.claimants)


def relay_in_words(statement: Statement, collection: Collection) -> str | None:
    """Who passed it on, outward from the speaker: "relayed by AFP"."""
    if not statement.relayed_by:
        return None
    return "relayed by " + ", then ".join(name_of_claimant(collection, one) for one in statement.relayed_by)


def published_in_words(article: Article) -> str:
    """The day printed, and whether it was inferred: "about 7 Nov 2024 (inferred)"."""
    if article.published_on is None:
        return "day not known"
    inferred = " (inferred)" if article.published_basis is Basis.INFERRED else ""
    return edtf_in_words(article.published_on) + inferred


def said_in_words(statement: Statement) -> str | None:
    """When it was said, as exactly as the article has it."""
    if statement.said_on is None:
        return None
    verb = "estimate of" if statement.modality is Modality.ESTIMATED else "said"
    return f"{verb} {edtf_in_words(statement.said_on)}"


def about_in_words(statement: Statement, collection: Collection) -> str | None:
    """The days it is about, where the article or its event gives them."""
    placed = about_days(statement, collection)
    if placed.basis == "refers_to" and statement.refers_to is not None:
        return f"about {edtf_in_words(statement.refers_to).removeprefix('about ')}"
    return None


def fallback_in_words(statement: Statement, collection: Collection) -> str | None:
    """Which day stands in where the article does not give the one it is about; None if it does."""
    article = collection.articles[statement.article_id]
    basis = about_days(statement, collection).basis
    if basis == "event":
        event = collection.events[statement.event_id or ""]
        return f"Day of the event: {edtf_in_words(event.happened_on or '')}"
    if basis == "said":
        return "Placed by the day said"
    if basis == "published":
        return f"Day not given; by {published_in_words(article)}"
    if basis is None:
        return "Without any day"
    return None


def figure_day_in_words(figure: Figure, statement: Statement, collection: Collection) -> str:
    """The day of a figure, or by which day it stands in print."""
    article = collection.articles[statement.article_id]
    placed: Placed = figure_days(figure, statement, collection)
    match placed.basis:
        case "as_of":
            return edtf_in_words(figure.as_of or "")
        case "refers_to":
            return edtf_in_words(statement.refers_to or "")
        case "event":
            return edtf_in_words(collection.events[statement.event_id or ""].happened_on or "")
        case "said":
            return edtf_in_words(statement.said_on or "")
        case "published":
            return f"by {published_in_words(article)}"
        case _:
            return "no day"


def figure_in_words(figure: Figure, statement: Statement, collection: Collection) -> str:
    """A figure as one line: "10,000 · present · North Korean troops", and what a share of a number comes to.

    A forecast says so; a day of the figure's own follows where it is not the one of its statement.
    """
    parts = [bounds_in_words(figure), figure.measure.value, party_in_words(figure)]
    if figure.forecast:
        parts.insert(2, "forecast")
    if figure.as_of is not None and figure.as_of != statement.refers_to:
        parts.append(f"{'for' if figure.forecast else 'as of'} {edtf_in_words(figure.as_of)}")
    derived = derived_in_words(figure, collection)
    return " · ".join(parts) + (f" ({derived})" if derived else "")


def party_in_words(figure: Figure) -> str:
    """Whose troops or goods a figure counts."""
    if figure.measure in {Measure.MATERIEL, Measure.TERRITORY}:
        return figure.party.value
    return PARTY_IN_WORDS[figure.party]


def derived_in_words(figure: Figure, collection: Collection) -> str | None:
    """What a share comes to, with its derivation; None if it is no share of a known number."""
    whole = collection.figures.get(figure.of or "")
    if whole is None or figure.unit != "percent" or figure.low is None or whole.low is None:
        return None
    share = collection.figures[figure.figure_id].as_written
    number = shared_amount(figure, whole)
    return f"about {number:,}: {share} of {bounds_in_words(whole)}, derived"


def shared_amount(figure: Figure, whole: Figure) -> int:
    """The number that a share of ``whole`` comes to; thirds are taken as thirds, not as their percent."""
    thirds = {33: 1 / 3, 67: 2 / 3}
    share = thirds.get(figure.low or 0, (figure.low or 0) / 100)
    return round(share * (whole.low or 0))


def place_label(place: Place) -> str:
    """A place's name on the map; a krai is a "region" in English reports."""
    return place.name.replace(" Krai", " region")


def place_in_words(name: str, role: Role, *, near: bool) -> str:
    """A place as it stands in a statement: "near Sudzha", "not at Pokrovsk", "from Kursk"."""
    close = f"near {name}" if near else name
    match role:
        case Role.NOT_AT:
            return f"not at {name}"
        case Role.ORIGIN:
            return f"from {close}"
        case Role.DESTINATION:
            return f"to {close}"
        case _:
            return close


def places_in_words(statement: Statement, gazetteer: Gazetteer) -> tuple[list[str], list[str]]:
    """The places it is about, and those where it was said: "near Sudzha", "not at Pokrovsk"."""
    about: list[str] = []
    speaking: list[str] = []
    for mention in statement.places:
        name = place_label(gazetteer.get(mention.place_id))
        words = place_in_words(name, mention.role, near=mention.near)
        (speaking if mention.role is Role.SAID_AT else about).append(words)
    return about, speaking


def facet_label(facet: str, value: str, collection: Collection, gazetteer: Gazetteer) -> str:
    """The label of a facet's value."""
    match facet:
        case "report":
            return collection.articles[value].label
        case "outlet":
            return "Outlet not stated" if value == NOT_STATED else value
        case "claimant" | "side" if value == NEWSROOM:
            return "The newsroom itself"
        case "claimant":
            return name_of_claimant(collection, value)
        case "party":
            return {"DPRK": "North Korean", "Russia": "Russian", "Ukraine": "Ukrainian"}.get(value, value)
        case "place":
            return place_label(gazetteer.get(value))
        case _:
            return value


def citation(statement: Statement, collection: Collection) -> str:
    """A line to paste into a text: who, when, in which report, and the statement's id."""
    article = collection.articles[statement.article_id]
    parts = [claimants_in_words(statement, collection)]
    parts += [words for words in (relay_in_words(statement, collection), said_in_words(statement)) if words]
    return f"{', '.join(parts)}: {statement.gist} In: {article.label}. Dateline statement {statement.statement_id}."


def gist_in_words(statement: Statement) -> str:
    """The gist as a sentence of its own; records hold it as what follows the speaker's name."""
    return statement.gist[:1].upper() + statement.gist[1:]
