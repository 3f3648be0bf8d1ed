"""CSV for people: one line a statement and figure, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator
from unicodedata import category

from events.collection import Collection
from events.exports.jsonl import described
from events.records import Figure, Statement
from geodata.gazetteer import Gazetteer

COLUMNS = (
    "statement_id",
    "said_by",
    "relayed_by",
    "side",
    "modality",
    "gist",
    "caveat",
    "said_on",
    "refers_to",
    "known_on",
    "places",
    "event",
    "figure_id",
    "measure",
    "party",
    "low",
    "high",
    "unit",
    "qualifier",
    "as_written",
    "as_of",
    "article",
    "outlet",
    "published_on",
    "url",
)

_LIVE = {"=", "+", "-", "@", "＝", "＋", "－", "＠", "'"}
_UNSEEN = {"Cc", "Cf"}


def to_csv(chosen: Collection, gazetteer: Gazetteer) -> str:
    """The chosen statements with their figures: a line for each figure, one for a statement without any.

    Text that a spreadsheet would run as a formula begins with an apostrophe (OWASP, CSV injection), and so
    does text that begins with one of its own: without its first apostrophe, a cell is what it was.
    """
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in _rows(chosen, gazetteer):
        writer.writerow([guard(row.get(column)) for column in COLUMNS])
    return out.getvalue()


def guard(value: object) -> str:
    """A cell that no spreadsheet runs."""
    if value is None:
        return ""
    text = str(value).replace("\x00", "")
    return "'" + text if _is_live(text) else text


def _is_live(text: str) -> bool:
    """Whether a spreadsheet may run the text; it may drop blanks and signs that nobody sees before it looks."""
    seen = next((sign for sign in text if not (sign.isspace() or category(sign) in _UNSEEN)), "")
    return text.startswith(("\t", "\r", "\n", "'")) or seen in _LIVE


def unguard(cell: str) -> str:
    """What a cell was before ``guard``."""
    return cell.removeprefix("'")


def _rows(chosen: Collection, gazetteer: Gazetteer) -> Iterator[dict[str, object]]:
    for statement in chosen.statements.values():
        figures: Iterable[Figure | None] = chosen.figures_of(statement.statement_id) or [None]
        for figure in figures:
            yield _statement_cells(statement, chosen, gazetteer) | _figure_cells(figure)


def _statement_cells(statement: Statement, chosen: Collection, gazetteer: Gazetteer) -> dict[str, object]:
    article = chosen.articles[statement.article_id]
    claimants = [chosen.claimants[one] for one in statement.claimants]
    event = chosen.events.get(statement.event_id or "")
    extra = described(statement, chosen, gazetteer)
    return {
        "statement_id": statement.statement_id,
        "said_by": "; ".join(extra["claimant_names"]),
        "relayed_by": "; ".join(chosen.claimants[one].name for one in statement.relayed_by),
        "side": "; ".join(dict.fromkeys(one.side.value for one in claimants)),
        "modality": statement.modality.value,
        "gist": statement.gist,
        "caveat": statement.caveat,
        "said_on": statement.said_on,
        "refers_to": statement.refers_to,
        "known_on": extra["known_on"],
        "places": "; ".join(extra["place_names"]),
        "event": event.title if event else None,
        "article": article.label,
        "outlet": article.outlet,
        "published_on": article.published_on,
        "url": article.url,
    }


def _figure_cells(figure: Figure | None) -> dict[str, object]:
    if figure is None:
        return {}
    return {
        "figure_id": figure.figure_id,
        "measure": figure.measure.value,
        "party": figure.party.value,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "qualifier": figure.qualifier.value,
        "as_written": figure.as_written,
        "as_of": figure.as_of,
    }
