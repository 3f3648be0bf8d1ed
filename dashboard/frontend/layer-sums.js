// What the map draws, as sums: free rows by 22-pixel cell, rows of a place by (place, event) pair. No DOM.

import { DASHED, DRAWN, EXACT, HOLLOW, NONE, SPEAKING, STRUCK, WindowSums } from "./tally.js";

export const CELL_PIXELS = 22;
/** Numbers a cell keeps: count, sum of x, sum of y, count known exactly. */
export const CELL_FIELDS = 4;
const UNKNOWN = -2;
const ELSEWHERE = -1;
/** Up to so many cells the grid covers the world, so that panning never counts again. */
const WORLD_CELLS = 300000;
const MOST_NEAR = 20000;

/** A grid for `view` ({left, top, right, bottom} in world units): the world, or three times the view on each side. */
export function gridFor(size, view) {
  const across = Math.ceil(size);
  if (across * across <= WORLD_CELLS) return { size, across, x0: 0, y0: 0, width: across, height: across };
  const width = Math.min(across, Math.ceil((view.right - view.left) * size * 3));
  const height = Math.min(across, Math.ceil((view.bottom - view.top) * size * 3));
  const x0 = Math.floor(((view.left + view.right) / 2) * size - width / 2);
  const y0 = Math.floor(((view.top + view.bottom) / 2) * size - height / 2);
  return { size, across, x0: width === across ? 0 : ((x0 % across) + across) % across, y0, width, height };
}

/** Whether `grid` has every cell of `view` at this size. */
export function gridCovers(grid, size, view) {
  if (!grid || grid.size !== size) return false;
  if (grid.width < grid.across) {
    const left = Math.floor(view.left * size) - grid.x0;
    const column = ((left % grid.across) + grid.across) % grid.across;
    if (column + (view.right - view.left) * size + 1 > grid.width) return false;
  }
  const top = Math.max(0, Math.floor(view.top * size));
  const bottom = Math.min(grid.across - 1, Math.floor(view.bottom * size));
  return top >= grid.y0 && bottom < grid.y0 + grid.height;
}

/**
 * (place, event) pairs of a tally: `of` gives each row's pair or -1, `place` and `event` what the pair is, `first` its first day,
 * `total` its drawn rows of the whole period, whatever the masks.
 */
export function pairRows(tally, places) {
  const pairs = { of: null, place: [], event: [], first: [], total: [] };
  if (tally.place === null) return pairs;
  const of = (pairs.of = new Int32Array(tally.rows).fill(-1));
  const known = new Map();
  for (let row = 0; row < tally.rows; row++) {
    const place = tally.place[row];
    if (place === NONE || place >= places) continue;
    const event = tally.event === null ? NONE : tally.event[row];
    const key = place * 65536 + event;
    let pair = known.get(key);
    if (pair === undefined) {
      known.set(key, (pair = pairs.place.length));
      pairs.place.push(place);
      pairs.event.push(event);
      pairs.first.push(tally.start[row]);
      pairs.total.push(0);
    }
    if (tally.flags === null || tally.flags[row] & DRAWN) pairs.total[pair]++;
    of[row] = pair;
  }
  return pairs;
}

/** Sums of the drawn rows of a window. `placed` counts them all, `free` those without a place of their own. */
export class MarkSums extends WindowSums {
  constructor(tally, verdicts, pairs) {
    super(tally);
    this.verdicts = verdicts;
    this.pairs = pairs;
    this.speaking = false;
    this.slots = new Int32Array(tally.rows).fill(UNKNOWN);
    this.grid = null;
    this.cells = new Float64Array(0);
    const size = pairs.place.length;
    this.count = new Float64Array(size);
    this.hollow = new Float64Array(size);
    this.struck = new Float64Array(size);
    this.dashed = new Float64Array(size);
    this.spoken = new Float64Array(size);
    this.placed = 0;
    this.free = 0;
    /** Counts the changes of the verdicts. */
    this.judgements = 0;
  }

  /** Count by another grid from now on: every row's cell is forgotten, and found again when it enters. */
  setGrid(grid) {
    this.grid = grid;
    this.slots.fill(UNKNOWN);
    const length = grid.width * grid.height * CELL_FIELDS;
    if (this.cells.length < length) this.cells = new Float64Array(length);
    this.stale = true;
  }

  clear() {
    this.placed = 0;
    this.free = 0;
    this.cells.fill(0);
    for (const sums of [this.count, this.hollow, this.struck, this.dashed, this.spoken]) sums.fill(0);
  }

  add(order, from, to, sign, firstEnd) {
    const { flags, count, end } = this.tally;
    const { verdicts, speaking } = this;
    const pairOf = this.pairs.of;
    let placed = 0;
    for (let at = from; at < to; at++) {
      const row = order === null ? at : order[at];
      if (verdicts[row] !== 0 || end[row] < firstEnd) continue;
      const flag = flags === null ? DRAWN | EXACT : flags[row];
      if (!(flag & DRAWN) || (flag & SPEAKING && !speaking)) continue;
      const amount = count === null ? sign : sign * count[row];
      if (pairOf !== null && pairOf[row] >= 0) this.addToPair(pairOf[row], flag, amount);
      else this.addToCell(row, flag, amount);
      placed += amount;
    }
    this.placed += placed;
  }

  addToPair(pair, flag, amount) {
    this.count[pair] += amount;
    if (flag & HOLLOW) this.hollow[pair] += amount;
    if (flag & STRUCK) this.struck[pair] += amount;
    if (flag & DASHED) this.dashed[pair] += amount;
    if (flag & SPEAKING) this.spoken[pair] += amount;
  }

  addToCell(row, flag, amount) {
    this.free += amount;
    let slot = this.slots[row];
    if (slot === UNKNOWN) slot = this.slots[row] = this.slotAt(this.tally.x[row], this.tally.y[row]);
    if (slot === ELSEWHERE) return;
    const cells = this.cells;
    const at = slot * CELL_FIELDS;
    cells[at] += amount;
    cells[at + 1] += amount * this.tally.x[row];
    cells[at + 2] += amount * this.tally.y[row];
    if (flag & EXACT) cells[at + 3] += amount;
  }

  /** The number of the cell of a point in the grid, or ELSEWHERE. The same floor(x * SIZE) as everywhere. */
  slotAt(x, y) {
    const { size, across, x0, y0, width, height } = this.grid;
    let column = Math.floor(x * size) - x0;
    if (column < 0) column += across;
    const line = Math.floor(y * size) - y0;
    // The comparison is written so that a row whose place is not a number falls out.
    return column < width && line >= 0 && line < height ? line * width + column : ELSEWHERE;
  }

  /**
   * Rows without a place of their own, in the window, that pass the masks and lie where `inside(x, y)` says; at most `limit`.
   * While `view` (a text) stays the same, only the rows found near it are looked at, whatever the size of the tally.
   */
  freeRows(inside, view, limit, into = []) {
    into.length = 0;
    if (this.nearView !== view || this.nearVerdicts !== this.judgements) this.gather(inside, view);
    const { startsBefore, longest } = this.tally.order;
    const last = startsBefore[this.last + 1];
    if (this.near) {
      for (let at = 0; at < this.near.length && this.near[at] < last && into.length < limit; at++) {
        if (this.isFree(this.near[at])) into.push(this.near[at]);
      }
      return into;
    }
    for (let row = startsBefore[Math.max(0, this.first - longest)]; row < last && into.length < limit; row++) {
      if (this.isFree(row) && inside(this.tally.x[row], this.tally.y[row])) into.push(row);
    }
    return into;
  }

  /** Keep the rows of all days that lie in the view, unless they are too many to be worth it. */
  gather(inside, view) {
    Object.assign(this, { nearView: view, nearVerdicts: this.judgements, near: [] });
    const { x, y } = this.tally;
    for (let row = 0; row < this.tally.rows; row++) {
      if (this.verdicts[row] || !inside(x[row], y[row])) continue;
      if (this.near.push(row) > MOST_NEAR) return void (this.near = null);
    }
  }

  isFree(row) {
    return (this.pairs.of === null || this.pairs.of[row] < 0) && this.isShown(row);
  }

  /** Whether a row that begins in or before the window lies in it, passes the masks and has a mark. */
  isShown(row) {
    const { flags, end } = this.tally;
    if (this.verdicts[row] || end[row] < this.first) return false;
    const flag = flags === null ? DRAWN : flags[row];
    return Boolean(flag & DRAWN) && (!(flag & SPEAKING) || this.speaking);
  }
}
