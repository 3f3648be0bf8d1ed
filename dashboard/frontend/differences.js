// Where the statements differ: by type, one sentence each, and the way to both sides.

import { sideTag } from "./panel-chips.js";
import { apart, button, el, keyed } from "./panel-dom.js";

/** `open(side)` is called with the side that the reader chose, `chart(key)` with the measure to show, `positions()`. */
export class Differences {
  constructor({ open, chart, positions }) {
    this.positions = positions;
    this.open = open;
    this.chart = chart;
    this.note = el("p", { class: "dl-note-text" });
    this.groups = el("div", { class: "dl-difference-groups" });
    this.hidden = el("p", { class: "dl-fold-label" });
    this.apparent = el("details", { class: "dl-apparent" }, el("summary"), el("ul", { class: "dl-differences" }));
    const heading = el("h3", { class: "dl-part" }, "Where they differ");
    this.node = el("section", { class: "dl-differ", "aria-label": "Where they differ" }, heading, this.note, this.groups, this.apparent);
  }

  render({ groups, apparent, note }) {
    this.note.textContent = note ?? "";
    this.note.hidden = !note;
    keyed(this.groups, groups, {
      key: ({ type }) => type,
      build: () => el("section", { class: "dl-difference-group" }, el("h4"), el("ul", { class: "dl-differences" })),
      update: (node, group) => {
        node.dataset.type = group.type;
        node.children[0].textContent = `${group.title}: ${group.count}`;
        this.fill(node.children[1], group.items);
      },
    });
    this.renderApparent(apparent);
  }

  /** Folded: numbers that only look as if they differed are counted, not shown, until somebody asks. */
  renderApparent(apparent) {
    this.apparent.hidden = !apparent;
    if (!apparent) return;
    const [summary, list] = this.apparent.children;
    summary.textContent = `${apparent.title}: ${apparent.count}`;
    this.fill(list, apparent.items);
  }

  fill(list, items) {
    keyed(list, items, { key: ({ id }) => id, build: (item) => this.item(item) });
  }

  item({ id, sentence, sides, positions: isOfPositions }) {
    const chart = sides.find((side) => side.chart)?.chart;
    const toSides = sides.map((side, index) => this.side(side, index));
    const toChart = chart
      ? button("In the chart", () => this.chart(chart), { class: "dl-side dl-to-chart", "data-focus": "chart" })
      : null;
    const toPositions = isOfPositions
      ? button("In the positions", () => this.positions(), { class: "dl-side dl-to-chart", "data-focus": "positions" })
      : null;
    return el("li", { class: "dl-difference", "data-difference": id }, el("p", {}, sentence), el("div", { class: "dl-sides" }, apart(toSides, toChart, toPositions)));
  }

  side(side, index) {
    const tag = side.side ? [sideTag(side.side), " "] : [];
    const node = button("", () => this.open(side), { class: "dl-side", "data-focus": `side ${index}`, "data-statement": side.statement_id, title: side.fly ? null : "no place on the map" });
    node.append(...tag, side.label);
    return node;
  }
}
