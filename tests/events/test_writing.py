"""What is acknowledged is on disk, whole, whoever else writes and whatever goes wrong."""

import errno
import json
import os
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

import events.files
from events.faults import RecordError
from events.files import read_records
from events.writing import ConflictError, append_records
from geodata.gazetteer import load_gazetteer
from tests.factories import (
    make_article,
    make_claimant,
    make_event,
    make_figure,
    make_folder,
    make_question,
    make_records,
    make_retraction,
    make_statement,
)

GAZETTEER = load_gazetteer()
REPOSITORY = Path(__file__).resolve().parents[2]
STEPS = 8
"""How often a write of two files syncs: the manifest, both files, the manifest again, each with its folder."""
KILLS = int(os.environ.get("DATELINE_KILLS", "40"))
"""How many kills: 200 for the whole promise, fewer so that every run of the tests stays short."""


def append(folder, *records, beside=()):
    append_records(folder, list(records), GAZETTEER, beside)


def read(folder):
    return read_records([folder], GAZETTEER)


def bytes_of(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_records_go_to_the_file_of_their_article_and_are_read_back(tmp_path):
    folder = tmp_path / "own"
    append(folder, *make_records())
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.jsonl")} == {
        "claimants.jsonl",
        "questions.jsonl",
        "articles/a1.jsonl",
    }
    reading = read(folder)
    assert reading.faults == ()
    assert {one for lines in reading.collection.history.values() for one in lines} == set(make_records())
    assert json.loads((folder / "manifest.json").read_text())["files"]["articles/a1.jsonl"]["records"] == 4


def test_a_correction_and_a_retraction_are_appended_and_the_history_stays(tmp_path):
    append(tmp_path, *make_records())
    append(tmp_path, make_statement(gist="two columns were seen.", revision=2))
    append(tmp_path, make_retraction(of="s1"))
    collection = read(tmp_path).collection
    assert [one.type for one in collection.history["s1"]] == ["statement", "statement", "retraction"]
    assert collection.statements["s1"].gist == "two columns were seen."
    assert collection.current_statements() == []


@pytest.mark.parametrize(
    ("record", "error", "words"),
    [
        (make_statement(), ConflictError, "s1 was changed by Test"),
        (make_statement(gist="another"), ConflictError, "nothing was written"),
        (make_statement(revision=3), ConflictError, "s1"),
        (make_statement(statement_id="s2", revision=2), ConflictError, "s2"),
        (make_statement(statement_id="s2", article_id="a9"), RecordError, "a9"),
        (make_statement(statement_id="s2", claimants=("nobody",)), RecordError, "nobody"),
        (make_figure(figure_id="f2", statement_id="s9"), RecordError, "s9"),
        (make_event(event_id="e2", places=({"place_id": "xx", "role": "context"},)), RecordError, "xx"),
        (make_retraction(of="s9"), RecordError, "s9"),
        (make_claimant(claimant_id="s1", revision=2), RecordError, "already the id of a record of type statement"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(tmp_path, record, error, words):
    append(tmp_path, *make_records())
    before = bytes_of(tmp_path)
    with pytest.raises(error, match=words):
        append(tmp_path, make_claimant(claimant_id="c2"), record)
    assert bytes_of(tmp_path) == before


def test_what_is_named_of_another_folder_is_repeated_so_that_the_folder_can_be_read_alone(tmp_path):
    shipped = make_folder(tmp_path / "shipped", make_records())
    own = tmp_path / "own"
    statement = make_statement(
        statement_id="s2", article_id="a2", event_id="e1", position={"question_id": "q1", "stance": "denies"}
    )
    append(own, make_article(article_id="a2"), statement, beside=(shipped,))
    assert read(own).faults == ()
    assert read_records([shipped, own], GAZETTEER).faults == ()
    assert set(read(own).collection.history) == {"a2", "s2", "c1", "e1", "q1"}


@pytest.mark.parametrize("damage", [b'{"type": "statement", "cut', b"<<<<<<< ours\n", b"\xff\xfe\n"])
def test_a_damaged_file_is_named_and_not_written_over(tmp_path, damage):
    append(tmp_path, *make_records())
    file = tmp_path / "articles/a1.jsonl"
    file.write_bytes(file.read_bytes() + damage)
    before = bytes_of(tmp_path)
    with pytest.raises(RecordError, match=r"a1\.jsonl:5"):
        append(tmp_path, make_statement(statement_id="s2"))
    assert bytes_of(tmp_path) == before


def test_a_file_that_lost_its_last_line_is_told_and_not_written_over(tmp_path):
    append(tmp_path, *make_records())
    file = tmp_path / "articles/a1.jsonl"
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:-1]))
    with pytest.raises(RecordError, match="differs from the manifest"):
        append(tmp_path, make_statement(statement_id="s2"))


class FullDisk:
    """A disk that is full from one call of ``os.fsync`` on."""

    def __init__(self, monkeypatch, good_calls):
        self.left = good_calls
        self.was_full = False
        real = os.fsync
        monkeypatch.setattr(events.files.os, "fsync", lambda descriptor: self.sync(descriptor, real))

    def sync(self, descriptor, real):
        self.left -= 1
        if self.left < 0:
            self.was_full = True
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(descriptor)


def test_a_full_disk_at_any_step_is_told_and_loses_nothing(tmp_path, monkeypatch):
    append(tmp_path, *make_records())
    before = read(tmp_path).collection.history
    for good_calls in range(STEPS + 1):
        with monkeypatch.context() as patched:
            disk = FullDisk(patched, good_calls)
            new = [make_claimant(claimant_id=f"c-{good_calls}"), make_statement(statement_id=f"s-{good_calls}")]
            told = nullcontext() if good_calls >= STEPS else pytest.raises(RecordError, match="No space left")
            with told:
                append(tmp_path, *new)
        reading = read(tmp_path)
        assert reading.faults == ()
        assert set(before) <= set(reading.collection.history)
        assert list(tmp_path.rglob("*.part")) == []
        assert disk.was_full == (good_calls < STEPS)
    append(tmp_path, make_statement(statement_id="s-last"))
    assert "s-last" in read(tmp_path).collection.statements


def test_four_writers_lose_nothing(tmp_path):
    append(tmp_path, *make_records())
    script = (
        "import sys; from pathlib import Path; from tests.events.test_writing import append, make_statement\n"
        "for number in range(25):\n"
        "    append(Path(sys.argv[1]), make_statement(statement_id=f's-{sys.argv[2]}-{number}'))\n"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", script, str(tmp_path), str(number)], cwd=REPOSITORY)
        for number in range(4)
    ]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0, 0, 0]
    reading = read(tmp_path)
    assert (reading.faults, len(reading.collection.statements)) == ((), 101)


def test_a_killed_curator_loses_nothing_that_was_acknowledged(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "tests.events.kill_test", str(tmp_path / "own"), str(KILLS)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=400,
        check=True,
    )
    counts = json.loads(done.stdout)
    assert (counts["problems"], counts["doubled"]) == ([], [])
    assert counts["rounds"] == KILLS
    assert counts["statements"] >= counts["acknowledged"] > 0


def test_a_question_has_a_file_of_its_own(tmp_path):
    append(tmp_path, make_question())
    assert (tmp_path / "questions.jsonl").read_text().count("\n") == 1
