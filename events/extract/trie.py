"""One pattern for thousands of names: words that begin alike share their beginning, so a text is read once."""

import re
from collections.abc import Iterable
from typing import Any

_Node = dict[str, Any]
_END = ""


def trie_pattern(words: Iterable[str]) -> str:
    r"""A pattern for the longest of ``words`` at a place; a straight apostrophe also means a curly one.

    >>> trie_pattern(["Kursk", "Kurchatov", "Kursk Oblast"])
    'Kur(?:chatov|sk(?:[ \xa0]Oblast)?)'
    """
    root: _Node = {}
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[_END] = {}
    return _pattern(root)


def _pattern(node: _Node) -> str:
    is_end = _END in node
    branches = [_branch(character, below) for character, below in sorted(node.items()) if character]
    if not branches:
        return ""
    if len(branches) == 1 and not is_end:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if is_end else ''}"


def _branch(character: str, below: _Node) -> str:
    return _escaped(character) + _pattern(below)


def _escaped(character: str) -> str:
    if character == "'":
        return "['’]"
    return "[ \xa0]" if character == " " else re.escape(character)
