"""An article is pasted, reviewed by keyboard, accepted, and seen by another reader who touched nothing."""

import json
from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError

from events.files import read_records
from geodata.gazetteer import load_gazetteer
from tests.browser.server import free_port, running_page

pytestmark = pytest.mark.browser

ARTICLE = """Second brigade said to be near Sudzha

By Nora Field
14/03/2025

Kyrylo Budanov said on March 13 that about 3,100 North Korean soldiers had been moved to the outskirts of Sudzha.
He added that at least 210 of them were killed in the first days of March.
A resident of the town, who gave no name, could not say how many had come.
"""
OTHER = """Freight trains counted in the east

By Ann Reed
5 March 2025

South Korea's NIS said on Tuesday that 12 trains with shells had left for the border within one week.
Two lawmakers passed the count on to reporters after a hearing behind closed doors.
"""
GIST = "roughly three thousand soldiers from the North now stand at the edge of the town."


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("curating")
    data = folder / "own"
    with running_page(folder, "--curate", "--data", str(data), "--data", "shipped") as address:
        yield address, data


def start(page, address, text, outlet="Harbour Post", published=""):
    page.goto(f"{address}/add")
    page.get_by_role("textbox", name="Paste the article").fill(text)
    page.get_by_role("textbox", name="Outlet, if").fill(outlet)
    page.get_by_role("textbox", name="Day, if").fill(published)
    page.get_by_role("button", name="Read it").click()


def current(page):
    return page.locator(".dl-rv-card[aria-current]")


def wait_for_status(page, item, status):
    page.locator(f"#dl-rv-{item}[data-status={status}]").wait_for()


def test_an_article_is_reviewed_by_keyboard_and_seen_by_another_reader(open_reader, desk):
    address, data = desk
    reader = open_reader().open(address)
    before, _, _ = reader.status()
    curator = open_reader()
    page = curator.page
    start(page, address, ARTICLE)
    page.get_by_role("region", name="Drafts").wait_for()
    assert current(page).get_attribute("id") == "dl-rv-article"
    page.keyboard.press("a")
    wait_for_status(page, "article", "accepted")

    statement = page.locator(".dl-rv-statement", has_text="Budanov").first
    item = statement.get_attribute("id").removeprefix("dl-rv-")
    while current(page).get_attribute("id") != f"dl-rv-{item}":
        page.keyboard.press("j")
    page.keyboard.press("e")
    page.get_by_role("textbox", name="What is said").fill(GIST)
    page.keyboard.press("Control+Enter")
    wait_for_status(page, item, "accepted")

    figure = current(page)
    assert "3,100" in figure.inner_text()
    number = figure.get_attribute("id").removeprefix("dl-rv-")
    page.keyboard.press("e")
    page.get_by_role("combobox", name="What is counted").select_option("present")
    page.get_by_role("combobox", name="Whose troops").select_option("DPRK")
    page.keyboard.press("Control+Enter")
    wait_for_status(page, number, "accepted")
    page.keyboard.press("r")
    page.locator(".dl-rv-card[data-status=rejected]").wait_for()

    [file] = sorted((data / "articles").glob("*.jsonl"))
    records = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [one["type"] for one in records] == ["article", "statement", "figure"]
    assert records[0]["published_on"] == "2025-03-14"
    assert records[1]["claimants"] == ["budanov"]
    assert {place["place_id"] for place in records[1]["places"]} == {"ru-sudzha"}
    assert all(one["recorded_by"] and one["recorded_at"].endswith("Z") for one in records)
    assert read_records([data], load_gazetteer()).faults == ()

    reader.wait_for_status(before + 1)  # the other reader's page, which nobody touched
    reader.page.get_by_role("checkbox", name="Harbour Post, 14 Mar 2025").check()
    reader.wait_for_status(1)
    reader.page.get_by_text(GIST).first.wait_for()
    # By the clock: a page in the background need not draw frames at the rate of one in front.
    reader.map.wait_for_function("() => window.dateline.stats().statements === 1", polling=100)
    reader.map.get_by_text("Sudzha").first.wait_for()
    reader.page.locator(".dl-head-counts").filter(has_text="6 reports").wait_for()
    assert curator.outside == reader.outside == []
    assert curator.errors == reader.errors == []


def test_a_review_survives_a_restart_of_the_server(open_reader, tmp_path):
    arguments = ("--curate", "--data", str(tmp_path / "own"))
    with running_page(tmp_path, *arguments) as address:
        page = open_reader().page
        start(page, address, ARTICLE)
        page.get_by_role("region", name="Drafts").wait_for()
        page.keyboard.press("a")
        wait_for_status(page, "article", "accepted")
        page.keyboard.press("r")
        page.locator(".dl-rv-card[data-status=rejected]").first.wait_for()
        link = page.url
    with running_page(tmp_path, *arguments) as address:
        page = open_reader().page
        page.goto(address + "/add?" + link.partition("?")[2])
        wait_for_status(page, "article", "accepted")
        assert page.locator(".dl-rv-card[data-status=rejected]").count() == 1


def test_a_review_goes_on_where_it_was_when_the_server_stops_under_it(open_reader, tmp_path):
    arguments, port = ("--curate", "--data", str(tmp_path / "own")), free_port()
    with running_page(tmp_path, *arguments, port=port) as address:
        page = begin(open_reader, address, ARTICLE)
        page.locator(".dl-rv-statement").first.click()
        page.keyboard.press("e")
        page.get_by_role("textbox", name="What is said").fill(GIST)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("alert").filter(has_text="has not answered").wait_for()
    with running_page(tmp_path, *arguments, port=port):
        edited = page.locator(".dl-rv-statement", has_text="edited")
        for _ in range(4):
            page.get_by_role("button", name="Save", exact=True).click()
            with suppress(TimeoutError):
                edited.wait_for(timeout=11000)  # a step that is lost is given up after ten seconds
            if edited.count():
                break
        assert GIST in edited.inner_text()


def test_an_article_that_was_added_before_is_told_before_work_starts(open_reader, desk):
    address, _ = desk
    page = open_reader().page
    start(page, address, ARTICLE.replace("first days", "early days"), outlet="Another Post")
    told = page.get_by_role("alert").filter(has_text="added before")
    told.wait_for()
    assert "of its wording" in told.inner_text()
    assert page.locator(".dl-rv-list").count() == 0
    page.get_by_role("button", name="Add it all the same").click()
    page.get_by_role("region", name="Drafts").wait_for()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("photo.txt", b"\x00\x01\xff" * 900, "photo.txt"),
        (
            "page.html",
            b"<html><script>document.title='x'</script><img src=http://leak.example/a.png></html>",
            "page.html",
        ),
        ("report.txt", b"%PDF-1.7 \xe2\xe3", "report.txt"),
    ],
)
def test_a_bad_file_is_told_in_one_sentence_and_asks_nobody(open_reader, desk, name, content, words):
    address, _ = desk
    curator = open_reader()
    page = curator.page
    page.goto(f"{address}/add")
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/plain", "buffer": content})
    page.get_by_text(name).first.wait_for()
    page.get_by_role("button", name="Read it").click()
    told = page.get_by_role("alert").filter(has_text=words)
    told.wait_for()
    assert len(told.locator("p").all()) == 1
    assert curator.outside == []


def test_a_second_curator_is_told_and_overwrites_nothing(open_reader, desk):
    address, _ = desk
    first = open_reader().page
    start(first, address, OTHER)
    first.get_by_role("region", name="Drafts").wait_for()
    second = open_reader().page
    second.goto(first.url)
    second.get_by_role("region", name="Drafts").wait_for()
    first.keyboard.press("a")
    wait_for_status(first, "article", "accepted")
    second.keyboard.press("a")
    second.get_by_role("alert").filter(has_text="changed this review").wait_for()
    wait_for_status(second, "article", "accepted")


def test_what_the_text_leaves_open_is_asked(open_reader, desk):
    address, _ = desk
    page = open_reader().page
    start(
        page,
        address,
        "Patrol seen\n\nBy Ann Reed\n03/04/2025\n\nOfficials said 40 North Korean soldiers had arrived.\n",
    )
    page.get_by_role("region", name="Drafts").wait_for()
    assert "choose which" in current(page).inner_text()
    page.keyboard.press("a")
    page.get_by_role("button", name="3 Apr 2025").click()
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Save and accept").click()
    wait_for_status(page, "article", "accepted")


def begin(open_reader, address, text):
    page = open_reader().page
    start(page, address, text)
    page.get_by_role("region", name="Drafts").wait_for()
    return page


def test_what_was_typed_stays_when_it_is_refused_or_another_curator_came_first(open_reader, desk):
    address, _ = desk
    page = begin(
        open_reader, address, "Bridge\n\n6 March 2025\n\nKyrylo Budanov said that 31 soldiers were seen at a bridge.\n"
    )
    page.locator(".dl-rv-figure").first.click()
    page.keyboard.press("e")
    low, day = page.get_by_role("spinbutton", name="At least"), page.get_by_role("textbox", name="As of")
    save = page.get_by_role("button", name="Save", exact=True)
    low.fill("30.5")
    day.fill("2025-03-05")
    save.click()
    page.get_by_role("alert").filter(has_text="low").wait_for()
    assert day.input_value() == "2025-03-05"
    assert page.evaluate("document.activeElement.dataset.slot") == "low"
    low.fill("30")

    second = open_reader().page
    second.goto(page.url)
    second.get_by_role("region", name="Drafts").wait_for()
    second.keyboard.press("a")
    wait_for_status(second, "article", "accepted")
    save.click()
    page.get_by_role("alert").filter(has_text="changed this review").wait_for()
    assert (low.input_value(), day.input_value()) == ("30", "2025-03-05")
    save.click()
    page.locator(".dl-rv-figure", has_text="edited").wait_for()
    assert "5 Mar 2025" in current(page).inner_text()
    wait_for_status(page, "article", "accepted")


def test_tab_goes_on_from_the_draft_that_the_keys_led_to(open_reader, desk):
    address, _ = desk
    page = begin(
        open_reader,
        address,
        "Depot\n\n7 March 2025\n\nKyrylo Budanov said that 32 soldiers guard a depot in Belgorod.\n",
    )
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.locator(".dl-rv-card[data-status=rejected]").wait_for()
    page.locator(".dl-rv-card[aria-current]:focus").wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('.dl-rv-card[aria-current]'))")


def test_a_draft_is_added_from_words_that_were_selected_by_keyboard(open_reader, desk):
    address, _ = desk
    page = begin(
        open_reader,
        address,
        "Ferry\n\n8 March 2025\n\nKyrylo Budanov said that 33 soldiers crossed a river by ferry.\n",
    )
    text = page.get_by_role("document", name="Text of the article")
    text.focus()
    before = page.locator(".dl-rv-card").count()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("getSelection().toString().trim()") == "Ferry"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    assert page.evaluate("getSelection().toString().trim()") == "8 March 2025"
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("getSelection().toString().trim()") == "Ferry"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.locator(".dl-rv-card").nth(before).wait_for()
    assert page.locator(".dl-rv-event", has_text="by hand").count() == 1
