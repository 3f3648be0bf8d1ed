"""What a record names: other records and places, which have to exist."""

from collections.abc import Set as AbstractSet

from events.collection import Collection
from events.records import AnyRecord, Event, Figure, PlaceMention, Retraction, Statement


def find_unknown(record: AnyRecord, known: Collection, place_ids: AbstractSet[str]) -> str | None:
    """What ``record`` names that does not exist, as a sentence with the field; None if all is there."""
    match record:
        case Statement():
            return _unknown_in_statement(record, known) or _unknown_place("places", record.places, place_ids)
        case Figure():
            return _unknown_in_figure(record, known, place_ids)
        case Event():
            return _unknown_place("places", record.places, place_ids)
        case Retraction() if record.of not in known.history or all(
            line.type == "retraction" for line in known.history[record.of]
        ):
            return f"of: there is no record {record.of!r} to retract"
        case _:
            return None


def _unknown_in_statement(statement: Statement, known: Collection) -> str | None:
    article = known.articles.get(statement.article_id)
    if article is None:
        return f"article_id: there is no article {statement.article_id!r}"
    if article.text_length is not None and statement.span.end > article.text_length:
        length = article.text_length
        return f"span: ends at {statement.span.end}, but the article's text has {length} characters"
    for field in ("claimants", "relayed_by"):
        unknown = [one for one in getattr(statement, field) if one not in known.claimants]
        if unknown:
            return f"{field}: there is no claimant {unknown[0]!r}"
    return _unknown_topic(statement, known)


def _unknown_topic(statement: Statement, known: Collection) -> str | None:
    if statement.event_id is not None and statement.event_id not in known.events:
        return f"event_id: there is no event {statement.event_id!r}"
    if statement.position is not None and statement.position.question_id not in known.questions:
        return f"position.question_id: there is no question {statement.position.question_id!r}"
    if statement.echo_of is not None and statement.echo_of not in known.statements:
        return f"echo_of: there is no statement {statement.echo_of!r}"
    return None


def _unknown_in_figure(figure: Figure, known: Collection, place_ids: AbstractSet[str]) -> str | None:
    if figure.statement_id not in known.statements:
        return f"statement_id: there is no statement {figure.statement_id!r}"
    if figure.of is not None and figure.of not in known.figures:
        return f"of: there is no figure {figure.of!r}"
    if figure.place_id is not None and figure.place_id not in place_ids:
        return f"place_id: the gazetteer has no place {figure.place_id!r}"
    return None


def _unknown_place(field: str, places: tuple[PlaceMention, ...], place_ids: AbstractSet[str]) -> str | None:
    for mention in places:
        if mention.place_id not in place_ids:
            return f"{field}: the gazetteer has no place {mention.place_id!r}"
    return None
