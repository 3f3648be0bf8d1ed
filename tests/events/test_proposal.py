"""What an extractor found becomes items of a review: figures under their statements, names looked up, rest asked."""

import pytest

from events.curation.desk import Desk
from events.curation.gists import suggest_gist
from events.curation.review import FigureItem, PlaceChoice
from events.faults import RecordError
from geodata.gazetteer import load_gazetteer

ARTICLE = """Column moved at night

By Nora Field
March 3, 2025

Kyrylo Budanov said on March 2 that at least 300 North Korean soldiers had been killed near Sudzha.
Around 1,200 North Korean soldiers arrived in Kursk.
"""


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path, load_gazetteer())


@pytest.fixture
def draft(desk):
    return desk.start(*desk.read(ARTICLE, "pasted", "Wire", ""), "Ann")


def of_kind(draft, kind):
    return [one for one in draft.items if one.kind == kind]


def test_every_figure_stands_below_a_statement_that_holds_it(draft):
    at = {one.item_id: index for index, one in enumerate(draft.items)}
    homes = {one.item_id: one for one in of_kind(draft, "statement")}
    figures = of_kind(draft, "figure")
    assert [one.low for one in figures] == [300, 1200]
    for one in figures:
        home = homes[one.statement]
        assert home.start <= one.start < one.end <= home.end
        assert at[home.item_id] < at[one.item_id]


def test_the_passages_are_those_of_the_text(draft):
    for one in of_kind(draft, "figure"):
        assert draft.text[one.start : one.end] == one.as_written


def test_a_name_of_one_place_is_settled_and_of_several_is_asked(draft):
    named = {place.name: place.place_id for one in of_kind(draft, "statement") for place in one.places}
    assert named["Sudzha"] == "ru-sudzha"
    assert all(place_id is None for name, place_id in named.items() if name == "Kursk")


def test_the_article_keeps_how_each_value_was_found(draft):
    article = draft.article
    assert (article.outlet, article.published_on, article.authors) == ("Wire", "2025-03-03", ("Nora Field",))
    assert set(article.found) == {"outlet", "title", "authors", "published_on"}


FIGURE = {"item_id": "f01", "start": 0, "end": 5, "made_by": "x", "statement": "s01", "as_written": "n"}


def figure(**changes):
    return FigureItem(**(FIGURE | {"measure": "killed", "party": "DPRK"} | changes))


@pytest.mark.parametrize(
    ("figures", "gist"),
    [
        ([figure(low=300)], "at least 300 North Korean troops killed."),
        ([figure(low=400, high=400, qualifier="roughly")], "about 400 North Korean troops killed."),
        ([figure(high=12000, measure="expected")], "up to 12,000 North Korean troops expected."),
        (
            [figure(low=10, high=20), figure(low=5, high=5, measure="wounded", place=PlaceChoice(name="Sudzha"))],
            "10 to 20 North Korean troops killed; 5 North Korean troops wounded in Sudzha.",
        ),
        ([figure(low=300, measure="deployed")], ""),
        ([figure(low=300, party=None)], ""),
        ([figure(low=300, unit="percent")], ""),
        ([figure()], ""),
        ([], ""),
    ],
)
def test_a_gist_is_suggested_only_from_figures_that_are_settled(figures, gist):
    assert suggest_gist(figures) == gist


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("", "empty"),
        ("   \n\t\n", "blank"),
        (b"\x00\x01\x02\xff" * 5000, "photo.txt"),
        (b"x" * 60_000_000, "long.txt"),
        ("Слово за слово, и так весь день. " * 40, "other language"),
        ("12 34 56 78\n--- ***\n", "no sentence"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "report.pdf"),
        (b"PK\x03\x04\x14\x00\x06\x00word/document.xml", "report.docx"),
        ("Sentence of words. ".encode("utf-16"), "wrong.txt"),
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;'>]><a>&c;</a>", "bomb.html"),
    ],
)
def test_what_is_no_article_is_refused_in_one_sentence(desk, source, name):
    with pytest.raises(RecordError) as refused:
        desk.read(source, name)
    message = str(refused.value)
    assert message
    assert "\n" not in message
    assert len(message) < 300
    assert not list(desk.drafts.folder.glob("*"))


def test_a_page_keeps_its_words_and_none_of_its_scripts(desk):
    page = (
        "<html><head><title>Column moved</title><script>steal('x')</script></head><body><article><h1>Column moved</h1>"
        "<p>Kyrylo Budanov said on March 2, 2025 that at least 300 North Korean soldiers had been killed near Sudzha, "
        "and that the rest of the brigade was expected to leave the town within days.</p>"
        "<img src='http://leak.example/a.png'><p>Residents of the town could not say how many had come, or when.</p>"
        "<iframe src='http://leak.example/'></iframe></article></body></html>"
    )
    draft = desk.start(*desk.read(page.encode(), "page.html", "Wire", "2025-03-03"), "Ann")
    assert "at least 300" in draft.text
    assert "steal" not in draft.text
    assert "leak.example" not in draft.text


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("had been killed near Sudzha", True),
        ("had been killed on the outskirts of Sudzha", True),
        ("had been killed close to the town of Sudzha", True),
        ("had been killed in Sudzha", False),
        ("had been killed in Sudzha and near Sudzha", False),
    ],
)
def test_a_place_is_near_only_where_each_mention_says_so(desk, words, near):
    text = f"Column\n\nBy Nora Field\nMarch 3, 2025\n\nKyrylo Budanov said that 300 North Korean soldiers {words}.\n"
    draft = desk.start(*desk.read(text, "pasted", "Wire", ""), "Ann")
    [statement] = of_kind(draft, "statement")
    assert [place.near for place in statement.places if place.place_id == "ru-sudzha"] == [near]
    assert ("near Sudzha" in statement.gist) is near
