/** The map of a review: the offline basemap with the drafted places, drawn by the map's own parts, apart from the page's styles. */

import { Areas } from "./layer-areas.js";
import { Basemap } from "./layer-basemap.js";
import { Edges } from "./layer-edges.js";
import { Furniture, boxesOf, coloursOf } from "./layer-furniture.js";
import { Hint } from "./layer-hint.js";
import { Navigation } from "./layer-navigation.js";
import { labelOf } from "./layer-book.js";
import { Places } from "./layer-places.js";
import { counted, isInside, isNarrow, pixelOf, viewOf } from "./layer-view.js";

/** The tooltip says which drafts a mark is of, and `look(drafts)` is called with them while it stands. */
class DraftHint extends Hint {
  constructor(container, titleOf, look) {
    super(container);
    Object.assign(this, { titleOf, look });
  }

  ofPlace({ drafts, ...entry }) {
    this.look(drafts);
    return [labelOf(entry), ...drafts.map(this.titleOf)];
  }

  ofPair(pair) {
    const { id } = this.words.events[this.pairs.event[pair]];
    this.look([id]);
    return [this.titleOf(id)];
  }

  ofPairName(pair) {
    return this.titleOf(this.words.events[this.pairs.event[pair]].id);
  }

  hide() {
    super.hide();
    this.look([]);
  }
}

export class ReviewCanvas {
  /** `container` has a size; `click(select)`, `titleOf(draft)`, `look(drafts)` are the review's. */
  constructor(container, { basemap, click, titleOf, look, ready }) {
    this.container = container;
    this.map = L.map(container, { zoomControl: false, attributionControl: false, zoomSnap: 0.25, minZoom: 1.5, maxZoom: 12, wheelPxPerZoomLevel: 90 });
    this.map.createPane("dateline-marks").style.zIndex = 600;
    this.map.setView([50.3, 36], 5);
    this.hint = new DraftHint(container, titleOf, look);
    this.basemap = new Basemap(this.map, basemap);
    this.areas = new Areas(this.map, { click, hint: this.hint });
    this.places = new Places(this.map, { click, hint: this.hint });
    this.navigation = new Navigation(this.map, { moved: () => {} });
    this.furniture = new Furniture(this.map, { reset: () => this.navigation.reset(), fullscreen: () => {} });
    this.furniture.full.remove();
    this.edges = new Edges(container, { fly: (...entries) => this.flyTo(entries) });
    this.map.on("zoom viewreset", () => this.places.marks.forEach((mark) => mark.pixel && this.replace(mark)));
    this.map.on("zoomanim", (event) => this.places.follow(event));
    this.map.on("moveend", () => this.draw());
    this.basemap.load().then(() => {
      this.basemap.paint(this.colours);
      if (this.book) this.open(this.book, this.opening);
      ready();
    });
  }

  /** Make the marks anew. */
  open(book, opening) {
    Object.assign(this, { book, opening });
    Object.assign(this.hint, { words: book.words, pairs: book.pairs });
    const { entries, words, pairs } = book;
    this.navigation.open(opening);
    this.areas.open(entries.filter(({ isArea }) => isArea), this.basemap.boundaries, words, pairs, "draft");
    this.places.open(entries.filter(({ isArea }) => !isArea));
    this.draw();
  }

  /** The marks of one draft stand out, and come into view where none of them is. */
  choose(draft, placeIds, { isPicked }) {
    const holds = ({ place }) => placeIds.includes(place.id);
    this.places.choose(null, holds);
    this.areas.choose(`event:${draft}`);
    for (const { entry, hatch } of this.areas.shelves) hatch?.eachLayer((layer) => layer.getElement()?.classList.toggle("dl-chosen", holds(entry)));
    this.container.classList.toggle("dl-some", placeIds.length > 0);
    const own = this.book.entries.filter(holds);
    const view = viewOf(this.map);
    if (isPicked && own.length && !own.some(({ spot }) => isInside(view, pixelOf(view, spot), -20))) this.flyTo(own);
  }

  paint(isDark) {
    if (this.isDark === isDark) return;
    this.isDark = isDark;
    this.container.dataset.theme = isDark ? "dark" : "light";
    this.colours = coloursOf(this.container);
    this.basemap.paint(this.colours);
  }

  flyTo(entries) {
    this.navigation.flyTo(entries.map(({ place }) => this.boundsOf(place)));
  }

  boundsOf({ boundary, latitude, longitude }) {
    const feature = this.basemap.boundaries.get(boundary);
    return feature ? L.geoJSON(feature).getBounds() : L.latLng(latitude, longitude).toBounds(80000);
  }

  replace(mark) {
    mark.pixel = pixelOf(viewOf(this.map), mark.entry.spot);
    this.places.position(mark);
  }

  draw() {
    if (!this.book) return;
    const view = viewOf(this.map);
    const tools = () => boxesOf(this.container, [this.furniture.tools, this.furniture.credit]);
    this.areas.look(view);
    this.places.boxes(view);
    this.edges.draw(view, this.outOfView(), "draft", () => [...tools(), ...this.places.liveBoxes(view)]);
    const taken = [...tools(), ...boxesOf(this.container, [...this.edges.node.children]), ...this.places.boxes(view)];
    for (const part of isNarrow(view) ? [this.places, this.areas] : [this.areas, this.places]) part.arrange(view, taken);
    this.areas.draw(this.book.sums, view);
    this.places.draw(() => true);
    this.basemap.arrange(taken, this.places.marks.filter(({ seen }) => seen).map(({ pixel }) => pixel));
  }

  outOfView() {
    const shelves = this.areas.shelves.filter(({ seen }) => seen === false);
    return [...shelves, ...this.places.marks.filter(({ seen }) => !seen)].map(({ entry }) => entry);
  }

  /** What the picture shows, in words. */
  inWords() {
    const names = this.book.entries.map((entry) => (entry.isArea ? `somewhere in ${entry.place.label}: ${counted(entry.state.count, "draft")}` : labelOf(entry)));
    return names.length ? `Map of the drafts: ${names.join("; ")}` : "Map of the drafts: no place yet";
  }

  stop() {
    this.map.remove();
  }
}
