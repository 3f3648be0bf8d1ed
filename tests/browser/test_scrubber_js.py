"""The scrubber: names, keys, what an input does and in which order, steps and drags."""

from __future__ import annotations

import pytest

from tests.browser.held_clock import hold_clock
from tests.browser.page_harness.harness import Screen, day, serve

pytestmark = pytest.mark.browser
WHOLE = ("2024-08-01", "2025-04-30")


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


def press(screen, name, key):
    slider = screen.page.get_by_role("slider", name=name, exact=True)
    slider.focus()
    screen.page.keyboard.press(key)


def click(screen, name):
    screen.page.get_by_role("button", name=name, exact=True).click()


def type_window(screen, first, last):
    screen.page.get_by_label("First day", exact=True).fill(first)
    screen.page.get_by_label("Last day", exact=True).fill(last)


def lane(screen):
    return screen.page.locator(".dl-histogram").bounding_box()


def x_of(screen, iso):
    box = lane(screen)
    days = day(WHOLE[1]) - day(WHOLE[0]) + 1
    return box["x"] + (day(iso) - day(WHOLE[0]) + 0.5) / days * box["width"]


def drag(screen, begin, end, steps=6):
    mouse, y = screen.page.mouse, lane(screen)["y"] + 20
    mouse.move(begin, y)
    mouse.down()
    mouse.move(end, y, steps=steps)
    mouse.up()


def test_names_that_a_screen_reader_hears(screen):
    group = screen.open().page.get_by_role("group", name="Time window", exact=True)
    for name in ("From", "To"):
        slider = group.get_by_role("slider", name=name, exact=True)
        assert slider.evaluate("(input) => [input.min, input.max, input.step]") == [
            str(day(WHOLE[0])),
            str(day(WHOLE[1])),
            "1",
        ]
        assert screen.page.get_by_label(name, exact=True).count() == 1
    for name in ("First day", "Last day"):
        assert group.get_by_label(name, exact=True).input_value() == (WHOLE[0] if name == "First day" else WHOLE[1])
    for name in ("Play", "Previous date", "Next date", "First", "Last", "All"):
        assert group.get_by_role("button", name=name, exact=True).count() == 1
    clock = group.get_by_role("radiogroup", name="Clock", exact=True)
    assert [clock.get_by_role("radio", name=name, exact=True).is_checked() for name in ("About", "Said")] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("name", "key", "expected"),
    [
        ("From", "ArrowRight", ("2024-08-02", WHOLE[1])),
        ("From", "PageUp", ("2024-08-08", WHOLE[1])),
        ("From", "ArrowLeft", WHOLE),
        ("From", "End", (WHOLE[1], WHOLE[1])),
        ("To", "ArrowLeft", (WHOLE[0], "2025-04-29")),
        ("To", "PageDown", (WHOLE[0], "2025-04-23")),
        ("To", "Home", (WHOLE[0], WHOLE[0])),
    ],
)
def test_a_key_moves_one_end_and_the_other_stops_it(screen, name, key, expected):
    screen.open()
    press(screen, name, key)
    assert screen.window() == expected


def test_handles_do_not_pass_each_other(screen):
    screen.open()
    type_window(screen, "2025-01-09", "2025-01-09")
    press(screen, "From", "ArrowRight")
    press(screen, "To", "ArrowLeft")
    assert screen.window() == ("2025-01-09", "2025-01-09")


def test_an_input_is_marked_then_posted_then_told_to_the_page(screen):
    screen.open()
    screen.page.evaluate("""() => {
        window.order = [];
        const mark = performance.mark.bind(performance);
        performance.mark = (name) => { order.push(name); return mark(name); };
        const post = MessagePort.prototype.postMessage;
        MessagePort.prototype.postMessage = function (message, transfer) {
            order.push(message.type);
            return post.call(this, message, transfer);
        };
        bus.addEventListener('view', () => order.push('view'));
        document.querySelector('.dl-range-from').addEventListener('input', () => order.push('end of input'));
    }""")
    press(screen, "From", "ArrowRight")
    order = screen.page.evaluate("order")
    assert order[:4] == ["dateline:input", "window", "view", "end of input"]
    assert order.count("window") == 1  # the commit after it tells only the page
    assert screen.page.evaluate("performance.getEntriesByName('dateline:input').length") == 1


def test_windows_reach_the_frame_as_integers(screen):
    screen.open().forget()
    press(screen, "From", "ArrowRight")
    expected = {"type": "window", "from": day("2024-08-02"), "to": day(WHOLE[1])}
    assert screen.wait_heard("window")[-1] == expected
    assert all(isinstance(message[end], int) for message in screen.heard("window") for end in ("from", "to"))


def test_a_key_press_is_live_first_and_committed_at_its_end(screen):
    screen.open().forget()
    press(screen, "To", "ArrowLeft")
    assert screen.said("dragging") == [True, False]
    assert screen.view()["to"] == "2025-04-29"
    assert screen.view()["from"] is None  # an end at the period's own stays open


def test_a_key_held_down_is_one_drag(screen):
    screen.open()
    screen.page.get_by_role("slider", name="From", exact=True).focus()
    screen.forget()
    for _ in range(5):
        screen.page.keyboard.down("ArrowRight")
    assert screen.window()[0] == "2024-08-06"
    assert screen.said("dragging")[-1] is True
    screen.page.keyboard.up("ArrowRight")
    assert screen.said("dragging")[-1] is False


def test_dragging_a_handle_sends_windows_and_a_last_commit(screen):
    screen.open().forget()
    box = lane(screen)
    drag(screen, box["x"] - 8, x_of(screen, "2024-11-07"), steps=8)
    assert len(screen.wait_heard("window", 5)) >= 5
    assert screen.said("dragging") == [True, False]
    first = screen.window()[0]
    assert abs(day(first) - day("2024-11-07")) <= 5
    assert screen.view()["from"] == first


def test_a_handle_let_go_where_it_was_taken_up_rests(screen):
    box = screen.open().page.get_by_role("slider", name="To", exact=True).bounding_box()
    mouse, x, y = screen.page.mouse, box["x"] + box["width"] - 10, box["y"] + box["height"] / 2
    mouse.move(x, y)
    mouse.down()
    mouse.move(x - 200, y, steps=4)
    mouse.move(x, y, steps=4)
    assert screen.said("dragging") == [True]
    mouse.up()
    assert screen.said("dragging") == [True, False]


def test_a_drag_on_the_body_makes_a_window_and_then_moves_it(screen):
    screen.open()
    drag(screen, x_of(screen, "2024-12-01"), x_of(screen, "2024-12-31"))
    assert screen.window() == ("2024-12-01", "2024-12-31")
    drag(screen, x_of(screen, "2024-12-15"), x_of(screen, "2025-01-15"))
    assert screen.window() == ("2025-01-01", "2025-01-31")
    drag(screen, x_of(screen, "2025-01-15"), x_of(screen, "2025-04-30"))
    assert screen.window() == ("2025-03-31", "2025-04-30")
    drag(screen, x_of(screen, "2024-10-10"), x_of(screen, "2024-10-01"))
    assert screen.window() == ("2024-10-01", "2024-10-10")
    assert screen.said("dragging")[-1] is False


def test_a_finger_moves_the_window(chromium):
    with serve() as site:
        context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
        screen = Screen(context.new_page(), site).open()
        screen.page.locator(".dl-scrubber").scroll_into_view_if_needed()
        client = context.new_cdp_session(screen.page)
        y = lane(screen)["y"] + 20
        for kind, iso in (("touchStart", "2024-12-01"), ("touchMove", "2024-12-20"), ("touchMove", "2024-12-31")):
            points = [{"x": x_of(screen, iso), "y": y}]
            client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        screen.page.wait_for_function("bus.last('dragging') === false")
        assert screen.window() == ("2024-12-01", "2024-12-31")
        context.close()


@pytest.mark.parametrize(
    ("window", "button", "expected"),
    [
        (None, "Next date", ("2024-08-06", "2024-08-06")),
        (None, "Previous date", ("2025-02-27", "2025-02-27")),
        (None, "First", ("2024-08-06", "2024-08-06")),
        (None, "Last", ("2025-02-27", "2025-02-27")),
        (("2024-11-07", "2024-11-07"), "Next date", ("2025-01-09", "2025-01-09")),
        (("2024-11-07", "2024-11-07"), "Previous date", ("2024-10-13", "2024-10-13")),
        (("2024-11-01", "2024-11-10"), "Next date", ("2024-12-31", "2025-01-09")),
        (("2024-08-01", "2024-11-07"), "Next date", ("2024-08-01", "2025-01-09")),
        (("2024-11-01", "2024-11-10"), "All", WHOLE),
        (("2025-03-01", "2025-03-02"), "Next date", ("2025-03-01", "2025-03-02")),
    ],
)
def test_steps_from_date_to_date(screen, window, button, expected):
    screen.open()
    if window:
        type_window(screen, *window)
    screen.page.get_by_role("button", name=button, exact=True).click(force=True)
    assert screen.window() == expected


def test_a_run_of_steps_keeps_the_readers_width(screen):
    screen.open()
    type_window(screen, "2024-08-20", "2024-09-02")
    for _ in range(2):
        click(screen, "Next date")
    click(screen, "Previous date")
    click(screen, "Previous date")
    assert screen.window() == ("2024-08-01", "2024-08-06")  # cut short by the period's start
    click(screen, "Next date")
    assert screen.window() == ("2024-09-30", "2024-10-13")


def test_a_step_that_leads_nowhere_says_so_and_keeps_the_focus(screen):
    screen.open()
    click(screen, "Last")
    button = screen.page.get_by_role("button", name="Next date", exact=True)
    assert button.get_attribute("aria-disabled") == "true"
    button.focus()
    screen.page.keyboard.press("Enter")
    assert screen.window() == ("2025-02-27", "2025-02-27")


def test_typed_dates_set_the_window_and_wait_for_a_whole_year(screen):
    screen.open()
    type_window(screen, "2024-10-01", "2024-12-31")
    assert screen.window() == ("2024-10-01", "2024-12-31")
    first = screen.page.get_by_label("First day", exact=True)
    first.fill("0002-10-01")  # the first digit of a year
    assert screen.window() == ("2024-10-01", "2024-12-31")
    assert first.get_attribute("aria-invalid") == "true"
    assert first.input_value() == "0002-10-01"
    first.blur()
    assert first.input_value() == "2024-10-01"
    first.fill("2025-02-01")  # later than the last day, which follows
    assert screen.window() == ("2025-02-01", "2025-02-01")


@pytest.mark.parametrize("leave", ["Enter", "Tab"])
def test_a_date_is_typed_as_year_month_day_whatever_the_language(screen, leave):
    screen.open()
    last = screen.page.get_by_label("Last day", exact=True)
    assert last.input_value() == WHOLE[1]
    last.select_text()
    last.press_sequentially("2025-02-0")
    assert screen.window() == WHOLE  # half a date changes nothing
    assert last.get_attribute("aria-invalid") is None
    last.press_sequentially("7")
    last.press(leave)
    assert screen.window() == (WHOLE[0], "2025-02-07")
    assert last.input_value() == "2025-02-07"


@pytest.mark.parametrize("text", ["02/07/2025", "2025-02-31", "2025-02", "soon"])
def test_what_is_no_date_is_marked_and_the_old_one_returns(screen, text):
    screen.open()
    last = screen.page.get_by_label("Last day", exact=True)
    last.fill(text)
    last.press("Enter")
    assert last.get_attribute("aria-invalid") == "true"
    assert screen.window() == WHOLE
    refusal = screen.page.get_by_role("alert").filter(has_text=f"“{text}” is not a day of these data: 1 Aug 2024 to ")
    assert refusal.is_visible()
    last.blur()
    assert (last.input_value(), last.get_attribute("aria-invalid")) == (WHOLE[1], None)
    assert refusal.is_visible()  # it can still be read when the old day is back
    last.fill("2025-02-07")
    assert not refusal.is_visible()


def test_a_cleared_date_opens_its_end(screen):
    screen.open()
    type_window(screen, "2024-10-01", "2024-12-31")
    screen.page.get_by_label("Last day", exact=True).fill("")
    screen.page.keyboard.press("Enter")
    assert screen.window() == ("2024-10-01", WHOLE[1])


def test_play_adds_up_from_the_first_date_and_commits_at_the_end(screen):
    screen.open()
    screen.page.get_by_label("Speed").select_option("8")
    screen.forget()
    hold_clock(screen.page)
    click(screen, "Play")
    screen.page.clock.run_for(1000)  # six dates, eight a second
    assert screen.said("dragging") == [True, False]
    ends = [view["to"] for view in screen.said("view")]
    assert ends[0] == "2024-08-06"
    assert ends[-1] == "2025-02-27"
    assert all(view["from"] is None for view in screen.said("view"))


def test_escape_ends_play_and_space_begins_it(screen):
    screen.open()
    hold_clock(screen.page)  # or it comes to its end before it is looked at
    screen.page.get_by_role("slider", name="To", exact=True).focus()
    screen.page.keyboard.press("Space")
    play = screen.page.get_by_role("button", name="Play", exact=True)
    assert play.get_attribute("aria-pressed") == "true"
    screen.page.keyboard.press("Escape")
    assert play.get_attribute("aria-pressed") == "false"


def test_the_clock_is_told_to_the_page(screen):
    screen.open()
    screen.page.get_by_role("radio", name="Said", exact=True).check()
    assert screen.view()["clock"] == "said"


INKED_COLUMNS = """async ([from, to]) => {
    for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame);
    const canvas = document.querySelector('.dl-histogram');
    const {data, width} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const inked = (x, top, bottom) => {
        for (let y = top; y < bottom; y++) if (data[(y * width + x) * 4 + 3] > 40) return true;
        return false;
    };
    const axis = canvas.height - 18;
    const columns = [...Array(width).keys()].filter((x) => x >= from * width && x < to * width);
    const count = (top, bottom) => columns.filter((x) => inked(x, top, bottom)).length;
    return [count(0, axis), count(axis + 5, canvas.height)];
}"""


def test_in_the_said_clock_no_bar_stands_after_the_windows_last_day(screen):
    screen.open()
    type_window(screen, "2024-10-01", "2024-12-31")
    days = day(WHOLE[1]) - day(WHOLE[0]) + 1
    later = [(day("2025-01-01") - day(WHOLE[0])) / days + 0.002, 1]
    forecasts = [(day("2025-02-28") - day(WHOLE[0])) / days, (day("2025-03-28") - day(WHOLE[0])) / days]
    bars, _ = screen.page.evaluate(INKED_COLUMNS, later)
    _, words = screen.page.evaluate(INKED_COLUMNS, forecasts)
    assert bars > 0
    screen.page.get_by_role("radio", name="Said", exact=True).check()
    assert screen.page.evaluate(INKED_COLUMNS, later)[0] == 0
    assert screen.page.evaluate(INKED_COLUMNS, [0, later[0]])[0] > 0
    assert screen.page.evaluate(INKED_COLUMNS, forecasts)[1] != words  # other words: the axis's own
    click(screen, "All")
    assert screen.page.evaluate(INKED_COLUMNS, later)[0] >= bars
    assert screen.page.evaluate(INKED_COLUMNS, forecasts)[1] == words


def test_an_update_keeps_the_instance_and_unmounting_leaves_nothing(screen):
    screen.open()
    type_window(screen, "2024-10-01", "2024-12-31")
    screen.page.evaluate("wear(false)")
    assert screen.page.locator(".dl-scrubber").count() == 1
    assert screen.window() == ("2024-10-01", "2024-12-31")
    screen.page.evaluate("undoEarlierCall()")  # Streamlit does so when data change while the module loads
    assert screen.page.locator(".dl-scrubber, .dl-filters").count() == 2
    screen.page.evaluate("unmount()")
    assert screen.page.locator(".dl-scrubber, .dl-filters").count() == 0


@pytest.mark.parametrize(("width", "height"), [(1400, 900), (1024, 768), (390, 844), (375, 667)])
def test_the_page_is_as_wide_as_the_window_and_targets_are_large(screen, width, height):
    screen.page.set_viewport_size({"width": width, "height": height})
    screen.open()
    assert screen.page.evaluate("document.documentElement.scrollWidth") <= width
    boxes = screen.page.locator(".dl-scrubber :is(button, select, input[type=text])").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect()).map(({width, height}) => Math.min(width, height))"
    )
    assert min(boxes) >= 24


COST_OF_INPUT = """async (step) => {
    const input = document.querySelector('.dl-range-from');
    const [first, costs] = [Number(input.min), []];
    for (let day = 1; day <= 200; day++) {
        input.value = first + day * step;
        const begun = performance.now();
        input.dispatchEvent(new Event('input', {bubbles: true}));
        costs.push(performance.now() - begun);
        if (day % 10 === 0) await new Promise(requestAnimationFrame);
    }
    return costs.sort((a, b) => a - b)[100];
}"""


def test_an_input_costs_little_at_ten_years_of_days(screen):
    nine_months = screen.open().page.evaluate(COST_OF_INPUT, 1)
    setup, counts = screen.site.sample["setup"], screen.site.sample["counts"]
    setup["period"] = [0, 20000]
    counts["bins"] = [index % 91 for index in range(20001)]
    counts["startDays"] = list(range(20001))
    # Milliseconds; a machine on which every input costs more than half of that is measured by itself.
    assert screen.open().page.evaluate(COST_OF_INPUT, 20) < max(2, 4 * nine_months)
