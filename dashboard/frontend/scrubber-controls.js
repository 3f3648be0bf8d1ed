/** The controls beside the track: steps from date to date, typed dates, the clock. */

import { DayField } from "./day-field.js";
import { isoOf, spanOf } from "./days.js";
import { element, icon } from "./element.js";
import { asDay } from "./scrubber-window.js";

const ICONS = {
  previous: "M10.5 3v10L5 8zM4 3h1.4v10H4z",
  next: "M5.5 3v10L11 8zM10.6 3H12v10h-1.4z",
  play: "M4.5 2.5v11l9-5.5z",
  pause: "M4 3h3v10H4zM9 3h3v10H9z",
};
const CLOCKS = [
  ["about", "About", "The day that a statement is about"],
  ["said", "Said", "The day on which it was said"],
];
const SPEEDS = [["1", "1/s"], ["2", "2/s"], ["4", "4/s"], ["8", "8/s"]];

function button(name, content, onclick, title = name) {
  return element("button", { type: "button", class: "dl-button", "aria-label": name, title, onclick }, content);
}

/** Buttons that call `on.first`, `on.previous`, `on.play`, `on.next`, `on.last`, `on.all`. */
export class Steps {
  constructor(on) {
    const text = (name, onclick, title) => button(name, name, onclick, title);
    this.first = text("First", on.first, "To the first date with statements");
    this.previous = button("Previous date", icon(ICONS.previous), on.previous);
    this.play = button("Play", icon(ICONS.play), on.play, "Play from date to date (Space)");
    this.next = button("Next date", icon(ICONS.next), on.next);
    this.last = text("Last", on.last, "To the last date with statements");
    this.all = text("All", on.all, "The whole period");
    this.speed = element("select", { class: "dl-select", "aria-label": "Speed", title: "Dates shown in a second" },
      ...SPEEDS.map(([value, label]) => element("option", { value, selected: value === "2" }, label)));
    this.root = element("div", { class: "dl-steps" },
      this.first, this.previous, this.play, this.next, this.last, this.all, this.speed);
  }

  get datesASecond() {
    return Number(this.speed.value);
  }

  /** Which steps lead somewhere: `aria-disabled`, so that a button keeps the focus at the end. */
  showEnds({ previous, next, any, whole }) {
    for (const [step, can] of [[this.previous, previous], [this.next, next], [this.first, any], [this.last, any],
      [this.play, any], [this.all, !whole]]) {
      step.setAttribute("aria-disabled", String(!can));
    }
  }

  showPlaying(playing) {
    this.play.replaceChildren(icon(playing ? ICONS.pause : ICONS.play));
    this.play.setAttribute("aria-pressed", String(playing));
  }
}

/** The window's ends as dates that can be typed; `onWindow({from, to})` hears day numbers, `refuse(text)` why a text is none ("" = no more). */
export class TypedDates {
  #period = { first: 0, last: 0 };
  #window = { from: 0, to: 0 };

  #refuse;

  constructor(onWindow, refuse) {
    this.#refuse = refuse;
    this.first = this.#date("First day", (day) => onWindow({ from: day, to: Math.max(day, this.#window.to) }), "first");
    this.last = this.#date("Last day", (day) => onWindow({ from: Math.min(day, this.#window.from), to: day }), "last");
    this.root = element("div", { class: "dl-dates" },
      this.first.input, element("span", { "aria-hidden": "true" }, "–"), this.last.input);
  }

  showPeriod(period) {
    this.#period = period;
  }

  showWindow(window) {
    this.#window = window;
    this.first.show(isoOf(window.from));
    this.last.show(isoOf(window.to));
  }

  #date(name, onDay, end) {
    return new DayField(element, { class: "dl-date", "aria-label": name, title: name }, {
      onDay: (iso) => onDay(asDay(iso, this.#period[end])), // a cleared date opens its end
      allows: (day) => day >= this.#period.first && day <= this.#period.last,
      onRefused: (text) => this.#refuse(text && `“${text}” is not a day of these data: ${spanOf(this.#period.first, this.#period.last)}, written YYYY-MM-DD.`),
    });
  }
}

/** The switch between the two clocks. */
export class Clock {
  #radios = new Map();

  constructor(onClock) {
    const choices = CLOCKS.map(([value, label, title]) => {
      const radio = element("input", { type: "radio", name: "dl-clock", value, onchange: () => onClock(value) });
      this.#radios.set(value, radio);
      return element("label", { class: "dl-clock-choice", title }, radio, element("span", {}, label));
    });
    this.root = element("div", { class: "dl-clock", role: "radiogroup", "aria-label": "Clock" }, ...choices);
  }

  show(clock) {
    const radio = this.#radios.get(clock) ?? this.#radios.get("about");
    radio.checked = true;
  }
}
