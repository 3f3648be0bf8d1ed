"""Fault: what is wrong with one line of a data file, in one sentence."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

MESSAGE_LIMIT = 300
"""Characters of a message; what a damaged line holds may be a whole pasted page."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where. ``line`` counts from 1; None means the whole file.

    ``is_of_manifest``: the manifest does not fit, yet every line was read that could be.
    """

    path: Path
    line: int | None
    message: str
    is_of_manifest: bool = False

    def __str__(self) -> str:
        """The fault as ``file:line: message``."""
        return f"{self.path}:{self.line or 1}: {self.message}"

    @property
    def where(self) -> str:
        """The file as its data folder names it, and the line if it is one: ``articles/a1.jsonl:3``."""
        name = f"articles/{self.path.name}" if self.path.parent.name == "articles" else self.path.name
        return name if self.line is None else f"{name}:{self.line}"

    @property
    def place(self) -> tuple[Path, int, str]:
        """What faults are sorted by: file, line (the whole file first), message."""
        return self.path, self.line or 0, self.message


class RecordError(ValueError):
    """A record cannot be read, found or written; the message is one sentence for a person."""


def explain(error: ValidationError) -> str:
    """The first thing wrong in a record, as ``field: what was expected``, and how many more there are.

    One short line that can be printed, whatever the record holds.
    """
    problems = error.errors(include_url=False, include_context=False)
    first = problems[0]
    field = ".".join(str(part) for part in _without_type(first["loc"]))
    message = first["msg"].removeprefix("Value error, ")
    shown = repr(first["input"])
    if first["type"] not in {"missing", "json_invalid"} and len(shown) <= 60:
        message = f"{message}, not {shown}" if "not " not in message else message
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return in_one_line(f"{field}: {message}" if field else message) + more


def in_one_line(text: str) -> str:
    """The text shortened, with line ends, escape codes and the like written out."""
    shown = text if len(text) <= MESSAGE_LIMIT else text[: MESSAGE_LIMIT - 1] + "…"
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in shown)


def _without_type(location: tuple[int | str, ...]) -> tuple[int | str, ...]:
    known = {"article", "claimant", "statement", "figure", "event", "question", "retraction"}
    return location[1:] if location and location[0] in known else location
