"""When the map draws a window of a drag, by a clock that the test moves."""

import pytest

from tests.browser.harness.layer_page import opened_page, serve

pytestmark = pytest.mark.browser

PACED = """async (script) => {
  const { Pace } = await import("/assets/v/layer-pace.js");
  const real = [performance.now, window.setTimeout, window.clearTimeout, window.requestAnimationFrame];
  let [now, timers, asked, drawn, number] = [1000, new Map(), null, [], 0];
  performance.now = () => now;
  window.setTimeout = (call, wait) => (timers.set(++number, { call, at: now + wait }), number);
  window.clearTimeout = (id) => timers.delete(id);
  window.requestAnimationFrame = (call) => (asked = call);
  const pace = new Pace(() => drawn.push(Math.round(now)));
  const begin = (at) => { now = at; const call = asked; asked = null; call?.(at); };
  const log = [];
  for (const [what, at] of script) {
    for (const [id, { call, at: due }] of [...timers]) if (due <= at) { timers.delete(id); now = due; call(); }
    now = at;
    if (what === "window") pace.follow();
    if (what === "view") pace.ask();
    if (what === "frame") begin(at);
    log.push([Boolean(asked), pace.isWaiting]);
  }
  [performance.now, window.setTimeout, window.clearTimeout, window.requestAnimationFrame] = real;
  return { drawn, log };
}"""
FRAME = 1000 / 60


@pytest.fixture(scope="module")
def page(chromium):
    with serve() as harness, opened_page(chromium, harness) as opened:
        yield opened


def paced(page, *script):
    return page.evaluate(PACED, list(script))


def test_a_window_after_a_rest_is_drawn_in_the_next_frame_there_is(page):
    found = paced(page, ("window", 1000), ("frame", 1004))
    assert found["log"] == [[True, True], [False, False]]
    assert found["drawn"] == [1004]


def test_a_window_that_missed_its_frame_waits_for_the_one_after_it(page):
    # Drawn at 1010; the next message comes 2 ms later: a frame now asked for would begin before the one after it.
    found = paced(page, ("window", 1008), ("frame", 1010), ("window", 1012), ("window", 1010 + FRAME + 2))
    assert found["log"][2] == [False, True]
    assert found["log"][3] == [True, True]


def test_without_a_next_window_the_late_one_is_drawn_soon(page):
    found = paced(page, ("window", 1008), ("frame", 1010), ("window", 1012), ("frame", 1010 + FRAME + 8))
    assert found["drawn"] == [1010, round(1010 + FRAME + 8)]


def test_a_drag_that_pauses_stays_in_time_and_then_lets_go(page):
    frames = [("frame", 1010 + 30 * number) for number in range(1, 12)]
    found = paced(page, ("window", 1008), ("frame", 1010), *frames)
    later = [at for at in found["drawn"] if at > 1010]
    assert later
    assert max(later) < 1008 + 100 + 60
    assert not any(waiting for _, waiting in found["log"][1:]), "the page may be told the counts meanwhile"


def test_another_change_does_not_wait(page):
    found = paced(page, ("window", 1008), ("frame", 1010), ("window", 1012), ("view", 1013))
    assert found["log"][3] == [True, True]


@pytest.mark.parametrize(
    ("known", "apart", "expected"),
    [
        (16.7, 16.6, 16.6),
        (16.7, 8.3, 8.3),  # a screen of 120 Hz
        (8.3, 16.7, 8.8),  # one frame was left out, or the window moved to a slower screen: learned in steps
        (16.7, 500, 16.7),
        (16.7, 0, 16.7),
    ],
)
def test_the_length_of_a_frame_is_learned_from_its_neighbours(page, known, apart, expected):
    script = "async ([known, apart]) => (await import('/assets/v/layer-pace.js')).frameLength(known, apart)"
    assert page.evaluate(script, [known, apart]) == pytest.approx(expected)
