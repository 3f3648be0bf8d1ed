// Where the map looks: world units (0..1), pixels of the frame, and rectangles in them.

import { grouped } from "./numbers.js";

/** The spot of a latitude and longitude in Web Mercator, 0..1, y downward. */
export function spotOf(latitude, longitude) {
  const sine = Math.sin((Math.max(-85.0511, Math.min(85.0511, latitude)) * Math.PI) / 180);
  return { x: longitude / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

/** What `map` shows now: edges in world units (left may be below 0: the world repeats), world and frame size in pixels. */
export function viewOf(map) {
  const world = 256 * 2 ** map.getZoom();
  const bounds = map.getPixelBounds();
  const size = map.getSize();
  return {
    left: bounds.min.x / world,
    top: bounds.min.y / world,
    right: bounds.max.x / world,
    bottom: bounds.max.y / world,
    world,
    width: size.x,
    height: size.y,
    zoom: map.getZoom(),
  };
}

/** Lay `node` at a spot of its pane; flat, because each 3D transform would make the browser keep and commit a layer of its own. */
export function put(node, { x, y }) {
  node.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}

/** Whether the frame is so narrow that shelves and labels are small. */
export function isNarrow({ width }) {
  return width <= 500;
}

/** The frame pixel of a spot, on the copy of the world nearest to the middle of the view. */
export function pixelOf(view, spot) {
  const middle = (view.left + view.right) / 2;
  const x = spot.x + Math.round(middle - spot.x);
  return { x: (x - view.left) * view.world, y: (spot.y - view.top) * view.world };
}

/** Whether a frame pixel is in the view, with a margin that may be negative. */
export function isInside(view, pixel, margin = 0) {
  return pixel.x >= -margin && pixel.y >= -margin && pixel.x <= view.width + margin && pixel.y <= view.height + margin;
}

/** How long `kilometres` are in pixels at a latitude. */
export function pixelsOf(view, kilometres, latitude) {
  return (kilometres * view.world) / (40075 * Math.cos((latitude * Math.PI) / 180));
}

/** The area that two rectangles ({x, y, width, height}) share. */
export function overlap(one, other) {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return width > 0 && height > 0 ? width * height : 0;
}

/** The part of `box` outside the view, in square pixels; `margin` is kept free along the edges. */
export function outside(view, box, margin = 6) {
  const frame = { x: margin, y: margin, width: view.width - 2 * margin, height: view.height - 2 * margin };
  return box.width * box.height - overlap(frame, box);
}

/** A count with its noun: "1 event", "1,204 statements". */
export function counted(count, noun) {
  return `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** A count short enough for a bubble: 950, 1.2k, 34k, 1.2M. */
export function compact(count) {
  if (count < 1000) return String(count);
  const [value, unit] = count < 999500 ? [count / 1000, "k"] : [count / 1e6, "M"];
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)}${unit}`;
}
