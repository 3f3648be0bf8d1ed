"""The chart of figures over time: which measure, one mark a figure, and what the statements allow together."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from operator import itemgetter
from typing import Any

from dashboard.state import ViewState
from dashboard.views.allowed import build_allowed
from dashboard.views.figure_crowd import CROWD, merge_crowd
from dashboard.views.figure_rows import CHOSEN_SIZE, SIZE, build_rows, is_chosen, milliseconds, window_rows
from dashboard.views.knowledge import collection_of
from dashboard.views.mark_book import MarkBook
from dashboard.wording import NEWSROOM_VOICE, SIDE_TAGS, figure_day_in_words
from events.collection import Collection
from events.echoes import repeats
from events.marks import figure_marks
from events.records import Figure
from events.store import RecordStore
from events.vocabulary import Clock, Measure, Party, Side
from events.wording import PARTY_IN_WORDS
from geodata.gazetteer import Gazetteer

NEUTRAL = "#8A8F98"
HOLLOW = "rgba(0,0,0,0)"
ARROW_UP = "M-0.7,0L0.7,0M0,0L0,-1.9M-0.8,-1.9L0,-3.3L0.8,-1.9Z"
ARROW_DOWN = "M-0.7,0L0.7,0M0,0L0,1.9M-0.8,1.9L0,3.3L0.8,1.9Z"
"""Their heads are closed, so that a forecast's can be hollow."""
SHAPES = {"exact": "circle", "derived": "diamond", "denied": "M-1,-1L1,1M1,-1L-1,1"}

Row = dict[str, Any]


@dataclass(frozen=True)
class Choice:
    """A measure of a party in a unit, and how many figures of it the view holds; what an echo repeats counts once."""

    key: str
    label: str
    count: int


@dataclass(frozen=True)
class FigureChart:
    """``rows`` are the marks and the ends of the window, plain values only; ``head`` is what stands above them.

    In a crowd a row can stand for several figures; its ``count`` says for how many.
    """

    rows: list[Row]
    head: dict[str, Any]
    is_crowded: bool


def build_figure_chart(
    store: RecordStore, state: ViewState, figures: Sequence[Figure], book: MarkBook | None = None
) -> FigureChart | None:
    """The chart of the measure that is chosen, or of that with the most figures; None without figures.

    ``book`` keeps the marks from one view to the next.
    """
    known = collection_of(store, state)
    book = book or MarkBook()
    marks = build_marks(known, store.gazetteer, figures, book)
    choices = build_choices(marks, known)
    chosen = _chosen(choices, state.chart)
    if chosen is None:
        return None
    shown = [mark for mark in marks if mark["key"] == chosen.key]
    placed_by = _placed_by(state)
    dated = [mark for mark in shown if mark[placed_by] is not None]
    is_crowded = len(dated) > CROWD
    rows = build_crowd(dated, state, book) if is_crowded else build_rows(dated, state, known)
    return FigureChart(
        rows=[*rows, *window_rows(state.selection)],
        head={
            "choices": [asdict(one) for one in choices],
            "chosen": chosen.key,
            "allowed": build_allowed([mark["figure"] for mark in shown], known, store.gazetteer),
            "legend": build_legend(shown),
            "signs": build_signs(rows),
            "undated": len(shown) - len(dated),
            "counted": len(shown),
        },
        is_crowded=is_crowded,
    )


def build_marks(known: Collection, gazetteer: Gazetteer, figures: Iterable[Figure], book: MarkBook) -> list[Row]:
    """One mark a figure with its words, by day; what the book holds is not made again."""
    found = [book.get(one) or book.keep(_mark(one, known, gazetteer)) for one in figures]
    return sorted(found, key=itemgetter("order"))


def _mark(figure: Figure, known: Collection, gazetteer: Gazetteer) -> Row:
    [mark] = figure_marks(known, gazetteer, [figure])
    mark["key"] = key_of(mark)
    mark["order"] = (mark["first"] or "9", mark["figure_id"])
    mark["day"] = figure_day_in_words(figure, known.statements[figure.statement_id], known)
    known_at = milliseconds(mark["known_on"] or "1970-01-01")
    return mark | {"row": _row(mark), "figure": figure, "known_at": known_at}


def key_of(mark: Row) -> str:
    """What a link calls the measure of a mark: ``killed.DPRK.persons``."""
    return f"{mark['measure']}.{mark['party']}.{mark['unit']}"


def build_choices(marks: Sequence[Row], known: Collection) -> list[Choice]:
    """The measures that have figures, most figures first."""
    counts = Counter(mark["key"] for mark in marks)
    if repeated := repeats(known, (mark["figure"] for mark in marks)):
        counts.subtract(mark["key"] for mark in marks if mark["figure_id"] in repeated)
    choices = [Choice(key, label_of(key), count) for key, count in counts.items()]
    return sorted(choices, key=lambda one: (-one.count, one.label))


def label_of(key: str) -> str:
    """``killed · North Korean troops``; the unit is said unless it is persons."""
    measure, party, unit = key.split(".", 2)
    whose = party if measure in {Measure.MATERIEL, Measure.TERRITORY} else PARTY_IN_WORDS[Party(party)]
    return " · ".join([measure, whose] if unit == "persons" else [measure, whose, unit])


def _chosen(choices: Sequence[Choice], key: str | None) -> Choice | None:
    return next((one for one in choices if one.key == key), choices[0] if choices else None)


def _placed_by(state: ViewState) -> str:
    """What gives a mark its day: in the about clock the figure's days, in the said clock when it became known."""
    return "known_on" if state.selection.clock is Clock.SAID else "first"


def build_crowd(dated: Sequence[Row], state: ViewState, book: MarkBook) -> list[Row]:
    """One row for figures that would cover each other; the figures that are chosen stand alone, before the others."""
    is_said = state.selection.clock is Clock.SAID
    chosen = [mark for mark in dated if is_chosen(mark, state)]
    others = [mark for mark in dated if not is_chosen(mark, state)] if chosen else dated
    alone = [row for mark in chosen for row in merge_crowd([mark], book.spots([mark]), CHOSEN_SIZE, is_said=is_said)]
    return [*merge_crowd(others, book.spots(others), SIZE, is_said=is_said), *alone]


def _row(mark: Row) -> Row:
    first, last = (milliseconds(mark[end] or "1970-01-01") for end in ("first", "last"))
    low, high = mark["low"], mark["high"]
    color = color_of(mark)
    return {
        "role": "vague" if mark["vague"] else "figure",
        "id": mark["figure_id"],
        "day": (first + last) / 2,
        "first": first if last > first else None,
        "last": last if last > first else None,
        "value": low if low is not None else high,
        "top": high if low is not None and high is not None and low != high else None,
        "shape": _shape(mark),
        "color": color,
        "fill": HOLLOW if mark["forecast"] else color,
        "words": quoted(mark["as_written"]) if mark["vague"] else "",
        "slot": 0,
        "count": 1,
        "Says": mark["label"],
        "Day": mark["day"],
        "As written": mark["as_written"],
        "Note": _note(mark),
    }


def quoted(text: str) -> str:
    """The text in quotation marks; those that it has are set inside."""
    return f"“{text.translate(str.maketrans('“”', '‘’'))}”"


def _shape(mark: Row) -> str:
    if not mark["asserted"]:
        return SHAPES["denied"]
    if mark["opens_up"]:
        return ARROW_UP
    if mark["opens_down"]:
        return ARROW_DOWN
    return SHAPES["derived"] if mark["derived"] else SHAPES["exact"]


def _note(mark: Row) -> str:
    notes = [f"derived: {mark['derived']}"] if mark["derived"] else []
    notes += ["forecast"] if mark["forecast"] else []
    notes += ["denied"] if not mark["asserted"] else []
    return ", ".join(notes)


def color_of(mark: Row) -> str:
    """The colour of the speaker's side; neutral for several sides, a newsroom, or a captive."""
    return SIDE_TAGS[Side(mark["side"])][1] if mark["side"] else NEUTRAL


def build_legend(marks: Iterable[Row]) -> list[dict[str, str]]:
    """The tags in the chart with their colours and whose they are, in order of the tags."""
    seen = {str(mark["tag"]): mark for mark in marks}
    names = {"PRESS": NEWSROOM_VOICE, "captive": "captured soldiers, under no side"}
    return [
        {"tag": tag, "color": color_of(mark), "name": names.get(tag, mark["side"] or "several sides")}
        for tag, mark in sorted(seen.items())
    ]


def build_signs(rows: Iterable[Row]) -> list[str]:
    """What the shapes mean, for those that are there."""
    known = list(rows)
    signs = {
        "↑ at least, over": any(row["shape"] == ARROW_UP for row in known),
        "↓ up to": any(row["shape"] == ARROW_DOWN for row in known),
        "bar: from … to": any(row["top"] is not None for row in known),
        "hollow: forecast": any("forecast" in row["Note"] and row["role"] == "figure" for row in known),
        "◆ ≈ derived": any(row["Note"].startswith("derived") for row in known),
        "× denied": any("denied" in row["Note"] for row in known),
        "thin line: its days": any(row["first"] is not None and row["role"] == "figure" for row in known),
        "dashed line: the same claimant, another number": any(row["series"] for row in known),
        "“words” below: no number given": any(row["role"] == "vague" for row in known),
    }
    return [sign for sign, is_there in signs.items() if is_there]
