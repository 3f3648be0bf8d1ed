"""The way to the map frame: what it is told, also when it is replaced, and what it says."""

from __future__ import annotations

import pytest

from tests.browser.page_harness.harness import Screen, day, serve

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


def type_window(screen, first, last):
    screen.page.get_by_label("First day", exact=True).fill(first)
    screen.page.get_by_label("Last day", exact=True).fill(last)


def test_a_view_from_elsewhere_moves_handles_and_frame(screen):
    screen.open().forget()
    screen.page.evaluate(
        "bus.change({from: '2025-01-09', to: '2025-02-07', select: 'place:sudzha', map: '51.2,35.3,7'})"
    )
    assert screen.window() == ("2025-01-09", "2025-02-07")
    expected = {"type": "window", "from": day("2025-01-09"), "to": day("2025-02-07")}
    assert screen.wait_heard("window") == [expected]
    assert screen.wait_heard("select")[-1]["select"] == "place:sudzha"
    assert screen.wait_heard("fly")[-1] == {"type": "fly", "center": [51.2, 35.3], "zoom": 7}


def test_a_new_frame_is_told_everything_again(screen):
    screen.open()
    type_window(screen, "2024-10-01", "2024-12-31")
    screen.page.evaluate("""() => {
        const old = document.querySelector('iframe');
        const fresh = old.cloneNode();
        old.replaceWith(fresh);
    }""")
    assert screen.wait_heard("tally")
    assert screen.wait_heard("window")[-1]["from"] == day("2024-10-01")
    assert screen.wait_heard("theme")[-1]["dark"] is False
    assert screen.wait_heard("masks")


def test_a_layer_that_answers_twice_is_told_nothing_twice(screen):
    screen.open()
    hellos = screen.frame.evaluate("hellos")
    screen.page.evaluate("document.querySelector('iframe').dispatchEvent(new Event('load'))")
    screen.frame.wait_for_function("(before) => hellos > before", arg=hellos)
    screen.page.evaluate("bus.change({select: 'place:sudzha'})")
    screen.frame.wait_for_function("heard.some(({select}) => select === 'place:sudzha')")
    assert len(screen.heard("tally")) == 1
    screen.frame_tells({"type": "click", "select": "event:e1"})
    screen.page.wait_for_function("bus.last('select') === 'event:e1'")


def test_a_frame_that_loads_anew_is_told_everything_again(screen):
    screen.open()
    screen.page.evaluate("document.querySelector('iframe').src += '&again'")
    screen.frame.wait_for_function("location.href.endsWith('again')")
    assert screen.wait_heard("tally")
    assert screen.wait_heard("window")


def test_the_frames_words_reach_the_bus(screen):
    screen.open().forget()
    screen.frame_tells({"type": "click", "select": "event:e1"})
    screen.page.wait_for_function("bus.last('select') === 'event:e1'")
    screen.frame_tells({"type": "moved", "map": "50,40,5"})
    screen.page.wait_for_function("bus.last('view').map === '50,40,5'")
    screen.frame_tells({"type": "counts", "statements": 7, "facets": {"side": [3, 4]}})
    screen.page.wait_for_function("bus.last('counts').statements === 7")
    assert screen.heard("fly") == []  # the frame is where it says it is


def test_the_theme_is_told_to_the_frame(screen):
    screen.open()
    assert screen.wait_heard("theme")[-1]["dark"] is False
    screen.page.evaluate("wear(true)")
    assert screen.wait_heard("theme", 2)[-1]["dark"] is True


@pytest.mark.parametrize("status", [404, 500])
def test_a_tally_that_does_not_come_is_said_and_asked_again(screen, status):
    screen.site.tally_status = status
    screen.open()
    alert = screen.page.get_by_role("alert")
    alert.wait_for()
    assert f"the server answered {status}" in alert.inner_text()
    screen.site.tally_status = 200
    alert.get_by_role("button", name="Retry").click()
    assert screen.wait_heard("tally")
    alert.wait_for(state="hidden")


def test_full_screen_covers_the_page_until_escape(screen):
    screen.open()
    screen.frame_tells({"type": "fullscreen", "on": True})
    screen.page.wait_for_selector("iframe.dl-frame-full")
    assert screen.page.locator("iframe").bounding_box() == {"x": 0, "y": 0, "width": 1400, "height": 900}
    screen.page.keyboard.press("Escape")
    screen.page.wait_for_selector("iframe:not(.dl-frame-full)")
    assert screen.wait_heard("fullscreen")[-1]["on"] is False


def test_map_and_scrubber_fit_without_scrolling(screen):
    screen.open()
    screen.page.wait_for_function("document.documentElement.scrollHeight <= innerHeight")
    assert screen.page.locator("iframe").bounding_box()["height"] > 500


def test_a_port_that_is_there_before_the_frame_waits_for_it(screen):
    screen.open()
    is_waiting = screen.page.evaluate(
        """async () => {
          const loaded = performance.getEntriesByType("resource").map((one) => one.name);
          const address = loaded.find((name) => name.endsWith("frame-port.js"));
          const { FramePort } = await import(address);
          document.querySelectorAll('iframe').forEach((frame) => frame.remove());
          const port = new FramePort(() => {}, () => {});
          const isWaiting = port.frame === null && !port.isReady;
          port.stop();
          return isWaiting;
        }"""
    )
    assert is_waiting
