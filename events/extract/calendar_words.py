"""What the words of a date mean, counted from the day of publication or the last day named."""

from datetime import date, timedelta

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
    if base is not None and last in {"", "the", "the end of"} and cue == "in":
        begins = {"spring": 3, "summer": 6, "fall": 9, "winter": 12}[_SEASONS[groups["season"] or ""]]
        return str(base.year - (begins > base.month)), "season"
    if (
        base is not None
        and last in {"", "the", "the end of"}
        and cue in {"by", "before", "until", "till", "by the end of"}
    ):
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
    if (groups.get("way") or "") in {"later", "after that", "afterwards"}:
        return _after(latest, word, groups["span"] or "")
    count = int(word) if word.isdigit() else _COUNTS[word.lower()]
    if groups["span"] == "day":
        return (start - timedelta(days=count)).isoformat(), "day"
    if groups["span"] == "week":
        return (base - timedelta(days=7 * count)).isoformat(), "approx"
    if groups["span"] == "month":
        months = base.year * 12 + base.month - 1 - count
        return f"{months // 12}-{months % 12 + 1:02d}", "month"
    return str(base.year - count), "year"


def _after(latest: str | None, word: str, span: str) -> Read:
    """As in "a week later": counted from the last day named."""
    days = {"day": 1, "week": 7}.get(span)
    if latest is None or days is None:
        return None, "approx"
    count = int(word) if word.isdigit() else _COUNTS[word.lower()]
    return (date.fromisoformat(latest) + timedelta(days=days * count)).isoformat(), "day" if span == "day" else "approx"


_NEXT_DAY = frozenset({"the next day", "the following day", "the day after"})
_DAY_BEFORE = frozenset({"the day before", "the previous day"})


def _beside(words: str, base: date, latest: str | None) -> Read:
    """The day after the one named last, or the day before it, else before publication."""
    if words in _NEXT_DAY:
        return _after(latest, "1", "day")
    start = date.fromisoformat(latest) if latest else base
    return (start - timedelta(days=1)).isoformat(), "day"


def _read_relative(groups: Groups, base: date | None, latest: str | None, cue: str) -> Read:
    del cue
    words = (groups["words"] or "").lower()
    if base is None:
        return None, "day"
    if words in {"today", "tonight", "this morning"}:
        return base.isoformat(), "day"
    if words in {"yesterday", "last night"}:
        return (base - timedelta(days=1)).isoformat(), "day"
    if words in _NEXT_DAY or words in _DAY_BEFORE:
        return _beside(words, base, latest)
    if words in _SAME_DAY:
        return latest, "day"
    if words.startswith(("christmas", "new year")):
        month, day = _FEASTS[words.replace("’", "'")]
        return _iso(_year_before(base, month, day, "") or base.year, month, day), "day"
    return _read_stretch(words, base)


_SAME_DAY = frozenset(
    {"the same day", "that same day", "that day", "later that day", "earlier in the day", "later in the day"}
    | {
        f"{which} {part}"
        for which in ("the", "that", "the same", "that same")
        for part in ("evening", "night", "afternoon")
    }
    | {"the same morning", "hours later", "hours earlier"}
)
_FEASTS = {
    "christmas morning": (12, 25), "christmas day": (12, 25), "christmas": (12, 25), "christmas eve": (12, 24),
    "new year's eve": (12, 31), "new year's day": (1, 1),
}  # fmt: skip


def _read_stretch(words: str, base: date) -> Read:
    if words.endswith("weekend"):
        saturday = base - timedelta(days=(base.weekday() - 5) % 7 or 7)
        return saturday.isoformat(), "approx"
    if "year" in words and ("end" in words or "out" in words):
        return f"{base.year}-12", "month"
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


READERS = {
    "iso": _read_day, "numeric": _read_numeric, "day": _read_day, "month": _read_month, "season": _read_season,
    "weekday": _read_weekday, "ago": _read_ago, "relative": _read_relative, "year": _read_year,
}  # fmt: skip
