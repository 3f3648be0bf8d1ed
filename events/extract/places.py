"""Where a figure or event is placed: a name in the same clause, or words that point back to one."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

from events.extract.clauses import clause_of
from events.extract.lexicon import Lexicon, any_of
from geodata.gazetteer import Gazetteer

_COUNTRY_IN = re.compile(
    r"\b(?:[Ii]n|[Tt]o|[Ii]nto|inside|within|across|reached|entered|left|leave|leaving|throughout|onto|"
    r"(?:set out|bound|headed|leaving|left|departed|destined) for|supplied|supplying|provided|"
    r"sent|giving|given|gave|arriv\w+ in|towards?) (?:the |the territory of |territory of |"
    r"western |eastern )?$"
)
_ENTERS = re.compile(r"\b(?:into|inside|entered|enter|entering) $")
_ON_SOIL = re.compile(r"^['’]s (?:soil|territory|land)|^n (?:soil|territory)")
_SPEAKER_SIDE = re.compile(
    r"['’]s? (?:side|war|army|military|ally|behalf|forces|president|invasion|defen[cs]e|"
    r"foreign|ministry|full-scale|aggression|leader|intelligence|security|parliament|"
    r"government|national|special|main|general|soldiers|troops|commander|offensive)"
)


_PART_OF_NAME = re.compile(
    r"-based| time\b|['’]?s? (?:Operational|Group\b|Grouping|group of forces|Brigade|Regiment|Battalion|University|"
    r"Institute|Times|Post|"
    r"Independent|School)"
)
_THERE = re.compile(r"\bthere\b(?! (?:are|is|were|was|have|has|had|will|would|may|might|could|can|be|to be|seems?)\b)")

_CITY = re.compile(
    r"\b(?:[Nn]ear|[Oo]utside|[Cc]ity of|[Oo]utskirts of|[Nn]orth of|[Ss]outh of|[Ee]ast of|[Ww]est of) $"
)
_RECEIVES = re.compile(
    r" (?:has |had |have |already |would |will |also |may |could |is |was )*(?:receiv|got\b|obtain|import|take in|"
    r"takes in|took in|taken in|"
    r"taking in|take delivery|took delivery|bought|acquir|accept|host)"
)
_NEXT_VERB = re.compile(r" and (?:has|have|had|put|sent|lost) ")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in the text."""

    start: int
    end: int
    name: str
    is_country: bool
    is_back_reference: bool = False


@dataclass(frozen=True)
class PlaceFinder:
    """The gazetteer's names and those of places.json as one pattern."""

    pattern: re.Pattern[str]
    near: re.Pattern[str]
    canonical: dict[str, str]
    countries: frozenset[str]
    oblasts: frozenset[str]
    cities: frozenset[str]

    def find(self, text: str) -> list[PlaceMention]:
        """The places of ``text`` in order; capitals that speak for a state are none."""
        found: list[PlaceMention] = []
        for match in self.pattern.finditer(text):
            name = self._name_of(text, match)
            if name is not None and _PART_OF_NAME.match(text, match.end()) is None:
                found.append(PlaceMention(match.start(), match.end(), name, name in self.countries))
        return self._with_back_references(text, found)

    def _name_of(self, text: str, match: re.Match[str]) -> str | None:
        """What a name means: "near Donetsk" and "the city of Donetsk" are the city, a bare "Donetsk" the oblast."""
        is_city = _CITY.search(text[max(0, match.start() - 25) : match.start()]) and match.group() in self.cities
        return match.group() if is_city else self.canonical.get(_plain(match.group()))

    def _with_back_references(self, text: str, found: list[PlaceMention]) -> list[PlaceMention]:
        regions = [m for m in found if m.name in self.oblasts]
        for match in chain(self.near.finditer(text), _THERE.finditer(text)):
            earlier = [m for m in regions if m.end <= match.start()]
            if match.group() == "there":
                earlier = _named_in_sentence(text, found, match.start()) or earlier
            if earlier and not any(m.start < match.end() and match.start() < m.end for m in found):
                found.append(PlaceMention(match.start(), match.end(), earlier[-1].name, False, True))
        return sorted(found, key=lambda m: m.start)


def _named_in_sentence(text: str, found: list[PlaceMention], position: int) -> list[PlaceMention]:
    """As in "the Pokrovsk front was the hardest, and losses there …": places that "there" can mean first."""
    return [
        m
        for m in found
        if m.end <= position
        and not m.is_country
        and position - m.end < 160
        and not re.search(r"[.!?][”\"]? |\n", text[m.end : position])
    ]


def make_finder(lexicon: Lexicon, gazetteer: Gazetteer) -> PlaceFinder:
    """The finder for a gazetteer, made once."""
    return _make(lexicon, gazetteer)


@lru_cache(maxsize=4)
def _make(lexicon: Lexicon, gazetteer: Gazetteer) -> PlaceFinder:
    own = lexicon.files["places"]
    canonical: dict[str, str] = {}
    oblasts = {"Kursk Oblast"}
    for alias, places in gazetteer.names().items():
        if alias in own["no_place"] or places[0].name in own["no_place"] or len(alias) < 3:
            continue
        if len(places) == 1:
            canonical[_plain(alias)] = places[0].name
        if places[0].precision.value == "oblast":
            oblasts.add(places[0].name)
    oblasts |= {name for name in own["names"] if name.endswith((" Oblast", " Krai"))}
    canonical.update(own["bare"])
    for name, aliases in own["names"].items():
        canonical.update(dict.fromkeys((_plain(alias) for alias in aliases), name))
    canonical.update({_in_capitals(alias): name for alias, name in canonical.items() if " " in alias})
    for adjective in ("Russian Federation", "Russia", "Ukraine", "North Korea"):
        canonical[adjective] = "Russia" if adjective.startswith("Russia") else adjective
    for name in own["no_place"]:
        canonical.pop(name, None)
    pattern = re.compile(rf"(?<![\w-])(?:{any_of(canonical)})(?![\w-])")
    near = re.compile(own["near"], re.IGNORECASE)
    return PlaceFinder(
        pattern, near, canonical, frozenset(own["countries"]), frozenset(oblasts), frozenset(own["bare"]) - {"Kursk"}
    )


def _in_capitals(alias: str) -> str:
    """As a headline writes it: "Ukraine's Border"."""
    return " ".join(
        word if word in {"of", "the", "with", "to"} else word[:1].upper() + word[1:] for word in alias.split()
    )


def _plain(name: str) -> str:
    return name.replace("’", "'").replace("\u00a0", " ")


def choose_place(
    text: str, bounds: Span, figure: Span, others: list[Span], places: list[PlaceMention]
) -> PlaceMention | None:
    """The place of the figure at ``figure`` in its clause: the nearest exact one, else a country gone to."""
    begin, end = clause_of(text, figure, bounds)
    inside = [p for p in places if begin <= p.start < end and _is_where(text, p)]
    inside = [p for p in inside if not _is_anothers(text, p, figure, others) and not _is_of_part(text, p, figure)]
    inside = _without_origin(text, inside)
    exact = _most_specific(text, [p for p in inside if not p.is_country])
    return min(exact or inside, key=lambda p: _distance(p, figure), default=None)


def _is_anothers(text: str, place: PlaceMention, figure: Span, others: list[Span]) -> bool:
    """A place of the figure before or behind this one, when a comma parts them from it."""
    wholes = [end for start, end in others if re.search(r"\bof $", text[max(0, start - 4) : start], re.IGNORECASE)]
    if place.end <= figure[0] and "," in text[place.end : figure[0]] and any(end <= place.start for end in wholes):
        return True  # "of the 11,000 sent to Russia, 4,000 are dead"
    if (
        place.end <= figure[0]
        and _NEXT_VERB.search(text[place.end : figure[0]])
        and any(end <= place.start for _, end in others)
    ):
        return True  # "shipped 9 million shells to Russia and has put 14,000 soldiers into its war"
    following = min((start for start, _ in others if start >= figure[1]), default=place.start)
    return following < place.start and _parts(text[figure[1] : following])


_PREDICATE = re.compile(
    r" (?:have|has|had|were|was|are|is) (?:been |now |already |since )*\w+(?:ed|en|wn|nt|ing|ft|ne)\b"
)


def _is_of_part(text: str, place: PlaceMention, figure: Span) -> bool:
    """As in "half of the 8,000 men at the front have been pulled back to Kurchatov": the half has."""
    is_whole = re.search(
        r"(?:\d|half|third|quarter|thirds|quarters|most|many|one) of (?:the|its|their) $", text[: figure[0]][-30:]
    )
    if is_whole is None or place.start < figure[1]:
        return False
    between = re.sub(
        r" (?:who|that|which) (?:have|has|had|were|was|are) [^,;.]*?(?= (?:have|has|had|were|was|are) )",
        "",
        text[figure[1] : place.start],
    )
    return _PREDICATE.search(between) is not None


def _parts(between: str) -> bool:
    if re.match(r", (?:among them|including|of them|as well as|plus)\b", between):
        return False
    return ", " in between and len(between) > 8  # "12,000 soldiers, 500 officers in …" is a list, and shares its place


def _most_specific(text: str, places: list[PlaceMention]) -> list[PlaceMention]:
    """As in "Makhnovka in the Kursk region" is Makhnovka."""
    wider = {
        id(second)
        for first, second in pairwise(places)
        if first.name != second.name
        and re.fullmatch(r",? (?:in |of )?(?:the |Russia['’]s |western )*|, ", text[first.end : second.start])
    }
    return [place for place in places if id(place) not in wider]


def _distance(place: PlaceMention, figure: tuple[int, int]) -> int:
    """Places behind a figure are meant more often than those before it."""
    return place.start - figure[1] if place.start >= figure[1] else (figure[0] - place.end) * 2 + 20


_WAYS = re.compile(r"\bfrom (?:the |a |North Korea['’]s |Russia['’]s )?(?:port of |city of |area of )?$")


def _without_origin(text: str, places: list[PlaceMention]) -> list[PlaceMention]:
    """As in "sailed from Wonsan to Vladivostok": they are where they went."""
    gone = [
        p
        for p in places
        if re.search(
            r"\b(?:to|into|for|at) (?:the )?(?:ports? (?:of|at) |city of |town of |(?:an? )?(?:[a-z]+ )?(?:base|"
            r"bases|camp|site|range|training ground|airfield|station)s? (?:in|at|near|outside) )?$",
            text[max(0, p.start - 45) : p.start],
        )
    ]
    from_: list[PlaceMention] = []
    for p in places:
        is_listed = bool(from_) and re.fullmatch(r",? and |, ", text[from_[-1].end : p.start]) is not None
        if is_listed or _WAYS.search(text[max(0, p.start - 40) : p.start]):
            from_.append(p)
    return [p for p in places if p not in from_] if any(g.start > f.end for g in gone for f in from_) else places


def _is_where(text: str, place: PlaceMention) -> bool:
    """A country is a place only where somebody goes into it: "for Russia" and "the war in Ukraine" are none."""
    before, behind = text[max(0, place.start - 60) : place.start], text[place.end : place.end + 25]
    if not place.is_country:
        return True
    if place.name == "North Korea" or _SPEAKER_SIDE.match(behind):
        return False
    if place.name == "Russia" and _RECEIVES.match(text, place.end):
        return True
    if place.name == "Ukraine":
        return bool(_ENTERS.search(before) or _ON_SOIL.match(behind))
    gone_to = _COUNTRY_IN.search(before) and not re.match(r"['’]s ", behind)
    return bool(gone_to or _ON_SOIL.match(behind))
