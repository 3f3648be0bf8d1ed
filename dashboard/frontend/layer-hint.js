// The tooltip: what a mark holds, in plain text, on hover and on focus.

import { spanOf } from "./days.js";
import { element } from "./element.js";
import { GLYPHS, knownKind } from "./glyphs.js";
import { labelOf } from "./layer-book.js";
import { counted } from "./layer-view.js";
import { grouped } from "./numbers.js";
import { NONE } from "./tally.js";

const MOST_KINDS = 4;

export class Hint {
  constructor(container) {
    this.container = container;
    this.node = element("div", { class: "dl-hint", role: "tooltip", id: "dl-hint", hidden: true });
    container.append(this.node);
  }

  /** The data that the next texts are made from. */
  open(tally, words, sums) {
    Object.assign(this, { tally, words, sums });
    this.noun = words.unit === "event" ? "event" : "statement";
  }

  /** Show what `lines()` says while `target` has the pointer or the focus. */
  attach(target, lines) {
    const show = (event) => this.show(lines(), event.type === "focus" ? centreOf(target) : event);
    target.addEventListener("pointerenter", show);
    target.addEventListener("focus", show);
    for (const leave of ["pointerleave", "blur"]) target.addEventListener(leave, () => this.hide());
    target.setAttribute("aria-describedby", "dl-hint");
  }

  show(lines, { clientX, clientY }) {
    this.node.replaceChildren(...lines.filter(Boolean).map((line) => element("div", {}, line)));
    this.node.hidden = false;
    const frame = this.container.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.node;
    const x = Math.min(clientX - frame.left + 14, frame.width - width - 6);
    const below = clientY - frame.top + 16;
    const y = below + height < frame.height - 6 ? below : clientY - frame.top - height - 12;
    this.node.style.transform = `translate(${Math.max(6, Math.round(x))}px, ${Math.max(6, Math.round(y))}px)`;
  }

  hide() {
    this.node.hidden = true;
  }

  /** Count, days and kinds of the rows of the window that `holds(row)`. */
  summary(holds) {
    const { tally, sums } = this;
    const { startsBefore, longest } = tally.order;
    const kinds = new Map();
    let [count, first, last] = [0, Infinity, -Infinity];
    for (let row = startsBefore[Math.max(0, sums.first - longest)]; row < startsBefore[sums.last + 1]; row++) {
      if (!sums.isShown(row) || !holds(row)) continue;
      const amount = tally.count === null ? 1 : tally.count[row];
      count += amount;
      first = Math.min(first, tally.start[row]);
      last = Math.max(last, tally.end[row]);
      for (const kind of this.kindsOf(row)) kinds.set(kind, (kinds.get(kind) ?? 0) + amount);
    }
    if (!count) return [];
    return [counted(count, this.noun), spanOf(tally.epoch + first, tally.epoch + last), kindsInWords(kinds)];
  }

  /** What a row is about: the kind of its event, else the values of a facet "kind", in words. */
  kindsOf(row) {
    const event = this.tally.event === null ? NONE : this.tally.event[row];
    if (event !== NONE) return [GLYPHS[knownKind(this.words.events[event]?.kind)].name];
    const facet = this.tally.facets.find(({ name }) => name === "kind");
    const values = this.words.facets?.kind?.values;
    return facet && values ? facet.sets[facet.codes[row]].map((value) => values[value]?.label ?? "Other") : [];
  }

  /** The kind of a row's glyph. */
  glyphOf(row) {
    const event = this.tally.event === null ? NONE : this.tally.event[row];
    if (event !== NONE) return knownKind(this.words.events[event]?.kind);
    const facet = this.tally.facets.find(({ name }) => name === "kind");
    const value = facet?.sets[facet.codes[row]][0];
    return knownKind(this.words.facets?.kind?.values?.[value]?.id ?? "other");
  }

  ofPlace(entry) {
    const index = this.words.places.indexOf(entry.place);
    return [labelOf(entry), ...this.summary((row) => this.tally.place[row] === index)];
  }

  ofPair(pair) {
    const { pairs } = this.sums;
    const summary = this.summary((row) => pairs.of[row] === pair);
    const title = this.words.events[pairs.event[pair]]?.title;
    return [title, ...summary];
  }

  /** The accessible name of a glyph: "Combat: title, 3 statements". */
  ofPairName(pair, count) {
    const event = this.words.events[this.sums.pairs.event[pair]];
    const what = event ? `${GLYPHS[knownKind(event.kind)].name}: ${event.title}, ` : "";
    return `${what}${counted(count, this.noun)}`;
  }

  ofCell(size, cx, cy) {
    const { x, y } = this.tally;
    return this.summary((row) => Math.floor(x[row] * size) === cx && Math.floor(y[row] * size) === cy);
  }

  ofRow(row) {
    return this.summary((other) => other === row);
  }
}

function kindsInWords(kinds) {
  const sorted = [...kinds].sort((one, other) => other[1] - one[1]);
  const named = sorted.slice(0, MOST_KINDS).map(([kind, count]) => (sorted.length > 1 ? `${kind} ${grouped(count)}` : kind));
  if (sorted.length > MOST_KINDS) named.push(`${sorted.length - MOST_KINDS} more kinds`);
  return named.join(" · ");
}

function centreOf(target) {
  const box = target.getBoundingClientRect();
  return { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 };
}
