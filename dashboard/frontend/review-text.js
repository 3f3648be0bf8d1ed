/** The text of the article with every draft's passage marked; positions are code points, as Python counts them. */

import { element } from "./element.js";

const UNSURE = new Set(["carried", "pronoun", "default", "header"]);

export class TextPane {
  constructor(onPick) {
    this.node = element("div", { class: "dl-rv-text", tabindex: "0", role: "document", "aria-label": "Text of the article", "aria-description": "Left and right select a word; with Shift, more words." });
    this.node.addEventListener("click", ({ target }) => {
      const id = target.closest("[data-items]")?.dataset.items.split(" ").at(-1);
      if (id && window.getSelection().isCollapsed) onPick(id);
    });
    this.node.addEventListener("keydown", (event) => this.selectWord(event));
  }

  /** Draws `text` with the passages of `items` and `skipped`; the innermost passage of a click is picked. */
  render(text, items, skipped) {
    const signs = Array.from(text);
    const passages = items.filter(({ end }) => end > 0);
    const cuts = cutsOf(passages, skipped, signs.length);
    this.pieces = [];
    for (let at = 0; at + 1 < cuts.length; at += 1) {
      const [start, end] = [cuts[at], cuts[at + 1]];
      const over = passages.filter((item) => item.start <= start && end <= item.end);
      const missed = skipped.find((one) => one.start <= start && end <= one.end);
      this.pieces.push({ start, end, over, missed, node: piece(signs.slice(start, end).join(""), over, missed) });
    }
    this.node.replaceChildren(...this.pieces.map(({ node }) => node));
  }

  /** Outlines the passage of `item`, and colours what its values were found by. */
  mark(item) {
    const evidence = (item?.why ?? []).filter(({ end }) => end > 0);
    for (const { start, end, node } of this.pieces ?? []) {
      const isIn = item && item.end > 0 && item.start <= start && end <= item.end;
      node.classList.toggle("dl-rv-current", Boolean(isIn));
      const found = evidence.find((one) => one.start < end && start < one.end);
      if (found && !isWhole(found, item)) node.dataset.how = UNSURE.has(found.how) ? "unsure" : "sure";
      else delete node.dataset.how;
    }
    const first = this.pieces?.find(({ node }) => node.classList.contains("dl-rv-current"));
    first?.node.scrollIntoView({ block: "nearest" });
  }

  /** Underlays the passages of `ids`, whose mark on the map is under the pointer. */
  look(ids) {
    for (const { node, over } of this.pieces ?? []) node.classList.toggle("dl-rv-looked", over.some(({ id }) => ids.includes(id)));
  }

  /** Words are selected by keyboard: the next or the one before, and with Shift up to there. */
  selectWord(event) {
    const towards = { ArrowRight: "forward", ArrowLeft: "backward" }[event.key];
    if (!towards || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const selection = window.getSelection();
    if (!this.node.contains(selection.anchorNode)) selection.collapse(this.node, 0);
    if (!event.shiftKey) {
      if (towards === "forward") selection.collapseToEnd();
      else selection.collapseToStart();
    }
    extend(selection, towards);
    if (!this.node.contains(selection.focusNode)) selection.collapse(this.node, 0);
    selection.focusNode.parentElement?.scrollIntoView({ block: "nearest" });
  }

  /** The passage that the reader has selected in this text: [start, end] in code points, or null. */
  selected() {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!this.node.contains(range.startContainer) || !this.node.contains(range.endContainer)) return null;
    const before = document.createRange();
    before.setStart(this.node, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const start = Array.from(before.toString()).length;
    return [start, start + Array.from(range.toString()).length];
  }
}

/** To the next word, over line ends and signs between words, which are stops of their own. */
function extend(selection, towards) {
  const before = selection.toString().trim();
  for (let step = 0; step < 8 && selection.toString().trim() === before; step += 1) selection.modify("extend", towards, "word");
}

function isWhole({ start, end }, item) {
  return start <= item.start && item.end <= end;
}

function cutsOf(passages, skipped, length) {
  const cuts = new Set([0, length]);
  for (const { start, end } of [...passages, ...skipped]) {
    cuts.add(Math.min(start, length));
    cuts.add(Math.min(end, length));
  }
  return [...cuts].sort((one, other) => one - other);
}

function piece(words, over, missed) {
  if (!over.length && !missed) return element("span", {}, words);
  const inner = [...over].sort((one, other) => other.end - other.start - (one.end - one.start));
  const last = inner.at(-1);
  return element(
    "mark",
    {
      class: "dl-rv-mark",
      "data-items": inner.map(({ id }) => id).join(" ") || null,
      "data-kind": last?.kind ?? "skipped",
      "data-status": last?.status ?? null,
      title: last ? null : `Not extracted: ${missed.reason}`,
    },
    words,
  );
}
