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
    const isStarred = matrix.rows.some(({ cells }) => cells.flat().some((mark) => mark.starred));
    const star = isStarred ? " * a period, or the day of the report: the list says which." : "";
    setText(this.caption, `Who held what on which day; an empty cell means nothing is recorded${undated}.${star}`);
    keyed(this.head, [{ day: "", label: "Who" }, ...matrix.days], {
      key: ({ day }) => day,
      build: ({ label }) => el("th", { scope: "col" }, ...lines(label)),
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

  /** A sign, so that a question's days stand side by side; what else there is to a cell is for pointer and ear. */
  cell({ statement_id: id, stance, glyph, word, days, note, starred, report }, claimant) {
    const when = note?.includes(days) ? note : [days, note].filter(Boolean).join(", ");
    const cell = button("", () => this.select(id), {
      class: "dl-cell", "data-stance": stance, "data-statement": id, "data-focus": id, title: `${claimant} ${word}, ${when}, in ${report}`,
    });
    cell.append(el("span", { class: "dl-glyph", "aria-hidden": "true" }, starred ? `${glyph}*` : glyph), el("span", { class: "dl-sr" }, word));
    if (note) cell.append(" ", el("span", { class: "dl-sr" }, note));
    return cell;
  }
}

/** "7 Dec 2024" in three lines, so that a column is no wider than a sign; "about 7 Dec 2024" keeps what stands before the day. */
function lines(label) {
  const [, day, month, year] = /^(.*) (\S+) (\d{4})$/.exec(label) ?? [];
  return year ? [day, " ", line(month), " ", line(year)] : [label];
}

function line(words) {
  return el("span", { class: "dl-date-part" }, words);
}
