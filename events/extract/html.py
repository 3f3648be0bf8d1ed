"""A web page as the text of its article. Scripts, pictures and frames are never run or fetched."""

import json
import re
from functools import lru_cache
from pathlib import Path

_FURNITURE = Path(__file__).parent / "data" / "furniture.json"


def read_page(page: str) -> str:
    """The article's text, one paragraph a line; empty when the page has none."""
    from trafilatura import extract  # noqa: PLC0415 (half a second, and only pages need it)

    # The default mode: `favor_precision` loses the paragraph behind an advertisement (measured).
    text = extract(page, include_comments=False, include_tables=False, include_images=False, include_links=False)
    return strip_furniture(text or "")


def strip_furniture(text: str) -> str:
    """The text without the lines that a page puts round an article."""
    drop, cut = _furniture()
    kept: list[str] = []
    for line in text.splitlines():
        if cut.fullmatch(line.strip()):
            break
        if line.strip() and not drop.fullmatch(line.strip()):
            kept.append(line)
    return "\n".join(kept)


def cut_line(line: str) -> bool:
    """Whether the article ends at this line of its page: "News Feed", "Read also:"."""
    return _furniture()[1].fullmatch(line.strip()) is not None


@lru_cache(maxsize=1)
def _furniture() -> tuple[re.Pattern[str], re.Pattern[str]]:
    content = json.loads(_FURNITURE.read_text(encoding="utf-8"))
    return _any_line(content["drop"]), _any_line(content["cut"])


def _any_line(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
