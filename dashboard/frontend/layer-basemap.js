// Land, borders, rivers and their names: drawn once a move, never while the window changes.

import { element } from "./element.js";
import { isInside, overlap, pixelOf, put, spotOf, viewOf } from "./layer-view.js";

const FILES = ["countries", "oblasts", "rivers", "towns"];
const OBLAST_ZOOM = 4.5;
const RIVER_ZOOM = 5;
/** A town's label gives way to a mark nearer than this. */
const SAME_TOWN_PIXELS = 14;

export class Basemap {
  constructor(map, url) {
    this.map = map;
    this.url = url;
    this.layers = {};
    this.towns = [];
    this.names = [];
    this.boundaries = new Map();
    this.pane = map.createPane("dateline-base");
    this.pane.style.zIndex = 200;
    this.labels = map.createPane("dateline-names");
    this.labels.style.zIndex = 320;
    this.labels.style.pointerEvents = "none";
    this.renderer = L.canvas({ pane: "dateline-base", padding: 0.4 });
  }

  /** Load the four files; one that fails is left out, and the marks do without it. Resolves to the names that failed. */
  async load() {
    const loaded = await Promise.allSettled(FILES.map((name) => this.read(name)));
    const data = Object.fromEntries(FILES.map((name, at) => [name, loaded[at].value]));
    for (const name of ["countries", "oblasts", "rivers"]) if (data[name]) this.addLines(name, data[name]);
    this.towns = (data.towns?.features ?? []).map(townOf);
    this.names = [...namesOf(data.countries, "country"), ...namesOf(data.oblasts, "oblast")];
    return FILES.filter((name) => !data[name]);
  }

  async read(name) {
    const answer = await fetch(new URL(`${name}.geojson`, this.url));
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.json();
  }

  addLines(name, data) {
    if (name !== "rivers") for (const feature of data.features) this.boundaries.set(feature.properties.boundary_id, feature);
    this.layers[name] = L.geoJSON(data, { renderer: this.renderer, interactive: false, smoothFactor: 0.6 });
    if (name === "countries") this.layers.borders = L.geoJSON(data, { renderer: this.renderer, interactive: false, smoothFactor: 0.6 });
  }

  /** Colours are {land, oblast, border, river}. The order of drawing is land, rivers, oblasts, borders. */
  paint(colours) {
    const { countries, rivers, oblasts, borders } = this.layers;
    countries?.setStyle({ stroke: false, fill: true, fillColor: colours.land, fillOpacity: 1 });
    rivers?.setStyle({ color: colours.river, weight: 1.1, opacity: 1, fill: false });
    oblasts?.setStyle({ color: colours.oblast, weight: 0.8, opacity: 1, fill: false });
    borders?.setStyle({ color: colours.border, weight: 1.3, opacity: 1, fill: false });
    countries?.addTo(this.map);
    this.showDetail();
  }

  showDetail() {
    const zoom = this.map.getZoom();
    const { rivers, oblasts, borders } = this.layers;
    let redrawn = false;
    for (const [layer, from] of [[rivers, RIVER_ZOOM], [oblasts, OBLAST_ZOOM]]) {
      if (!layer || this.map.hasLayer(layer) === zoom >= from) continue;
      if (zoom >= from) layer.addTo(this.map);
      else layer.remove();
      redrawn = true;
    }
    if (!borders) return;
    borders.addTo(this.map);
    if (redrawn) borders.bringToFront();
  }

  /** Put the names that fit where no `taken` box ({x, y, width, height}) is; `marked` are pixels of places with a mark. */
  arrange(taken, marked) {
    this.showDetail();
    const view = viewOf(this.map);
    const boxes = taken.slice();
    const fragment = document.createDocumentFragment();
    for (const label of [...this.nameLabels(view), ...this.townLabels(view, marked)]) {
      const box = boxOf(label);
      if (boxes.some((other) => overlap(box, other))) continue;
      boxes.push(box);
      fragment.append(this.labelElement(label));
    }
    this.labels.replaceChildren(fragment);
  }

  townLabels(view, marked) {
    return this.towns
      .filter((town) => town.minZoom <= view.zoom + 0.01)
      .map((town) => ({ ...town, pixel: pixelOf(view, town.spot) }))
      .filter(({ pixel }) => isInside(view, pixel, -10))
      .filter(({ pixel }) => !marked.some((mark) => Math.hypot(mark.x - pixel.x, mark.y - pixel.y) < SAME_TOWN_PIXELS))
      .sort((one, other) => one.minZoom - other.minZoom);
  }

  nameLabels(view) {
    const kinds = view.zoom < OBLAST_ZOOM ? ["country"] : ["country", "oblast"];
    return this.names
      .filter(({ kind }) => kinds.includes(kind))
      .map((name) => ({ ...name, pixel: middleIn(view, name) }))
      .filter(({ pixel }) => pixel !== null);
  }

  labelElement({ kind, name, pixel }) {
    const label = element("div", { class: `dl-name dl-name-${kind}` }, name);
    put(label, this.map.containerPointToLayerPoint([pixel.x, pixel.y]));
    return label;
  }
}

function townOf({ properties, geometry }) {
  const [longitude, latitude] = geometry.coordinates;
  return { kind: "town", name: properties.name, minZoom: properties.min_zoom ?? 6, spot: spotOf(latitude, longitude) };
}

function namesOf(data, kind) {
  return (data?.features ?? []).map(({ properties, geometry }) => {
    const rings = (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates).map((polygon) =>
      polygon[0].map(([longitude, latitude]) => spotOf(latitude, longitude)),
    );
    const ring = rings.reduce((one, other) => (extent(other) > extent(one) ? other : one));
    return { kind, name: properties.name, ring, ...edges(ring) };
  });
}

function extent(ring) {
  const { left, right, top, bottom } = edges(ring);
  return (right - left) * (bottom - top);
}

/** The smallest rectangle around a ring of spots. */
export function edges(ring) {
  const found = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const { x, y } of ring) {
    found.left = Math.min(found.left, x);
    found.right = Math.max(found.right, x);
    found.top = Math.min(found.top, y);
    found.bottom = Math.max(found.bottom, y);
  }
  return found;
}

/** The middle of the widest stretch of a ring inside the view, in pixels; null when too little of it is seen. */
function middleIn(view, { kind, ring, left, right, top, bottom }) {
  const shown = {
    left: Math.max(left, view.left), right: Math.min(right, view.right), top: Math.max(top, view.top), bottom: Math.min(bottom, view.bottom),
  };
  const width = (shown.right - shown.left) * view.world;
  const height = (shown.bottom - shown.top) * view.world;
  const least = kind === "country" ? [90, 60] : [70, 34];
  if (width < least[0] || height < least[1]) return null;
  let best = null;
  for (let line = 1; line < 8; line++) {
    const y = shown.top + ((shown.bottom - shown.top) * line) / 8;
    const stretch = widest(ring, y, shown);
    // A line near the middle of what is shown reads better than a slightly longer one at its edge.
    const worth = stretch && (stretch.right - stretch.left) * (1 - Math.abs(line - 4) * 0.12);
    if (stretch && (!best || worth > best.worth)) best = { worth, x: (stretch.left + stretch.right) / 2, y };
  }
  if (!best || best.worth * view.world < least[0]) return null;
  return { x: (best.x - view.left) * view.world, y: (best.y - view.top) * view.world };
}

function widest(ring, y, shown) {
  const cuts = [];
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
    const [a, b] = [ring[before], ring[at]];
    if (a.y > y !== b.y > y) cuts.push(a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x));
  }
  cuts.sort((one, other) => one - other);
  let best = null;
  for (let at = 0; at + 1 < cuts.length; at += 2) {
    const stretch = { left: Math.max(cuts[at], shown.left), right: Math.min(cuts[at + 1], shown.right) };
    if (stretch.right > stretch.left && (!best || stretch.right - stretch.left > best.right - best.left)) best = stretch;
  }
  return best;
}

function boxOf({ kind, name, pixel }) {
  const sizes = { country: [9.5, 16], oblast: [6.6, 14], town: [5.8, 13] };
  const width = name.length * sizes[kind][0] + 8;
  const height = sizes[kind][1];
  const left = kind === "town" ? pixel.x - 3 : pixel.x - width / 2;
  return { x: left, y: pixel.y - height / 2, width, height };
}
