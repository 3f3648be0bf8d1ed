/** The drafts of an article as a list: what each says, how it was found, what is asked, what was decided. */

import { element } from "./element.js";

const UNSURE = new Set(["carried", "pronoun", "default", "header"]);
const STATUS_WORDS = { draft: "to decide", accepted: "on record", rejected: "rejected", retracted: "retracted" };
/** Fields that another draft fills: it has to be accepted first. */
export const WAITS = new Set(["article", "statement", "event", "of"]);
const KIND_WORDS = { article: "Article", statement: "Statement", figure: "Figure", event: "Event" };

/** One draft; `actions` = {pick, accept, edit, reject, reopen, split}, each called with the draft's id. */
export function card(item, isCurrent, actions) {
  const button = (label, key, action) =>
    element("button", { type: "button", class: "dl-rv-button", onclick: () => action(item.id), "aria-keyshortcuts": key }, label, element("kbd", { "aria-hidden": "true" }, key));
  const isOpen = item.status === "draft";
  return element(
    "li",
    {
      class: `dl-rv-card dl-rv-${item.kind}`,
      id: `dl-rv-${item.id}`,
      "data-status": item.status,
      "aria-current": isCurrent ? "true" : null,
      tabindex: isCurrent ? "-1" : null,
      onclick: (event) => event.target.closest("button, form") || actions.pick(item.id),
    },
    element(
      "div",
      { class: "dl-rv-cardhead" },
      element("span", { class: "dl-rv-kind" }, `${KIND_WORDS[item.kind]}${item.made_by === "person" ? " by hand" : ""}`),
      element("strong", {}, item.title),
      element("span", { class: "dl-rv-status" }, `${STATUS_WORDS[item.status]}${item.edited ? ", edited" : ""}`),
    ),
    ...item.lines.map((line) => element("p", { class: "dl-rv-line" }, line)),
    item.note ? element("p", { class: "dl-rv-line" }, `Reason: ${item.note}`) : null,
    isOpen && item.asks && (isCurrent || !WAITS.has(item.asks.slot)) ? element("p", { class: "dl-rv-ask" }, item.asks.message) : null,
    isCurrent && item.why.length ? reasons(item.why) : null,
    isCurrent
      ? element(
          "div",
          { class: "dl-rv-buttons" },
          isOpen ? button("Accept", "a", actions.accept) : null,
          item.status !== "retracted" ? button(item.status === "accepted" ? "Correct" : "Edit", "e", actions.edit) : null,
          isOpen && item.kind !== "article" ? button("Reject", "r", actions.reject) : null,
          item.status === "accepted" && item.kind !== "article" ? button("Retract", "r", actions.reject) : null,
          item.status === "rejected" ? button("Take back", "u", actions.reopen) : null,
          isOpen && (item.kind === "statement" || item.kind === "event") ? button("Split", "s", actions.split) : null,
        )
      : null,
  );
}

function reasons(why) {
  const rows = why.map(({ slot, rule, how }) =>
    element(
      "li",
      { "data-how": how ? (UNSURE.has(how) ? "unsure" : "sure") : null },
      `${slot.replace("_", " ")}: ${rule.replaceAll("-", " ")}${how ? ` (${how.replace("-", " ")})` : ""}`,
    ),
  );
  return element("details", { class: "dl-rv-why", open: true }, element("summary", {}, "How it was found"), element("ul", {}, ...rows));
}

/** Numbers and reporting verbs that gave no draft, with the reason. */
export function skippedList(skipped) {
  return element(
    "details",
    { class: "dl-rv-skipped" },
    element("summary", {}, `Not extracted: ${skipped.length}`),
    element("ul", {}, ...skipped.map(({ text, reason }) => element("li", {}, element("q", {}, text), ` ${reason}`))),
  );
}
