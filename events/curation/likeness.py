"""Likeness: whether two texts are nearly the same, told from small sketches of them."""

import re
import unicodedata
from collections.abc import Sequence
from hashlib import blake2b

SHINGLE = 5
"""How many words in a row are compared."""
SKETCH_SIZE = 200
"""How many hashes a sketch keeps; the error of the likeness is about 1 / sqrt(200), 7 %."""
ALIKE = 0.5
"""From this share of common shingles on, two texts are told as nearly the same: a wire story with a new headline
and some changed sentences keeps more, two reports on the same day's news keep under a tenth."""


def sketch(text: str) -> tuple[int, ...]:
    """The smallest hashes of the text's shingles (bottom-k sketch, Broder 1997); it does not give the text away."""
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())
    shingles = {" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))}
    return tuple(sorted(_hash(one) for one in shingles)[:SKETCH_SIZE])


def _hash(shingle: str) -> int:
    # 53 bits: the number stays exact in JSON, whoever reads it
    return int.from_bytes(blake2b(shingle.encode(), digest_size=8).digest()) >> 11


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of shingles that two texts have in common, about, from their sketches.

    >>> likeness(sketch("a b c d e f"), sketch("a b c d e f"))
    1.0
    """
    size = min(SKETCH_SIZE, len(set(one) | set(other)))
    smallest = set(sorted(set(one) | set(other))[:size])
    return len(smallest & set(one) & set(other)) / size if size else 1.0
