"""Paragraphs and sentences, with where they stand in the text. A sentence never crosses a line break."""

import re
from dataclasses import dataclass

from events.extract.quotations import Quotation, find_quotations

_ABBREVIATIONS = (
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Gen|Lt|Maj|Brig|Col|Capt|Sgt|Adm|"
    "Rep|Sen|Gov|Pres|Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|Inc|Ltd|Co|approx|est|ca|sq|hrs|N|S|U|K|"
    "D|R|J|Q|C|E|W|Cpl|Pvt|Hon|Amb"
)
_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z0-9À-ÞА-Я])|[.!?…]+[\"”’')\]]*$")
_ABBREVIATED = re.compile(rf"(?:^|[\s(“\"‘'.-])(?:{_ABBREVIATIONS}|[ap]\.m|U\.S|U\.K|U\.N|e\.g|i\.e)\.$")
_ENDS_SENTENCE = re.compile(
    r"\s+(?:The|He|She|It|They|In|On|At|But|And|This|That|These|However|A|An|According|Both|Some)\b"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; ``start`` and ``end`` count code points of the article's text."""

    start: int
    end: int
    text: str
    paragraph: int
    is_headline: bool = False
    quotations: tuple[Quotation, ...] = ()


_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE = re.compile(
    rf"(?:[A-Z][\w’'./ -]{{2,40}}(?:, [A-Z][\w.’' ]{{1,25}}){{0,2}}?)?,? ?(?:(?:{_MONTHS} \d{{1,2}}|"
    rf"\d{{1,2}} {_MONTHS})(?:,? \d{{4}})?,? ?)?"
    r"(?:\([A-Z][\w./ -]{1,25}\) ?)?(?:--|[—–]|-)[ ]"
)


def dateline_end(sentence: str) -> int:
    """Where "SEOUL, Oct. 24 (Yonhap) --" before a first sentence ends; 0 where none stands.

    >>> dateline_end("KYIV, Feb. 8 (AFP) - Soldiers returned."), dateline_end("Soldiers returned on Feb. 8.")
    (21, 0)
    """
    match = _DATELINE.match(sentence)
    if match is None:
        return 0
    begin = match.group()
    is_dateline = "(" in begin or re.search(r"\d", begin) or re.match(r"[A-Z]{2}[A-Z/, ]* ?(?:--|[—–-])", begin)
    return match.end() if is_dateline else 0


def split_sentences(text: str) -> list[Sentence]:
    """The sentences of ``text`` in order; one inside a quotation is not cut off from it.

    >>> [s.text for s in split_sentences("Lt. Col. Kim spoke. He left.")]
    ['Lt. Col. Kim spoke.', 'He left.']
    """
    found: list[Sentence] = []
    for number, match in enumerate(re.finditer(r"[^\n\r]+", text)):
        quotations = find_quotations(match.group(), match.start())
        for start, end in _cut(match.group(), quotations, match.start()):
            inside = tuple(q for q in quotations if q.start < end and q.end > start)
            found.append(Sentence(start, end, text[start:end], number, False, inside))
    return _mark_headlines(found)


def _cut(paragraph: str, quotations: list[Quotation], offset: int) -> list[tuple[int, int]]:
    cuts = [0]
    for match in _END.finditer(paragraph):
        if match.end() >= len(paragraph.rstrip()):
            break
        if not _is_abbreviation(paragraph, match) and not _is_inside(match.end() + offset, quotations):
            cuts.append(match.end())
    spans = []
    for begin, stop in zip(cuts, [*cuts[1:], len(paragraph)], strict=True):
        piece = paragraph[begin:stop]
        if piece.strip():
            start = offset + begin + len(piece) - len(piece.lstrip())
            spans.append((start, offset + begin + len(piece.rstrip())))
    return spans


def _is_abbreviation(paragraph: str, match: re.Match[str]) -> bool:
    if not match.group().startswith(".") or len(match.group()) > 1:
        return False
    before = paragraph[max(0, match.end() - 12) : match.end()]
    if _ABBREVIATED.search(before) is None:
        return False
    initials = re.search(r"(?:U\.S|U\.K|U\.N|[ap]\.m)\.$", before)
    return not (initials and _ENDS_SENTENCE.match(paragraph, match.end()))


def _is_inside(position: int, quotations: list[Quotation]) -> bool:
    return any(q.start < position < q.end for q in quotations)


def _mark_headlines(sentences: list[Sentence]) -> list[Sentence]:
    """The first line is a headline when it does not end as a sentence does."""
    marked = []
    for sentence in sentences:
        is_headline = sentence.paragraph == sentences[0].paragraph and not re.search(
            r"[.!?…:][\"”’')]*$", sentence.text
        )
        marked.append(
            Sentence(sentence.start, sentence.end, sentence.text, sentence.paragraph, is_headline, sentence.quotations)
        )
    return marked
