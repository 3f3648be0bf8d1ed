"""The history of a record tells who changed what, and when."""

import json

from typer.testing import CliRunner

from events.cli import app
from tests.factories import make_folder, make_records, make_retraction, make_statement


def run(*arguments):
    return CliRunner().invoke(app, [str(one) for one in arguments])


def test_corrections_and_a_retraction_are_told_with_what_changed(tmp_path):
    corrected = make_statement(revision=2, gist="two columns were seen.", recorded_by="Bob")
    folder = make_folder(tmp_path, [*make_records(), corrected, make_retraction(reason="Recorded twice.")])
    lines = run("history", "s1", "--data", folder).stdout.splitlines()
    assert [line for line in lines if not line.startswith("    ")] == [
        "2025-03-01 00:00:00 UTC, Test: statement, revision 1",
        "2025-03-01 00:00:00 UTC, Bob: statement, revision 2",
        "2025-03-01 00:00:00 UTC, Test: retracted: Recorded twice.",
    ]
    assert "    gist: a column was seen. -> two columns were seen." in lines


def test_an_id_that_is_not_there_is_told(tmp_path):
    result = run("history", "nobody", "--data", make_folder(tmp_path, make_records()))
    assert (result.exit_code, result.stderr) == (1, "ID: there is no record 'nobody'\n")


def test_extract_writes_the_drafts_of_a_file_as_json(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text("Column seen\n\nKyrylo Budanov said that 40 North Korean soldiers had arrived in Sudzha.\n")
    result = run("extract", path, "--outlet", "Wire", "--published", "2025-01-04")
    document = json.loads(result.stdout)
    assert document["article"]["published"] == "2025-01-04"
    assert [(one["low"], one["measure"]) for one in document["figures"]] == [(40, "arrived")]


def test_extract_of_a_bad_file_is_one_sentence(tmp_path):
    path = tmp_path / "photo.txt"
    path.write_bytes(b"\x00\x01\xff" * 400)
    result = run("extract", path)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
