"""The days that a line such as 07/02/2025 can mean, and whether the text settles which."""

import calendar
import re
from datetime import date

_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)")
_FIRST_LINES = 8
"""A publication day stands above the story; numbers below are the story's own."""
_MONTHS = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in calendar.month_name[1:])
_NAMED = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTHS})\b|(?P<month2>{_MONTHS})\.? (?P<day2>\d{{1,2}})\b)",
    re.I,
)
NEAR_DAYS = 7
"""A story that names a day this near to one reading, and none near the other, settles it."""


def readings_of(text: str, page: str | None = None) -> tuple[str, ...]:
    r"""The ISO days that the numeric day above the story can mean, day first first; empty if there is none.

    A ``page`` in HTML is looked at where the text extracted from it has none.

    >>> readings_of("By A. Author\n03/04/2025\nTroops came.")
    ('2025-04-03', '2025-03-04')
    >>> readings_of("By A. Author\n07/02/2025\nHe spoke on 6 February.")
    ('2025-02-07',)
    """
    top = "\n".join([line for line in text.splitlines() if line.strip()][:_FIRST_LINES])
    match = _NUMERIC.search(top) or (_NUMERIC.search(re.sub(r"<[^>]+>", " ", page[:20_000])) if page else None)
    if match is None:
        return ()
    first, second, year = (int(part) for part in match.groups())
    days = dict.fromkeys(day for day in (_day(year, second, first), _day(year, first, second)) if day)
    return _settled(tuple(days), text)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _settled(days: tuple[date, ...], text: str) -> tuple[str, ...]:
    near = [day for day in days if _is_named_near(day, text)]
    return tuple(day.isoformat() for day in (near if len(near) == 1 else days))


def _is_named_near(day: date, text: str) -> bool:
    """Whether the text names a day shortly before this one (or it): news tells of the last days."""
    for match in _NAMED.finditer(text):
        month = (match["month"] or match["month2"])[:3].title()
        named = _day(day.year, list(calendar.month_abbr).index(month), int(match["day"] or match["day2"]))
        if named is not None and 0 <= (day - named).days <= NEAR_DAYS:
            return True
    return False
