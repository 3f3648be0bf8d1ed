"""The matrix of a question: claimant by day, with what each held; nothing is carried forward."""

from collections.abc import Sequence
from typing import Any

from dashboard.state import ViewState
from dashboard.views.echoes_view import Mentions, origin_id
from dashboard.views.knowledge import collection_of
from dashboard.wording import NEWSROOM_VOICE, STANCE_WORDS
from events.collection import Collection
from events.positions import PositionMark, PositionMatrix, PositionRow, position_matrices
from events.records import Statement
from events.store import RecordStore
from events.table import is_captive
from events.vocabulary import Stance
from events.wording import day_in_words, edtf_in_words

GLYPHS = {
    Stance.AFFIRMS: "✓",
    Stance.DENIES: "✗",
    Stance.DISPUTES: "≠",
    Stance.EXPECTS: "→",
    Stance.NOT_OBSERVED: "○",
    Stance.SILENT: "–",
}
"""A sign for each stance, always beside its word."""

Matrix = dict[str, Any]


def build_matrix_view(
    store: RecordStore, state: ViewState, statements: Sequence[Statement], mentions: Mentions | None = None
) -> dict[str, Matrix]:
    """The matrix of every question on which these statements take a position, by question."""
    known = collection_of(store, state)
    held = [known.statements[one.statement_id] for one in statements if one.statement_id in known.statements]
    found = position_matrices(known, held, state.selection.clock, state.selection.first)
    return {one.question.question_id: _matrix(one, known, mentions) for one in found}


def _matrix(matrix: PositionMatrix, known: Collection, mentions: Mentions | None) -> Matrix:
    return {
        "days": [{"day": day.isoformat(), "label": day_in_words(day)} for day in matrix.days],
        "rows": [_row(row, matrix, known, mentions) for row in matrix.rows],
        "undated": len(matrix.undated),
    }


def _row(row: PositionRow, matrix: PositionMatrix, known: Collection, mentions: Mentions | None) -> dict[str, Any]:
    claimant = known.claimants.get(row.claimant_id or "")
    is_free = claimant is not None and not is_captive(claimant)
    return {
        "claimant": row.name or NEWSROOM_VOICE,
        "side": row.side.value if row.side and is_free else None,
        "cells": [_cell(row.on(day), known, mentions) for day in matrix.days],
    }


def _cell(marks: list[PositionMark], known: Collection, mentions: Mentions | None) -> list[dict[str, Any]]:
    """The marks of a cell; several mentions of one origin are one, that which says its day."""
    origins: dict[tuple[Stance, str], list[PositionMark]] = {}
    for mark in marks:
        origin = origin_id(known.statements[mark.statement_id], known, mentions)
        origins.setdefault((mark.stance, origin), []).append(mark)
    return [
        _mark(min(alike, key=lambda mark: (not mark.day_is_given, mark.statement_id)), len(alike), known)
        for alike in origins.values()
    ]


def _mark(mark: PositionMark, mentions: int, known: Collection) -> dict[str, Any]:
    article = known.articles[known.statements[mark.statement_id].article_id]
    days = edtf_in_words(mark.placed.edtf or "")
    is_period = mark.placed.span is not None and not mark.placed.span.is_one_day
    notes = [f"as of {days}, per this report"] if mark.stance is Stance.SILENT else [days] if is_period else []
    notes += ["day of the article"] if not mark.day_is_given and mark.stance is not Stance.SILENT else []
    is_starred = bool(notes)
    notes += [f"{mentions} mentions, 1 origin"] if mentions > 1 else []
    return {
        "statement_id": mark.statement_id,
        "stance": mark.stance.value,
        "glyph": GLYPHS[mark.stance],
        "word": STANCE_WORDS[mark.stance],
        "days": days,
        "note": ", ".join(notes) or None,
        "starred": is_starred,
        "report": article.label,
    }
