/** A small preview: where the places of a draft are, on the outlines of the oblasts. No tiles, nothing to pan. */

import { element } from "./element.js";

const SVG = "http://www.w3.org/2000/svg";
const VIEW = { west: 30.5, east: 41, south: 46.4, north: 53.4 };
const SIZE = { width: 360, height: 330 };

const outlines = new Map();

export class PlacePreview {
  constructor(basemap) {
    this.picture = svg("svg", { viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, role: "img", class: "dl-rv-map" });
    this.land = svg("g", { class: "dl-rv-land" });
    this.marks = svg("g", {});
    this.picture.append(this.land, this.marks);
    this.words = element("ul", { class: "dl-rv-places" });
    this.node = element("div", { class: "dl-rv-preview" }, this.picture, this.words);
    loadOutlines(basemap).then((shapes) => this.land.append(...shapes.map((d) => svg("path", { d }))), () => {});
  }

  /** Shows the places of one draft; those outside the picture are only named. */
  render(places) {
    const drawn = places.filter(isInView);
    this.marks.replaceChildren(...drawn.flatMap(mark));
    this.picture.setAttribute("aria-label", drawn.length ? `Map: ${drawn.map(({ label }) => label).join(", ")}` : "Map: no place in view");
    this.words.replaceChildren(...(places.length ? places.map(line) : [element("li", {}, "No place.")]));
  }
}

function svg(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

async function loadOutlines(basemap) {
  if (!outlines.has(basemap)) {
    const address = new URL(`${basemap}oblasts.geojson`, document.baseURI).href;
    outlines.set(basemap, fetch(address).then((answer) => answer.json()).then(({ features }) => features.map(pathOf)));
  }
  return outlines.get(basemap);
}

function pathOf({ geometry }) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flat().map((ring) => `M${ring.map((point) => at(point).join(",")).join("L")}Z`).join("");
}

function mercator(latitude) {
  return Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360));
}

function at([longitude, latitude]) {
  const top = mercator(VIEW.north);
  const x = ((longitude - VIEW.west) / (VIEW.east - VIEW.west)) * SIZE.width;
  const y = ((top - mercator(latitude)) / (top - mercator(VIEW.south))) * SIZE.height;
  return [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
}

function isInView({ latitude, longitude }) {
  return latitude !== null && latitude > VIEW.south && latitude < VIEW.north && longitude > VIEW.west && longitude < VIEW.east;
}

function mark({ latitude, longitude, label, near, role, precision }) {
  const [x, y] = at([longitude, latitude]);
  const isDashed = near || !["exact", "settlement"].includes(precision);
  const ring = svg("circle", { cx: x, cy: y, r: isDashed ? 11 : 5, class: `dl-rv-dot${isDashed ? " dl-rv-dashed" : ""}${role === "not_at" ? " dl-rv-not" : ""}` });
  const name = svg("text", { x: x + 14, y: y + 4, class: "dl-rv-name" });
  name.textContent = label;
  return [ring, name];
}

function line({ name, label, role, near, place_id: placeId }) {
  const words = placeId ? `${near ? "near " : ""}${label}` : `${name}: which place?`;
  return element("li", { class: placeId ? null : "dl-rv-ask" }, `${words} (${role.replace("_", " ")})`);
}
