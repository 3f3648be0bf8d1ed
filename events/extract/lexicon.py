"""The names and patterns that the rules read: data files, and a folder of a user's own beside them."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from events.extract.errors import ExtractError
from events.extract.trie import trie_pattern

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who can speak: how drafts call them, and what they are."""

    name: str
    kind: str  # person, agency, state, outlet, channel, group
    side: str = "unknown"
    roles: tuple[str, ...] = ()
    speaks_for: str | None = None


@dataclass(frozen=True, slots=True)
class MeasureRule:
    """One sign of what a figure counts, looked for behind it, before it, or round it."""

    rule_id: str
    measure: str
    rank: float
    near: int
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


@dataclass(frozen=True, eq=False)  # compared and hashed by identity: made once a folder
class Lexicon:
    """Everything that the rules know by name."""

    actors: dict[str, Actor]  # by any spelling that is safe alone
    surnames: dict[str, tuple[Actor, ...]]  # spellings that need the full name or a title first
    adjectives: dict[str, str]  # "South Korean" -> "South Korea"
    heads: dict[str, Actor]  # who leads a body
    names: re.Pattern[str]
    files: dict[str, dict[str, Any]] = field(repr=False)
    measures: tuple[MeasureRule, ...] = ()

    def words(self, file: str, key: str) -> list[str]:
        """The words that a data file lists under ``key``."""
        return list(self.files[file].get(key, []))


def load_lexicon(extra: Path | None = None) -> Lexicon:
    """The shipped names and patterns, with those of the folder ``extra`` added (same file names).

    Raises:
        ExtractError: a file of ``extra`` is not JSON.
    """
    return _load(extra)


@lru_cache(maxsize=4)
def _load(extra: Path | None) -> Lexicon:
    files = {path.stem: _read(path) for path in sorted(_DATA.glob("*.json"))}
    for path in sorted(extra.glob("*.json")) if extra else ():
        files[path.stem] = _merge(files.get(path.stem, {}), _read(path))
    actors, surnames = _index_actors(files)
    adjectives = {adjective: state["name"] for state in files["states"]["entries"] for adjective in state["adjectives"]}
    heads = {
        actor.speaks_for: actor
        for actor in actors.values()
        if actor.speaks_for and {"chief", "head", "director"} & set(actor.roles)
    }
    names = re.compile(rf"(?<![\w-])(?:{_any(tuple(actors))})(?![\w-]|\.\w)")
    return Lexicon(actors, surnames, adjectives, heads, names, files, _measure_rules(files["measures"]))


def _read(path: Path) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise ExtractError(f"{path.name} is not a JSON file of names or patterns: {error}") from error
    return content


def _merge(shipped: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    merged = dict(shipped)
    for key, value in own.items():
        old = merged.get(key)
        if isinstance(old, list) and isinstance(value, list):
            merged[key] = [*old, *value]
        elif isinstance(old, dict) and isinstance(value, dict):
            merged[key] = _merge(old, value)
        else:
            merged[key] = value
    return merged


def _index_actors(files: dict[str, dict[str, Any]]) -> tuple[dict[str, Actor], dict[str, tuple[Actor, ...]]]:
    actors: dict[str, Actor] = {}
    surnames: dict[str, tuple[Actor, ...]] = {}
    for file, kind in (("states", "state"), ("outlets", "outlet"), ("agencies", "agency"), ("people", "person")):
        for entry in files[file]["entries"]:
            actor = _actor_of(entry, kind)
            own = () if entry.get("name_is_group") else (entry["name"],)
            for spelling in (*own, *entry.get("aka", ())):
                actors.update(dict.fromkeys(_spellings(spelling) if kind == "person" else (spelling,), actor))
            for surname in entry.get("surname", ()):
                surnames[surname] = (*surnames.get(surname, ()), actor)
    return actors, surnames


def _spellings(name: str) -> tuple[str, ...]:
    """As newsrooms write the ending of a Ukrainian or Russian name: "Syrskyi", "Syrsky", "Syrskyy", "Syrskiy"."""
    stem = re.fullmatch(r"(.+sk)(?:yi|yy|iy|y|ii)", name)
    return (name, *(stem[1] + ending for ending in ("yi", "yy", "iy", "y", "ii"))) if stem else (name,)


def _actor_of(entry: dict[str, Any], kind: str) -> Actor:
    return Actor(
        name=entry["name"],
        kind="channel" if entry.get("channel") else entry.get("kind", kind),
        side=entry.get("side", "unknown"),
        roles=tuple(entry.get("roles", entry.get("nouns", ()))),
        speaks_for=entry.get("of"),
    )


def _measure_rules(content: dict[str, Any]) -> tuple[MeasureRule, ...]:
    joint = content["joint"]
    rules = []
    for rule in content["rules"]:
        before, after = rule.get("before"), rule.get("after")
        if rule.get("both") == "JOINT":
            before, after = (
                rf"(?:{joint})[^.;,]{{0,30}}$",
                rf"^(?:(?!replac|relie(?:f|v)|make up for|make good|in place of)[^.;]){{0,140}}?(?:{joint})",
            )
        rules.append(
            MeasureRule(rule["id"], rule["measure"], rule["rank"], rule["near"], _compiled(before), _compiled(after))
        )
    return tuple(rules)


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(pattern, re.IGNORECASE) if pattern else None


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of ``words``, longest first; a straight apostrophe also means a curly one."""
    return _any(tuple(words))


@lru_cache(maxsize=64)
def _any(words: tuple[str, ...]) -> str:
    return trie_pattern(words)
