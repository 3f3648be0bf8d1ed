// What the reader is told when the server does not answer, and how the page goes on when it is back.

import { button, el } from "./panel-dom.js";

const LATE_MS = 4000; // then the reader is told that what stands here is older than what was chosen
const ASK_MS = 2000; // between looks at a server that is gone
const SETTLE_MS = 500; // a server that answers again may still be opening its data

/** `reopen()` opens the page anew with what the reader has chosen. */
export class Late {
  #reopen;
  #timer = null;
  #isLost = false;

  constructor(reopen) {
    this.#reopen = reopen;
    const reload = button("Reload", () => this.#reopen(), { class: "dl-action" });
    this.node = el("p", { class: "dl-late", role: "alert", hidden: true }, "The server has not answered: this is an earlier selection. ", reload);
  }

  /** Something was sent. */
  waits() {
    this.#later(() => this.#tell(), LATE_MS);
  }

  answered() {
    clearTimeout(this.#timer);
    this.#isLost = false;
    this.node.hidden = true;
  }

  stop() {
    clearTimeout(this.#timer);
    this.node.hidden = true;
  }

  #tell() {
    this.node.hidden = false;
    this.#ask();
  }

  // A server that was there all the time is only slow. One that is back knows nothing of this page: Streamlit connects
  // again, but a part of a page that the new server never drew stays unanswered.
  async #ask() {
    const isThere = await fetch(new URL("_stcore/health", document.baseURI), { cache: "no-store" }).then(({ ok }) => ok, () => false);
    if (this.node.hidden) return;
    this.#isLost ||= !isThere;
    if (!isThere) this.#later(() => this.#ask(), ASK_MS);
    else if (this.#isLost) this.#later(() => this.#reopen(), SETTLE_MS);
  }

  #later(call, wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(call, wait);
  }
}
