"""Makes records with any number of figures of one measure, the same for the same seed: skewed values, bursty days."""

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from events.records import AnyRecord, Article, Claimant, Figure, Statement
from tests.factories import make_article, make_chance, make_claimant, make_figure, make_folder, make_statement

FIRST_DAY = date(2024, 1, 1)
DAYS = 420
CLAIMANTS = 40
ARTICLES = 60
SIDES = ("Ukraine", "Ukraine", "Ukraine", "Russia", "South Korea", "United States", "North Korea", "independent")
PLACES = ("ru-sudzha", "ru-kursk", "ru-korenevo", "ua-pokrovsk")


def make_crowd(folder: Path, figures: int, seed: int) -> Path:
    """A data folder with so many figures of soldiers killed, one a statement; its records are valid."""
    return make_folder(folder, crowd_records(figures, seed), has_manifest=True)


def crowd_records(figures: int, seed: int) -> list[AnyRecord]:
    """The records of the folder."""
    chance = make_chance(seed)
    days = _days(chance)
    records: list[AnyRecord] = [_claimant(chance, number) for number in range(CLAIMANTS)]
    records += [_article(number) for number in range(ARTICLES)]
    for number, day in enumerate(sorted(chance.choices(range(DAYS), weights=days, k=figures))):
        records += [_statement(chance, number, day), _figure(chance, number)]
    return records


def _days(chance: Random) -> list[float]:
    """A calm level of days with bursts on it."""
    weights = [1.0] * DAYS
    for _ in range(14):
        peak, length, height = chance.randrange(DAYS), chance.randrange(2, 15), chance.uniform(3, 25)
        for day in range(peak, min(DAYS, peak + length)):
            weights[day] += height
    return weights


def _claimant(chance: Random, number: int) -> Claimant:
    side = chance.choice(SIDES)
    return make_claimant(claimant_id=f"c{number}", name=f"Spokesperson {number + 1}", kind="person", side=side)


def _article(number: int) -> Article:
    day = _day(min(DAYS - 1, (number + 1) * DAYS // ARTICLES))
    return make_article(
        article_id=f"a{number}",
        label=f"Morning Courier, {day}",
        published_on=day,
        text_sha256=f"{number:064x}",
        text_length=100_000,
    )


def _statement(chance: Random, number: int, day: int) -> Statement:
    lasts = chance.choice((0, 0, 0, 0, 7, 30))
    told = min(DAYS - 1, day + chance.choice((0, 0, 1, 3)))
    return make_statement(
        statement_id=f"s{number}",
        article_id=f"a{min(ARTICLES - 1, day * ARTICLES // DAYS)}",
        span={"start": number * 10, "end": number * 10 + 9},
        claimants=(f"c{min(CLAIMANTS - 1, int(chance.expovariate(0.12)))}",),
        said_on=_day(told),
        refers_to=f"{_day(max(0, day - lasts))}/{_day(day)}" if lasts else _day(day),
        gist=f"soldiers were killed, statement {number}.",
        places=({"place_id": chance.choice(PLACES), "role": "happened_at"},),
    )


def _figure(chance: Random, number: int) -> Figure:
    value = max(1, int(chance.lognormvariate(4.2, 1.4)))
    kinds: list[dict[str, Any]] = [
        {"low": value, "high": value, "qualifier": "exact", "as_written": f"{value}"},
        {"low": value, "high": value, "qualifier": "about", "as_written": f"about {value}"},
        {"low": value, "high": None, "qualifier": "at_least", "as_written": f"at least {value}"},
        {"low": None, "high": value, "qualifier": "up_to", "as_written": f"up to {value}"},
        {"low": value, "high": value + value // 4 + 1, "qualifier": "between", "as_written": f"{value} and more"},
        {"low": None, "high": None, "qualifier": "vague", "as_written": "dozens"},
    ]
    [fields] = chance.choices(kinds, weights=(40, 30, 15, 6, 8, 1))
    return make_figure(figure_id=f"f{number}", statement_id=f"s{number}", forecast=chance.random() < 0.04, **fields)


def _day(number: int) -> str:
    return (FIRST_DAY + timedelta(days=number)).isoformat()
