// Following a statement from another tab, and the way back: Back of the browser leaves the page (link.js).

import { bus } from "./bus.js";
import { button, setText } from "./panel-dom.js";

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
    this.node.hidden = !name || view?.tab !== "statements" || view.select !== `statement:${this.followed.id}`;
    setText(this.node, name ? `Back to ${name}` : "");
  }
}
