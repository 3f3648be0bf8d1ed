"""Whose words every sentence of an article is: one after the other, with what was said before in mind."""

import re
from bisect import bisect_left
from dataclasses import replace

from events.extract.claims import Attributed, Claim, make_claim
from events.extract.drafts import Why
from events.extract.hits import Hit, Spoken
from events.extract.lexicon import Lexicon, any_of
from events.extract.memory import Memory
from events.extract.mention import Mention
from events.extract.sentences import Sentence
from events.extract.speakers import claims_of
from events.extract.speech import find_hits


def attribute(sentences: list[Sentence], mentions: list[Mention], lexicon: Lexicon) -> list[Attributed]:
    """Every sentence with its claimant, in order; what no rule settles stays without one."""
    memory = Memory(tuple(mentions))
    starts = [mention.start for mention in mentions]
    header: Claim | None = None
    found: list[Attributed] = []
    for sentence in sentences:
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        inside = tuple(mentions[first:last])
        attributed, header = _attribute_one(sentence, inside, lexicon, memory, header, found)
        found.append(attributed)
        memory.since_speech += 1
        if attributed.claim is not None and not attributed.is_header and not sentence.is_headline:
            memory.note_speech(
                attributed.claim.names if not _relayed_by_person(attributed, memory) else _relayer(attributed),
                _spoken_kind(attributed, memory),
                sentence.text,
            )
        spoke = attributed.claim is not None and not sentence.is_headline
        memory.note(inside, sentence.text, sentence.start, spoke=spoke)
    return _look_ahead(found)


_ONE_OF = re.compile(
    r"(?:(?:an?|one|the|another|senior|top|US|U\.S\.|[A-Z]\w+|\w+-\w+|former) )*(?:\w+ )?(?:official|officer|"
    r"spokes(?:man|woman|person)|"
    r"representative|source|diplomat|commander|analyst|expert|researcher|officer)\b",
    re.IGNORECASE,
)


def _relayed_by_person(attributed: Attributed, memory: Memory) -> bool:
    """As in "Lee said the NIS estimated …": the next "he" is Lee."""
    claim = attributed.claim
    return bool(
        claim
        and claim.via
        and any(m.kind == "person" and m.label == claim.via for m in (*memory.seen, *attributed.mentions))
    )


def _relayer(attributed: Attributed) -> tuple[str, ...]:
    return ((attributed.claim.via if attributed.claim else None) or "",)


def _spoken_kind(attributed: Attributed, memory: Memory) -> str:
    claim = attributed.claim
    if claim is None:
        return ""
    if _relayed_by_person(attributed, memory):
        return "person"
    text, start = attributed.sentence.text, attributed.sentence.start
    if claim.kind in {"agency", "state", "group"} and _ONE_OF.match(
        text[claim.hit_start - start : claim.hit_end - start]
    ):
        return "one"
    return claim.kind


def _attribute_one(
    sentence: Sentence,
    inside: tuple[Mention, ...],
    lexicon: Lexicon,
    memory: Memory,
    header: Claim | None,
    before: list[Attributed],
) -> tuple[Attributed, Claim | None]:
    spoken = _prepare(sentence, inside)
    headers = lexicon.files["reporting"]["headers"]
    word = re.match(
        rf"({any_of([w for words in headers.values() for w in words])})(?: (?:from|of|by) ([^:]{{2,60}}))?: ?",
        sentence.text,
    )
    if word and word[1] in headers["source"]:
        header = _header_claim(sentence, inside, spoken, lexicon, memory) or header
        return Attributed(sentence, inside, header, (), is_header=True), header
    if word and word[1] in headers["release"]:
        header = None
    hits = find_hits(spoken, lexicon, memory)
    claim, inner = claims_of(
        sentence,
        spoken,
        hits,
        memory.find_references(sentence.text, spoken.mentions, lexicon, is_headline=True)
        if sentence.is_headline
        else [],
    )
    if claim is not None:
        claim = _relayed_again(sentence, claim, before)
    else:
        claim = _carried(sentence, word, header, inside, before, headers, memory)
    return Attributed(sentence, inside, claim, tuple(inner)), header


def _relayed_again(sentence: Sentence, claim: Claim, before: list[Attributed]) -> Claim:
    """As in "Citing officials, the broadcaster said …. …, it said": the second is relayed as the first was."""
    last = before[-1].claim if before else None
    is_told = claim.why.rule.startswith("verb")
    again = (
        is_told and claim.why.how == "pronoun" and claim.via is None and last is not None and last.names == claim.names
    )
    if again and last is not None and last.why.rule == "citing" and before[-1].sentence.paragraph == sentence.paragraph:
        return replace(claim, via=last.via)
    return claim


def _prepare(sentence: Sentence, inside: tuple[Mention, ...]) -> Spoken:
    masked = list(sentence.text)
    for quotation in sentence.quotations:
        begin, stop = (
            max(quotation.start, sentence.start) - sentence.start,
            min(quotation.end, sentence.end) - sentence.start,
        )
        for position in range(begin + 1, stop - 1 if quotation.is_closed else stop):
            masked[position] = "§"
    moved = tuple(replace(m, start=m.start - sentence.start, end=m.end - sentence.start) for m in inside)
    return Spoken(sentence.text, "".join(masked), moved, sentence.is_headline)


def _header_claim(
    sentence: Sentence, inside: tuple[Mention, ...], spoken: Spoken, lexicon: Lexicon, memory: Memory
) -> Claim | None:
    """As in "Source: Reuters, citing Lee": Lee's words, relayed by Reuters."""
    speakers = [m for m in inside if m.kind not in {"captive", "channel"}]
    cited = [hit for hit in find_hits(spoken, lexicon, memory) if hit.kind in {"citing", "according"}]
    if cited:
        relay = next((m.label for m in speakers if m.end - sentence.start <= cited[0].word_start), None)
        return make_claim(sentence, cited[0], cited[0].names, relay, "source-block", "header")
    if not speakers:
        return None
    first = next((m for m in speakers if m.kind == "person"), speakers[0])
    relay = speakers[0].label if speakers[0].kind == "outlet" and first is not speakers[0] else None
    hit = Hit("header", first.names, first.kind, first.start - sentence.start, first.end - sentence.start, 0, 6)
    return make_claim(sentence, hit, first.names, relay, "source-block", "header")


def _carried(
    sentence: Sentence, word: re.Match[str] | None, header: Claim | None, inside: tuple[Mention, ...],
    before: list[Attributed], headers: dict[str, list[str]], memory: Memory,
) -> Claim | None:  # fmt: skip
    """Who speaks where no reporting word stands: a block's source, or the speaker of a quotation that goes on."""
    if word and (word[1] in headers["speech"]) and inside and word[2]:
        named = next((m for m in inside if m.start < sentence.start + word.end()), None)
        if named is not None:
            hit = Hit(
                "header",
                named.names,
                named.kind,
                named.start - sentence.start,
                named.end - sentence.start,
                0,
                word.end(),
            )
            return make_claim(sentence, hit, named.names, None, "quote-block", "header")
    if header is not None and (word and word[1] in [*headers["inherit"], *headers["speech"]]):
        return replace(header, start=sentence.start, end=sentence.end, why=replace(header.why, how="header"))
    if not _is_quotation(sentence):
        return None
    last = next((a for a in reversed(before) if a.claim is not None and not a.is_header), None)
    near = last is not None and sentence.paragraph - last.sentence.paragraph <= 2 and memory.since_speech <= 2
    if near and last is not None and last.claim is not None and not last.sentence.is_headline:
        return replace(
            last.claim,
            start=sentence.start,
            end=sentence.end,
            why=Why("quotation-goes-on", last.claim.hit_start, last.claim.hit_end, "carried"),
        )
    if header is not None:
        return replace(header, start=sentence.start, end=sentence.end, why=replace(header.why, how="header"))
    return None


def _is_quotation(sentence: Sentence) -> bool:
    """Whether nearly all of a sentence stands in quotation marks."""
    covered = sum(min(q.end, sentence.end) - max(q.start, sentence.start) for q in sentence.quotations)
    return covered >= 0.8 * len(sentence.text)


def _look_ahead(found: list[Attributed]) -> list[Attributed]:
    """As in "a lawmaker said" before the lawmaker's name, and "the ministry said this" behind the claim itself."""
    resolved = list(found)
    for index, attributed in enumerate(found):
        claim = attributed.claim
        if claim is not None and claim.kind == "group" and len(claim.names) == 1:
            resolved[index] = _named_later(attributed, claim, found[index + 1 : index + 4])
        elif claim is not None and claim.via is not None:
            resolved[index] = _relayer_named_later(attributed, claim, found[index + 1 : index + 4])
        if index + 1 < len(found) and claim is None and _says_this(attributed, found[index + 1]):
            resolved[index] = _with_next(attributed, found[index + 1])
            found[index + 1] = resolved[index + 1] = replace(found[index + 1], is_statement=False)
    return resolved


def _named_later(attributed: Attributed, claim: Claim, later: list[Attributed]) -> Attributed:
    mention = next((m for m in attributed.mentions if m.start == claim.hit_start), None)
    if (
        mention is None
        or not re.match(r"(?:an?|one|the) ", attributed.sentence.text[mention.start - attributed.sentence.start :])
        or not mention.roles
    ):
        return attributed
    names = _name_in(later, mention.roles[0])
    if names is None:
        return attributed
    found = replace(claim, names=names, kind="person", why=replace(claim.why, rule="named-later", how="carried"))
    return replace(attributed, claim=found)


def _relayer_named_later(attributed: Attributed, claim: Claim, later: list[Attributed]) -> Attributed:
    """As in "a lawmaker said, citing the NIS" before the lawmaker's name."""
    relay = next((m for m in attributed.mentions if m.kind == "group" and m.label == claim.via and m.roles), None)
    names = _name_in(later, relay.roles[0]) if relay is not None else None
    return replace(attributed, claim=replace(claim, via="; ".join(names))) if names else attributed


def _name_in(later: list[Attributed], role: str) -> tuple[str, ...] | None:
    """Who begins one of the next sentences in that role, or stands behind it: "the lawmaker, Kang Dae-sik of …"."""
    for following in later:
        text, start = following.sentence.text, following.sentence.start
        for person in following.mentions:
            lead = text[: person.start - start]
            if person.kind == "person" and role in person.roles and len(lead) < 40:
                return person.names
        apposed = re.search(rf"\b[Tt]he {role}, ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){{1,2}})(?=,| of\b)", text)
        if apposed is not None:
            return (apposed[1],)
    return None


_THIS_SAID = re.compile(
    r" (?:(?:about |of )?(?:this|so)\b(?! (?:is|was|week|month|year|summer|winter|spring|autumn|time))|"
    r"(?:about |of )?it(?=[.,]|$| (?:on|in|at|during|to|late|early|earlier|via|last|yesterday|today)\b))"
)


_THIS_WAS_SAID = re.compile(
    r"(?:This|That|It|The (?:figure|information|number|news)) (?:is|was|has been|were) (?:\w+ "
    r")?(?:stated|reported|announced|said|according|confirmed|"
    r"disclosed|revealed)"
)


def _says_this(attributed: Attributed, following: Attributed) -> bool:
    """Whether the next sentence only tells who said this one."""
    claim = following.claim
    if (
        claim is None
        or following.sentence.paragraph - attributed.sentence.paragraph > 1
        or attributed.sentence.is_headline
    ):
        return False
    said = following.sentence.text[claim.verb[1] - following.sentence.start :]
    lead = following.sentence.text[: claim.verb[1] - following.sentence.start]
    return _THIS_SAID.match(said) is not None or _THIS_WAS_SAID.match(lead) is not None


def _with_next(attributed: Attributed, following: Attributed) -> Attributed:
    claim = following.claim
    if claim is None:
        return attributed
    why = Why("said-in-next-sentence", claim.hit_start, claim.hit_end, "carried")
    moved = replace(claim, start=attributed.sentence.start, end=attributed.sentence.end, why=why)
    return replace(attributed, claim=moved)
