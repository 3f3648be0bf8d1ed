"""From an article's text to drafts: statements, figures, events. Rules only; unsure means blank."""

from pathlib import Path

from events.extract.article import ArticleMeta, read_article
from events.extract.drafts import Drafts
from events.extract.figure_drafts import draft_figures
from events.extract.happenings import find_events
from events.extract.left_out import list_left_out
from events.extract.statement_drafts import draft_statements
from geodata.gazetteer import Gazetteer


def draft_records(meta: ArticleMeta, text: str, gazetteer: Gazetteer, names: Path | None = None) -> Drafts:
    """What an article says, as drafts for a person to review, in text order.

    ``names`` is a folder of data files that adds to the shipped names and patterns.
    """
    article = read_article(meta, text, gazetteer, names)
    figures, refused = draft_figures(article)
    statements = draft_statements(article, figures)
    return Drafts(
        figures=tuple(figures),
        statements=tuple(statements),
        events=tuple(find_events(article)),
        left_out=tuple(list_left_out(article, refused, statements)),
    )
