// Areas: one constant pale hatch, and beside it a bracketed shelf with one small glyph an event.

import { element } from "./element.js";
import { glyphSvg, knownKind, svg } from "./glyphs.js";
import { edges } from "./layer-basemap.js";
import { nearest, placeShelf } from "./layer-layout.js";
import { counted, isNarrow, pixelOf, put, spotOf } from "./layer-view.js";
import { grouped } from "./numbers.js";
import { NONE } from "./tally.js";

/** A shelf says "+N" beyond so many glyphs. */
const MOST_GLYPHS = 40;

export class Areas {
  constructor(map, { click, hint }) {
    this.map = map;
    this.click = click;
    this.hint = hint;
    this.pane = map.createPane("dateline-hatch");
    this.pane.style.zIndex = 300;
    this.renderer = L.svg({ pane: "dateline-hatch", padding: 0.4 });
    this.shelves = [];
    /** In the clock "said" a shelf has glyphs of the window alone: others may not be known yet. */
    this.isSaid = false;
  }

  /** Make the hatches and shelves of the areas of a book; `boundaries` maps a boundary id to its GeoJSON feature. */
  open(entries, boundaries, words, pairs, unit) {
    for (const shelf of this.shelves) shelf.remove();
    this.shelves = entries.map((entry) => new Shelf(this, entry, boundaries.get(entry.place.boundary), { words, pairs, unit }));
    this.definePattern();
  }

  definePattern() {
    const root = this.pane.querySelector("svg");
    if (!root || root.querySelector("#dl-hatch")) return;
    const line = svg("path", { d: "M0 0V8", class: "dl-hatch-line" });
    const pattern = svg("pattern", { id: "dl-hatch", width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, line);
    root.prepend(svg("defs", {}, pattern));
  }

  /** Which areas are in sight now. */
  look(view) {
    for (const shelf of this.shelves) shelf.seen = shelf.visible(view) !== null;
  }

  /** Put every shelf beside its area; `taken` boxes are avoided, and get the shelves' own boxes added. */
  arrange(view, taken) {
    for (const shelf of this.shelves) shelf.arrange(view, taken);
  }

  /** Show the state of the window. Returns {areas, glyphs, glyphSum, areaSum, inView}. */
  draw(sums, view, isSaid = false) {
    this.isSaid = isSaid;
    const shown = { areas: 0, glyphs: 0, glyphSum: 0, areaSum: 0, inView: 0 };
    for (const shelf of this.shelves) shelf.draw(sums, view, shown);
    return shown;
  }

  choose(select) {
    for (const shelf of this.shelves) shelf.choose(select);
  }
}

class Shelf {
  constructor(areas, entry, feature, { words, pairs, unit }) {
    Object.assign(this, { areas, entry, words, pairs, unit, drawn: -1 });
    this.withEvent = entry.pairs.filter((pair) => pairs.event[pair] !== NONE);
    this.glyphs = new Map();
    this.buildHatch(feature);
    this.title = element("button", { type: "button", class: "dl-shelf-title", onclick: () => this.open() });
    this.more = element("span", { class: "dl-more", hidden: true });
    this.list = element("div", { class: "dl-shelf-glyphs" }, this.more);
    this.box = element("div", { class: "dl-shelf dl-gone", role: "group", "aria-label": this.name() }, this.title, this.list);
    this.leader = element("div", { class: "dl-leader dl-gone", "aria-hidden": "true" });
    areas.map.getPane("dateline-marks").append(this.leader, this.box);
    L.DomEvent.disableClickPropagation(this.box);
    // The places of all glyphs are kept from the start: the shelf does not move while the window does.
    for (const pair of this.withEvent.slice(0, MOST_GLYPHS)) this.glyphOf(pair);
    if (!this.withEvent.length) this.glyphOf(entry.pairs[0]);
  }

  name() {
    const { label, name } = this.entry.place;
    return `Somewhere in ${label || name}`;
  }

  /** One line is enough for one or two events on a narrow map. */
  isInline() {
    return Boolean(this.view) && isNarrow(this.view) && this.withEvent.length <= 2;
  }

  open() {
    this.areas.click(`area:${this.entry.place.id}`);
  }

  buildHatch(feature) {
    const { latitude, longitude } = this.entry.place;
    this.rings = feature ? ringsOf(feature.geometry) : [];
    this.frame = this.rings.length
      ? edges(this.rings.flat())
      : edges([spotOf(latitude, longitude)]);
    if (!feature) return;
    this.hatch = L.geoJSON(feature, { renderer: this.areas.renderer, smoothFactor: 0.6, style: { className: "dl-area", fillColor: "url(#dl-hatch)", fillOpacity: 1, weight: 1.4, color: "currentColor" } });
    this.hatch.on("click", (event) => (L.DomEvent.stopPropagation(event), this.open()));
    this.hatch.on("mouseover", (event) => this.areas.hint.show(this.hintText(), event.originalEvent));
    this.hatch.on("mouseout", () => this.areas.hint.hide());
    this.hatch.addTo(this.areas.map);
  }

  hintText() {
    return [this.titleText()];
  }

  glyphOf(pair) {
    if (this.glyphs.has(pair)) return this.glyphs.get(pair);
    const event = this.pairs.event[pair];
    const kind = event === NONE ? "other" : knownKind(this.words.events[event]?.kind);
    const select = event === NONE ? `area:${this.entry.place.id}` : `event:${this.words.events[event]?.id}`;
    const button = element("button", { type: "button", class: "dl-event dl-off", onclick: () => this.areas.click(select) }, glyphSvg(kind));
    button.dataset.select = select;
    this.areas.hint.attach(button, () => this.areas.hint.ofPair(pair, select));
    const glyph = { button, kind, count: -1, live: false, rank: this.withEvent.indexOf(pair) };
    this.glyphs.set(pair, glyph);
    const after = [...this.glyphs.values()].filter((other) => other.rank > glyph.rank).sort((one, other) => one.rank - other.rank)[0];
    this.list.insertBefore(button, after?.button ?? this.more);
    return glyph;
  }

  /** The area's rectangle inside the view, in pixels; null when it is out of sight. */
  visible(view) {
    const a = pixelOf(view, { x: this.frame.left, y: this.frame.top });
    const right = a.x + (this.frame.right - this.frame.left) * view.world;
    const bottom = a.y + (this.frame.bottom - this.frame.top) * view.world;
    const box = { x: Math.max(a.x, 0), y: Math.max(a.y, 0) };
    const width = Math.min(right, view.width) - box.x;
    const height = Math.min(bottom, view.height) - box.y;
    return width > 0 && height > 0 ? { ...box, width, height } : width >= 0 && height >= 0 && !this.rings.length ? { ...box, width: 1, height: 1 } : null;
  }

  arrange(view, taken) {
    this.view = view;
    const area = this.visible(view);
    this.seen = area !== null;
    this.show();
    if (!area) return;
    const isSmall = isNarrow(view);
    this.box.classList.toggle("dl-small", isSmall);
    this.box.classList.toggle("dl-inline", this.isInline());
    this.box.style.maxWidth = this.isInline() ? "none" : `${Math.min(view.width - 24, isSmall ? 196 : 252)}px`;
    this.title.textContent = this.titleText();
    const box = placeShelf(view, area, this.roomNeeded(), taken);
    taken.push({ x: box.x - 4, y: box.y - 4, width: box.width + 8, height: box.height + 8 });
    this.put(this.box, box);
    this.spot = box;
    this.drawLeader();
  }

  /** The size with every glyph, also those that the clock "said" hides: the shelf stays where it is while the window moves. */
  roomNeeded() {
    this.box.classList.remove("dl-said");
    const size = { width: this.box.offsetWidth, height: this.box.offsetHeight };
    this.box.classList.toggle("dl-said", this.areas.isSaid);
    return size;
  }

  put(node, { x, y }) {
    put(node, this.areas.map.containerPointToLayerPoint([x, y]));
  }

  /** A line from the bracket to the area, where the shelf does not lie on it. */
  drawLeader() {
    const area = this.visible(this.view);
    const box = { x: this.spot.x, y: this.spot.y, width: this.box.offsetWidth, height: this.box.offsetHeight };
    const middle = { x: area.x + area.width / 2, y: area.y + area.height / 2 };
    const from = nearest(box, middle);
    const to = nearest({ x: area.x + area.width * 0.3, y: area.y + area.height * 0.3, width: area.width * 0.4, height: area.height * 0.4 }, from);
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    this.leader.style.width = `${length}px`;
    this.put(this.leader, from);
    this.leader.style.rotate = `${Math.atan2(to.y - from.y, to.x - from.x)}rad`;
    this.leader.hidden = length < 10;
  }

  titleText() {
    const { count, events } = this.entry.state;
    const parts = this.unit === "event" ? [] : events ? [counted(events, "event")] : [];
    const { label, name } = this.entry.place;
    if (this.isInline()) return `${label || name}: ${parts[0] ?? counted(count, this.unit)}`;
    return `${this.name()}: ${[...parts, counted(count, this.unit)].join(", ")}`;
  }

  draw(sums, view, shown) {
    const { count, withEvent } = this.entry.state;
    const live = this.drawGlyphs(sums);
    this.box.classList.toggle("dl-said", this.areas.isSaid);
    if (count !== this.drawn) {
      this.show();
      if (this.areas.isSaid && this.seen && this.spot) this.drawLeader();
    }
    shown.glyphSum += withEvent;
    shown.areaSum += count - withEvent;
    if (!count || !this.seen) return;
    shown.areas += 1;
    shown.glyphs += live;
    shown.inView += count;
  }

  show() {
    const { count } = this.entry.state;
    this.drawn = count;
    this.title.textContent = this.titleText();
    this.box.classList.toggle("dl-gone", !count || this.seen === false);
    this.leader.classList.toggle("dl-gone", !count || this.seen === false);
    this.hatch?.eachLayer((layer) => layer.getElement()?.classList.toggle("dl-gone", !count));
  }

  /** Bring every glyph to the window; returns how many are shown. */
  drawGlyphs(sums) {
    if (!this.withEvent.length) return this.drawGlyph(this.entry.pairs[0], this.entry.state.count, sums) ? 1 : 0;
    let live = 0;
    let hidden = 0;
    for (const pair of this.withEvent) {
      const count = sums.count[pair];
      const fits = live < MOST_GLYPHS;
      if (count && !fits) hidden += 1;
      if (count && fits) live += 1;
      if (this.glyphs.has(pair) || (count && fits)) this.drawGlyph(pair, fits ? count : 0, sums);
    }
    this.more.hidden = hidden === 0;
    if (hidden) this.more.textContent = `+${grouped(hidden)}`;
    return live;
  }

  drawGlyph(pair, count, sums) {
    const glyph = this.glyphOf(pair);
    if (glyph.count === count) return glyph.live;
    Object.assign(glyph, { count, live: count > 0 });
    const { button } = glyph;
    button.classList.toggle("dl-off", !count);
    // A long shelf keeps no room for glyphs that are not in the window.
    button.hidden = !count && this.withEvent.length > MOST_GLYPHS;
    button.disabled = !count;
    button.classList.toggle("dl-hollow", count > 0 && sums.hollow[pair] >= sums.count[pair]);
    button.classList.toggle("dl-struck", count > 0 && sums.struck[pair] >= sums.count[pair]);
    button.setAttribute("aria-label", this.areas.hint.ofPairName(pair, count));
    return glyph.live;
  }

  choose(select) {
    const own = select === `area:${this.entry.place.id}`;
    this.box.classList.toggle("dl-chosen", own);
    this.hatch?.eachLayer((layer) => layer.getElement()?.classList.toggle("dl-chosen", own));
    for (const { button } of this.glyphs.values()) button.classList.toggle("dl-chosen", button.dataset.select === select);
  }

  remove() {
    this.hatch?.remove();
    this.box.remove();
    this.leader.remove();
  }
}

function ringsOf(geometry) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map((polygon) => polygon[0].map(([longitude, latitude]) => spotOf(latitude, longitude)));
}
