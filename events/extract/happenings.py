"""Events: sentences of the newsroom that tell what happened or is planned, with a day or a place."""

import calendar
import re

from events.extract.attribution import Attributed
from events.extract.dates import DateMention
from events.extract.drafts import DraftEvent, Why
from events.extract.places import PlaceMention
from events.extract.timing import Timed

_HAPPENED = re.compile(
    r"\b(?:arriv\w+|deploy\w+|sent|launch\w+|captur\w+|struck|strikes?|attack\w*|entered|joined|withdr\w+|pulled|killed|signed|began|begun|started|combat|assault\w*|landed|crossed|regained|retook|exchang\w+|train\w+|incursion)\b"
)


def find_events(
    text: str, attributed: list[Attributed], timed: list[Timed], places: list[PlaceMention]
) -> list[DraftEvent]:
    """One draft a sentence that dates something which happened."""
    found = []
    for item, times in zip(attributed, timed, strict=True):
        sentence = item.sentence
        date = next((d for d in times.facts), None)
        verb = _HAPPENED.search(sentence.text)
        if date is None or verb is None or sentence.is_headline:
            continue
        place = next((p for p in places if sentence.start <= p.start < sentence.end and not p.is_country), None)
        first, last = _ends(date)
        found.append(
            DraftEvent(
                sentence.start, sentence.end, text[sentence.start : sentence.end], verb.group(),
                place.name if place else None, first, last, date.precision,
                {"date": Why("day-in-sentence", date.start, date.end, "same-sentence")},
            )
        )  # fmt: skip
    return found


def _ends(date: DateMention) -> tuple[str, str]:
    value = date.value
    if len(value) == 4:
        return f"{value}-01-01", f"{value}-12-31"
    if len(value) == 7:
        year, month = int(value[:4]), int(value[5:])
        return f"{value}-01", f"{value}-{calendar.monthrange(year, month)[1]:02d}"
    return value, value
