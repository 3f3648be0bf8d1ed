// The head of the tab "Figures": which measure, what its statements allow together, and the signs of the chart.

import { button, el, keyed, setText } from "./panel-dom.js";

/** `choose(key)` is called with the measure that the reader picked, `open(statement_id)` with a statement. */
export class ChartHead {
  constructor({ choose, open }) {
    this.open = open;
    this.select = el("select", { class: "dl-chooser", "data-focus": "measure", onchange: () => choose(this.select.value) });
    this.label = el("label", { class: "dl-chooser-label" }, el("span", {}, "Measure"), this.select);
    this.sentence = el("p", { class: "dl-allowed" });
    this.details = el("ul", { class: "dl-allowed-more" });
    this.excluding = el("ul", { class: "dl-excluding" });
    this.legend = el("ul", { class: "dl-legend", "aria-label": "Speaker's side" });
    this.signs = el("p", { class: "dl-signs" });
    this.empty = el("p", { class: "dl-none", hidden: true }, "No figures in this selection.");
    this.whole = el("div", { class: "dl-chart-head", hidden: true }, this.label, this.sentence, this.details, this.excluding, this.legend, this.signs);
    this.nodes = [this.empty, this.whole];
  }

  render({ chart, emptied }) {
    const choices = chart?.choices ?? [];
    this.whole.hidden = !choices.length;
    this.empty.hidden = choices.length > 0 || Boolean(emptied);
    if (!choices.length) return;
    this.renderChoices(choices, chart.chosen);
    setText(this.sentence, chart.allowed.sentence);
    this.list(this.details, chart.allowed.details, (text) => el("li", {}, text));
    this.list(this.excluding, chart.allowed.excluding, (pair) => this.pair(pair));
    this.list(this.legend, chart.legend, (entry) => legendEntry(entry));
    setText(this.signs, signsOf(chart));
    this.signs.hidden = !this.signs.textContent;
  }

  renderChoices(choices, chosen) {
    keyed(this.select, choices, {
      key: ({ key }) => key,
      build: ({ key, label, count }) => el("option", { value: key }, `${label} (${count})`),
    });
    this.select.value = chosen;
  }

  list(node, items, build) {
    node.hidden = !items.length;
    keyed(node, items, { key: (item, index) => `${index} ${JSON.stringify(item)}`, build });
  }

  pair(sides) {
    const parts = sides.map(({ statement_id: id, label, says }) =>
      button(label, () => this.open(id), { class: "dl-side", title: says, "data-focus": id }));
    return el("li", {}, parts[0], " and ", parts[1], " exclude each other.");
  }
}

function legendEntry({ tag, color, name }) {
  const swatch = el("span", { class: "dl-swatch", "aria-hidden": "true" });
  swatch.style.background = color;
  return el("li", {}, swatch, " ", el("strong", {}, tag), " ", name);
}

function signsOf({ signs, undated }) {
  const left = undated ? [`${undated} undated: only in the table`] : [];
  return [...signs, ...left].join(" · ");
}
