/** What the server tells about a source that was given: sentences, and reviews that can be opened instead. */

import { element } from "./element.js";

/** Draws `data.lines`, and links to `data.reviews`. */
export default function told({ data, parentElement }) {
  parentElement.querySelector(".dl-told")?.remove();
  const links = data.reviews.map(({ id, label }) => element("a", { href: `?review=${encodeURIComponent(id)}` }, `Open its review: ${label}`));
  parentElement.append(element("div", { class: "dl-root dl-told", role: "alert" }, ...[...data.lines, ...links].map((line) => element("p", {}, line))));
}
