"""Whose words a sentence is: the claimant, who relayed them, and stretches that belong to somebody else."""

import re
from dataclasses import dataclass, replace

from events.extract.drafts import Why
from events.extract.lexicon import Lexicon, any_of
from events.extract.memory import Memory
from events.extract.mentions import Mention
from events.extract.sentences import Sentence
from events.extract.speech import Hit, Spoken, find_hits

_CLAUSE = re.compile(r"; |, (?:while|but|whereas|although|though|and)\b| while | but |\. ")


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
        return min(covering, key=lambda claim: claim.end - claim.start) if covering else self.claim


def attribute(
    sentences: list[Sentence], mentions: list[Mention], lexicon: Lexicon, outlet: str | None
) -> list[Attributed]:
    """Every sentence with its claimant, in order; what no rule settles stays without one."""
    memory = Memory(tuple(mentions))
    header: Claim | None = None
    found: list[Attributed] = []
    for sentence in sentences:
        inside = tuple(m for m in mentions if sentence.start <= m.start < sentence.end)
        attributed, header = _attribute_one(sentence, inside, lexicon, memory, header, found)
        found.append(attributed)
        memory.since_speech += 1
        if attributed.claim is not None and not attributed.is_header and not sentence.is_headline:
            memory.note_speech(
                attributed.claim.names if not _relayed_by_person(attributed, memory) else _relayer(attributed),
                _spoken_kind(attributed),
                sentence.text,
            )
        spoke = attributed.claim is not None and not sentence.is_headline
        memory.note(inside, sentence.text, sentence.start, spoke=spoke)
    return _look_ahead([_without_own_outlet(a, outlet) for a in found], lexicon)


def _relayed_by_person(attributed: Attributed, memory: Memory) -> bool:
    """ "Lee said the NIS estimated …": the next "he" is Lee."""
    claim = attributed.claim
    return bool(
        claim
        and claim.via
        and any(m.kind == "person" and m.label == claim.via for m in (*memory.seen, *attributed.mentions))
    )


def _relayer(attributed: Attributed) -> tuple[str, ...]:
    return ((attributed.claim.via if attributed.claim else None) or "",)


def _spoken_kind(attributed: Attributed) -> str:
    claim = attributed.claim
    if claim is None:
        return ""
    return (
        "person"
        if claim.via and any(m.kind == "person" and m.label == claim.via for m in attributed.mentions)
        else claim.kind
    )


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
    claim, inner = _combine(
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
    """ "Citing officials, the broadcaster said …. …, it said": the second is relayed as the first was."""
    last = before[-1].claim if before else None
    again = claim.why.how == "pronoun" and claim.via is None and last is not None and last.names == claim.names
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
    """ "Source: Reuters, citing Lee": Lee's words, relayed by Reuters."""
    speakers = [m for m in inside if m.kind not in {"captive", "channel"}]
    cited = [hit for hit in find_hits(spoken, lexicon, memory) if hit.kind in {"citing", "according"}]
    if cited:
        relay = next((m.label for m in speakers if m.end - sentence.start <= cited[0].word_start), None)
        return _claim(sentence, cited[0], cited[0].names, relay, "source-block", "header")
    if not speakers:
        return None
    first = next((m for m in speakers if m.kind == "person"), speakers[0])
    relay = speakers[0].label if speakers[0].kind == "outlet" and first is not speakers[0] else None
    hit = Hit("header", first.names, first.kind, first.start - sentence.start, first.end - sentence.start, 0, 6)
    return _claim(sentence, hit, first.names, relay, "source-block", "header")


def _claim(
    sentence: Sentence,
    hit: Hit,
    names: tuple[str, ...],
    via: str | None,
    rule: str,
    how: str = "",
    span: tuple[int, int] | None = None,
) -> Claim:
    begin, stop = span or (0, len(sentence.text))
    evidence = (sentence.start + min(hit.start, hit.word_start), sentence.start + max(hit.subject_end, hit.word_end))
    return Claim(
        sentence.start + begin, sentence.start + stop, names, hit.actor_kind, via if via not in names else None,
        Why(rule, *evidence, how or hit.how), (sentence.start + hit.word_start, sentence.start + hit.word_end),
        sentence.start + hit.start, sentence.start + hit.subject_end,
    )  # fmt: skip


def _combine(
    sentence: Sentence, spoken: Spoken, hits: list[Hit], references: list[Mention]
) -> tuple[Claim | None, list[Claim]]:
    headline = _headline_speaker(sentence, spoken, references)
    if headline is not None:
        return headline, []
    direct = [h for h in hits if h.kind == "verb" and not h.is_relative and not h.in_quote]
    cited = [h for h in hits if h.kind in {"citing", "according"}]
    if direct:
        return _from_verbs(sentence, spoken, hits, direct, cited)
    inner = _relative_claims(sentence, spoken, hits)
    if cited:
        return _from_cited(sentence, spoken, cited), inner
    if inner:
        return inner[0], inner
    counts = [h for h in hits if h.kind == "count"]
    if counts:
        return _claim(sentence, counts[0], counts[0].names, None, "own-count"), []
    return None, inner


def _headline_speaker(sentence: Sentence, spoken: Spoken, references: list[Mention]) -> Claim | None:
    """ "NIS: 300 killed" and "300 killed: NIS"."""
    if not sentence.is_headline:
        return None
    for mention in (*spoken.mentions, *references):
        leads = (
            mention.start <= 30
            and re.match(r"(?:['’]s \w+)?(?: (?:officials?|chief|spokes\w+|minister))?: ", spoken.text[mention.end :])
            and not re.search(r"[,.]", spoken.text[: mention.start])
        )
        ends = (
            re.search(r"(?:: | [–—-] |, )(?:the )?$", spoken.text[: mention.start])
            and mention.end >= len(spoken.text) - 12
        )
        if (leads or (ends and re.fullmatch(r"(?: \w+){0,1}", spoken.text[mention.end :]))) and mention.kind not in {
            "captive",
            "channel",
        }:
            hit = Hit(
                "headline",
                mention.names,
                mention.kind,
                mention.start,
                mention.end,
                mention.end,
                min(len(spoken.text), mention.end + 1),
            )
            return _claim(sentence, hit, mention.names, None, "headline", "headline")
    return None


def _from_verbs(
    sentence: Sentence, spoken: Spoken, hits: list[Hit], direct: list[Hit], cited: list[Hit]
) -> tuple[Claim | None, list[Claim]]:
    outer = _outermost(spoken, direct)
    names, via, kind_hit, rule = (
        outer.names,
        _told(spoken, outer),
        outer,
        "verb-" + ("behind" if outer.is_inverted else "subject"),
    )
    inner = _relative_claims(sentence, spoken, hits)
    nested = _nested(spoken, outer, [h for h in hits if h.kind == "verb" and not h.is_relative and h is not outer])
    if nested is not None:
        names, via, kind_hit, rule = (
            nested.names,
            outer.names[0] if len(outer.names) == 1 else "; ".join(outer.names),
            nested,
            "verb-nested",
        )
    for hit in cited:
        names, via, kind_hit, rule = _with_cited(spoken, outer, names, via, kind_hit, rule, hit)
    how = outer.how if outer.how != "same-sentence" else kind_hit.how
    how = "headline" if sentence.is_headline else how
    main = _spoken_by(_claim(sentence, kind_hit, names, via, rule, how), sentence, outer)
    others = [h for h in direct if h is not outer and h is not nested]
    inner.extend(_segments(sentence, spoken, outer, others))
    return main, inner


def _spoken_by(claim: Claim, sentence: Sentence, outer: Hit) -> Claim:
    """The claim with the verb of the one who speaks, also when the words are another's."""
    return replace(
        claim,
        verb=(sentence.start + outer.word_start, sentence.start + outer.word_end),
        hit_start=sentence.start + outer.start,
        hit_end=sentence.start + outer.subject_end,
    )


def _outermost(spoken: Spoken, direct: list[Hit]) -> Hit:
    """The speaker of the whole sentence: one who stands at its end, else the first."""
    for hit in reversed(direct):
        rest = spoken.masked[max(hit.word_end, hit.subject_end if hit.is_inverted else 0) :]
        before = spoken.masked[: hit.start]
        ends = (
            len(rest) < 90
            and not re.match(r"[^,.;]{0,60}\b(?:that|how|why|whether)\b", rest)
            and re.search(r"[,”\"’'–—]\s*(?:[^,]{0,60}['’]s )?(?:the |a |an )?(?:[\w’'.()-]+ ){0,9}$", before)
        )
        if ends and (hit.is_inverted or _is_adjunct(rest)):
            return hit
    return direct[0]


def _is_adjunct(rest: str) -> bool:
    return (
        bool(
            re.match(
                r"(?:[.,]|$| (?:on|in|at|during|to|earlier|this|last|late|early|recently|later|via|yesterday|today|here|after|before|reporters|journalists|lawmakers|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|citing|[A-Z][\w ]{2,30}[.,])\b)",
                rest,
            )
        )
        or len(rest.strip(' ."”')) < 3
    )


def _told(spoken: Spoken, hit: Hit) -> str | None:
    """The outlet or channel that the words went to."""
    rest = spoken.text[hit.word_end :][:140]
    for mention in spoken.mentions:
        between = spoken.text[hit.word_end : mention.start]
        if mention.start < hit.word_end or mention.kind not in {"outlet", "channel"} or len(rest) < len(between):
            continue
        told = re.match(r"tell|told", spoken.text[hit.word_start : hit.word_end]) and re.fullmatch(
            r" (?:the )?", between
        )
        posted = re.search(
            r"\b(?:on|to|with|via) (?:the |his |her |its |broadcaster |newspaper |agency )*$", between
        ) and not re.search(r"\bthat\b", between)
        if told or posted:
            return mention.label
    return None


def _nested(spoken: Spoken, outer: Hit, others: list[Hit]) -> Hit | None:
    """ "Lee told reporters the NIS estimated …"; "the NIS told us …, Lee said"."""
    for hit in others:
        if hit.names == outer.names:
            continue
        if hit.word_start > outer.word_end:
            between = spoken.text[max(outer.word_end, outer.subject_end if outer.is_inverted else 0) : hit.start]
            if (
                re.fullmatch(
                    r"(?: (?:reporters|journalists|lawmakers|parliament|a news conference|[\w’' -]{2,40}?))?(?: (?:on|in|at) [\w’'. -]{2,40})?,?(?: that)?,? ?(?:the |an? )?",
                    between,
                )
                and len(between) < 70
                and hit.actor_kind != "captive"
            ):
                return hit
        elif hit.actor_kind in {"agency", "state", "group"} and hit.start <= 40 and _is_tail(spoken, outer):
            return hit
    return None


def _is_tail(spoken: Spoken, hit: Hit) -> bool:
    return hit.word_start > len(spoken.text) / 3


def _with_cited(
    spoken: Spoken, outer: Hit, names: tuple[str, ...], via: str | None, kind_hit: Hit, rule: str, hit: Hit
) -> tuple[tuple[str, ...], str | None, Hit, str]:
    own = "; ".join(names)
    cited = "; ".join(hit.names)
    if set(hit.names) & set(names):
        return names, via, kind_hit, rule
    if hit.kind == "citing":
        relay = outer.names[0] if outer.names else own
        return hit.names, relay, hit, "citing"
    if hit.actor_kind == "outlet" or (hit.actor_kind == "person" and kind_hit.actor_kind in {"agency", "state"}):
        return names, cited, kind_hit, rule
    if (
        hit.word_start < outer.start
        or kind_hit.actor_kind == "outlet"
        or re.search(r"that,? $", spoken.text[: hit.word_start])
    ):
        return (
            (hit.names, own, hit, "according-to")
            if kind_hit.actor_kind in {"outlet", "person"}
            else (names, cited, kind_hit, rule)
        )
    return names, cited, kind_hit, rule


def _from_cited(sentence: Sentence, spoken: Spoken, cited: list[Hit]) -> Claim:
    """No reporting verb, only "according to X" or "X, citing Y, …"."""
    first = cited[0]
    second = next((h for h in cited[1:] if h.names != first.names), None)
    via = None
    if second is not None:
        if first.actor_kind == "outlet" and second.actor_kind != "outlet":
            first, second = second, first
        via = "; ".join(second.names)
    elif first.kind == "citing":
        relay = [m for m in spoken.mentions if m.end <= first.word_start and m.kind in {"outlet", "person", "agency"}]
        via = relay[-1].label if relay else None
    rule = "according-to" if first.kind == "according" else "citing"
    how = "headline" if sentence.is_headline else ""
    return _claim(sentence, first, first.names, via or _shared_with(spoken), rule, how)


def _shared_with(spoken: Spoken) -> str | None:
    """The outlet that somebody's words or paper were given to."""
    words = r"\b(?:shared with|seen by|obtained by|provided to|reviewed by|interview (?:with|to)|comments? to|statement to) (?:the |[\w' ]{0,30}? )?$"
    return next(
        (m.label for m in spoken.mentions if m.kind == "outlet" and re.search(words, spoken.text[: m.start])), None
    )


def _relative_claims(sentence: Sentence, spoken: Spoken, hits: list[Hit]) -> list[Claim]:
    """ "…, who had spoken of several hundred": that clause is theirs."""
    found = []
    for hit in hits:
        if hit.kind != "verb" or not hit.is_relative:
            continue
        stop = re.compile(r", (?!and \d|\d)|;").search(spoken.text, hit.word_end)
        end = stop.start() if stop and stop.start() - hit.word_end > 12 else len(spoken.text)
        found.append(_claim(sentence, hit, hit.names, None, "relative-clause", span=(hit.start, end)))
    return found


def _segments(sentence: Sentence, spoken: Spoken, outer: Hit, others: list[Hit]) -> list[Claim]:
    """Further speakers of a sentence, each from its own clause on: "…, while Kyiv put the number at …"."""
    found = []
    for index, hit in enumerate(others):
        if hit.names == outer.names:
            continue
        cuts = [m.end() for m in _CLAUSE.finditer(spoken.masked) if m.end() <= hit.start + 1]
        begin = max(cuts, default=hit.start if hit.word_start > outer.word_start else 0)
        later = [h for h in [*others[index + 1 :], outer] if h.start > hit.start]
        stop = len(spoken.text)
        if later:
            until = [m.start() for m in _CLAUSE.finditer(spoken.masked) if hit.word_end < m.start() <= later[0].start]
            stop = until[0] if until else later[0].start
        via = "; ".join(outer.names) if begin == hit.start and hit.word_start > outer.word_end else None
        found.append(_claim(sentence, hit, hit.names, via, "own-clause", span=(min(begin, hit.start), stop)))
    return found


def _carried(
    sentence: Sentence, word: re.Match[str] | None, header: Claim | None, inside: tuple[Mention, ...],
    before: list[Attributed], headers: dict[str, list[str]], memory: Memory,
) -> Claim | None:  # fmt: skip
    """Who a sentence without a reporting word belongs to: a block's source, or the speaker of the quotation it continues."""
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
            return _claim(sentence, hit, named.names, None, "quote-block", "header")
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


def _without_own_outlet(attributed: Attributed, outlet: str | None) -> Attributed:
    del outlet
    return attributed


def _look_ahead(found: list[Attributed], lexicon: Lexicon) -> list[Attributed]:
    """ "A lawmaker said" followed by the lawmaker's name; "the ministry said this on X" behind the claim itself."""
    del lexicon
    resolved = list(found)
    for index, attributed in enumerate(found):
        claim = attributed.claim
        if claim is not None and claim.kind == "group" and len(claim.names) == 1:
            resolved[index] = _named_later(attributed, claim, found[index + 1 : index + 4])
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
    for following in later:
        for person in following.mentions:
            lead = following.sentence.text[: person.start - following.sentence.start]
            if person.kind == "person" and mention.roles[0] in person.roles and len(lead) < 40:
                found = replace(
                    claim, names=person.names, kind="person", why=replace(claim.why, rule="named-later", how="carried")
                )
                return replace(attributed, claim=found)
    return attributed


_THIS_SAID = re.compile(
    r" (?:about |of )?(?:this|so|it)\b(?! (?:is|was|week|month|year|summer|winter|spring|autumn|time))"
)
_THIS_WAS_SAID = re.compile(
    r"(?:This|That|It|The (?:figure|information|number|news)) (?:is|was|has been|were) (?:\w+ )?(?:stated|reported|announced|said|according|confirmed|"
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
