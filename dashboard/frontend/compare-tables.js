// The tables of the screen "Compare"; every text goes in by textContent, links are our own addresses.

import { apart, capital, el } from "./panel-dom.js";

/** `without` and `between` are places on the page; `render` fills them from {without, between}. */
export class Comparison {
  constructor() {
    this.without = el("div", { class: "dl-compared", "aria-live": "polite" });
    this.between = el("div", { class: "dl-compared", "aria-live": "polite" });
  }

  render({ without, between }) {
    this.without.replaceChildren(...(without ? withoutParts(without) : [hint("Choose what to leave out.")]));
    this.between.replaceChildren(...(between ? betweenParts(between) : [hint("Choose two days.")]));
  }
}

function hint(text) {
  return el("p", { class: "dl-lead" }, text);
}

function withoutParts({ unknown, title, counts, stays, ranges, same, positions, gone, come }) {
  if (unknown) return [hint(unknown)];
  const rest = same ? hint(`${same} other quantities stay as they are.`) : null;
  const moved = ranges.map(({ quantity, before, after }) => [quantity, before, after]);
  const held = positions.map(({ question, stance, before, after }) => [`${question} ${stance}`, before, after]);
  return [
    el("h3", {}, title),
    hint([counts, ...stays].join(" ")),
    moved.length ? table("Ranges that move", ["Quantity", "With all", "Without"], moved) : hint("No range moves."),
    rest,
    held.length ? table("Positions that change", ["Question and position", "With all", "Without"], held) : hint("No position changes."),
    gone.length ? sentences(`Differences that go: ${gone.length}`, gone) : null,
    come.length ? sentences(`Differences that come: ${come.length}`, come) : null,
  ].filter(Boolean);
}

function betweenParts({ title, counts, changes }) {
  const isRevised = changes.some(({ before }) => before);
  const before = (one) => (isRevised ? [one.before ?? ""] : []);
  const rows = changes.map((one) => [one.day, one.kind, one.subject, ...before(one), one.after, links(one.links)]);
  const heads = ["Known on", "Change", "Who", ...(isRevised ? ["Before"] : []), "Now", "Statement"];
  return [
    el("h3", {}, title),
    el("p", { class: "dl-lead" }, capital(counts)),
    rows.length ? table("Changes by day", heads, rows) : null,
  ].filter(Boolean);
}

/** Each cell names its column, so that a narrow page can set rows as blocks. */
function table(caption, heads, rows) {
  const cell = (content, index) =>
    el(index ? "td" : "th", { scope: index ? null : "row", "data-head": heads[index] }, el("span", {}, content));
  return el(
    "table",
    { class: "dl-compare-table" },
    el("caption", {}, caption),
    el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))),
    el("tbody", {}, rows.map((row) => el("tr", {}, row.map(cell)))),
  );
}

function links(addresses) {
  const words = addresses.length > 1 ? ["Before", "Now"] : ["Open"];
  return apart(addresses.map((href, index) => el("a", { class: "dl-link", href }, words[index] ?? "Open")));
}

function sentences(title, items) {
  return el(
    "details",
    { class: "dl-apparent" },
    el("summary", {}, title),
    el("ul", { class: "dl-differences" }, items.map(({ sentence, links: addresses }) =>
      el("li", { class: "dl-difference" }, el("p", {}, sentence), el("div", { class: "dl-sides" }, sides(addresses))))),
  );
}

function sides(addresses) {
  return apart(addresses.map((href, index) => el("a", { class: "dl-link", href }, index ? "Second side" : "First side")));
}
