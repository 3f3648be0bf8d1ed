/** The address: written over the present entry, so that Back leaves the page instead of stepping through a drag. */

const KEPT = "dateline.map";

/** Show `query` (without "?") as the page's own; `isMap` keeps it for the way back from another screen. */
export function writeLink(query, { isMap = false } = {}) {
  const search = query ? `?${query}` : "";
  if (location.search !== search) history.replaceState(history.state, "", search || location.pathname);
  if (isMap) keep(search);
}

/** The query string of a view, as Python writes it (state.py, `to_link`): what is not chosen is left out. */
export function queryOf(view) {
  const query = new URLSearchParams();
  const defaults = { clock: "about", tab: "statements", grouped: true };
  for (const [name, value] of Object.entries(view)) {
    if (value === defaults[name]) continue;
    const texts = typeof value === "boolean" ? [Number(value)] : [value].flat();
    for (const text of texts) if (text || name === "grouped") query.append(name, text);
  }
  return query.toString();
}

/** The map's query string, with its "?", as this tab saw it last; empty when it did not. */
export function keptMapLink() {
  try {
    return sessionStorage.getItem(KEPT) ?? "";
  } catch {
    return ""; // storage is switched off
  }
}

function keep(search) {
  try {
    sessionStorage.setItem(KEPT, search);
  } catch {
    // storage is switched off: the way back leads to the whole period
  }
}
