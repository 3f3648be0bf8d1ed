"""The speaker of one sentence, from its reporting words: who claims, who relays, and whose a clause is."""

import re
from dataclasses import replace

from events.extract.claims import Claim, make_claim
from events.extract.headlines import headline_speaker
from events.extract.hits import Hit, Spoken
from events.extract.mention import Mention
from events.extract.relays import shared_with, told
from events.extract.sentences import Sentence

_CLAUSE = re.compile(r"; |, (?:while|but|whereas|although|though|and)\b| while | but |\. ")


def claims_of(
    sentence: Sentence, spoken: Spoken, hits: list[Hit], references: list[Mention]
) -> tuple[Claim | None, list[Claim]]:
    """The claim over a sentence, and those of others over stretches of it."""
    headline = headline_speaker(sentence, spoken, references)
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
    saying = [h for h in hits if h.kind == "saying"]
    if saying:
        return make_claim(sentence, saying[0], saying[0].names, told(spoken, saying[0]), "saying"), []
    counts = [h for h in hits if h.kind == "count"]
    if counts:
        return make_claim(sentence, counts[0], counts[0].names, None, "own-count"), []
    return None, inner


def _from_verbs(
    sentence: Sentence, spoken: Spoken, hits: list[Hit], direct: list[Hit], cited: list[Hit]
) -> tuple[Claim | None, list[Claim]]:
    outer = _outermost(spoken, direct)
    names, via, kind_hit, rule = (
        outer.names,
        told(spoken, outer),
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
    inner.extend(_cited_in_clause(sentence, spoken, outer, cited))
    for hit in cited:
        if any(
            claim.start <= sentence.start + hit.word_start < claim.end
            for claim in inner
            if claim.why.rule == "according-to"
        ):
            continue
        names, via, kind_hit, rule = _with_cited(spoken, outer, names, via, kind_hit, rule, hit)
    how = outer.how if outer.how != "same-sentence" else kind_hit.how
    how = "headline" if sentence.is_headline else how
    speaker = (
        nested if nested is not None and _is_told_on(spoken, outer, nested) and outer.actor_kind == "outlet" else outer
    )
    main = _spoken_by(make_claim(sentence, kind_hit, names, via, rule, how), sentence, speaker)
    main = _from_aside(main, sentence, spoken, outer)
    counts = [h for h in hits if h.kind == "count" and _opens_clause(spoken, outer, h)]
    others = [h for h in direct if h is not outer and h is not nested]
    inner.extend(_segments(sentence, spoken, outer, sorted([*others, *counts], key=lambda h: h.word_start)))
    return main, inner


_NEW_CLAUSE = re.compile(r"(?:; |, (?:while|but|whereas|although|though) (?:[a-z]+ ){0,2})(?:the |an? )?$")


def _opens_clause(spoken: Spoken, outer: Hit, count: Hit) -> bool:
    """As in "X said …; the British estimate is …": the count belongs to whom its own clause names."""
    between = spoken.masked[outer.word_end : count.start] if count.start > outer.word_end else ""
    return (
        re.search(r"(?:; |, (?:while|but|whereas|although|though) (?:[a-z]+ ){0,2})(?:the |an? )?$", between)
        is not None
    )


def _cited_in_clause(sentence: Sentence, spoken: Spoken, outer: Hit, cited: list[Hit]) -> list[Claim]:
    """As in "X said … and that, according to Y, …": only that clause is Y's, relayed by X."""
    found = []
    for hit in cited:
        opens = re.search(r"\band (?:that )?,? ?$", spoken.text[: hit.word_start].replace("that,", "that ,"))
        if hit.kind == "according" and opens and hit.word_start - outer.word_end > 25:
            relay = "; ".join(outer.names)
            span = (hit.word_start, len(spoken.text))
            found.append(make_claim(sentence, hit, hit.names, relay, "according-to", span=span))
    return found


def _spoken_by(claim: Claim, sentence: Sentence, outer: Hit) -> Claim:
    """The claim with the verb of the one who speaks, also when the words are another's."""
    return replace(
        claim,
        verb=(sentence.start + outer.word_start, sentence.start + outer.word_end),
        hit_start=sentence.start + outer.start,
        hit_end=sentence.start + outer.subject_end,
    )


_ASIDE = re.compile(r",? (?:and|but|of wh(?:om|ich)),? (?:the )?$")


def _from_aside(claim: Claim, sentence: Sentence, spoken: Spoken, outer: Hit) -> Claim:
    """As in "11,000 were sent and, officials say, 4,000 of them were killed": only the second number is theirs."""
    aside = _ASIDE.search(spoken.text[: outer.start])
    is_aside = aside and aside.start() > 25 and (aside.group().rstrip().endswith(("m", "h")) or "and," in aside.group())
    if not aside or not is_aside or outer.is_inverted or claim.via is not None:
        return claim
    return replace(claim, start=sentence.start + aside.start(), why=replace(claim.why, rule="verb-aside"))


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
                r"(?:[.,]|$| (?:on|in|at|during|to|earlier|this|last|late|early|recently|later|via|"
                r"yesterday|today|here|after|before|reporters|journalists|lawmakers|Monday|Tuesday|"
                r"Wednesday|Thursday|Friday|Saturday|Sunday|citing|[A-Z][\w ]{2,30}[.,])\b)",
                rest,
            )
        )
        or len(rest.strip(' ."”')) < 3
    )


def _nested(spoken: Spoken, outer: Hit, others: list[Hit]) -> Hit | None:
    """As in "Lee told reporters the NIS estimated …"; "the NIS told us …, Lee said"."""
    foreign = (h for h in others if h.names != outer.names and not _is_its_own_body(spoken, outer, h))
    return next((hit for hit in foreign if _is_inside(spoken, outer, hit)), None)


def _is_inside(spoken: Spoken, outer: Hit, hit: Hit) -> bool:
    if _is_told_on(spoken, outer, hit):
        return True
    if hit.start < outer.word_end < hit.word_start:
        return False  # "Washington, he noted, expects …"
    if hit.word_start <= outer.word_end:
        return hit.actor_kind in {"agency", "state", "group"} and hit.start <= 40 and _is_tail(spoken, outer)
    between = spoken.text[max(outer.word_end, outer.subject_end if outer.is_inverted else 0) : hit.start]
    return (
        _LEADS_IN.fullmatch(between) is not None
        and len(between) < 70
        and not re.search(r"\d", between)
        and hit.actor_kind != "captive"
    )


_LEADS_IN = re.compile(
    r"(?: (?:reporters|journalists|lawmakers|parliament|a news conference|"
    r"[\w’' -]{2,40}?))?(?: (?:on|in|at) [\w’'. -]{2,40})?,?(?: that)?,? ?[“\"]?(?:the |an? )?"
)


def _is_its_own_body(spoken: Spoken, outer: Hit, hit: Hit) -> bool:
    """As in "South Korea's estimate is lower: 4,000, its Joint Chiefs of Staff said": they speak."""
    return hit.actor_kind == "state" and re.search(r", its $", spoken.text[: outer.start]) is not None


def _is_told_on(spoken: Spoken, outer: Hit, hit: Hit) -> bool:
    """As in "…, the agency believes, Rep. Lee told reporters" and "Shoigu said …, TASS reported"."""
    if hit.word_start >= outer.start or hit.is_inverted:
        return False
    if outer.actor_kind == "outlet" and hit.actor_kind != "outlet":
        return _ends_sentence(spoken, outer) and hit.start < 40
    between = spoken.text[hit.word_end : outer.start]
    is_body = hit.actor_kind in {"agency", "state", "group"} and outer.actor_kind == "person"
    return is_body and re.fullmatch(r", (?:the |Rep\. |lawmaker |[a-z]+ )?", between) is not None


def _ends_sentence(spoken: Spoken, outer: Hit) -> bool:
    lead = spoken.text[: outer.start]
    return re.search(r",[”\"]? (?:the |[\w’' ]{2,40} )?$", lead) is not None and len(spoken.text) - outer.word_end < 40


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
        via = first.relay or (relay[-1].label if relay else None)
    rule = "according-to" if first.kind == "according" else "citing"
    how = "headline" if sentence.is_headline else ""
    return make_claim(sentence, first, first.names, via or shared_with(spoken), rule, how)


def _relative_claims(sentence: Sentence, spoken: Spoken, hits: list[Hit]) -> list[Claim]:
    """As in "…, who had spoken of several hundred": that clause is theirs."""
    found = []
    for hit in hits:
        if hit.kind != "verb" or not hit.is_relative:
            continue
        stop = re.compile(r", (?!and \d|\d)|;").search(spoken.text, hit.word_end)
        end = stop.start() if stop and stop.start() - hit.word_end > 12 else len(spoken.text)
        found.append(make_claim(sentence, hit, hit.names, None, "relative-clause", span=(hit.start, end)))
    return found


def _segments(sentence: Sentence, spoken: Spoken, outer: Hit, others: list[Hit]) -> list[Claim]:
    """Further speakers of a sentence, each from its own clause on: "…, while Kyiv put the number at …"."""
    found = []
    for index, hit in enumerate(others):
        if hit.names == outer.names or _is_its_own_body(spoken, outer, hit):
            continue
        cuts = [m.end() for m in _CLAUSE.finditer(spoken.masked) if m.end() <= hit.start + 1]
        begin = max(cuts, default=hit.start if hit.word_start > outer.word_start else 0)
        later = [h for h in [*others[index + 1 :], outer] if h.start > hit.start]
        stop = len(spoken.text)
        if later:
            until = [m.start() for m in _CLAUSE.finditer(spoken.masked) if hit.word_end < m.start() <= later[0].start]
            stop = until[0] if until else later[0].start
        via = "; ".join(outer.names) if not cuts and hit.word_start > outer.word_end else None
        found.append(make_claim(sentence, hit, hit.names, via, "own-clause", span=(min(begin, hit.start), stop)))
    return found
