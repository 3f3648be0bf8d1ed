// The panel's tabs, as assistive technology knows them: one stop for Tab, arrows between.

import { el, uniqueId } from "./panel-dom.js";

const NAMES = [["statements", "Statements"], ["figures", "Figures"], ["positions", "Positions"]];
const STEPS = { ArrowRight: 1, ArrowLeft: -1, Home: "first", End: "last" };

/** `contents` = {statements, figures, positions}, each a list of nodes; `choose(name)` is called by the reader. */
export class Tabs {
  constructor(contents, choose) {
    this.choose = choose;
    this.current = null;
    this.tabs = new Map();
    this.bodies = new Map();
    for (const [name, title] of NAMES) this.add(name, title, contents[name]);
    this.list = el("div", { class: "dl-tabs", role: "tablist", "aria-label": "What the panel lists" }, [...this.tabs.values()]);
    this.list.addEventListener("keydown", (event) => this.onKey(event));
    this.show("statements");
  }

  add(name, title, nodes) {
    const body = el("div", { class: "dl-tabpanel", role: "tabpanel", id: uniqueId("tabpanel"), hidden: true }, nodes);
    const tab = el("button", {
      type: "button",
      role: "tab",
      id: uniqueId("tab"),
      class: "dl-tab",
      "aria-controls": body.id,
      "data-focus": `tab ${name}`,
      onclick: () => this.choose(name),
    }, title);
    body.setAttribute("aria-labelledby", tab.id);
    this.tabs.set(name, tab);
    this.bodies.set(name, body);
  }

  show(name) {
    if (name === this.current || !this.tabs.has(name)) return;
    this.current = name;
    for (const [other, tab] of this.tabs) {
      tab.setAttribute("aria-selected", String(other === name));
      tab.tabIndex = other === name ? 0 : -1;
      this.bodies.get(other).hidden = other !== name;
    }
  }

  /** The focus goes to the tab that is shown. */
  focus() {
    this.tabs.get(this.current).focus();
  }

  onKey(event) {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const names = NAMES.map(([name]) => name);
    const at = names.indexOf(this.current);
    const places = { first: 0, last: names.length - 1 };
    const to = typeof step === "string" ? places[step] : (at + step + names.length) % names.length;
    this.choose(names[to]);
    this.tabs.get(names[to]).focus();
  }
}
