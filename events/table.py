"""Records as tables: the one place that knows their columns."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from events.collection import Collection
from events.days import Span, parse_edtf
from events.records import Article, Claimant, Figure, Statement
from events.vocabulary import Role
from geodata.gazetteer import Gazetteer
from geodata.places import Place, Precision

NEWSROOM = "newsroom"
"""The value under which a statement in the newsroom's own voice is filtered: it has no claimant."""
NOT_STATED = "not-stated"
"""The value under which an article without a known outlet is filtered."""

_NOT_DRAWN = {Role.SAID_AT}
CURLY, STRAIGHT = "‘’‚‛“”„‟", "'" * 4 + '"' * 4
"""Quotes that the text filter takes for one another, sign by sign."""


@dataclass(frozen=True)
class Tables:
    """One row a statement, one a figure, one a placement (a statement's place); days as ``datetime64``.

    ``statements``: identifiers, the days of both clocks (NaT = undated), and lists of facet values.
    ``figures``: the figure's own days and its statement. ``placements``: place, role, near, and whether it is
    drawn, as a point or an area.
    """

    statements: pd.DataFrame
    figures: pd.DataFrame
    placements: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Placed:
    """When a statement is (EDTF), and by which of its days: refers_to, event, said or published; None = undated."""

    edtf: str | None
    basis: str | None

    @property
    def span(self) -> Span | None:
        """The first and last day; None = undated."""
        return parse_edtf(self.edtf) if self.edtf is not None else None


def to_tables(collection: Collection, gazetteer: Gazetteer, chosen: list[Statement] | None = None) -> Tables:
    """The tables of these statements and what belongs to them; by default, of all that are not retracted."""
    statements = collection.current_statements() if chosen is None else chosen
    figures = [(figure, one) for one in statements for figure in collection.figures_of(one.statement_id)]
    return Tables(
        statements=_frame([statement_row(one, collection, gazetteer) for one in statements], STATEMENT_COLUMNS),
        figures=_frame([figure_row(figure, one, collection) for figure, one in figures], FIGURE_COLUMNS),
        placements=_frame([row for one in statements for row in placement_rows(one, gazetteer)], PLACEMENT_COLUMNS),
    )


# Named, so that a data set without statements, or without places, has the same tables, empty.
STATEMENT_COLUMNS = (
    *("statement_id", "article_id", "event_id"),
    *("about_first", "about_last", "about_basis", "said_first", "said_last", "said_basis"),
    *("report", "outlet", "claimant", "side", "side_with_captives", "kind", "measure", "party", "place"),
    "haystack",
)
FIGURE_COLUMNS = ("figure_id", "statement_id", "measure", "party", "first", "last")
PLACEMENT_COLUMNS = (
    *("statement_id", "place_id", "role", "near"),
    *("drawn", "speaking", "exact", "hollow", "struck", "dashed"),
    *("longitude", "latitude"),
)
_DAYS = {"about_first", "about_last", "said_first", "said_last", "first", "last"}


def statement_row(statement: Statement, collection: Collection, gazetteer: Gazetteer) -> dict[str, object]:
    """One statement with its days by both clocks and the values of every facet."""
    article = collection.articles[statement.article_id]
    claimants = [collection.claimants[one] for one in statement.claimants]
    figures = collection.figures_of(statement.statement_id)
    event = collection.events.get(statement.event_id or "")
    about, said = about_days(statement, collection), said_days(statement, article)
    drawn = [mention.place_id for mention in statement.places]
    return {
        "statement_id": statement.statement_id,
        "article_id": article.article_id,
        "event_id": statement.event_id,
        "about_first": about.span and about.span.first,
        "about_last": about.span and about.span.last,
        "about_basis": about.basis,
        "said_first": said.span and said.span.last,
        "said_last": said.span and said.span.last,
        "said_basis": said.basis,
        "report": [article.article_id],
        "outlet": [article.outlet or NOT_STATED],
        "claimant": [one.claimant_id for one in claimants] or [NEWSROOM],
        "side": sides_of(claimants, with_captives=False),
        "side_with_captives": sides_of(claimants, with_captives=True),
        "kind": [event.kind.value] if event else [],
        "measure": sorted({figure.measure.value for figure in figures}),
        "party": sorted({figure.party.value for figure in figures}),
        "place": list(dict.fromkeys(drawn)),
        "haystack": _haystack(statement, claimants, figures, gazetteer),
    }


def sides_of(claimants: list[Claimant], *, with_captives: bool) -> list[str]:
    """The sides that speak; a captured soldier, who cannot speak freely, counts only ``with_captives``."""
    if not claimants:
        return [NEWSROOM]
    return sorted({one.side.value for one in claimants if with_captives or not is_captive(one)})


def is_captive(claimant: Claimant) -> bool:
    """Whether the claimant speaks in custody, which a record says in the role: "captured soldier, in custody"."""
    role = (claimant.role or "").casefold()
    return role.startswith("captured") or "in custody" in role or "prisoner of war" in role


def about_days(statement: Statement, collection: Collection) -> Placed:
    """The days that a statement is about: refers_to, else its event's, else said, else published."""
    event = collection.events.get(statement.event_id or "")
    if statement.refers_to is not None:
        return Placed(statement.refers_to, "refers_to")
    if event is not None and event.happened_on is not None:
        return Placed(event.happened_on, "event")
    return said_days(statement, collection.articles[statement.article_id])


def said_days(statement: Statement, article: Article) -> Placed:
    """The days on which a statement was said, else printed; its last day is when a reader could know it."""
    if statement.said_on is not None:
        return Placed(statement.said_on, "said")
    if article.published_on is not None:
        return Placed(article.published_on, "published")
    return Placed(None, None)


def known_on(statement: Statement, article: Article) -> date | None:
    """The first day on which a reader could know the statement; None = undated."""
    span = said_days(statement, article).span
    return span.last if span else None


def figure_row(figure: Figure, statement: Statement, collection: Collection) -> dict[str, object]:
    """One figure with its own days: as_of, else its statement's."""
    span = figure_days(figure, statement, collection).span
    return {
        "figure_id": figure.figure_id,
        "statement_id": statement.statement_id,
        "measure": figure.measure.value,
        "party": figure.party.value,
        "first": span and span.first,
        "last": span and span.last,
    }


def figure_days(figure: Figure, statement: Statement, collection: Collection) -> Placed:
    """The days that a figure holds for: as_of, else those its statement is about."""
    if figure.as_of is not None:
        return Placed(figure.as_of, "as_of")
    return about_days(statement, collection)


def placement_rows(statement: Statement, gazetteer: Gazetteer) -> list[dict[str, object]]:
    """The places of a statement, each once a role. A country is too coarse to be drawn."""
    rows: list[dict[str, object]] = []
    for mention in dict.fromkeys(statement.places):
        place = gazetteer.get(mention.place_id)
        speaking = mention.role in _NOT_DRAWN
        rows.append(
            {
                "statement_id": statement.statement_id,
                "place_id": place.place_id,
                "role": mention.role.value,
                "near": mention.near,
                "drawn": place.precision is not Precision.COUNTRY,
                "speaking": speaking,
                "exact": place.is_point and not mention.near,
                "hollow": mention.role is Role.NOT_AT or statement.modality.value in {"forecast", "intent"},
                "struck": mention.role is Role.NOT_AT,
                "dashed": mention.near or not place.is_point,
                "longitude": place.longitude,
                "latitude": place.latitude,
            }
        )
    return rows


def _haystack(
    statement: Statement,
    claimants: list[Claimant],
    figures: list[Figure],
    gazetteer: Gazetteer,
) -> str:
    """What the text filter searches: the words of the card, folded; reports have a filter of their own."""
    places: list[Place] = [gazetteer.get(mention.place_id) for mention in statement.places]
    words = [
        statement.gist,
        statement.caveat or "",
        *(name for one in claimants for name in (one.name, *one.also_known_as, one.role or "")),
        *(figure.as_written for figure in figures),
        *(place.name for place in places),
    ]
    return fold("\n".join(words))


def fold(text: str) -> str:
    r"""The text as the text filter compares it: in one case, with straight quotes.

    >>> fold("Kyiv’s “Meat Assaults”")
    'kyiv\'s "meat assaults"'
    """
    return text.casefold().translate(str.maketrans(CURLY, STRAIGHT))


def words_of(text: str) -> tuple[str, ...]:
    """The words that all have to occur, in any order, for the text filter to find something."""
    return tuple(dict.fromkeys(fold(text).split()))


def _frame(rows: list[dict[str, object]], columns: tuple[str, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(columns))
    for column in _DAYS.intersection(columns):
        frame[column] = pd.to_datetime(frame[column])
    return frame
