// Hover and click on the marks of the canvas, and reaching them by keyboard.

import { element } from "./element.js";
import { POINT_SIZE } from "./layer-bubbles.js";

export class Pointer {
  constructor(map, bubbles, { click, hint, sizeNow }) {
    Object.assign(this, { map, bubbles, click, hint, sizeNow, over: null });
    map.on("click", ({ containerPoint }) => this.press(bubbles.at(containerPoint.x, containerPoint.y)));
    map.on("mousemove", (event) => this.hover(event));
    map.on("mouseout movestart", () => this.leave());
    map.on("movestart", () => hint.hide());
    this.buildCursor(map.getContainer());
  }

  press(mark) {
    if (mark) this.click(this.selectOf(mark));
  }

  selectOf({ kind, cx, cy }) {
    return `cell:${kind === "point" ? POINT_SIZE : this.sizeNow()}/${cx}/${cy}`;
  }

  hover({ containerPoint, originalEvent }) {
    const mark = this.bubbles.at(containerPoint.x, containerPoint.y);
    const select = mark && this.selectOf(mark);
    if (select === this.over) return;
    this.leave();
    if (!mark) return;
    this.over = select;
    this.map.getContainer().classList.add("dl-pointing");
    this.hint.show(this.linesOf(mark), originalEvent);
  }

  leave() {
    if (this.over === null) return;
    this.over = null;
    this.map.getContainer().classList.remove("dl-pointing");
    this.hint.hide();
  }

  linesOf(mark) {
    return mark.kind === "point" ? this.hint.ofRow(mark.row) : this.hint.ofCell(this.sizeNow(), mark.cx, mark.cy);
  }

  /** One button that stands for the canvas: arrow keys go from mark to mark, Enter opens one. */
  buildCursor(container) {
    this.cursor = element("button", { type: "button", class: "dl-cursor", "aria-label": "Marks of the map: arrow keys choose one" });
    this.cursor.addEventListener("focus", () => this.step(0));
    this.cursor.addEventListener("blur", () => this.hint.hide());
    this.cursor.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      this.step(step);
    });
    this.cursor.addEventListener("click", (event) => (event.stopPropagation(), this.press(this.current)));
    container.append(this.cursor);
    this.map.on("movestart", () => this.cursor.blur());
  }

  step(by) {
    const marks = this.bubbles.marks.slice(0, this.bubbles.length).sort((one, other) => one.x - other.x || one.y - other.y);
    if (!marks.length) return;
    this.index = (((this.index ?? 0) + by) % marks.length + marks.length) % marks.length;
    this.current = { ...marks[this.index] };
    const { x, y, radius } = this.current;
    const side = 2 * radius + 10;
    Object.assign(this.cursor.style, { left: `${x - side / 2}px`, top: `${y - side / 2}px`, width: `${side}px`, height: `${side}px` });
    const lines = this.linesOf(this.current);
    this.cursor.setAttribute("aria-label", lines.filter(Boolean).join(", "));
    const frame = this.map.getContainer().getBoundingClientRect();
    this.hint.show(lines, { clientX: frame.left + x, clientY: frame.top + y });
  }
}
