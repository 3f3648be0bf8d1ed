"""Who was named and who spoke so far: what "he", "the agency" and "the minister" mean."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from events.extract.lexicon import Lexicon, any_of
from events.extract.mention import Mention

_STEP = (
    r"(?:South Korean |Ukrainian |US |U\.S\. |UK |U\.K\. |American |Russian |British |Britain['’]s |Japanese "
    r"|Telegram |Facebook |same |senior |Seoul |South Korea['’]s |Ukraine['’]s |"
    r"[a-z\d]+-[a-z]+ |second |opposition |ruling party |retired |latest |daily |new |intelligence |military |"
    r"former |North Korean )?"
)
_AFTER_PREPOSITION = re.compile(
    r"\b(?:to|from|for|in|of|by|with|against|into|at|near|on|about|between|behind|after|"
    r"before|than) (?:the |[A-Z][\w.]+ )*$"
)

_RANKED = re.compile(
    r"general|colonel|major|captain|lieutenant|sergeant|officer|soldier|pilot|operator|analyst|expert|researcher|"
    r"professor|"
    r"historian|scholar|veteran|medic|paratrooper|marine|commander|spokes|minister|diplomat|lawmaker|envoy|ambassador|"
    r"official|defector|fellow|specialist|adviser|instructor|sniper|scout|gunner|interpreter|admiral|brigadier|blogger"
)

_OF_STATE = (  # "the U.K. ministry" is no other state's
    (r"\b(?:UK|U\.K\.|British|Britain)", "UK"), (r"\bRussian", "Russian"), (r"\bJapanese", "Japanese"),
    (r"\bUkrainian", "Ukrainian"), (r"\bSouth Korean", "South Korean"),
)  # fmt: skip

_NAMED = frozenset({"outlet", "agency", "person"})

Meant = tuple[tuple[str, ...], str]  # names, kind


@dataclass
class Memory:
    """Grows sentence by sentence; only what stands earlier in the text can be meant."""

    everybody: tuple[Mention, ...] = ()  # of the whole article: a headline may name one who comes later
    seen: list[Mention] = field(default_factory=list)
    speakers: list[Meant] = field(default_factory=list)
    since_speech: int = 99
    subject: Meant | None = None  # a person who began a sentence after the last speech
    body: Meant | None = None  # an agency or state that did
    documents: dict[str, Meant] = field(default_factory=dict)  # "assessment" -> whose it is

    def note(self, mentions: tuple[Mention, ...], text: str, start: int, *, spoke: bool) -> None:
        """Remember who was named in a sentence, and a person whom it is about."""
        self.seen.extend(mentions)
        if spoke:
            self.subject = self.body = None
            return
        first = mentions[0] if mentions else None
        if first and first.kind in {"agency", "state", "group"} and first.start - start < 30:
            self.body = (first.names, first.kind)
        people = [m for m in mentions if m.kind == "person" and m.start - start < 60]
        if people and not _AFTER_PREPOSITION.search(text[: people[0].start - start]):
            self.subject = (people[0].names, "person")

    def note_speech(self, names: tuple[str, ...], kind: str, text: str) -> None:
        """Remember who spoke last, and whose report or assessment the sentence is about."""
        for noun in re.findall(r"\b(?:report|update|assessment|estimate|statement|bulletin|document|analysis)\b", text):
            self.documents[noun] = (names, kind)
        self.speakers.append((names, kind))
        self.since_speech = 0

    def find_references(
        self, text: str, mentions: tuple[Mention, ...], lexicon: Lexicon, *, is_headline: bool
    ) -> list[Mention]:
        """The words of a sentence that mean somebody named elsewhere."""
        found = []
        for match in _references(lexicon, is_headline).finditer(text):
            over = [m for m in mentions if m.start < match.end() and match.start() < m.end]
            if any(m.kind != "state" or m.start < match.start() or m.end > match.end() for m in over):
                continue
            if any(m.start == match.end() + 1 and m.kind in _NAMED for m in mentions):
                continue  # "the daily Chosun Ilbo", "the state news agency KCNA"
            earlier = [m for m in mentions if m.end <= match.start()]
            if (meant := self._resolve(match, earlier, lexicon)) is not None:
                rule = "pronoun" if match["pronoun"] else "role"
                found.append(Mention(match.start(), match.end(), *meant, (), rule))
        return found

    def _resolve(self, match: re.Match[str], earlier: list[Mention], lexicon: Lexicon) -> Meant | None:
        if match["pronoun"]:
            return self._by_pronoun(match, earlier)
        if match["document"]:
            return self.documents.get(match["document"].lower()) or (
                self._last_of({"agency"}) if self.since_speech <= 3 else None
            )
        if match["agency"]:
            return self._by_agency(match, earlier, lexicon)
        if match["age"] is None and (person := _APPOSED.match(match.string, match.end())) is not None:
            named = [m for m in self.seen if m.kind == "person" and m.label == person[1]]
            return (named[0].names if named else (person[1],)), "person"  # "the lawmaker, Kang Dae-sik of …"
        if earlier and earlier[-1].kind == "person" and match.string[earlier[-1].end : match.start()] == ", ":
            return earlier[-1].names, "person"  # "Wood, the deputy ambassador, said"
        if match["age"]:
            return self._last_person()
        return self._by_role(match["role"].lower())

    def _by_pronoun(self, match: re.Match[str], earlier: list[Mention]) -> Meant | None:
        pronoun = match["pronoun"].lower()
        if pronoun in {"he", "she", "him", "her", "his"}:
            return _subject_of(match, earlier) or self._last_person()
        if pronoun == "it" and earlier and earlier[0].kind == "state" and _is_tagged_on(match):
            return self._last_of({"agency", "outlet", "group"}) or (earlier[0].names, earlier[0].kind)
        if (
            pronoun in {"it", "they"}
            and earlier
            and earlier[0].kind in {"agency", "group", "state"}
            and earlier[0].start < 20
        ):
            return earlier[0].names, earlier[0].kind
        if pronoun in {"it", "they"} and self.body is not None:
            return self.body
        if pronoun == "it":
            return self._last_of({"agency", "state", "outlet", "group"})
        if self.speakers and (len(self.speakers[-1][0]) > 1 or self.speakers[-1][1] in {"agency", "group", "captive"}):
            return self.speakers[-1]
        return None

    def _last_person(self) -> Meant | None:
        if self.subject is not None:
            return self.subject
        for names, kind in reversed(self.speakers[-2:]):
            is_one = kind in {"person", "one"} or (
                kind in {"group", "captive"} and len(names) == 1 and not names[0].endswith("s")
            )
            if is_one and self.since_speech <= 4:
                return names, kind
        spoken = {names for names, _ in self.speakers}
        for mention in reversed(self.seen):
            if mention.kind == "person" and (
                mention.names in spoken or mention.rule == "named-with-title" or mention.roles
            ):
                return mention.names, "person"
        return None

    def _last_of(self, kinds: set[str]) -> Meant | None:
        return next((said for said in reversed(self.speakers[-2:]) if said[1] in kinds), None)

    def _by_agency(self, match: re.Match[str], earlier: list[Mention], lexicon: Lexicon) -> Meant | None:
        noun = match["agency"].lower()
        of_state = next((state for words, state in _OF_STATE if re.search(words, match.group())), None)
        wanted = lexicon.files["reporting"]["agency_nouns"][noun]
        fitting = [
            mention
            for mention in (*self._units_in(earlier), *reversed(self.seen), *(self.everybody if not self.seen else ()))
            if (
                (mention.kind in {wanted, "group"})
                and (wanted == "outlet" or noun in mention.roles or noun in mention.label.lower())
            )
            or (noun in {"unit", "formation"} and mention.rule == "military-unit")
            or (noun in {"agency", "news agency", "state news agency"} and "news agency" in mention.roles)
        ]
        if of_state is not None:
            fitting = [mention for mention in fitting if mention.label.startswith(of_state)] or fitting
        named_so = [mention for mention in fitting if noun in mention.label.lower()]
        return next(((m.names, m.kind) for m in (*named_so, *fitting)), None)

    def _units_in(self, earlier: list[Mention]) -> list[Mention]:
        """Brigades named before in the same sentence: "fighters of the 95th …, the brigade said"."""
        return [mention for mention in reversed(earlier) if mention.rule == "military-unit"]

    def _by_role(self, role: str) -> Meant | None:
        singular = role.removesuffix("s")
        for mention in reversed(self.seen):
            if mention.kind == "person" and role in mention.roles:
                return mention.names, "person"
            if (
                mention.kind in {"group", "agency", "outlet"}
                and mention.rule != "known-name"
                and singular in mention.roles
            ):
                return mention.names, mention.kind
        is_ranked = _RANKED.search(role) is not None and self.since_speech <= 2
        return self._last_person() if is_ranked else None


_APPOSED = re.compile(r", ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2})(?=,? (?:of|from|with|who|said|added|told)\b|,)")


def _is_tagged_on(match: re.Match[str]) -> bool:
    """As in "Pyongyang keeps sending arms, it said": not Pyongyang said so."""
    return re.search(r",[”\"]? $", match.string[: match.start()]) is not None


def _subject_of(match: re.Match[str], earlier: list[Mention]) -> Meant | None:
    """The one person whom "he" can mean in its own sentence: "HUR's deputy head X believes …, he said"."""
    people = [m for m in earlier if m.kind in {"person", "group"} and (m.kind == "person" or _is_single(match, m))]
    if not people or len({m.names for m in people}) > 1:
        return None
    first = people[0]
    lead = match.string[: first.start]
    if _AFTER_PREPOSITION.search(lead) or (first.kind == "person" and re.match(r"['’]s ", match.string[first.end :])):
        return None
    return first.names, "person"


def _is_single(match: re.Match[str], mention: Mention) -> bool:
    """As in "a Western official", one of whom "he" can be said."""
    words = match.string[mention.start : mention.end]
    return (
        mention.kind == "group"
        and re.match(r"(?:[Aa]n?|[Oo]ne|[Tt]he|[Aa]nother) ", words) is not None
        and words[-1] != "s"
    )


@lru_cache(maxsize=8)
def _references(lexicon: Lexicon, is_headline: bool) -> re.Pattern[str]:
    agencies = any_of(lexicon.files["reporting"]["agency_nouns"])
    roles = any_of([*lexicon.words("reporting", "person_nouns"), "lawmakers"])
    counts = any_of(lexicon.words("reporting", "possessed"))
    documents = any_of(lexicon.words("reporting", "documents"))
    article = "(?:the |this |that )?" if is_headline else "(?:(?:one|two|some) of the |the |this |that |its )"
    return re.compile(
        rf"(?<![\w-])(?:(?P<pronoun>he|she|they|it|(?:(?<=according to )|(?<=quoted )|(?<=quoting )|(?<=quotes )|"
        rf"(?<=citing )|(?<=cited ))(?:him|her|them)|(?:(?<=by )|(?<=in )|(?<=on ))(?:his|her|its|their)"
        rf"(?= (?:{counts})\b))|"
        rf"{article}{_STEP}(?:(?P<agency>{agencies})|"
        rf"(?P<role>(?:{roles})s?)|(?P<document>{documents})|(?P<age>\d\d-year-old)))(?![\w-])",
        re.IGNORECASE,
    )
