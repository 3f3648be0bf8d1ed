"""The map of a review: marks as on the map, draft and place lead to each other, and what is not placed is said."""

import pytest

from events.curation.desk import Desk
from geodata.gazetteer import load_gazetteer
from tests.browser.server import running_page

pytestmark = pytest.mark.browser

ARTICLE = """Column turns back before Pokrovsk

By Nora Field
14 March 2025

Kyrylo Budanov said on March 13 that about 3,100 North Korean soldiers had arrived near Sudzha.
President Volodymyr Zelenskyy said on Thursday that 12,000 North Korean soldiers had arrived in Pokrovsk.
South Korea's NIS estimated that at least 210 were killed in Kursk Oblast and that 1,500 would come from Khabarovsk.
"""


@pytest.fixture(scope="module")
def link(tmp_path_factory, chromium):
    """The address of a review that was begun."""
    folder = tmp_path_factory.mktemp("review")
    with running_page(folder, "--curate", "--data", str(folder / "own"), "--data", "shipped") as address:
        page = chromium.new_page()
        page.goto(f"{address}/add")
        page.get_by_role("textbox", name="Paste the article").fill(ARTICLE)
        page.get_by_role("button", name="Read it").click()
        page.get_by_role("region", name="Drafts").wait_for()
        yield page.url
        page.close()


@pytest.fixture
def review(link, open_reader):
    reader = open_reader()
    reader.page.goto(link)
    mark(reader.page, "Sudzha").wait_for()
    reader.page.locator(".dl-rv-map .dl-name").first.wait_for()  # the base map, which makes the marks anew
    yield reader.page
    assert reader.errors == []
    assert reader.outside == []


def mark(page, words):
    return page.locator(".dl-rv-map .dl-place").filter(has_text=words)


def draft(page, words):
    return page.locator(".dl-rv-statement").filter(has_text=words).first


def current(page):
    return page.locator(".dl-rv-card[aria-current]")


def test_drafted_places_are_drawn_as_on_the_map(review):
    assert mark(review, "near Sudzha · 1").get_attribute("data-manner") == "near"
    assert mark(review, "Pokrovsk · 1").get_attribute("data-manner") == "plain"
    assert review.locator(".dl-rv-map .dl-shelf-title").inner_text() == "Kursk Oblast: 1 draft"
    assert "Khabarovsk" in review.locator(".dl-rv-map .dl-edge").inner_text()
    review.locator(".dl-rv-map .dl-name-country", has_text="Ukraine").wait_for(state="attached")


def test_a_mark_leads_to_its_draft_and_a_draft_to_its_mark(review):
    mark(review, "Pokrovsk").click()
    assert "Zelensky" in current(review).inner_text()
    assert "dl-chosen" in mark(review, "Pokrovsk").get_attribute("class")
    review.keyboard.press("k")
    review.keyboard.press("k")
    assert "Budanov" in current(review).inner_text()
    assert "dl-chosen" in mark(review, "Sudzha").get_attribute("class")
    assert "dl-chosen" not in mark(review, "Pokrovsk").get_attribute("class")
    review.mouse.move(0, 0)
    mark(review, "Pokrovsk").hover()
    assert "dl-rv-looked" in draft(review, "Zelensky").get_attribute("class")
    assert review.locator(".dl-rv-text .dl-rv-looked").count() > 0
    draft(review, "Zelensky").hover()
    assert "dl-chosen" in mark(review, "Pokrovsk").get_attribute("class")
    assert "Budanov" in current(review).inner_text()


def test_the_map_is_reached_by_keyboard_and_its_arrows_move_no_draft(review):
    mark(review, "Pokrovsk").focus()
    review.keyboard.press("ArrowDown")
    assert current(review).get_attribute("id") == "dl-rv-article"
    review.keyboard.press("Enter")
    assert "Zelensky" in current(review).inner_text()
    review.keyboard.press("j")
    assert "12,000" in current(review).inner_text()


def test_a_place_out_of_view_is_flown_to_when_its_draft_is_picked(review):
    draft(review, "National Intelligence").click()
    review.get_by_role("list", name="Places of the draft").get_by_role("button", name="Khabarovsk").click()
    mark(review, "Khabarovsk").wait_for()
    review.locator(".dl-rv-map .dl-edge").first.wait_for()  # the others are out of view now


def test_an_ambiguous_name_is_settled_beside_the_map_and_an_unknown_one_is_said(tmp_path, open_reader):
    with running_page(tmp_path, "--curate", "--data", str(tmp_path / "own")) as address:
        desk = Desk(tmp_path / "own", load_gazetteer())
        review = desk.start(*desk.read(ARTICLE, "pasted", "Wire", "2025-03-14"), "Ann")
        desk.edit(review, "s01", {"places": [{"name": "Kursk"}, {"name": "Verkhnyaya {{7*191}}"}]}, "Ann")
        page = open_reader().page
        page.goto(f"{address}/add?review={review.draft_id}")
        missing = page.locator(".dl-rv-missing")
        missing.get_by_text("Not on the map: 2").wait_for()
        missing.get_by_role("button", name="Kursk (statement").click()
        places = page.get_by_role("list", name="Places of the draft")
        assert "Kursk: the name has several places" in places.inner_text()
        assert "Verkhnyaya {{7*191}}: the gazetteer does not know this name" in places.inner_text()
        assert mark(page, "Kursk").count() == 0
        places.get_by_role("button", name="Kursk", exact=True).click()
        mark(page, "Kursk · 1").wait_for()
        places.get_by_role("button", name="another place").click()
        assert page.evaluate("document.activeElement.dataset.slot") == "places"


def test_a_role_that_is_edited_changes_the_mark(review):
    draft(review, "Zelensky").click()
    review.keyboard.press("e")
    form = review.locator(".dl-rv-form")
    form.get_by_role("combobox", name="Role of the place").select_option("not_at")
    form.get_by_role("button", name="Save", exact=True).click()
    struck = mark(review, "Pokrovsk: not sent here · 1")
    struck.wait_for()
    assert struck.get_attribute("data-manner") == "struck"


def test_the_map_follows_the_theme(link, open_reader):
    for scheme in ("light", "dark"):
        page = open_reader(color_scheme=scheme).page
        page.goto(link)
        page.locator(f".dl-rv-map .dl-map[data-theme={scheme}]").wait_for()


def test_a_phone_shows_the_map_between_text_and_drafts(link, open_reader):
    page = open_reader(390, 844).page
    page.goto(link)
    mark(page, "Sudzha").wait_for()
    tops = [page.get_by_role("region", name=name).bounding_box()["y"] for name in ("Article", "Map", "Drafts")]
    assert tops == sorted(tops)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
