"""From the times of inputs and the times of what was painted to the delay of each input. No browser in here."""

import math
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

Row = Mapping[str, Any]


def delays(inputs: Sequence[Row], answers: Sequence[Row], since: str = "at") -> list[float | None]:
    """For each input the milliseconds to the first answer that shows its window, or that of a later input.

    Both have ``from``, ``to`` and ``at`` (milliseconds since 1970), in the order of time. None = never answered.
    Inputs that changed nothing (the window of the one before) are left out: nothing has to be drawn for them.
    """
    changes = [one for before, one in zip([None, *inputs], inputs, strict=False) if _window(before) != _window(one)]
    found: list[float | None] = []
    for number, one in enumerate(changes):
        answer = next((each for each in answers if each["at"] >= one["at"] and _shows(each, changes[number:])), None)
        found.append(answer["at"] - one[since] if answer else None)
    return found


def _shows(answer: Row, inputs: Sequence[Row]) -> bool:
    return any(_window(one) == _window(answer) for one in inputs if one["at"] <= answer["at"])


def _window(row: Row | None) -> tuple[str, str] | None:
    return (row["from"], row["to"]) if row else None


def kept(values: Sequence[float | None]) -> list[float]:
    """The delays that were answered."""
    return [value for value in values if value is not None]


def a_second(answers: Sequence[Row], inputs: Sequence[Row]) -> float:
    """Paints a second between the first and the last input."""
    if len(inputs) < 2:
        return 0.0
    first, last = inputs[0]["at"], inputs[-1]["at"]
    return 1000 * sum(first <= one["at"] <= last + 17 for one in answers) / (last - first)


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of the values lie, by the nearest rank; a median lies between the middle two."""
    if share == 0.5:
        return median(values)
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
