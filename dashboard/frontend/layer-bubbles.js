// Free rows on a canvas: points below fifty in view, else one bubble a 22-pixel cell.

import { drawGlyph } from "./glyphs.js";
import { CELL_FIELDS } from "./layer-sums.js";
import { Sprites } from "./layer-sprites.js";

export const FEW = 50;
const LARGEST = 18;
const SMALLEST = 2.4;
/** A bubble from this radius on shows its count. */
const LABELLED = 8.5;
const FAN = 11;
/** A power of two above every cell's size on the screen: floor(x * 2^24) is exact for a float32. */
export const POINT_SIZE = 2 ** 24;

export class Bubbles {
  constructor(map) {
    this.map = map;
    this.pane = map.createPane("dateline-bubbles");
    this.pane.style.zIndex = 410;
    this.pane.style.pointerEvents = "none";
    this.canvas = document.createElement("canvas");
    this.canvas.className = "leaflet-zoom-animated";
    this.canvas.setAttribute("aria-hidden", "true");
    this.pane.append(this.canvas);
    this.context = this.canvas.getContext("2d");
    this.sprites = new Sprites();
    this.reference = 1;
    this.marks = [];
    this.length = 0;
    map.on("zoomanim", (event) => this.scale(event));
  }

  scale({ center, zoom }) {
    if (!this.corner) return;
    const factor = this.map.getZoomScale(zoom, this.cornerZoom);
    const offset = this.map._latLngBoundsToNewLayerBounds(L.latLngBounds([this.corner, this.corner]), zoom, center).min;
    L.DomUtil.setTransform(this.canvas, offset, factor);
  }

  /** Lay the canvas over the view and empty it. */
  begin(view) {
    const ratio = (this.ratio = Math.min(2, window.devicePixelRatio || 1));
    const [width, height] = [Math.round(view.width * ratio), Math.round(view.height * ratio)];
    if (this.canvas.width !== width || this.canvas.height !== height) {
      Object.assign(this.canvas, { width, height });
      Object.assign(this.canvas.style, { width: `${view.width}px`, height: `${view.height}px` });
    }
    this.corner = this.map.containerPointToLatLng([0, 0]);
    this.cornerZoom = view.zoom;
    L.DomUtil.setPosition(this.canvas, this.map.containerPointToLayerPoint([0, 0]));
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.context.clearRect(0, 0, view.width, view.height);
    this.length = 0;
  }

  /** The next mark to fill in; objects are kept, so that a frame makes none. */
  next() {
    if (this.length === this.marks.length) this.marks.push({});
    return this.marks[this.length++];
  }

  /** Collect one bubble for every cell of `sums` in the view that holds something. Returns the count in view. */
  collect(view, sums) {
    let inView = 0;
    const { size, across, x0, y0, width, height } = sums.grid;
    const top = Math.max(y0, Math.floor(view.top * size));
    const bottom = Math.min(y0 + height - 1, across - 1, Math.floor(view.bottom * size));
    for (let copy = Math.floor(view.left); copy <= Math.floor(view.right); copy++) {
      const first = Math.floor(Math.max(0, view.left - copy) * size);
      const last = Math.min(across - 1, Math.floor(Math.min(1, view.right - copy) * size));
      for (let cx = first; cx <= last; cx++) {
        const column = cx - x0 < 0 ? cx - x0 + across : cx - x0;
        if (column >= width) continue;
        for (let cy = top; cy <= bottom; cy++) {
          const at = ((cy - y0) * width + column) * CELL_FIELDS;
          const count = sums.cells[at];
          if (count > 0) inView += this.addCell(view, sums.cells, at, count, copy, cx, cy);
        }
      }
    }
    return inView;
  }

  addCell(view, cells, at, count, copy, cx, cy) {
    const mark = this.next();
    mark.kind = "bubble";
    mark.x = (cells[at + 1] / count + copy - view.left) * view.world;
    mark.y = (cells[at + 2] / count - view.top) * view.world;
    mark.count = count;
    mark.dashed = cells[at + 3] * 2 < count;
    mark.cx = cx;
    mark.cy = cy;
    return count;
  }

  /** Add `count` of a place to the bubble of its cell, or a bubble of its own. */
  addPlace(view, size, spot, pixel, count, dashed) {
    const [cx, cy] = [Math.floor(spot.x * size), Math.floor(spot.y * size)];
    for (let at = 0; at < this.length; at++) {
      const mark = this.marks[at];
      if (mark.cx === cx && mark.cy === cy) return void (mark.count += count);
    }
    Object.assign(this.next(), { kind: "bubble", x: pixel.x, y: pixel.y, count, dashed, cx, cy });
  }

  /** One point a row; rows at one spot are fanned out around it. */
  collectPoints(view, rows, pointOf) {
    this.length = 0;
    for (const row of rows) Object.assign(this.next(), pointOf(row), { kind: "point", row, radius: 7 });
    const used = this.marks.slice(0, this.length);
    for (const group of Map.groupBy ? Map.groupBy(used, spotKey).values() : grouped(used)) fan(group);
  }

  /** Draw what was collected. Colours are {ink, paper, rim, bubble}. */
  draw(colours, isChosen) {
    this.setReference();
    this.sprites.use(colours, this.ratio);
    this.drawBubbles();
    for (let at = 0; at < this.length; at++) {
      const mark = this.marks[at];
      if (mark.kind === "point") drawGlyph(this.context, mark.glyph, mark.x, mark.y, { ...colours, ...mark.style });
      if (isChosen && isChosen(mark)) this.outline(mark, colours);
    }
  }

  /** The count of a bubble of the largest size: a power of two, so that sizes do not breathe while the window moves. */
  setReference() {
    let most = 1;
    for (let at = 0; at < this.length; at++) if (this.marks[at].count > most) most = this.marks[at].count;
    if (most > this.reference || most * 3 < this.reference) this.reference = 2 ** Math.ceil(Math.log2(most));
    const unit = LARGEST / Math.sqrt(Math.max(this.reference, 16));
    for (let at = 0; at < this.length; at++) {
      const mark = this.marks[at];
      if (mark.kind === "bubble") mark.radius = Math.max(SMALLEST, unit * Math.sqrt(mark.count));
    }
  }

  drawBubbles() {
    const { context, sprites } = this;
    for (let at = 0; at < this.length; at++) {
      const { kind, x, y, radius, dashed, count } = this.marks[at];
      if (kind !== "bubble") continue;
      if (radius < LABELLED) sprites.bubble(context, x, y, radius, dashed);
      else sprites.bubbleWithCount(context, x, y, radius, dashed, count);
    }
  }

  outline({ x, y, radius }, { ink, paper }) {
    const { context } = this;
    for (const [width, colour] of [[6, paper], [3, ink]]) {
      context.beginPath();
      context.arc(x, y, radius + 4, 0, 2 * Math.PI);
      Object.assign(context, { lineWidth: width, strokeStyle: colour });
      context.stroke();
    }
  }

  /** The mark under a frame pixel, or null; the smallest of several, as it lies on top. */
  at(x, y) {
    let found = null;
    for (let at = 0; at < this.length; at++) {
      const mark = this.marks[at];
      if (Math.hypot(mark.x - x, mark.y - y) > mark.radius + 3) continue;
      if (!found || mark.radius < found.radius) found = mark;
    }
    return found;
  }
}

function spotKey({ x, y }) {
  return `${Math.round(x / 3)} ${Math.round(y / 3)}`;
}

function grouped(marks) {
  const groups = new Map();
  for (const mark of marks) groups.set(spotKey(mark), [...(groups.get(spotKey(mark)) ?? []), mark]);
  return groups.values();
}

function fan(group) {
  if (group.length < 2) return;
  const radius = Math.max(FAN, (group.length * FAN) / 4);
  group.forEach((mark, at) => {
    const angle = (2 * Math.PI * at) / group.length - Math.PI / 2;
    mark.x += radius * Math.cos(angle);
    mark.y += radius * Math.sin(angle);
  });
}
