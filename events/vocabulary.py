"""The closed lists a record may use."""

from enum import StrEnum


class Basis(StrEnum):
    """How an article's outlet or day is known."""

    STATED = "stated"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class ClaimantKind(StrEnum):
    """What a claimant is."""

    PERSON = "person"
    AGENCY = "agency"
    STATE = "state"
    OUTLET = "outlet"
    GROUP = "group"
    UNNAMED = "unnamed"


class Side(StrEnum):
    """Where a claimant stands; never whom a figure counts (that is the party)."""

    UKRAINE = "Ukraine"
    RUSSIA = "Russia"
    NORTH_KOREA = "North Korea"
    SOUTH_KOREA = "South Korea"
    UNITED_STATES = "United States"
    INDEPENDENT = "independent"
    OTHER = "other"
    UNKNOWN = "unknown"


class Mode(StrEnum):
    """How the article gives the words: its speaker's own, or its own."""

    QUOTE = "quote"
    PARAPHRASE = "paraphrase"


class Modality(StrEnum):
    """What kind of assertion a statement makes."""

    OBSERVED = "observed"
    ESTIMATED = "estimated"
    CLAIMED = "claimed"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    FORECAST = "forecast"
    INTENT = "intent"
    SILENT = "silent"


class Stance(StrEnum):
    """What a statement holds on a disputed question."""

    AFFIRMS = "affirms"
    DENIES = "denies"
    DISPUTES = "disputes"
    EXPECTS = "expects"
    NOT_OBSERVED = "not_observed"
    SILENT = "silent"


class Role(StrEnum):
    """What a place is to a statement."""

    HAPPENED_AT = "happened_at"
    SAID_AT = "said_at"
    ORIGIN = "origin"
    DESTINATION = "destination"
    CONTEXT = "context"
    NOT_AT = "not_at"


class Measure(StrEnum):
    """What a figure counts."""

    ARRIVED = "arrived"
    PRESENT = "present"
    ENGAGED = "engaged"
    RESERVE = "reserve"
    EXPECTED = "expected"
    WITHDRAWN = "withdrawn"
    CASUALTIES = "casualties"
    KILLED = "killed"
    WOUNDED = "wounded"
    CAPTURED = "captured"
    MISSING = "missing"
    DESERTED = "deserted"
    COMMAND = "command"
    MATERIEL = "materiel"
    TERRITORY = "territory"
    OTHER = "other"


class Party(StrEnum):
    """Whose troops, losses or materiel a figure counts."""

    DPRK = "DPRK"
    RUSSIA = "Russia"
    UKRAINE = "Ukraine"
    MIXED = "mixed"
    OTHER = "other"


class Qualifier(StrEnum):
    """How the words bound the number."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    UP_TO = "up_to"
    BETWEEN = "between"
    SHARE = "share"
    VAGUE = "vague"


class EventKind(StrEnum):
    """What an event was reported to be."""

    DEPLOYMENT = "deployment"
    COMBAT = "combat"
    CASUALTIES = "casualties"
    CAPTURE = "capture"
    STRIKE = "strike"
    TRAINING = "training"
    DESERTION = "desertion"
    DIPLOMACY = "diplomacy"
    OTHER = "other"


class Clock(StrEnum):
    """By which day a statement is placed in time."""

    ABOUT = "about"
    SAID = "said"
