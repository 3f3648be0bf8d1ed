"""The commands on records: exit codes, and one clear sentence for bad input."""

import json

import pytest
from typer.testing import CliRunner

from events.cli import app
from tests.event_files import make_event, write_events
from tests.factories import make_figure, make_folder, make_records, make_statement


@pytest.fixture
def data(tmp_path):
    records = [*make_records(), make_statement(statement_id="s2", said_on="2025-01-20", claimants=())]
    return make_folder(tmp_path, records)


def run(*arguments):
    return CliRunner().invoke(app, [str(one) for one in arguments])


def exported(*arguments):
    result = run("export", "jsonl", *arguments)
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def statement_ids(lines):
    return {one["statement_id"] for one in lines if one["type"] == "statement"}


def test_the_shipped_data_set_is_valid():
    result = run("validate")
    assert (result.exit_code, result.stdout) == (0, "")


def test_validate_of_one_file_tells_only_its_faults(data):
    articles, claimants = data / "articles/a1.jsonl", data / "claimants.jsonl"
    for path in (articles, claimants):
        path.write_bytes(path.read_bytes() + b"<<<<<<< HEAD\n")
    assert len(run("validate", data).stdout.splitlines()) == 2
    for path in (articles, claimants):
        result = run("validate", path)
        assert result.exit_code == 1
        [line] = result.stdout.splitlines()
        assert line.startswith(f"{path}:")


def test_validate_of_what_is_not_there_says_so(tmp_path):
    result = run("validate", tmp_path / "gone")
    assert result.exit_code == 1
    assert result.stderr == f"{tmp_path / 'gone'}: there is no such file or folder\n"


def test_validate_of_a_file_that_holds_no_records_says_so(data):
    (data / "notes.txt").write_text("nothing")
    result = run("validate", data / "notes.txt")
    assert result.exit_code == 1
    assert "notes.txt: " in result.stderr


def test_export_without_data_gives_the_shipped_data_set(shipped):
    assert statement_ids(exported()) == set(shipped.statement_ids)


def test_export_takes_the_names_of_the_link(data):
    assert statement_ids(exported("--data", data)) == {"s1", "s2"}
    for filters in (
        ("--from", "2025-01-06", "--claimant", "newsroom"),
        ("--from", "2025-01-20", "--to", "2025-01-20"),
        ("--clock", "said", "--from", "2025-01-10"),
        ("--side", "newsroom"),
    ):
        assert statement_ids(exported("--data", data, *filters)) == {"s2"}, filters
    for filters in (
        ("--to", "2025-01-19"),
        ("--measure", "killed"),
        ("--party", "DPRK"),
        ("--kind", "combat"),
        ("--measure", "killed", "--measure", "missing"),
        ("--text", "the ministry"),
    ):
        assert statement_ids(exported("--data", data, *filters)) == {"s1"}, filters


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("export", "xlsx"), "FORMAT: 'xlsx' is not one of"),
        (("export", "csv", "--from", "07/02/2025"), "from: '07/02/2025' is not a day such as 2025-01-31"),
        (("export", "csv", "--from", "2025-02-01", "--to", "2025-01-01"), "to: 2025-01-01 is before from: 2025-02-01"),
        (("export", "csv", "--clock", "noon"), "clock: 'noon' is neither about nor said"),
        (("export", "csv", "--data", "gone"), "gone: there is no such"),
        (("export", "csv", "--out", "gone/here.csv"), "gone/here.csv: cannot be written: No such file or directory"),
    ],
)
def test_bad_input_is_one_sentence(arguments, sentence):
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.stderr.startswith(sentence)
    assert len(result.stderr.splitlines()) == 1
    assert result.stdout == ""


def test_export_writes_a_file(data, tmp_path):
    out = tmp_path / "out.jsonl"
    assert run("export", "jsonl", "--data", data, "--out", out).stdout == ""
    assert out.read_text("utf-8") == run("export", "jsonl", "--data", data).stdout


def test_export_of_damaged_data_names_the_fault_and_gives_the_rest(data):
    path = data / "articles/a1.jsonl"
    path.write_bytes(path.read_bytes() + b"{\n")
    result = run("export", "jsonl", "--data", data)
    assert result.exit_code == 0
    assert result.stderr.startswith(f"{path}:")
    assert statement_ids(map(json.loads, result.stdout.splitlines())) == {"s1", "s2"}


def test_export_of_nothing_is_empty(data):
    assert exported("--data", data, "--text", "no such words") == []


def test_several_data_folders_are_one_data_set(data, tmp_path):
    other = make_folder(tmp_path / "other", [make_figure(figure_id="f2")])
    figures = {one["figure_id"] for one in exported("--data", data, "--data", other) if one["type"] == "figure"}
    assert figures == {"f1", "f2"}


def test_events_of_a_parquet_file_are_exported_as_csv_only(tmp_path):
    path = write_events(tmp_path / "events.parquet", [make_event("e1"), make_event("e2")])
    written = run("export", "csv", "--data", str(path))
    assert written.exit_code == 0
    assert {line.split(",")[0] for line in written.stdout.splitlines()[1:]} == {'"e1"', '"e2"'}
    refused = run("export", "jsonl", "--data", str(path))
    assert refused.exit_code == 1
    assert "as csv" in refused.stderr


# Values that the data set does not know


@pytest.mark.parametrize("command", [("export", "jsonl"), ("export", "csv"), ("disagreements",)])
@pytest.mark.parametrize(
    "option", ["--report", "--outlet", "--claimant", "--side", "--kind", "--measure", "--party", "--place"]
)
def test_a_value_that_the_data_set_does_not_know_ends_the_command_with_one_sentence(data, command, option):
    result = run(*command, "--data", data, option, "no\npe")
    assert (result.exit_code, result.stdout) == (1, "")
    [line] = result.stderr.splitlines()
    assert line.startswith(f"{option}: 'no\\npe' is ")


def test_a_place_that_no_record_uses_is_an_empty_answer(data):
    assert exported("--data", data, "--place", "us-washington") == []


def test_a_value_of_a_closed_list_that_no_record_uses_is_an_empty_answer(data):
    assert exported("--data", data, "--measure", "missing") == []


def test_a_file_of_events_refuses_a_value_that_it_does_not_hold(tmp_path):
    path = write_events(tmp_path / "events.parquet", [make_event("E1", kind="strike")])
    assert run("export", "csv", "--data", path, "--kind", "strike").exit_code == 0
    result = run("export", "csv", "--data", path, "--kind", "picnic")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "--kind: 'picnic' is not in this data set\n"


@pytest.mark.parametrize("options", [(), ("--fix",)])
def test_validate_of_a_folder_without_record_files_says_so(tmp_path, options):
    (tmp_path / "articles").mkdir()
    (tmp_path / "notes.txt").write_text("nothing")
    result = run("validate", tmp_path, *options)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{tmp_path}: holds no record files; those end in .jsonl\n"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["articles", "notes.txt"]
