/** The reviews that were begun, each a link to go on with it. */

import { element } from "./element.js";

const drawn = new WeakMap();

/** Draws `data.reviews` = [{id, label, title, state, saved, closed}] anew when they have changed. */
export default function desk({ data, parentElement }) {
  const key = JSON.stringify(data.reviews);
  if (drawn.get(parentElement) === key) return;
  drawn.set(parentElement, key);
  parentElement.querySelector(".dl-desk")?.remove();
  const rows = data.reviews.map(({ id, label, title, state, saved, closed }) =>
    element(
      "li",
      {},
      closed ? element("strong", {}, label) : element("a", { href: `?review=${encodeURIComponent(id)}` }, label),
      title ? element("p", {}, title) : null,
      element("p", { class: "dl-desk-quiet" }, `${closed ? "Closed. " : ""}${state}. Saved ${saved}.`),
    ),
  );
  parentElement.append(
    element("section", { class: "dl-root dl-desk" }, element("h2", {}, "Reviews"), rows.length ? element("ul", {}, ...rows) : element("p", {}, "No article is in review.")),
  );
}
