// Following a statement from another tab, and the way back: Back of the browser leaves the page (link.js).

import { bus } from "./bus.js";
import { button, setText } from "./panel-dom.js";

const ACTS = ["pointerdown", "keydown", "wheel", "blur"]; // the window's own blur: a press on the map, which is a frame
const NAMES = { figures: "Figures", positions: "Positions" };

/** Goes from another tab to a statement; the panel hears of it, for the focus goes along. */
export function followStatement(id) {
  const { tab, select = null } = bus.last("view") ?? {};
  bus.emit("follow", { id, from: { tab, select } });
  bus.change({ tab: "statements", select: `statement:${id}`, page: 0 });
}

/** Goes to another tab, by way of the panel, which gives it the focus. */
export function followTab(tab) {
  bus.emit("follow", { tab });
}

/** A followed statement whose card has still to find its place; whatever the reader does meanwhile ends the wait. */
export class Awaited {
  #id = null;
  #end = () => this.end();

  begin(id) {
    this.#id = id;
    for (const act of ACTS) addEventListener(act, this.#end);
  }

  end() {
    this.#id = null;
    for (const act of ACTS) removeEventListener(act, this.#end);
  }

  /** True for a view in which the awaited statement is what is looked at. */
  isIn(view) {
    return this.#id !== null && isLookedAt(this.#id, view);
  }
}

/** The button that leads from a followed statement to where the reader came from; `go(part)` changes the view. */
export class WayBack {
  constructor(go) {
    this.node = button("", () => go({ ...this.followed.from, page: 0 }), { class: "dl-action dl-way-back", hidden: true });
  }

  follow(followed) {
    this.followed = followed;
  }

  /** It stands as long as the statement that was followed is what is looked at. */
  show(view) {
    const name = NAMES[this.followed?.from.tab];
    this.node.hidden = !name || !isLookedAt(this.followed.id, view);
    setText(this.node, name ? `Back to ${name}` : "");
  }
}

function isLookedAt(id, view) {
  return view?.tab === "statements" && view.select === `statement:${id}`;
}
