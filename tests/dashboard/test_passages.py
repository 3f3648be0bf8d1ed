"""A passage is shown only where the text is the one that was read."""

import hashlib

import pytest

from dashboard.views.passages import CONTEXT, SIZE_LIMIT, Texts, passage_of, read_texts, told_of
from tests.factories import make_article, make_statement

TEXT = "Zwölf " * 100 + "a column was seen 🇰🇵 near the border" + " and more" * 100
START = TEXT.index("a column")
END = TEXT.index(" near the")


def article_of(text):
    return make_article(text_sha256=hashlib.sha256(text.encode()).hexdigest())


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "courier.txt").write_bytes(TEXT.encode())
    return tmp_path


def statement(start=START, end=END):
    return make_statement(span={"start": start, "end": end})


def test_the_passage_is_cut_by_code_points_with_its_surroundings(folder):
    passage = passage_of(statement(), article_of(TEXT), read_texts(folder))
    assert passage == {
        "before": TEXT[START - CONTEXT : START],
        "text": "a column was seen 🇰🇵",
        "after": TEXT[END : END + CONTEXT],
    }


def test_at_the_edges_the_surroundings_are_shorter(folder):
    passage = passage_of(statement(0, len(TEXT)), article_of(TEXT), read_texts(folder))
    assert passage == {"before": "", "text": TEXT, "after": ""}


def test_without_a_folder_there_is_no_passage():
    assert read_texts(None) == Texts()
    assert passage_of(statement(), article_of(TEXT), Texts()) is None


def test_a_changed_text_is_not_shown(folder):
    (folder / "courier.txt").write_bytes(TEXT.replace("column", "colonel").encode())
    passage = passage_of(statement(), article_of(TEXT), read_texts(folder))
    assert set(passage) == {"note"}


def test_a_span_beyond_the_text_is_a_note(folder):
    passage = passage_of(statement(0, len(TEXT) + 1), article_of(TEXT), read_texts(folder))
    assert set(passage) == {"note"}


def test_files_that_are_no_texts_are_left_alone(folder):
    (folder / "bad.txt").write_bytes(b"\xff\xfe")
    (folder / "notes.md").write_text("nothing")
    (folder / "folder.txt").mkdir()
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    with (folder / "huge.txt").open("wb") as out:
        out.truncate(SIZE_LIMIT + 1)
    assert list(read_texts(folder).by_sha256.values()) == [TEXT]


@pytest.mark.parametrize(
    ("texts", "held", "rest"),
    [((), "0 of 2", "passages cannot"), ((TEXT,), "1 of 2", "the passages of the others cannot")],
)
def test_a_folder_says_which_texts_it_lacks_and_without_any_it_shows_no_notes(folder, texts, held, rest):
    (folder / "courier.txt").unlink()
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_bytes(text.encode())
    found = told_of(read_texts(folder), [article_of(TEXT), article_of("another")])
    assert f"holds the text of {held} articles" in found.told
    assert rest in found.told
    assert (passage_of(statement(), article_of(TEXT), found) is None) == (not texts)


def test_a_folder_with_every_text_says_nothing(folder):
    assert told_of(read_texts(folder), [article_of(TEXT)]).told is None
    assert told_of(Texts(), [article_of(TEXT)]) == Texts()
