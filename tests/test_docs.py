"""Every word of the closed lists, every filter, command and data file is explained to a reader."""

import enum
import re
from pathlib import Path

import pytest
import typer.main

from dashboard import cli
from events import vocabulary
from events.selection import FACET_TITLES, FACETS
from geodata.places import Precision

REPOSITORY = Path(__file__).resolve().parents[1]
DOCUMENTS = [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").glob("*.md")), *REPOSITORY.rglob("SOURCES.md")]
TEXT = "\n".join(path.read_text("utf-8") for path in DOCUMENTS if ".venv" not in path.parts and path.exists())
README = REPOSITORY / "README.md"

LISTS = [one for _, one in sorted(vars(vocabulary).items()) if isinstance(one, enum.EnumMeta) and len(one)] + [
    Precision
]
MEMBERS = [(one.__name__, member.value) for one in LISTS for member in one]
DATA_FILES = sorted(
    path.relative_to(REPOSITORY).as_posix()
    for folder in ("events/data", "geodata/data", "events/extract/data")
    for path in (REPOSITORY / folder).rglob("*")
    if path.is_file() and path.name != "SOURCES.md"
)
COMMANDS = sorted(typer.main.get_command(cli.commands()).commands)
FILTERS = ["from", "to", "clock", *FACETS, "text"]


def is_code(word):
    """Whether the documents have the word as code or in a cell of a table."""
    return re.search(rf"`[^`\n]*(?<![\w-]){re.escape(word)}(?![\w-])[^`\n]*`|\|\s*{re.escape(word)}\s*\|", TEXT)


@pytest.mark.parametrize(("name", "value"), MEMBERS, ids=str)
def test_every_member_of_a_closed_list_is_explained(name, value):
    assert is_code(value), f"{name} has {value!r}, which README.md does not explain"


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_is_explained(name):
    assert is_code(name) or is_code(f"--{name}"), f"README.md does not explain the filter {name!r}"


@pytest.mark.parametrize("title", FACET_TITLES.values())
def test_every_filter_s_title_is_named(title):
    assert title in TEXT


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_explained(name):
    assert f"dateline {name}" in README.read_text("utf-8")


@pytest.mark.parametrize("path", DATA_FILES)
def test_every_data_file_has_its_source(path):
    name = Path(path).name
    folders = "|".join(part.as_posix() for part in Path(path).parents if part.as_posix() != ".")
    assert name in TEXT or re.search(rf"`(?:{folders})/(?:\*\.\w+)?`", TEXT), f"no document names {path}"


PROSE = [path for path in DOCUMENTS if ".venv" not in path.parts and path.exists()]


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_every_file_that_a_document_links_to_is_there(path):
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []
