// The tab "Statements": by event or one by one, in pages.

import { buildCard } from "./cards.js";
import { grouped } from "./numbers.js";
import { button, el, keyed, setText, uniqueId } from "./panel-dom.js";

const OPEN_AT_FIRST = 3;
const ALL_OPEN_UP_TO = 12;
/** So many open cards fill the panel: more are not made for a window that the next one replaces. */
const SHOWN_IN_DRAG = 8;

/** The list of cards; `change(part)` changes the reader's view. */
export class Statements {
  constructor(change) {
    this.change = change;
    this.opened = new Set(); // statements whose passage is open
    this.selected = null;
    this.folded = new Map(); // group id -> open or not, where the reader or a selected card chose
    this.byEvent = button("By event", () => change({ grouped: true, page: 0 }), { class: "dl-choice" });
    this.everyOne = button("Every one", () => change({ grouped: false, page: 0 }), { class: "dl-choice" });
    this.choices = el("div", { class: "dl-choices", role: "group", "aria-label": "Order of the statements" }, this.byEvent, this.everyOne);
    this.empty = el("p", { class: "dl-none", hidden: true }, "No statements in this selection.");
    this.list = el("div", { class: "dl-groups" });
    this.pages = el("nav", { class: "dl-pages", "aria-label": "Pages of statements", hidden: true });
    this.nodes = [this.choices, this.empty, this.list, this.pages];
    this.actions = {
      select: (id) => change({ select: this.selected === id ? null : `statement:${id}` }),
      isOpen: (id) => this.opened.has(id),
      setOpen: (id, open) => (open ? this.opened.add(id) : this.opened.delete(id)),
    };
  }

  /** `isDragged`: only what is in sight of a list that is not scrolled, for the next window is on its way. */
  render(panel, view, { isDragged = false } = {}) {
    const all = panel.groups ?? [];
    const cards = all.reduce((sum, group) => sum + group.statements.length, 0);
    this.allOpen = cards <= ALL_OPEN_UP_TO || Boolean(panel.selection);
    this.empty.hidden = cards > 0 || Boolean(panel.emptied);
    this.choices.hidden = cards === 0;
    keyed(this.list, isDragged ? this.firstCards(all) : all, {
      key: keyOf,
      build: () => this.buildGroup(),
      update: (node, group, index) => this.updateGroup(node, group, index),
    });
    this.renderPages(panel);
    this.isMarked = false;
    this.mark(view);
  }

  buildGroup() {
    const cards = el("div", { class: "dl-cards", id: uniqueId("group") });
    const title = el("span", { class: "dl-group-title" });
    const facts = el("span", { class: "dl-group-facts" });
    const toggle = el("button", { type: "button", class: "dl-fold", "data-focus": "fold", "aria-controls": cards.id }, title, " ", facts);
    const node = el("section", { class: "dl-group" }, el("h3", {}, toggle), cards);
    toggle.addEventListener("click", () => {
      const open = cards.hidden;
      this.folded.set(node.dataset.key, open);
      fold(node, open);
    });
    return node;
  }

  updateGroup(node, group, index) {
    const hasTitle = group.title !== null && group.title !== undefined;
    node.querySelector("h3").hidden = !hasTitle;
    setText(node.querySelector(".dl-group-title"), group.title ?? "");
    const count = `${grouped(group.count ?? group.statements.length)} ${group.count === 1 ? "statement" : "statements"}`;
    const kind = group.kind === "other" ? null : group.kind;
    setText(node.querySelector(".dl-group-facts"), [kind, group.day, count].filter(Boolean).join(" · "));
    fold(node, this.isOpen(group, index));
    keyed(node.querySelector(".dl-cards"), group.statements, {
      key: (card) => card.id,
      build: (card) => buildCard(card, this.actions),
    });
  }

  isOpen(group, index) {
    return (group.title ?? null) === null || (this.folded.get(keyOf(group)) ?? (this.allOpen || index < OPEN_AT_FIRST));
  }

  /** The groups up to the first cards that fill the panel; those that are folded need none. */
  firstCards(groups) {
    const shown = [];
    let left = SHOWN_IN_DRAG;
    for (const [index, group] of groups.entries()) {
      if (left <= 0) break;
      const statements = this.isOpen(group, index) ? group.statements.slice(0, left) : [];
      shown.push({ ...group, count: group.count ?? group.statements.length, statements });
      left -= statements.length;
    }
    return shown;
  }

  renderPages(panel) {
    const page = panel.page ?? 0;
    const pages = panel.pages ?? 1;
    this.pages.hidden = pages <= 1;
    if (this.pages.hidden) {
      this.pages.replaceChildren();
      return;
    }
    const step = (text, to) => button(text, () => this.turnTo(to), { class: "dl-action", disabled: to < 0 || to >= pages });
    const where = el("span", {}, `Page ${grouped(page + 1)} of ${grouped(pages)}`);
    this.pages.replaceChildren(step("Previous page", page - 1), where, step("Next page", page + 1));
  }

  /** A chosen statement would call its own page back, so that turning the page lets it go. */
  turnTo(page) {
    this.change(this.selected === null ? { page } : { page, select: null });
  }

  /** Shows what is selected and how the list is ordered, without waiting for Python. */
  mark(view) {
    const isGrouped = view?.grouped !== false;
    this.byEvent.setAttribute("aria-pressed", String(isGrouped));
    this.everyOne.setAttribute("aria-pressed", String(!isGrouped));
    const selected = selectedStatement(view);
    if (selected === this.selected && this.isMarked) return; // a window that moves marks nothing
    this.selected = selected;
    this.isMarked = true;
    for (const card of this.list.querySelectorAll(".dl-card")) {
      if (card.dataset.statement === this.selected) card.setAttribute("aria-current", "true");
      else card.removeAttribute("aria-current");
    }
  }

  /** Who followed a statement here goes on from its card; on a phone the page scrolls to it. */
  focusSelected() {
    const card = this.list.querySelector('.dl-card[aria-current="true"]');
    if (!card) return;
    card.querySelector(".dl-gist-text").focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }

  /** Brings the selected card into the scrolled part, and moves nothing else on the page. */
  reveal(scroller) {
    const card = this.list.querySelector('.dl-card[aria-current="true"]');
    if (!card) return;
    const group = card.closest(".dl-group");
    this.folded.set(group.dataset.key, true); // the next answer must not fold it over the card
    fold(group, true);
    const [outer, inner] = [scroller.getBoundingClientRect(), card.getBoundingClientRect()];
    if (inner.top < outer.top) scroller.scrollTop += inner.top - outer.top - 8;
    else if (inner.bottom > outer.bottom) {
      scroller.scrollTop += Math.min(inner.bottom - outer.bottom + 8, inner.top - outer.top - 8);
    }
  }
}

function keyOf(group) {
  return String(group.id ?? "all");
}

function selectedStatement(view) {
  const [kind, id] = (view?.select ?? "").split(/:(.*)/s);
  return kind === "statement" ? id : null;
}

function fold(node, open) {
  node.querySelector(".dl-cards").hidden = !open;
  node.querySelector(".dl-fold").setAttribute("aria-expanded", String(open));
}
