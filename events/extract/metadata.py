"""Outlet, title, author and day of an article, each with how it was found."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from events.days import parse_edtf
from events.extract.dates import find_dates
from events.extract.errors import ExtractError
from events.extract.lexicon import load_lexicon
from events.extract.reading import Source

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMERIC = re.compile(r"(?<!\d)(?P<first>\d{1,2})[./-](?P<second>\d{1,2})[./-](?P<year>20\d\d)(?!\d)")
_HEAD_LINES = 8


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article; None where nothing settles it.

    ``date_order`` is None when 07/02/2025 could be read both ways: then the person is asked, and
    ``published`` holds no more than the year.
    """

    outlet: str | None
    title: str | None
    author: str | None
    url: str | None
    published: str | None
    published_source: str  # given, json-ld, meta, url, text, unknown
    date_order: str | None = None
    is_ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A day of publication and how it was found."""

    value: str | None
    source: str
    order: str | None = None
    is_ambiguous: bool = False


def read_metadata(source: Source, outlet: str | None, published: str | None, names: Path | None = None) -> Metadata:
    """The article's metadata: what the caller gives holds, then what the page says, then its first lines.

    Raises:
        ExtractError: ``published`` is not a day, month or year.
    """
    page = _read_page_metadata(source.page) if source.page else {}
    head = source.text.splitlines()[:_HEAD_LINES]
    day = _given_day(published) or _page_day(source.page, page) or _day_in_head(head, source.text)
    return Metadata(
        outlet or page.get("sitename") or _outlet_in_head(head, names),
        page.get("title") or _title_in_head(head),
        page.get("author") or _author_in_head(head),
        page.get("url"),
        day.value,
        day.source,
        day.order,
        day.is_ambiguous,
    )


def _given_day(published: str | None) -> FoundDay | None:
    if not published:
        return None
    try:
        parse_edtf(published)
    except ValueError as error:
        raise ExtractError(f"--published {published!r} is not a day such as 2025-02-07, a month or a year.") from error
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", published):
        raise ExtractError(f"--published {published!r} is not a day such as 2025-02-07, a month or a year.")
    return FoundDay(published, "given")


def _read_page_metadata(page: str) -> dict[str, Any]:
    from trafilatura import extract_metadata  # noqa: PLC0415 (half a second, and only pages need it)

    # A wide search would take the © year of a footer for the day of publication (measured).
    found = extract_metadata(page, date_config={"extensive_search": False, "original_date": True})
    return (
        {}
        if found is None
        else {key: getattr(found, key, None) for key in ("sitename", "title", "author", "url", "date")}
    )


def _page_day(page: str | None, metadata: dict[str, Any]) -> FoundDay | None:
    if page is None:
        return None
    stated = re.search(r"\"datePublished\"\s*:\s*\"(20\d\d-\d\d-\d\d)", page)
    if stated:
        return FoundDay(stated[1], "json-ld", "YMD")
    stated = re.search(
        r"<meta[^>]+(?:published_time|datePublished|publish[-_]?date|\"date\")[^>]*content=[\"'](20\d\d-\d\d-\d\d)",
        page,
    )
    if stated:
        return FoundDay(stated[1], "meta", "YMD")
    address = re.search(r"/(20\d\d)/(\d\d)/(\d\d)/", metadata.get("url") or "")
    if address:
        return FoundDay("-".join(address.groups()), "url", "YMD")
    visible = _NUMERIC.search(re.sub(r"<[^>]+>", " ", page[:20_000]))
    found = metadata.get("date")
    return FoundDay(found, "meta", "YMD") if found and visible is None else None


def _day_in_head(head: list[str], text: str) -> FoundDay:
    """A day in the first lines, never from the body: body dates are those of events."""
    for line in head:
        if len(line) > 120 or (re.search(r"[.!?]$", line) and len(line) > 60):
            continue
        if (numeric := _NUMERIC.search(line)) is not None:
            return _read_numeric(numeric, text)
        full = re.search(
            rf"\b(?:(?:{_MONTHS}|[A-Z][a-z]{{2}}\.?) \d{{1,2}},? 20\d\d|\d{{1,2}} (?:{_MONTHS}|"
            rf"[A-Z][a-z]{{2}}\.?),? 20\d\d|20\d\d-\d\d-\d\d)",
            line,
        )
        if full and (dates := find_dates(full.group(), None)) and len(dates[0].value) == 10:
            return FoundDay(dates[0].value, "text", "YMD" if dates[0].kind == "iso" else None)
    return FoundDay(None, "unknown")


def _read_numeric(match: re.Match[str], text: str) -> FoundDay:
    """07/02/2025: settled by its own numbers, or by a day that the text names; else asked."""
    first, second, year = int(match["first"]), int(match["second"]), match["year"]
    readings = {
        order: f"{year}-{month:02d}-{day:02d}"
        for order, day, month in (("DMY", first, second), ("MDY", second, first))
        if 1 <= month <= 12 and 1 <= day <= 31
    }
    if len(set(readings.values())) == 1:
        order, value = next(iter(readings.items()))
        return FoundDay(value, "text", order)
    named = {order for order, value in readings.items() if _names_day(text, value)}
    if len(named) == 1:
        order = named.pop()
        return FoundDay(readings[order], "text", order)
    return FoundDay(year, "text", None, is_ambiguous=True) if readings else FoundDay(None, "unknown")


def _names_day(text: str, value: str) -> bool:
    month, day = _MONTHS.split("|")[int(value[5:7]) - 1], int(value[8:])
    short = rf"(?:{month}|{month[:3]}\.?)"
    return re.search(rf"\b(?:{day}(?:st|nd|rd|th)? {short}|{short} {day})\b(?!,\d)", text) is not None


def _title_in_head(head: list[str]) -> str | None:
    first = next((line.strip() for line in head if line.strip()), "")
    return first if first and len(first) < 200 and not re.search(r"[.!?]$", first) else None


def _author_in_head(head: list[str]) -> str | None:
    for line in head:
        match = re.match(
            r"\s*[Bb]y ([A-Z][\w'’-]+(?: [A-Z][\w'’.-]+){1,3}?)(?=\s*$|,| {2,}| (?:[A-Z][a-z]+ \d|\d))", line
        )
        if match:
            return match[1]
    return None


def _outlet_in_head(head: list[str], names: Path | None) -> str | None:
    """An outlet that the first lines name on their own ("The Kyiv Independent"), never one the text cites."""
    lexicon = load_lexicon(names)
    for line in head:
        actor = lexicon.actors.get(re.sub(r"^The ", "", line.strip()))
        if actor is not None and actor.kind == "outlet":
            return actor.name
    return None
