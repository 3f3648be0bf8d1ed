"""Who speaks in a headline without a reporting word: "NIS: 300 killed"."""

import re

from events.extract.claims import Claim, make_claim
from events.extract.hits import Hit, Spoken
from events.extract.mention import Mention
from events.extract.sentences import Sentence


def headline_speaker(sentence: Sentence, spoken: Spoken, references: list[Mention]) -> Claim | None:
    """As in "NIS: 300 killed" and "300 killed: NIS"."""
    if not sentence.is_headline:
        return None
    for mention in (*spoken.mentions, *references):
        leads = (
            mention.start <= 30
            and re.match(
                r"(?:['’]s \w+)?(?: (?:officials?|chief|spokes\w+|minister))?(?: on (?:the )?[^:“”\"]{3,45})?: ",
                spoken.text[mention.end :],
            )
            and not re.search(
                r"[,.]|\b(?:in|to|for|with|on|at|from|against|of|by) (?:the )?$", spoken.text[: mention.start]
            )
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
            return make_claim(sentence, hit, mention.names, None, "headline", "headline")
    return None
