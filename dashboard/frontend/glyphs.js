// One shape an event kind, in a box of 16 by 16 around (0, 0): the same path for SVG and for a canvas.

const SVG = "http://www.w3.org/2000/svg";

/** What each kind is called in the legend, and its outline; all are closed, so that a hollow one can be outlined. */
export const GLYPHS = {
  deployment: { name: "Deployment", path: "M0 -6.6L6.2 -0.4H2.6V6H-2.6V-0.4H-6.2Z" },
  combat: { name: "Combat", path: "M-5.6 -3.6L-3.6 -5.6L0 -2L3.6 -5.6L5.6 -3.6L2 0L5.6 3.6L3.6 5.6L0 2L-3.6 5.6L-5.6 3.6L-2 0Z" },
  casualties: { name: "Casualties", path: "M-6 -4.6H6L0 6Z" },
  capture: { name: "Capture", path: "M-4.9 -4.9H4.9V4.9H-4.9Z" },
  strike: { name: "Strike", path: "M0 -7.2L1.9 -1.9L7.2 0L1.9 1.9L0 7.2L-1.9 1.9L-7.2 0L-1.9 -1.9Z" },
  training: { name: "Training", path: "M-3.1 -5.4H3.1L6.2 0L3.1 5.4H-3.1L-6.2 0Z" },
  desertion: { name: "Desertion", path: "M-4.6 -6H-1L5.4 0L-1 6H-4.6L0.6 0Z" },
  diplomacy: { name: "Diplomacy", path: "M0 -6.6L5.6 0L0 6.6L-5.6 0Z" },
  other: { name: "Other", path: "M4.6 0A4.6 4.6 0 1 1 -4.6 0A4.6 4.6 0 1 1 4.6 0Z" },
};

const STRIKE_LINE = "M-7 7L7 -7";
const paths = new Map();

/** The kind itself, or "other" for one that this list does not know. */
export function knownKind(kind) {
  return Object.hasOwn(GLYPHS, kind) ? kind : "other";
}

/** An SVG element with attributes. */
export function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** The glyph of `kind` as an SVG picture of `size` pixels, silent for a screen reader. */
export function glyphSvg(kind, size = 14) {
  const shape = svg("path", { d: GLYPHS[knownKind(kind)].path, class: "dl-shape" });
  const line = svg("path", { d: STRIKE_LINE, class: "dl-strike" });
  return svg("svg", { viewBox: "-8 -8 16 16", width: size, height: size, "aria-hidden": "true", class: "dl-glyph" }, shape, line);
}

/** Draw the glyph of `kind` on a canvas; `style` has hollow, struck, dashed, ink and paper (colours). */
export function drawGlyph(context, kind, x, y, style) {
  const known = knownKind(kind);
  if (!paths.has(known)) paths.set(known, new Path2D(GLYPHS[known].path));
  context.save();
  context.translate(x, y);
  if (style.dashed) dashedRing(context, style);
  context.lineWidth = 3;
  context.strokeStyle = style.paper;
  context.stroke(paths.get(known));
  context.fillStyle = style.hollow ? style.paper : style.ink;
  context.fill(paths.get(known));
  context.lineWidth = 1.4;
  context.strokeStyle = style.ink;
  context.stroke(paths.get(known));
  if (style.struck) strikeThrough(context);
  context.restore();
}

/** The ring of what is not known exactly, as around a place; the glyph in it is smaller. */
function dashedRing(context, { ink, paper }) {
  context.beginPath();
  context.arc(0, 0, 9, 0, 2 * Math.PI);
  for (const [width, colour, dash] of [[4, paper, []], [1.5, ink, [3.6, 2.8]]]) {
    Object.assign(context, { lineWidth: width, strokeStyle: colour });
    context.setLineDash(dash);
    context.stroke();
  }
  context.setLineDash([]);
  context.scale(0.66, 0.66);
}

function strikeThrough(context) {
  context.beginPath();
  context.moveTo(-7, 7);
  context.lineTo(7, -7);
  context.stroke();
}
