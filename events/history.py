"""The history of a record in words: who recorded, corrected or withdrew it, when, and what changed."""

import json
from collections.abc import Sequence
from typing import Any

from events.records import AnyRecord, Retraction

_STAMP = {"type", "recorded_at", "recorded_by", "revision"}


def history_in_words(lines: Sequence[AnyRecord]) -> list[str]:
    """One line a revision or retraction, oldest first, with the fields that are new or changed below it."""
    words: list[str] = []
    before: dict[str, Any] = {}
    for line in lines:
        stamp = f"{line.recorded_at:%Y-%m-%d %H:%M:%S} UTC, {line.recorded_by}"
        if isinstance(line, Retraction):
            words.append(f"{stamp}: retracted: {line.reason}")
            continue
        now = {key: value for key, value in line.model_dump(mode="json").items() if key not in _STAMP}
        words.append(f"{stamp}: {line.type}, revision {line.revision}")
        words += [f"    {key}: {_change(before.get(key), now[key])}" for key in now if before.get(key) != now[key]]
        before = now
    return words


def _change(old: object, new: object) -> str:
    return _plain(new) if old in (None, [], "") else f"{_plain(old)} -> {_plain(new)}"


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
