// Where the map goes: the opening view, flights, and telling the page when the reader moved it.

const MOVED_AFTER = 300;
const CALM = window.matchMedia?.("(prefers-reduced-motion: reduce)");

export class Navigation {
  constructor(map, { moved }) {
    this.map = map;
    this.moved = moved;
    this.opening = null;
    this.isOpening = true;
    this.quiet = false;
    this.isReaders = false;
    this.isReturning = false;
    map.on("moveend", () => this.settle());
    // streamlit-folium and Leaflet settle the map by themselves at the start: only a reader's hand moves it for the link.
    for (const kind of ["pointerdown", "wheel", "keydown"]) {
      map.getContainer().addEventListener(kind, () => (this.isReaders = true), { capture: true, passive: true });
    }
    new ResizeObserver(() => this.resize()).observe(map.getContainer());
  }

  /** Show the opening view, unless something else has been shown already. */
  open([south, west, north, east]) {
    this.opening = L.latLngBounds([south, west], [north, east]);
    if (this.isOpening) this.quietly(() => this.map.fitBounds(this.opening, { animate: false }));
  }

  /** A change by the program: not one to tell the page about. */
  quietly(change) {
    this.quiet = true;
    change();
    this.quiet = false;
  }

  resize() {
    this.quietly(() => {
      this.map.invalidateSize({ pan: false });
      if (this.isOpening && this.opening) this.map.fitBounds(this.opening, { animate: false });
    });
  }

  settle() {
    if (this.quiet || !this.isReaders) return;
    this.isOpening = this.isReturning;
    this.isReturning = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.moved(this.isOpening ? null : this.text()), MOVED_AFTER);
  }

  text() {
    const { lat, lng } = this.map.getCenter().wrap();
    return `${lat.toFixed(4)},${lng.toFixed(4)},${Number(this.map.getZoom().toFixed(2))}`;
  }

  reset() {
    if (!this.opening) return;
    this.isReaders = true;
    this.isReturning = true;
    this.map.flyToBounds(this.opening, this.manner());
  }

  /** A message of the page: a place or an area by id, the opening view, or a centre and zoom. */
  fly(message, boundsOf) {
    if (message.reset) return this.reset();
    if (Array.isArray(message.center)) {
      this.isOpening = false;
      return this.quietly(() => this.map.setView(message.center, message.zoom ?? this.map.getZoom(), { animate: false }));
    }
    return this.flyTo([boundsOf(message.place ?? message.area)]);
  }

  flyTo(bounds) {
    const known = bounds.filter(Boolean);
    if (!known.length) return;
    const all = known.reduce((one, other) => one.extend(other), L.latLngBounds(known[0].getSouthWest(), known[0].getNorthEast()));
    this.isReaders = true;
    this.map.flyToBounds(all, { ...this.manner(), maxZoom: 9, padding: [30, 30] });
  }

  manner() {
    return CALM?.matches ? { animate: false } : { duration: 0.9 };
  }
}
