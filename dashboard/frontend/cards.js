// One statement as a card: who, what, when, where, how many, and the way back to its article.

import { copyControl } from "./cite.js";
import { chip, voiceChip } from "./panel-chips.js";
import { apart, button, capital, el, uniqueId, webUrl } from "./panel-dom.js";

// A verb that only says that something was said may follow the gist; any other changes what the gist means,
// and comes before it in the reading order. On screen both stand beside the claimant.
const PLAIN_VERBS = new Set(["said", "estimated", "claimed", "reported"]);

/** The card of a statement; `actions` = {select(id), isOpen(id), setOpen(id, open)}. */
export function buildCard(card, actions) {
  const gistId = uniqueId("gist");
  const isPlain = PLAIN_VERBS.has(card.verb);
  const how = howLine(card, !isPlain);
  return el(
    "article",
    {
      class: card.retracted ? "dl-card dl-retracted" : "dl-card",
      "aria-labelledby": gistId,
      "data-statement": card.id,
    },
    apart(
      whoLine(card, isPlain || !how),
      isPlain ? null : how,
      gistLine(card, gistId, actions),
      whenLine(card),
      isPlain ? how : null,
      card.retracted ? el("p", { class: "dl-reason" }, `Withdrawn: ${card.retracted}`) : null,
      facts(card),
      actionRow(card, gistId, actions),
    ),
  );
}

function colon() {
  return el("span", { class: "dl-sr" }, ": ");
}

function whoLine(card, endsHere) {
  const claimants = card.claimants ?? [];
  const chips = claimants.length ? claimants.map(chip) : [voiceChip(card.voice || "Newsroom's own voice")];
  const spaced = chips.flatMap((one, index) => (index ? [el("span", { class: "dl-sr" }, ", "), one] : [one]));
  return el("span", { class: "dl-who" }, spaced, endsHere ? colon() : " ");
}

function howLine(card, endsHere) {
  const words = [card.verb, card.relayed].filter(Boolean);
  if (!words.length) return null;
  const relay = card.relayed ? el("span", { class: "dl-relay" }, card.verb ? ", " : "", card.relayed) : null;
  const verb = card.verb ? el("span", { class: "dl-verb" }, card.verb) : null;
  return el("span", { class: "dl-how" }, verb, relay, endsHere ? colon() : null);
}

function gistLine(card, gistId, actions) {
  const gist = button(card.gist, () => actions.select(card.id), { class: "dl-gist-text", "data-focus": "gist", id: gistId });
  return el("h4", { class: "dl-gist" }, gist);
}

/** "Said 7 Feb 2025, in Kyiv Independent, 27 Feb 2025.", and by which day it stands where its own is not given. */
function whenLine(card) {
  const days = [card.said, card.about].filter(Boolean).join(", ");
  const note = card.day_note ? fallback(card.day_note) : null;
  const report = card.report ?? "";
  const joint = report.startsWith("Outlet not stated") ? ". " : ", in ";
  return el(
    "p",
    { class: "dl-when" },
    days ? capital(days) : withoutDay(card.day_note, note),
    report ? [joint, el("span", { class: "dl-report" }, report)] : null,
    ".",
    days && note ? [" ", note, "."] : null,
  );
}

function withoutDay(text, note) {
  if (!text) return "Day not given";
  return text.startsWith("by ") ? ["Day not given; ", note] : note;
}

function fallback(text) {
  const title = "The day used to place this statement in time, because its own is not given";
  return el("span", { class: "dl-fallback", title }, text);
}

/** The facts that a card has, as terms and values; none that it has not. */
function facts(card) {
  const rows = [
    ["Caveat", card.caveat ? [card.caveat] : [], "dl-caveat"],
    ["Place", card.places ?? [], "dl-place"],
    ["Spoke at", card.speaking ?? [], "dl-place"],
    ["Figures", card.figures ?? [], "dl-figure-words"],
    ["Position", card.position ? [card.position] : [], "dl-position"],
    ["Mentions", card.echo ? [card.echo] : [], "dl-echo"],
  ].filter(([, values]) => values.length);
  if (!rows.length) return null;
  const parts = rows.flatMap(([term, values, kind]) => [
    el("dt", {}, term),
    ...values.map((value) => el("dd", { class: kind }, value)),
  ]);
  return el("dl", { class: "dl-facts" }, apart(parts));
}

function actionRow(card, gistId, actions) {
  const { copy, place } = copyControl("Copy citation", () => card.citation ?? "", {
    class: "dl-action",
    "aria-describedby": gistId,
  });
  const passage = card.passage ? passageControl(card, gistId, actions) : null;
  const row = el("div", { class: "dl-actions" }, apart(copy, passage?.toggle, sourceLink(card.link)));
  return [row, place, passage?.body];
}

function sourceLink(link) {
  const url = webUrl(link);
  if (!url) return el("span", { class: "dl-nolink" }, "no link in the source text");
  return el("a", { class: "dl-link", href: url.href, target: "_blank", rel: "noopener noreferrer", "data-focus": "link" }, url.host);
}

function passageControl(card, gistId, actions) {
  const body = el("div", { class: "dl-passage", id: uniqueId("passage") }, passageText(card.passage));
  const label = (open) => (open ? "Hide passage" : "Show passage");
  const show = (open) => {
    body.hidden = !open;
    toggle.textContent = label(open);
    toggle.setAttribute("aria-expanded", String(open));
  };
  const toggle = button("Show passage", () => {
    actions.setOpen(card.id, body.hidden);
    show(body.hidden);
  }, { class: "dl-action", "data-focus": "passage", "aria-controls": body.id, "aria-describedby": gistId });
  show(actions.isOpen(card.id));
  return { toggle, body };
}

function passageText(passage) {
  if (passage.note) return [el("p", { class: "dl-note-text" }, passage.note)];
  return [el("blockquote", {}, passage.before ?? "", el("mark", {}, passage.text ?? ""), passage.after ?? "")];
}
