// The tab "Positions": who affirms, denies or is silent on each question, by day; below it the same as a list.

import { chip, voiceChip } from "./panel-chips.js";
import { Matrix } from "./matrix.js";
import { apart, button, el, keyed, setText } from "./panel-dom.js";

const parts = new WeakMap(); // the section of a question -> its matrix and its list

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
    setText(counts, question.counted);
    matrix.render(question);
    if (!question.matrix) dated.open = true;
    keyed(rows, question.rows, {
      key: (row) => row.statement_id,
      build: (row) => this.row(row),
    });
  }

  row(row) {
    const who = row.claimants.length ? row.claimants.map(chip) : [voiceChip(row.voice)];
    const stance = el("span", { class: "dl-stance", "data-stance": row.stance }, row.stance_label);
    return el(
      "li",
      { class: "dl-row" },
      el("span", { class: "dl-day" }, row.day || "day not given"),
      " ",
      el("span", { class: "dl-row-who" }, apart(who, stance, row.echo ? el("span", { class: "dl-row-echo" }, row.echo) : null)),
      " ",
      button(row.gist, () => this.select(row.statement_id), { class: "dl-row-gist", "data-focus": "gist" }),
    );
  }
}
