/** One facet: a fieldset of values, each a checkbox with its live count. */

import { element } from "./element.js";
import { grouped } from "./numbers.js";

const SHORT = 8; // values before "Show all"
const SEARCHED = 20; // values from which a search box helps
const MOST_ROWS = 200; // rows drawn at once; the search box reaches the rest

/** Values in reading order: the most frequent in the whole period first, ties as they came. */
function byCount(values, totals) {
  const order = values.map((_, index) => index);
  return totals ? order.sort((a, b) => totals[b] - totals[a] || a - b) : order;
}

/** Calls `onChange(ids)` when the reader ticks a value. */
export class Facet {
  #values;
  #unit;
  #onChange;
  #order;
  #rows = new Map(); // value number -> {root, box, count}
  #chosen = new Set();
  #counts = null;
  #hidesEmpty = false; // the clock "said": a value without a row yet may not be known yet
  #isSorted = false;

  constructor(name, { title, values }, unit, onChange) {
    this.name = name;
    this.title = title;
    this.#values = values;
    this.#unit = unit;
    this.#onChange = onChange;
    this.#isSorted = values.every((value) => typeof value.count === "number");
    this.#order = byCount(values, this.#isSorted ? values.map((value) => value.count) : null);
    this.isOpen = false;
    this.#build();
    this.#showRows();
  }

  labelOf(id) {
    return this.#values.find((value) => value.id === id)?.label ?? id;
  }

  showChosen(ids, hidesEmpty = false) {
    this.#chosen = new Set(ids);
    this.#hidesEmpty = hidesEmpty;
    this.#showRows();
  }

  /** Show counts by value number; null shows dashes. */
  showCounts(counts) {
    this.#counts = counts ?? null;
    if (this.#hidesEmpty) this.#showRows();
    if (counts && !this.#isSorted) {
      this.#isSorted = true;
      this.#order = byCount(this.#values, counts);
      this.#showRows();
    }
    for (const [index, row] of this.#rows) this.#showCount(index, row);
  }

  #build() {
    this.list = element("ul", { class: "dl-values" });
    this.note = element("p", { class: "dl-note", hidden: true });
    const many = this.#values.length;
    this.search = many > SEARCHED
      ? element("input", { type: "search", class: "dl-input", "aria-label": `Search ${this.title}`, placeholder: "Search",
        hidden: true, oninput: () => this.#showRows() })
      : null;
    this.more = many > SHORT
      ? element("button", { type: "button", class: "dl-link", "aria-expanded": "false", onclick: () => this.open(!this.isOpen) })
      : null;
    this.root = element("fieldset", { class: "dl-facet" },
      element("legend", {}, this.title), this.search, this.list, this.note, this.more);
  }

  /** Show every value (or the first few again). */
  open(isOpen = true) {
    this.isOpen = isOpen;
    if (this.search) {
      this.search.hidden = !isOpen;
      this.search.value = "";
    }
    this.#showRows();
  }

  // Rows stay the same nodes, so that the focus stays where it is.
  #showRows() {
    const listed = this.#order.filter((index) => this.#isListed(index));
    const { shown, hidden } = this.#shownValues(listed);
    this.#rows = new Map(shown.map((index) => [index, this.#rows.get(index) ?? this.#makeRow(index)]));
    const roots = [...this.#rows.values()].map((row) => row.root);
    if (roots.length !== this.list.children.length || roots.some((root, at) => root !== this.list.children[at])) {
      const focused = this.list.contains(document.activeElement) ? document.activeElement : null;
      this.list.replaceChildren(...roots);
      focused?.focus();
    }
    for (const [index, row] of this.#rows) {
      row.box.checked = this.#chosen.has(this.#values[index].id);
      this.#showCount(index, row);
    }
    this.#showRest(shown.length, hidden, listed.length);
  }

  #isListed(index) {
    return !this.#hidesEmpty || this.#counts?.[index] !== 0 || this.#chosen.has(this.#values[index].id);
  }

  // Chosen values are always in sight: a filter that works unseen is a trap.
  #shownValues(listed) {
    const isChosen = (index) => this.#chosen.has(this.#values[index].id);
    if (!this.isOpen) {
      return { shown: listed.filter((index, rank) => rank < SHORT || isChosen(index)), hidden: 0 };
    }
    const sought = this.search?.value.trim().toLocaleLowerCase() ?? "";
    const found = listed.filter((index) => this.#values[index].label.toLocaleLowerCase().includes(sought));
    const shown = found.filter((index, rank) => rank < MOST_ROWS || isChosen(index));
    return { shown, hidden: found.length - shown.length };
  }

  #showRest(shown, hidden, listed) {
    this.root.hidden = this.#hidesEmpty && listed === 0;
    if (this.more) {
      this.more.hidden = listed <= SHORT && !this.isOpen;
      this.more.textContent = this.isOpen ? "Show fewer" : `Show all ${listed}`;
      this.more.setAttribute("aria-expanded", String(this.isOpen));
    }
    this.note.hidden = !(this.isOpen && (hidden || !shown));
    this.note.textContent = hidden ? `${grouped(hidden)} more: search for them` : "Nothing found";
  }

  #makeRow(index) {
    const { id, label, tag, color } = this.#values[index];
    const countId = `dl-count-${this.name}-${index}`;
    const box = element("input", { type: "checkbox", "aria-describedby": countId,
      onchange: (event) => this.#choose(id, event.target.checked) });
    const count = element("span", { class: "dl-count", id: countId });
    const root = element("li", { class: "dl-value" },
      element("label", {}, box, element("span", { class: "dl-value-label", title: label }, label)), this.#swatch(tag, color), count);
    return { root, box, count };
  }

  #swatch(tag, color) {
    if (!tag && !color) return null;
    const swatch = element("span", { class: "dl-tag", "aria-hidden": "true" }, tag ?? "");
    if (color) swatch.style.setProperty("--dl-swatch", color);
    return swatch;
  }

  #showCount(index, { root, count }) {
    const rows = this.#counts?.[index];
    const text = rows === undefined ? "–" : grouped(rows);
    if (count.textContent === text) return;
    count.textContent = text;
    count.setAttribute("aria-label", rows === undefined ? "not counted" : `${text} ${this.#unit}${rows === 1 ? "" : "s"}`);
    root.classList.toggle("dl-none", rows === 0);
  }

  #choose(id, isChosen) {
    if (isChosen) this.#chosen.add(id);
    else this.#chosen.delete(id);
    this.#onChange([...this.#chosen]);
  }
}
