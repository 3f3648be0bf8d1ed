"""Texts of the data stay texts in the panel; what a reader takes away is what stands there."""

from urllib.parse import urlsplit

import pytest

from tests.browser.held_clock import hold_clock
from tests.browser.panel_harness.panel_page import card, data_with, give, open_page, open_site, tab, words_of

pytestmark = pytest.mark.browser
HOSTILE = '<img src=x onerror="window.hurt=1">{{ 7*7 }}<script>window.hurt=1</script>&amp;\'"'


@pytest.fixture(scope="module")
def site(chromium):
    with open_site(chromium) as opened:
        yield opened


@pytest.fixture
def page(site):
    with open_page(site) as opened:
        yield opened


def test_a_citation_is_copied(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    give(page)
    hold_clock(page)  # the button says so for two seconds
    card(page, "nis-300").get_by_role("button", name="Copy citation").click()
    card(page, "nis-300").get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "South Korea's NIS, estimate of 13 Jan 2025."


def test_a_citation_can_be_copied_by_hand_where_the_browser_refuses(page):
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    give(page)
    card(page, "nis-300").get_by_role("button", name="Copy citation").click()
    box = card(page, "nis-300").locator("textarea")
    box.wait_for()
    assert box.input_value() == "South Korea's NIS, estimate of 13 Jan 2025."
    assert box.evaluate("node => node.selectionEnd - node.selectionStart") == len(box.input_value())


def test_a_passage_is_shown_with_its_span_marked(page):
    give(page)
    assert page.locator("mark").is_hidden()
    card(page, "us-sudzha").get_by_role("button", name="Show passage").click()
    assert page.locator("mark").text_content() == "Ten thousand were there, the folder said."
    give(page, data_with({"total": 6}))
    assert page.locator("mark").is_visible()
    assert card(page, "ze-60000").get_by_role("button", name="Show passage").count() == 0


@pytest.mark.parametrize(
    ("link", "host"),
    [
        ("https://news.example/a?b=1", "news.example"),
        ("http://news.example:8080/", "news.example:8080"),
        ("javascript:window.hurt=1", None),
        (" JaVaScRiPt:window.hurt=1", None),
        ("data:text/html,<b>x</b>", None),
        ("//news.example/a", None),
        ("not a link", None),
        ("", None),
        (None, None),
    ],
)
def test_only_a_web_address_becomes_a_link(page, link, host):
    data = data_with()
    data["panel"]["groups"][0]["statements"][0]["link"] = link
    give(page, data)
    anchors = card(page, "us-sudzha").get_by_role("link")
    assert anchors.all_text_contents() == ([host] if host else [])
    if host:
        assert anchors.get_attribute("rel") == "noopener noreferrer"
        assert anchors.get_attribute("target") == "_blank"
    else:
        assert "no link in the source text" in words_of(card(page, "us-sudzha"))


def poisoned(value):
    """The same data with every text of the panel hostile; ids and codes stay distinct."""
    match value:
        case dict():
            return {key: poisoned(one) for key, one in value.items()}
        case list():
            return [poisoned(one) for one in value]
        case str():
            return f"{HOSTILE}{value}"
        case _:
            return value


def test_hostile_texts_stay_texts_everywhere(page):
    data = data_with()
    data["panel"] = poisoned(
        {**data["panel"], "selection": {"title": "t", "subtitle": "s", "clear": True}, "tab": None}
    )
    data["figures"] = poisoned(data["figures"])
    data["panel"]["emptied"] = {"text": HOSTILE, "drop": {"claimant": []}}
    data["panel"]["exports"].append({"label": "x", "href": "javascript:window.hurt=1"})
    give(page, data)
    page.get_by_role("button", name="Take away").click()
    for name in ("Figures", "Positions", "Statements"):
        tab(page, name).click()
    assert page.locator("#column :is(img, script, iframe)").count() == 0
    assert page.evaluate("window.hurt") is None
    assert page.locator('#column a[href^="javascript"]').count() == 0
    assert HOSTILE in page.locator(".dl-gist-text").first.text_content()


def test_exports_are_files_of_the_same_server(page):
    give(page)
    page.get_by_role("button", name="Take away").click()
    file = page.get_by_role("link", name="Statements as CSV")
    assert urlsplit(file.get_attribute("href")).path == "/export/csv"
    assert file.get_attribute("download") is not None
    page.keyboard.press("Escape")
    assert file.is_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Take away"
