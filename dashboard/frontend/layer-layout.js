// Where labels and shelves go: greedy, the best free spot first, nothing on top of anything.

import { outside, overlap } from "./layer-view.js";

/** Spots for a label of `size` beside a ring of `radius` at `pixel`, the nearest first. */
function besides(pixel, radius, { width, height }) {
  const spots = [];
  for (const gap of [5, 20, 40, 66]) {
    const reach = radius + gap;
    const slant = reach * 0.8;
    spots.push(
      [reach, -height / 2], [-reach - width, -height / 2], [-width / 2, -reach - height], [-width / 2, reach],
      [slant, -slant - height / 2], [slant, slant - height / 2], [-slant - width, -slant - height / 2], [-slant - width, slant - height / 2],
    );
  }
  return spots.map(([x, y]) => ({ x: pixel.x + x, y: pixel.y + y, width, height }));
}

/** The box of a label that overlaps nothing `taken`, or null when there is none. */
export function placeLabel(view, pixel, radius, size, taken) {
  return besides(pixel, radius, size).find((box) => outside(view, box) < 1 && !taken.some((other) => overlap(box, other))) ?? null;
}

/**
 * The box of a shelf of `size` for the area whose rectangle in the view is `area`: beside it where there is room, else over a quiet part of it.
 * `taken` boxes are kept clear at almost any price.
 */
export function placeShelf(view, area, size, taken) {
  const middle = { x: area.x + area.width / 2, y: area.y + area.height / 2 };
  let best = null;
  for (let x = 8; x + size.width <= view.width - 8; x += 16) {
    for (let y = 8; y + size.height <= view.height - 8; y += 16) {
      const box = { x, y, ...size };
      const cost = costOf(box, area, middle, taken);
      if (!best || cost < best.cost) best = { cost, box };
    }
  }
  return best?.box ?? { x: 8, y: 8, ...size };
}

function costOf(box, area, middle, taken) {
  const padded = { x: box.x - 6, y: box.y - 6, width: box.width + 12, height: box.height + 12 };
  const covered = taken.reduce((all, other) => all + overlap(padded, other), 0);
  const away = Math.hypot(box.x + box.width / 2 - middle.x, box.y + box.height / 2 - middle.y);
  return covered * 20 + overlap(box, area) * 0.012 + away;
}

/** The point of `box` nearest to `pixel`. */
export function nearest(box, pixel) {
  return {
    x: Math.max(box.x, Math.min(box.x + box.width, pixel.x)),
    y: Math.max(box.y, Math.min(box.y + box.height, pixel.y)),
  };
}

const ruler = document.createElement("canvas").getContext("2d");

/** How wide `text` is in the labels' font. */
export function widthOf(text, font) {
  ruler.font = font;
  return Math.ceil(ruler.measureText(text).width);
}
