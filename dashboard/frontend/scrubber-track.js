/** The track: two native range inputs on one lane, and the histogram's body, which moves or makes a window. */

import { isoOf } from "./days.js";
import { element } from "./element.js";
import { isWhole, moveWindow } from "./scrubber-window.js";

const STILL = 3; // pixels that a finger may tremble before it drags

/** Calls `onInput(window)` while a handle moves and `onCommit(window)` when it rests. */
export class Track {
  #period = { first: 0, last: 0 };
  #window = { from: 0, to: 0 };
  #onInput;
  #onCommit;
  #held = false;
  #isMoving = false;
  #drag = null;

  constructor(onInput, onCommit) {
    this.#onInput = onInput;
    this.#onCommit = onCommit;
    this.canvas = element("canvas", { class: "dl-histogram", "aria-hidden": "true" });
    this.from = this.#range("From", "dl-range-from");
    this.to = this.#range("To", "dl-range-to");
    this.root = element("div", { class: "dl-lane" }, this.canvas, this.from, this.to);
    this.canvas.addEventListener("pointerdown", (event) => this.#grab(event));
    this.canvas.addEventListener("pointermove", (event) => this.#pull(event));
    this.canvas.addEventListener("pointerup", () => this.#drop());
    this.canvas.addEventListener("pointercancel", () => this.#drop());
  }

  showPeriod(period) {
    this.#period = period;
    this.root.style.setProperty("--dl-days", period.last - period.first + 1);
    for (const input of [this.from, this.to]) {
      input.min = period.first;
      input.max = period.last;
    }
  }

  showWindow(window) {
    this.#window = window;
    this.#showEnd(this.from, window.from);
    this.#showEnd(this.to, window.to);
  }

  #showEnd(input, day) {
    if (input.valueAsNumber !== day) input.value = day;
    const iso = isoOf(day);
    if (input.getAttribute("aria-valuetext") !== iso) input.setAttribute("aria-valuetext", iso);
  }

  #range(name, className) {
    return element("input", {
      type: "range", step: "1", "aria-label": name, class: `dl-range ${className}`,
      oninput: () => this.#move(name),
      onchange: () => this.#held || this.#rest(),
      // A handle that is let go where it was taken up has moved, but the browser reports no change.
      onpointerup: () => this.#isMoving && this.#rest(),
      onpointercancel: () => this.#isMoving && this.#rest(),
      onkeydown: (event) => this.#onKey(event, name),
      onkeyup: () => this.#release(),
      onblur: () => this.#release(),
    });
  }

  #move(name) {
    this.#isMoving = true;
    this.#onInput(this.#read(name));
  }

  #rest() {
    this.#isMoving = false;
    this.#onCommit(this.#window);
  }

  // Handles meet but do not pass each other: the one that moves stops at the other.
  #read(name) {
    const { from, to } = this.#window;
    return name === "From"
      ? { from: Math.min(this.from.valueAsNumber, to), to }
      : { from, to: Math.max(this.to.valueAsNumber, from) };
  }

  // A key held down is one drag, though the browser reports a change at each repeat.
  #onKey(event, name) {
    if (!event.repeat) this.#release();
    this.#held = event.repeat;
    const jump = { PageUp: 1, PageDown: -1 }[event.key];
    if (!jump) return;
    event.preventDefault();
    const input = name === "From" ? this.from : this.to;
    input.value = input.valueAsNumber + jump * this.#bigStep();
    this.#move(name);
    if (!this.#held) this.#rest();
  }

  // A week; in periods beyond ten years about a hundredth of the whole, in weeks.
  #bigStep() {
    const days = this.#period.last - this.#period.first + 1;
    return days > 3650 ? Math.round(days / 700) * 7 : 7;
  }

  #release() {
    if (!this.#held) return;
    this.#held = false;
    this.#rest();
  }

  #dayAt(event) {
    const { left, width } = this.canvas.getBoundingClientRect();
    const days = this.#period.last - this.#period.first + 1;
    const day = this.#period.first + Math.floor(((event.clientX - left) / width) * days);
    return Math.min(Math.max(day, this.#period.first), this.#period.last);
  }

  #grab(event) {
    if (event.button !== 0 || !event.isPrimary) return;
    const day = this.#dayAt(event);
    const inside = day >= this.#window.from && day <= this.#window.to;
    const moves = inside && !isWhole(this.#window, this.#period); // the whole period has nowhere to go
    this.#drag = { x: event.clientX, day, start: this.#window, moves, begun: false };
    this.canvas.setPointerCapture(event.pointerId);
  }

  #pull(event) {
    if (!this.#drag) return this.#showCursor(event);
    const { x, day, start, moves } = this.#drag;
    this.#drag.begun ||= Math.abs(event.clientX - x) > STILL;
    if (!this.#drag.begun) return;
    const now = this.#dayAt(event);
    this.#onInput(
      moves
        ? moveWindow(start, now - day, this.#period)
        : { from: Math.min(day, now), to: Math.max(day, now) },
    );
  }

  #drop() {
    if (this.#drag?.begun) this.#onCommit(this.#window);
    this.#drag = null;
  }

  #showCursor(event) {
    const day = this.#dayAt(event);
    const inside = day >= this.#window.from && day <= this.#window.to;
    this.canvas.classList.toggle("dl-can-move", inside && !isWhole(this.#window, this.#period));
  }
}
