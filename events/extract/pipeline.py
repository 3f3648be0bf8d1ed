"""From an article's text to drafts: statements, figures, events. Rules only; unsure means blank."""

from dataclasses import dataclass, replace
from pathlib import Path

from events.extract.attribution import Attributed, Claim, attribute
from events.extract.dates import DateMention, find_dates
from events.extract.drafts import Drafts, DraftFigure, DraftStatement, LeftOut, Why
from events.extract.figures import Counted, Refused, find_counted
from events.extract.happenings import find_events
from events.extract.left_out import list_left_out
from events.extract.lexicon import Lexicon, load_lexicon
from events.extract.measures import find_measure
from events.extract.mentions import find_mentions
from events.extract.party import default_party, find_party, last_party
from events.extract.places import PlaceFinder, PlaceMention, choose_place, make_finder
from events.extract.sentences import split_sentences
from events.extract.stances import stance_of
from events.extract.timing import Timed, as_of, tell_apart
from geodata.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class ArticleMeta:
    """What is known about an article before it is read."""

    outlet: str | None = None
    published: str | None = None  # YYYY, YYYY-MM or YYYY-MM-DD


@dataclass(frozen=True)
class Reading:
    """Everything found in a text, for the steps that draft from it."""

    text: str
    meta: ArticleMeta
    lexicon: Lexicon
    finder: PlaceFinder
    attributed: list[Attributed]
    dates: list[DateMention]
    places: list[PlaceMention]


def draft_records(meta: ArticleMeta, text: str, gazetteer: Gazetteer, names: Path | None = None) -> Drafts:
    """What an article says, as drafts for a person to review, in text order.

    ``names`` is a folder of data files that adds to the shipped names and patterns.
    """
    reading = read_article(meta, text, gazetteer, names)
    timed = [tell_apart(text, a.sentence, a.claim, reading.dates) for a in reading.attributed]
    figures, refused = draft_figures(reading, timed)
    statements = draft_statements(reading, timed)
    events = find_events(text, reading.attributed, timed, reading.places)
    return Drafts(tuple(figures), tuple(statements), tuple(events), tuple(_left_out(reading, refused, statements)))


def read_article(meta: ArticleMeta, text: str, gazetteer: Gazetteer, names: Path | None = None) -> Reading:
    """Sentences with their claimants, and the dates and places of a text."""
    lexicon = load_lexicon(names)
    finder = make_finder(lexicon, gazetteer)
    sentences = split_sentences(text)
    attributed = attribute(sentences, find_mentions(text, lexicon), lexicon, meta.outlet)
    return Reading(text, meta, lexicon, finder, attributed, _dates(text, attributed, meta), finder.find(text))


def _dates(text: str, attributed: list[Attributed], meta: ArticleMeta) -> list[DateMention]:
    """The dates of every sentence; "a day earlier" counts from the last day named before it."""
    found: list[DateMention] = []
    said: str | None = None
    for item in attributed:
        sentence = item.sentence
        latest = said or next((d.value for d in reversed(found) if len(d.value) == 10), None)
        here = [
            replace(d, start=d.start + sentence.start, end=d.end + sentence.start)
            for d in find_dates(sentence.text, meta.published, latest)
        ]
        spoken = tell_apart(text, sentence, item.claim, here).said
        said = spoken.value if spoken and len(spoken.value) == 10 else said
        found.extend(here)
    return found


def draft_statements(reading: Reading, timed: list[Timed]) -> list[DraftStatement]:
    """One draft a sentence that has a claimant."""
    drafts = []
    said_on: dict[str, str] = {}
    for item, times in zip(reading.attributed, timed, strict=True):
        claim = item.claim
        if claim is None or item.is_header or not item.is_statement:
            continue
        why = {"claimant": claim.why}
        value = times.said.value if times.said else None
        if times.said is None and claim.why.rule == "said-in-next-sentence":
            times = next(
                (t for a, t in zip(reading.attributed, timed, strict=True) if a.sentence.start > item.sentence.start),
                times,
            )
        if times.said:
            said_on[claim.label] = times.said.value
            why["said_on"] = Why("date-of-speaking", times.said.start, times.said.end, "same-sentence")
        elif claim.why.how in {"pronoun", "carried"} and claim.label in said_on:
            value = said_on[claim.label]
            why["said_on"] = Why("date-carried", claim.why.start, claim.why.end, "carried")
        sentence = item.sentence
        drafts.append(
            DraftStatement(
                sentence.start, sentence.end, sentence.text, claim.label, claim.via, value,
                stance_of(sentence.text), _quote_of(reading.text, item), why,
            )
        )  # fmt: skip
    return drafts


def _quote_of(text: str, item: Attributed) -> str | None:
    longest = max(item.sentence.quotations, key=lambda q: q.length, default=None)
    return text[longest.start + 1 : longest.end - 1] if longest and longest.length > 25 else None


def draft_figures(reading: Reading, timed: list[Timed]) -> tuple[list[DraftFigure], list[Refused]]:
    """The figures of every sentence, slot by slot, and the numbers that are none."""
    drafts: list[DraftFigure] = []
    refused: list[Refused] = []
    default = default_party(reading.text)
    for item, times in zip(reading.attributed, timed, strict=True):
        sentence = item.sentence
        dates = [d for d in reading.dates if sentence.start <= d.start < sentence.end]
        counted, other = find_counted(sentence.text, sentence.start, dates, reading.lexicon)
        refused.extend(other)
        for index, number in enumerate(counted):
            others = [(c.start, c.end) for i, c in enumerate(counted) if i != index]
            draft = _draft_figure(reading, item, times, number, others, drafts, default)
            drafts.append(draft)
    return drafts, refused


def _draft_figure(
    reading: Reading, item: Attributed, times: Timed, counted: Counted, others: list[tuple[int, int]], earlier: list[DraftFigure], default: str | None
) -> DraftFigure:  # fmt: skip
    text, sentence, span = reading.text, item.sentence, (counted.start, counted.end)
    bounds = (sentence.start, sentence.end)
    claim = item.claim_at(counted.start)
    measure, why = _measure_of(reading, counted, span, bounds, others, earlier)
    number = counted.number
    parent = _parent(text, counted, earlier)
    context = _party_before(text, sentence.start, parent, earlier)
    speaker = (claim.hit_start, claim.hit_end) if claim else (0, 0)
    arms = measure == "materiel"
    force = find_party(text, span, bounds, default if arms else context or default, speaker)
    figure = DraftFigure(
        counted.start, counted.end, text[counted.start : counted.end], number.low, number.high, number.qualifier,
        counted.unit, measure, force, of=parent, why=why,
    )  # fmt: skip
    figure = _with_claimant(figure, claim)
    figure = _with_place(figure, reading, item, bounds, others, earlier)
    return _with_day(text, figure, _times_of(times, item, claim), others, bounds)


def _measure_of(reading: Reading, counted: Counted, span: tuple[int, int], bounds: tuple[int, int], others: list[tuple[int, int]], earlier: list[DraftFigure]) -> tuple[str, dict[str, Why]]:  # fmt: skip
    why = {"value": Why(f"number-{counted.number.qualifier.replace(' ', '-')}", *span, "same-sentence")}
    units = reading.lexicon.files["units"]
    base = counted.unit.split(" per ")[0]
    if base in units["materiel"] or base in units["territory"]:
        measure = "materiel" if base in units["materiel"] else "territory"
        return measure, {**why, "measure": Why("noun-" + base, *span, "same-sentence")}
    if counted.unit == "percent":
        special = _share_measure(counted.noun)
        if special is None and not counted.noun and earlier and earlier[-1].unit == "percent":
            special = earlier[-1].measure
        if special:
            return special, {**why, "measure": Why("share-of-" + counted.noun, *span, "same-sentence")}
    found = find_measure(reading.text, span, bounds, others, counted.noun, reading.lexicon)
    if found is not None:
        return found.measure, {**why, "measure": Why(found.rule, found.start, found.end, "same-sentence")}
    previous = next((f for f in reversed(earlier) if f.start >= bounds[0]), None)
    if previous is not None and previous.measure not in {"materiel", "territory"}:
        return previous.measure, {**why, "measure": Why("same-as-before", previous.start, previous.end, "carried")}
    return "deployed", {**why, "measure": Why("default", *span, "default")}


def _party_before(text: str, start: int, parent: int | None, earlier: list[DraftFigure]) -> str | None:
    """The party that "of them" takes over, else the one named last, else that of the figure before."""
    if parent is not None:
        return earlier[parent].force
    if earlier and earlier[-1].start >= start:
        return earlier[-1].force
    named = last_party(text, max(0, start - 200), start)
    near = earlier[-1].force if earlier and start - earlier[-1].end < 400 else None
    return named or near


def _share_measure(noun: str) -> str | None:
    if noun in {"territory", "land", "area", "ground", "region", "incursion"}:
        return "territory"
    if re_materiel(noun):
        return "materiel"
    return None


def re_materiel(noun: str) -> bool:
    """Whether a share is one of arms."""
    return noun.rstrip("s") in {
        "shell",
        "artillery",
        "ammunition",
        "munition",
        "drone",
        "missile",
        "round",
        "equipment",
    }


def _parent(text: str, counted: Counted, earlier: list[DraftFigure]) -> int | None:
    behind = text[counted.number.end : counted.end + 12]
    before = text[max(0, counted.start - 14) : counted.start]
    if earlier and (
        any(word in behind for word in ("of whom", "of them", "of those", "of these"))
        or before.rstrip().endswith(("including", "of whom", "of them"))
    ):
        return len(earlier) - 1
    return None


def _with_claimant(figure: DraftFigure, claim: Claim | None) -> DraftFigure:
    if claim is None:
        return figure
    return replace(figure, claimant=claim.label, via=claim.via, why={**figure.why, "claimant": claim.why})


def _with_place(figure: DraftFigure, reading: Reading, item: Attributed, bounds: tuple[int, int], others: list[tuple[int, int]], earlier: list[DraftFigure]) -> DraftFigure:  # fmt: skip
    del others, item
    place = choose_place(reading.text, bounds, (figure.start, figure.end), reading.places)
    if place is not None:
        how = "carried" if place.is_back_reference else "same-sentence"
        why = Why("place-back-reference" if place.is_back_reference else "place-in-clause", place.start, place.end, how)
        return replace(figure, place=place.name, why={**figure.why, "place": why})
    if figure.of is not None and earlier[figure.of].place:
        parent = earlier[figure.of]
        return replace(
            figure,
            place=parent.place,
            why={**figure.why, "place": Why("place-of-whole", parent.start, parent.end, "carried")},
        )
    return figure


def _times_of(times: Timed, item: Attributed, claim: Claim | None) -> Timed:
    """The sentence's day of speaking is not that of somebody else who speaks in a clause of it."""
    other = claim is not None and item.claim is not None and claim is not item.claim and claim.names != item.claim.names
    if other and times.said is not None and claim is not None and not claim.start <= times.said.start < claim.end:
        return replace(times, said=None)
    return times


def _with_day(
    text: str, figure: DraftFigure, times: Timed, others: list[tuple[int, int]], bounds: tuple[int, int]
) -> DraftFigure:
    day = as_of(text, times, (figure.start, figure.end), bounds, others, figure.measure)
    if day is None:
        return figure
    rule = "day-said-on" if day is times.said else "day-in-clause"
    return replace(figure, as_of=day.value, why={**figure.why, "as_of": Why(rule, day.start, day.end, "same-sentence")})


def _left_out(reading: Reading, refused: list[Refused], statements: list[DraftStatement]) -> list[LeftOut]:
    return list_left_out(reading.text, reading.attributed, refused, {s.start for s in statements}, reading.lexicon)
