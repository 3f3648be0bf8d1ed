"""A damaged line is named by file and line, and the rest is served."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from events.cli import app
from events.faults import Fault
from events.files import MANIFEST, check_manifest, read_records, write_manifest
from events.store import open_records
from geodata.gazetteer import load_gazetteer
from tests.factories import (
    make_article,
    make_chance,
    make_claimant,
    make_event,
    make_figure,
    make_folder,
    make_mention,
    make_question,
    make_records,
    make_retraction,
    make_statement,
)

GAZETTEER = load_gazetteer()
ARTICLE_FILE = "articles/a1.jsonl"


def read(folder):
    return read_records([folder], GAZETTEER)


def told(folder):
    """Every fault as (file in the folder, line, message)."""
    return [(one.path.relative_to(folder).as_posix(), one.line, one.message) for one in read(folder).faults]


def write_lines(folder: Path, *lines: bytes, name: str = ARTICLE_FILE) -> None:
    with (folder / name).open("ab") as out:
        out.writelines(line + b"\n" for line in lines)


def changed(record, **changes) -> bytes:
    """A line of the record with fields changed, and those set to ``...`` left out."""
    content = record.model_dump(mode="json", exclude_none=True) | changes
    return json.dumps({name: value for name, value in content.items() if value is not ...}).encode()


def second_statement(**changes) -> bytes:
    return changed(make_statement(statement_id="s2"), **changes)


def second_figure(**changes) -> bytes:
    return changed(make_figure(figure_id="f2"), **changes)


DAMAGED_LINES = {
    "a cut line": (second_statement()[:80], "JSON"),
    "merge markers": (b"<<<<<<< HEAD", "JSON"),
    "bad UTF-8": (second_statement().replace(b"column", b"col\xffmn"), "JSON"),
    "NUL": (b"\x00" * 40, "JSON"),
    "NUL within": (second_statement().replace(b"column", b"col\x00mn"), "JSON"),
    "a byte order mark": (b"\xef\xbb\xbf" + second_statement(), "JSON"),
    "deep nesting": (b"[" * 50_000 + b"]" * 50_000, "JSON"),
    "deep nesting in a field": (
        second_statement(caveat="DEEP").replace(b'"DEEP"', b'{"a":' * 9_000 + b"1" + b"}" * 9_000),
        "JSON",
    ),
    "an integer of 5,000 digits": (second_figure(low=0).replace(b'"low": 0', b'"low": ' + b"9" * 5000), "number"),
    "an empty line": (b"", "empty"),
    "a line of blanks": (b"   \t", "empty"),
    "a list": (b"[1, 2]", "object"),
    "a number": (b"7", "object"),
    "two objects": (second_statement() + second_statement(), "JSON"),
    "no type": (second_statement(type=...), "type"),
    "an unknown type": (second_statement(type="claim"), "claim"),
    "an unknown measure": (second_figure(measure="deployed"), "measure"),
    "an unknown claimant": (second_statement(claimants=["nobody"]), "claimants: there is no claimant 'nobody'"),
    "an unknown relay": (second_statement(relayed_by=["nobody"]), "relayed_by: there is no claimant 'nobody'"),
    "an unknown place": (
        second_statement(places=[{"place_id": "xx-nowhere", "role": "origin"}]),
        "no place 'xx-nowhere'",
    ),
    "an unknown place of a figure": (second_figure(place_id="xx-nowhere"), "no place 'xx-nowhere'"),
    "an unknown event": (second_statement(event_id="e9"), "no event 'e9'"),
    "an unknown article": (second_statement(article_id="a9"), "no article 'a9'"),
    "an unknown question": (
        second_statement(position={"question_id": "q9", "stance": "affirms"}),
        "no question 'q9'",
    ),
    "an unknown statement": (second_figure(statement_id="s9"), "no statement 's9'"),
    "an unknown echo": (second_statement(echo_of="s9"), "no statement 's9'"),
    "a share of an unknown figure": (second_figure(of="f9"), "no figure 'f9'"),
    "a retraction of nothing": (changed(make_retraction(of="s9")), "no record 's9'"),
    "reversed bounds": (second_figure(low=400, high=300), "low 400 is above high 300"),
    "a reversed span": (second_statement(span={"start": 9, "end": 3}), "span"),
    "a span outside the text": (second_statement(span={"start": 990, "end": 1001}), "span: ends at 1001"),
    "a reversed interval": (second_statement(said_on="2025-02/2025-01"), "said_on"),
    "a day that is none": (second_statement(said_on="2025-02-30"), "said_on"),
    "a duplicate id and revision": (changed(make_statement(), gist="another"), "s1 revision 1 stands already"),
    "an id of another type": (changed(make_question(question_id="s1"), revision=2), "a record of type statement"),
    "an extra field": (second_statement(colour="red"), "colour"),
    "a missing field": (second_statement(gist=...), "gist"),
    "a missing revision": (second_statement(revision=...), "revision"),
    "a list for a text": (second_statement(gist=["x"]), "gist"),
    "a text for a number": (second_figure(low="300"), "low"),
    "a boolean for a number": (second_figure(low=True), "low"),
    "a fraction for a number": (second_figure(low=300.5), "low"),
    "a number for a boolean": (second_figure(forecast=1), "forecast"),
    "a number for an instant": (second_statement(recorded_at=1740000000), "recorded_at"),
    "no number": (second_figure(low=0).replace(b'"low": 0', b'"low": NaN'), "low"),
    "half a character": (second_statement(gist="GIST").replace(b"GIST", b"\\ud800"), "JSON"),
    "a line of a megabyte": (second_statement(gist="x" * 1_000_001), "bytes"),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    return make_folder(tmp_path, make_records())


@pytest.mark.parametrize(("line", "words"), DAMAGED_LINES.values(), ids=DAMAGED_LINES)
def test_a_damaged_line_is_named_and_the_rest_is_served(folder, line, words):
    number = (folder / ARTICLE_FILE).read_bytes().count(b"\n") + 1
    write_lines(folder, line, changed(make_statement(statement_id="s3")))
    [(name, at, message)] = told(folder)
    assert (name, at) == (ARTICLE_FILE, number)
    assert words in message
    assert len(message) < 500
    assert message.isprintable()
    assert list(read(folder).collection.statements) == ["s1", "s3"]


@pytest.mark.parametrize(("line", "words"), DAMAGED_LINES.values(), ids=DAMAGED_LINES)
def test_validate_prints_file_line_message_and_fails(folder, line, words):
    path = folder / ARTICLE_FILE
    number = path.read_bytes().count(b"\n") + 1
    write_lines(folder, line)
    result = CliRunner().invoke(app, ["validate", str(folder)])
    assert result.exit_code == 1
    [printed] = result.stdout.splitlines()
    assert printed.startswith(f"{path}:{number}: ")
    assert words in printed


def test_an_undamaged_folder_is_valid(folder):
    assert told(folder) == []
    result = CliRunner().invoke(app, ["validate", str(folder)])
    assert (result.exit_code, result.stdout) == (0, "")


def test_records_that_need_a_bad_line_are_named_too(folder):
    path = folder / "claimants.jsonl"
    path.write_bytes(changed(make_claimant(), side="left") + b"\n")
    assert [(name, message.split(":")[0]) for name, _, message in told(folder)] == [
        (ARTICLE_FILE, "claimants"),
        (ARTICLE_FILE, "statement_id"),
        ("claimants.jsonl", "side"),
    ]


def test_a_bad_revision_leaves_the_good_one_in_place(folder):
    write_lines(folder, changed(make_figure(), revision=2, low=9, high=1))
    assert len(told(folder)) == 1
    assert read(folder).collection.figures["f1"].revision == 1


def test_one_record_in_two_folders_is_a_duplicate(tmp_path):
    first, second = make_folder(tmp_path / "one", make_records()), make_folder(tmp_path / "two", make_records())
    reading = read_records([first, second], GAZETTEER)
    assert {one.path.is_relative_to(second) for one in reading.faults} == {True}
    assert {one.message.split()[0] for one in reading.faults} == {"a1", "s1", "f1"}


def test_a_folder_may_repeat_word_for_word_what_it_names_of_another(tmp_path):
    named = [make_claimant(), make_event(), make_question()]
    first, second = make_folder(tmp_path / "one", make_records()), make_folder(tmp_path / "two", named)
    reading = read_records([first, second], GAZETTEER)
    assert (reading.faults, len(reading.collection.history["c1"])) == ((), 1)


def test_a_folder_may_not_tell_another_story_under_the_same_id_and_revision(tmp_path):
    first = make_folder(tmp_path / "one", make_records())
    second = make_folder(tmp_path / "two", [make_claimant(side="Russia")])
    [fault] = read_records([first, second], GAZETTEER).faults
    assert (fault.path.name, fault.message.split()[0]) == ("claimants.jsonl", "c1")


def test_a_second_folder_may_name_records_of_the_first(tmp_path):
    first = make_folder(tmp_path / "one", make_records())
    second = make_folder(tmp_path / "two", [make_statement(statement_id="s2")])
    assert list(read_records([first, second], GAZETTEER).collection.statements) == ["s1", "s2"]


def test_a_retraction_withdraws_and_keeps(folder):
    write_lines(folder, changed(make_retraction()))
    collection = read(folder).collection
    assert told(folder) == []
    assert collection.statements["s1"]
    assert collection.current_statements() == []
    assert len(collection.history["s1"]) == 2


# The manifest


def test_a_fresh_manifest_fits(folder):
    write_manifest(folder)
    assert check_manifest(folder) == []


def test_a_file_that_is_not_in_the_manifest_is_named(folder):
    write_manifest(folder)
    (folder / "articles/a2.jsonl").write_bytes(changed(make_article(article_id="a2")) + b"\n")
    [(name, _, message)] = told(folder)
    assert name == MANIFEST
    assert "articles/a2.jsonl is not in the manifest" in message


def test_a_file_that_is_in_the_manifest_but_gone_is_named(folder):
    write_manifest(folder)
    (folder / "questions.jsonl").unlink()
    assert ("questions.jsonl", None, "is in the manifest but missing") in told(folder)


def test_a_changed_digit_is_named(folder):
    write_manifest(folder)
    path = folder / ARTICLE_FILE
    path.write_bytes(path.read_bytes().replace(b'"low": 300', b'"low": 800'))
    assert told(folder) == [(ARTICLE_FILE, None, "changed since the manifest was written")]


def test_a_line_more_is_counted(folder):
    write_manifest(folder)
    path = folder / ARTICLE_FILE
    lines = path.read_bytes().count(b"\n")
    path.write_bytes(path.read_bytes() + changed(make_article(article_id="a2")) + b"\n")
    message = f"differs from the manifest: {lines + 1} lines, {lines} expected"
    assert told(folder) == [(ARTICLE_FILE, None, message)]


@pytest.mark.parametrize(
    ("path", "line", "where"),
    [
        (ARTICLE_FILE, 3, "articles/a1.jsonl:3"),
        (ARTICLE_FILE, None, "articles/a1.jsonl"),
        ("claimants.jsonl", 1, "claimants.jsonl:1"),
        (MANIFEST, None, MANIFEST),
    ],
)
def test_a_fault_says_where_as_its_folder_names_it(folder, path, line, where):
    assert Fault(folder / path, line, "cut").where == where


def test_only_what_does_not_fit_the_manifest_is_no_unreadable_line(folder):
    write_manifest(folder)
    write_lines(folder, b"<<<<<<< HEAD")
    (folder / "questions.jsonl").unlink()
    faults = read(folder).faults
    assert {one.where: one.is_of_manifest for one in faults}["questions.jsonl"]
    assert all(one.is_of_manifest is (one.line is None) for one in faults)


def test_a_file_with_a_bad_line_and_a_manifest_is_named_for_both(folder):
    write_manifest(folder)
    write_lines(folder, b"<<<<<<< HEAD")
    assert [line for _, line, _ in told(folder)] == [None, 5]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"7", b'{"files": 3}', b'{"files": null}', b"\xff", b"[" * 50_000, b'{"files": [1]}']
)
def test_a_manifest_that_cannot_be_read_is_named(folder, content):
    (folder / MANIFEST).write_bytes(content)
    assert [name for name, _, _ in told(folder)] == [MANIFEST]


def test_validate_fix_writes_the_manifest(folder):
    (folder / MANIFEST).write_bytes(b"{")
    assert CliRunner().invoke(app, ["validate", str(folder), "--fix"]).exit_code == 0
    assert check_manifest(folder) == []


# Damage anywhere


def test_a_cut_at_every_byte_is_never_silent(tmp_path):
    folder = make_folder(tmp_path, make_records(), has_manifest=True)
    path = folder / "claimants.jsonl"
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert any(one.path == path for one in read(folder).faults), length


def test_a_cut_in_a_line_is_named_with_its_line_without_a_manifest(folder):
    path = folder / ARTICLE_FILE
    whole = path.read_bytes()
    ends = {index + 1 for index, byte in enumerate(whole) if byte == ord("\n")} | {0}
    for length in sorted(set(range(0, len(whole), 7)) - ends):
        path.write_bytes(whole[:length])
        assert (path, whole[:length].count(b"\n") + 1) in {(one.path, one.line) for one in read(folder).faults}, length


def test_flipped_bytes_are_told_and_never_raise(tmp_path):
    folder = make_folder(tmp_path, make_records(), has_manifest=True)
    path = folder / ARTICLE_FILE
    whole = path.read_bytes()
    chance = make_chance(20250207)
    for _ in range(50):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        assert any(fault.path == path for fault in read(folder).faults)


def test_random_bytes_are_told_in_single_short_lines(folder):
    chance = make_chance(7)
    lines = [chance.randbytes(chance.randrange(1, 200)).replace(b"\n", b"") for _ in range(50)]
    write_lines(folder, *lines)
    faults = read(folder).faults
    assert len(faults) == 50
    assert all(str(fault).isprintable() for fault in faults)


@pytest.mark.parametrize(
    "changes",
    [
        {"a\nb:1: c": 1},
        {"\x1b[2J": 1},
        {"x" * 100_000: 1},
        {"type": "x\ny" * 1000},
        {"type": {"a": "\n"}},
        {"gist": "x" * 100_000},
        {"modality": "\x1b[31m"},
        {"statement_id": "a\nb"},
    ],
    ids=repr,
)
def test_hostile_names_and_values_stay_within_one_short_line(folder, changes):
    write_lines(folder, second_statement(**changes))
    [fault] = read(folder).faults
    assert str(fault).isprintable()
    assert len(fault.message) < 500


# What is not a file of lines


def test_a_folder_named_like_a_record_file_is_named(folder):
    (folder / "articles/a2.jsonl").mkdir()
    write_manifest_quietly(folder)
    assert [name for name, _, _ in told(folder)] == ["articles/a2.jsonl"]


def write_manifest_quietly(folder):
    """A manifest of the files that there are."""
    strange = folder / "articles/a2.jsonl"
    strange.rmdir()
    write_manifest(folder)
    strange.mkdir()


def test_a_link_to_nowhere_is_named(folder):
    (folder / "articles/a2.jsonl").symlink_to(folder / "gone")
    assert [name for name, _, _ in told(folder)] == ["articles/a2.jsonl"]


def test_a_pipe_that_nobody_writes_to_is_named(folder):
    os.mkfifo(folder / "articles/a2.jsonl")
    assert [name for name, _, _ in told(folder)] == ["articles/a2.jsonl"]


def test_a_manifest_that_is_a_folder_is_named(folder):
    (folder / MANIFEST).mkdir()
    assert [name for name, _, _ in told(folder)] == [MANIFEST]


def test_windows_line_ends_are_read(folder):
    path = folder / ARTICLE_FILE
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert told(folder) == []


@pytest.mark.parametrize(
    "records", [[], [make_article()], [make_question()]], ids=["nothing", "an article", "a question"]
)
def test_a_data_set_without_statements_opens(tmp_path, records):
    store = open_records([make_folder(tmp_path, records)])
    assert store.faults == ()
    assert store.statement_ids == ()


def test_a_statement_without_places_opens(tmp_path):
    records = [make_article(), make_claimant(), make_statement(places=())]
    assert open_records([make_folder(tmp_path, records)]).place_ids == ()


def test_a_statement_with_a_place_twice_opens(tmp_path):
    places = (make_mention(), make_mention(), make_mention(role="origin"))
    records = [make_article(), make_claimant(), make_statement(places=places)]
    assert open_records([make_folder(tmp_path, records)]).place_ids == ("ru-sudzha",)
