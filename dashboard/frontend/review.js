/** The review of one article: text, drafts, map preview; every step is sent to Python, which checks it again. */

import { element } from "./element.js";
import { mountOnce } from "./mount.js";
import { Editor } from "./review-form.js";
import { card, skippedList, WAITS } from "./review-list.js";
import { PlacePreview } from "./review-map.js";
import { TextPane } from "./review-text.js";

/** Milliseconds after which a step counts as lost; a second try of one that was not lost is refused by its revision. */
const ANSWER_WITHIN = 10000;

class Review {
  constructor({ parentElement, data }) {
    this.current = "article";
    this.text = new TextPane((id) => this.pick(id));
    this.preview = new PlacePreview(data, this);
    this.list = element("ol", { class: "dl-rv-list", "aria-label": "Drafts" });
    this.told = element("p", { class: "dl-rv-told", role: "alert" });
    this.progress = element("p", { class: "dl-rv-progress", role: "status" });
    this.foot = element("div", {});
    this.root = element(
      "div",
      { class: "dl-root dl-rv" },
      element("div", { class: "dl-rv-bar" }, this.progress, this.hints(), element("button", { type: "button", class: "dl-rv-button", onclick: () => this.close() }, "Close the review")),
      this.told,
      element("section", { class: "dl-rv-pane", "aria-label": "Article" }, element("h2", {}, "Article"), this.adding(), this.text.node),
      element("section", { class: "dl-rv-pane", "aria-label": "Drafts" }, element("h2", {}, "Drafts"), this.list, this.foot),
      element("section", { class: "dl-rv-pane dl-rv-mappane", "aria-label": "Map" }, element("h2", {}, "Map of the drafts"), this.preview.node),
    );
    parentElement.append(this.root);
    for (const kind of ["pointerover", "focusin"]) this.list.addEventListener(kind, ({ target }) => this.hover(target.closest(".dl-rv-card")?.id.slice(6)));
    this.list.addEventListener("pointerleave", () => this.hover(null));
    this.onKey = (event) => this.key(event);
    document.addEventListener("keydown", this.onKey);
  }

  hints() {
    const hint = (keys, words) => element("span", {}, ...keys.map((key) => element("kbd", {}, key)), ` ${words}`);
    return element("p", { class: "dl-rv-hints" }, hint(["j", "k"], "next, previous"), hint(["a"], "accept"), hint(["e"], "edit"), hint(["r"], "reject"), hint(["s"], "split"), hint(["u"], "take back"));
  }

  /** Buttons that make a draft from what is selected in the text. */
  adding() {
    const button = (kind, label) => element("button", { type: "button", class: "dl-rv-button", onmousedown: (event) => event.preventDefault(), onclick: () => this.add(kind) }, label);
    return element("p", { class: "dl-rv-adding" }, "Selected words are a ", button("statement", "statement"), button("figure", "figure"), button("event", "event"));
  }

  update({ data, setTriggerValue }) {
    this.send = (act) => setTriggerValue("act", { draft: this.view.draft, revision: this.view.revision, ...act });
    const before = this.view;
    this.view = data.review;
    this.waiting = false;
    clearTimeout(this.patience);
    if (before?.text !== this.view.text || JSON.stringify(before.items) !== JSON.stringify(this.view.items)) {
      this.text.render(this.view.text, this.view.items, this.view.skipped);
    }
    // Whatever was not saved stays in its fields: a value that was refused, or a step that another curator came before.
    const isKept = Boolean(this.editor && data.told && !data.told.slot && data.told.item === this.editor.item.id && this.item(this.editor.item.id));
    if (!isKept) this.follow(before);
    this.tell(data.told);
    if (this.editor && data.told?.slot && data.told.item === this.editor.item.id) this.editor = null;
    this.draw();
    if (isKept) this.editor.focus(data.told.text.split(/[:.]/, 1)[0]);
    if (data.told?.slot && data.told.item === this.current && this.wantsEditor) this.edit(this.current, data.told.slot);
    this.wantsEditor = false;
  }

  /** After a decision the next draft to decide comes up; a new draft is opened at once. */
  follow(before) {
    if (!before || before.draft !== this.view.draft) {
      this.current = (this.view.items.find(({ status }) => status === "draft") ?? this.view.items[0]).id;
      return;
    }
    const made = this.view.items.find(({ id }) => !before.items.some((one) => one.id === id));
    if (made) {
      this.current = made.id;
      return;
    }
    const was = before.items.find(({ id }) => id === this.current);
    const now = this.item(this.current);
    if (was?.status === "draft" && now && now.status !== "draft") {
      this.editor = null;
      const at = this.view.items.indexOf(now);
      const next = this.view.items.slice(at + 1).find(({ status }) => status === "draft") ?? this.view.items.find(({ status }) => status === "draft");
      if (next) this.current = next.id;
    } else if (this.savedEditor) this.editor = null;
    this.savedEditor = false;
  }

  tell(told) {
    this.told.textContent = told?.text ?? "";
    this.told.hidden = !told?.text;
  }

  item(id) {
    return this.view.items.find((one) => one.id === id);
  }

  draw() {
    const { items, skipped, saved, closed } = this.view;
    if (!this.item(this.current)) this.current = items[0].id;
    const actions = {
      pick: (id) => this.pick(id), accept: (id) => this.accept(id), edit: (id) => this.edit(id), reject: (id) => this.reject(id),
      reopen: (id) => this.step("reopen", id), split: (id) => this.split(id),
    };
    const cards = items.map((item) => card(item, item.id === this.current, actions));
    if (this.editor) cards[items.findIndex(({ id }) => id === this.editor.item.id)]?.append(this.editor.form);
    const hadFocus = this.list.contains(document.activeElement) || document.activeElement === document.body;
    this.list.replaceChildren(...cards);
    // Tab goes on from the current draft, and a screen reader says it; a field or a mark of the map keeps the focus.
    if (hadFocus && this.isUsed && !this.editor) this.list.querySelector("[aria-current]")?.focus({ preventScroll: true });
    if (this.skipped !== JSON.stringify(skipped)) {
      this.skipped = JSON.stringify(skipped);
      this.foot.replaceChildren(skipped.length ? skippedList(skipped) : "");
    }
    const left = items.filter(({ status }) => status === "draft").length;
    this.progress.textContent = `${left} of ${items.length} to decide. ${saved}.${closed ? " This review is closed." : ""}`;
    const item = this.item(this.current);
    this.text.mark(item);
    this.preview.render(this.view.preview, items, item);
    this.list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }

  pick(id) {
    if (this.editor && this.editor.item.id !== id) this.editor = null;
    this.current = id;
    this.draw();
  }

  /** The draft under the pointer stands out on the map. */
  hover(id) {
    if (this.hovered === id) return;
    this.hovered = id;
    this.preview.hover(id ? this.item(id) : null);
  }

  /** The drafts of a mark under the pointer stand out in the list and in the text. */
  look(ids) {
    for (const card of this.list.children) card.classList.toggle("dl-rv-looked", ids.includes(card.id.slice(6)));
    this.text.look(ids);
  }

  /** One of the places that a name can mean is chosen. */
  settle(item, index, placeId) {
    const places = item.places.map(({ name, place_id, role, near }, at) => ({ name, place_id: at === index ? placeId : place_id, role, near }));
    this.step("edit", item.id, { fields: item.kind === "figure" ? { place: places[0] } : { places } });
  }

  move(by) {
    const at = this.view.items.findIndex(({ id }) => id === this.current);
    this.pick(this.view.items[Math.min(Math.max(at + by, 0), this.view.items.length - 1)].id);
  }

  step(action, item, also = {}) {
    if (this.waiting) return;
    this.waiting = true;
    this.send({ action, item, ...also });
    // A server that stops meanwhile loses the step, and nothing would come back to go on with.
    clearTimeout(this.patience);
    this.patience = setTimeout(() => {
      this.waiting = false;
      this.tell({ text: "The server has not answered. What you typed is still here: try again when it is back." });
    }, ANSWER_WITHIN);
  }

  /** Accepts, or opens the field that is asked. */
  accept(id) {
    const item = this.item(id);
    if (item.status !== "draft") return;
    if (item.asks && !WAITS.has(item.asks.slot)) this.edit(id, item.asks.slot);
    else this.step("accept", id);
  }

  edit(id, slot = null) {
    const item = this.item(id);
    if (item.status === "retracted" || this.view.closed) return;
    const done = (fields, isAccept) => {
      this.wantsEditor = isAccept;
      this.savedEditor = true;
      this.step(isAccept ? "accept" : "edit", id, { fields });
    };
    this.current = id;
    this.editor = new Editor(item, this.view, slot, done, () => {
      this.editor = null;
      this.draw();
      this.list.querySelector("[aria-current] button")?.focus();
    });
    this.draw();
    this.editor.focus();
  }

  /** A draft goes at once; a record is withdrawn for a reason, which is kept. */
  reject(id) {
    const item = this.item(id);
    if (item.status === "draft" && item.kind !== "article") this.step("reject", id);
    if (item.status !== "accepted" || item.kind === "article") return;
    const reason = element("input", { type: "text", maxlength: 500, "aria-label": "Why it is withdrawn", required: true });
    const form = element("form", { class: "dl-rv-form" }, element("label", { class: "dl-rv-row dl-rv-long" }, element("span", {}, "Why it is withdrawn"), reason), element("button", { class: "dl-rv-button dl-rv-primary" }, "Retract"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.step("reject", id, { note: reason.value });
    });
    form.addEventListener("keydown", (event) => event.stopPropagation());
    this.list.querySelector("[aria-current]")?.append(form);
    reason.focus();
  }

  split(id) {
    const selected = this.text.selected();
    this.step("split", id, { at: selected ? selected[0] : null });
  }

  add(kind) {
    const selected = this.text.selected();
    if (!selected) {
      this.tell({ text: "Select the passage in the text first." });
      return;
    }
    this.step("add", "", { kind, start: selected[0], end: selected[1] });
  }

  close() {
    const left = this.view.items.filter(({ status }) => status === "draft").length;
    if (left && !this.isClosing) {
      this.isClosing = true;
      this.tell({ text: `${left} drafts are not decided. Press again to close all the same; the text is then forgotten.` });
      return;
    }
    this.step("close", "");
  }

  key(event) {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !this.root.isConnected) return;
    const steps = {
      j: () => this.move(1), ArrowDown: () => this.move(1), k: () => this.move(-1), ArrowUp: () => this.move(-1),
      a: () => this.accept(this.current), e: () => this.edit(this.current), r: () => this.reject(this.current),
      s: () => this.split(this.current), u: () => this.step("reopen", this.current),
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    this.isUsed = true;
    step();
  }

  stop() {
    document.removeEventListener("keydown", this.onKey);
    clearTimeout(this.patience);
    this.preview.stop();
    this.root.remove();
  }
}

/** Draws `data.review`; each step goes back as the trigger `act`. */
export default mountOnce(Review);
