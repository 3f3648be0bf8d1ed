/** Elements built from plain values: text stays text, whatever the data holds. */

const SVG = "http://www.w3.org/2000/svg";

/** A `tag` element with attributes (`on…` are listeners, false and null are left out) and children (nodes or text). */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false && value !== undefined) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** A 16 by 16 icon that says nothing to a screen reader; `path` is SVG path data written in our code. */
export function icon(path) {
  const svg = document.createElementNS(SVG, "svg");
  const shape = document.createElementNS(SVG, "path");
  for (const [name, value] of [["viewBox", "0 0 16 16"], ["width", "16"], ["height", "16"], ["aria-hidden", "true"]]) {
    svg.setAttribute(name, value);
  }
  shape.setAttribute("d", path);
  shape.setAttribute("fill", "currentColor");
  svg.append(shape);
  return svg;
}
