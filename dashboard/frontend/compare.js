// The screen "Compare": without one source, and what changed between two days.

import { writeLink } from "./link.js";
import { copyControl } from "./cite.js";
import { Comparison } from "./compare-tables.js";
import { DayField } from "./day-field.js";
import { mountOnce } from "./mount.js";
import { el, keepFocus } from "./panel-dom.js";

const NOTHING = "nothing left out";

class Compare {
  constructor({ parentElement }) {
    this.leave = el("select", { class: "dl-chooser", "data-focus": "leave", onchange: () => this.choose({ leave: this.leave.value }) });
    this.first = this.day("first");
    this.last = this.day("last");
    this.comparison = new Comparison();
    const { copy, place } = copyControl("Copy link", () => window.location.href, { class: "dl-action" });
    this.note = el("p", { class: "dl-none", hidden: true });
    this.withoutPart = el("section", { class: "dl-compare-part", "aria-label": "Without one source" },
      el("h2", {}, "Without one source"),
      el("p", { class: "dl-lead" }, "Leave out a speaker, a side or a report, and see which ranges and positions move. This counts the whole data set; the number beside each source is how many statements go with it."),
      el("label", { class: "dl-field" }, el("span", {}, "Leave out"), this.leave),
      this.comparison.without);
    this.betweenPart = el("section", { class: "dl-compare-part", "aria-label": "What changed between two days" },
      el("h2", {}, "What changed between two days"),
      el("p", { class: "dl-lead" }, "Who spoke for the first time, which figures are new or revised, and which positions changed, by the day on which a reader could know."),
      el("div", { class: "dl-fields" },
        el("label", { class: "dl-field" }, el("span", {}, "First day"), this.first.input),
        el("label", { class: "dl-field" }, el("span", {}, "Second day"), this.last.input)),
      this.comparison.between);
    this.root = el("div", { class: "dl-root dl-panel dl-compare" }, el("div", { class: "dl-compare-bar" }, copy), place, this.note, this.withoutPart, this.betweenPart);
    parentElement.append(this.root);
  }

  day(name) {
    const onDay = (iso) => (iso ? this.choose({ [name]: iso }) : this[name].show(this.choice[name] ?? ""));
    return new DayField(el, { class: "dl-chooser", "data-focus": name }, { onDay });
  }

  choose(part) {
    const choice = { ...this.choice, ...part };
    if (!choice.leave) delete choice.leave;
    this.choice = choice;
    this.setStateValue("choice", choice);
  }

  update({ data, setStateValue }) {
    this.setStateValue = setStateValue;
    const image = JSON.stringify(data);
    if (image === this.image) return;
    this.image = image;
    this.choice = data.choice;
    if (data.link !== undefined) writeLink(data.link);
    keepFocus(this.root, () => this.render(data));
  }

  render({ options, choice, note, ...tables }) {
    this.renderOptions(options, choice.leave ?? "");
    this.first.show(choice.first ?? "");
    this.last.show(choice.last ?? "");
    this.note.hidden = !note;
    this.note.textContent = note ?? "";
    this.comparison.render(tables);
  }

  renderOptions(groups, chosen) {
    const nothing = el("option", { value: "" }, NOTHING);
    const parts = groups.map(({ title, values }) =>
      el("optgroup", { label: title }, values.map(({ value, label }) => el("option", { value }, label))));
    this.leave.replaceChildren(nothing, ...parts);
    this.leave.value = groups.some(({ values }) => values.some(({ value }) => value === chosen)) ? chosen : "";
  }

  stop() {
    this.root.remove();
  }
}

export default mountOnce(Compare);
