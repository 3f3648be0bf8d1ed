/** Play: one step after another, until the end, a press or a change by the reader. */

const MOST_STEPS = 240; // a run through a longer list of dates takes several at a time

/** Calls `step(count)` at the pace of `pace()` steps a second while it returns true. */
export class Player {
  #step;
  #pace;
  #onChange;
  #timer = 0;
  #count = 1;

  constructor(step, pace, onChange) {
    this.#step = step;
    this.#pace = pace;
    this.#onChange = onChange;
  }

  get isPlaying() {
    return this.#timer !== 0;
  }

  start(dates) {
    this.#count = Math.ceil(dates / MOST_STEPS) || 1;
    this.#timer = setTimeout(() => this.#next(), 0);
    this.#onChange(true);
  }

  stop() {
    if (!this.isPlaying) return;
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#onChange(false);
  }

  #next() {
    if (!this.#step(this.#count)) return this.stop();
    this.#timer = setTimeout(() => this.#next(), 1000 / this.#pace());
  }
}
