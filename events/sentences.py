"""Who said what and when, in sentences that a reader can check. They report; they never rule."""

from events.collection import Collection
from events.comparands import Comparand
from events.ranges import Range
from events.records import Statement
from events.vocabulary import Basis, Measure, Modality, Qualifier, Stance
from events.wording import PARTY_IN_WORDS, edtf_in_words, unit_in_words

STANCE_VERBS = {
    Stance.AFFIRMS: "affirmed it",
    Stance.DENIES: "denied it",
    Stance.DISPUTES: "disputed it",
    Stance.EXPECTS: "expected it",
    Stance.NOT_OBSERVED: "had not observed it",
    Stance.SILENT: "was silent on it",
}

_HAPPENED = {
    Measure.ARRIVED: "had arrived",
    Measure.PRESENT: "were present",
    Measure.ENGAGED: "were engaged in fighting",
    Measure.RESERVE: "were in reserve",
    Measure.EXPECTED: "were expected",
    Measure.WITHDRAWN: "were withdrawn",
    Measure.KILLED: "were killed",
    Measure.WOUNDED: "were wounded",
    Measure.CAPTURED: "were captured",
    Measure.MISSING: "were missing",
    Measure.DESERTED: "had deserted",
}


def names_in_words(names: list[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def who(statement: Statement, collection: Collection) -> str:
    """Who says it: the claimants' names, or the report in its own voice."""
    if not statement.claimants:
        return f"the report “{collection.articles[statement.article_id].label}” in its own voice"
    return names_in_words([collection.claimants[one].name for one in statement.claimants])


def when(statement: Statement, collection: Collection) -> str:
    """When it was said: ``on 13 Jan 2025``; where that is not given, the day of the article."""
    if statement.said_on is not None:
        words = edtf_in_words(statement.said_on)
        return f"on {words}" if words[0].isdigit() and " to " not in words else words
    article = collection.articles[statement.article_id]
    if article.published_on is None:
        return "day not known"
    inferred = "" if article.published_basis is Basis.STATED else ", inferred"
    return f"day not given; article of {edtf_in_words(article.published_on)}{inferred}"


def told_by(statement: Statement, collection: Collection) -> str:
    """Who and when: ``Singh (on 10 Dec 2024)``."""
    if not statement.claimants:
        return who(statement, collection)
    return f"{who(statement, collection)} ({when(statement, collection)})"


def verb_of(one: Comparand) -> str:
    """The verb for a figure; one of ours, whatever word the article chose."""
    if one.figure.forecast:
        return "forecast"
    return "estimated" if one.statement.modality is Modality.ESTIMATED else "said"


def value_in_words(one: Comparand) -> str:
    """The value as bounded: ``at least 300``, ``about 12,000``, ``two-thirds of 4,000 casualties`` for a share."""
    if one.derivation is not None:
        return one.derivation
    if one.range is None:
        return f"“{one.figure.as_written}”"
    about = "about " if one.figure.qualifier is Qualifier.ABOUT else ""
    return about + bounds_of(one.range)


def bounds_of(known: Range) -> str:
    """A range in words: ``over 11,000``, ``at least 300``, ``up to 12,000``, ``10,000 to 12,000``."""
    match known.low, known.high:
        case None, None:
            return "any number"
        case low, None:
            return f"{'over' if known.is_strict else 'at least'} {low:,}"
        case None, high:
            return f"up to {high:,}"
        case low, high if low == high:
            return f"{low:,}"
        case low, high:
            return f"{'over ' if known.is_strict else ''}{low:,} to {high:,}"


def counted(one: Comparand) -> str:
    """What is counted: ``at least 300 North Korean troops were killed``, with its place if there is one."""
    where = f" {'' if is_near(one) else 'in '}{place_in_words(one)}" if one.place else ""
    measure, value = one.figure.measure, value_in_words(one)
    troops = PARTY_IN_WORDS[one.figure.party] if one.derivation is None else f"({PARTY_IN_WORDS[one.figure.party]})"
    if one.range is None:
        return f"{value} ({measure.value}, {troops}){where}"
    if one.unit != "persons":
        return f"{value}{unit_in_words(one.unit)} ({measure.value}, {one.figure.party.value}){where}"
    if measure is Measure.CASUALTIES:
        return f"there {'would be' if one.figure.forecast else 'were'} {value} casualties among {troops}{where}"
    verb = _HAPPENED.get(measure, f"were counted ({measure.value})")
    return f"{value} {troops} {verb.replace('were', 'would be') if one.figure.forecast else verb}{where}"


def place_in_words(one: Comparand) -> str:
    """Where the figure counts: ``near Sudzha``, or ``place not said``."""
    if one.place is None:
        return "place not said"
    return f"{'near ' if is_near(one) else ''}{one.place.name}"


def is_near(one: Comparand) -> bool:
    """Whether the words only put the figure near its place."""
    return any(mention.near for mention in one.statement.places if mention.place_id == one.figure.place_id)


def figure_said(one: Comparand, collection: Collection) -> str:
    """``South Korea's NIS (on 13 Jan 2025) estimated that at least 300 North Korean troops were killed``."""
    comes_to = f", which comes to about {bounds_of(one.range)} (derived)" if one.derivation and one.range else ""
    holds = "for" if one.figure.forecast else "as of"
    as_of = f", {holds} {edtf_in_words(one.figure.as_of)}" if one.figure.as_of else ""
    told = f"{told_by(one.statement, collection)} {verb_of(one)}"
    that = "that " if one.unit == "persons" else ""
    return f"{told} {that}{counted(one)}{comes_to}{as_of}"


def position_said(statement: Statement, collection: Collection) -> str:
    """``Singh (on 10 Dec 2024) had not observed it``, with the days that it names, if any."""
    assert statement.position is not None  # noqa: S101 - only statements with a position come here
    verb = STANCE_VERBS[statement.position.stance]
    days = days_named(statement, collection)
    return f"{told_by(statement, collection)} {verb}{f' for {days}' if days else ''}"


def days_named(statement: Statement, collection: Collection) -> str:
    """The days that a statement or its event names as those it is about; empty where it names none."""
    event = collection.events.get(statement.event_id or "")
    named = statement.refers_to or (event.happened_on if event else None)
    return edtf_in_words(named) if named and named != statement.said_on else ""
