// The legend: only what occurs in the tally, open on a wide map, closed on a narrow one.

import { element } from "./element.js";
import { GLYPHS, glyphSvg, knownKind, svg } from "./glyphs.js";
import { DASHED, DRAWN, HOLLOW, SPEAKING, STRUCK } from "./tally.js";

const NARROW = 1000;

export class Legend {
  constructor(container) {
    this.list = element("ul", { class: "dl-legend-list" });
    this.summary = element("summary", {}, "Legend");
    this.node = element("details", { class: "dl-legend" }, this.summary, this.list);
    this.node.open = container.clientWidth >= NARROW;
    container.append(this.node);
    L.DomEvent.disableClickPropagation(this.node);
    L.DomEvent.disableScrollPropagation(this.node);
  }

  /** List what occurs in `tally`; `hint` knows the kind of a row, `entries` are its places. */
  open(tally, entries, hint) {
    const found = survey(tally, hint);
    const rows = Object.keys(GLYPHS)
      .filter((kind) => found.kinds.has(kind))
      .map((kind) => line(glyphSvg(kind, 15), GLYPHS[kind].name));
    if (found.flags & HOLLOW) rows.push(line(ringSvg("dl-hollow"), found.flags & STRUCK ? "Hollow: forecast, or not there" : "Hollow: forecast"));
    if (found.flags & STRUCK) rows.push(line(ringSvg("dl-hollow dl-struck"), "Struck: said not to be there"));
    if (found.flags & DASHED) rows.push(line(ringSvg("dl-near"), "Dashed: near, or not known exactly"));
    if (found.flags & SPEAKING) rows.push(line(ringSvg("dl-spoken"), "Dotted: where people spoke"));
    if (entries.some(({ isArea }) => isArea)) rows.push(line(hatchSvg(), "Hatched: somewhere in this area"));
    if (found.free) rows.push(line(bubbleSvg(), "Bubble: as large as its count"));
    this.list.replaceChildren(...rows);
    this.node.hidden = rows.length === 0;
  }
}

/** The kinds and flags of the drawn rows, and whether some have no place of their own. */
function survey(tally, hint) {
  const kinds = new Set();
  const seen = new Set();
  let [flags, free] = [0, tally.place === null];
  const facet = tally.facets.find(({ name }) => name === "kind");
  for (let row = 0; row < tally.rows; row++) {
    const flag = tally.flags === null ? DRAWN : tally.flags[row];
    if (!(flag & DRAWN)) continue;
    flags |= flag;
    if (tally.place !== null && tally.place[row] === 65535) free = true;
    // Asking for the words of a million rows would be slow: once an event, once a set of kinds.
    const key = tally.event !== null && tally.event[row] !== 65535 ? tally.event[row] : facet ? -1 - facet.codes[row] : null;
    if (key === null || seen.has(key)) continue;
    seen.add(key);
    kinds.add(knownKind(hint.glyphOf(row)));
  }
  return { kinds, flags, free };
}

function line(picture, text) {
  return element("li", {}, picture, element("span", {}, text));
}

function frame(...children) {
  return svg("svg", { viewBox: "-8 -8 16 16", width: 15, height: 15, "aria-hidden": "true" }, ...children);
}

function ringSvg(look) {
  const ring = svg("g", { class: `dl-key ${look}` }, svg("circle", { r: 6, class: "dl-ring" }));
  if (look.includes("dl-struck")) ring.append(svg("path", { d: "M-6 6L6 -6", class: "dl-strike" }));
  return frame(ring);
}

function hatchSvg() {
  return frame(svg("rect", { x: -7, y: -6, width: 14, height: 12, class: "dl-key-area" }), svg("path", { d: "M-7 0L-1 -6M-7 6L5 -6M-1 6L7 -2M5 6L7 4", class: "dl-hatch-line" }));
}

function bubbleSvg() {
  return frame(svg("circle", { r: 6.4, class: "dl-key-bubble" }));
}
