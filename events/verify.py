"""Whether the articles' texts are still those that the records speak of."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from events.collection import Collection
from events.records import Article


@dataclass(frozen=True)
class Verification:
    """One line an article; ``is_good`` when every article's text was found and every span fits."""

    lines: tuple[str, ...]
    is_good: bool


def verify_texts(collection: Collection, folder: Path) -> Verification:
    """Each article's text, found by its sha256 among the folder's files, and its statements' spans."""
    texts = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in sorted(folder.glob("*.txt"))}
    checked = [_check(article, collection, texts) for article in collection.articles.values()]
    return Verification(tuple(line for line, _ in checked), all(good for _, good in checked))


def _check(article: Article, collection: Collection, texts: dict[str, Path]) -> tuple[str, bool]:
    path = texts.get(article.text_sha256)
    if path is None:
        return f"{article.article_id}: no text with sha256 {article.text_sha256[:16]}… in the folder", False
    length = len(path.read_bytes().decode("utf-8", errors="replace"))
    own = [one for one in collection.statements.values() if one.article_id == article.article_id]
    beyond = [one.statement_id for one in own if one.span.end > length]
    if beyond:
        return f"{article.article_id}: {path.name}: spans beyond the text: {', '.join(beyond)}", False
    return f"{article.article_id}: {path.name}: text unchanged, {len(own)} spans fit", True
