/** The third pane of a review: the map of its drafts, and in words the places of the current one and what is not on the map. */

import { element } from "./element.js";
import { isDark } from "./frame.js";
import { DraftBook } from "./review-book.js";

const STYLES = ["leaflet.css", "layer.css", "review-map.css"];
let leaflet = null;

export class PlacePreview {
  /** `review` is asked for `pick(id)`, `look(ids)`, `settle(item, index, placeId)`, `edit(id)`, `item(id)`. */
  constructor(data, review) {
    this.review = review;
    this.host = element("div", { class: "dl-rv-map" });
    this.words = element("ul", { class: "dl-rv-places", "aria-label": "Places of the draft" });
    this.missing = element("div", { class: "dl-rv-missing" });
    this.node = element("div", { class: "dl-rv-preview" }, this.host, this.words, this.missing);
    // The map pans by the arrow keys; the review's own keys reach it from here as from everywhere.
    this.host.addEventListener("keydown", (event) => event.key.startsWith("Arrow") && event.stopPropagation());
    this.build(data).catch(() => this.host.replaceChildren("The map could not be loaded; the places stand below in words."));
  }

  async build(data) {
    const address = (path) => new URL(path, document.baseURI).href;
    const root = this.host.attachShadow({ mode: "open" });
    const container = element("div", { class: "dl-map", "aria-label": "Map of the drafts", role: "group" });
    const folders = { "leaflet.css": data.leaflet.replace("leaflet.js", "") };
    const styles = STYLES.map((name) => styleOf(address(`${folders[name] ?? data.assets}${name}`)));
    root.append(...styles, container);
    const [{ ReviewCanvas }] = await Promise.all([loadLeaflet(address(data.leaflet)).then(() => import("./review-canvas.js")), ...styles.map(loaded)]);
    if (this.isStopped) return;
    this.canvas = new ReviewCanvas(container, {
      basemap: address(data.basemap),
      click: (select) => this.click(select),
      titleOf: (id) => this.titleOf(id),
      look: (ids) => this.review.look(ids),
      ready: () => this.draw(),
    });
    this.draw();
  }

  /** Shows `item` among all places of `preview`; of a draft that was picked the marks come into view. */
  render(preview, items, item) {
    const key = JSON.stringify(preview);
    if (key !== this.key) Object.assign(this, { key, preview, book: new DraftBook(preview), isStale: true });
    const isPicked = this.item?.id !== item.id;
    this.item = item;
    const lines = item.places.map((place, index) => this.line(item, place, index));
    this.words.replaceChildren(...(lines.length ? lines : [element("li", {}, item.kind === "article" ? "An article has no place of its own; its drafts have." : "No place.")]));
    this.showMissing(items.filter(({ id }) => id !== item.id));
    this.draw(isPicked);
  }

  draw(isPicked = true) {
    const { canvas } = this;
    if (!canvas || !this.book) return;
    canvas.paint(isDark(this.node));
    if (this.isStale) canvas.open(this.book, this.preview.opening);
    this.isStale = false;
    canvas.container.setAttribute("aria-label", canvas.inWords());
    this.choose(this.item, isPicked);
  }

  choose(item, isPicked = false) {
    this.canvas?.choose(item.id, item.places.map(({ place_id: id }) => id).filter(Boolean), { isPicked });
  }

  /** The marks of a draft under the pointer, or again those of the current one. */
  hover(item) {
    if (this.canvas && this.item) this.choose(item ?? this.item);
  }

  /** A mark leads to its draft; again, to the next of its drafts. */
  click(select) {
    const drafts = this.book.draftsOf(select);
    if (drafts.length) this.review.pick(drafts[(drafts.indexOf(this.item.id) + 1) % drafts.length]);
  }

  titleOf(id) {
    const item = this.review.item(id);
    return item ? `${item.kind[0].toUpperCase()}${item.kind.slice(1)}: ${item.lines[0] ? `${item.title}, ${item.lines[0]}` : item.title}` : id;
  }

  line(item, place, index) {
    if (place.place_id) {
      const entry = this.book.entries.find((one) => one.place.id === place.place_id);
      const words = place.doubt ? `${place.words}: ${place.doubt}` : place.words;
      const show = () => this.canvas?.flyTo([entry]);
      return element("li", {}, entry ? element("button", { type: "button", class: "dl-rv-link", onclick: show, title: "Show it on the map" }, words) : words);
    }
    const choices = item.status === "draft" ? place.candidates.map(({ value, label }) => element("button", { type: "button", class: "dl-rv-button", onclick: () => this.review.settle(item, index, value) }, label)) : [];
    const other = element("button", { type: "button", class: "dl-rv-button", onclick: () => this.review.edit(item.id, item.kind === "figure" ? "place" : "places") }, "another place");
    return element("li", { class: "dl-rv-ask" }, `${place.name}: ${place.doubt} `, element("span", { class: "dl-rv-choices" }, ...choices, item.status === "draft" ? other : null));
  }

  /** The names of other drafts that no mark stands for: they are not forgotten because another draft is looked at. */
  showMissing(items) {
    const lines = items
      .filter(({ status }) => status === "draft")
      .flatMap((item) => item.places.filter(({ place_id: id }) => !id).map((place) => ({ item, place })))
      .map(({ item, place }) => element("li", {}, element("button", { type: "button", class: "dl-rv-link", onclick: () => this.review.pick(item.id) }, `${place.name} (${item.kind}, ${item.title}): ${place.doubt}`)));
    this.missing.replaceChildren(...(lines.length ? [element("h3", {}, `Not on the map: ${lines.length}`), element("ul", {}, ...lines)] : []));
  }

  stop() {
    this.isStopped = true;
    this.canvas?.stop();
  }
}

function styleOf(href) {
  return element("link", { rel: "stylesheet", href });
}

function loaded(link) {
  return new Promise((resolve) => (link.onload = link.onerror = resolve));
}

/** Leaflet is a classic script: it is given to the page once, and only where a review is opened. */
function loadLeaflet(src) {
  leaflet ??= new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src, onload: resolve, onerror: reject });
    document.head.append(script);
  });
  return leaflet;
}
