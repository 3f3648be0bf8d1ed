"""Who claims what: a claim over a stretch of the text, and a sentence with its claims."""

from dataclasses import dataclass

from events.extract.drafts import Why
from events.extract.hits import Hit
from events.extract.mention import Mention
from events.extract.sentences import Sentence

_OF_A_CLAUSE = frozenset({"relative-clause", "verb-aside"})  # what stands outside them nobody is cited for


@dataclass(frozen=True, slots=True)
class Claim:
    """A stretch of the text (code points) and who claims what stands in it."""

    start: int
    end: int
    names: tuple[str, ...]
    kind: str
    via: str | None
    why: Why
    verb: tuple[int, int]
    hit_start: int
    hit_end: int

    @property
    def label(self) -> str:
        """The claimant as a draft gives it."""
        return "; ".join(self.names)


@dataclass(frozen=True, slots=True)
class Attributed:
    """One sentence with its claim, if it has one, and the stretches inside it that are another's."""

    sentence: Sentence
    mentions: tuple[Mention, ...]
    claim: Claim | None
    inner: tuple[Claim, ...]
    is_header: bool = False
    is_statement: bool = True

    def claim_at(self, position: int) -> Claim | None:
        """The claim that a figure at ``position`` belongs to: the innermost."""
        covering = [claim for claim in self.inner if claim.start <= position < claim.end]
        if covering:
            return min(covering, key=lambda claim: claim.end - claim.start)
        is_outside = self.claim is not None and not self.claim.start <= position < self.claim.end
        return None if is_outside and self.claim and self.claim.why.rule in _OF_A_CLAUSE else self.claim


def make_claim(
    sentence: Sentence,
    hit: Hit,
    names: tuple[str, ...],
    via: str | None,
    rule: str,
    how: str = "",
    span: tuple[int, int] | None = None,
) -> Claim:
    """A claim by ``names``, over ``span`` of the sentence or all of it; ``hit`` is the evidence."""
    begin, stop = span or (0, len(sentence.text))
    evidence = (sentence.start + min(hit.start, hit.word_start), sentence.start + max(hit.subject_end, hit.word_end))
    return Claim(
        sentence.start + begin, sentence.start + stop, names, hit.actor_kind, via if via not in names else None,
        Why(rule, *evidence, how or hit.how), (sentence.start + hit.word_start, sentence.start + hit.word_end),
        sentence.start + hit.start, sentence.start + hit.subject_end,
    )  # fmt: skip
