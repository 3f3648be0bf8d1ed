"""Whether a text puts something near a place instead of in it."""

import re

_BEFORE = re.compile(
    r"\b(?:near|close to|not far from|(?:just )?outside|(?:on|to|at|in) the (?:outskirts|edge|vicinity) of|around)"
    r"(?: the)?(?: (?:town|city|village|settlement) of)? $",
    re.IGNORECASE,
)
_REACH = 60


def is_near(text: str, start: int) -> bool:
    """Whether the words before the name at ``start`` say that it is only nearby.

    >>> is_near("seen near the village of Kurylivka", 25), is_near("seen in Kurylivka", 8)
    (True, False)
    """
    return _BEFORE.search(text[max(0, start - _REACH) : start]) is not None
