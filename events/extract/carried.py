"""What a number takes over from the one before it: "of these 300", "the total had passed 6,000", "or half of them"."""

import re
from collections.abc import Sequence

from events.extract.drafts import DraftFigure
from events.extract.shares import Counted

_OF_THEM = r"of (?:whom|them|those|these|which|that|it|this)"
_PART_BEFORE = re.compile(
    rf"\b(?:including|among them|{_OF_THEM})"
    r"(?:,? (?:[A-Z][\w.’'-]* |[a-z]+ ){1,4}(?:says?|said|believes?|estimates?|reckons?)(?: that)?)?,? ?$"
)
_COUNT = r"(?:figures?|totals?|counts?|tally|tolls?|numbers?|estimates?|sum|headcount)"
_SAME_COUNT = re.compile(
    rf"\b(?:(?:up|down|compared (?:to|with)|triples?|doubles?|tripled|doubled|quadrupled?) (?:from )?[^.;,“”]{{0,45}}|"
    rf"{_COUNT}(?: (?:of|at|to|from|had|has|have|was|is|now|been|stood|stands?|exceed(?:s|ed)|pass(?:es|ed)|"
    rf"topp?(?:s|ed)"
    rf"|reach(?:es|ed)|rose|risen|rises|grew|grown|put|as|already|since|climbed|given|being|would|be|closer|may)){{1,5}}|"
    r"(?:spoke|spoken|speaks|talked) of|(?:put|puts|estimated|reckoned|pegged) (?:it|this|that|them) at|"
    r"(?:counted|tallied|recorded|registered|logged|documented|acknowledged|admitted|reported|claimed|gave|cited)"
    r"(?: only| just| already)?|[A-Z]\w+['’]s(?: now| own)?(?: have| has| had)?|"
    rf"{_COUNT} ?[-–—:,] ?)[“\"]? ?$"
)
_AMOUNTS = re.compile(  # "This corresponds to over half of the soldiers sent"
    r"\b(?:This|That|It|They|[Ww]hich|or) (?:would )?(?:correspond|amount|equal|represent|equat|translat|add)\w* "
    r"(?:up )?(?:to )?$"
)
_SAME_THING = re.compile(
    r"[,(–—-]? ?(?:[-–—] )?(?:or |that is |which is |equal to |equivalent to |amounting to )?[“\"]?"
)
_PEOPLE = frozenset({"casualties", "killed", "wounded", "captured", "missing", "deserted", "withdrawn", "reserve"})
_WEAK = frozenset({"present", "arrived", "engaged"})


def parent_of(text: str, counted: Counted, earlier: Sequence[DraftFigure]) -> int | None:
    """The figure that "of whom", "of them" or "including" makes this one a part of."""
    if not earlier:
        return None
    behind = text[counted.number.end : counted.end + 12]
    is_part = re.search(rf"\b{_OF_THEM}\b", behind) is not None
    is_part = is_part or _PART_BEFORE.search(text[max(0, counted.start - 80) : counted.start]) is not None
    if {counted.unit, earlier[-1].unit} != {earlier[-1].unit} and "persons" in {counted.unit, earlier[-1].unit}:
        is_part = is_part and counted.unit == "percent"  # "guns, some 120 of them" behind a figure of workers
    if counted.unit == "percent" and text[counted.start - 2 : counted.start] == ", ":
        is_part = is_part or re.search(r"\bOf (?:the |its |their )?$", text[: earlier[-1].start][-12:]) is not None
    return len(earlier) - 1 if is_part else None


def measure_before(
    text: str, counted: Counted, found: str | None, begin: int, earlier: Sequence[DraftFigure]
) -> DraftFigure | None:
    """The figure whose measure this one shares although its own clause does not say so."""
    last = next((f for f in reversed(earlier) if f.unit != "percent"), None)
    if (
        last is None
        or counted.start - last.end > 400
        or "\n" in text[last.end : counted.start]
        or last.measure in {"materiel", "territory"}
    ):
        return None
    gap = text[last.end : counted.start]
    if (
        counted.unit == "percent"
        and last.measure in _PEOPLE
        and _AMOUNTS.search(text, max(begin, counted.start - 40), counted.start)
    ):
        return last
    if counted.unit == "percent" and last.measure in _PEOPLE and last.start >= begin:
        if found not in {None, "casualties", "expected", *_WEAK}:
            return None  # "some 5,000 casualties, a third of them killed"
        return last if _SAME_THING.fullmatch(gap) and len(gap) > 1 else None
    if counted.noun or counted.unit == "percent" or not (found is None or found in _WEAK):
        return None
    return last if _SAME_COUNT.search(text[max(begin, counted.start - 90) : counted.start]) else None


_MORE = re.compile(r" (?:more|others?|further)?,? ?(?:who|that|which)? ?(?:followed|joined|came|went|arrived)\b")


def sibling_of(text: str, counted: Counted, begin: int, earlier: Sequence[DraftFigure]) -> DraftFigure | None:
    """The figure of the same sentence whose place a share or "3,000 more who followed" takes over."""
    last = earlier[-1] if earlier and earlier[-1].start >= begin else None
    if last is None or last.measure in {"materiel", "territory"}:
        return None
    bare_share = counted.unit == "percent" and not counted.noun and text.find(";", last.end, counted.start) < 0
    behind = text[counted.number.end :]
    return last if bare_share or _MORE.match(behind) else None
