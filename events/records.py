"""Article, Claimant, Statement, Figure, Event, Question: what is stored, frozen and validated. No I/O."""

from datetime import UTC, datetime
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from events.days import Edtf
from events.vocabulary import (
    Basis,
    ClaimantKind,
    EventKind,
    Measure,
    Modality,
    Mode,
    Party,
    Qualifier,
    Role,
    Side,
    Stance,
)

Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]{0,63}$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=4000)]


def _utc(at: datetime) -> datetime:
    if at.tzinfo is None or at.utcoffset() != UTC.utcoffset(at):
        raise ValueError("must be an instant in UTC, such as 2025-02-27T07:06:00Z")
    return at.astimezone(UTC)


Instant = Annotated[datetime, AfterValidator(_utc)]


class Value(BaseModel):
    """A part of a record."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Record(Value):
    """A stored line: what is said, who recorded it and when; the highest revision of an id counts."""

    id_field: ClassVar[str]

    recorded_at: Instant
    recorded_by: Text
    revision: int = Field(ge=1)

    @property
    def record_id(self) -> str:
        """The identifier that revisions and retractions of this record share."""
        return str(getattr(self, self.id_field))


class TextSpan(Value):
    """Where a passage stands: code points in the article's text, ``end`` excluded."""

    start: int = Field(ge=0)
    end: int

    @model_validator(mode="after")
    def _is_forward(self) -> Self:
        if self.end <= self.start:
            raise ValueError(f"span ends at {self.end}, which is not after its start {self.start}")
        return self


class Article(Record):
    """One publication read. ``outlet`` and ``published_on`` are None when the text gives no ground for them."""

    id_field = "article_id"

    type: Literal["article"] = "article"
    article_id: Identifier
    label: Text
    outlet: Text | None = None
    outlet_basis: Basis
    title: Text | None = None
    authors: tuple[Text, ...] = ()
    published_on: Edtf | None = None
    published_basis: Basis
    basis_note: Text | None = None
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$")] | None = None
    text_sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    text_length: int | None = Field(default=None, ge=1)
    retrieved_at: Instant | None = None


class Claimant(Record):
    """Who asserts: a person, agency, state, outlet, group, or somebody unnamed."""

    id_field = "claimant_id"

    type: Literal["claimant"] = "claimant"
    claimant_id: Identifier
    name: Text
    also_known_as: tuple[Text, ...] = ()
    kind: ClaimantKind
    side: Side
    role: Text | None = None


class Position(Value):
    """What a statement holds on one question."""

    question_id: Identifier
    stance: Stance


class PlaceMention(Value):
    """A place of a statement; ``near`` when the words only put it nearby."""

    place_id: Identifier
    role: Role
    near: bool = False


class Statement(Record):
    """One claimant asserting something, as one article has it.

    An empty ``claimants`` is the newsroom's own voice; ``relayed_by`` goes outward from the speaker.
    """

    id_field = "statement_id"

    type: Literal["statement"] = "statement"
    statement_id: Identifier
    article_id: Identifier
    span: TextSpan
    claimants: tuple[Identifier, ...] = ()
    relayed_by: tuple[Identifier, ...] = ()
    mode: Mode
    modality: Modality
    said_on: Edtf | None = None
    refers_to: Edtf | None = None
    gist: Text
    caveat: Text | None = None
    event_id: Identifier | None = None
    position: Position | None = None
    places: tuple[PlaceMention, ...] = ()
    echo_of: Identifier | None = None


class Figure(Record):
    """A number that a statement gives. ``low`` and ``high`` are both included; None is an open bound."""

    id_field = "figure_id"

    type: Literal["figure"] = "figure"
    figure_id: Identifier
    statement_id: Identifier
    measure: Measure
    party: Party
    unit: Text
    low: int | None = Field(default=None, ge=0)
    high: int | None = Field(default=None, ge=0)
    qualifier: Qualifier
    as_written: Text
    as_of: Edtf | None = None
    place_id: Identifier | None = None
    of: Identifier | None = None
    forecast: bool = False

    @model_validator(mode="after")
    def _bounds_fit(self) -> Self:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}")
        if self.qualifier is Qualifier.VAGUE and (self.low is not None or self.high is not None):
            raise ValueError("a vague figure has no bounds: a number is never invented")
        if self.qualifier is not Qualifier.VAGUE and self.low is None and self.high is None:
            raise ValueError("a figure without bounds is vague")
        return self


class Event(Record):
    """What statements are about; statements on it may contradict each other."""

    id_field = "event_id"

    type: Literal["event"] = "event"
    event_id: Identifier
    title: Text
    kind: EventKind
    happened_on: Edtf | None = None
    places: tuple[PlaceMention, ...] = ()


class Question(Record):
    """What is disputed."""

    id_field = "question_id"

    type: Literal["question"] = "question"
    question_id: Identifier
    text: Text


class Retraction(Record):
    """Withdraws a record: it is struck through, not gone."""

    id_field = "of"

    type: Literal["retraction"] = "retraction"
    of: Identifier
    reason: Text


AnyRecord = Annotated[
    Article | Claimant | Statement | Figure | Event | Question | Retraction, Field(discriminator="type")
]
