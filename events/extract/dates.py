"""Days that a text names, read against the day it was published. Never more precise than the words."""

import re
from dataclasses import dataclass, replace
from datetime import date

from events.days import parse_edtf
from events.extract.calendar_words import READERS

_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|April|Apr\.?|May|June?|Jun\.|"
    r"July?|Jul\.|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|"
    r"Dec(?:ember|\.)?)"
)
_YEAR = r"(?P<year>20[12]\d)"
_PART = (
    r"(?P<part>early|mid|middle of|late|the beginning of|the start of|beginning of|start of|"
    r"the end of|end of|the middle of|the first half of|the second half of|the first days of|"
    r"the last days of)"
)
_CUE = (
    r"(?:(?P<cue>(?i:since|by the end of|by|until|till|before|from|after|as of|in|on|during|over|"
    r"through|throughout|between|starting|beginning))\s+(?:about |around |the )?)?"
)
_PATTERNS = tuple(
    (kind, re.compile(rf"(?<![\w/.-]){_CUE}{body}(?![\w-]*\w)"))
    for kind, body in (
        ("iso", r"(?P<year>20[12]\d)-(?P<number>\d\d)-(?P<day>\d\d)"),
        ("numeric", r"(?P<day>\d{1,2})[./](?P<number>\d{1,2})[./](?P<year>20[12]\d)"),
        ("day", rf"(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? {_YEAR})?"),
        ("day", rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!,\d{{3}}|\d)(?:,? {_YEAR})?"),
        ("month", rf"{_PART}[ -](?:last )?{_MONTH}(?:,? {_YEAR})?"),
        ("month", rf"(?P<last>last |this |next )?{_MONTH}(?:,? (?:of )?{_YEAR})?"),
        ("season", rf"(?:(?P<last>last|this|next|the end of|the|early|late)(?: the)? )?(?P<season>spring|summer|fall|"
rf"autumn|winter)(?: of)?(?:,? {_YEAR})?"),
        ("weekday", r"(?P<last>last |this |next |the previous )?(?P<weekday>Monday|Tuesday|Wednesday|Thursday|"
r"Friday|Saturday|Sunday)"),
        ("ago", r"(?P<count>(?i:a|an|one|two|three|four|five|six|seven|ten)|\d+) (?P<span>day|week|month|"
r"year)s? (?P<way>ago|earlier|before|prior|later|after that|afterwards)"),
        ("relative", r"(?P<words>(?i:(?:at|over) the weekend|last weekend|this weekend|(?:by |at |"
            r"before )?(?:the end of the year|year['’]s end|year-end|the year['’]s end|"
            r"the month is out|month['’]s end|"
r"the year is out)|the next day|the following day|the day after|"
r"(?:at |since |by )?the (?:start|beginning|end) of the month|earlier in "
r"the month|earlier in the week|yesterday|today|tonight|the day before|the previous day|"
r"this morning|last night|last week|last month|last year|this week|this month|this year|"
r"earlier this week|earlier this month|earlier this year|later this month|later this year|"
r"next month|next year|next week|the previous month|the previous week|the same day|that same day|"
            r"(?:the|that)(?: same)? (?:evening|night|afternoon)|the same morning|"
r"that day|later that day|earlier in the day|later in the day|hours later|hours earlier|"
r"Christmas morning|Christmas Day|Christmas Eve|Christmas|New Year['’]s Eve|New Year['’]s Day))"),
        ("year", rf"(?P<part>early |mid-|late |the start of |the beginning of |the end of )?{_YEAR}(?! "
rf"(?:North|Russian|soldiers|troops|men))"),
    )
)  # fmt: skip


_MONTH_HINTS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HINTS = {  # what a text must hold for a kind to be looked for
    "iso": ("-0", "-1"), "numeric": ("20",), "day": _MONTH_HINTS, "month": _MONTH_HINTS, "year": ("20",),
    "season": ("spring", "summer", "fall", "autumn", "winter"), "weekday": ("day",),
    "ago": ("ago", "earlier", "before", "prior", "later", "after"),
    "relative": ("day", "week", "month", "year", "night", "morning", "hours", "Day", "Eve", "Year", "weekend",
    "evening", "afternoon"),
}  # fmt: skip
_NEEDS_DAY = frozenset({"weekday", "ago", "relative"})  # what they mean depends on the very day of publication


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day, month or year that a text names; ``value`` is an ISO date cut to what the words say."""

    start: int
    end: int
    value: str
    kind: str
    cue: str = ""
    precision: str = "day"


def find_dates(text: str, published: str | None, latest: str | None = None) -> list[DateMention]:
    """The dates of ``text`` in order; relative ones only when ``published`` is a full day.

    ``latest`` is the last full day named earlier, which "a day earlier" counts from.
    """
    base = _base_day(published)
    found: list[DateMention] = []
    for kind, pattern in (pair for pair in _PATTERNS if any(hint in text for hint in _HINTS[pair[0]])):
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            if kind == "relative" and re.search(r"\b(?:over|in|during|within|for) the $", text[: match.start("words")]):
                continue  # "over the last week" is a stretch, and tells no day
            if kind in _NEEDS_DAY and len(published or "") < 10:
                continue
            if kind == "relative" or (kind == "ago" and match["way"] not in {"ago", "earlier", "before", "prior"}):
                latest = _day_before(found, match.start()) or latest
            if (mention := _read(kind, match, base, latest)) is not None:
                found.append(mention)
    return _join_intervals(text, sorted(found, key=lambda mention: mention.start))


def _day_before(found: list[DateMention], position: int) -> str | None:
    """The full day that the sentence names last before ``position``: what "the same day" means."""
    days = [mention for mention in found if len(mention.value) == 10 and mention.end <= position]
    return max(days, key=lambda mention: mention.start).value if days else None


def _join_intervals(text: str, found: list[DateMention]) -> list[DateMention]:
    """As in "Between January and March" holds at its end: the second date takes the place of both."""
    joined: list[DateMention] = []
    for mention in found:
        last = joined[-1] if joined else None
        if (
            last
            and last.kind == mention.kind == "month"
            and text[last.end : mention.start] == " and "
            and last.cue in {"in", "during", "between", "over", "throughout", ""}
        ):
            joined[-1] = replace(mention, start=last.start, cue="in")  # "sent in January and February"
        elif (
            last
            and last.cue in {"between", "from"}
            and text[last.end : mention.start].strip() in {"and", "to", "until", ""}
            and mention.start - last.end < 8
        ):
            joined[-1] = replace(mention, start=last.start, cue="in")
        else:
            joined.append(mention)
    return joined


def _base_day(published: str | None) -> date | None:
    """The last day that ``published`` can mean: nothing was reported after it."""
    if not published:
        return None
    try:
        return parse_edtf(published).last
    except ValueError:
        return None


def _read(kind: str, match: re.Match[str], base: date | None, latest: str | None) -> DateMention | None:
    cue = (match["cue"] or "").lower()
    is_past = cue.startswith("by") and _PAST.search(match.string[max(0, match.start() - 90) : match.start()])
    groups = match.groupdict()
    if kind == "season":
        cue = _season_cue(match, cue)
    value, precision = READERS[kind](groups, base, latest, "" if is_past and kind != "season" else cue)
    if value is None or (kind == "month" and not _is_month(match, groups)):
        return None
    return DateMention(match.start(), match.end(), value, kind, cue, precision)


_PLAN = re.compile(r"\b(?:will|would|may|might|could|(?:is|are|was|were) to|plans?|planned|expect\w*|should)\b[^.;]*$")


def _season_cue(match: re.Match[str], cue: str) -> str:
    """As in "would begin in the autumn", the next one, and "sent in the autumn", the last."""
    has_cue = cue in {"in", "during", "over", "since"} or cue.startswith(("by", "before"))
    if not has_cue or " the " not in match.group() or match.group("last") in {"last", "this", "next"}:
        return cue
    lead = match.string[max(0, match.start() - 90) : match.start()]
    if cue.startswith(("by", "before")):
        return "in" if _PAST.search(lead) else cue
    return "by" if _PLAN.search(lead) else "in"


def _is_month(match: re.Match[str], groups: dict[str, str | None]) -> bool:
    """The verbs "may" and "march" begin sentences too; as months they have a cue, a year or a part."""
    named = groups["month"] or ""
    joined = re.search(r"\b(?:and|to|or|until) $", match.string[: match.start()]) is not None
    return (
        named not in {"May", "March"}
        or joined
        or bool(match["cue"] or groups.get("year") or groups.get("part") or groups.get("last"))
    )


_PAST = re.compile(
    r"\b(?<!to )(?:had|has|have) (?!been (?:expected|planned|due|told)|to\b)(?:already |been )*\w+"
    r"(?!.*\b(?:will|would|could|"
    r"may|wants?|wanted|hopes?|aims?|intends?|"
    r"might|should|expect\w*|plan\w*|"
    r"to (?!the\b|an?\b|its\b|their\b)[a-z\d]\w*)\b)"
)
