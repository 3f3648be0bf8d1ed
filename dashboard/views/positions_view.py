"""Who affirms, denies, expects, had not observed or is silent, in date order."""

from collections.abc import Sequence
from typing import Any

from dashboard.state import ViewState
from dashboard.views.echoes_view import Mentions, echo_in_words, origin_id
from dashboard.views.matrix_view import GLYPHS, build_matrix_view
from dashboard.views.statement_view import speaker
from dashboard.wording import NEWSROOM_VOICE, STANCE_WORDS, gist_in_words, published_in_words
from events.records import Statement
from events.store import RecordStore
from events.table import said_days
from events.vocabulary import Stance
from events.wording import edtf_in_words

ANY_VIEW = ViewState()

TOGETHER = "\N{NO-BREAK SPACE}"
"""Between a sign and its word, so that no line ends between them."""


def build_positions_view(
    store: RecordStore,
    statements: Sequence[Statement],
    state: ViewState = ANY_VIEW,
    mentions: Mentions | None = None,
) -> list[dict[str, Any]]:
    """Each question with its matrix and its positions, oldest first; questions that nobody answers are left out."""
    matrices = build_matrix_view(store, state, statements, mentions)
    view = []
    for question in store.collection.questions.values():
        held = [one for one in statements if one.position and one.position.question_id == question.question_id]
        if held:
            rows = [_row(store, one, state, mentions) for one in held]
            view.append(
                {
                    "question_id": question.question_id,
                    "text": question.text,
                    "counted": _counted(store, held, mentions),
                    "matrix": matrices.get(question.question_id),
                    "rows": sorted(rows, key=lambda row: (row["sort_day"], row["statement_id"])),
                }
            )
    return view


def _counted(store: RecordStore, held: Sequence[Statement], mentions: Mentions | None) -> str:
    """How many statements hold each stance, an echo once with its origin; it also explains the matrix's signs."""
    origins: dict[Stance, set[str]] = {}
    for one in held:
        if one.position:
            origins.setdefault(one.position.stance, set()).add(origin_id(one, store.collection, mentions))
    counts = [
        f"{GLYPHS[each]}{TOGETHER}{STANCE_WORDS[each]} {len(origins[each])}" for each in Stance if each in origins
    ]
    return "Statements, echoes once: " + " · ".join(counts)


def _row(store: RecordStore, statement: Statement, state: ViewState, mentions: Mentions | None) -> dict[str, Any]:
    assert statement.position is not None  # noqa: S101 - chosen by having one
    known = store.collection
    article = known.articles[statement.article_id]
    span = said_days(statement, article).span
    day = edtf_in_words(statement.said_on) if statement.said_on else f"by {published_in_words(article)}"
    stance = statement.position.stance
    return {
        "statement_id": statement.statement_id,
        "claimants": [speaker(known.claimants[one]) for one in statement.claimants],
        "voice": None if statement.claimants else NEWSROOM_VOICE,
        "stance": stance.value,
        "stance_label": STANCE_WORDS[stance],
        "day": day,
        "sort_day": span.last.isoformat() if span else "",
        "gist": gist_in_words(statement),
        "echo": echo_in_words(store, statement, state, mentions),
    }
