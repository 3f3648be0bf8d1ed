"""Drafts from an article: who said what happened, where and when, found by rules for a person to review."""

from events.extract.article import ArticleMeta
from events.extract.document import draft_document, extract_file
from events.extract.drafts import Drafts
from events.extract.errors import ExtractError
from events.extract.pipeline import draft_records

__all__ = ["ArticleMeta", "Drafts", "ExtractError", "draft_document", "draft_records", "extract_file"]
