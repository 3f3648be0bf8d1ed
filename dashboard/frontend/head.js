/** The line at the top: what is here, who speaks, what could not be read, and the other screens. */

import { element } from "./element.js";
import { keptMapLink } from "./link.js";

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
    ...list.map((screen) => element("a", { href: screen.href, "aria-current": screen.current ? "page" : null, onclick: goBack(screen) }, screen.label)),
  );
}

/** The way to the map is the way back to the map as it was left; read when it is taken. */
function goBack({ href, current }) {
  return (event) => {
    if (href === "./" && !current) event.currentTarget.href = href + keptMapLink();
  };
}

function faults(lines) {
  return element("div", { class: "dl-head-faults", role: "alert" }, ...lines.map((line) => element("p", {}, line)));
}
