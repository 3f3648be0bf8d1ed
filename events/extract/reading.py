"""A file as the text of an article, or one sentence that says why not. Nothing is fetched."""

import re
from dataclasses import dataclass
from pathlib import Path

from events.extract.errors import ExtractError
from events.extract.html import read_page

_MOST_BYTES = 5_000_000
_MOST_CHARACTERS = 200_000
_MOST_IN_A_LINE = 10_000
_OTHER_KINDS = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word or ZIP file",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
}
_SUFFIXES = {
    ".pdf": "a PDF",
    ".docx": "a Word file",
    ".doc": "a Word file",
    ".odt": "a text document",
    ".rtf": "an RTF file",
}
_ADVICE = "save the article as text (.txt) or as a web page (.html)"
_COMMON = re.compile(
    r"\b(?:the|of|and|to|in|that|is|was|for|on|have|has|said|by|with|at|from|were|are|be|as|it|its|their|he|a|an)\b"
)


@dataclass(frozen=True, slots=True)
class Source:
    """An article's text as it is, and the page it came from when that was HTML."""

    name: str
    text: str
    page: str | None = None


def read_source(source: Path | bytes | str, name: str = "pasted text") -> Source:
    """The text of a file, of its bytes, or as pasted; a plain text is never altered.

    Raises:
        ExtractError: there is no English article in it; one sentence says why.
    """
    if isinstance(source, Path):
        return _read_file(source)
    if isinstance(source, bytes):
        return _read_bytes(source, name, is_page=name.lower().endswith((".html", ".htm")))
    return _checked(Source(name, source)) if not _looks_like_page(source) else _from_page(source, name)


def _read_file(path: Path) -> Source:
    kind = _SUFFIXES.get(path.suffix.lower())
    if kind is not None:
        raise ExtractError(f"{path.name} is {kind}, which cannot be read: {_ADVICE}.")
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ExtractError(f"{path.name} is larger than 5 MB, which no article is.")
        content = path.read_bytes()
    except OSError as error:
        raise ExtractError(f"{path.name} cannot be opened: {error.strerror or error}.") from error
    found = _read_bytes(content, path.name, is_page=path.suffix.lower() in {".html", ".htm", ".xhtml"})
    return Source(path.stem, found.text, found.page)


def _read_bytes(content: bytes, name: str, *, is_page: bool) -> Source:
    if len(content) > _MOST_BYTES:
        raise ExtractError(f"{name} is larger than 5 MB, which no article is.")
    if not content.strip():
        raise ExtractError(f"{name} is empty.")
    for beginning, kind in _OTHER_KINDS.items():
        if content.startswith(beginning):
            raise ExtractError(f"{name} is {kind}, which cannot be read: {_ADVICE}.")
    text = _decode(content, name)
    return _from_page(text, name) if is_page or _looks_like_page(text) else _checked(Source(name, text))


def _decode(content: bytes, name: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ExtractError(f"{name} is not UTF-8 text: save it again with the encoding UTF-8.")
    if b"\x00" in content:
        raise ExtractError(f"{name} is not a text: {_ADVICE}.")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ExtractError(f"{name} is not UTF-8 text: save it again with the encoding UTF-8.") from error
    if sum(character < " " and character not in "\n\r\t\f" for character in text) > len(text) / 100:
        raise ExtractError(f"{name} is not a text: {_ADVICE}.")
    return text


def _looks_like_page(text: str) -> bool:
    return re.match(r"\ufeff?\s*(?:<\?xml|<!doctype|<html|<head|<body)", text, re.IGNORECASE) is not None


def _from_page(page: str, name: str) -> Source:
    if re.search(r"<!ENTITY", page, re.IGNORECASE):
        raise ExtractError(f"{name} declares XML entities, which no article needs: save the article as text (.txt).")
    if (
        len(re.sub(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", "", page, flags=re.DOTALL | re.IGNORECASE))
        > 4 * _MOST_CHARACTERS
    ):
        raise ExtractError(
            f"{name} has more than 800,000 characters of text, which no article's page has: give one article."
        )
    text = read_page(page)
    if not text:
        raise ExtractError(f"{name} is a web page without an article's text: copy the text and save it as .txt.")
    return _checked(Source(name, text, page))


def _checked(source: Source) -> Source:
    if not source.text.strip():
        raise ExtractError(f"{source.name} is empty.")
    if len(source.text) > _MOST_CHARACTERS:
        raise ExtractError(f"{source.name} has more than 200,000 characters, which no article has: give one article.")
    if max(map(len, source.text.splitlines())) > _MOST_IN_A_LINE:
        raise ExtractError(
            f"{source.name} has a line of more than 10,000 characters: put each paragraph on its own line."
        )
    words = re.findall(r"[^\W\d_]+", source.text.lower())
    if len(words) < 4 or not re.search(r"\w[^\n]*[.!?…][\"”’')\]]*(?:\s|$)", source.text):
        raise ExtractError(f"{source.name} has no sentence to draft from.")
    if len(_COMMON.findall(source.text.lower())) < 0.12 * len(words) and len(words) >= 8:
        raise ExtractError(f"{source.name} is not in English, the only language that the rules read.")
    return source
