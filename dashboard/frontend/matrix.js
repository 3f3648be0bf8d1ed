// The matrix of one question: claimant by day, a sign in each cell that holds a position; its word is for the ear.

import { sideTag } from "./panel-chips.js";
import { button, el, keyed, setText } from "./panel-dom.js";

/** `select(statement_id)` is called with the statement of a chosen cell. */
export class Matrix {
  constructor(select) {
    this.select = select;
    this.caption = el("caption");
    this.head = el("tr");
    this.body = el("tbody");
    const table = el("table", { class: "dl-matrix" }, this.caption, el("thead", {}, this.head), this.body);
    this.node = el("div", { class: "dl-matrix-frame", role: "group", tabindex: "0", hidden: true }, table);
  }

  render({ text, matrix }) {
    this.node.hidden = !matrix?.days.length;
    if (this.node.hidden) return;
    this.node.setAttribute("aria-label", `Positions by day: ${text}`);
    const undated = matrix.undated ? `; ${matrix.undated} without a day, in the list only` : "";
    setText(this.caption, `Who held what on which day; an empty cell means nothing is recorded${undated}.`);
    keyed(this.head, [{ day: "", label: "Who" }, ...matrix.days], {
      key: ({ day }) => day,
      build: ({ label }) => el("th", { scope: "col" }, ...twoLines(label)),
    });
    keyed(this.body, matrix.rows, {
      key: ({ claimant, side }) => `${claimant} ${side}`,
      build: (row) => this.row(row),
    });
  }

  row({ claimant, side, cells }) {
    const name = el("th", { scope: "row" }, side ? [sideTag(side), " "] : null, claimant);
    return el("tr", {}, name, cells.map((marks) => el("td", {}, marks.map((mark) => this.cell(mark, claimant)))));
  }

  cell({ statement_id: id, stance, glyph, word, days, note, report }, claimant) {
    const cell = button("", () => this.select(id), {
      class: "dl-cell", "data-stance": stance, "data-statement": id, "data-focus": id, title: `${claimant} ${word}, ${days}, in ${report}`,
    });
    cell.append(el("span", { class: "dl-glyph", "aria-hidden": "true" }, glyph), el("span", { class: "dl-cell-word dl-sr" }, word));
    if (note) cell.append(" ", el("span", { class: "dl-cell-note" }, note));
    return cell;
  }
}

/** "7 Dec 2024" with its year below, so that a column is no wider than its words. */
function twoLines(label) {
  const [, day, year] = /^(.*) (\d{4})$/.exec(label) ?? [];
  return year ? [day, " ", el("span", { class: "dl-year" }, year)] : [label];
}
