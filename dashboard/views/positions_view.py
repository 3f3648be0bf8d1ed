"""Who affirms, denies, expects, had not observed or is silent, in date order."""

from collections.abc import Sequence
from typing import Any

from dashboard.state import ViewState
from dashboard.views.matrix_view import build_matrix_view
from dashboard.wording import NEWSROOM_VOICE, STANCE_WORDS, gist_in_words, published_in_words
from events.records import Statement
from events.store import RecordStore
from events.table import said_days
from events.wording import edtf_in_words

ANY_VIEW = ViewState()


def build_positions_view(
    store: RecordStore, statements: Sequence[Statement], state: ViewState = ANY_VIEW
) -> list[dict[str, Any]]:
    """Each question with its matrix and its positions, oldest first; questions that nobody answers are left out."""
    matrices = build_matrix_view(store, state, statements)
    view = []
    for question in store.collection.questions.values():
        held = [one for one in statements if one.position and one.position.question_id == question.question_id]
        if held:
            rows = sorted((_row(store, one) for one in held), key=lambda row: (row["sort_day"], row["statement_id"]))
            matrix = matrices.get(question.question_id)
            view.append({"question_id": question.question_id, "text": question.text, "matrix": matrix, "rows": rows})
    return view


def _row(store: RecordStore, statement: Statement) -> dict[str, Any]:
    assert statement.position is not None  # noqa: S101 - chosen by having one
    known = store.collection
    article = known.articles[statement.article_id]
    claimants = [known.claimants[one] for one in statement.claimants]
    span = said_days(statement, article).span
    day = edtf_in_words(statement.said_on) if statement.said_on else f"by {published_in_words(article)}"
    stance = statement.position.stance
    return {
        "statement_id": statement.statement_id,
        "claimant": ", ".join(one.name for one in claimants) or NEWSROOM_VOICE,
        "side": claimants[0].side.value if claimants else None,
        "stance": stance.value,
        "stance_label": STANCE_WORDS[stance],
        "day": day,
        "sort_day": span.last.isoformat() if span else "",
        "gist": gist_in_words(statement),
    }
