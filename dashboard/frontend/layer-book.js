// What is said of each place in the window: counts, events, and the words of its label. No DOM.

import { knownKind } from "./glyphs.js";
import { spotOf } from "./layer-view.js";
import { grouped } from "./numbers.js";
import { NONE } from "./tally.js";

/** What a frame knows before a tally came, and what it then shows. */
export const NO_WORDS = { unit: "statement", places: [], events: [], facets: {}, opening: [48, 33, 52.6, 39] };
export const NOTHING_SHOWN = Object.fromEntries(
  ["events", "marks", "rows", "placed", "inView", "statements", "bubbles", "points", "glyphs", "areas", "bubbleSum", "pointSum", "glyphSum", "areaSum"]
    .map((name) => [name, 0]).concat([["from", null], ["to", null]]),
);

/** The places of a tally that have rows; `pairs` are in the order of their first day. */
export function openBook(tally, words, pairs) {
  const entries = new Map();
  pairs.place.forEach((place, pair) => {
    if (!pairs.total[pair]) return;
    if (!entries.has(place)) entries.set(place, entryOf(words.places[place]));
    entries.get(place).pairs.push(pair);
  });
  const book = [...entries.values()];
  for (const entry of book) entry.pairs.sort((one, other) => pairs.first[one] - pairs.first[other] || one - other);
  return book;
}

function entryOf(place) {
  return {
    place,
    spot: spotOf(place.latitude, place.longitude),
    isArea: Boolean(place.boundary),
    pairs: [],
    state: { count: 0, withEvent: 0, events: 0, manner: "plain", hollow: false, kind: "other" },
  };
}

/** How a place is spoken of: struck (only "not there"), near, spoken (only where somebody spoke), or plain. */
function mannerOf({ precision }, count, struck, dashed, spoken) {
  if (count && struck === count) return "struck";
  if (count && spoken === count) return "spoken";
  if (count && dashed === count - struck) return precision === "exact" || precision === "settlement" ? "near" : "coarse";
  return "plain";
}

/** Bring `entry.state` to the window of `sums`. Returns whether anything in it changed. */
export function readState(entry, sums, words) {
  let [count, withEvent, events, hollow, struck, dashed, spoken, most, kind] = [0, 0, 0, 0, 0, 0, 0, 0, "other"];
  for (const pair of entry.pairs) {
    const amount = sums.count[pair];
    if (!amount) continue;
    count += amount;
    hollow += sums.hollow[pair];
    struck += sums.struck[pair];
    dashed += sums.dashed[pair];
    spoken += sums.spoken[pair];
    const event = sums.pairs.event[pair];
    if (event === NONE) continue;
    events += 1;
    withEvent += amount;
    if (amount > most) [most, kind] = [amount, knownKind(words.events[event]?.kind)];
  }
  const { state } = entry;
  const manner = mannerOf(entry.place, count, struck, dashed, spoken);
  const isHollow = count > 0 && hollow === count;
  const same = state.count === count && state.events === events && state.manner === manner && state.hollow === isHollow && state.kind === kind;
  Object.assign(state, { count, withEvent, events, manner, hollow: isHollow, kind });
  return !same;
}

/** What the mark of a place is called, without its count; a label of Python that says it already is left alone. */
export function titleOf({ place }, manner) {
  const name = place.label || place.name;
  if (manner === "near") return name.startsWith("near ") ? name : `near ${name}`;
  if (manner === "struck") return name.includes(": not ") ? name : `${name}: not sent here`;
  if (manner === "spoken") return `${name}: spoke here`;
  return name;
}

/** The label of a place's mark: "near Sudzha · 1". */
export function labelOf(entry, count = entry.state.count, manner = entry.state.manner) {
  return `${titleOf(entry, manner)} · ${grouped(count)}`;
}
