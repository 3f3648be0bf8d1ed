"""The passage of a statement in its article, where the reader has the articles' texts."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from events.records import Article, Statement

CONTEXT = 280
"""How many characters before and after a passage are shown."""
SIZE_LIMIT = 5_000_000


@dataclass(frozen=True)
class Texts:
    """The texts of a folder by the sha256 of their bytes; ``is_given``: a folder was named, and holds one that is used.

    ``told`` says of how many articles it holds the text, unless it holds all.
    """

    by_sha256: Mapping[str, str] = field(default_factory=dict)
    is_given: bool = False
    told: str | None = None


def read_texts(folder: Path | None) -> Texts:
    """Every ``.txt`` file of the folder that can be read as UTF-8; without a folder, no texts."""
    if folder is None:
        return Texts()
    found = {}
    for path in sorted(folder.glob("*.txt")):
        if not path.is_file() or path.stat().st_size > SIZE_LIMIT:
            continue
        try:
            content = path.read_bytes()
            found[hashlib.sha256(content).hexdigest()] = content.decode("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
    return Texts(found, is_given=True)


def told_of(texts: Texts, articles: Collection[Article]) -> Texts:
    """The texts with what they lack of ``articles``; without any of them they are as good as not given."""
    held = sum(one.text_sha256 in texts.by_sha256 for one in articles)
    if not texts.is_given or held == len(articles):
        return texts
    told = (
        f"The folder of --articles holds the text of {held} of {len(articles)} articles, as recorded, in .txt files "
        f"directly in it; {'the passages of the others' if held else 'passages'} cannot be shown."
    )
    return replace(texts, is_given=held > 0, told=told)


def passage_of(statement: Statement, article: Article, texts: Texts) -> dict[str, str] | None:
    """The words of the span with some before and after, or a note; None when no texts were given."""
    if not texts.is_given:
        return None
    text = texts.by_sha256.get(article.text_sha256)
    if text is None:
        return {"note": "The text of this article is not in the folder, or it has changed since it was recorded."}
    start, end = statement.span.start, statement.span.end
    if end > len(text):
        return {"note": "The passage lies beyond the end of this text."}
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return {"before": before, "text": text[start:end], "after": after}
