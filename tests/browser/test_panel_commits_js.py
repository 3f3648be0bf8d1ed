"""When the panel sends the view to Python, and what stays put when the answer comes."""

import itertools
from urllib.parse import parse_qs

import pytest

from dashboard.state import ViewState
from tests.browser.held_clock import hold_clock
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


@pytest.fixture(scope="module")
def site(chromium):
    with open_site(chromium) as opened:
        yield opened


@pytest.fixture
def page(site):
    with open_page(site) as opened:
        yield opened


def test_the_view_of_python_is_not_committed_back(page):
    give(page)
    give(page)
    page.evaluate("bus.change({})")
    assert views(page) == []


def test_the_view_of_python_counts_only_with_a_new_revision(page):
    give(page)
    page.evaluate("bus.change({text: 'Sudzha'})")
    give(page)
    assert page.evaluate("bus.last('view').text") == "Sudzha"
    restored = {**DATA["view"], "text": "Kursk"}
    give(page, data_with(view=restored, revision="r2"))
    assert page.evaluate("bus.last('view').text") == "Kursk"
    assert len(views(page)) == 1


def test_setup_is_announced_when_it_changes_and_before_the_view(page):
    give(page)
    give(page)
    assert [topic for topic, _ in page.evaluate("window.emitted")] == ["setup", "view"]
    give(page, data_with(setup={**DATA["setup"], "tally": "/tally/b"}))
    assert page.evaluate("window.emitted.at(-1)[1].tally") == "/tally/b"


def test_counts_of_the_server_are_announced(page):
    give(page, data_with(setup={**DATA["setup"], "counts": "server"}, counts={"placed": 7}))
    assert page.get_by_text("7 placed on the map").is_visible()


def test_a_change_is_committed_at_once(page):
    give(page)
    committed = page.evaluate("() => { bus.change({side: ['Ukraine']}); return window.calls.length; }")
    assert committed == 1


DRAG = """() => new Promise(done => {
  bus.emit("dragging", true);
  const began = performance.now();
  let day = 0;
  const step = () => {
    day += 1;
    bus.change({to: `2025-01-${String(day).padStart(5, "0")}`});
    if (performance.now() - began < 650) { setTimeout(step, 8); return; }
    bus.emit("dragging", false);
    done({took: performance.now() - began, steps: day, last: bus.last("view").to});
  };
  step();
})"""


def test_a_drag_commits_at_most_ten_times_a_second_and_ends_with_its_last_view(page):
    give(page)
    hold_clock(page)
    page.evaluate(f"() => {{ window.drag = ({DRAG})(); }}")
    page.clock.run_for(700)
    drag = page.evaluate("window.drag")
    calls = page.evaluate("window.calls")
    assert drag["steps"] > 2 * len(calls)
    assert 2 <= len(calls) <= drag["took"] / 100 + 2
    assert all(later[0] - earlier[0] >= 99 for earlier, later in itertools.pairwise(calls[:-1]))
    assert calls[-1][2]["to"] == drag["last"]


SLOW_ANSWER = """async (data) => {
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  bus.emit("dragging", true);
  bus.change({to: "2025-01-01"});
  await wait(300);
  window.give(data);
  const answered = performance.now();
  bus.change({to: "2025-01-02"});
  while (window.calls.length < 2) await wait(5);
  return performance.now() - answered;
}"""


def test_after_a_slow_answer_a_drag_leaves_the_server_alone_for_longer(page):
    give(page)
    hold_clock(page)
    page.evaluate(f"(data) => {{ window.rested = ({SLOW_ANSWER})(data); }}", data_with({"total": 3}))
    page.clock.run_for(2000)
    assert page.evaluate("window.rested") >= 1200


def many_cards(page_of=30):
    [first, *_] = DATA["panel"]["groups"]
    statements = [{**first["statements"][0], "id": f"one-{number}"} for number in range(page_of)]
    return data_with({"groups": [{**first, "statements": statements, "count": page_of}], "total": page_of})


def test_a_drag_makes_what_is_in_sight_and_the_rest_when_it_ends(page):
    give(page)
    page.evaluate("bus.emit('dragging', true)")
    give(page, many_cards())
    assert page.get_by_role("article").count() == 8
    assert "30 statements" in page.locator(".dl-group-facts").first.text_content()
    page.evaluate("bus.emit('dragging', false)")
    assert page.get_by_role("article").count() == 30


def test_a_folded_event_hides_none_of_what_is_in_sight_in_a_drag(page):
    many = many_cards()
    [group] = many["panel"]["groups"]
    both = data_with({"groups": [{**group, "id": "folded"}, {**group, "id": "open"}]})
    give(page, both)
    page.locator(".dl-fold").first.click()
    page.evaluate("bus.emit('dragging', true)")
    give(page, data_with({**both["panel"], "total": 31}))
    assert page.get_by_role("article").count() == 8


def test_a_list_that_is_scrolled_stays_where_it_is_in_a_drag(page):
    give(page, many_cards())
    scroller = page.locator(".dl-scroll")
    scroller.evaluate("(node) => Object.assign(node.style, {height: '300px', overflow: 'auto'})")
    middle = scroller.evaluate(
        """(node) => new Promise((done) => {
          node.addEventListener("scroll", () => done(node.scrollTop), { once: true });
          node.scrollTop = node.scrollHeight / 2;
        })"""
    )
    page.evaluate("bus.emit('dragging', true)")
    give(page, many_cards(29))
    assert scroller.evaluate("(node) => node.scrollTop") == middle
    page.evaluate("bus.emit('dragging', false)")
    assert scroller.evaluate("(node) => node.scrollTop") == middle


def test_what_is_played_is_listed_and_linked_whole(page):
    give(page)
    page.evaluate("bus.emit('playing', true)")
    page.evaluate("bus.emit('dragging', true)")
    give(page, many_cards() | {"link": "to=2025-01-31"})
    assert page.get_by_role("article").count() == 30
    assert page.url.endswith("?to=2025-01-31")


def test_the_address_follows_when_a_drag_ends(page):
    give(page)
    page.evaluate("bus.emit('dragging', true)")
    give(page, data_with({"total": 3}, link="to=2025-01-31"))
    assert "2025-01-31" not in page.url
    page.evaluate("bus.emit('dragging', false)")
    assert page.url.endswith("?to=2025-01-31")


def test_moves_of_the_map_alone_wait_until_it_rests(page):
    give(page)
    hold_clock(page)
    page.evaluate("() => { for (const zoom of [5, 6, 7]) bus.change({map: `51.2,35.3,${zoom}`}); }")
    page.clock.run_for(299)
    assert views(page) == []
    page.clock.run_for(1)
    assert [view["map"] for view in views(page)] == ["51.2,35.3,7"]


def test_a_click_on_the_map_changes_the_view(page):
    page.evaluate("bus.emit('select', 'place:old-click')")
    give(page)
    assert views(page) == []
    page.evaluate("bus.emit('select', 'place:sudzha')")
    assert [view["select"] for view in views(page)] == ["place:sudzha"]


def test_focus_survives_an_update_of_its_card(page):
    give(page)
    card(page, "ze-60000").get_by_role("button", name="Copy citation").focus()
    changed = data_with()
    changed["panel"]["groups"][1]["statements"][0]["caveat"] = "a word of caution"
    changed["panel"]["groups"].reverse()
    give(page, changed)
    assert "a word of caution" in words_of(card(page, "ze-60000"))
    assert page.evaluate("document.activeElement.textContent") == "Copy citation"
    assert page.evaluate("document.activeElement.closest('article').dataset.statement") == "ze-60000"


def test_unchanged_cards_and_the_scroll_position_stay(page):
    page.set_viewport_size({"width": 1400, "height": 500})
    give(page)
    page.evaluate("document.querySelector('[data-statement=old]').kept = 1")
    page.evaluate("document.querySelector('.dl-scroll').scrollTop = 240")
    changed = data_with()
    changed["panel"]["groups"][2]["statements"][0]["caveat"] = "a word of caution"
    give(page, changed)
    assert page.evaluate("document.querySelector('[data-statement=old]').kept") == 1
    assert page.evaluate("document.querySelector('.dl-scroll').scrollTop") == 240


def test_the_panel_is_busy_until_python_answers(page):
    give(page)
    page.evaluate("bus.change({side: ['Ukraine']})")
    assert page.locator(".dl-scroll").get_attribute("aria-busy") == "true"
    assert page.get_by_role("article").count() == 5
    give(page, data_with({"total": 3}))
    assert page.locator(".dl-scroll").get_attribute("aria-busy") is None


def test_a_page_whose_server_is_back_opens_with_what_was_chosen(page):
    is_there = [False]
    page.route("**/_stcore/health", lambda route: route.fulfill(status=200 if is_there[0] else 503, body=""))
    give(page)
    page.clock.install()
    page.evaluate("bus.change({side: ['Ukraine'], to: '2025-01-31'})")
    page.clock.run_for(4100)
    page.get_by_role("alert").wait_for()
    page.clock.run_for(4100)
    assert "side" not in page.url
    is_there[0] = True
    with page.expect_navigation(url="**/*side=Ukraine*"):
        for _ in range(10):
            page.clock.run_for(2100)
    assert "to=2025-01-31" in page.url


VIEWS = {
    "nothing": {},
    "everything": {
        "from": ["2024-10-01"], "to": ["2025-01-31"], "clock": ["said"], "side": ["Ukraine", "Russia"],
        "text": ["a b&c"], "exact": ["1"], "captives": ["1"], "speaking": ["1"], "tab": ["figures"], "grouped": ["0"],
        "page": ["2"], "select": ["statement:x"], "map": ["51.2,35.3,7"], "chart": ["killed.DPRK.persons"],
    },
}  # fmt: skip


@pytest.mark.parametrize("link", VIEWS.values(), ids=VIEWS.keys())
def test_the_page_writes_a_link_as_python_does(page, link):
    state = ViewState.from_link(link)
    script = "async (view) => (await import('/frontend/link.js')).queryOf(view)"
    assert parse_qs(page.evaluate(script, state.to_browser())) == state.to_link()


def test_a_slow_server_is_not_asked_again(page):
    page.route("**/_stcore/health", lambda route: route.fulfill(status=200, body="ok"))
    give(page)
    page.clock.install()
    page.evaluate("bus.change({side: ['Ukraine']})")
    page.clock.run_for(4100)
    page.get_by_role("alert").wait_for()
    page.clock.run_for(20000)
    assert len(views(page)) == 1


def test_every_answer_is_marked_with_its_window(page):
    give(page)
    page.evaluate("bus.change({from: '2024-11-01', to: '2024-12-01'})")
    give(page, data_with({"total": 3}))
    give(page, data_with({"total": 4}, view={**DATA["view"], "from": "2024-11-05", "to": None}))
    marks = page.evaluate("performance.getEntriesByName('dateline:panel').map(mark => mark.detail)")
    assert marks == [
        {"from": None, "to": None},
        {"from": "2024-11-01", "to": "2024-12-01"},
        {"from": "2024-11-05", "to": None},
    ]


def test_a_call_that_a_later_one_has_overtaken_ends_nothing(page):
    give(page)
    give(page, data_with({"total": 3}))
    page.evaluate("window.leave()")
    assert page.get_by_role("status").count() == 1


def test_leaving_stops_everything(page):
    give(page)
    page.evaluate("window.leaveLast()")
    page.evaluate("bus.change({side: ['Ukraine']})")
    assert page.get_by_role("status").count() == 0
    assert views(page) == []


def test_coming_back_keeps_the_readers_view(page):
    give(page)
    page.evaluate("bus.change({side: ['Ukraine']})")
    page.evaluate("window.leaveLast()")
    give(page)
    assert page.evaluate("bus.last('view').side") == ["Ukraine"]
    assert len(views(page)) == 2, "Python said that it holds another view"


IN_CARD = "() => document.activeElement.closest('.dl-card')?.dataset.statement ?? null"
FOLLOWED = {**DATA["view"], "select": "statement:nis-300"}


def follow_the_losses(page):
    """From the tab Figures, as a reader does; the card has been in the list all the time."""
    give(page)
    tab(page, "Figures").click()
    give(page, data_with({"tab": "figures", "groups": []}, view={**DATA["view"], "tab": "figures"}))
    page.locator(".dl-table tbody tr").nth(2).get_by_role("button").click()


def test_the_card_of_a_followed_statement_has_the_focus_with_the_answer_for_its_view(page):
    follow_the_losses(page)
    assert page.evaluate(IN_CARD) is None
    give(page, data_with({"tab": "figures", "groups": [], "total": 6}, view={**DATA["view"], "tab": "figures"}))
    assert page.evaluate(IN_CARD) is None
    give(page, data_with(view=FOLLOWED))
    assert page.evaluate(IN_CARD) == "nis-300"


@pytest.mark.parametrize("act", ["press", "key", "wheel", "view"])
def test_nothing_takes_the_focus_of_a_reader_who_went_on_before_the_answer(page, act):
    follow_the_losses(page)
    if act == "press":
        tab(page, "Statements").click()
    elif act == "key":
        page.keyboard.press("Shift")
    elif act == "wheel":
        page.evaluate("() => { window.turned = new Promise((done) => addEventListener('wheel', done, {once: true})); }")
        page.mouse.wheel(0, 10)
        page.evaluate("async () => { await window.turned; }")
    else:
        page.evaluate("bus.change({select: null})")
        page.evaluate("bus.change({select: 'statement:nis-300'})")
    give(page, data_with(view=FOLLOWED))
    assert page.evaluate(IN_CARD) is None


def test_the_answer_does_not_fold_the_group_of_a_selected_card(page):
    give(page)
    page.get_by_role("button", name="Reported losses in January").click()
    page.evaluate("bus.change({select: 'statement:nis-300'})")
    give(page, data_with({"total": 6}, view=FOLLOWED))
    assert card(page, "nis-300").is_visible()


@pytest.mark.parametrize("before", [0, 2])
def test_the_way_back_to_a_tab_leads_to_where_it_was_only_while_its_page_is_the_same(page, before):
    page.set_viewport_size({"width": 1400, "height": 500})
    give(page)
    page.evaluate("page => bus.change({page})", before)
    page.locator(".dl-scroll").evaluate("node => (node.scrollTop = 60)")
    tab(page, "Positions").click()
    tab(page, "Statements").click()
    assert page.locator(".dl-scroll").evaluate("node => node.scrollTop") == (0 if before else 60)
