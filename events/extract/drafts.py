"""What the rules found in one article, for a person to review."""

from dataclasses import dataclass, field
from typing import Any

EXTRACTOR = "dateline-rules@1"


@dataclass(frozen=True, slots=True)
class Why:
    """How one slot was found: the rule, where in the text its evidence stands, and how near."""

    rule: str
    start: int
    end: int
    how: str  # same-sentence, headline, pronoun, carried, header, default

    def to_json(self) -> dict[str, Any]:
        """The form of ``why`` in a draft file."""
        return {"rule": self.rule, "evidence": [self.start, self.end], "how": self.how}


@dataclass(frozen=True, slots=True)
class DraftFigure:
    """A number somebody gave, with every slot that the text settles; None where it does not."""

    start: int
    end: int
    text: str
    low: int | None
    high: int | None
    qualifier: str
    unit: str
    measure: str
    force: str | None = None
    place: str | None = None
    as_of: str | None = None
    claimant: str | None = None
    via: str | None = None
    of: int | None = None  # index of the figure that a share or part refers to
    negated: bool = False
    why: dict[str, Why] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DraftStatement:
    """One sentence, or one quotation with its attribution, and whose it is."""

    start: int
    end: int
    text: str
    claimant: str
    via: str | None = None
    said_on: str | None = None
    stance: str = "asserts"
    quote: str | None = None
    why: dict[str, Why] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DraftEvent:
    """Something that happened or is planned, with a day or a place."""

    start: int
    end: int
    text: str
    what: str
    place: str | None
    date_start: str | None
    date_end: str | None
    precision: str
    why: dict[str, Why] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A number or a reporting verb that gave no draft, and the reason."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Drafts:
    """All drafts of one article, in text order."""

    figures: tuple[DraftFigure, ...] = ()
    statements: tuple[DraftStatement, ...] = ()
    events: tuple[DraftEvent, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
