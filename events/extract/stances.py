"""What a statement does: assert, confirm, deny, expect or quote."""

import re

_STANCES = (
    ("denies", re.compile(r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)|refuted?|never confirmed|ruled "
r"out|not (?:yet )?observed|no evidence)\b")),
    ("confirms", re.compile(r"\b(?:confirm(?:s|ed)|verified|acknowledged|admitted)\b")),
    ("expects", re.compile(r"\b(?:expect(?:s|ed)?|predict(?:s|ed)|forecasts?|could|may|might|will|would|plans? to|"
r"preparing|intends?)\b")),
    ("quotes", re.compile(r"\bquot(?:ed|ing|es)\b")),
)  # fmt: skip


def stance_of(sentence: str) -> str:
    """The first stance whose words the sentence has.

    >>> stance_of("Seoul denied that.")
    'denies'
    """
    return next((stance for stance, words in _STANCES if words.search(sentence)), "asserts")
