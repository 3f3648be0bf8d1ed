"""Texts are those that the records speak of, or it is said which are not."""

import hashlib

import pytest
from typer.testing import CliRunner

from events.cli import app
from events.verify import verify_texts
from tests.factories import make_article, make_chance, make_claimant, make_collection, make_folder, make_statement

TEXT = ("A column of trucks was seen near the border, the ministry said. " * 5).encode()


def article(**changes):
    return make_article(text_sha256=hashlib.sha256(TEXT).hexdigest(), text_length=None, **changes)


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "courier.txt").write_bytes(TEXT)
    return folder


def verify(texts, *records):
    return verify_texts(make_collection(*records), texts)


def test_a_text_that_is_there_and_unchanged_is_good(texts):
    found = verify(texts, article(), make_statement())
    assert found.is_good
    assert found.lines == ("a1: courier.txt: text unchanged, 1 spans fit",)


def test_each_flipped_byte_is_found(texts):
    chance = make_chance(100)
    for _ in range(100):
        damaged = bytearray(TEXT)
        damaged[chance.randrange(len(TEXT))] ^= 1 << chance.randrange(8)
        (texts / "courier.txt").write_bytes(damaged)
        assert not verify(texts, article()).is_good


def test_a_missing_text_is_named(texts):
    found = verify(texts, article(), make_article(article_id="a2"))
    assert not found.is_good
    assert found.lines[1].startswith("a2: no text with sha256 0000")


def test_a_span_beyond_the_text_is_named(texts):
    found = verify(texts, article(), make_statement(span={"start": 0, "end": len(TEXT) + 1}))
    assert not found.is_good
    assert "spans beyond the text: s1" in found.lines[0]


@pytest.mark.parametrize(("is_there", "code"), [(True, 0), (False, 1)])
def test_the_command_s_exit_code_says_it(tmp_path, texts, is_there, code):
    if not is_there:
        (texts / "courier.txt").unlink()
    data = make_folder(tmp_path, [article(), make_claimant(), make_statement()])
    result = CliRunner().invoke(app, ["verify", "--articles", str(texts), "--data", str(data)])
    assert result.exit_code == code
    assert result.stdout.startswith("a1: ")


def test_a_folder_that_is_not_there_is_named(tmp_path):
    result = CliRunner().invoke(app, ["verify", "--articles", str(tmp_path / "gone")])
    assert result.exit_code == 1
    assert "is not a folder" in result.stderr
