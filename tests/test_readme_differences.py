"""The table of differences in README is what `dateline disagreements` says; `python -m` this file writes it anew."""

import json
from pathlib import Path

from typer.testing import CliRunner

from events.cli import app
from events.differences import TITLES, DifferenceType

README = Path(__file__).resolve().parents[1] / "README.md"
BEGIN, END = "<!-- dateline disagreements -->\n", "<!-- end -->\n"


def differences_table():
    """The differences by type as a table of Markdown, those that are only apparent as a count."""
    answer = CliRunner().invoke(app, ["disagreements", "--format", "json"])
    assert answer.exit_code == 0, answer.output
    found = json.loads(answer.stdout)
    rows = ["| how they differ | what the articles hold |", "| --- | --- |"]
    for kind, title in TITLES.items():
        sentences = [one["sentence"] for one in found if one["type"] == kind.value]
        if kind is DifferenceType.ONLY_APPARENT:
            rows.append(f"| {title} | {len(sentences)} pairs, folded on the page |")
        elif sentences:
            rows += [f"| {title} | {sentence.replace('|', '/')} |" for sentence in sentences]
        else:
            rows.append(f"| {title} | none |")
    return "\n".join(rows) + "\n"


def with_table(text):
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + differences_table() + END + after


def test_readme_holds_the_differences_that_the_command_finds():
    text = README.read_text("utf-8")
    assert text.count(BEGIN) == text.count(END) == 1
    assert text == with_table(text), "run: python -m tests.test_readme_differences"


if __name__ == "__main__":
    README.write_text(with_table(README.read_text("utf-8")), "utf-8")
