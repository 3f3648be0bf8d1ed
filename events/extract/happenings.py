"""Events: sentences of the newsroom's own that tell what happened on a day."""

import calendar
import re

from events.extract.article import ReadArticle
from events.extract.dates import DateMention
from events.extract.drafts import DraftEvent, Why

_HAPPENED = re.compile(
    r"\b(?:arriv\w+|deploy\w+|sent|launch\w+|captur\w+|struck|strikes?|attack\w*|entered|"
    r"joined|withdr\w+|pulled|killed|"
    r"signed|began|begun|started|combat|assault\w*|landed|crossed|regained|retook|exchang\w+|"
    r"train\w+|incursion|appeared|went|came|left|taken|formed|founded|set up|established|broke|broken|unveiled|opened|"
    r"visited|met|held|honou?red|buried|returned|admitted|ratified|voted|vetoed|sank|crashed|seized|liberated|occupied|"
    r"retreated|travell?ed|flew|fired|hit|exploded|ambushed|clashed|fought|tested|celebrated|marked|awarded|paraded)\b"
)


_CAPITAL = re.compile(  # where something happens they are places, though elsewhere they speak for a state
    r"\b(?:in|at|to) (Pyongyang|Moscow|Beijing|Kyiv|Seoul|Washington|Brussels|London|Tokyo|Berlin|Paris|Istanbul|"
    r"Geneva|"
    r"New York|Vladivostok|Hanoi|Minsk|Warsaw|Munich|Riyadh|Jeddah)\b(?!['’]s)"
)


def find_events(article: ReadArticle) -> list[DraftEvent]:
    """One draft a sentence that nobody is quoted for and that dates something which happened."""
    found = []
    for item, times in zip(article.attributed, article.timed, strict=True):
        sentence = item.sentence
        date = next((d for d in times.facts if d.cue not in {"since", "until", "till"}), None)
        verb = _HAPPENED.search(sentence.text)
        if (
            item.claim is not None
            or re.search(r"\b(?:if|would|could)\b", sentence.text)
            or item.is_header
            or sentence.is_headline
            or date is None
            or verb is None
        ):
            continue
        place = next((p for p in article.places if sentence.start <= p.start < sentence.end and not p.is_country), None)
        capital = _CAPITAL.search(sentence.text)
        first, last = _ends_of(date)
        found.append(
            DraftEvent(
                start=sentence.start,
                end=sentence.end,
                text=sentence.text,
                what=verb.group(),
                place=capital[1] if capital else place.name if place else None,
                date_start=first,
                date_end=last,
                precision=date.precision,
                why={"date": Why("day-in-sentence", date.start, date.end, "same-sentence")},
            )
        )
    return found


def _ends_of(date: DateMention) -> tuple[str, str]:
    value = date.value
    if len(value) == 4:
        return f"{value}-01-01", f"{value}-12-31"
    if len(value) == 7:
        return f"{value}-01", f"{value}-{calendar.monthrange(int(value[:4]), int(value[5:]))[1]:02d}"
    return value, value
