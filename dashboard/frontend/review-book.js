// What is drafted at each place, in the form in which the map's own marks read a tally. No DOM.

import { readState } from "./layer-book.js";
import { spotOf } from "./layer-view.js";

/** `preview` = {places, rows: [{draft, place_id, speaking, hollow, struck, dashed}]}; one pair a row, one "event" a draft. */
export class DraftBook {
  constructor({ places, rows }) {
    const drafts = [...new Set(rows.map(({ draft }) => draft))];
    const of = (name) => rows.map((row) => Number(row[name]));
    this.words = { unit: "draft", places, events: drafts.map((id) => ({ id, title: id, kind: "other" })) };
    this.pairs = { event: rows.map(({ draft }) => drafts.indexOf(draft)), place: rows.map(({ place_id: id }) => places.findIndex((one) => one.id === id)) };
    this.sums = { count: rows.map(() => 1), hollow: of("hollow"), struck: of("struck"), dashed: of("dashed"), spoken: of("speaking"), pairs: this.pairs };
    this.entries = places.map((place) => this.entry(place, rows));
  }

  entry(place, rows) {
    const pairs = rows.flatMap(({ place_id: id }, row) => (id === place.id ? [row] : []));
    const entry = {
      place, pairs, spot: spotOf(place.latitude, place.longitude), isArea: Boolean(place.boundary),
      drafts: [...new Set(pairs.map((pair) => rows[pair].draft))],
      state: { count: 0, withEvent: 0, events: 0, manner: "plain", hollow: false, kind: "other" },
    };
    readState(entry, this.sums, this.words);
    entry.state.events = 0; // drafts are counted, and each has a glyph, but they are no events
    return entry;
  }

  /** The drafts behind what was clicked: "place:ID", "area:ID" or, for a glyph of a shelf, "event:DRAFT". */
  draftsOf(select) {
    const [, kind, id] = /^(\w+):(.*)$/.exec(select);
    return kind === "event" ? [id] : (this.entries.find(({ place }) => place.id === id)?.drafts ?? []);
  }
}
