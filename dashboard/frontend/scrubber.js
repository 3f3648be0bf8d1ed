/** The scrubber: a histogram with two handles. It owns the way to the map frame, so no input waits for Python. */

import { bus } from "./bus.js";
import { spanOf } from "./days.js";
import { element } from "./element.js";
import { MapFrame } from "./frame.js";
import { Histogram } from "./histogram.js";
import { mountOnce } from "./mount.js";
import { grouped } from "./numbers.js";
import { Clock, Steps, TypedDates } from "./scrubber-controls.js";
import { Player } from "./scrubber-play.js";
import { Track } from "./scrubber-track.js";
import * as windows from "./scrubber-window.js";

const MOST_MARKS = 5000;

class Scrubber {
  #period = null;
  #window = { from: 0, to: 0 };
  #dates = [];
  #manner = { kind: "day" };
  #marks = 0;
  #dragging = false;
  #rewinds = false; // the next step of Play is the first date

  constructor({ parentElement }) {
    this.#build();
    parentElement.append(this.root);
    this.frame = new MapFrame(bus, this.root, (text, retry) => this.#say(text, retry));
    this.offs = [
      bus.on("setup", (setup) => this.#showSetup(setup)),
      bus.on("view", (view) => this.#showView(view)),
      bus.on("counts", (counts) => this.#showCounts(counts)),
    ];
  }

  /** Take up a change of theme, the only news that does not come over the bus. */
  update() {
    this.frame.showTheme();
    this.histogram.redraw();
  }

  stop() {
    this.player.stop();
    this.offs.forEach((off) => off());
    this.frame.stop();
    this.histogram.stop();
    this.root.remove();
  }

  #build() {
    this.track = new Track((window) => this.#change(window, { live: true }), (window) => this.#change(window));
    this.histogram = new Histogram(this.track.canvas);
    this.typed = new TypedDates((window) => this.#change(window), (text) => this.#refuse(text));
    this.clock = new Clock((clock) => bus.change({ clock, page: 0 }));
    this.steps = new Steps({
      first: () => this.#goTo(this.#dates[0]),
      previous: () => this.#step(-1),
      play: () => this.#togglePlay(),
      next: () => this.#step(1),
      last: () => this.#goTo(this.#dates.at(-1)),
      all: () => this.#change({ from: this.#period.first, to: this.#period.last }),
    });
    this.player = new Player(
      (count) => this.#playStep(count),
      () => this.steps.datesASecond,
      (playing) => this.#showPlaying(playing),
    );
    this.refusal = element("p", { class: "dl-line", role: "alert", hidden: true });
    this.readoutText = new Text(""); // its data are changed, not the node: the page's :has() rules need no new look
    this.readout = element("p", { class: "dl-readout" }, this.readoutText);
    this.line = element("p", { class: "dl-line", role: "alert", hidden: true });
    this.root = element("div", { class: "dl-root dl-scrubber", role: "group", "aria-label": "Time window",
      onkeydown: (event) => this.#onKey(event) },
    element("div", { class: "dl-scrubber-row" }, this.steps.root, this.typed.root, this.clock.root),
    this.refusal, this.readout, this.track.root, this.line);
  }

  #showSetup(setup) {
    if (!setup?.period) return;
    const [first, last] = setup.period.map((day) => windows.asDay(day));
    this.#period = { first, last: Math.max(first, last) };
    this.clock.root.hidden = setup.clocks === 1; // a file of events does not say when anything was said
    this.track.showPeriod(this.#period);
    this.typed.showPeriod(this.#period);
    this.histogram.showPeriod(this.#period, windows.asDay(setup.forecastFrom));
    this.#showView(bus.last("view"), true);
  }

  // The scrubber's own changes come back over the bus: only what others changed is news.
  #showView(view, always = false) {
    this.clock.show(view?.clock ?? "about");
    this.histogram.showClock(view?.clock);
    if (!this.#period || (this.#dragging && !always)) return;
    const window = windows.windowOf(view, this.#period);
    if (!always && window.from === this.#window.from && window.to === this.#window.to) return;
    this.#manner = windows.stepManner(window, this.#period);
    this.#show(window);
  }

  #showCounts(counts) {
    if (counts?.bins) this.histogram.showBins(counts.bins, counts.binDays || 1);
    if (counts?.startDays) this.#dates = counts.startDays;
    this.#showEnds();
  }

  /** What every input does, in this order: mark, tell the map, show, tell the page. A commit only tells the page. */
  #change(window, { live = false, keepManner = false, isPlayed = false } = {}) {
    if (!this.#period) return;
    const next = windows.clampWindow(window, this.#period);
    const isShown = !live && next.from === this.#window.from && next.to === this.#window.to;
    if (!isShown) {
      if (!isPlayed) this.#mark();
      this.frame.postWindow(next.from, next.to);
    }
    if (!isPlayed) this.player.stop();
    if (!keepManner) this.#manner = windows.stepManner(next, this.#period);
    this.#show(next);
    this.#showDragging(live);
    bus.change({ ...windows.viewOf(next, this.#period), page: 0 });
  }

  #mark() {
    if (++this.#marks % MOST_MARKS === 0) performance.clearMarks("dateline:input");
    performance.mark("dateline:input");
  }

  #show(window) {
    this.#window = window;
    this.track.showWindow(window);
    this.typed.showWindow(window);
    if (!this.refusal.hidden) this.#refuse("");
    this.histogram.showWindow(window);
    this.readoutText.data = this.#words(window);
    this.#showEnds();
  }

  // The typed dates are bare numbers; these words can't be taken for another day.
  #words(window) {
    const days = window.to - window.from + 1;
    const words = `${spanOf(window.from, window.to)}, ${grouped(days)} day${days === 1 ? "" : "s"}`;
    return windows.isWhole(window, this.#period) ? `Whole period: ${words}` : words;
  }

  #showDragging(live) {
    if (live === this.#dragging) return;
    this.#dragging = live;
    bus.emit("dragging", live);
  }

  #showEnds() {
    if (!this.#period) return;
    this.steps.showEnds({
      previous: this.#beside(-1) !== null,
      next: this.#beside(1) !== null,
      any: this.#dates.length > 0,
      whole: windows.isWhole(this.#window, this.#period),
    });
  }

  #beside(count) {
    const origin = windows.stepOrigin(this.#window, this.#manner, count, this.#period);
    return windows.dateBeside(this.#dates, origin, count);
  }

  #step(count) {
    this.#goTo(this.#beside(count));
  }

  #goTo(day, options = {}) {
    if (day === null || day === undefined) return;
    this.#change(windows.windowUntil(day, this.#manner, this.#period), { keepManner: true, ...options });
  }

  #togglePlay() {
    if (this.player.isPlaying) return this.player.stop();
    if (!this.#dates.length) return;
    // From the whole period, dates add up from the first; a window of the reader's own moves on, or begins again.
    if (windows.isWhole(this.#window, this.#period)) this.#manner = { kind: "until" };
    this.#rewinds = this.#manner.kind === "until" ? this.#window.to >= this.#dates.at(-1) : this.#beside(1) === null;
    this.player.start(this.#dates.length);
  }

  #playStep(count) {
    const day = this.#rewinds ? this.#dates[0] : this.#beside(count);
    this.#rewinds = false;
    this.#goTo(day, { live: true, isPlayed: true });
    return day !== null && this.#beside(1) !== null;
  }

  // Whoever ends it, what is shown then is committed.
  #showPlaying(playing) {
    this.steps.showPlaying(playing);
    bus.emit("playing", playing);
    if (playing || !this.#dragging) return;
    this.#showDragging(false);
    bus.change(windows.viewOf(this.#window, this.#period));
  }

  #onKey(event) {
    if (event.key === "Escape" && this.player.isPlaying) this.player.stop();
    else if (event.key === " " && !event.target.closest("button, select, input:not([type=range])")) this.#togglePlay();
    else return;
    event.preventDefault();
  }

  #refuse(text) {
    this.refusal.hidden = !text;
    this.refusal.textContent = text;
  }

  #say(text, retry = null) {
    this.line.hidden = !text;
    this.line.replaceChildren(text ?? "");
    if (retry) this.line.append(" ", element("button", { type: "button", class: "dl-button", onclick: retry }, "Retry"));
  }
}

/** Mounts the scrubber in `component.parentElement`. */
export default mountOnce(Scrubber);
