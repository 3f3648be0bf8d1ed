// The tab "Figures" below its chart: where the statements differ, and every figure in one table that sorts.

import { bus } from "./bus.js";
import { Differences } from "./differences.js";
import { followStatement, followTab } from "./follow.js";
import { mountOnce } from "./mount.js";
import { sideTag } from "./panel-chips.js";
import { grouped } from "./numbers.js";
import { apart, button, el, keepFocus, keyed } from "./panel-dom.js";

const COLUMNS = [
  { name: "value", title: "Value as written", of: (figure) => numberIn(figure.value) },
  { name: "measure", title: "Measure", of: (figure) => figure.measure },
  { name: "party", title: "Whose troops", of: (figure) => figure.party },
  { name: "claimant", title: "Said by", of: (figure) => figure.claimant },
  { name: "day", title: "Day", of: (figure) => figure.sort_day || null },
  { name: "place", title: "Place", of: (figure) => figure.place },
];

/** The first number of a text ("≥ 300", "2,000 to 3,000"), or null for words like "dozens". */
function numberIn(text) {
  const found = /\d[\d,]*(\.\d+)?/.exec(text ?? "");
  return found ? Number(found[0].replaceAll(",", "")) : null;
}

/** Sorts by one column; what has no value stays last, whichever the direction. */
function sortFigures(figures, name, direction) {
  const column = COLUMNS.find((one) => one.name === name);
  if (!column || !direction) return figures;
  const value = (figure) => column.of(figure) ?? null;
  const compare = (one, other) => (typeof one === "number" ? one - other : String(one).localeCompare(String(other), "en"));
  return [...figures].sort((a, b) => {
    const [one, other] = [value(a), value(b)];
    if (one === null || other === null) return (one === null) - (other === null);
    return compare(one, other) * direction;
  });
}

/** The table; `select(statement_id)` is called with the statement of the row that was chosen. */
class Figures {
  constructor(select) {
    this.select = select;
    this.figures = [];
    this.sort = { name: null, direction: 0 };
    this.heads = COLUMNS.map((column) => this.head(column));
    this.body = el("tbody");
    const caption = el("caption", {}, "Figures as the articles give them");
    const table = el("table", { class: "dl-table" }, caption, el("thead", {}, el("tr", {}, this.heads)), this.body);
    this.frame = el("div", { class: "dl-table-frame", role: "group", "aria-label": "Table of figures", tabindex: "0" }, table);
  }

  head(column) {
    const sort = button(column.title, () => this.sortBy(column.name), { class: "dl-sort" });
    return el("th", { scope: "col", "aria-sort": "none", "data-column": column.name }, sort);
  }

  /** Upward, downward, then the order that the data came in. */
  sortBy(name) {
    const last = this.sort.name === name ? this.sort.direction : 0;
    this.sort = { name, direction: { 0: 1, 1: -1, [-1]: 0 }[last] };
    this.draw();
  }

  render(figures) {
    this.figures = figures;
    this.draw();
  }

  draw() {
    const words = { 1: "ascending", [-1]: "descending", 0: "none" };
    for (const head of this.heads) {
      const isSorted = head.dataset.column === this.sort.name;
      head.setAttribute("aria-sort", isSorted ? words[this.sort.direction] : "none");
    }
    keyed(this.body, sortFigures(this.figures, this.sort.name, this.sort.direction), {
      key: (figure) => figure.id,
      build: (figure) => this.row(figure),
    });
  }

  row(figure) {
    const cells = [figure.measure, figure.party].map((text) => el("td", {}, text ?? ""));
    const choose = () => this.select(figure.statement_id);
    return el(
      "tr",
      { class: figure.forecast ? "dl-forecast" : null, onclick: choose },
      valueCell(figure, choose),
      cells,
      el("td", {}, figure.sides.flatMap((side) => [sideTag(side), " "]), figure.claimant ?? ""),
      el("td", { class: "dl-day" }, figure.day ?? ""),
      el("td", {}, figure.place || "no place given"),
    );
  }
}

/** The component "figures": what stands below the chart. */
class BelowChart {
  constructor({ parentElement }) {
    this.differences = new Differences({
      open: ({ statement_id, fly }) => {
        if (fly) bus.emit("fly", fly);
        followStatement(statement_id);
      },
      chart: (key) => bus.change({ chart: key }),
      positions: () => followTab("positions"),
    });
    this.table = new Figures(followStatement);
    const heading = el("h3", { class: "dl-part" }, "Every figure");
    this.cut = el("p", { class: "dl-note-text", hidden: true });
    this.tablePart = el("section", { class: "dl-figures-table" }, heading, this.cut, this.table.frame);
    this.root = el("section", { class: "dl-root dl-panel dl-figures", "aria-label": "Figures" }, this.differences.node, this.tablePart);
    parentElement.append(this.root);
  }

  update({ data }) {
    const image = JSON.stringify(data);
    if (image === this.image) return;
    this.image = image;
    keepFocus(this.root, () => {
      this.differences.render(data.differences);
      this.table.render(data.figures);
      this.tablePart.hidden = !data.figures.length;
      this.cut.hidden = data.total <= data.figures.length;
      this.cut.textContent = `The first ${data.figures.length} of ${grouped(data.total)} by day; the CSV of this view holds all.`;
    });
  }

  stop() {
    this.root.remove();
  }
}

export default mountOnce(BelowChart);

/** Without quotation marks: a number that stands in words is its own wording. */
function bare(text) {
  return (text ?? "").replaceAll(/[“”"]/g, "");
}

function valueCell(figure, choose) {
  const value = button(figure.value ?? figure.as_written ?? "", (event) => {
    event.stopPropagation(); // the row would choose it a second time
    choose();
  }, { class: "dl-number", "data-focus": "value" });
  const written = figure.as_written && figure.as_written !== bare(figure.value) ? figure.as_written : null;
  const under = (text, kind = "") => (text ? el("span", { class: `dl-under ${kind}` }, text) : null);
  return el(
    "th",
    { scope: "row" },
    apart(
      value,
      under(written && `“${written}”`),
      under(figure.derived),
      under(figure.echo),
      under(figure.note, "dl-clamp"), // whole on the statement's card
      under(figure.forecast && "forecast", "dl-flag"),
    ),
  );
}
