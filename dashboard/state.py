"""ViewState: what the reader is looking at, and its link."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from events.selection import FACETS, Selection, parse_selection, to_parameters

Tab = Literal["statements", "figures", "positions"]
TABS: tuple[Tab, ...] = ("statements", "figures", "positions")

_SELECT = re.compile(
    r"(statement|event|place|area|figure):[A-Za-z0-9.-]{1,64}|cell:\d{1,9}(\.\d{1,18})?/\d{1,9}/\d{1,9}", re.ASCII
)
_KINDS_WITHOUT_ID = {"undated", "unplaced"}
_CHART = re.compile(r"[a-z]{1,20}\.[A-Za-z]{1,20}\.[^\x00-\x1f]{1,60}")
_MAP = re.compile(r"-?\d{1,2}(\.\d{1,6})?,-?\d{1,3}(\.\d{1,6})?,\d{1,2}(\.\d{1,3})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class ViewState:
    """A selection, and how it is looked at. ``select`` is the mark or card chosen, ``map`` centre and zoom.

    ``chart`` is the measure in the chart of figures: ``killed.DPRK.persons``.
    """

    selection: Selection = field(default_factory=Selection)
    speaking: bool = False
    tab: Tab = "statements"
    grouped: bool = True
    page: int = 0
    select: str | None = None
    map: str | None = None
    chart: str | None = None

    @classmethod
    def from_link(cls, parameters: Mapping[str, Sequence[str]]) -> "ViewState":
        """The view that a link's parameters name; what cannot be read falls back to the default, silently."""
        selection, _ = parse_selection(parameters)
        one = {name: values[-1] for name, values in parameters.items() if values}
        return cls(
            selection=selection,
            speaking=one.get("speaking") == "1",
            tab=next((tab for tab in TABS if tab == one.get("tab")), "statements"),
            grouped=one.get("grouped") != "0",
            page=_page(one.get("page", "")),
            select=_selectable(one.get("select")),
            map=one["map"] if _MAP.fullmatch(one.get("map", "")) else None,
            chart=one["chart"] if _CHART.fullmatch(one.get("chart", "")) else None,
        )

    @classmethod
    def from_browser(cls, view: object) -> "ViewState":
        """The view that the page sent (docs/map-protocol.md, "The view"); read as strictly as a link."""
        if not isinstance(view, Mapping):
            return cls()
        return cls.from_link({name: _strings(value) for name, value in view.items()})

    def to_link(self) -> dict[str, list[str]]:
        """The parameters that ``from_link`` reads back as this view; defaults are left out."""
        own = {
            "speaking": "1" if self.speaking else "",
            "tab": self.tab if self.tab != "statements" else "",
            "grouped": "" if self.grouped else "0",
            "page": str(self.page) if self.page else "",
            "select": self.select or "",
            "map": self.map or "",
            "chart": self.chart or "",
        }
        return to_parameters(self.selection) | {name: [value] for name, value in own.items() if value}

    def to_browser(self) -> dict[str, Any]:
        """The view as the page keeps it (docs/map-protocol.md, "The view")."""
        chosen = self.selection
        return {
            "from": chosen.first.isoformat() if chosen.first else None,
            "to": chosen.last.isoformat() if chosen.last else None,
            "clock": chosen.clock.value,
            **{facet: list(chosen.values(facet)) for facet in FACETS},
            "text": chosen.text,
            "exact": chosen.exact,
            "captives": chosen.captives,
            "speaking": self.speaking,
            "tab": self.tab,
            "grouped": self.grouped,
            "page": self.page,
            "select": self.select,
            "map": self.map,
            "chart": self.chart,
        }


def _strings(value: object) -> list[str]:
    match value:
        case None | False:
            return ["0"] if value is False else []
        case True:
            return ["1"]
        case list():
            return [str(one) for one in value]
        case _:
            return [str(value)]


def _page(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{1,6}", text, re.ASCII) else 0


def _selectable(text: str | None) -> str | None:
    if text is None or not (text in _KINDS_WITHOUT_ID or _SELECT.fullmatch(text)):
        return None
    return text
