// The marks of places: a ring true to scale, dashed for "near", struck for "not there", with a label that overlaps nothing.

import { element } from "./element.js";
import { GLYPHS, svg } from "./glyphs.js";
import { labelOf } from "./layer-book.js";
import { nearest, placeLabel, widthOf } from "./layer-layout.js";
import { isInside, isNarrow, pixelOf, pixelsOf, put } from "./layer-view.js";

const SMALLEST = 10;
/** A ring larger than this is drawn, but only its middle can be clicked: it must not cover the map. */
const LARGEST_BUTTON = 16;
/** Sizes of labels, as layer.css has them. */
const LABEL = { font: "600 12px system-ui, sans-serif", sides: 12, height: 20 };
const NARROW_LABEL = { font: "600 11px system-ui, sans-serif", sides: 8, height: 17 };
/** Buttons at the edge look at so many marks: beyond, they are bubbles. */
const MOST_AVOIDED = 50;

export class Places {
  constructor(map, { click, hint }) {
    this.map = map;
    this.click = click;
    this.hint = hint;
    this.marks = [];
  }

  open(entries) {
    for (const mark of this.marks) mark.node.remove();
    this.marks = entries.map((entry) => this.build(entry));
  }

  build(entry) {
    const ring = svg("circle", { r: SMALLEST, class: "dl-ring" });
    const halo = svg("circle", { r: SMALLEST, class: "dl-ring-halo" });
    const shape = svg("path", { class: "dl-shape" });
    const strike = svg("path", { class: "dl-strike" });
    const leader = svg("path", { class: "dl-label-leader" });
    const picture = svg("svg", { width: 1, height: 1, class: "dl-place-picture", "aria-hidden": "true" }, leader, halo, ring, shape, strike);
    const label = element("span", { class: "dl-label" });
    const button = element("button", { type: "button", class: "dl-place", onclick: () => this.click(`place:${entry.place.id}`) }, picture, label);
    const node = element("div", { class: "dl-anchor dl-gone leaflet-zoom-animated" }, button);
    this.map.getPane("dateline-marks").append(node);
    L.DomEvent.disableClickPropagation(button);
    this.hint.attach(button, () => this.hint.ofPlace(entry));
    return { entry, node, button, label, ring, halo, shape, strike, leader, shown: null, seen: false };
  }

  /** The frame pixels and rings of marks in view, as boxes that labels must leave free. */
  boxes(view) {
    const boxes = [];
    for (const mark of this.marks) {
      this.measure(mark, view);
      if (!mark.seen) continue;
      const reach = Math.min(mark.radius, 120) + 3;
      boxes.push({ x: mark.pixel.x - reach, y: mark.pixel.y - reach, width: 2 * reach, height: 2 * reach });
    }
    return boxes;
  }

  /** The middles of the marks that the window shows in the view: no button at the edge may cover one. */
  liveBoxes(view) {
    this.boxes(view);
    const live = this.marks.filter(({ seen, entry }) => seen && entry.state.count).slice(0, MOST_AVOIDED);
    return live.map(({ pixel, radius }) => {
      const reach = Math.min(radius, LARGEST_BUTTON) + 3;
      return { x: pixel.x - reach, y: pixel.y - reach, width: 2 * reach, height: 2 * reach };
    });
  }

  measure(mark, view) {
    const { place, spot } = mark.entry;
    mark.pixel = pixelOf(view, spot);
    mark.seen = isInside(view, mark.pixel, 4);
    mark.radius = Math.max(SMALLEST, pixelsOf(view, place.radius_km ?? 0, place.latitude));
    this.position(mark);
  }

  position({ node, pixel }) {
    put(node, this.map.containerPointToLayerPoint([pixel.x, pixel.y]));
  }

  /** Move with the map while it zooms. */
  follow({ center, zoom }) {
    for (const { node, pixel, entry } of this.marks) {
      if (!pixel) continue;
      put(node, this.map._latLngToNewLayerPoint([entry.place.latitude, this.nearLongitude(entry.place)], zoom, center));
    }
  }

  nearLongitude({ longitude }) {
    return longitude + 360 * Math.round((this.map.getCenter().lng - longitude) / 360);
  }

  /** Give every mark in view a label where nothing is `taken`; labels stay there while the window moves. */
  arrange(view, taken) {
    const seen = this.marks.filter((mark) => mark.seen).sort((one, other) => other.entry.state.count - one.entry.state.count);
    const { font, sides, height } = isNarrow(view) ? NARROW_LABEL : LABEL;
    for (const mark of seen) {
      this.size(mark);
      const text = labelOf(mark.entry, Math.max(mark.entry.state.count, 1));
      const size = { width: widthOf(text, font) + sides, height };
      const box = placeLabel(view, mark.pixel, Math.min(mark.radius, 60), size, taken);
      mark.label.hidden = box === null;
      mark.leader.setAttribute("d", "");
      if (box) this.putLabel(mark, box, taken);
    }
  }

  putLabel(mark, box, taken) {
    taken.push(box);
    const [x, y] = [box.x - mark.pixel.x, box.y - mark.pixel.y];
    const half = mark.side / 2;
    Object.assign(mark.label.style, { left: `${Math.round(x + half)}px`, top: `${Math.round(y + half)}px` });
    const end = nearest({ ...box, x, y }, { x: 0, y: 0 });
    const length = Math.hypot(end.x, end.y);
    const radius = Math.min(mark.radius, 60);
    if (length - radius < 9) return;
    mark.leader.setAttribute("d", `M${(end.x / length) * radius} ${(end.y / length) * radius}L${end.x} ${end.y}`);
  }

  size(mark) {
    mark.side = 2 * Math.min(mark.radius, LARGEST_BUTTON);
    Object.assign(mark.button.style, { width: `${mark.side}px`, height: `${mark.side}px` });
    for (const circle of [mark.ring, mark.halo]) circle.setAttribute("r", mark.radius);
    const reach = Math.min(mark.radius, 24) * 0.92;
    mark.strike.setAttribute("d", `M${-reach} ${reach}L${reach} ${-reach}`);
  }

  /** Show the marks that `isMark(mark)` leaves as marks. Returns {points, inView}. */
  draw(isMark) {
    const shown = { points: 0, inView: 0 };
    for (const mark of this.marks) {
      const live = mark.entry.state.count > 0 && isMark(mark);
      mark.node.classList.toggle("dl-gone", !live);
      if (!live) continue;
      this.paint(mark);
      if (!mark.seen) continue;
      shown.points += 1;
      shown.inView += mark.entry.state.count;
    }
    return shown;
  }

  paint(mark) {
    const { state } = mark.entry;
    const text = labelOf(mark.entry);
    const look = `${text}|${state.manner}|${state.hollow}|${state.kind}`;
    if (mark.shown === look) return;
    mark.shown = look;
    mark.label.textContent = text;
    mark.button.setAttribute("aria-label", text);
    mark.button.dataset.manner = state.manner;
    mark.button.classList.toggle("dl-hollow", state.hollow || state.manner === "struck");
    mark.shape.setAttribute("d", GLYPHS[state.kind].path);
  }

  choose(select, events) {
    for (const { entry, button } of this.marks) {
      button.classList.toggle("dl-chosen", select === `place:${entry.place.id}` || events(entry));
    }
  }
}
