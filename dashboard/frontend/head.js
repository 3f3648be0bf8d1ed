/** The line at the top: what is here, who speaks, what could not be read, and the other screens. */

import { element } from "./element.js";

const drawn = new WeakMap();

/** Draws `data` = {counts, sides, faults, screens: [{label, href, current}]} anew when it has changed. */
export default function head({ data, parentElement }) {
  const key = JSON.stringify(data);
  if (drawn.get(parentElement) === key) return;
  drawn.set(parentElement, key);
  parentElement.querySelector(".dl-head")?.remove();
  parentElement.append(
    element(
      "header",
      { class: "dl-root dl-head" },
      element("h1", {}, "Dateline"),
      element("p", { class: "dl-head-counts" }, data.counts),
      data.sides.length ? sides(data.sides) : null,
      data.screens.length > 1 ? screens(data.screens) : null,
      data.faults.length ? faults(data.faults) : null,
    ),
  );
}

/** Which sides speak, in a fold: one line is enough until somebody asks. */
function sides(lines) {
  const [first, ...rest] = lines;
  return element(
    "details",
    { class: "dl-head-sides" },
    element("summary", {}, first),
    ...rest.map((line) => element("p", {}, line)),
  );
}

function screens(list) {
  return element(
    "nav",
    { "aria-label": "Screens" },
    ...list.map(({ label, href, current }) => element("a", { href, "aria-current": current ? "page" : null }, label)),
  );
}

function faults(lines) {
  return element("div", { class: "dl-head-faults", role: "alert" }, ...lines.map((line) => element("p", {}, line)));
}
