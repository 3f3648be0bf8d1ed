"""JSON Lines: one record a line with its type, and for people who read one line only, the names it stands for."""

import json
from collections.abc import Iterator
from typing import Any

from events.collection import Collection
from events.records import AnyRecord, Figure, PlaceMention, Statement
from events.table import known_on
from geodata.gazetteer import Gazetteer
from geodata.places import Place


def to_jsonl(chosen: Collection, gazetteer: Gazetteer) -> Iterator[str]:
    """The lines of the chosen records: articles, claimants, questions, places, events, statements, figures."""
    for table in (chosen.articles, chosen.claimants, chosen.questions):
        yield from (_line(record) for record in table.values())
    yield from (_place_line(place) for place in places_of(chosen, gazetteer))
    yield from (_line(event) for event in chosen.events.values())
    for statement in chosen.statements.values():
        yield _line(statement, **described(statement, chosen, gazetteer))
    for figure in chosen.figures.values():
        yield _line(figure, **described_figure(figure, chosen, gazetteer))
    yield from (_line(one) for one in chosen.retractions.values())


def described(statement: Statement, chosen: Collection, gazetteer: Gazetteer) -> dict[str, Any]:
    """Names and days of a statement that its own fields give only as ids."""
    article = chosen.articles[statement.article_id]
    day = known_on(statement, article)
    return {
        "claimant_names": [chosen.claimants[one].name for one in statement.claimants],
        "outlet": article.outlet,
        "said_on": statement.said_on,
        "known_on": day.isoformat() if day else None,
        "place_names": [gazetteer.get(one.place_id).name for one in statement.places],
    }


def described_figure(figure: Figure, chosen: Collection, gazetteer: Gazetteer) -> dict[str, Any]:
    """The same of a figure, whose place may be its own."""
    described_statement = described(chosen.statements[figure.statement_id], chosen, gazetteer)
    if figure.place_id is not None:
        described_statement["place_names"] = [gazetteer.get(figure.place_id).name]
    return described_statement


def places_of(chosen: Collection, gazetteer: Gazetteer) -> list[Place]:
    """The places that the chosen records name, each once."""
    mentions: list[PlaceMention] = [
        one for table in (chosen.statements, chosen.events) for record in table.values() for one in record.places
    ]
    named = [one.place_id for one in mentions]
    named += [figure.place_id for figure in chosen.figures.values() if figure.place_id]
    return [gazetteer.get(place_id) for place_id in dict.fromkeys(named)]


def _line(record: AnyRecord, **extra: object) -> str:
    return _one_line(record.model_dump(mode="json") | extra)


def _place_line(place: Place) -> str:
    content = place.model_dump(mode="json", exclude={"checked"})
    return _one_line({"type": "place"} | content)


def _one_line(content: dict[str, Any]) -> str:
    """JSON without the three line ends that JSON allows in a string and many readers of lines take for one."""
    text = json.dumps(content, ensure_ascii=False)
    for sign in ("\x85", "\u2028", "\u2029"):
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
