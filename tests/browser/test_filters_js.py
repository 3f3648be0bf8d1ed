"""The filters: what a tick tells the map and the page, live counts, chips, and labels that stay text."""

from __future__ import annotations

import pytest

from tests.browser.held_clock import hold_clock
from tests.browser.page_harness.harness import HOSTILE, Screen, serve

pytestmark = pytest.mark.browser


@pytest.fixture
def screen(chromium):
    with serve() as site:
        page = chromium.new_page(viewport={"width": 1400, "height": 900})
        page.set_default_timeout(8000)
        errors = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield Screen(page, site)
        page.close()
        assert errors == []


def facet(screen, title):
    return screen.page.get_by_role("group", name=title, exact=True)


def tick(screen, title, label):
    facet(screen, title).get_by_role("checkbox", name=label, exact=True).check()


def chips(screen):
    return screen.page.get_by_role("list", name="Filters in force").locator(".dl-chip-words").all_inner_texts()


def labels(screen, title):
    return facet(screen, title).locator(".dl-value-label").all_inner_texts()


def test_facets_stand_in_their_groups(screen):
    screen.open()
    source = screen.page.get_by_role("group", name="Source", exact=True)
    assert source.locator("legend").all_inner_texts() == ["Report", "Said by", "Speaker's side"]
    screen.page.get_by_text("More", exact=True).click()
    assert screen.page.locator(".dl-more legend").all_inner_texts() == ["Measure", "Place"]
    for name in ("Exact places only", "Where people spoke", "Count captives"):
        assert screen.page.get_by_role("checkbox", name=name, exact=True).is_visible()


def test_a_tick_masks_the_map_and_changes_the_view(screen):
    screen.open().forget()
    tick(screen, "Speaker's side", "Russia")
    expected = {"type": "masks", "facets": {"side": [1]}, "exact": False, "speaking": False, "said": False}
    assert screen.wait_heard("masks") == [expected]
    assert screen.view()["side"] == ["russia"]
    tick(screen, "Speaker's side", "Ukraine")
    assert screen.wait_heard("masks", 2)[-1]["facets"] == {"side": [0, 1]}
    assert screen.view()["side"] == ["russia", "ukraine"]


def test_a_facet_that_the_layer_cannot_mask_goes_to_python_alone(screen):
    screen.open()
    screen.page.get_by_text("More", exact=True).click()
    screen.forget()
    tick(screen, "Place", "Sudzha")
    assert screen.view()["place"] == ["sudzha"]
    tick(screen, "Measure", "Killed")
    assert screen.wait_heard("masks")[-1]["facets"] == {"measure": [0]}


@pytest.mark.parametrize(("label", "name"), [("Exact places only", "exact"), ("Where people spoke", "speaking")])
def test_switches_reach_the_map(screen, label, name):
    screen.open()
    screen.page.get_by_text("More", exact=True).click()
    screen.forget()
    screen.page.get_by_role("checkbox", name=label, exact=True).check()
    assert screen.wait_heard("masks")[-1][name] is True
    assert screen.view()[name] is True


def test_values_have_live_counts(screen):
    screen.open()
    row = facet(screen, "Speaker's side").get_by_role("listitem").filter(has_text="Russia")
    assert row.locator(".dl-count").get_attribute("aria-label") == "1 statement"
    screen.frame_tells({"type": "counts", "facets": {"side": [1234, 0]}})
    screen.page.wait_for_function("document.body.innerText.includes('1,234')")
    assert row.locator(".dl-count").get_attribute("aria-label") == "0 statements"
    assert "dl-none" in row.get_attribute("class")
    assert facet(screen, "Said by").locator(".dl-count").first.inner_text() == "–"


def test_values_are_sorted_once_by_their_count(screen):
    screen.open()
    before = labels(screen, "Said by")
    assert before[:3] == [HOSTILE, "Zelenskyy", "South Korea’s NIS"]
    screen.frame_tells({"type": "counts", "facets": {"claimant": [0] * 24 + [9]}})
    screen.page.wait_for_function("bus.last('counts').facets.claimant[24] === 9")
    assert labels(screen, "Said by") == before


def test_a_long_list_is_cut_searched_and_keeps_what_is_chosen(screen):
    screen.open()
    said_by = facet(screen, "Said by")
    assert len(labels(screen, "Said by")) == 8
    said_by.get_by_role("button", name="Show all 25", exact=True).click()
    assert len(labels(screen, "Said by")) == 25
    said_by.get_by_role("searchbox", name="Search Said by").fill("speaker 21")
    assert labels(screen, "Said by") == ["Speaker 21"]
    tick(screen, "Said by", "Speaker 21")
    said_by.get_by_role("button", name="Show fewer").click()
    assert labels(screen, "Said by")[-1] == "Speaker 21"
    assert len(labels(screen, "Said by")) == 9


def test_in_the_said_clock_only_values_that_are_known_are_listed(screen):
    screen.open()
    known = [3] * 12 + [0] * 13
    screen.frame_tells({"type": "counts", "facets": {"claimant": known, "side": [2, 0], "report": [0, 0]}})
    screen.page.wait_for_function("bus.last('counts').facets.claimant[24] === 0")
    assert labels(screen, "Speaker's side") == ["Ukraine", "Russia"]
    screen.page.evaluate("bus.change({clock: 'said'})")
    assert labels(screen, "Speaker's side") == ["Ukraine"]
    assert screen.wait_heard("masks", 2)[-1]["said"] is True
    assert facet(screen, "Report").count() == 0
    said_by = facet(screen, "Said by")
    said_by.get_by_role("button", name="Show all 12", exact=True).click()
    assert len(labels(screen, "Said by")) == 12
    assert "Speaker 21" not in labels(screen, "Said by")
    screen.page.evaluate("bus.change({claimant: ['c21']})")
    assert "Speaker 21" in labels(screen, "Said by")  # a filter in force is in sight
    screen.page.evaluate("bus.change({clock: 'about', claimant: []})")
    assert len(labels(screen, "Said by")) == 25
    assert labels(screen, "Report") != []


def test_in_the_said_clock_the_list_follows_the_window_and_keeps_the_focus(screen):
    screen.open()
    screen.page.evaluate("bus.change({clock: 'said'})")
    box = facet(screen, "Speaker's side").get_by_role("checkbox", name="Russia", exact=True)
    box.focus()
    screen.frame_tells({"type": "counts", "facets": {"side": [0, 4]}})
    screen.page.wait_for_function("bus.last('counts').facets.side[0] === 0")
    assert labels(screen, "Speaker's side") == ["Russia"]
    assert box.evaluate("(box) => box === document.activeElement")
    screen.frame_tells({"type": "counts", "facets": {"side": [1, 4]}})
    screen.page.wait_for_function("bus.last('counts').facets.side[0] === 1")
    assert labels(screen, "Speaker's side") == ["Ukraine", "Russia"]


def test_twenty_thousand_values_do_not_stop_the_page(screen):
    values = [{"id": f"p{number}", "label": f"Place {number}"} for number in range(20_000)]
    screen.site.sample["setup"]["words"]["facets"]["place"] = {"title": "Place", "mask": True, "values": values}
    screen.site.sample["counts"]["facets"]["place"] = [1] * 20_000
    screen.open()
    screen.page.get_by_text("More", exact=True).click()
    facet(screen, "Place").get_by_role("button", name="Show all 20000").click()
    assert len(labels(screen, "Place")) == 200
    assert facet(screen, "Place").get_by_text("19,800 more: search for them").is_visible()
    facet(screen, "Place").get_by_role("searchbox").fill("19999")
    assert labels(screen, "Place") == ["Place 19999"]


def test_text_waits_for_the_end_of_the_word(screen):
    screen.open().forget()
    hold_clock(screen.page)
    for letter in "pokrovsk":
        screen.page.get_by_label("Text", exact=True).press(letter)
        screen.page.clock.run_for(200)
    assert screen.said("view") == []
    screen.page.clock.run_for(50)
    assert [view["text"] for view in screen.said("view")] == ["pokrovsk"]
    screen.page.get_by_label("Text", exact=True).fill("kursk")
    screen.page.keyboard.press("Enter")
    assert screen.view()["text"] == "kursk"


def test_chips_say_what_is_filtered_and_take_it_back(screen):
    screen.open()
    tick(screen, "Said by", "Zelenskyy")
    tick(screen, "Speaker's side", "Ukraine")
    screen.page.evaluate("bus.change({text: 'troops', exact: true})")
    assert chips(screen) == ["Text: troops", "Said by: Zelenskyy", "Speaker's side: Ukraine", "Exact places only"]
    screen.forget()
    screen.page.get_by_role("button", name="Remove Said by: Zelenskyy", exact=True).click()
    assert screen.view()["claimant"] == []
    assert not facet(screen, "Said by").get_by_role("checkbox", name="Zelenskyy", exact=True).is_checked()
    assert screen.wait_heard("masks")[-1]["facets"] == {"side": [0]}
    focused = "document.activeElement.getAttribute('aria-label')"
    assert screen.page.evaluate(focused) == "Remove Speaker's side: Ukraine"


def test_reset_clears_filters_and_nothing_else(screen):
    screen.open()
    screen.page.evaluate(
        "bus.change({from: '2025-01-09', clock: 'said', tab: 'figures', text: 'x', claimant: ['nis'], captives: true})"
    )
    assert screen.page.get_by_label("Text", exact=True).input_value() == "x"
    screen.page.get_by_role("button", name="Reset filters", exact=True).click()
    view = screen.view()
    assert (view["text"], view["claimant"], view["captives"]) == ("", [], False)
    assert (view["from"], view["clock"], view["tab"]) == ("2025-01-09", "said", "figures")
    assert screen.page.get_by_label("Text", exact=True).input_value() == ""
    assert screen.page.get_by_role("button", name="Reset filters").count() == 0


def test_a_value_of_an_old_link_can_be_removed(screen):
    screen.open()
    screen.page.evaluate("bus.change({report: ['gone']})")
    screen.page.get_by_role("button", name="Remove Report: gone", exact=True).click()
    assert screen.view()["report"] == []


def test_hostile_labels_are_text(screen):
    facets = screen.site.sample["setup"]["words"]["facets"]
    facets["report"]["title"] = HOSTILE
    facets["side"]["values"][0] |= {"tag": HOSTILE, "color": "red;background:url(/hurt)"}
    screen.open()
    tick(screen, "Said by", HOSTILE)
    screen.page.evaluate("(text) => bus.change({text, report: [text]})", HOSTILE)
    assert screen.page.evaluate("window.hurt") is None
    assert screen.page.locator(".dl-filters img").count() == 0
    assert screen.page.get_by_role("button", name=f"Remove Said by: {HOSTILE}", exact=True).is_visible()


def test_a_side_has_its_colour_beside_its_tag(screen):
    screen.open()
    tag = facet(screen, "Speaker's side").locator(".dl-tag").first
    assert tag.inner_text() == "UA"
    color = tag.evaluate("(tag) => getComputedStyle(tag, '::before').backgroundColor")
    assert color == "rgb(0, 114, 178)"


def test_the_focus_stays_where_counts_change(screen):
    screen.open()
    box = facet(screen, "Said by").get_by_role("checkbox", name="Zelenskyy", exact=True)
    box.focus()
    screen.page.keyboard.press("Space")
    screen.frame_tells({"type": "counts", "facets": {"claimant": [3] * 25}})
    screen.page.wait_for_function("bus.last('counts').facets.claimant[0] === 3")
    assert box.is_checked()
    assert box.evaluate("(box) => box === document.activeElement")


def test_the_same_words_again_keep_the_rows(screen):
    screen.open()
    facet(screen, "Said by").get_by_role("button", name="Show all 25").click()
    screen.page.evaluate("bus.emit('setup', {...structuredClone(sample.setup), tally: 'tally.bin?2'})")
    assert len(labels(screen, "Said by")) == 25
    assert len(screen.wait_heard("tally", 2)) == 2


@pytest.mark.parametrize("width", [390, 700])
def test_on_a_phone_the_filters_are_a_sheet_behind_one_button(screen, width):
    screen.page.set_viewport_size({"width": width, "height": 844})
    screen.open()
    opener = screen.page.get_by_role("button", name="Filters", exact=True)
    assert facet(screen, "Said by").count() == 0  # hidden from everybody
    opener.click()
    tick(screen, "Said by", "Zelenskyy")
    tick(screen, "Speaker's side", "Ukraine")
    screen.page.get_by_role("button", name="Done", exact=True).click()
    opener = screen.page.get_by_role("button", name="Filters (2)", exact=True)
    assert opener.get_attribute("aria-expanded") == "false"
    assert facet(screen, "Said by").count() == 0
    assert opener.evaluate("(button) => button === document.activeElement")


def test_on_a_wide_screen_nothing_is_folded(screen):
    screen.open()
    assert screen.page.get_by_role("button", name="Filters", exact=True).count() == 0
    assert facet(screen, "Said by").is_visible()


CONTRAST = """(all) => {
    const pen = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const rgb = (color) => {
        pen.clearRect(0, 0, 1, 1);
        pen.fillStyle = color;
        pen.fillRect(0, 0, 1, 1);
        return pen.getImageData(0, 0, 1, 1).data;
    };
    const light = (color) => [...rgb(color)].slice(0, 3).map((part) => part / 255)
        .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
    const ground = (node) => {
        const color = getComputedStyle(node).backgroundColor;
        return rgb(color)[3] === 255 ? color : ground(node.parentElement);
    };
    return all.map((node) => {
        const pair = [light(getComputedStyle(node).color), light(ground(node))].sort((a, b) => b - a);
        return [(pair[0] + 0.05) / (pair[1] + 0.05), node.className];
    }).sort((a, b) => a[0] - b[0])[0];
}"""


@pytest.mark.parametrize("query", ["", "?dark"])
def test_all_text_can_be_read_in_both_themes(screen, query):
    screen.open(query)
    tick(screen, "Speaker's side", "Ukraine")
    screen.frame_tells({"type": "counts", "facets": {"side": [0, 0]}})
    screen.page.wait_for_function("bus.last('counts').facets.side?.[0] === 0")
    texts = screen.page.locator(
        ".dl-filters :is(legend, .dl-value-label, .dl-count, .dl-tag, .dl-link, .dl-chip, .dl-cross, summary),"
        " .dl-scrubber :is(.dl-readout, .dl-clock-choice span, .dl-date, [aria-disabled=false])"
    )
    lowest, name = texts.evaluate_all(CONTRAST)
    assert lowest >= 4.5, name
