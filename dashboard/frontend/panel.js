// The right column: what the selection holds, in words. The only part that commits the reader's view to Python.

import { bus } from "./bus.js";
import { ChartHead } from "./figures-head.js";
import { Awaited, followStatement, WayBack } from "./follow.js";
import { queryOf, writeLink } from "./link.js";
import { Committer } from "./panel-commit.js";
import { el, keepFocus } from "./panel-dom.js";
import { TakeAway } from "./panel-exports.js";
import { Head } from "./panel-head.js";
import { Late } from "./panel-late.js";
import { Statements } from "./panel-statements.js";
import { Tabs } from "./panel-tabs.js";
import { Positions } from "./positions.js";


const panels = new WeakMap();
let seenRevision; // survives a remount of the component: an older view must not overwrite the reader's

class Panel {
  constructor(parent) {
    this.panel = null;
    this.view = null;
    this.images = {};
    this.scrolls = {};
    this.committer = new Committer((view) => this.send(view));
    this.build(parent);
  }

  build(parent) {
    const change = (part) => bus.change(part);
    this.head = new Head(change);
    this.takeAway = new TakeAway();
    this.statements = new Statements(change);
    this.chartHead = new ChartHead({ choose: (chart) => change({ chart }), open: followStatement });
    this.positions = new Positions(followStatement);
    const contents = { statements: this.statements.nodes, figures: this.chartHead.nodes, positions: this.positions.nodes };
    this.tabs = new Tabs(contents, (tab) => change({ tab, page: 0 }));
    this.scroller = el("div", { class: "dl-scroll", onscroll: () => (this.isScrolled = this.scroller.scrollTop > 0) }, [...this.tabs.bodies.values()]);
    const bar = el("div", { class: "dl-panel-bar" }, this.tabs.list, this.takeAway.node);
    this.awaited = new Awaited();
    this.wayBack = new WayBack((part) => this.goTo(part));
    this.late = new Late(() => this.reopen());
    this.root = el("section", { class: "dl-root dl-panel", "aria-label": "Panel" }, this.late.node, this.head.nodes, bar, this.wayBack.node, this.scroller);
    parent.append(this.root);
  }

  listen() {
    let isReplay = true; // a click of long ago is no click: only what comes from now on changes the view
    this.offs = [
      bus.on("view", (view) => this.onView(view)),
      bus.on("playing", (isPlaying) => (this.isPlaying = isPlaying)),
      bus.on("dragging", (isDragging) => this.onDragging(isDragging)),
      bus.on("counts", (counts) => this.head.renderPlaced(counts)),
      bus.on("select", (select) => isReplay || this.onSelect(select)),
      bus.on("follow", (followed) => isReplay || this.onFollow(followed)),
    ];
    isReplay = false;
  }

  /** Takes what Python sent: set-up first, because the other parts read the view by it. */
  update({ data, setStateValue }) {
    this.setStateValue = setStateValue;
    const isFirst = !this.offs;
    if (isFirst) this.committer.seed(data.view ?? null);
    this.takeSetup(data);
    this.takeView(data);
    if (isFirst) this.listen();
    this.takePanel(data);
  }

  takeSetup({ setup, counts, headline }) {
    if (headline && this.isNew("headline", headline)) bus.emit("headline", headline);
    const isSetupNew = setup && this.isNew("setup", setup);
    if (isSetupNew) {
      if (setup.tally !== this.tally) this.head.renderPlaced(null); // the map has still to draw it
      this.tally = setup.tally;
      bus.emit("setup", setup);
    }
    if (counts && setup?.counts === "server" && (this.isNew("counts", counts) || isSetupNew)) bus.emit("counts", counts);
  }

  takeView({ view, revision }) {
    if (!view || (revision === seenRevision && bus.last("view"))) return;
    seenRevision = revision;
    this.committer.seed(view);
    bus.emit("view", view);
  }

  takePanel({ panel, view, link }) {
    if (!panel) return;
    this.busy(false);
    this.late.answered();
    this.link = link ?? this.link;
    this.showLink();
    const isViewNew = view && this.isNew("view", view);
    if (this.isNew("panel", panel)) {
      this.panel = panel;
      keepFocus(this.root, () => this.render());
    }
    this.arrive(view ?? this.committer.last);
    // Python's own view names the window that this answer is for; where it is not repeated, the last one sent does.
    const { from = null, to = null } = (isViewNew ? view : this.committer.last) ?? {};
    performance.mark("dateline:panel", { detail: { from, to } });
    this.committer.answered();
  }

  isNew(name, value) {
    const image = JSON.stringify(value);
    if (this.images[name] === image) return false;
    this.images[name] = image;
    return true;
  }

  render() {
    const { panel, view } = this;
    this.head.render(panel);
    this.takeAway.render(panel);
    this.isPartial = this.isHurried && !this.isScrolled;
    if (this.holds("statements", panel.groups)) this.statements.render(panel, view, { isDragged: this.isPartial });
    if (this.holds("figures", panel.chart?.choices)) this.chartHead.render(panel);
    if (this.holds("positions", panel.positions)) this.positions.render(panel);
    this.show(view);
  }

  /** True when this answer speaks about the tab: an empty list for another tab says nothing. */
  holds(tab, list) {
    return !this.panel.tab || this.panel.tab === tab || Boolean(list?.length);
  }

  /** A handle moves: every millisecond counts. What Play shows is read, at its own pace. */
  get isHurried() {
    return this.committer.isDragging && !this.isPlaying;
  }

  onDragging(isDragging) {
    this.committer.drag(isDragging);
    this.head.showMoving(isDragging);
    if (isDragging) return;
    this.showLink();
    if (this.isPartial) keepFocus(this.root, () => this.render()); // the answer to the release may say nothing new
  }

  /** The address follows when the reader rests: writing it takes a millisecond or two of a drag's frame. */
  showLink() {
    if (this.link !== undefined && !this.isHurried) writeLink(this.link, { isMap: true });
  }

  onView(view) {
    const before = this.view;
    this.view = view;
    this.committer.offer(view);
    if (!this.panel) return;
    if (before?.page !== view.page || before?.select !== view.select) this.scrolls = {};
    else if (before.tab !== view.tab) this.scrolls[this.tabs.current] = this.scroller.scrollTop;
    if (!this.awaited.isIn(view)) this.awaited.end();
    this.statements.mark(view);
    this.show(view);
  }

  /** The tab, its scroll position, and the selected card in sight; each only when it has changed. */
  show(view) {
    const tab = view?.tab ?? this.panel.tab ?? "statements";
    if (tab !== this.tabs.current) {
      this.tabs.show(tab);
      this.root.dataset.tab = tab; // figures.css: what stands below the panel comes and goes later
      this.scroller.scrollTop = this.scrolls[tab] ?? 0;
    }
    const selected = this.statements.list.querySelector('[aria-current="true"]')?.dataset.statement ?? null;
    if (selected !== this.revealed) {
      this.revealed = selected;
      this.statements.reveal(this.scroller);
    }
    this.wayBack.show(view);
  }

  /** Who followed a statement goes on from its card, once the cards are those that Python lists with it. */
  arrive(view) {
    if (!this.awaited.isIn(view)) return;
    this.awaited.end();
    this.statements.reveal(this.scroller);
    this.statements.focusSelected();
  }

  onFollow({ tab, ...followed }) {
    if (tab) {
      this.goTo({ tab, page: 0 });
      return;
    }
    this.wayBack.follow(followed);
    this.awaited.begin(followed.id);
  }

  /** What was pressed goes, and the focus would go with it: the tab has it then. */
  goTo(part) {
    bus.change(part);
    this.tabs.focus();
  }

  onSelect(select) {
    if (select === undefined || select === bus.last("view")?.select) return;
    const tab = this.view?.tab === "positions" ? "statements" : this.view?.tab;
    bus.change(tab ? { select, tab, page: 0 } : { select, page: 0 });
  }

  send(view) {
    this.busy(true);
    this.late.waits();
    this.setStateValue("view", view);
  }

  reopen() {
    writeLink(queryOf(bus.last("view")), { isMap: true });
    location.reload();
  }

  busy(isBusy) {
    if (isBusy) this.scroller.setAttribute("aria-busy", "true");
    else this.scroller.removeAttribute("aria-busy");
  }

  stop() {
    this.committer.stop();
    this.awaited.end();
    this.takeAway.stop();
    this.busy(false);
    this.late.stop();
    (this.offs ?? []).forEach((off) => off());
    this.root.remove();
  }
}

/** Called by Streamlit at every update of `data`; what it returns is called when the component goes. */
export default function panel(component) {
  const { parentElement } = component;
  const instance = panels.get(parentElement) ?? new Panel(parentElement);
  panels.set(parentElement, instance);
  instance.update(component);
  const call = Symbol("call");
  instance.call = call;
  return () => {
    if (instance.call !== call) return; // Streamlit also ends a call that a later one has overtaken
    panels.delete(parentElement);
    instance.stop();
  };
}
