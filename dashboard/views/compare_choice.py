"""What a reader compares on the screen "Compare", and its link."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dashboard.wording import facet_label
from events.collection import Collection
from events.compare import LeaveOut
from events.records import Statement
from events.store import RecordStore
from events.table import NEWSROOM, known_on
from events.vocabulary import Side

_LEAVE = re.compile(r"(claimant|report):[A-Za-z0-9.-]{1,64}|side:[A-Za-z ]{1,20}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Choice:
    """``leave`` is left out: ``claimant:ID``, ``side:NAME``, ``report:ID``.

    A day stands for what was known at its end.
    """

    leave: str | None = None
    first: date | None = None
    last: date | None = None

    @classmethod
    def from_link(cls, parameters: Mapping[str, Sequence[str]]) -> "Choice":
        """The choice that a link names; what cannot be read is left open."""
        one = {name: values[-1] for name, values in parameters.items() if values}
        leave = one.get("leave", "")
        return cls(leave if _LEAVE.fullmatch(leave) else None, _day(one.get("first")), _day(one.get("last")))

    @classmethod
    def from_browser(cls, sent: Mapping[str, Any]) -> "Choice":
        """The choice that the page sent; read as strictly as a link."""
        return cls.from_link({name: [value] for name, value in sent.items() if isinstance(value, str)})

    def to_link(self) -> dict[str, str]:
        """The parameters that ``from_link`` reads back as this choice."""
        days = {"first": self.first, "last": self.last}
        given = {name: day.isoformat() for name, day in days.items() if day}
        return ({"leave": self.leave} if self.leave else {}) | given

    def leave_out(self) -> LeaveOut:
        """What the comparison leaves out."""
        kind, _, value = (self.leave or "").partition(":")
        match kind:
            case "claimant":
                return LeaveOut(claimants=frozenset({value}))
            case "report":
                return LeaveOut(reports=frozenset({value}))
            case "side" if value in list(Side):
                return LeaveOut(sides=frozenset({Side(value)}))
            case _:
                return LeaveOut()


def _day(text: str | None) -> date | None:
    if text is None or not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def completed(choice: Choice, collection: Collection) -> Choice:
    """The choice with days in order; without days, the last two on which an article's statements became known."""
    days = sorted({day for day in printed_days(collection).values() if day})
    first, last = choice.first, choice.last
    if first is None and last is None and days:
        first, last = days[max(len(days) - 2, 0)], days[-1]
    first, last = first or last, last or first
    if first and last and last < first:
        first, last = last, first
    return replace(choice, first=first, last=last)


def printed_days(collection: Collection) -> dict[str, date | None]:
    """The last day on which a statement of each article became known."""
    days: dict[str, date | None] = {}
    for one in collection.current_statements():
        day = known_on(one, collection.articles[one.article_id])
        before = days.get(one.article_id)
        days[one.article_id] = max((each for each in (before, day) if each), default=None)
    return days


def build_options(store: RecordStore) -> list[dict[str, Any]]:
    """What can be left out, in groups, with how many statements go with each; 0 where others say them too."""
    found: dict[str, dict[str, int]] = {"claimant": {}, "side": {}, "report": {}}
    for one in store.collection.current_statements():
        for group, ids in sources_of(one, store.collection).items():
            for each in ids:
                goes = Choice(f"{group}:{each}").leave_out().holds(one, store.collection)
                found[group][each] = found[group].get(each, 0) + goes
    titles = {"claimant": "Said by", "side": "Speaker's side", "report": "Report"}
    return [{"title": titles[group], "values": _values(group, counts, store)} for group, counts in found.items()]


def sources_of(statement: Statement, collection: Collection) -> dict[str, set[str]]:
    """Whom and what a statement comes from: ``claimant``, ``side``, a captive's own among them, and ``report``."""
    return {
        "claimant": set(statement.claimants) or {NEWSROOM},
        "side": {collection.claimants[each].side.value for each in statement.claimants},
        "report": {statement.article_id},
    }


def _values(group: str, counts: dict[str, int], store: RecordStore) -> list[dict[str, str]]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [
        {
            "value": f"{group}:{each}",
            "label": f"{facet_label(group, each, store.collection, store.gazetteer)} ({count})",
        }
        for each, count in ordered
    ]
