/** The filters in force, as chips that can be removed, and the button that removes all. */

import { element } from "./element.js";

const CLEARED = {
  report: [], outlet: [], claimant: [], side: [], kind: [], measure: [], party: [], place: [],
  text: "", exact: false, captives: false, speaking: false,
};

/** What no filter at all is, for the facets of the data set too. */
export function clearedFilters(names) {
  return { ...CLEARED, ...Object.fromEntries(names.map((name) => [name, []])) };
}

/** Each filter of `view` as its words and the change that drops it. */
export function activeFilters(view, facets, switches) {
  const chosen = [...facets.values()].flatMap((facet) => (view[facet.name] ?? []).map((id) => ({
    words: `${facet.title}: ${facet.labelOf(id)}`,
    without: (now) => ({ [facet.name]: (now[facet.name] ?? []).filter((other) => other !== id) }),
  })));
  const text = view.text ? [{ words: `Text: ${view.text}`, without: () => ({ text: "" }) }] : [];
  const ticked = switches.filter(({ name }) => view[name])
    .map(({ name, label }) => ({ words: label, without: () => ({ [name]: false }) }));
  return [...text, ...chosen, ...ticked];
}

/** Calls `onDrop(filter)` and `onReset()`. */
export class Chips {
  #onDrop;
  #image = null;

  constructor(onDrop, onReset) {
    this.#onDrop = onDrop;
    this.list = element("ul", { class: "dl-chips", "aria-label": "Filters in force" });
    this.reset = element("button", { type: "button", class: "dl-button dl-reset", onclick: onReset }, "Reset filters");
    this.root = element("div", { class: "dl-active", hidden: true }, this.list, this.reset);
  }

  show(filters) {
    const image = JSON.stringify(filters.map((filter) => filter.words));
    if (image === this.#image) return;
    this.#image = image;
    const at = [...this.list.children].findIndex((item) => item.contains(document.activeElement));
    this.list.replaceChildren(...filters.map((filter) => this.#chip(filter)));
    this.root.hidden = filters.length === 0;
    if (at >= 0) (this.list.children[Math.min(at, filters.length - 1)]?.firstChild ?? this.root.nextElementSibling)?.focus();
  }

  #chip(filter) {
    const cross = element("span", { class: "dl-cross", "aria-hidden": "true" }, "×");
    return element("li", {},
      element("button", { type: "button", class: "dl-chip", "aria-label": `Remove ${filter.words}`, title: filter.words,
        onclick: () => this.#onDrop(filter) }, element("span", { class: "dl-chip-words" }, filter.words), cross));
  }
}
