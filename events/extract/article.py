"""An article with everything found in its text: sentences and whose they are, dates, places."""

from dataclasses import dataclass, replace
from pathlib import Path

from events.extract.attribution import attribute
from events.extract.claims import Attributed, Claim
from events.extract.dates import DateMention, find_dates
from events.extract.html import cut_line
from events.extract.lexicon import Lexicon, load_lexicon
from events.extract.mentions import find_mentions
from events.extract.places import PlaceMention, make_finder
from events.extract.sentences import Sentence, dateline_end, split_sentences
from events.extract.timing import Timed, tell_apart
from geodata.gazetteer import Gazetteer

_LONGEST_SENTENCE = 2000  # characters; what is longer is a table or a list, and the rules read prose


@dataclass(frozen=True, slots=True)
class ArticleMeta:
    """What is known about an article before it is read."""

    outlet: str | None = None
    published: str | None = None  # YYYY, YYYY-MM or YYYY-MM-DD


@dataclass(frozen=True)
class ReadArticle:
    """What the steps that draft work from."""

    text: str
    lexicon: Lexicon
    attributed: list[Attributed]
    timed: list[Timed]  # one a sentence, in the same order
    dates: list[DateMention]
    places: list[PlaceMention]

    def times_of(self, index: int) -> Timed:
        """The dates of a sentence, or its day of speaking from the next one when that tells who said it and when."""
        claim, own = self.attributed[index].claim, self.timed[index]
        is_next = claim is not None and claim.why.rule == "said-in-next-sentence" and index + 1 < len(self.timed)
        if is_next:
            return replace(own, said=self.timed[index + 1].said)
        return replace(own, said=self._day_of_block(claim)) if claim is not None and own.said is None else own

    def _day_of_block(self, claim: Claim) -> DateMention | None:
        """As in "Source: Zelenskyy's evening address on 4 January", which holds for the block."""
        if claim.why.how != "header":
            return None
        headers = (a.sentence for a in self.attributed if a.is_header)
        header = next((s for s in headers if s.start <= claim.hit_start < s.end), None)
        return next(iter(self.dates_in(header)), None) if header else None

    def dates_in(self, sentence: Sentence) -> list[DateMention]:
        """The dates that a sentence names."""
        return [d for d in self.dates if sentence.start <= d.start < sentence.end]


def read_article(meta: ArticleMeta, text: str, gazetteer: Gazetteer, names: Path | None = None) -> ReadArticle:
    """Sentences with their claimants, and the dates and places of a text."""
    lexicon = load_lexicon(names)
    sentences = _before_furniture(split_sentences(text))
    spans = [(s.start, s.start + dateline_end(s.text)) for s in sentences[:8]]
    mentions = [m for m in find_mentions(text, lexicon) if not any(a <= m.start < b for a, b in spans)]
    attributed = attribute(sentences, mentions, lexicon)
    dates = _find_all_dates(text, attributed, meta.published)
    timed = [tell_apart(text, item.sentence, item.claim, dates) for item in attributed]
    return ReadArticle(text, lexicon, attributed, timed, dates, make_finder(lexicon, gazetteer).find(text))


def _before_furniture(sentences: list[Sentence]) -> list[Sentence]:
    """The sentences up to "News Feed", "Read also:" and the like: what follows is another article's."""
    end = next((i for i, sentence in enumerate(sentences) if i and cut_line(sentence.text)), len(sentences))
    return [sentence for sentence in sentences[:end] if sentence.end - sentence.start <= _LONGEST_SENTENCE]


def _find_all_dates(text: str, attributed: list[Attributed], published: str | None) -> list[DateMention]:
    """The dates of every sentence; "a day earlier" counts from the last day of speaking, else the last day named."""
    found: list[DateMention] = []
    said: str | None = None
    for item in attributed:
        sentence = item.sentence
        latest = said or next((d.value for d in reversed(found) if len(d.value) == 10), None)
        here = [
            replace(d, start=d.start + sentence.start, end=d.end + sentence.start)
            for d in find_dates(sentence.text, published, latest)
            if d.end > dateline_end(sentence.text)
        ]
        spoken = tell_apart(text, sentence, item.claim, here).said
        said = spoken.value if spoken and len(spoken.value) == 10 else said
        found.extend(here)
    return found
