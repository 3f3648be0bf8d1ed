// What stands on the map whatever it shows: zoom, reset, full screen, scale, credit, notices, colours.

import { element, icon } from "./element.js";

const CREDIT = "Natural Earth · GeoNames CC BY 4.0 · borders per UN GA res. 68/262";
const ICONS = {
  plus: "M7 2h2v5h5v2H9v5H7V9H2V7h5z",
  minus: "M2 7h12v2H2z",
  reset: "M8 1.6 14.6 8l-1.3 1.3-.9-.9V14H9.2v-3.8H6.8V14H3.6V8.4l-.9.9L1.4 8z",
  full: "M2 2h4.6v1.8H3.8v2.8H2zm7.4 0H14v4.6h-1.8V3.8H9.4zM2 9.4h1.8v2.8h2.8V14H2zm10.2 0H14V14H9.4v-1.8h2.8z",
};

/** Take away what folium put on the map, and fill the frame with it. */
export function clearFrame(map) {
  map.attributionControl?.remove();
  map.zoomControl?.remove();
  document.documentElement.classList.add("dl-frame");
  for (let node = map.getContainer(); node && node !== document.documentElement; node = node.parentElement) node.classList.add("dl-fill");
  const container = map.getContainer();
  container.classList.add("dl-map");
  container.style.height = "100%";
  container.style.width = "100%";
  container.setAttribute("aria-label", "Map");
  Object.assign(map.options, { zoomSnap: 0.25, zoomDelta: 1, wheelPxPerZoomLevel: 90, minZoom: 1.5, maxZoom: 14 });
}

export class Furniture {
  constructor(map, { reset, fullscreen }) {
    this.map = map;
    const container = map.getContainer();
    this.full = tool("full", "Full screen", () => fullscreen());
    const zoom = element("div", { class: "dl-tools" },
      tool("plus", "Zoom in", () => map.zoomIn()), tool("minus", "Zoom out", () => map.zoomOut()));
    const view = element("div", { class: "dl-tools" }, tool("reset", "Reset view", reset), this.full);
    this.tools = element("div", { class: "dl-corner" }, zoom, view);
    this.credit = element("div", { class: "dl-credit" }, CREDIT);
    this.notice = element("div", { class: "dl-notice", role: "alert", hidden: true });
    container.append(this.tools, this.credit, this.notice);
    L.control.scale({ imperial: false, maxWidth: 110, position: "bottomleft" }).addTo(map);
    for (const node of [this.tools, this.credit, this.notice]) L.DomEvent.disableClickPropagation(node);
  }

  setFull(on) {
    this.full.setAttribute("aria-pressed", String(on));
  }

  /** Say `text` on the map; null takes it away. */
  say(text) {
    this.notice.hidden = text === null;
    this.notice.textContent = text ?? "";
  }
}

function tool(name, label, onclick) {
  return element("button", { type: "button", class: "dl-tool", "aria-label": label, title: label, onclick }, icon(ICONS[name]));
}

/** The theme's colours for what is drawn on canvases, read from layer.css. */
export function coloursOf(container) {
  const style = getComputedStyle(container);
  const read = (name) => style.getPropertyValue(`--dl-${name}`).trim();
  return Object.fromEntries(["land", "oblast", "border", "river", "ink", "paper", "rim", "bubble"].map((name) => [name, read(name)]));
}

/** Boxes of nodes in the frame that nothing should cover. */
export function boxesOf(container, nodes) {
  const frame = container.getBoundingClientRect();
  return nodes
    .filter((node) => node && !node.hidden)
    .map((node) => node.getBoundingClientRect())
    .filter(({ width }) => width)
    .map(({ left, top, width, height }) => ({ x: left - frame.left - 4, y: top - frame.top - 4, width: width + 8, height: height + 8 }));
}
