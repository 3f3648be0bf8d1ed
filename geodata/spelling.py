"""Spellings of place names: one form to compare them by, and what their type words say."""

import re
import unicodedata
from enum import StrEnum


class Kind(StrEnum):
    """What a type word makes of a name: the Kursk region is no city of Kursk."""

    CITY = "city"
    DISTRICT = "district"
    SECTOR = "sector"
    OBLAST = "oblast"


# English, Russian, Ukrainian and Korean words after a name, in normalised form.
_WORDS_AFTER = {
    Kind.OBLAST: "oblast region province krai kray territory область край провинция провінція 주",
    Kind.DISTRICT: "district raion rayon район 지구",
    Kind.SECTOR: "direction front sector axis направление напрямок фронт 전선",
    Kind.CITY: "city 시",
}
_WORDS_BEFORE = {
    Kind.CITY: "city of|town of|village of|settlement of|город|місто|село|г.|м.",
    Kind.OBLAST: "region of|province of|oblast of",
}
# Only owners that stand before a place; "People's Republic" must keep its first word.
_OWNERS = "russia|ukraine|north korea|south korea|germany|hungary|turkey|america"
_APOSTROPHES = "'’ʼʹ`´‘ʾ′"
_LEADING = re.compile(rf"^(?:the|(?:{_OWNERS})[{_APOSTROPHES}]?s)\s+", re.IGNORECASE)
_TRAILING = re.compile(rf"[{_APOSTROPHES}]s$", re.IGNORECASE)
_LONGEST_ACRONYM = 5


def _decode(words: str, separator: str | None) -> tuple[str, ...]:
    return tuple(_fold(word) for word in words.split(separator))


def normalise(name: str) -> str:
    """``name`` in the one form by which names are compared.

    Case, accents, apostrophes, hyphens and a leading "the" or "Russia's" do not count.

    >>> normalise("Russia's  Kursk Oblast") == normalise("kursk oblast")
    True
    >>> normalise("Тёткино") == normalise("ТЕТКИНО")
    True
    """
    # Every step can uncover work for an earlier one ("the the"), so go on until it is still.
    while (again := _fold(_bare(name))) != name:
        name = again
    return name


def _bare(name: str) -> str:
    """``name`` without what stands around it: "the", an owner, a possessive ending."""
    return _TRAILING.sub("", _LEADING.sub("", name.strip()))


def _fold(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    kept = "".join(
        " " if unicodedata.category(letter) == "Pd" else letter
        for letter in decomposed
        if not unicodedata.combining(letter) and letter not in _APOSTROPHES
    )
    return " ".join(unicodedata.normalize("NFKC", kept).split())


def has_case(name: str) -> bool:
    """Whether ``name`` is a short upper-case form, which only matches in upper case.

    >>> has_case("US"), has_case("U.S."), has_case("Kursk")
    (True, True, False)
    """
    letters = name.replace(".", "")
    return letters.isalpha() and letters.isupper() and len(letters) <= _LONGEST_ACRONYM


def acronym_key(name: str) -> str | None:
    """The key of an upper-case form ("the U.S." and "US" share one), or None for other names."""
    bare = _bare(unicodedata.normalize("NFKC", name))
    return bare.replace(".", "") if has_case(bare) else None


_SUFFIXES = {word: kind for kind, words in _WORDS_AFTER.items() for word in _decode(words, None)}
_PREFIXES = {word: kind for kind, words in _WORDS_BEFORE.items() for word in _decode(words, "|")}


def split_type_word(name: str) -> tuple[str, Kind | None]:
    """``name`` normalised and without its type word, and what that word says.

    >>> split_type_word("Khabarovsk region")
    ('khabarovsk', <Kind.OBLAST: 'oblast'>)
    >>> split_type_word("the city of Kursk")
    ('kursk', <Kind.CITY: 'city'>)
    >>> split_type_word("Sudzha")
    ('sudzha', None)
    """
    key = normalise(name)
    for word, kind in _PREFIXES.items():
        if key.startswith(word + " "):
            return key.removeprefix(word + " "), kind
    base, _, last = key.rpartition(" ")
    if base and last in _SUFFIXES:
        return base, _SUFFIXES[last]
    return key, None
