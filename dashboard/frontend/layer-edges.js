// Buttons at the map's edge for places of the window that are out of view, in their direction.

import { element } from "./element.js";
import { svg } from "./glyphs.js";
import { titleOf } from "./layer-book.js";
import { counted, isNarrow, overlap, pixelOf } from "./layer-view.js";

const MOST = 4;
const MOST_NARROW = 2;
const MARGIN = { top: 10, right: 10, bottom: 34, left: 10 };

export class Edges {
  constructor(container, { fly }) {
    this.fly = fly;
    this.shown = "";
    this.node = element("div", { class: "dl-edges", role: "group", "aria-label": "Places out of view" });
    container.append(this.node);
  }

  /** Show buttons for `entries` (out of view, with rows in the window), the fullest first. */
  draw(view, entries, noun, blocked) {
    const sorted = entries.slice().sort((one, other) => weight(other) - weight(one));
    const look = sorted.map((entry) => `${entry.place.id} ${weight(entry)} ${entry.state.manner}`).join("|") + `@${view.left},${view.top},${view.zoom},${view.width},${view.height}`;
    if (look === this.shown) return;
    this.shown = look;
    const most = isNarrow(view) ? MOST_NARROW : MOST;
    const buttons = sorted.slice(0, most).map((entry) => this.button(entry, noun));
    if (sorted.length > most) buttons.push(this.rest(sorted.slice(most)));
    this.node.replaceChildren(...buttons);
    const taken = blocked();
    buttons.forEach((button, at) => this.put(view, button, sorted[at], taken));
  }

  button(entry, noun) {
    const { events, count, manner } = entry.state;
    const text = `${titleOf(entry, manner)} · ${events ? counted(events, "event") : counted(count, noun)}`;
    return element("button", { type: "button", class: "dl-edge", onclick: () => this.fly(entry) }, text);
  }

  rest(entries) {
    return element("button", { type: "button", class: "dl-edge dl-edge-rest", onclick: () => this.fly(...entries) }, `+${entries.length} more`);
  }

  put(view, button, entry, taken) {
    const pixel = pixelOf(view, entry.spot);
    const angle = Math.atan2(pixel.y - view.height / 2, pixel.x - view.width / 2);
    if (Math.cos(angle) < -0.3) button.prepend(arrow(angle));
    else button.append(arrow(angle));
    const size = { width: button.offsetWidth, height: button.offsetHeight };
    const spot = edgeSpot(view, pixel, size);
    const box = freeBox(view, spot, taken);
    taken.push(box);
    button.style.transform = `translate(${Math.round(box.x)}px, ${Math.round(box.y)}px)`;
  }
}

/** The box nearest to `spot` that overlaps nothing `taken`: buttons in one direction stand beside one another. */
function freeBox(view, spot, taken) {
  let best = { box: spot, away: Infinity };
  for (let down = -8; down <= 8; down++) {
    for (let across = -8; across <= 8; across++) {
      const box = within(view, { ...spot, x: spot.x + across * 40, y: spot.y + down * (spot.height + 4) });
      // Along the edge is better than away from it; a little further, but still at the edge, is best.
      const away = Math.hypot(box.x - spot.x, box.y - spot.y) + inland(view, box) * 2;
      if (away < best.away && !taken.some((other) => overlap(box, other))) best = { box, away };
    }
  }
  return best.box;
}

function inland(view, { x, y, width, height }) {
  return Math.min(x - MARGIN.left, y - MARGIN.top, view.width - MARGIN.right - x - width, view.height - MARGIN.bottom - y - height);
}

function within(view, box) {
  const x = Math.max(MARGIN.left, Math.min(view.width - box.width - MARGIN.right, box.x));
  const y = Math.max(MARGIN.top, Math.min(view.height - box.height - MARGIN.bottom, box.y));
  return { ...box, x, y };
}

function arrow(angle) {
  const picture = svg("svg", { viewBox: "-8 -8 16 16", width: 12, height: 12, "aria-hidden": "true", class: "dl-edge-arrow" });
  picture.append(svg("path", { d: "M-6 0H6M1.5 -4.5L6 0L1.5 4.5" }));
  picture.style.rotate = `${angle}rad`;
  return picture;
}

function weight({ state }) {
  return state.events || state.count;
}

/** Where the line from the middle to `pixel` leaves the view, as a box inside the margins. */
function edgeSpot(view, pixel, { width, height }) {
  const middle = { x: view.width / 2, y: view.height / 2 };
  const [dx, dy] = [pixel.x - middle.x, pixel.y - middle.y];
  const scale = Math.min(middle.x / Math.abs(dx || 1e-9), middle.y / Math.abs(dy || 1e-9));
  return within(view, { x: middle.x + dx * scale - width / 2, y: middle.y + dy * scale - height / 2, width, height });
}
