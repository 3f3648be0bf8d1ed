// Who speaks: a name beside the tag and the swatch of the speaker's side, never colour alone.

import { el } from "./panel-dom.js";

const TAGS = {
  Ukraine: "UA",
  Russia: "RU",
  "North Korea": "KP",
  "South Korea": "KR",
  "United States": "US",
  independent: "IND",
  other: "OTH",
  unknown: "?",
  captive: "captive", // in custody: cannot speak freely, and stands under no side
};

/** The short tag of a side of the closed list; an unlisted one has the tag of "unknown". */
function tagOf(side) {
  return Object.hasOwn(TAGS, side) ? TAGS[side] : TAGS.unknown;
}

/** The tag with its swatch; the side's whole name is its title. */
export function sideTag(side) {
  const tag = tagOf(side);
  const swatch = el("span", { class: "dl-swatch", "data-side": tag, "aria-hidden": "true" });
  return el("span", { class: "dl-tag", title: `Speaker's side: ${side ?? "unknown"}` }, swatch, tag);
}

/** One claimant: tag, then name. The space between keeps the words apart in plain text. */
export function chip({ name, side }) {
  return el("span", { class: "dl-chip" }, sideTag(side), " ", el("strong", {}, name));
}

/** A newsroom speaking in its own voice has no side. */
export function voiceChip(text) {
  return el("span", { class: "dl-chip dl-voice" }, el("strong", {}, text));
}
