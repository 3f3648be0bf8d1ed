// When the map draws a window: in the frame in which its message came, whenever that can be.

/** Milliseconds after a frame began within which the page's next window comes: it handles an input first, then tells the map. */
const HEAD_START = 5;
/** Milliseconds into a frame after which no window is expected in it any more. */
const LAST_CALL = 9;
/** Milliseconds after a window within which the next one of a drag is expected. */
const AWAKE = 100;
const SIXTIETH = 1000 / 60;
const SHORTEST = 3;
/** Frames further apart say nothing of how often the screen is drawn. */
const LONGEST = 25;

/** How long the screen shows one frame, from the times at which two frames began; `known` is what was thought before. */
export function frameLength(known, apart) {
  if (apart < SHORTEST || apart > LONGEST) return known;
  return Math.min(apart, known + 0.5); // twice the length says that one was left out; a slower screen is learned in steps
}

/**
 * Milliseconds until a frame should be asked for, for a window that came `since` milliseconds after the last frame began.
 *
 * The page handles an input at the start of a frame, so its message comes a little later in the same frame. Mostly nothing
 * was drawn in that frame yet, and the message is drawn at once. After a hitch, though, a frame can begin with the message
 * of the one before; this message then waits for the next frame, which begins before the next message, and so on: the map
 * would stay a frame late until the hand rests. Asking a little after the next frame began lets the next message catch up.
 */
function waitFor(since, length) {
  return since < length - 1 ? length - since + HEAD_START : 0;
}

/** Calls `draw()` at most once a frame. */
export class Pace {
  #draw;
  #began = -Infinity;
  #followed = -Infinity;
  #length = SIXTIETH;
  #isAsked = false;
  #isLate = false;
  #timer = null;

  constructor(draw) {
    this.#draw = draw;
  }

  /** Whether something waits to be drawn. */
  get isWaiting() {
    return this.#isAsked || this.#isLate;
  }

  /** Draw in the next frame there is. */
  ask() {
    clearTimeout(this.#timer);
    this.#isLate = false;
    if (this.#isAsked) return;
    this.#isAsked = true;
    requestAnimationFrame((began) => this.#begin(began));
  }

  /** Draw a window of a stream of windows. */
  follow() {
    this.#followed = performance.now();
    if (this.#isAsked) return;
    const wait = waitFor(this.#followed - this.#began, this.#length);
    if (wait === 0) return void this.ask();
    if (!this.#isLate) this.#askIn(wait);
    this.#isLate = true;
  }

  #begin(began) {
    this.#isAsked = false;
    this.#length = frameLength(this.#length, began - this.#began);
    this.#began = began;
    this.#draw();
    this.#stayAwake();
  }

  // A frame without a window would let the browser stop counting frames here: the next window would come a frame late.
  #stayAwake() {
    const now = performance.now();
    if (now - this.#followed < AWAKE) this.#askIn(this.#length - (now - this.#began) + LAST_CALL);
  }

  #askIn(wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.ask(), wait);
  }
}
