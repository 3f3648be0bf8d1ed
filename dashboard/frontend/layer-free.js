// Rows that have a coordinate but no place of their own: points while few are in view, else bubbles of their cells.

import { FEW, POINT_SIZE } from "./layer-bubbles.js";
import { isInside, pixelOf } from "./layer-view.js";
import { DASHED, HOLLOW, STRUCK } from "./tally.js";

const AROUND = 30; // pixels outside the view from which a point's glyph still shows

export class FreeMarks {
  constructor(bubbles, tally, hint) {
    Object.assign(this, { bubbles, tally, hint });
  }

  /** Collect the marks of the view for `bubbles`, and with them the places that are too `crowded` for marks of their own. */
  collect(view, sums, { crowded, points }) {
    let inView = this.bubbles.collect(view, sums);
    const few = inView + points <= FEW && !crowded.length;
    if (few && inView) this.collectPoints(view, sums);
    for (const { entry, pixel } of crowded) {
      const { count, manner } = entry.state;
      this.bubbles.addPlace(view, sums.grid.size, entry.spot, pixel, count, manner !== "plain");
      inView += count;
    }
    return { few, inView, drawn: this.bubbles.length };
  }

  collectPoints(view, sums) {
    const inside = (x, y) => isInside(view, pixelOf(view, { x, y }), AROUND);
    const rows = sums.freeRows(inside, `${view.left} ${view.top} ${view.right} ${view.bottom}`, FEW * 4);
    this.bubbles.collectPoints(view, rows, (row) => this.pointOf(view, row));
  }

  pointOf(view, row) {
    const { x, y, flags, count } = this.tally;
    const flag = flags === null ? 0 : flags[row];
    const style = { hollow: Boolean(flag & HOLLOW), struck: Boolean(flag & STRUCK), dashed: Boolean(flag & DASHED) };
    return {
      ...pixelOf(view, { x: x[row], y: y[row] }),
      glyph: this.hint.glyphOf(row),
      style,
      count: count === null ? 1 : count[row],
      cx: Math.floor(x[row] * POINT_SIZE),
      cy: Math.floor(y[row] * POINT_SIZE),
    };
  }
}

/** Tells whether a mark of the canvas is the `chosen` one (a select string); null when none can be. */
export function isChosenMark(view, chosen) {
  const [, size, cx, cy] = /^cell:([\d.e+]+)\/(\d+)\/(\d+)$/.exec(chosen ?? "") ?? [];
  if (!size) return null;
  return (mark) => {
    if (mark.kind === "point" && Number(size) === POINT_SIZE) return mark.cx === Number(cx) && mark.cy === Number(cy);
    const x = (((mark.x / view.world + view.left) % 1) + 1) % 1;
    return Math.floor(x * size) === Number(cx) && Math.floor((mark.y / view.world + view.top) * size) === Number(cy);
  };
}
