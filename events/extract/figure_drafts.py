"""A draft for every figure of an article, slot by slot; each slot keeps how it was found."""

import re
from dataclasses import dataclass, replace

from events.extract.article import ReadArticle
from events.extract.carried import measure_before, parent_of, sibling_of
from events.extract.claims import Attributed, Claim
from events.extract.drafts import DraftFigure, Why
from events.extract.figures import Refused, find_counted
from events.extract.measures import find_measure
from events.extract.party import default_party, find_party, last_party
from events.extract.places import choose_place
from events.extract.shares import Counted
from events.extract.timing import Timed, as_of

_GROUND = frozenset({"territory", "land", "area", "ground", "region", "incursion", "pocket", "salient", "bridgehead"})
_ARMS = frozenset({"shell", "artillery", "ammunition", "munition", "drone", "missile", "round", "equipment"})

_OF_ARMS = re.compile(
    r" of (?:the )?(?:[\w-]+ ){0,4}?(?:guns?|howitzers?|artillery|launchers?|mortars?|weapons?|weaponry|equipment|"
    r"hardware|ammunition|munitions|missiles?|rockets?|tanks?|vehicles?|armou?r|systems?|drones?|MLRS|cannons?)\b"
)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Scope:
    """A counted number with what its slots are read from."""

    article: ReadArticle
    item: Attributed
    times: Timed
    counted: Counted
    others: list[Span]  # the other figures of the sentence
    earlier: list[DraftFigure]  # the drafts before it
    parent: int | None  # index of the figure that it is a part of

    @property
    def span(self) -> Span:
        """Where the figure stands."""
        return self.counted.start, self.counted.end

    @property
    def bounds(self) -> Span:
        """Where its sentence stands."""
        return self.item.sentence.start, self.item.sentence.end


def draft_figures(article: ReadArticle) -> tuple[list[DraftFigure], list[Refused]]:
    """The figures in text order, and the numbers that are none."""
    drafts: list[DraftFigure] = []
    refused: list[Refused] = []
    default = default_party(article.text)
    for place, item in enumerate(article.attributed):
        sentence, times = item.sentence, article.times_of(place)
        counted, other = find_counted(sentence.text, sentence.start, article.dates_in(sentence), article.lexicon)
        refused.extend(other)
        for index, number in enumerate(counted):
            others = [(c.start, c.end) for i, c in enumerate(counted) if i != index]
            parent = parent_of(article.text, number, drafts)
            drafts.append(_draft(Scope(article, item, times, number, others, drafts, parent), default))
    return drafts, refused


def _draft(scope: Scope, default: str | None) -> DraftFigure:
    counted, number = scope.counted, scope.counted.number
    measure, why = _measure_of(scope)
    claim = scope.item.claim_at(counted.start)
    figure = DraftFigure(
        start=counted.start,
        end=counted.end,
        text=scope.article.text[counted.start : counted.end],
        low=number.low,
        high=number.high,
        qualifier=number.qualifier,
        unit=counted.unit,
        measure=measure,
        force=_party_of(scope, claim, measure, default),
        of=scope.parent,
        negated=_is_denied(scope, claim),
        why={
            "value": Why(f"number-{number.qualifier.replace(' ', '-')}", *scope.span, "same-sentence"),
            "measure": why,
        },
    )
    figure = _with_claimant(figure, claim)
    figure = _with_place(figure, scope)
    return _with_day(figure, scope, claim)


def _is_denied(scope: Scope, claim: Claim | None) -> bool:
    """Whether the figure stands behind "denied", "rejected" or "dismissed"."""
    if claim is None or claim.verb[1] > scope.counted.start:
        return False
    verb = scope.article.text[claim.verb[0] : claim.verb[1]].lower()
    return verb.startswith(("den", "reject", "dismiss", "disput"))


def _measure_of(scope: Scope) -> tuple[str, Why]:
    counted, lexicon = scope.counted, scope.article.lexicon
    units = lexicon.files["units"]
    base = counted.unit.split(" per ")[0]
    for measure in ("materiel", "territory"):
        if base in units[measure]:
            return measure, Why(f"noun-{base}", *scope.span, "same-sentence")
    if base == "units" and _OF_ARMS.match(scope.article.text, counted.end):
        return "materiel", Why("units-of-arms", *scope.span, "same-sentence")
    if counted.unit == "percent" and (share := _measure_of_share(scope)) is not None:
        return share, Why("share-of", *scope.span, "same-sentence")
    found = find_measure(
        scope.article.text, scope.span, scope.bounds, scope.others, counted.noun, scope.article.lexicon
    )
    told = found.measure if found else None
    same = measure_before(scope.article.text, counted, told, scope.bounds[0], scope.earlier)
    if same is not None:
        return same.measure, Why("same-count", same.start, same.end, "carried")
    if found is not None:
        return found.measure, Why(found.rule, found.start, found.end, "same-sentence")
    previous = next((f for f in reversed(scope.earlier) if f.start >= scope.bounds[0]), None)
    is_whole = re.search(
        r"\bof (?:its |their |the |some |about )?$", scope.article.text[max(0, counted.start - 16) : counted.start]
    )
    if previous is not None and is_whole is None and previous.measure not in {"materiel", "territory"}:
        return previous.measure, Why("same-as-before", previous.start, previous.end, "carried")
    return "deployed", Why("default", *scope.span, "default")


def _measure_of_share(scope: Scope) -> str | None:
    noun = scope.counted.noun
    is_of_that = re.match(r" of (?:that|it|this)\b", scope.article.text[scope.counted.number.end :][:9]) is not None
    whole = scope.earlier[scope.parent] if scope.parent is not None else None
    if whole is not None and (is_of_that or whole.measure in {"materiel", "territory"}):
        return whole.measure
    if noun in _GROUND:
        return "territory"
    if noun.removesuffix("s") in _ARMS:
        return "materiel"
    last = scope.earlier[-1] if scope.earlier else None
    if not noun and last is not None and last.start >= scope.bounds[0] and last.measure in {"materiel", "territory"}:
        return last.measure
    return last.measure if not noun and last is not None and last.unit == "percent" else None


def _party_of(scope: Scope, claim: Claim | None, measure: str, default: str | None) -> str | None:
    """Whose people or arms these are; arms without a name in the sentence are those of the article's main party."""
    context = default if measure == "materiel" else _party_before(scope) or default
    speaker = (claim.hit_start, claim.hit_end) if claim else (0, 0)
    party = find_party(scope.article.text, scope.span, scope.bounds, context, speaker)
    return default if party == "Ukraine" and _is_done_by(scope) else party


def _is_done_by(scope: Scope) -> bool:
    """As in "Ukrainian operators killed 21 soldiers": the ones named are not those counted."""
    before = scope.article.text[max(scope.bounds[0], scope.counted.start - 45) : scope.counted.start]
    return re.search(r"\b(?:kill|wound|captur|destroy|eliminat|injur|found|took|hit)\w*\b[^.;]*$", before) is not None


def _party_before(scope: Scope) -> str | None:
    """The party that "of them" takes over, else the one named last, else that of the figure before."""
    earlier, start = scope.earlier, scope.bounds[0]
    if scope.parent is not None:
        return earlier[scope.parent].force
    if earlier and earlier[-1].start >= start:
        return earlier[-1].force
    near = earlier[-1].force if earlier and start - earlier[-1].end < 400 else None
    return last_party(scope.article.text, max(0, start - 200), start) or near


def _with_claimant(figure: DraftFigure, claim: Claim | None) -> DraftFigure:
    if claim is None:
        return figure
    return replace(figure, claimant=claim.label, via=claim.via, why={**figure.why, "claimant": claim.why})


def _with_place(figure: DraftFigure, scope: Scope) -> DraftFigure:
    place = choose_place(scope.article.text, scope.bounds, scope.span, scope.others, scope.article.places)
    if place is not None:
        rule, how = ("back-reference", "carried") if place.is_back_reference else ("in-clause", "same-sentence")
        why = Why(f"place-{rule}", place.start, place.end, how)
        return replace(figure, place=place.name, why={**figure.why, "place": why})
    parent = scope.earlier[scope.parent] if scope.parent is not None else None
    if parent is None and figure.measure == "territory":
        named = [p for p in scope.article.places if scope.bounds[0] <= p.start < scope.bounds[1] and not p.is_country]
        if named:
            why = Why("place-of-ground", named[-1].start, named[-1].end, "same-sentence")
            return replace(figure, place=named[-1].name, why={**figure.why, "place": why})
    parent = parent or sibling_of(scope.article.text, scope.counted, scope.bounds[0], scope.earlier)
    if parent is not None and parent.place:
        why = Why("place-of-whole", parent.start, parent.end, "carried")
        return replace(figure, place=parent.place, why={**figure.why, "place": why})
    return figure


def _with_day(figure: DraftFigure, scope: Scope, claim: Claim | None) -> DraftFigure:
    times = _times_of(scope, claim)
    day = as_of(scope.article.text, times, scope.span, scope.bounds, scope.others, figure.measure)
    if day is None:
        return figure
    rule = "day-said-on" if day is times.said else "day-in-clause"
    return replace(figure, as_of=day.value, why={**figure.why, "as_of": Why(rule, day.start, day.end, "same-sentence")})


def _times_of(scope: Scope, claim: Claim | None) -> Timed:
    """The sentence's day of speaking is not that of somebody else who speaks in a clause of it."""
    main, times = scope.item.claim, scope.times
    other = claim is not None and main is not None and claim is not main and claim.names != main.names
    if other and times.said is not None and claim is not None and not claim.start <= times.said.start < claim.end:
        return replace(times, said=None)
    return times
