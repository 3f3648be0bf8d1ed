"""Days that a text names, read against the day it was published. Never more precise than the words."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from events.days import parse_edtf

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SEASONS = {"spring": "spring", "summer": "summer", "fall": "fall", "autumn": "fall", "winter": "winter"}
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
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
    r"(?:(?P<cue>(?i:since|by the end of|by|until|till|before|from|after|as of|in|on|during|"
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
        ("season", rf"(?:(?P<last>last|this|next|the|early|late)(?: the)? )?(?P<season>spring|summer|fall|"
rf"autumn|winter)(?: of)?(?:,? {_YEAR})?"),
        ("weekday", r"(?P<last>last |this |next |the previous )?(?P<weekday>Monday|Tuesday|Wednesday|Thursday|"
r"Friday|Saturday|Sunday)"),
        ("ago", r"(?P<count>(?i:a|an|one|two|three|four|five|six|seven|ten)|\d+) (?P<span>day|week|month|"
r"year)s? (?:ago|earlier|before|prior)"),
        ("relative", r"(?P<words>(?i:(?:at |since |by )?the (?:start|beginning|end) of the month|earlier in "
r"the month|earlier in the week|yesterday|today|tonight|the day before|the previous day|"
r"this morning|last night|last week|last month|last year|this week|this month|this year|"
r"earlier this week|earlier this month|earlier this year|later this month|later this year|"
r"next month|next year|next week|the previous month|the previous week|the same day|that same day|"
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
    "ago": ("ago", "earlier", "before", "prior"),
    "relative": ("day", "week", "month", "year", "night", "morning", "hours", "Day", "Eve", "Year"),
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
            if kind == "relative":
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
    value, precision = _READERS[kind](groups, base, latest, "" if is_past else cue)
    if value is None or (kind == "month" and not _is_month(match, groups)):
        return None
    return DateMention(match.start(), match.end(), value, kind, cue, precision)


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
    r"\b(?:had|has|have) (?!been (?:expected|planned|due|told)|to\b)(?:already |been )*\w+(?!.*\b(?:will|would|could|"
    r"may|"
    r"might|should|expect\w*|plan\w*|to (?!the\b|an?\b|its\b|their\b)[a-z\d]\w*)\b)"
)

Read = tuple[str | None, str]
Groups = dict[str, str | None]


def _read_day(groups: Groups, base: date | None, latest: str | None, cue: str) -> Read:
    del latest
    if groups.get("number"):
        return _iso(int(groups["year"] or 0), int(groups["number"] or 0), int(groups["day"] or 0)), "day"
    month = _month_number(groups["month"])
    year = int(groups["year"]) if groups["year"] else _year_before(base, month, int(groups["day"] or 1), cue)
    return (None, "day") if year is None else (_iso(year, month, int(groups["day"] or 0)), "day")


def _read_numeric(groups: Groups, base: date | None, latest: str | None, cue: str) -> Read:
    first, second = int(groups["day"] or 0), int(groups["number"] or 0)
    if first <= 12 and second <= 12 and first != second:
        return None, "day"  # day and month cannot be told apart here
    if second > 12:
        groups = {**groups, "day": str(second), "number": str(first)}
    return _read_day(groups, base, latest, cue)


def _read_month(groups: Groups, base: date | None, latest: str | None, cue: str) -> Read:
    del latest
    month = _month_number(groups["month"])
    if groups["year"]:
        year: int | None = int(groups["year"])
    elif (groups.get("last") or "").strip() == "next":
        year = None if base is None else base.year + (month <= base.month)
    else:
        year = _year_before(base, month, 1, cue)
    part = groups.get("part") or ""
    precision = "mid-month" if part.endswith(("mid", "middle of")) else "part-month" if part else "month"
    return (None, precision) if year is None else (f"{year}-{month:02d}", precision)


def _read_season(groups: Groups, base: date | None, latest: str | None, cue: str) -> Read:
    del latest
    if groups["year"]:
        return groups["year"], "season"
    last = groups["last"] or ""
    ends = {"spring": 5, "summer": 8, "fall": 11, "winter": 12}[_SEASONS[groups["season"] or ""]]
    if base is not None and last in {"", "the"} and cue in {"by", "before", "until", "till", "by the end of"}:
        return str(base.year + (base.month > ends)), "season"
    if base is None or last not in {"last", "this", "next"}:
        return None, "season"
    if last == "last":
        ends = {"spring": 5, "summer": 8, "fall": 11, "winter": 2}[_SEASONS[groups["season"] or ""]]
        return str(base.year if base.month > ends else base.year - 1), "season"
    return str(base.year + (last == "next")), "season"


def _read_weekday(groups: Groups, base: date | None, latest: str | None, cue: str) -> Read:
    del latest, cue
    if base is None or (groups["last"] or "").strip() == "next":
        return None, "day"
    back = (base.weekday() - _WEEKDAYS.index((groups["weekday"] or "").lower())) % 7
    if back == 0 and (groups["last"] or "").strip() in {"last", "the previous"}:
        back = 7
    return (base - timedelta(days=back)).isoformat(), "day"


def _read_ago(groups: Groups, base: date | None, latest: str | None, cue: str) -> Read:
    del cue
    start = date.fromisoformat(latest) if latest else base
    if base is None or start is None:
        return None, "approx"
    word = groups["count"] or "a"
    count = int(word) if word.isdigit() else _COUNTS[word.lower()]
    if groups["span"] == "day":
        return (start - timedelta(days=count)).isoformat(), "day"
    if groups["span"] == "week":
        return (base - timedelta(days=7 * count)).isoformat(), "approx"
    if groups["span"] == "month":
        months = base.year * 12 + base.month - 1 - count
        return f"{months // 12}-{months % 12 + 1:02d}", "month"
    return str(base.year - count), "year"


def _read_relative(groups: Groups, base: date | None, latest: str | None, cue: str) -> Read:
    del cue
    words = (groups["words"] or "").lower()
    if base is None:
        return None, "day"
    if words in {"today", "tonight", "this morning"}:
        return base.isoformat(), "day"
    if words in {"yesterday", "last night"}:
        return (base - timedelta(days=1)).isoformat(), "day"
    if words in {"the day before", "the previous day"}:
        start = date.fromisoformat(latest) if latest else base
        return (start - timedelta(days=1)).isoformat(), "day"
    if words in _SAME_DAY:
        return latest, "day"
    if words.startswith(("christmas", "new year")):
        month, day = _FEASTS[words.replace("’", "'")]
        return _iso(_year_before(base, month, day, "") or base.year, month, day), "day"
    return _read_stretch(words, base)


_SAME_DAY = frozenset(
    {"the same day", "that same day", "that day", "later that day", "earlier in the day", "later in the day"}
    | {"hours later", "hours earlier"}
)
_FEASTS = {
    "christmas morning": (12, 25), "christmas day": (12, 25), "christmas": (12, 25), "christmas eve": (12, 24),
    "new year's eve": (12, 31), "new year's day": (1, 1),
}  # fmt: skip


def _read_stretch(words: str, base: date) -> Read:
    words = "this month" if words.endswith("the month") else words
    step = -1 if words.startswith(("last", "the previous")) else 1 if words.startswith("next") else 0
    if words.endswith("year"):
        return str(base.year + step), "year"
    if words.endswith("month"):
        months = base.year * 12 + base.month - 1 + step
        return f"{months // 12}-{months % 12 + 1:02d}", "month"
    monday = base - timedelta(days=base.weekday()) + timedelta(days=7 * step)
    sunday = monday + timedelta(days=6)
    if step == 0:
        return f"{base:%Y-%m}", "approx"
    return (f"{monday:%Y-%m}" if monday.month == sunday.month else None), "approx"


def _read_year(groups: Groups, base: date | None, latest: str | None, cue: str) -> Read:
    del base, latest, cue
    return groups["year"], "year"


def _month_number(name: str | None) -> int:
    return _MONTHS[(name or "").lower().rstrip(".")]


def _year_before(base: date | None, month: int, day: int, cue: str) -> int | None:
    """The year that makes month and day the latest not after ``base``; after "by", the next one to come."""
    if base is None:
        return None
    if cue.startswith(("by", "until", "till", "before")) and (month, day) < (base.month, base.day):
        return base.year + (base.month - month > 6)
    if cue.startswith(("by", "until", "till", "before")):
        return base.year
    return base.year - ((month, day) > (base.month, base.day))


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


_READERS = {
    "iso": _read_day, "numeric": _read_numeric, "day": _read_day, "month": _read_month, "season": _read_season,
    "weekday": _read_weekday, "ago": _read_ago, "relative": _read_relative, "year": _read_year,
}  # fmt: skip
