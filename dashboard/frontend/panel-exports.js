// The menu "Take away": files of what is shown, and its link.

import { copyControl } from "./cite.js";
import { button, el, keyed, uniqueId, webUrl } from "./panel-dom.js";

/** A button that opens a short list of links; Escape or a click elsewhere closes it. */
export class TakeAway {
  constructor() {
    this.files = el("ul", { class: "dl-files" });
    const { copy, place } = copyControl("Copy link", () => window.location.href, { class: "dl-action" });
    this.list = el("div", { class: "dl-takeaway-list", id: uniqueId("takeaway"), hidden: true }, this.files, copy, place);
    this.toggle = button("Take away", () => this.open(this.list.hidden), {
      class: "dl-action",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    });
    this.node = el("div", { class: "dl-takeaway" }, this.toggle, this.list);
    this.node.addEventListener("keydown", (event) => this.onKey(event));
    this.onOutside = (event) => {
      if (!event.composedPath().includes(this.node)) this.open(false);
    };
  }

  open(isOpen) {
    this.list.hidden = !isOpen;
    this.toggle.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) document.addEventListener("pointerdown", this.onOutside);
    else document.removeEventListener("pointerdown", this.onOutside);
  }

  onKey(event) {
    if (event.key !== "Escape" || this.list.hidden) return;
    this.open(false);
    this.toggle.focus();
  }

  render(panel) {
    const files = (panel.exports ?? []).filter(({ href }) => webUrl(href, document.baseURI));
    keyed(this.files, files, {
      key: ({ label }) => label,
      build: ({ label, href }) =>
        el("li", {}, el("a", { class: "dl-link", href: webUrl(href, document.baseURI).href, download: true, "data-focus": "file" }, label)),
    });
  }

  stop() {
    document.removeEventListener("pointerdown", this.onOutside);
  }
}
