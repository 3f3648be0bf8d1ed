"""Days, numbers and bounds in words, as every command and screen writes them."""

from datetime import date

from events.days import parse_edtf
from events.records import Figure
from events.vocabulary import Party, Qualifier

PARTY_IN_WORDS = {
    Party.DPRK: "North Korean troops",
    Party.RUSSIA: "Russian troops",
    Party.UKRAINE: "Ukrainian troops",
    Party.MIXED: "mixed troops",
    Party.OTHER: "others",
}

_INNER_QUOTES = str.maketrans("“”", "‘’")
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def day_in_words(day: date) -> str:
    """``7 Feb 2025``."""
    return f"{day.day} {day:%b %Y}"


def edtf_in_words(text: str) -> str:
    """An EDTF string as a reader would write it.

    >>> edtf_in_words("2025-01~"), edtf_in_words("2024-23"), edtf_in_words("2024-12-07/2024-12-14")
    ('about Jan 2025', 'autumn 2024', '7 Dec 2024 to 14 Dec 2024')
    """
    ends = text.split("/")
    words = [_point_in_words(end) for end in ends]
    if len(ends) == 2 and all(word.startswith("about ") for word in words):
        return f"about {words[0].removeprefix('about ')} to {words[1].removeprefix('about ')}"
    return " to ".join(words)


def _point_in_words(text: str) -> str:
    bare = text.rstrip("~?%")
    prefix = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}.get(text[len(bare) :], "")
    year, _, rest = bare.partition("-")
    if rest in _SEASONS:
        return f"{prefix}{_SEASONS[rest]} {year}"
    span = parse_edtf(bare)
    if not rest or rest.startswith("XX"):
        return f"{prefix}{year}"
    if len(rest) == 2 or rest.endswith("XX"):
        return f"{prefix}{span.first:%b %Y}"
    return prefix + day_in_words(span.first)


def bounds_in_words(figure: Figure) -> str:
    """A figure's value with its bounds as signs: ``≥ 300``, ``10,000 to 12,000``, ``> 11,000``, ``67 %``.

    A vague figure reads as written; the unit is said unless it is persons.
    """
    low, high = figure.low, figure.high
    if low is None and high is None:
        return f"“{figure.as_written.translate(_INNER_QUOTES)}”"
    about = "about " if figure.qualifier is Qualifier.ABOUT else ""
    if low is not None and high is None:
        number = f"{'>' if figure.qualifier is Qualifier.MORE_THAN else '≥'} {low:,}"
    elif low is None:
        number = f"≤ {high:,}"
    elif low == high:
        number = f"{about}{low:,}"
    else:
        number = f"{about}{low:,} to {high:,}"
    return number + unit_in_words(figure.unit)


def unit_in_words(unit: str) -> str:
    """The unit as it follows a number; persons go without saying."""
    return {"persons": "", "percent": " %"}.get(unit, f" {unit}")
