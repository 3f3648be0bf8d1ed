"""What a curator reviews: drafts of one article, with what is settled, what is asked, and what was decided."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from events.records import Value
from events.vocabulary import Basis, ClaimantKind, EventKind, Modality, Mode, Party, Role, Side, Stance

PERSON = "person"
"""What made a draft that no rule made."""
DEPLOYED = "deployed"
"""What drafts call troops that are somewhere; accepting needs one of the next three."""
NARROWED = ("arrived", "present", "engaged")

Words = Annotated[str, StringConstraints(max_length=4000)]
Name = Annotated[str, StringConstraints(max_length=300, strip_whitespace=True, min_length=1)]
ItemId = Annotated[str, StringConstraints(pattern=r"^[sfe]\d{2,4}$")]


class Status(StrEnum):
    """What was decided about a draft."""

    DRAFT = "draft"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    RETRACTED = "retracted"


class Reason(Value):
    """How one value was found: the rule, where its evidence stands, and how near (draft files call it ``why``)."""

    rule: Words
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    how: Words


class PlaceChoice(Value):
    """A place as named, and the one that it is; ``place_id`` None = to be asked."""

    name: Words
    place_id: Words | None = None
    role: Role = Role.HAPPENED_AT
    near: bool = False


class Decision(Value):
    """Fields of every draft that is reviewed."""

    status: Status = Status.DRAFT
    is_edited: bool = False
    record_id: str | None = None
    note: Words | None = None
    reviewed_by: str | None = None
    reviewed_at: datetime | None = None


class Item(Decision):
    """A draft with its passage: code points of the article's text, ``end`` excluded."""

    item_id: ItemId
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    made_by: Words
    why: dict[str, Reason] = Field(default_factory=dict)


class StatementItem(Item):
    """A statement to be accepted; no claimants = the newsroom's own voice."""

    kind: Literal["statement"] = "statement"
    claimants: tuple[Name, ...] = Field(default=(), max_length=12)
    relayed_by: tuple[Name, ...] = Field(default=(), max_length=12)
    mode: Mode = Mode.PARAPHRASE
    modality: Modality = Modality.CLAIMED
    said_on: Words | None = None
    refers_to: Words | None = None
    gist: Words = ""
    caveat: Words | None = None
    event: Words | None = None
    question_id: Words | None = None
    stance: Stance | None = None
    places: tuple[PlaceChoice, ...] = Field(default=(), max_length=24)


class FigureItem(Item):
    """A figure to be accepted, of the statement named; ``party`` None = to be asked."""

    kind: Literal["figure"] = "figure"
    statement: ItemId
    measure: Words = DEPLOYED
    party: Party | None = None
    unit: Words = "persons"
    low: int | None = Field(default=None, ge=0)
    high: int | None = Field(default=None, ge=0)
    qualifier: Words = "exact"
    as_written: Words
    as_of: Words | None = None
    place: PlaceChoice | None = None
    of: ItemId | None = None
    forecast: bool = False


class EventItem(Item):
    """An event to be accepted; its title is worded by the curator, as reported."""

    kind: Literal["event"] = "event"
    title: Words = ""
    event_kind: EventKind | None = None
    happened_on: Words | None = None
    places: tuple[PlaceChoice, ...] = Field(default=(), max_length=24)


AnyItem = Annotated[StatementItem | FigureItem | EventItem, Field(discriminator="kind")]
_RANK = {"statement": 0, "figure": 1, "event": 2}


class ArticleItem(Decision):
    """What is known of the article, each with how it was found; ``readings`` = days that the text leaves open."""

    outlet: Words | None = None
    outlet_basis: Basis = Basis.UNKNOWN
    title: Words | None = None
    authors: tuple[Name, ...] = Field(default=(), max_length=24)
    published_on: Words | None = None
    published_basis: Basis = Basis.UNKNOWN
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")] = "en"
    url: Words | None = None
    basis_note: Words | None = None
    readings: tuple[Words, ...] = ()
    found: dict[str, Words] = Field(default_factory=dict)


class NewClaimant(Value):
    """Who a name is, where no record of them exists yet; a kind or side that is None is asked."""

    kind: ClaimantKind | None = None
    side: Side | None = None
    role: Words | None = None


class Skipped(Value):
    """A number or a reporting verb that gave no draft, and why."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: Words
    reason: Words


class ArticleDraft(Value):
    """One article under review. ``revision`` counts its saves; ``text`` goes when the review is closed."""

    draft_id: str
    revision: int = 0
    started_by: str
    started_at: datetime
    changed_by: str
    changed_at: datetime
    text: str
    text_sha256: str
    text_length: int
    sketch: tuple[int, ...]
    is_closed: bool = False
    article: ArticleItem
    items: tuple[AnyItem, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    new_claimants: dict[str, NewClaimant] = Field(default_factory=dict)

    @property
    def article_id(self) -> str | None:
        """The article's record, once it was accepted."""
        return self.article.record_id if self.article.status is Status.ACCEPTED else None

    def item(self, item_id: str) -> AnyItem:
        """The draft with this id.

        Raises:
            KeyError: there is none.
        """
        for one in self.items:
            if one.item_id == item_id:
                return one
        raise KeyError(item_id)

    def with_item(self, changed: AnyItem) -> "ArticleDraft":
        """The review with one draft changed, or added at its place in the text."""
        items = [one for one in self.items if one.item_id != changed.item_id] + [changed]
        starts = {one.item_id: one.start for one in items}

        def place(one: AnyItem) -> tuple[int, str, int, int]:
            home = one.statement if isinstance(one, FigureItem) and one.statement in starts else one.item_id
            return starts[home], home, _RANK[one.kind], one.start

        return self.model_copy(update={"items": tuple(sorted(items, key=place))})

    def next_id(self, letter: str) -> str:
        """An item id that was never used in this review."""
        used = [int(one.item_id[1:]) for one in self.items if one.item_id[0] == letter]
        return f"{letter}{max(used, default=0) + 1:02d}"
