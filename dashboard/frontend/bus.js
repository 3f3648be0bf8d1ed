/** The one bus of the page: topics, their last values, and the view that every part changes. */

/** A view in which nothing is chosen; the shape of every view on the bus. */
export const EMPTY_VIEW = Object.freeze({
  from: null, to: null, clock: "about",
  report: [], outlet: [], claimant: [], side: [], kind: [], measure: [], party: [], place: [],
  text: "", exact: false, captives: false, speaking: false,
  tab: "statements", grouped: true, page: 0,
  select: null, map: null, chart: null,
});

class Bus extends EventTarget {
  #last = new Map();

  /** Keep `detail` as the last value of `topic` and tell everybody who listens, now. */
  emit(topic, detail) {
    this.#last.set(topic, detail);
    this.dispatchEvent(new CustomEvent(topic, { detail }));
  }

  /** Call `listener` with every value of `topic`, at once with the last one; returns the way to stop. */
  on(topic, listener) {
    const heard = (event) => listener(event.detail);
    this.addEventListener(topic, heard);
    if (this.#last.has(topic)) listener(this.#last.get(topic));
    return () => this.removeEventListener(topic, heard);
  }

  /** The last value of `topic`; undefined when there was none. */
  last(topic) {
    return this.#last.get(topic);
  }

  /** Merge `part` into the last view and emit the whole. */
  change(part) {
    this.emit("view", { ...EMPTY_VIEW, ...this.last("view"), ...part });
  }
}

// Three components import this file by themselves: the page keeps one bus, whichever came first.
export const bus = (window.datelineBus ??= new Bus());
