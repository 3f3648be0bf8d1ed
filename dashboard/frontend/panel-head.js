// Top of the panel: how much there is, what is left out, what is selected, and what emptied it.

import { grouped } from "./numbers.js";
import { button, capital, el, keyed, setText } from "./panel-dom.js";

/** The lines above the tabs; `change(part)` changes the reader's view. */
export class Head {
  constructor(change) {
    this.change = change;
    this.status = el("p", { class: "dl-status", role: "status", "aria-live": "polite", "aria-atomic": "true" });
    this.placed = el("p", {
      class: "dl-placed",
      hidden: true,
      title: "Marks on the map for this selection: a statement about two places is placed twice",
    });
    this.warnings = el("div", { class: "dl-warnings", role: "alert", hidden: true });
    this.counted = el("p", { class: "dl-counted" });
    this.notes = el("div", { class: "dl-notes", hidden: true });
    this.selection = el("div", { class: "dl-selection", hidden: true });
    this.emptied = el("div", { class: "dl-emptied", hidden: true });
    const count = el("div", { class: "dl-count" }, this.status, this.placed);
    this.nodes = [this.warnings, count, this.counted, this.notes, this.selection, this.emptied];
  }

  render(panel) {
    this.renderWarnings(panel.warnings ?? []);
    this.renderStatus(panel.status);
    setText(this.counted, capital(panel.counted));
    this.renderNotes(panel.notes ?? []);
    this.renderSelection(panel.selection);
    this.renderEmptied(panel.emptied);
  }

  renderStatus(status) {
    if (!status) return;
    const { statements, figures, places } = status;
    setText(this.status, `${grouped(statements)} statements, ${grouped(figures)} figures, ${grouped(places)} places`);
  }

  renderPlaced(counts) {
    const isKnown = Number.isFinite(counts?.placed);
    this.placed.hidden = !isKnown;
    setText(this.placed, isKnown ? `${grouped(counts.placed)} placed on the map` : "");
  }

  /** While the window moves, the map's count is ahead of the status: two windows in one line would not add up. */
  showMoving(isMoving) {
    this.placed.style.visibility = isMoving ? "hidden" : "";
  }

  renderWarnings(warnings) {
    this.warnings.hidden = warnings.length === 0;
    keyed(this.warnings, warnings, { key: (text) => text, build: (text) => el("p", {}, text) });
  }

  renderNotes(notes) {
    this.notes.hidden = notes.length === 0;
    keyed(this.notes, notes, {
      key: (note) => note.select ?? note.text,
      build: (note) =>
        note.select
          ? button(note.text, () => this.change({ select: note.select, page: 0 }), { class: "dl-note", "data-focus": "note" })
          : el("span", { class: "dl-note-text" }, note.text),
    });
  }

  renderSelection(selection) {
    this.selection.hidden = !selection;
    keyed(this.selection, selection ? [selection] : [], {
      key: () => "selection",
      build: ({ title, subtitle, clear }) =>
        el(
          "div",
          { class: "dl-band" },
          el("div", {}, el("h2", { class: "dl-band-title" }, title), subtitle ? el("p", { class: "dl-under" }, subtitle) : null),
          clear === false ? null : button("Clear selection", () => this.clear(), { class: "dl-action" }),
        ),
    });
  }

  clear() {
    this.change({ select: null, page: 0 });
  }

  renderEmptied(emptied) {
    this.emptied.hidden = !emptied;
    keyed(this.emptied, emptied ? [emptied] : [], {
      key: () => "emptied",
      build: ({ text, drop }) =>
        el(
          "div",
          { class: "dl-band" },
          el("p", {}, text),
          drop ? button("Drop this filter", () => this.change({ ...drop, page: 0 }), { class: "dl-action" }) : null,
        ),
    });
  }
}
