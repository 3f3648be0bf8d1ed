/** A day that is typed as text: always YYYY-MM-DD, in every browser and language. */

import { dayOf } from "./days.js";

export class DayField {
  #shown = "";
  #allows;
  #onDay;
  #onRefused;

  /**
   * `make(tag, attributes)` builds the element; `onDay(iso)` hears a new day ("" when it was cleared), `allows(day)`
   * judges it, `onRefused(text)` hears what is no such day, and "" when something else is typed.
   */
  constructor(make, attributes, { onDay, allows = () => true, onRefused = () => {} }) {
    this.#onDay = onDay;
    this.#allows = allows;
    this.#onRefused = onRefused;
    this.input = make("input", { type: "text", inputmode: "numeric", autocomplete: "off", spellcheck: "false", maxlength: "10",
      placeholder: "YYYY-MM-DD", pattern: "\\d{4}-\\d{2}-\\d{2}", ...attributes });
    this.input.addEventListener("input", () => this.#type());
    this.input.addEventListener("change", () => this.#commit());
    this.input.addEventListener("blur", () => this.show(this.#shown));
    this.input.addEventListener("keydown", (event) => event.key === "Enter" && this.#commit());
  }

  /** Show the day that counts. */
  show(iso) {
    this.#shown = iso;
    if (this.input.value !== iso) this.input.value = iso;
    this.input.removeAttribute("aria-invalid");
  }

  // A whole day counts at once; half of one is no mistake while it is typed.
  #type() {
    this.input.removeAttribute("aria-invalid");
    this.#onRefused("");
    if (dayOf(this.input.value.trim()) !== null) this.#commit();
  }

  #commit() {
    const iso = this.input.value.trim();
    if (iso === this.#shown) return;
    const day = dayOf(iso);
    if (iso && (day === null || !this.#allows(day))) {
      this.input.setAttribute("aria-invalid", "true");
      return this.#onRefused(iso);
    }
    this.#shown = iso;
    this.#onDay(iso);
  }
}
