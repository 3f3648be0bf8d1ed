"""The page starts, restores a link, and survives a broken one."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.settings import ARTICLES_VARIABLE, DATA_VARIABLE
from events.selection import parse_selection
from events.store import open_records
from tests.dashboard.test_headers import visit
from tests.events.test_selection import MALFORMED
from tests.factories import make_article, make_claimant, make_folder, make_records, make_statement

MAIN = Path(__file__).resolve().parents[2] / "dashboard/main.py"

STATEMENTS = len(open_records().collection.current_statements())


def elements(block):
    """Every element that is drawn in a block."""
    for child in block.children.values():
        yield from elements(child) if hasattr(child, "children") else [child]


class Page:
    """What a reader gets who opens a link."""

    def __init__(self, link=None):
        self.app = AppTest.from_file(str(MAIN), default_timeout=60)
        for name, values in (link or {}).items():
            self.app.query_params[name] = values
        self.app.run()
        self.exceptions = [one.value for one in self.app.exception]
        self.drawn = list(elements(self.app.main))

    def given(self, name):
        """What Python gives to one of the page's parts."""
        [part] = [
            one.proto
            for one in self.drawn
            if one.type == "bidi_component" and one.proto.component_name == f"dateline_{name}"
        ]
        return json.loads(part.json)

    @property
    def map_arguments(self):
        [part] = [one.proto for one in self.drawn if one.type == "component_instance"]
        return json.loads(part.json_args)

    @property
    def words(self):
        return json.dumps(self.given("head"), ensure_ascii=False) + " ".join(one.value for one in self.app.text)


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A function that makes records the data set of the page."""

    def serve(records, damage=b""):
        folder = make_folder(tmp_path, records)
        with (folder / "articles/a1.jsonl").open("ab") as out:
            out.write(damage)
        monkeypatch.setenv(DATA_VARIABLE, str(folder))

    return serve


def test_the_page_starts():
    page = Page()
    assert page.exceptions == []
    assert page.words.count(f"5 reports, {STATEMENTS} statements by 35 speakers, Aug 2024 to Apr 2025") == 1
    assert page.given("panel")["panel"]["status"]["statements"] == STATEMENTS
    assert {one.proto.component_name for one in page.drawn if one.type == "bidi_component"} >= {
        "dateline_filters",
        "dateline_scrubber",
        "dateline_panel",
    }


def test_a_link_is_restored():
    link = {
        "side": ["Ukraine"],
        "from": ["2025-01-01"],
        "to": ["2025-02-07"],
        "tab": ["figures"],
        "select": ["undated"],
    }
    page = Page(link)
    view = page.given("panel")["view"]
    assert {name: view[name] for name in link} == {
        "side": ["Ukraine"],
        "from": "2025-01-01",
        "to": "2025-02-07",
        "tab": "figures",
        "select": "undated",
    }
    assert parse_qs(page.given("panel")["link"]) == link


def test_a_link_s_counts_are_the_engine_s(shipped):
    link = {"claimant": ["nis", "hur"], "from": ["2025-01-01"]}
    status = Page(link).given("panel")["panel"]["status"]
    selection, _ = parse_selection(link)
    assert status["statements"] == len(shipped.statements(selection)) > 0


BROKEN = {
    "a day that is none": {"from": ["2025-02-30"]},
    "an unknown tab": {"tab": ["shelf"]},
    "a page that is none": {"page": ["-1"]},
    "a page too far": {"page": ["999999"]},
    "a cell that is no number": {"select": ["cell:nan/1/1"]},
    "a cell beyond numbers": {"select": ["cell:1e999/1/1"]},
    "a cell of two dots": {"select": ["cell:1.2.3/1/1"]},
    "an unknown place": {"select": ["place:xx-nowhere"]},
    "an unknown statement": {"select": ["statement:nothing"]},
    "an unknown event": {"select": ["event:nothing"]},
    "unknown values": {name: ["nothing"] for name in ("report", "outlet", "claimant", "side", "kind", "place")},
    "a long text": {"text": ["x" * 100_000]},
    "a template": {"text": ["{{7*191}}"], "claimant": ["{% bad"]},
    "unknown names": {"nonsense": ["1"], "v": ["2"]},
}


@pytest.mark.parametrize("link", BROKEN.values(), ids=BROKEN)
def test_a_broken_link_falls_back(link):
    page = Page(link)
    assert page.exceptions == []
    panel = page.given("panel")["panel"]
    assert panel["status"]["statements"] in {0, STATEMENTS}
    assert panel["emptied"] or panel["status"]["statements"]


def test_an_empty_result_says_which_filter_emptied_it():
    panel = Page({"claimant": ["hur"], "text": ["no such words"]}).given("panel")["panel"]
    assert "no such words" in panel["emptied"]["text"]
    assert panel["emptied"]["drop"] == {"text": ""}


@pytest.mark.parametrize("part", range(8))
def test_malformed_links_are_served_over_the_wire(served, part):
    links = [{name: [value[:500] for value in values[:20]] for name, values in one.items()} for one in MALFORMED]
    for link in links[part * 5 : part * 5 + 5]:
        messages = visit(served, urlencode(link, doseq=True, errors="ignore"))
        kinds = [one.delta.new_element.WhichOneof("type") for one in messages if one.WhichOneof("type") == "delta"]
        assert "exception" not in kinds
        assert kinds.count("bidi_component") >= 4


# The data set that it is started with


def test_a_damaged_line_is_named_on_the_page_and_the_rest_is_shown(data):
    data(make_records(), damage=b"<<<<<<< HEAD\n")
    page = Page()
    assert page.exceptions == []
    assert "a1.jsonl:5: Invalid JSON" in page.words
    assert page.given("panel")["panel"]["status"]["statements"] == 1


@pytest.mark.parametrize("tab", ["statements", "figures", "positions"])
@pytest.mark.parametrize(
    "records",
    [
        [make_article()],
        [make_article(), make_claimant(), make_statement(places=())],
        [make_article(published_on=None), make_claimant(), make_statement(said_on=None, claimants=())],
    ],
    ids=["no statement", "no place", "no day and no claimant"],
)
def test_a_sparse_data_set_is_shown(data, records, tab):
    data(records)
    page = Page({"tab": [tab], "select": ["undated"]})
    assert page.exceptions == []
    assert page.given("panel")["panel"]["tab"] == tab


def test_a_record_file_that_cannot_be_read_is_named(data, tmp_path):
    data(make_records())
    (tmp_path / "data/articles/a2.jsonl").symlink_to("nowhere")
    page = Page()
    assert page.exceptions == []
    assert "a2.jsonl: cannot be read" in page.words


def test_a_folder_that_is_not_there_is_one_sentence(monkeypatch, tmp_path):
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "gone"))
    page = Page()
    assert page.exceptions == []
    assert [one.value for one in page.app.text if "gone: there is no such data folder" in one.value]


def test_a_folder_of_texts_that_is_empty_gives_one_note(monkeypatch, tmp_path):
    monkeypatch.setenv(ARTICLES_VARIABLE, str(tmp_path))
    panel = Page({"grouped": ["0"]}).given("panel")["panel"]
    assert sum("holds the text of 0 of" in note["text"] for note in panel["notes"]) == 1
    assert all(card["passage"] is None for card in panel["groups"][0]["statements"])


# Promise 1: the map's script


def without_map_id(arguments):
    return re.sub(r"[0-9a-f]{32}", "ID", json.dumps(arguments, sort_keys=True))


def test_the_map_s_script_is_the_same_whatever_is_shown(data):
    scripts = {
        without_map_id(Page(link).map_arguments) for link in ({}, {"side": ["Ukraine"]}, {"from": ["2025-01-01"]})
    }
    data([make_article(label="Zebra {{7*191}}"), make_claimant(name="Zebra {{7*191}}"), make_statement()])
    scripts.add(without_map_id(Page().map_arguments))
    assert len(scripts) == 1
    assert "Zebra" not in scripts.pop()


HOSTILE = [
    "{{7*191}}",
    "{% bad",
    "</script><script>alert(1)</script>",
    "![x](http://leak.example/p.png)",
    "${alert(1)}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_data(data, text):
    data([make_article(label=text), make_claimant(name=text, role=text), make_statement(gist=text, caveat=text)])
    page = Page({"text": [text]})
    assert page.exceptions == []
    [group] = page.given("panel")["panel"]["groups"]
    assert group["statements"][0]["gist"] == text
    for element in page.drawn:
        if element.type not in {"bidi_component", "text"}:
            assert text not in str(element.proto)
