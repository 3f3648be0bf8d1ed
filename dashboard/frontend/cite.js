// Taking a text away: to the clipboard, or to a box to copy from where the browser refuses.

import { button, el } from "./panel-dom.js";

const DONE_MS = 2000;

async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // no permission, or a page that is not served from a secure origin
  }
}

function boxWith(text, label) {
  const box = el("textarea", { class: "dl-copybox", readonly: true, rows: "3", "aria-label": label });
  box.value = text;
  return box;
}

/**
 * A button that copies what `read()` returns, and a place after it for the box of the second way.
 * The button says for two seconds that it is done; a box is marked whole, ready for Ctrl+C.
 */
export function copyControl(label, read, attributes = {}) {
  const place = el("div", { class: "dl-copyplace", "aria-live": "polite" });
  const copy = button(label, async () => {
    const text = read();
    place.replaceChildren();
    if (await toClipboard(text)) {
      sayDone(copy, label);
      return;
    }
    const box = boxWith(text, `${label}: press Ctrl+C to copy this text`);
    place.append(box);
    box.focus({ preventScroll: true });
    box.select();
  }, attributes);
  return { copy, place };
}

function sayDone(copy, label) {
  copy.textContent = "Copied";
  setTimeout(() => { copy.textContent = label; }, DONE_MS);
}
