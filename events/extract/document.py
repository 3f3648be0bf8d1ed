"""A draft file: an article's drafts in the form of articles/schema.json."""

import hashlib
from pathlib import Path
from typing import Any

from events.extract.article import ArticleMeta
from events.extract.drafts import EXTRACTOR, DraftEvent, DraftFigure, Drafts, DraftStatement
from events.extract.metadata import Metadata, read_metadata
from events.extract.pipeline import draft_records
from events.extract.reading import read_source
from geodata.gazetteer import Gazetteer, load_gazetteer


def extract_file(path: Path, outlet: str | None = None, published: str | None = None) -> dict[str, object]:
    """The drafts of the article in ``path`` (.txt or .html), as a JSON object.

    Raises:
        ExtractError: the file cannot be drafted; one sentence says why.
    """
    return draft_document(path, outlet, published)


def draft_document(
    source: Path | bytes | str,
    outlet: str | None = None,
    published: str | None = None,
    name: str = "pasted text",
    names: Path | None = None,
    gazetteer: Gazetteer | None = None,
) -> dict[str, Any]:
    """The drafts of a file, its bytes or a pasted text, as a JSON object of articles/schema.json.

    Raises:
        ExtractError: the source cannot be drafted; one sentence says why.
    """
    article = read_source(source, name)
    metadata = read_metadata(article, outlet, published, names)
    drafts = draft_records(
        ArticleMeta(metadata.outlet, metadata.published), article.text, gazetteer or load_gazetteer(), names
    )
    return to_document(article.name, article.text, metadata, drafts)


def to_document(article_id: str, text: str, metadata: Metadata, drafts: Drafts) -> dict[str, Any]:
    """Drafts as one JSON object; every draft has its place, status, extractor and reasons."""
    return {
        "schema_version": 1,
        "article": {
            "id": article_id,
            "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
            "title": metadata.title,
            "author": metadata.author,
            "outlet": metadata.outlet or "not stated",
            "url": metadata.url,
            "published": metadata.published or "0000",
            "published_source": metadata.published_source,
            "date_order": metadata.date_order,
        },
        "figures": [_figure_json(number, figure) for number, figure in enumerate(drafts.figures, start=1)],
        "statements": [_statement_json(number, said) for number, said in enumerate(drafts.statements, start=1)],
        "events": [_event_json(number, event) for number, event in enumerate(drafts.events, start=1)],
    }


def _figure_json(number: int, figure: DraftFigure) -> dict[str, Any]:
    return {
        **_base(f"f{number}", figure),
        "low": figure.low,
        "high": figure.high,
        "qualifier": figure.qualifier,
        "unit": figure.unit,
        "measure": figure.measure,
        "of": None if figure.of is None else f"f{figure.of + 1}",
        "force": figure.force,
        "place": figure.place,
        "as_of": figure.as_of,
        "claimant": figure.claimant,
        "via": figure.via,
        "negated_or_disputed": figure.negated,
    }


def _statement_json(number: int, statement: DraftStatement) -> dict[str, Any]:
    return {
        **_base(f"s{number}", statement),
        "claimant": statement.claimant,
        "said_on": statement.said_on,
        "via": statement.via,
        "quote": statement.quote,
        "gist": _gist(statement),
        "stance": statement.stance,
    }


def _event_json(number: int, event: DraftEvent) -> dict[str, Any]:
    return {
        **_base(f"e{number}", event),
        "what": event.what,
        "place": event.place,
        "date_start": event.date_start,
        "date_end": event.date_end,
        "precision": event.precision,
    }


def _base(identifier: str, draft: DraftFigure | DraftStatement | DraftEvent) -> dict[str, Any]:
    return {
        "id": identifier, "start": draft.start, "end": draft.end, "text": draft.text, "status": "draft",
        "extractor": EXTRACTOR, "why": {slot: why.to_json() for slot, why in draft.why.items()},
    }  # fmt: skip


def _gist(statement: DraftStatement) -> str:
    """A gist is written by the person who reviews: a draft only says who and how."""
    return f"{statement.claimant} {statement.stance}"
