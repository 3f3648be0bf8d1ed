"""Gazetteer: from a name to the places it can mean, exactly or not at all."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pydantic import ValidationError
from rapidfuzz import fuzz, process

from geodata.places import Place, Precision
from geodata.spelling import Kind, acronym_key, has_case, normalise, split_type_word

__all__ = ["Gazetteer", "PlaceError", "has_case", "load_gazetteer", "normalise", "read_places"]

Key = TypeVar("Key")

PLACES_FILE = Path(__file__).parent / "data" / "places.csv"
_COLUMNS = list(Place.model_fields)
# Below this rapidfuzz score a suggestion looks like chance.
_LEAST_SCORE = 80
_LEAST_LETTERS = 3
# English type words that every oblast's spelling may be followed by.
_OBLAST_WORDS = ("Oblast", "region", "province")


class PlaceError(ValueError):
    """A row of a table of places that cannot be used; the message names file, line and field."""


class Gazetteer:
    """Places by id and by name.

    Names match exactly after ``normalise``; a short upper-case alias ("US") only in upper
    case. A name that fits several places returns all of them, in the order of the table.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = tuple(places)
        self._by_id = {place.place_id: place for place in self.places}
        self._by_key = _collect((normalise(name), p) for p, name in self._spellings(in_capitals=False))
        self._by_acronym = _collect((acronym_key(n) or n, p) for p, n in self._spellings(in_capitals=True))
        self._by_base = _collect(
            ((split_type_word(name)[0], _kind_of(place)), place) for place, name in self._spellings(in_capitals=False)
        )

    def _spellings(self, *, in_capitals: bool) -> Iterator[tuple[Place, str]]:
        for place in self.places:
            for name in _written(place):
                if has_case(name) is in_capitals:
                    yield place, name

    def get(self, place_id: str) -> Place:
        """The place with this id.

        Raises:
            KeyError: no place has it.
        """
        return self._by_id[place_id]

    def find(self, name: str) -> list[Place]:
        """Every place that ``name`` can mean: none if unknown, several if it is ambiguous.

        A type word decides: "Kursk region" is the oblast, "city of Kursk" the city, and
        "Kursk" alone is both.
        """
        found = self._by_acronym.get(acronym_key(name) or "", ())
        found = found or self._by_key.get(normalise(name), ())
        if not found:
            base, kind = split_type_word(name)
            found = self._by_base.get((base, kind), ())
        return list(found)

    def suggest(self, name: str, limit: int = 5) -> list[Place]:
        """Places whose names look like ``name``, best first, for a person to choose from."""
        key = normalise(name)
        if len(key) < _LEAST_LETTERS:
            return []
        near = process.extract(
            key,
            self._by_key.keys(),
            scorer=fuzz.WRatio,
            score_cutoff=_LEAST_SCORE,
            limit=limit * 4,
        )
        places = dict.fromkeys(place for key, _, _ in near for place in self._by_key[key])
        return list(places)[:limit]

    def names(self) -> Mapping[str, tuple[Place, ...]]:
        """Every spelling as written, with the places ``find`` gives for it.

        Upper-case forms (``has_case``) have to be matched in upper case.
        """
        spellings = {name for place in self.places for name in _spellings_in_text(place)}
        return MappingProxyType({name: tuple(self.find(name)) for name in sorted(spellings)})


def _collect(pairs: Iterable[tuple[Key, Place]]) -> dict[Key, tuple[Place, ...]]:
    """The places of every key, each once, in the order given."""
    collected: dict[Key, tuple[Place, ...]] = {}
    for key, place in pairs:
        known = collected.get(key, ())
        if place not in known:
            collected[key] = (*known, place)
    return collected


def _written(place: Place) -> list[str]:
    """The spellings that the table has for ``place``, each once."""
    return list(dict.fromkeys([place.name, *place.names.values(), *place.aliases]))


def _spellings_in_text(place: Place) -> Iterator[str]:
    """Those spellings, and an oblast's English name with each of the English type words."""
    yield from _written(place)
    base, kind = split_type_word(place.name)
    if kind is Kind.OBLAST:
        yield from (f"{place.name[: len(base)]} {word}" for word in _OBLAST_WORDS)


def _kind_of(place: Place) -> Kind | None:
    """Which type word can stand beside the names of ``place``; None for a country."""
    if place.precision is Precision.COUNTRY:
        return None
    if place.precision is Precision.OBLAST:
        return Kind.OBLAST
    return next((kind for _, kind in map(split_type_word, _written(place)) if kind), Kind.CITY)


def read_places(path: Path) -> list[Place]:
    """The places of a table in UTF-8, in its order.

    ``names`` are written ``ru=Курск|uk=Курськ``, aliases ``Kursk city|city of Kursk``.

    Raises:
        PlaceError: the first row that is no place, by file, line and field.
    """
    lines: dict[str, int] = {}
    places = []
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if rows.fieldnames != _COLUMNS:
            raise PlaceError(f"{path}:1: the columns must be {', '.join(_COLUMNS)}")
        for row in rows:
            place = _parse_row(row, f"{path}:{rows.line_num}")
            if place.place_id in lines:
                first = lines[place.place_id]
                raise PlaceError(f"{path}:{rows.line_num}: place_id: {place.place_id} is taken by line {first}")
            lines[place.place_id] = rows.line_num
            places.append(place)
    return places


def _parse_row(row: dict[str, str], at: str) -> Place:
    if None in row or None in row.values():
        raise PlaceError(f"{at}: expected {len(_COLUMNS)} fields")
    fields: dict[str, object] = {name: value for name, value in row.items() if value}
    fields["aliases"] = tuple(alias for alias in row["aliases"].split("|") if alias)
    names = [name.partition("=") for name in row["names"].split("|") if name]
    fields["names"] = {language: name for language, _, name in names}
    try:
        return Place.model_validate(fields)
    except ValidationError as error:
        raise PlaceError(f"{at}: {_worded(error)}") from error


def _worded(error: ValidationError) -> str:
    """The faults on one line: the field, what was expected, what stood there."""
    faults = []
    for fault in error.errors(include_url=False):
        field = ".".join(map(str, fault["loc"])) or "place"
        found = "" if isinstance(fault["input"], dict) else f", not {fault['input']!r}"
        faults.append(f"{field}: {fault['msg'].removeprefix('Value error, ')}{found}")
    return "; ".join(faults)


def load_gazetteer(path: Path | None = None) -> Gazetteer:
    """The gazetteer of a table of places; without ``path`` our own, read once.

    Raises:
        PlaceError: a row is no place, by file, line and field.
    """
    return _load_own() if path is None else Gazetteer(read_places(path))


@cache
def _load_own() -> Gazetteer:
    return Gazetteer(read_places(PLACES_FILE))
