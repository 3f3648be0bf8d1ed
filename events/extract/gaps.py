"""The words between a speaker and a reporting word: asides and fillers, or something that parts them."""

import re

_FILLER = (
    r"has|have|had|also|later|earlier|then|again|already|first|previously|recently|separately|"
    r"repeatedly|publicly|himself|herself|itself|"
    r"themselves|now|who|which|that|in turn|meanwhile|however|reportedly|since|further|only|"
    r"still|both|all|alike|officially|immediately|never|"
    r"neither|nor|not|did|does|do|yet|once|so far|today|yesterday|on|early|late|for (?:his|"
    r"her|its|their) part|too|even|just|as|jointly|currently|today|too"
)
_CALENDAR = (
    r"(?:on |in |last |this |the |early |late |mid-)*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|"
    r"Sun)day(?:'s)?|(?:\d{1,2} )?(?:January|February|March|April|May|June|"
    r"July|August|September|October|November|December|Jan\.|Feb\.|Mar\.|Aug\.|Sept\.|Oct\.|"
    r"Nov\.|Dec\.)(?: \d{1,2})?(?:,? 20\d\d)?|week|month|year|morning|evening|afternoon)"
)
_SETTING = (
    r"(?:in|at|during|after|before|following|via|through|on|to|from) (?:an? |the |his |her |"
    r"its |their )?(?:[\w’'.-]+ ){0,5}?(?:interview|briefing|statement|address|report|update|"
    r"assessment|post|message|speech|session|conference|hearing|meeting|summit|comment|"
    r"comments|comment|channel|broadcast|bulletin|remarks|Telegram|Facebook|X|podcast|call)"
    r"(?: (?:with|to|for|by|of|in|on|at|published|from) (?:the )?[\w’' .-]{2,60}?)?"
)
_GAP = re.compile(rf"[\s,]*(?:(?:{_FILLER}|{_CALENDAR}|{_SETTING}|['’]s?)\b[\s,]*|['’]s? )*")
COUNT_NOUN = (
    r"(?:['’]s?)?(?: (?:latest|new|own|recent|daily|preliminary|internal|official|own|most|"
    r"first|\w+day|intelligence))*(?: (?:report|reports|assessment|assessments|update|"
    r"statement|analysis|data|figures|estimate|estimates|officials?|spokes(?:man|woman|"
    r"person)|sources?|representatives?|analysts?|experts?|chief|briefing|monitoring group|"
    r"group|project|channel|newspaper|broadcaster|magazine|daily|weekly|website|news site|portal|network|tabloid|"
    r"radio|television|TV|"
    r"news service|wire|station|think tank|news agency|monitors?|press service|press "
    r"office|press centre|press center|documents?|summary|review|investigation))"
)
SILENT = re.compile(r"said|say|comment(?:ed)?|specif\w+|disclos\w+|reveal\w*|mention\w*|respond\w*|replied")


def is_silent(before: str, gap: str) -> bool:
    """As in "the Kremlin has not said" and "neither Moscow nor Pyongyang has commented"."""
    return re.search(r"\bnot\b", gap) is not None or re.search(r"\b[Nn]either\b", before) is not None


def closes(gap: str) -> str | None:
    """What is left between subject and verb once asides are gone; None when more than filler is left."""
    bare = re.sub(r"\s*\([^)]*\)", "", gap)
    noun = re.match(COUNT_NOUN + r"(?= |$)", bare)
    if noun:
        bare = bare[noun.end() :]
    for aside in (
        r"^ (?:seen|obtained|reviewed|viewed|published|released|shared|compiled|prepared|cited|quoted|interviewed|"
        r"reached) "
        r"(?:by|with|in) [^,.;“\"]{2,60}(?= $)",
        r"^,(?: [^,]{2,140},){1,3}(?= )",
        r"^ of [^,]{2,60},(?: [^,]{2,100},)?(?= )",
        r"^ [–—-] [^–—]{2,120} [–—-](?= )",
        r"^ of (?:the )?[\w’' .-]{2,80}(?= $)",
        r"^ (?:who|whose|that) [^,.;:“\"]{2,90}(?= $)",
        r"^ (?:[a-z]+ing|speaking|stationed|based|deployed|familiar|close|involved|briefed) [^,.;:“\"]{2,80}(?= $)",
        r"^ (?:in|at|from|based in) [A-Z][\w-]+(?: [A-Z][\w-]+)?(?= )",
        r"^ to [^,.;:“\"]{2,60}(?= $)",
        r"^ and (?:its|their|his|her) (?:[\w-]+ ){0,2}[\w-]+(?= )",
        r"^ (?:from|of|in|with) (?:both|all|the|two|several) [\w -]{2,50}(?= $)",
    ):
        relative = re.match(r"^,? (?:who|which)\b", bare)
        cut = re.sub(aside, "", bare, count=1)
        if not relative and cut != bare:
            bare = cut
            break
        if relative and _GAP.fullmatch(bare) is None and cut != bare:
            bare = cut
            break
    return bare if _GAP.fullmatch(bare) else None
