"""The map frame in a sandboxed iframe: what it shows, what it says to the page, and what words cannot do to it."""

import pytest

from events.tally import DRAWN, EXACT, HOLLOW, NO_INDEX, PRIMARY, STRUCK
from tests.browser.harness.layer_page import (
    DAYS,
    EPOCH,
    five_articles,
    free_tally,
    free_words,
    make_tally,
    make_words,
    opened_page,
    serve,
)

pytestmark = pytest.mark.browser
WHOLE = (EPOCH, EPOCH + DAYS - 1)
HOSTILE = "<img src=x onerror=document.title='run'>{{7*191}}"


@pytest.fixture(scope="module")
def harness():
    with serve() as serving:
        serving.add("five", make_tally(five_articles()), make_words())
        serving.add("free", free_tally(5000, days=DAYS), free_words())
        serving.add("few", free_tally(30, days=DAYS), free_words())
        yield serving


@pytest.fixture
def page(chromium, harness):
    with opened_page(chromium, harness) as opened:
        yield opened


def frame_of(page):
    return page.frames[1]


def stats(page):
    return frame_of(page).evaluate("window.dateline.stats()")


def give(page, name="five", window=WHOLE, **masks):
    page.evaluate("(name) => sendTally(name)", name)
    page.evaluate("(masks) => send({type: 'masks', facets: {}, exact: false, speaking: false, ...masks})", masks)
    move(page, *window)


def move(page, first, last):
    """Send a window and wait until it is painted."""
    painted = len(marks(page))
    page.evaluate("([from, to]) => send({type: 'window', from, to})", [first, last])
    frame_of(page).wait_for_function(
        "(before) => performance.getEntriesByName('dateline:painted').length > before", arg=painted
    )


def marks(page):
    return frame_of(page).evaluate("performance.getEntriesByName('dateline:painted').map(({detail}) => detail)")


def button(page, name):
    return page.frame_locator("iframe").get_by_role("button", name=name)


def heard(page, kind):
    """The last message of a kind that the frame sent."""
    page.wait_for_function("(kind) => last(kind)", arg=kind)
    return page.evaluate("(kind) => { const {type, ...rest} = last(kind); return rest; }", kind)


def sums_of(found):
    return found["bubbleSum"] + found["pointSum"] + found["glyphSum"] + found["areaSum"]


def test_the_opening_view_names_what_the_articles_place(page):
    give(page)
    for name in ("near Sudzha · 1", "Pokrovsk: not sent here · 1", "Khabarovsk region · 1 event"):
        assert button(page, name).is_visible()
    assert button(page, "Somewhere in Kursk Oblast: 14 events, 52 statements").is_visible()
    assert frame_of(page).locator(".dl-place[data-manner=near]").count() == 1
    assert frame_of(page).locator(".dl-place[data-manner=struck]").count() == 1


def test_the_shelf_has_one_glyph_an_event_in_order_of_its_first_day(page):
    give(page)
    glyphs = frame_of(page).locator(".dl-shelf").first.locator(".dl-event:enabled")
    assert glyphs.evaluate_all("(all) => all.map((one) => one.dataset.select)") == [
        f"event:event-{n}" for n in range(14)
    ]


def test_glyphs_and_counts_follow_the_window(page):
    give(page, window=(EPOCH, EPOCH + 20))
    assert button(page, "Somewhere in Kursk Oblast: 2 events, 6 statements").is_visible()
    assert stats(page)["glyphs"] == 2
    move(page, EPOCH + 5, EPOCH + 10)
    assert stats(page)["placed"] == 0
    button(page, "Somewhere in Kursk Oblast").wait_for(state="hidden")
    assert button(page, "near Sudzha").count() == 0


def test_in_the_said_clock_the_shelf_has_no_sign_of_what_is_not_in_the_window(page):
    give(page, window=(EPOCH, EPOCH + 20))
    glyphs = frame_of(page).locator(".dl-shelf").first.locator(".dl-event")
    seen = "(all) => all.filter((one) => one.checkVisibility()).length"
    assert glyphs.evaluate_all(seen) == 14
    before = frame_of(page).locator(".dl-shelf").first.bounding_box()
    give(page, window=(EPOCH, EPOCH + 20), said=True)
    assert glyphs.evaluate_all(seen) == stats(page)["glyphs"] == 2
    assert box_of(frame_of(page).locator(".dl-shelf").first)[:2] == (before["x"], before["y"])
    move(page, *WHOLE)
    assert glyphs.evaluate_all(seen) == 14
    move(page, EPOCH, EPOCH + 20)
    give(page, window=(EPOCH, EPOCH + 20))
    assert glyphs.evaluate_all(seen) == 14


@pytest.mark.parametrize("name", ["five", "free", "few"])
@pytest.mark.parametrize("speaking", [False, True])
def test_marks_add_up_to_the_placed_count(page, name, speaking):
    give(page, name, speaking=speaking)
    epoch = EPOCH if name == "five" else 18262
    for first, last in ((0, 272), (40, 90), (88, 110), (200, 200)):
        move(page, epoch + first, epoch + last)
        found = stats(page)
        assert sums_of(found) == found["placed"]
        assert found["marks"] == found["bubbles"] + found["points"] + found["glyphs"] + found["areas"]


def test_fewer_than_fifty_rows_are_points_and_more_are_bubbles(page):
    give(page, "few", (18262, 18262 + DAYS))
    found = stats(page)
    assert (found["bubbles"], found["pointSum"]) == (0, 30)
    give(page, "free", (18262, 18262 + DAYS))
    found = stats(page)
    assert (found["points"], found["bubbleSum"]) == (0, 5000)
    assert 0 < found["bubbles"] < 5000


def test_a_place_where_somebody_spoke_is_shown_only_in_its_layer(page):
    give(page)
    assert button(page, "Budapest").count() == 0
    give(page, speaking=True)
    assert button(page, "Budapest: spoke here · 1 statement").is_visible()


@pytest.mark.parametrize(
    ("name", "select"),
    [
        ("near Sudzha · 1", "place:ru-sudzha"),
        ("Pokrovsk: not sent here · 1", "place:ua-pokrovsk"),
        ("Somewhere in Kursk Oblast", "area:ru-krs"),
        ("Casualties: Reported event 2,", "event:event-2"),
    ],
)
def test_a_click_says_what_was_chosen(page, name, select):
    give(page)
    button(page, name).click()
    assert heard(page, "click") == {"select": select}


def test_a_click_on_the_hatch_opens_the_area(page):
    give(page)
    spot = frame_of(page).evaluate(
        "(() => { const {x, y} = map.latLngToContainerPoint([51.95, 36.4]); return [x, y]; })()"
    )
    page.mouse.click(*spot)
    assert heard(page, "click") == {"select": "area:ru-krs"}


@pytest.mark.parametrize("name", ["few", "free"])
def test_a_click_on_a_bubble_or_point_names_a_cell_that_holds_it(page, name):
    give(page, name, (18262, 18262 + DAYS))
    spot = frame_of(page).evaluate(
        """async (name) => {
          const T = await import("../assets/v/tally.js");
          const answer = await fetch(new URL(`../data/${name}.bin`, document.baseURI));
          const {x, y} = T.decode(await answer.arrayBuffer());
          const world = 256 * 2 ** map.getZoom(), {min} = map.getPixelBounds();
          window.spots = [...x].map((_, row) => [x[row] * world - min.x, y[row] * world - min.y]);
          return window.spots.find(([x, y]) => x > 200 && x < 900 && y > 150 && y < 600);
        }""",
        name,
    )
    page.mouse.click(*spot)
    kind, _, cell = heard(page, "click")["select"].partition(":")
    size, cx, cy = (float(part) for part in cell.split("/"))
    assert kind == "cell"
    columns = free_tally({"few": 30, "free": 5000}[name], days=DAYS).columns
    inside = [
        int(x * size) == cx and int(y * size) == cy
        for x, y in zip(columns["x"].astype(float), columns["y"].astype(float), strict=True)
    ]
    assert sum(inside) == 1 if name == "few" else sum(inside) >= 1


def test_what_is_chosen_gets_a_heavy_outline(page):
    give(page)
    page.evaluate("send({type: 'select', select: 'event:event-0'})")
    frame_of(page).wait_for_function("document.querySelectorAll('.dl-chosen').length === 2")
    chosen = (
        frame_of(page).locator(".dl-chosen").evaluate_all("(all) => all.map((one) => one.getAttribute('aria-label'))")
    )
    assert sorted(text.split(":")[0].split(" ·")[0] for text in chosen) == ["Deployment", "near Sudzha"]
    page.evaluate("send({type: 'select', select: null})")
    frame_of(page).wait_for_function("document.querySelectorAll('.dl-chosen').length === 0")


def test_every_drawn_window_leaves_a_mark_even_if_nothing_changed(page):
    give(page)
    before = len(marks(page))
    for _ in range(3):
        move(page, *WHOLE)
    assert marks(page)[before:] == [{"from": "2024-08-01", "to": "2025-04-30"}] * 3


def test_a_burst_of_windows_is_drawn_once_with_the_last(page):
    give(page)
    before = len(marks(page))
    page.evaluate(
        "(day) => { for (let n = 0; n < 30; n++) port.postMessage({type: 'window', from: day, to: day + n}); }", EPOCH
    )
    frame_of(page).wait_for_function("window.dateline.stats().to === '2024-08-30'")
    frame_of(page).wait_for_function(
        "performance.getEntriesByName('dateline:painted').at(-1).detail.to === '2024-08-30'"
    )
    assert len(marks(page)) - before < 30


# From here on nothing is drawn: what asks for a frame is held, and what had asked before has had its frame.
HOLD_FRAMES = """async () => {
  window.draw = requestAnimationFrame;
  window.held = [];
  window.requestAnimationFrame = (on) => window.held.push(on);
  for (let frame = 0; frame < 2; frame++) await new Promise((done) => window.draw.call(window, done));
}"""


def test_the_numbers_stay_those_of_the_last_frame_until_the_next_one(page):
    give(page)
    before = stats(page)
    assert before["statements"] > 0
    frame = frame_of(page)
    frame.evaluate(HOLD_FRAMES)
    masks = "send({type: 'masks', facets: {side: [0]}, exact: false, speaking: false})"
    for dark, message in ((True, masks), (False, "sendTally('few')")):
        page.evaluate(message)
        page.evaluate("(dark) => send({type: 'theme', dark})", dark)  # told in order: what came before it was heard
        frame.wait_for_selector(f".dl-map[data-theme={'dark' if dark else 'light'}]")
        assert stats(page) == before
    frame.evaluate("() => { window.requestAnimationFrame = window.draw; window.held.forEach((on) => on()); }")
    assert stats(page)["events"] == 30 != before["events"]


def test_the_page_is_told_the_counts_after_a_draw(page):
    give(page, window=(EPOCH, EPOCH + 20))
    page.wait_for_function("(to) => last('counts')?.to === to", arg=EPOCH + 20)
    told = heard(page, "counts")
    assert page.evaluate("[...last('counts').facets.side]") == [3, 1, 3]
    assert told["statements"] == told["placed"] == 6
    assert (len(told["bins"]), told["binDays"]) == (DAYS, 1)


def test_a_mask_filters_what_is_drawn_and_keeps_its_own_values_counted(page):
    give(page, facets={"side": [1]})
    page.wait_for_function("last('counts')?.statements === 14")
    assert stats(page)["placed"] == 14
    assert page.evaluate("[...last('counts').facets.side]") == [27, 14, 27]


def test_the_edge_button_flies_to_its_place_and_reset_returns(page):
    give(page)
    before = frame_of(page).evaluate("map.getCenter().lng")
    button(page, "Khabarovsk region").click()
    frame_of(page).wait_for_function("map.getCenter().lng > 120")
    button(page, "Somewhere in Khabarovsk region: 1 event, 1 statement").wait_for()
    assert heard(page, "moved")["map"].split(",")[1].startswith("13")
    button(page, "Reset view").click()
    frame_of(page).wait_for_function("(lng) => Math.abs(map.getCenter().lng - lng) < 0.1", arg=before)


def test_a_window_keeps_pan_and_zoom(page):
    give(page)
    page.evaluate("send({type: 'fly', center: [51.2, 35.3], zoom: 8})")
    frame_of(page).wait_for_function("map.getZoom() === 8")
    move(page, EPOCH, EPOCH + 100)
    give(page, "five", (EPOCH, EPOCH + 120))
    assert frame_of(page).evaluate("[map.getZoom(), map.getCenter().lat.toFixed(1)]") == [8, "51.2"]


def test_the_marks_of_the_canvas_are_reached_by_keyboard(page):
    give(page, "few", (18262, 18262 + DAYS))
    cursor = frame_of(page).locator(".dl-cursor")
    cursor.focus()
    cursor.press("ArrowRight")
    assert "1 event" in cursor.get_attribute("aria-label")
    cursor.press("Enter")
    assert heard(page, "click")["select"].startswith("cell:16777216/")


def test_words_from_data_are_only_ever_text(page, harness):
    words = make_words()
    for place in words["places"]:
        place["name"] = place["label"] = HOSTILE
    for event in words["events"]:
        event |= {"title": HOSTILE, "kind": HOSTILE}
    harness.add("hostile", make_tally(five_articles()), words)
    give(page, "hostile")
    assert button(page, f"near {HOSTILE} · 1").count() == 1
    frame_of(page).locator(".dl-event:enabled").first.hover()
    assert HOSTILE in frame_of(page).locator(".dl-hint").text_content()
    assert frame_of(page).locator("#map_0 img[src=x]").count() == 0
    assert "1337" not in frame_of(page).locator("body").inner_text()


def test_damaged_data_are_named_and_the_map_keeps_what_it_had(page, harness):
    give(page)
    harness.add("damaged", b"DLT1 and then nothing", make_words())
    page.evaluate("sendTally('damaged')")
    notice = page.frame_locator("iframe").get_by_role("alert")
    notice.filter(has_text="The map data are cut off in their header.").wait_for()
    move(page, EPOCH, EPOCH + 20)
    assert button(page, "Somewhere in Kursk Oblast: 2 events, 6 statements").is_visible()
    give(page)
    assert notice.is_hidden()


def test_marks_work_without_the_base_map(chromium, harness):
    harness.broken.add("/basemap/v/")
    try:
        with opened_page(chromium, harness) as page:
            give(page)
            assert button(page, "near Sudzha · 1").is_visible()
            assert button(page, "Somewhere in Kursk Oblast: 14 events, 52 statements").is_visible()
    finally:
        harness.broken.clear()


def test_only_the_page_that_holds_the_frame_may_give_it_a_port(page):
    give(page)
    frame_of(page).evaluate(
        """() => {
          const {port1, port2} = new MessageChannel();
          window.answered = false;
          port1.onmessage = () => (window.answered = true);
          window.postMessage({dateline: "hello"}, "*", [port2]);
        }"""
    )
    move(page, *WHOLE)
    assert frame_of(page).evaluate("window.answered") is False


def crowd(places):
    """A tally and words of so many towns, each with one row; the last one says "not there"."""
    flags = [PRIMARY | DRAWN | EXACT] * (places - 1) + [PRIMARY | DRAWN | HOLLOW | STRUCK]
    rows = [{"place": 1, "event": NO_INDEX, "start": n, "end": n, "flags": flags[n], "side": 0} for n in range(places)]
    tally = make_tally(rows)
    tally.columns["place"][:] = range(places)
    sudzha = make_words()["places"][1]
    towns = [
        sudzha
        | {"id": f"town-{n}", "label": f"Town {n}", "latitude": 49 + n % 9 * 0.3, "longitude": 33.5 + n // 9 * 0.6}
        for n in range(places)
    ]
    return tally, make_words(places=towns)


@pytest.mark.parametrize(("places", "are_marks"), [(45, True), (60, False)])
def test_more_than_fifty_places_in_view_become_bubbles_but_not_the_struck_ones(page, harness, places, are_marks):
    harness.add("crowd", *crowd(places))
    give(page, "crowd")
    found = stats(page)
    assert found["placed"] == found["inView"] == places
    assert found["pointSum"] == found["points"] == (places if are_marks else 1)
    assert found["bubbleSum"] == places - found["pointSum"]
    assert button(page, f"Town {places - 1}: not sent here · 1").count() == 1


def test_more_than_forty_events_in_an_area_say_how_many_are_left_out(page, harness):
    flags = PRIMARY | DRAWN | EXACT
    rows = [{"place": 0, "event": n, "start": n, "end": n, "flags": flags, "side": 0} for n in range(60)]
    events = [{"id": f"e{n}", "title": f"Event {n}", "kind": "combat"} for n in range(60)]
    harness.add("long", make_tally(rows), make_words(events=events))
    give(page, "long")
    assert stats(page)["glyphs"] == 40
    assert frame_of(page).locator(".dl-more").first.text_content() == "+20"
    move(page, EPOCH + 50, EPOCH + 54)
    assert stats(page)["glyphs"] == 5


def test_an_area_without_any_event_has_one_glyph_for_its_statements(page, harness):
    rows = [{"place": 0, "event": NO_INDEX, "start": 5, "end": 5, "flags": PRIMARY | DRAWN, "side": 0}] * 3
    harness.add("eventless", make_tally(rows), make_words())
    give(page, "eventless")
    found = stats(page)
    assert (found["glyphs"], found["glyphSum"], found["areaSum"]) == (1, 0, 3)
    frame_of(page).locator(".dl-event").click()
    assert heard(page, "click") == {"select": "area:ru-krs"}


def box_of(locator):
    box = locator.bounding_box()
    return box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]


@pytest.mark.parametrize("speaking", [False, True])
def test_a_small_map_names_every_place_and_covers_none(chromium, harness, speaking):
    areas = [
        ("ua-donetsk", "Donetsk Oblast", 48.0, 37.8, "UA-14"),
        ("ua-luhansk", "Luhansk Oblast", 48.9, 39.0, "UA-09"),
    ]
    words = make_words()
    home = next(place for place in words["places"] if place["boundary"])
    for key, name, latitude, longitude, boundary in areas:
        area = {"id": key, "name": name, "label": name, "latitude": latitude, "longitude": longitude}
        words["places"].append(home | area | {"boundary": boundary})
    rows = five_articles()
    flags = PRIMARY | DRAWN
    rows += [{"place": 0, "area": 5 + n, "event": n, "start": 9, "end": 9, "flags": flags, "side": 0} for n in (0, 1)]
    rows.sort(key=lambda row: row["start"])
    tally = make_tally(rows)
    tally.columns["place"][:] = [row.get("area", row["place"]) for row in rows]
    harness.add("areas", tally, words)
    with opened_page(chromium, harness, 366, 360) as page:
        give(page, "areas", speaking=speaking)
        for name in ("near Sudzha · 1", "Pokrovsk: not sent here · 1"):
            place = button(page, name)
            label = place.locator(".dl-label")
            assert label.is_visible()
            left, _, right, _ = box_of(label)
            assert 0 <= left < right <= 366
            over = place.evaluate("""(place) => {
                const {x, y, width, height} = place.getBoundingClientRect();
                return place.contains(document.elementFromPoint(x + width / 2, y + height / 2));
            }""")
            assert over


def test_labels_and_shelf_do_not_overlap(page):
    give(page)
    boxes = [box_of(one) for one in frame_of(page).locator(".dl-label, .dl-shelf, .dl-edge").all() if one.is_visible()]
    assert len(boxes) == 4
    for at, (left, top, right, bottom) in enumerate(boxes):
        assert 0 <= left < right <= 1400
        for other in boxes[:at]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
