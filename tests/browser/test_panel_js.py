"""The panel on a static page: what it shows and how a reader moves in it."""

import pytest

from tests.browser.panel_harness.panel_page import (
    DATA,
    card,
    data_with,
    give,
    open_page,
    open_site,
    tab,
    views,
    words_of,
)

pytestmark = pytest.mark.browser
US_CARD = (
    "U.S. intelligence: 10,000 North Korean troops, senior officers among them, in Russian operations near Sudzha. "
    "Day not given; by about 7 Nov 2024 (inferred). Outlet not stated"
)
POKROVSK_CARD = (
    "Zelenskyy: Russia has 60,000 troops in Kursk Oblast; they were not added at Pokrovsk or elsewhere in "
    "Donetsk Oblast. Said 7 Feb 2025."
)
LOSSES_CARD = (
    "South Korea's NIS: At least 300 North Korean soldiers killed, another 2,700 wounded. "
    "Estimate of 13 Jan 2025, in Kyiv Independent, 27 Feb 2025."
)


@pytest.fixture(scope="module")
def site(chromium):
    with open_site(chromium) as opened:
        yield opened


@pytest.fixture
def page(site):
    with open_page(site) as opened:
        yield opened


def column(page):
    return page.locator(".dl-table tbody th .dl-number").all_text_contents()


def test_one_status_element_says_how_much_there_is(page):
    give(page)
    assert page.get_by_role("status").count() == 1
    assert page.get_by_role("status").text_content() == "1,085 statements, 33 figures, 12 places"


def test_a_status_of_one_keeps_its_words(page):
    give(page, data_with({"status": {"statements": 1, "figures": 0, "places": 1}}))
    assert page.get_by_role("status").text_content() == "1 statements, 0 figures, 1 places"


def test_what_the_map_draws_stands_beside_the_status(page):
    give(page)
    page.evaluate("bus.emit('counts', {placed: 1074})")
    assert page.get_by_text("1,074 placed on the map").is_visible()


def test_the_map_s_count_is_not_shown_beside_the_status_of_another_window(page):
    give(page)
    page.evaluate("bus.emit('counts', {placed: 7})")
    placed = page.get_by_text("7 placed on the map")
    assert placed.is_visible()
    page.evaluate("bus.emit('dragging', true)")
    assert placed.is_hidden()
    page.evaluate("bus.emit('dragging', false)")
    assert placed.is_visible()


@pytest.mark.parametrize(
    ("statement_id", "expected"),
    [("us-sudzha", US_CARD), ("ze-60000", POKROVSK_CARD), ("nis-300", LOSSES_CARD)],
)
def test_a_card_reads_as_the_design_has_it(page, statement_id, expected):
    give(page)
    assert expected in words_of(card(page, statement_id))


def test_a_verb_that_turns_the_meaning_comes_before_the_gist(page):
    give(page)
    said = "Pentagon had not observed, relayed by AFP: North Korean troops fighting beside Russian units."
    assert said in words_of(card(page, "pentagon"))


def test_a_card_names_side_place_figures_caveat_and_echo(page):
    give(page)
    told = words_of(card(page, "us-sudzha"))
    for part in (
        "US U.S. intelligence",
        "near Sudzha",
        "10,000 · present · North Korean troops",
        "2 mentions, 1 origin",
    ):
        assert part in told
    assert "the report could not verify it independently" in words_of(card(page, "pentagon"))


def test_a_retracted_statement_is_struck_and_says_why(page):
    give(page)
    assert "Withdrawn: recorded twice" in words_of(card(page, "old"))
    gist = card(page, "old").locator(".dl-gist-text")
    assert "line-through" in gist.evaluate("node => getComputedStyle(node).textDecorationLine")


def test_tabs_work_by_keyboard(page):
    give(page)
    tab(page, "Statements").focus()
    page.keyboard.press("ArrowRight")
    assert tab(page, "Figures").get_attribute("aria-selected") == "true"
    assert page.get_by_role("tabpanel", name="Figures").is_visible()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert tab(page, "Positions").get_attribute("aria-selected") == "true"
    assert page.evaluate("document.activeElement.textContent") == "Positions"
    assert [view["tab"] for view in views(page)] == ["figures", "statements", "positions"]
    assert page.locator('[role=tab][tabindex="0"]').count() == 1


def test_a_gist_selects_its_card_and_lets_it_go(page):
    give(page)
    gist = card(page, "ze-60000").locator(".dl-gist-text")
    gist.click()
    assert card(page, "ze-60000").get_attribute("aria-current") == "true"
    gist.click()
    assert card(page, "ze-60000").get_attribute("aria-current") is None
    assert [view["select"] for view in views(page)] == ["statement:ze-60000", None]


def test_a_selected_card_comes_into_sight_without_moving_the_page(page):
    page.set_viewport_size({"width": 1400, "height": 500})
    page.evaluate("document.body.style.minHeight = '3000px'")
    give(page)
    page.evaluate("bus.change({select: 'statement:old'})")
    give(page, data_with({"total": 6}))
    panel, chosen = page.locator(".dl-scroll").bounding_box(), card(page, "old").bounding_box()
    assert panel["y"] <= chosen["y"]
    assert chosen["y"] + chosen["height"] <= panel["y"] + panel["height"] + 1
    assert page.evaluate("window.scrollY") == 0


def test_a_selection_has_a_heading_and_can_be_cleared(page):
    give(page, data_with({"selection": {"title": "near Sudzha", "subtitle": "1 statement", "clear": True}}))
    page.evaluate("bus.change({select: 'place:sudzha'})")
    assert page.get_by_role("heading", name="near Sudzha", exact=True).is_visible()
    page.get_by_role("button", name="Clear selection").click()
    assert views(page)[-1]["select"] is None


def test_what_is_left_out_can_be_reached(page):
    give(page)
    page.get_by_role("button", name="4 statements without a place").click()
    assert views(page)[-1]["select"] == "unplaced"


def test_an_empty_result_names_its_filter_and_offers_to_drop_it(page):
    emptied = {"text": "Nothing here: the filter “Said by: HUR” emptied it.", "drop": {"claimant": []}}
    view = {**DATA["view"], "claimant": ["hur"], "page": 2}
    give(page, data_with({"emptied": emptied, "groups": [], "chart": {"choices": []}, "positions": []}, view=view))
    assert page.get_by_text("Said by: HUR").is_visible()
    page.get_by_role("button", name="Drop this filter").click()
    assert views(page)[-1]["claimant"] == []
    assert views(page)[-1]["page"] == 0


def test_groups_open_and_close_and_stay_so(page):
    give(page)
    fold = page.get_by_role("button", name="Reported losses in January")
    assert fold.get_attribute("aria-expanded") == "true"
    fold.click()
    assert card(page, "nis-300").is_hidden()
    give(page, data_with({"total": 6}))
    assert card(page, "nis-300").is_hidden()
    fold.click()
    assert card(page, "nis-300").is_visible()


def test_every_one_by_itself_has_no_heading(page):
    give(page)
    page.get_by_role("button", name="Every one").click()
    assert views(page)[-1]["grouped"] is False
    statements = [one for group in DATA["panel"]["groups"] for one in group["statements"]]
    only = {"id": None, "title": None, "kind": "other", "day": None, "count": 5, "statements": statements}
    give(page, data_with({"groups": [only]}))
    assert page.locator(".dl-group h3:visible").count() == 0
    assert page.get_by_role("article").count() == 5


def test_pages_turn_and_let_a_chosen_statement_go(page):
    give(page, data_with({"page": 1, "pages": 3, "total": 120}, view={**DATA["view"], "select": "statement:old"}))
    assert page.get_by_text("Page 2 of 3").is_visible()
    page.get_by_role("button", name="Next page").click()
    assert (views(page)[-1]["page"], views(page)[-1]["select"]) == (2, None)


def test_the_figures_are_a_table_that_sorts(page):
    give(page)
    heads = page.get_by_role("columnheader").all_text_contents()
    assert heads == ["Value as written", "Measure", "Whose troops", "Said by", "Day", "Place"]
    page.get_by_role("button", name="Value as written").click()
    assert column(page) == ["67%", "≥ 300", "10,000", "60,000", "dozens"]
    page.get_by_role("button", name="Value as written").click()
    assert column(page) == ["60,000", "10,000", "≥ 300", "67%", "dozens"]
    assert page.locator('[data-column="value"]').get_attribute("aria-sort") == "descending"
    page.get_by_role("button", name="Day", exact=True).click()
    assert column(page) == ["10,000", "≥ 300", "60,000", "67%", "dozens"]


def test_a_figure_says_what_it_is_and_opens_its_statement(page):
    give(page)
    rows = page.locator(".dl-table tbody tr")
    assert [words_of(cell) for cell in rows.nth(0).locator("th, td").all()] == [
        "10,000 2 mentions, 1 origin", "present", "North Korean troops", "US KR U.S. intelligence, The agency",
        "by about 7 Nov 2024", "near Sudzha",
    ]  # fmt: skip
    assert "about 2,667 of 4,000, derived" in words_of(rows.nth(3))
    assert "forecast" in words_of(rows.nth(4))
    rows.nth(2).locator("td").first.click()
    assert (views(page)[-1]["select"], views(page)[-1]["tab"]) == ("statement:nis-300", "statements")
    assert len(views(page)) == 1


def test_positions_keep_their_order_and_are_counted(page):
    give(page)
    tab(page, "Positions").click()
    assert page.locator(".dl-stances").text_content() == DATA["panel"]["positions"][0]["counted"]
    first = words_of(page.locator(".dl-row").first)
    assert first == "4 Nov 2024 US Pentagon had not observed No fighting observed so far."


def test_a_joint_position_shows_its_sides_and_its_echoes(page):
    [question] = DATA["panel"]["positions"]
    who = [{"name": "Pentagon", "side": "United States"}, {"name": "HUR", "side": "Ukraine"}]
    row = {**question["rows"][0], "claimants": who, "echo": "2 mentions, 1 origin"}
    give(page, data_with({"positions": [{**question, "rows": [row]}]}))
    tab(page, "Positions").click()
    assert words_of(page.locator(".dl-row-who")) == "US Pentagon UA HUR had not observed 2 mentions, 1 origin"


def test_a_tab_that_python_has_not_filled_keeps_what_it_shows(page):
    give(page)
    give(page, data_with({"tab": "figures", "groups": [], "positions": []}))
    assert page.get_by_role("article").count() == 5


def test_a_figure_in_words_is_not_said_twice(page):
    figure = {**DATA["figures"]["figures"][4], "value": "“dozens”", "as_written": "dozens"}
    give(page, data_with(figures={**DATA["figures"], "figures": [figure]}))
    assert words_of(page.locator(".dl-table tbody th")) == "“dozens” forecast"


@pytest.mark.parametrize("name", ["Statements", "Figures", "Positions"])
def test_nothing_sticks_out_of_a_narrow_page(page, name):
    page.set_viewport_size({"width": 375, "height": 700})
    give(page, data_with({"pages": 3}))
    tab(page, name).click()
    assert page.evaluate("document.documentElement.scrollWidth") == 375


CONTRAST = """() => {
  const context = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const paint = (...colours) => {
    colours.forEach((colour) => { context.fillStyle = colour; context.fillRect(0, 0, 1, 1); });
    const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const base = getComputedStyle(document.body).backgroundColor;
  const texts = [...document.querySelectorAll(".dl-panel *")].filter((node) =>
    node.offsetParent && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()));
  return texts.map((node) => {
    const behind = [];
    for (let step = node; step; step = step.parentElement) behind.unshift(getComputedStyle(step).backgroundColor);
    const pair = [paint(base, ...behind), paint(base, ...behind, getComputedStyle(node).color)].sort((a, b) => b - a);
    return [(pair[0] + 0.05) / (pair[1] + 0.05), node.className];
  });
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_can_be_read_in_both_themes(page, theme):
    page.evaluate("theme => document.documentElement.classList.toggle('dark', theme === 'dark')", theme)
    give(page)
    page.evaluate("bus.change({select: 'statement:us-sudzha'})")
    give(page, data_with({"total": 6}))
    for name in ("Figures", "Positions", "Statements"):
        tab(page, name).click()
        weak = [(ratio, kind) for ratio, kind in page.evaluate(CONTRAST) if ratio < 4.5]
        assert weak == []
