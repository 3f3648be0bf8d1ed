"""Who was named and who spoke so far: what "he", "the agency" and "the minister" mean."""

import re
from dataclasses import dataclass, field

from events.extract.lexicon import Lexicon, any_of
from events.extract.mentions import Mention

_STEP = r"(?:South Korean |Ukrainian |US |U\.S\. |American |Russian |British |same |senior )?"


@dataclass
class Memory:
    """Grows sentence by sentence; only what stands earlier in the text can be meant."""

    seen: list[Mention] = field(default_factory=list)
    speakers: list[tuple[tuple[str, ...], str]] = field(default_factory=list)  # names, kind
    people: dict[str, Mention] = field(default_factory=dict)
    sentences_since_speech: int = 99
    said_on: str | None = None

    def note(self, mentions: tuple[Mention, ...]) -> None:
        """Remember who was named."""
        self.seen.extend(mentions)

    def note_speech(self, names: tuple[str, ...], kind: str) -> None:
        """Remember who spoke last."""
        self.speakers.append((names, kind))
        self.sentences_since_speech = 0

    def find_pronouns(self, text: str, mentions: tuple[Mention, ...], lexicon: Lexicon) -> list[Mention]:
        """The words of a sentence that mean somebody named before."""
        found = []
        pattern = _pronoun_pattern(lexicon)
        for match in pattern.finditer(text):
            if any(m.start <= match.start() < m.end or m.start < match.end() <= m.end for m in mentions):
                continue
            earlier = [m for m in mentions if m.end <= match.start()]
            if (meant := self._resolve(match, earlier, lexicon)) is not None:
                names, kind = meant
                rule = "pronoun" if match["pronoun"] else "role"
                found.append(Mention(match.start(), match.end(), names, kind, (), rule))
        return found

    def _resolve(
        self, match: re.Match[str], earlier: list[Mention], lexicon: Lexicon
    ) -> tuple[tuple[str, ...], str] | None:
        if match["pronoun"]:
            return self._by_pronoun(match["pronoun"].lower(), earlier)
        if match["agency"]:
            return self._by_agency(match["agency"].lower(), lexicon)
        return self._by_role(match["role"].lower())

    def _by_pronoun(self, pronoun: str, earlier: list[Mention]) -> tuple[tuple[str, ...], str] | None:
        if pronoun in {"he", "she"}:
            in_sentence = [m for m in earlier if m.kind == "person"]
            if in_sentence and len({m.names for m in in_sentence}) == 1 and earlier[0].kind == "person":
                return in_sentence[0].names, "person"
            return self._last_person()
        if pronoun == "it":
            return self._last_of({"agency", "state", "outlet", "group"})
        for names, kind in reversed(self.speakers[-1:]):
            if len(names) > 1 or kind in {"agency", "group", "captive"}:
                return names, kind
        return None

    def _last_person(self) -> tuple[tuple[str, ...], str] | None:
        if (
            self.speakers
            and self.speakers[-1][1] == "person"
            and self.sentences_since_speech <= 3
            and not self._newer_subject()
        ):
            return self.speakers[-1]
        people = [m for m in self.seen if m.kind == "person"]
        spoken = {names for names, _ in self.speakers}
        for mention in reversed(people):
            if mention.names in spoken or mention.rule in {"named-with-title", "surname"} or mention.roles:
                return mention.names, "person"
        return None

    def _newer_subject(self) -> bool:
        """Whether someone else began a sentence after the last speech."""
        return False

    def _last_of(self, kinds: set[str]) -> tuple[tuple[str, ...], str] | None:
        for names, kind in reversed(self.speakers[-2:]):
            if kind in kinds:
                return names, kind
        return None

    def _by_agency(self, noun: str, lexicon: Lexicon) -> tuple[tuple[str, ...], str] | None:
        wanted = lexicon.files["reporting"]["agency_nouns"][noun]
        for mention in reversed(self.seen):
            if mention.kind == wanted and (wanted == "outlet" or noun in mention.roles):
                return mention.names, mention.kind
        return None

    def _by_role(self, role: str) -> tuple[tuple[str, ...], str] | None:
        for mention in reversed(self.seen):
            if mention.kind == "person" and role in mention.roles:
                return mention.names, "person"
        for names, kind in reversed(self.speakers[-2:]):
            if kind == "group" and role in {"official", "officials"}:
                return names, kind
        return None


_PATTERNS: dict[int, re.Pattern[str]] = {}


def _pronoun_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    key = id(lexicon)
    if key not in _PATTERNS:
        agencies = any_of(lexicon.files["reporting"]["agency_nouns"])
        roles = any_of([*lexicon.words("reporting", "person_nouns"), "officials", "lawmakers"])
        _PATTERNS[key] = re.compile(
            rf"(?<![\w-])(?:(?P<pronoun>he|she|they|it|He|She|They|It)|(?:[Tt]he|[Tt]his|[Tt]hat) {_STEP}(?:(?P<agency>{agencies})|(?P<role>{roles})))(?![\w-])",
            re.IGNORECASE,
        )
    return _PATTERNS[key]
