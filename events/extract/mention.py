"""Somebody named at a place in a text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody named at a place in the text."""

    start: int
    end: int
    names: tuple[str, ...]
    kind: str  # person, agency, state, outlet, channel, group, captive
    roles: tuple[str, ...] = ()
    rule: str = "known-name"

    @property
    def label(self) -> str:
        """The names as a draft gives them."""
        return "; ".join(self.names)
