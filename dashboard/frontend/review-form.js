/** The editor of one draft: a field for every value, built from what Python says can be chosen. */

import { element } from "./element.js";

const LABELS = {
  outlet: "Outlet", outlet_basis: "Outlet is", title: "Title", authors: "Authors (; between)", published_on: "Published on",
  published_basis: "Day is", language: "Language", url: "Link", basis_note: "How outlet and day are known",
  gist: "What is said, in your own words", claimants: "Said by (; between; empty = the newsroom)", relayed_by: "Relayed by",
  said_on: "Said on", refers_to: "About the days", modality: "Kind of assertion", mode: "Words", event: "Event",
  question_id: "On the question", stance: "Stance", caveat: "Caveat", measure: "What is counted", party: "Whose troops", low: "At least",
  high: "At most", unit: "Unit", qualifier: "Bounded as", as_written: "As written", as_of: "As of", statement: "Of the statement",
  of: "Share or part of", forecast: "Forecast", event_kind: "Kind of event", happened_on: "Happened on",
};
const ORDER = {
  article: ["outlet", "outlet_basis", "title", "authors", "published_on", "published_basis", "url", "language", "basis_note"],
  statement: ["gist", "claimants", "relayed_by", "said_on", "refers_to", "modality", "mode", "event", "question_id", "stance", "caveat"],
  figure: ["measure", "party", "low", "high", "unit", "qualifier", "as_of", "as_written", "statement", "of", "forecast"],
  event: ["title", "event_kind", "happened_on"],
};
const LISTS = new Set(["claimants", "relayed_by", "authors"]);
const NUMBERS = new Set(["low", "high"]);
const LONG = new Set(["gist", "caveat", "basis_note"]);
const BASIS = ["stated", "inferred", "unknown"];

export class Editor {
  /** `onDone(fields, isAccept)` with the changed fields; `onCancel()` when it is left. */
  constructor(item, view, slot, onDone, onCancel) {
    this.item = item;
    this.view = view;
    this.inputs = new Map();
    const choices = { ...view.choices, outlet_basis: BASIS, published_basis: BASIS };
    const rows = ORDER[item.kind].map((name) => this.row(name, item.fields[name], choices[name]));
    this.form = element(
      "form",
      { class: "dl-rv-form", "aria-label": `Edit ${item.id}` },
      item.readings?.length ? this.readings(item.readings) : null,
      ...rows,
      ...this.placeRows(item),
      ...this.peopleRows(item),
      names(view.choices.claimants),
      element(
        "div",
        { class: "dl-rv-buttons" },
        element("button", { type: "submit", class: "dl-rv-button dl-rv-primary" }, "Save and accept (Ctrl+Enter)"),
        element("button", { type: "button", class: "dl-rv-button", onclick: () => onDone(this.changed(), false) }, "Save"),
        element("button", { type: "button", class: "dl-rv-button", onclick: onCancel }, "Cancel (Esc)"),
      ),
    );
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      onDone(this.changed(), true);
    });
    this.form.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") onCancel();
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) onDone(this.changed(), true);
    });
    this.slot = slot;
  }

  /** Puts the caret where something is asked, else into the first field. */
  focus(slot = this.slot) {
    const wanted = this.form.querySelector(`[data-slot="${CSS.escape(slot ?? "")}"]`) ?? this.form.querySelector("input, select, textarea");
    wanted?.focus();
  }

  row(name, value, choices) {
    const input = this.input(name, value, choices);
    input.dataset.slot = name;
    this.inputs.set(name, input);
    return element("label", { class: LONG.has(name) ? "dl-rv-row dl-rv-long" : "dl-rv-row" }, element("span", {}, LABELS[name]), input);
  }

  input(name, value, choices) {
    if (name === "claimants" && !LISTS.has(name)) return null;
    if (name === "forecast") return element("input", { type: "checkbox", checked: Boolean(value) });
    if (Array.isArray(choices) && !LISTS.has(name)) return select(choices, value);
    if (LONG.has(name)) return withValue(element("textarea", { rows: name === "gist" ? 3 : 2, maxlength: 4000 }), value ?? "");
    if (NUMBERS.has(name)) return withValue(element("input", { type: "number", min: 0, step: 1 }), value ?? "");
    const shown = LISTS.has(name) ? (value ?? []).join("; ") : (value ?? "");
    return withValue(element("input", { type: "text", maxlength: 2000, list: LISTS.has(name) && name !== "authors" ? "dl-rv-names" : null }), shown);
  }

  readings(readings) {
    const pick = (value) => {
      this.inputs.get("published_on").value = value;
      this.inputs.get("published_basis").value = "stated";
    };
    const buttons = readings.map(({ value, label }) => element("button", { type: "button", class: "dl-rv-button", onclick: () => pick(value) }, label));
    return element("p", { class: "dl-rv-ask" }, "The numbers can mean two days. ", ...buttons);
  }

  placeRows(item) {
    const slot = item.kind === "figure" ? "place" : "places";
    if (item.kind === "article") return [];
    this.places = item.places.map(({ name, place_id, role, near }) => ({ name, place_id, role, near }));
    const list = element("div", { class: "dl-rv-placelist" });
    const draw = () =>
      list.replaceChildren(
        ...this.places.map((place, index) => this.placeRow(place, item.places[index], item.kind, () => { this.places.splice(index, 1); draw(); })),
        slot === "places" || !this.places.length ? element("button", { type: "button", class: "dl-rv-button", "data-slot": slot, onclick: () => { this.places.push({ name: "", place_id: null, role: "happened_at", near: false }); draw(); } }, "Add a place") : "",
      );
    draw();
    return [element("fieldset", { class: "dl-rv-set" }, element("legend", {}, "Places"), list)];
  }

  placeRow(place, drawn, kind, remove) {
    const near = (drawn?.name === place.name ? drawn.candidates : []) ?? [];
    const others = this.view.choices.place_id.filter(({ value }) => !near.some((one) => one.value === value));
    const which = select([...near, ...others], place.place_id);
    which.dataset.slot = kind === "figure" ? "place" : "places";
    which.setAttribute("aria-label", `Place ${place.name}`);
    which.addEventListener("change", () => {
      place.place_id = which.value || null;
      place.name = which.selectedOptions[0].textContent || place.name;
    });
    const row = [element("span", {}, place.name || "new"), which];
    if (kind !== "figure") {
      const role = select(this.view.choices.role, place.role);
      role.setAttribute("aria-label", "Role of the place");
      role.addEventListener("change", () => (place.role = role.value));
      const close = element("input", { type: "checkbox", checked: place.near, onchange: (event) => (place.near = event.target.checked) });
      row.push(role, element("label", {}, close, " near"));
    }
    row.push(element("button", { type: "button", class: "dl-rv-button", onclick: remove, "aria-label": "Take the place out" }, "×"));
    return element("div", { class: "dl-rv-place" }, ...row);
  }

  /** Who the names are that no record knows yet. */
  peopleRows(item) {
    if (item.kind !== "statement") return [];
    const own = new Set([...item.fields.claimants, ...item.fields.relayed_by]);
    this.people = this.view.people.filter(({ name }) => own.has(name)).map((one) => ({ ...one }));
    if (!this.people.length) return [];
    const rows = this.people.map((person) => {
      const kind = select(this.view.choices.kind, person.kind);
      const side = select(this.view.choices.side, person.side);
      const role = withValue(element("input", { type: "text", maxlength: 300, placeholder: "role", "aria-label": `Role of ${person.name}` }), person.role ?? "");
      kind.setAttribute("aria-label", `What ${person.name} is`);
      side.setAttribute("aria-label", `Where ${person.name} stands`);
      kind.dataset.slot = "new_claimants";
      for (const [name, input] of [["kind", kind], ["side", side], ["role", role]]) {
        input.addEventListener("change", () => (person[name] = input.value || null));
      }
      return element("div", { class: "dl-rv-place" }, element("span", {}, person.name), kind, side, role);
    });
    return [element("fieldset", { class: "dl-rv-set" }, element("legend", {}, "New on record: what they are, where they stand"), ...rows)];
  }

  /** Only the fields whose value differs from what Python sent. */
  changed() {
    const fields = {};
    for (const [name, input] of this.inputs) {
      const value = read(name, input);
      if (JSON.stringify(value) !== JSON.stringify(this.item.fields[name] ?? null)) fields[name] = value;
    }
    if (this.places) {
      const before = this.item.places.map(({ name, place_id, role, near }) => ({ name, place_id, role, near }));
      if (JSON.stringify(before) !== JSON.stringify(this.places)) {
        if (this.item.kind === "figure") fields.place = this.places[0] ?? null;
        else fields.places = this.places;
      }
    }
    if (this.people?.length) {
      fields.new_claimants = Object.fromEntries(this.people.map(({ name, kind, side, role }) => [name, { kind: kind || null, side: side || null, role: role || null }]));
    }
    return fields;
  }
}

function read(name, input) {
  if (name === "forecast") return input.checked;
  const value = input.value.trim();
  if (LISTS.has(name)) return value.split(";").map((one) => one.trim()).filter(Boolean);
  if (NUMBERS.has(name)) return value === "" ? null : Number(value);
  return value === "" && name !== "gist" && name !== "title" ? null : value;
}

function select(choices, value) {
  const options = choices.map((choice) => (typeof choice === "string" ? { value: choice, label: choice.replace("_", " ") } : choice));
  const node = element("select", {}, element("option", { value: "" }, ""), ...options.map((one) => element("option", { value: one.value }, one.label)));
  node.value = value ?? "";
  return node;
}

function withValue(node, value) {
  node.value = value;
  return node;
}

function names(claimants) {
  return element("datalist", { id: "dl-rv-names" }, ...claimants.map((name) => element("option", { value: name })));
}
