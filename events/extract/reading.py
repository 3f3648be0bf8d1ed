"""A file as the text of an article, or one sentence that says why not."""

from dataclasses import dataclass
from pathlib import Path

from events.extract.errors import ExtractError


@dataclass(frozen=True, slots=True)
class Source:
    """An article's text as it is, and the page it came from when that was HTML."""

    name: str
    text: str
    html: str | None = None


def read_source(source: Path | bytes | str, name: str = "pasted") -> Source:
    """The text of a file, of its bytes, or as pasted.

    Raises:
        ExtractError: there is no article in it.
    """
    if isinstance(source, Path):
        return Source(source.stem, source.read_bytes().decode("utf-8"))
    text = source.decode("utf-8") if isinstance(source, bytes) else source
    if not text.strip():
        raise ExtractError(f"{name} is empty.")
    return Source(name, text)
