/** The filters: what the reader wants to see, with live counts. A tick reaches the map in the same moment. */

import { EMPTY_VIEW, bus } from "./bus.js";
import { element } from "./element.js";
import { Chips, activeFilters, clearedFilters } from "./filters-chips.js";
import { Facet } from "./filters-facet.js";
import { mountOnce } from "./mount.js";

const SOURCE = ["report", "claimant", "side"];
const MORE = ["kind", "measure", "party", "place", "outlet"];
const TYPING = 250; // milliseconds without a key before the text counts
const EXACT = { name: "exact", label: "Exact places only" };
const SPEAKING = { name: "speaking", label: "Where people spoke" };
const CAPTIVES = { name: "captives", label: "Count captives" };

/** The names of the facets of one group, in the order of the screen; facets that only this data set has come last. */
function namesOf(facets, group) {
  const groupOf = (name) => facets[name].group ?? (SOURCE.includes(name) ? "source" : "more");
  const rank = (name) => ([...SOURCE, ...MORE].indexOf(name) + 1 || 99);
  return Object.keys(facets).filter((name) => groupOf(name) === group).sort((a, b) => rank(a) - rank(b));
}

class Filters {
  #facets = new Map();
  #image = null;
  #typing = 0;
  #switches = [];
  #boxes = new Map();
  #shown = null;

  constructor({ parentElement }) {
    this.#build();
    parentElement.append(this.root);
    this.offs = [
      bus.on("setup", (setup) => this.#showSetup(setup)),
      bus.on("view", (view) => this.#showView(view)),
      bus.on("counts", (counts) => this.#showCounts(counts)),
    ];
  }

  /** Nothing: everything that the filters show comes over the bus. */
  update() {}

  stop() {
    clearTimeout(this.#typing);
    this.offs.forEach((off) => off());
    this.root.remove();
  }

  #build() {
    this.opener = element("button", { type: "button", class: "dl-button dl-opener", "aria-expanded": "false",
      "aria-controls": "dl-filters-sheet", onclick: () => this.#open(!this.root.classList.contains("dl-open")) }, "Filters");
    this.chips = new Chips((filter) => this.#change(filter.without(this.#view())), () => this.#reset());
    this.text = element("input", { type: "search", class: "dl-input", "aria-label": "Text", placeholder: "Words in statements",
      autocomplete: "off", oninput: () => this.#typeLater(), onchange: () => this.#typeNow() });
    this.source = element("div", { class: "dl-facets", role: "group", "aria-label": "Source" });
    this.more = element("div", { class: "dl-facets" });
    this.switches = element("div", { class: "dl-switches", role: "group", "aria-label": "Options" });
    this.drawer = element("details", { class: "dl-more" }, element("summary", {}, "More"), this.more, this.switches);
    this.done = element("button", { type: "button", class: "dl-button dl-done", onclick: () => this.#open(false, true) }, "Done");
    this.sheet = element("div", { class: "dl-sheet", id: "dl-filters-sheet" },
      this.source,
      element("div", { class: "dl-text" }, element("span", { class: "dl-title", "aria-hidden": "true" }, "Text"), this.text),
      this.drawer, this.done);
    this.root = element("div", { class: "dl-root dl-filters", role: "region", "aria-label": "Filters",
      onkeydown: (event) => event.key === "Escape" && this.#open(false, true) }, this.opener, this.chips.root, this.sheet);
  }

  #view() {
    return { ...EMPTY_VIEW, ...bus.last("view") };
  }

  #change(part) {
    bus.change({ ...part, page: 0 });
  }

  #open(isOpen, focuses = false) {
    if (focuses && this.root.classList.contains("dl-open")) this.opener.focus();
    this.root.classList.toggle("dl-open", isOpen);
    this.opener.setAttribute("aria-expanded", String(isOpen));
  }

  #reset() {
    clearTimeout(this.#typing);
    this.text.value = "";
    this.#change(clearedFilters([...this.#facets.keys()]));
    (this.opener.offsetParent ? this.opener : this.text).focus();
  }

  #typeLater() {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#typeNow(), TYPING);
  }

  #typeNow() {
    clearTimeout(this.#typing);
    this.#typing = 0;
    const text = this.text.value.trim();
    if (text !== this.#view().text) this.#change({ text });
  }

  // A new tally often has the same facets: they are built again only when the words have changed.
  #showSetup(setup) {
    const facets = setup?.words?.facets ?? {};
    const image = JSON.stringify([setup?.words?.unit, facets]);
    if (image === this.#image) return;
    this.#image = image;
    const open = new Set([...this.#facets.values()].filter((facet) => facet.isOpen).map((facet) => facet.name));
    this.#buildFacets(facets, setup?.words?.unit ?? "statement", open);
    this.#buildSwitches(setup?.words?.unit ?? "statement");
    this.#showView(this.#view());
    this.#showCounts(bus.last("counts"));
    this.drawer.open ||= [...this.more.children, ...this.switches.children].some((part) => part.querySelector(":checked"));
  }

  #buildFacets(facets, unit, open) {
    this.#facets = new Map(["source", "more"].flatMap((group) => namesOf(facets, group)).map((name) => {
      const facet = new Facet(name, facets[name], unit, (ids) => this.#change({ [name]: ids }));
      if (open.has(name)) facet.open();
      return [name, facet];
    }));
    const roots = (group) => namesOf(facets, group).map((name) => this.#facets.get(name).root);
    this.source.replaceChildren(...roots("source"));
    this.more.replaceChildren(...roots("more"));
  }

  // Only our own records say where somebody spoke and who is a captive.
  #buildSwitches(unit) {
    this.#switches = unit === "statement" ? [EXACT, SPEAKING, CAPTIVES] : [EXACT];
    this.#boxes = new Map(this.#switches.map(({ name }) => [name, element("input", { type: "checkbox",
      onchange: (event) => this.#change({ [name]: event.target.checked }) })]));
    this.switches.replaceChildren(...this.#switches.map(({ name, label }) =>
      element("div", { class: "dl-value" }, element("label", {}, this.#boxes.get(name), element("span", {}, label)))));
  }

  // A view comes at every step of the slider: facets are touched only when the filters in it have changed.
  #showView(view) {
    const now = { ...EMPTY_VIEW, ...view };
    const chosen = [...this.#facets.keys(), "text", "exact", "captives", "speaking", "clock"].map((name) => now[name]);
    if (chosen.every((value, at) => value === this.#shown?.[at]) && this.#shown?.image === this.#image) return;
    this.#shown = Object.assign(chosen, { image: this.#image });
    for (const [name, facet] of this.#facets) facet.showChosen(now[name] ?? [], now.clock === "said");
    for (const [name, box] of this.#boxes) box.checked = Boolean(now[name]);
    if (!this.#typing && document.activeElement !== this.text) this.text.value = now.text;
    const active = activeFilters(now, this.#facets, this.#switches);
    this.chips.show(active);
    this.opener.textContent = active.length ? `Filters (${active.length})` : "Filters";
  }

  #showCounts(counts) {
    for (const [name, facet] of this.#facets) facet.showCounts(counts?.facets?.[name]);
  }
}

/** Mounts the filters in `component.parentElement`. */
export default mountOnce(Filters);
