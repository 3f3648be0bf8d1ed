"""The main job on the real five articles, as a reader does it."""

import json
import re
import time

import pytest

pytestmark = pytest.mark.browser

SUDZHA = (
    "10,000 North Korean troops, senior officers among them, in Russian operations near Sudzha.",
    "Day not given; by about 7 Nov 2024 (inferred)",
    "Outlet not stated",
)


@pytest.fixture
def reader(open_reader, page_address):
    return open_reader().open(page_address)


def test_opening_shows_the_places_the_slider_and_the_panel_and_asks_no_other_host(reader):
    page, map_frame = reader.page, reader.map
    for words in ("near Sudzha", "Somewhere in Kursk Oblast", "Pokrovsk: not sent here"):
        map_frame.get_by_text(words).first.wait_for()
    map_frame.get_by_role("button", name="Khabarovsk region · 1 event").wait_for()
    group = page.get_by_role("group", name="Time window")
    for end in ("From", "To"):
        group.get_by_role("slider", name=end, exact=True).wait_for()
    for tab in ("Statements", "Figures", "Positions"):
        page.get_by_role("tab", name=tab, exact=True).wait_for()
    page.get_by_text("Reported claims, not verified by us.").wait_for()
    page.wait_for_function("() => document.documentElement.scrollHeight <= window.innerHeight + 1")
    assert reader.outside == []
    assert reader.errors == []


def test_everything_can_be_reached_on_a_phone(open_reader, page_address):
    reader = open_reader(390, 844, has_touch=True, is_mobile=True).open(page_address)
    page, map_frame = reader.page, reader.map
    page.wait_for_function("() => document.documentElement.scrollWidth <= 390")
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("checkbox", name="Kyiv Independent, 27 Feb 2025").check()
    reader.wait_for_status(18)
    map_frame.get_by_text("Somewhere in Kursk Oblast").first.wait_for()
    page.get_by_role("button", name="Reset filters").click()
    page.get_by_role("button", name="Filters").click()
    for name in ("Khabarovsk region", "Sudzha", "Pokrovsk"):
        map_frame.get_by_role("button", name=name).first.wait_for()
    page.get_by_role("tab", name="Figures", exact=True).scroll_into_view_if_needed()
    page.get_by_role("tab", name="Figures", exact=True).click()
    page.get_by_role("table").first.wait_for()
    assert reader.outside == []


def test_dragging_the_slider_changes_glyphs_statements_and_figures_without_a_new_frame(reader):
    page = reader.page
    page.get_by_role("tab", name="Figures", exact=True).click()
    page.wait_for_function("() => document.querySelectorAll('table tr').length > 30")  # the shipped figures and a head
    rows = page.locator("table tr").count()
    page.evaluate("document.querySelector('iframe[src*=streamlit_folium]').dataset.kept = 'yes'")
    before, marks = reader.status(), reader.stats()
    thumb = page.get_by_role("slider", name="To", exact=True)
    drag_thumb_to(page, thumb, 0.45)
    page.wait_for_function(
        "(old) => !document.querySelector('[role=status]').textContent.startsWith(old)", arg=f"{before[0]} "
    )
    page.wait_for_function("(old) => document.querySelectorAll('table tr').length < old", arg=rows)
    assert reader.status()[1] < before[1]
    reader.map.wait_for_function(
        "({glyphs, to}) => window.dateline.stats().glyphs < glyphs && window.dateline.stats().to < to", arg=marks
    )
    assert page.evaluate("document.querySelector('iframe[src*=streamlit_folium]').dataset.kept") == "yes"


WATCH_SLIDER = """
window.stood = [];
(function look() {
  const slider = document.querySelector("input[type=range]");
  if (slider) window.stood.push(slider.getBoundingClientRect().y);
  requestAnimationFrame(look);
})();
"""


@pytest.mark.parametrize("late", [None, "ComponentInstance"])  # Streamlit's part that draws the map's frame
def test_the_slider_stays_where_it_first_stands_while_the_page_opens(open_reader, page_address, late):
    reader = open_reader()
    if late:
        reader.page.route(re.compile(rf"/{late}\b.*\.js$"), lambda route: time.sleep(1) or route.continue_())
    reader.page.add_init_script(WATCH_SLIDER)
    reader.open(page_address)
    reader.page.evaluate("window.end = performance.now() + 1500")  # longer than the page looks for a new height
    reader.page.wait_for_function("() => window.stood.length > 10 && performance.now() > window.end")
    stood = reader.page.evaluate("window.stood")
    assert max(stood) - min(stood) <= 2, "a slider that moves is missed by the hand that drags it"


DRAWINGS = "[...document.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL())"


def test_the_map_waits_for_its_colours(reader, open_reader, page_address):
    slow = open_reader()
    slow.page.route(re.compile(r"/layer\.css$"), lambda route: time.sleep(1) or route.continue_())
    slow.open(page_address)
    end = time.monotonic() + 30
    while slow.map.evaluate(DRAWINGS) != (wanted := reader.map.evaluate(DRAWINGS)):
        assert time.monotonic() < end
        slow.page.wait_for_timeout(100)
    assert wanted


def test_a_link_to_days_without_data_is_answered_in_words_and_by_the_whole_period(open_reader, page_address):
    reader = open_reader().open(f"{page_address}/?from=1999-01-01&to=1999-02-01&report=nope")
    reader.page.get_by_text("The days asked for (1 Jan 1999 to 1 Feb 1999) lie outside these data").wait_for()
    assert reader.page.get_by_text("Report: these data have no “nope”; it is left out.").is_visible()
    assert reader.status()[0] == reader.stats()["statements"] == 111
    reader.page.get_by_role("checkbox", name="Kyiv Independent, 27 Feb 2025").check()
    reader.wait_for_status(18)
    reader.page.get_by_text("lie outside these data").wait_for(state="hidden")


def drag_thumb_to(page, slider, share):
    """Drag a handle by the mouse to ``share`` of the lane's width."""
    lane = slider.bounding_box()
    low, high, value = int(slider.get_attribute("min")), int(slider.get_attribute("max")), int(slider.input_value())
    middle = lane["y"] + lane["height"] / 2
    start = lane["x"] + min(max(lane["width"] * (value - low) / (high - low), 4), lane["width"] - 4)
    page.mouse.move(start, middle)
    page.mouse.down()
    page.mouse.move(lane["x"] + lane["width"] * share, middle, steps=10)
    page.mouse.up()


def test_pan_and_zoom_stay_while_the_slider_moves(reader):
    page, map_frame = reader.page, reader.map
    map_frame.get_by_role("button", name="Zoom in").click()
    map_frame.wait_for_function("() => !document.querySelector('.leaflet-zoom-anim')")
    page.wait_for_function("() => location.search.includes('map=')")
    view = page.evaluate("new URLSearchParams(location.search).get('map')")
    slider = page.get_by_role("slider", name="To", exact=True)
    slider.focus()
    for _ in range(5):
        page.keyboard.press("ArrowLeft")
    page.wait_for_function("() => location.search.includes('to=')")
    assert page.evaluate("new URLSearchParams(location.search).get('map')") == view


def test_the_link_forgets_the_map_when_the_opening_view_is_shown_again(reader):
    page, map_frame = reader.page, reader.map
    map_frame.get_by_role("button", name="Khabarovsk region · 1 event").click()
    page.wait_for_function("() => location.search.includes('map=')")
    map_frame.get_by_role("button", name="Reset view").click()
    page.wait_for_function("() => !location.search.includes('map=')")
    map_frame.get_by_text("near Sudzha").first.wait_for()
    assert reader.errors == []


def test_back_leaves_the_page_instead_of_stepping_through_a_drag(reader):
    page = reader.page
    entries = page.evaluate("history.length")
    page.get_by_role("slider", name="To", exact=True).focus()
    for _ in range(4):
        page.keyboard.press("PageDown")
        page.wait_for_timeout(150)
    page.wait_for_function("() => location.search.includes('to=')")
    assert page.evaluate("history.length") == entries


def test_the_way_to_another_screen_and_back_keeps_the_view(open_reader, page_address):
    reader = open_reader().open(f"{page_address}/?report=tril-2025-02-07&to=2025-02-07")
    before = reader.status()
    reader.page.get_by_role("link", name="Compare").click()
    reader.page.get_by_text("Without one source").first.wait_for()
    reader.page.get_by_role("link", name="Map").click()
    reader.wait_for_map()
    reader.wait_for_status(before[0])
    assert reader.status() == before


def test_one_report_leaves_only_its_statements(reader):
    page = reader.page
    page.get_by_role("checkbox", name="Kyiv Independent, 27 Feb 2025").check()
    reader.wait_for_status(18)
    page.get_by_role("button", name="Every one").click()
    cards = page.locator("[data-statement-id], .dl-card")
    page.wait_for_function("() => document.querySelectorAll('.dl-card').length === 18")
    assert all("Kyiv Independent, 27 Feb 2025" in words for words in cards.all_inner_texts())


def test_sudzha_opens_its_card_word_for_word(reader):
    page = reader.page
    reader.map.get_by_role("button", name="near Sudzha").first.click()
    page.locator(".dl-card").first.wait_for()
    page.wait_for_function("() => document.querySelectorAll('.dl-card').length === 1")
    card = " ".join(page.locator(".dl-card").inner_text().split())
    assert "U.S. intelligence" in card
    for words in SUDZHA:
        assert words in card
    page.get_by_role("tab", name="Figures", exact=True).click()
    page.wait_for_function("() => document.querySelectorAll('tbody tr').length === 1")
    row = " ".join(page.locator("tbody tr").inner_text().split())
    for cell in ("10,000", "present", "North Korean troops", "U.S. intelligence", "by about 7 Nov 2024", "near Sudzha"):
        assert cell in row


def test_a_reloaded_link_restores_everything(reader):
    page = reader.page
    page.get_by_role("checkbox", name="Zelenskyy", exact=False).first.check()
    slider = page.get_by_role("slider", name="From", exact=True)
    slider.focus()
    for _ in range(3):
        page.keyboard.press("PageUp")
    page.get_by_role("tab", name="Positions", exact=True).click()
    page.wait_for_function("() => location.search.includes('positions') && location.search.includes('from=')")
    page.wait_for_function("() => location.search.includes('claimant=zelenskyy')")
    page.locator(".dl-scroll:not([aria-busy])").wait_for()
    first = slider.get_attribute("aria-valuetext")
    reader.map.wait_for_function("(first) => window.dateline.stats().from === first", arg=first)
    status, window, link = reader.status(), reader.stats(), page.url
    page.goto("about:blank")
    page.goto(link)
    reader.wait_for_map()
    reader.wait_for_status(status[0])
    page.wait_for_function(
        "() => document.querySelector('[role=tab][aria-selected=true]').textContent.trim() === 'Positions'"
    )
    assert reader.status() == status
    reader.map.wait_for_function(
        "({from, to}) => window.dateline.stats().from === from && window.dateline.stats().to === to", arg=window
    )
    page.wait_for_function("() => document.querySelector('.dl-filters :checked')")
    assert page.get_by_role("checkbox", name="Zelenskyy", exact=False).first.is_checked()


@pytest.mark.parametrize(
    "query",
    [
        "from=yesterday&to=2025-13-45",
        "claimant=nobody",
        "select=cell:nan/1/1",
        "clock=never&tab=x&page=-4",
        "map=a,b,c",
        "text=%00%ff",
    ],
)
def test_a_broken_link_falls_back_without_an_error(open_reader, page_address, query):
    reader = open_reader()
    reader.page.goto(f"{page_address}/?{query}")
    reader.page.get_by_role("status").wait_for()
    assert reader.page.get_by_test_id("stException").count() == 0
    reader.status()
    assert reader.errors == []


def test_an_emptied_view_says_which_filter_did_it(open_reader, page_address):
    reader = open_reader()
    reader.page.goto(f"{page_address}/?claimant=hur&from=2025-02-20")
    reader.wait_for_status(0)
    reader.page.get_by_text("emptied it").first.wait_for()


def test_the_keyboard_alone_can_do_it(reader):
    page = reader.page
    reached = []
    page.keyboard.press("Tab")
    for _ in range(140):
        name = page.evaluate(
            """() => { let e = document.activeElement;
              return e ? `${e.tagName}:${e.getAttribute('aria-label') ?? e.textContent.trim().slice(0, 40)}` : ''; }"""
        )
        reached.append(name)
        page.keyboard.press("Tab")
    text = json.dumps(reached)
    for name in ("From", "To", "Play", "Previous date", "Next date", "Statements", "Copy citation"):
        assert name in text, name
    assert "IFRAME" in text or any("Sudzha" in one for one in reached)


def test_the_table_is_taken_away_as_csv_of_the_filtered_view(reader):
    page = reader.page
    page.get_by_role("checkbox", name="Kyiv Independent, 27 Feb 2025").check()
    reader.wait_for_status(18)
    page.get_by_role("button", name="Take away").click()
    with page.expect_download() as download:
        page.get_by_text("CSV of this view").click()
    lines = download.value.path().read_text("utf-8").splitlines()
    assert len({line.split('","')[0] for line in lines[1:]}) == 18


def test_in_the_said_clock_the_line_at_the_top_counts_nothing_later(open_reader, page_address):
    reader = open_reader().open(f"{page_address}/?clock=said&to=2024-12-10")
    line = reader.page.locator(".dl-head-counts").filter(has_text="As of 10 Dec 2024: 2 reports, ")
    assert f" {reader.status()[0]} statements by " in line.inner_text()
    reader.page.get_by_role("slider", name="To", exact=True).press("End")
    reader.page.locator(".dl-head-counts").filter(has_text="5 reports").wait_for()
