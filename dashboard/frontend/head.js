/** The line at the top: what is here, who speaks, what could not be read, and the other screens. */

import { bus } from "./bus.js";
import { element } from "./element.js";
import { keptMapLink } from "./link.js";
import { mountOnce } from "./mount.js";

/** Draws `data` = {counts, sides, faults, screens: [{label, href, current}]} anew when it has changed. */
class Head {
  constructor({ parentElement }) {
    this.counts = element("p", { class: "dl-head-counts" });
    this.summary = element("summary");
    this.sides = element("details", { class: "dl-head-sides" }, this.summary);
    this.root = element("header", { class: "dl-root dl-head" });
    parentElement.append(this.root);
    this.off = bus.on("headline", (headline) => this.tell(headline));
  }

  update({ data }) {
    const image = JSON.stringify(data);
    if (image === this.image) return;
    this.image = image;
    const { screens: list, faults: lines } = data;
    this.root.replaceChildren(element("h1", {}, "Dateline"), this.counts, this.sides);
    if (list.length > 1) this.root.append(screens(list));
    if (lines.length) this.root.append(faults(lines));
    this.tell(data);
  }

  /** The panel knows which day the reader looks at: in the said clock nothing later is counted here either. */
  tell({ counts, sides: [first, ...rest] }) {
    this.counts.textContent = counts;
    this.summary.textContent = first ?? "";
    this.sides.hidden = !first;
    this.sides.replaceChildren(this.summary, ...rest.map((line) => element("p", {}, line)));
  }

  stop() {
    this.off();
    this.root.remove();
  }
}

export default mountOnce(Head);

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
