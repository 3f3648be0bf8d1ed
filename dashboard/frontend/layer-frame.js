// The map frame: takes messages from the page, draws the last window once a frame, and says what it drew.

import { isoOf } from "./days.js";
import { Areas } from "./layer-areas.js";
import { Basemap } from "./layer-basemap.js";
import { NO_WORDS, NOTHING_SHOWN, openBook, readState } from "./layer-book.js";
import { Bubbles, FEW } from "./layer-bubbles.js";
import { Edges } from "./layer-edges.js";
import { FreeMarks, isChosenMark } from "./layer-free.js";
import { Furniture, boxesOf, clearFrame, coloursOf } from "./layer-furniture.js";
import { Hint } from "./layer-hint.js";
import { Legend } from "./layer-legend.js";
import { Navigation } from "./layer-navigation.js";
import { Places } from "./layer-places.js";
import { Pointer } from "./layer-pointer.js";
import { Pace } from "./layer-pace.js";
import { PagePort } from "./layer-port.js";
import { CELL_PIXELS, MarkSums, gridCovers, gridFor, pairRows } from "./layer-sums.js";
import { isInside, isNarrow, pixelOf, viewOf } from "./layer-view.js";
import { FacetSums, clampWindow, decode, histogram, judge } from "./tally.js";

const MARKS_KEPT = 2000;
/** Windows that follow each other this fast are a drag: marks then change at once, for a fade would hold up the frames. */
const DRAG_MS = 100;
const REST_MS = 250;

export class MapFrame {
  constructor(map, { basemap }) {
    clearFrame(map);
    Object.assign(this, { map, tally: null, words: NO_WORDS, window: null, asked: null, masks: {}, chosen: null, marked: 0, changes: [], drawn: null });
    this.container = map.getContainer();
    this.pace = new Pace(() => this.draw());
    map.createPane("dateline-marks").style.zIndex = 600;
    this.buildParts(basemap);
    this.afterFrame = new MessageChannel();
    this.afterFrame.port2.onmessage = ({ data }) => this.mark(data);
    this.shown = { ...NOTHING_SHOWN };
    map.on("move", () => this.moving());
    map.on("zoom viewreset", () => this.places.marks.forEach((mark) => mark.pixel && this.replace(mark)));
    map.on("zoomanim", (event) => this.places.follow(event));
    map.on("moveend", () => this.schedule({ arrange: true, change: "view" }));
    this.setTheme(window.matchMedia?.("(prefers-color-scheme: dark)").matches ?? false);
    window.dateline = { stats: () => ({ ...this.shown, statements: this.statements() }) };
  }

  buildParts(basemap) {
    const { map, container } = this;
    const click = (select) => this.port.post({ type: "click", select });
    this.port = new PagePort((message) => this.receive(message), () => this.counts());
    this.hint = new Hint(container);
    this.basemap = new Basemap(map, basemap);
    this.areas = new Areas(map, { click, hint: this.hint });
    this.places = new Places(map, { click, hint: this.hint });
    this.bubbles = new Bubbles(map);
    this.navigation = new Navigation(map, { moved: (text) => this.port.post({ type: "moved", map: text }) });
    this.furniture = new Furniture(map, { reset: () => this.navigation.reset(), fullscreen: () => this.toggleFull() });
    this.edges = new Edges(container, { fly: (...entries) => this.flyToEntries(entries) });
    this.legend = new Legend(container);
    this.pointer = new Pointer(map, this.bubbles, { click, hint: this.hint, sizeNow: () => this.sums?.grid?.size });
    if (basemap) this.basemap.load().then(() => {
        this.basemap.paint(this.colours);
        this.reopen();
      });
  }

  connect(port) {
    this.port.connect(port);
  }

  receive(message) {
    const handlers = {
      tally: () => this.openTally(message),
      window: () => {
        this.window = { from: message.from, to: message.to };
        this.asked = this.window;
        this.noteDrag();
        this.pace.follow();
      },
      masks: () => {
        this.masks = message;
        this.judged = false;
        this.schedule({ arrange: true, change: "masks" });
      },
      select: () => {
        this.chosen = message.select ?? null;
        this.schedule();
      },
      fly: () => this.navigation.fly(message, (id) => this.boundsOfPlace(id)),
      theme: () => this.setTheme(Boolean(message.dark)),
    };
    if (Object.hasOwn(handlers, message.type)) handlers[message.type]();
  }

  openTally({ buffer, words }) {
    let tally;
    try {
      tally = decode(buffer);
    } catch (error) {
      this.furniture.say(`${error.message} The map shows what it had before.`);
      return;
    }
    this.furniture.say(null);
    this.shown.statements = this.statements();
    Object.assign(this, { tally, words: { ...NO_WORDS, ...words }, judged: false, drawn: null });
    this.noun = this.words.unit === "event" ? "event" : "statement";
    this.verdicts = new Uint8Array(tally.rows);
    this.pairs = pairRows(tally, this.words.places.length);
    this.sums = new MarkSums(tally, this.verdicts, this.pairs);
    this.facetSums = new FacetSums(tally, this.verdicts);
    this.book = openBook(tally, this.words, this.pairs);
    this.hint.open(tally, this.words, this.sums);
    this.free = new FreeMarks(this.bubbles, tally, this.hint);
    this.legend.open(tally, this.book, this.hint);
    this.navigation.open(this.words.opening);
    this.changes.push("tally");
    this.reopen();
  }

  /** Make the marks anew: the tally or the boundaries came. */
  reopen() {
    this.chosenShown = undefined;
    if (!this.tally) return this.schedule({ arrange: true });
    this.areas.open(this.book.filter(({ isArea }) => isArea), this.basemap.boundaries, this.words, this.pairs, this.noun);
    this.places.open(this.book.filter(({ isArea }) => !isArea));
    return this.schedule({ arrange: true });
  }

  setTheme(dark) {
    this.container.dataset.theme = dark ? "dark" : "light";
    this.colours = coloursOf(this.container);
    this.basemap.paint(this.colours);
    this.schedule();
  }

  schedule({ arrange = false, change = null } = {}) {
    this.toArrange ||= arrange;
    if (change) this.changes.push(change);
    this.pace.ask();
  }

  noteDrag() {
    const now = performance.now();
    if (now - this.heardAt < DRAG_MS) {
      this.container.classList.add("dl-dragged");
      clearTimeout(this.resting);
      this.resting = setTimeout(() => this.container.classList.remove("dl-dragged"), REST_MS);
    }
    this.heardAt = now;
  }

  moving() {
    if (this.bubbles.cornerZoom === this.map.getZoom()) this.draw({ arrange: false });
    else this.bubbles.scale({ center: this.map.getCenter(), zoom: this.map.getZoom() });
  }

  replace(mark) {
    mark.pixel = pixelOf(viewOf(this.map), mark.entry.spot);
    this.places.position(mark);
  }

  /** One frame: move the sums to the window, then every kind of mark. */
  draw({ arrange = this.toArrange } = {}) {
    const view = viewOf(this.map);
    if (this.tally) this.drawTally(view, arrange);
    else if (arrange) this.basemap.arrange(this.blocked(), []);
    if (arrange) this.toArrange = false;
    if (this.changes.length) this.afterFrame.port1.postMessage({ changes: this.changes.splice(0) });
    if (!this.tally) return;
    if (this.asked) this.afterFrame.port1.postMessage(this.asked);
    // Counting by facet takes longer than drawing: it comes after the frame.
    if (arrange || this.asked || this.isOwed) this.afterFrame.port1.postMessage({ isCounted: true });
    Object.assign(this, { asked: null, isOwed: false });
  }

  drawTally(view, arrange) {
    this.refreshMasks();
    this.moveSums(view);
    for (const entry of this.book) readState(entry, this.sums, this.words);
    if (arrange) this.arrange(view);
    this.bubbles.begin(view);
    const areas = this.areas.draw(this.sums, view, Boolean(this.masks.said));
    const crowd = this.drawPlaces(view);
    const free = this.free.collect(view, this.sums, crowd);
    this.bubbles.draw(this.colours, isChosenMark(view, this.chosen));
    this.drawEdges(view);
    this.choose();
    this.keepStats(areas, crowd, free);
  }

  refreshMasks() {
    if (this.judged) return;
    judge(this.tally, this.masks, this.verdicts);
    this.sums.speaking = Boolean(this.masks.speaking);
    this.sums.stale = this.facetSums.stale = true;
    this.sums.judgements += 1;
    this.bins = null;
    this.judged = true;
  }

  moveSums(view) {
    const size = view.world / CELL_PIXELS;
    if (!gridCovers(this.sums.grid, size, view)) this.sums.setGrid(gridFor(size, view));
    this.drawn = this.windowDays();
    this.sums.move(this.drawn.first, this.drawn.last);
  }

  windowDays() {
    const { epoch, days } = this.tally;
    const { from, to } = this.window ?? { from: epoch, to: epoch + days - 1 };
    return clampWindow(this.tally, from, to);
  }

  drawEdges(view) {
    this.edges.draw(view, this.outOfView(view), this.noun, () => [...this.blockedByTools(), ...this.places.liveBoxes(view)]);
  }
  /** Buttons at the edge come first: they have one place where they belong. A narrow map has room for few: labels, then shelves. */
  arrange(view) {
    this.areas.look(view);
    this.drawEdges(view);
    const taken = [...this.blocked(), ...this.places.boxes(view)];
    const parts = isNarrow(view) ? [this.places, this.areas] : [this.areas, this.places];
    for (const part of parts) part.arrange(view, taken);
    this.basemap.arrange(taken, this.places.marks.filter(({ seen }) => seen).map(({ pixel }) => pixel));
  }

  blocked() {
    return [...this.blockedByTools(), ...boxesOf(this.container, [...this.edges.node.children])];
  }

  blockedByTools() {
    return boxesOf(this.container, [this.furniture.tools, this.legend.node, this.furniture.credit]);
  }

  /** Places are marks of their own up to fifty in view; beyond, those at a point go into bubbles (struck ones never do). */
  drawPlaces(view) {
    const live = this.places.marks.filter(({ entry, seen }) => seen && entry.state.count);
    const crowded = live.length > FEW;
    const isMark = ({ entry }) => !crowded || entry.state.manner === "struck";
    const shown = this.places.draw(isMark);
    let [bubbled, total] = [0, 0];
    for (const { entry } of this.places.marks) {
      total += entry.state.count;
      if (!isMark({ entry })) bubbled += entry.state.count;
    }
    return { ...shown, crowded: crowded ? live.filter((mark) => !isMark(mark)) : [], bubbled, pointSum: total - bubbled };
  }

  outOfView(view) {
    const isHidden = ({ spot }) => !isInside(view, pixelOf(view, spot), 4);
    const shelves = this.areas.shelves.filter(({ seen }) => seen === false).map(({ entry }) => entry);
    const marks = this.places.marks.map(({ entry }) => entry).filter(isHidden);
    return [...shelves, ...marks].filter(({ state }) => state.count);
  }

  choose() {
    if (this.chosenShown === this.chosen && !this.asked) return;
    this.chosenShown = this.chosen;
    const event = this.chosen?.startsWith("event:") ? this.chosen.slice(6) : null;
    const holds = ({ pairs }) => event !== null && pairs.some((pair) => this.sums.count[pair] && this.words.events[this.pairs.event[pair]]?.id === event);
    this.places.choose(this.chosen, holds);
    this.areas.choose(this.chosen);
  }

  flyToEntries(entries) {
    this.navigation.flyTo(entries.map(({ place }) => this.boundsOfPlace(place.id)));
  }

  boundsOfPlace(id) {
    const place = this.words.places.find((one) => one.id === id);
    const boundary = place && this.basemap.boundaries.get(place.boundary);
    if (boundary) return L.geoJSON(boundary).getBounds();
    return place ? L.latLng(place.latitude, place.longitude).toBounds(80000) : null;
  }

  toggleFull() {
    this.isFull = !this.isFull;
    this.furniture.setFull(this.isFull);
    this.port.post({ type: "fullscreen", on: this.isFull });
  }

  keepStats(areas, crowd, free) {
    const { tally, sums, shown } = this;
    const { from, to } = this.window ?? { from: tally.epoch, to: tally.epoch + tally.days - 1 };
    const bubbles = free.few ? 0 : free.drawn;
    const points = crowd.points + (free.few ? free.drawn : 0);
    Object.assign(shown, {
      events: tally.total, rows: tally.rows, from: isoOf(from), to: isoOf(to), placed: sums.placed,
      bubbles, points, glyphs: areas.glyphs, areas: areas.areas, marks: bubbles + points + areas.glyphs + areas.areas,
      inView: areas.inView + crowd.inView + free.inView,
      bubbleSum: crowd.bubbled + (free.few ? 0 : sums.free), pointSum: crowd.pointSum + (free.few ? sums.free : 0),
      glyphSum: areas.glyphSum, areaSum: areas.areaSum,
    });
  }

  /** Of what is drawn: like the other numbers it changes with the next frame, not with the message. */
  statements() {
    if (this.drawn) this.facetSums.move(this.drawn.first, this.drawn.last);
    return this.drawn ? this.facetSums.statements : this.shown.statements;
  }

  /** What the page is told after a draw; while the next one waits, that one will tell: numbers of two windows never mix. */
  counts() {
    this.isOwed = this.pace.isWaiting;
    if (!this.tally || !this.judged || this.isOwed) return null;
    const statements = this.statements();
    this.bins ??= histogram(this.tally, this.verdicts);
    const { tally: { epoch, days }, shown: { placed, inView, marks } } = this;
    const { from, to } = this.window ?? { from: epoch, to: epoch + days - 1 };
    return { type: "counts", from, to, statements, placed, inView, marks, facets: this.facetSums.byValue(), ...this.bins };
  }

  /** In the first task after the frame in which a window, masks or another view were drawn. */
  mark({ from, to, changes, isCounted }) {
    if (isCounted) return this.port.queueCounts();
    this.marked += 1;
    // The browser keeps every mark: a long session must not grow by them.
    if (this.marked % MARKS_KEPT === 0) ["dateline:painted", "dateline:drawn"].forEach((name) => performance.clearMarks(name));
    if (changes) return performance.mark("dateline:drawn", { detail: { changes } });
    return performance.mark("dateline:painted", { detail: { from: isoOf(from), to: isoOf(to) } });
  }
}
