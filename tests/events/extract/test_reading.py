import json
import socket
import time

import pytest

from events.extract import ExtractError, extract_file
from events.extract.metadata import read_metadata
from events.extract.reading import read_source

SENTENCE = "The NIS said on Monday that at least 300 North Korean soldiers were killed in the Kursk region of Russia."
PAGE = """<!doctype html><html lang="en"><head><title>Losses in Kursk</title>{head}
<script>fetch("https://example.org/x")</script></head>
<body><article><h1>Losses in Kursk</h1><p>By Jane Roe</p><p>{sentence}</p><img src="https://example.org/a.png">
<div>Advertisement</div>
<p>The agency added that another 2,700 of the soldiers had been wounded, and that it would watch the matter closely.</p>
<p>It said the soldiers were not used to drones and open ground, which is why their losses were so very high.</p>
</article></body></html>"""


def write(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", "", "is empty"),
        ("a.txt", " \n\t ", "is empty"),
        ("a.txt", b"\x00\x01\x02" * 99, "is not a text"),
        ("a.txt", bytes(range(1, 9)) * 99, "is not a text"),
        ("a.txt", "Größe über alles. ".encode("latin-1") * 9, "not UTF-8"),
        ("a.txt", SENTENCE.encode("utf-16"), "not UTF-8"),
        ("a.txt", "x" * 5_000_001, "larger than 5 MB"),
        ("a.txt", SENTENCE * 4000, "more than 200,000 characters"),
        ("a.txt", SENTENCE * 200, "line of more than 10,000"),
        ("a.txt", "Kursk soldiers losses 300", "no sentence"),
        ("a.txt", "Північнокорейські військові зазнали втрат на Курщині, повідомили у розвідці.", "not in English"),
        ("a.txt", "Die Soldaten aus Nordkorea haben schwere Verluste erlitten, sagte der Minister.", "not in English"),
        ("a.txt", b"%PDF-1.7 " + SENTENCE.encode(), "is a PDF"),
        ("a.pdf", SENTENCE, "is a PDF"),
        ("a.docx", b"PK\x03\x04" + SENTENCE.encode(), "Word file"),
        ("a.html", "<html><body></body></html>", "without an article's text"),
        (
            "a.html",
            '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><l>&b;</l>',
            "XML entities",
        ),
    ],
)
def test_what_is_no_article_gets_one_sentence(tmp_path, name, content, words):
    with pytest.raises(ExtractError) as refused:
        extract_file(write(tmp_path, name, content))
    message = str(refused.value)
    assert words in message
    assert name in message
    assert message.endswith(".")
    assert "\n" not in message


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ExtractError, match=r"nothing\.txt cannot be opened"):
        extract_file(tmp_path / "nothing.txt")


def test_a_wrong_day_is_refused(tmp_path):
    with pytest.raises(ExtractError, match="--published"):
        extract_file(write(tmp_path, "a.txt", SENTENCE), published="yesterday")


def test_a_page_is_read_without_fetching_anything(tmp_path, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-01-14T10:00:00Z"}</script>'
    )
    drafts = extract_file(write(tmp_path, "a.html", PAGE.format(head=head, sentence=SENTENCE)))
    assert drafts["article"]["published"] == "2025-01-14"
    assert drafts["article"]["published_source"] == "json-ld"
    assert [(f["low"], f["measure"]) for f in drafts["figures"]] == [(300, "killed"), (2700, "wounded")]


def test_a_page_without_a_day_does_not_take_the_year_of_its_footer(tmp_path):
    page = PAGE.format(head="", sentence=SENTENCE).replace("</body>", "<footer>© 2026</footer></body>")
    assert extract_file(write(tmp_path, "a.html", page))["article"]["published_source"] == "unknown"


@pytest.mark.parametrize(
    ("head", "body", "published", "order"),
    [
        ("07/02/2025", SENTENCE, "2025", None),
        ("07/02/2025", SENTENCE + " He spoke on 7 February.", "2025-02-07", "DMY"),
        ("07/02/2025", SENTENCE + " He spoke on July 2.", "2025-07-02", "MDY"),
        ("23/12/2024", SENTENCE, "2024-12-23", "DMY"),
        ("by Jane Roe March 3, 2025 8:15 AM 4 min read", SENTENCE, "2025-03-03", None),
        ("No day here", SENTENCE + " It was on 7 February 2025.", None, None),
    ],
)
def test_a_day_is_read_from_the_first_lines_only_and_asked_when_it_is_two(head, body, published, order):
    found = read_metadata(read_source(f"A title\n{head}\n\n{body}"), None, None)
    assert (found.published, found.date_order) == (published, order)
    assert found.is_ambiguous == (published == "2025")


def test_title_author_and_outlet_are_read_from_the_first_lines():
    found = read_metadata(read_source(f"A title\nThe Kyiv Independent\nby Jane Roe\n\n{SENTENCE}"), None, None)
    assert (found.title, found.outlet, found.author) == ("A title", "Kyiv Independent", "Jane Roe")


def test_a_plain_text_is_never_altered(tmp_path):
    text = f"\ufeffA title\r\n\r\n{SENTENCE}\r\n \u00a0{SENTENCE}"
    assert read_source(write(tmp_path, "a.txt", text)).text == text


def test_a_folder_of_names_adds_to_the_shipped_ones(tmp_path):
    from events.extract import draft_document

    (tmp_path / "people.json").write_text(json.dumps({"entries": [{"name": "Ada Quill", "aka": ["Quill"]}]}))
    drafts = draft_document("Quill said 300 North Korean soldiers were killed in the fighting.", names=tmp_path)
    assert drafts["figures"][0]["claimant"] == "Ada Quill"


def test_a_broken_file_of_names_is_named(tmp_path):
    from events.extract import draft_document

    (tmp_path / "people.json").write_text("{")
    with pytest.raises(ExtractError, match=r"people\.json"):
        draft_document(SENTENCE, names=tmp_path)


@pytest.mark.parametrize(
    "words", ["1,000 of the soldiers, ", "The NIS said 300 soldiers and ", '"The NIS said. ', "The NIS, Kim Park and "]
)
def test_what_is_made_to_be_slow_is_not(tmp_path, words):
    line = (f"{SENTENCE} Of that it was said: " + words * 600)[:9000]
    begin = time.process_time()
    extract_file(write(tmp_path, "a.txt", "\n".join([line] * 20)), published="2025-01-15")
    assert time.process_time() - begin < 10


def test_the_longest_text_is_drafted_in_time(tmp_path):
    path = write(tmp_path, "a.txt", "\n".join([SENTENCE] * 1700))
    begin = time.process_time()
    assert len(extract_file(path, published="2025-01-15")["figures"]) == 1700
    assert time.process_time() - begin < 10
