// The tab "Positions": who affirms, denies or is silent on each question, by day; below it the same as a list.

import { sideTag } from "./panel-chips.js";
import { Matrix } from "./matrix.js";
import { button, el, keyed, setText } from "./panel-dom.js";

const parts = new WeakMap(); // the section of a question -> its matrix and its list

/** How many hold each stance, in the order of first appearance: "2 affirms · 1 denies". */
function countsByStance(rows) {
  const counts = new Map();
  for (const row of rows) counts.set(row.stance_label, (counts.get(row.stance_label) ?? 0) + 1);
  return [...counts].map(([label, count]) => `${label}: ${count}`).join(" · ");
}

/** The questions; `select(statement_id)` is called with the statement of a chosen row. */
export class Positions {
  constructor(select) {
    this.select = select;
    this.empty = el("p", { class: "dl-none", hidden: true }, "No positions in this selection.");
    this.list = el("div", { class: "dl-questions" });
    this.nodes = [this.empty, this.list];
  }

  render(panel) {
    const questions = (panel.positions ?? []).filter((question) => question.rows.length);
    this.empty.hidden = questions.length > 0 || Boolean(panel.emptied);
    keyed(this.list, questions, {
      key: (question) => question.question_id,
      build: () => this.question(),
      update: (node, question) => this.updateQuestion(node, question),
    });
  }

  /** With a matrix the list is folded: it says the same in more words. */
  question() {
    const matrix = new Matrix(this.select);
    const rows = el("ol", { class: "dl-rows" });
    const dated = el("details", { class: "dl-dated" }, el("summary", {}, "As a list, with what was said"), rows);
    const node = el("section", { class: "dl-question" }, el("h3"), el("p", { class: "dl-stances" }), matrix.node, dated);
    parts.set(node, { matrix, rows, dated });
    return node;
  }

  updateQuestion(node, question) {
    const [title, counts] = node.children;
    const { matrix, rows, dated } = parts.get(node);
    setText(title, question.text);
    setText(counts, countsByStance(question.rows));
    matrix.render(question);
    if (!question.matrix) dated.open = true;
    keyed(rows, question.rows, {
      key: (row) => `${row.statement_id} ${row.claimant}`,
      build: (row) => this.row(row),
    });
  }

  row(row) {
    return el(
      "li",
      { class: "dl-row" },
      el("span", { class: "dl-day" }, row.day || "day not given"),
      " ",
      el(
        "span",
        { class: "dl-row-who" },
        row.side ? [sideTag(row.side), " "] : null,
        el("strong", {}, row.claimant),
        " ",
        el("span", { class: "dl-stance", "data-stance": row.stance }, row.stance_label),
      ),
      " ",
      button(row.gist, () => this.select(row.statement_id), { class: "dl-row-gist", "data-focus": "gist" }),
    );
  }
}
