// Bubbles and their counts as small pictures made once: copying one is far cheaper than drawing a circle.

import { compact } from "./layer-view.js";

/** Radii are drawn in steps of half a pixel. */
const STEPS = 2;
const MOST_TEXTS = 3000;
/** Counts below this share a picture with their bubble: one copy a mark instead of two. */
const JOINED_BELOW = 1000;

export class Sprites {
  constructor() {
    this.look = "";
    this.clear();
  }

  clear() {
    this.circles = [];
    this.texts = new Map();
    this.counts = new Map();
    this.labelled = new Map();
  }

  /** Pictures for these colours at this pixel ratio from now on. */
  use(colours, ratio) {
    const look = `${colours.bubble}|${colours.rim}|${colours.ink}|${ratio}`;
    if (look === this.look) return;
    Object.assign(this, { look, colours, ratio });
    this.clear();
  }

  /** Draw a bubble at a pixel. */
  bubble(context, x, y, radius, dashed) {
    const step = Math.round(radius * STEPS) * 2 + (dashed ? 1 : 0);
    const { bitmap, across, down } = (this.circles[step] ??= this.circle(step >> 1, dashed));
    this.put(context, bitmap, x - across, y - down);
  }

  /** Draw a bubble with its count. */
  bubbleWithCount(context, x, y, radius, dashed, count) {
    if (count >= JOINED_BELOW) {
      this.bubble(context, x, y, radius, dashed);
      return this.count(context, x, y, radius, count);
    }
    const key = count * 2 + (dashed ? 1 : 0);
    let picture = this.labelled.get(key);
    if (picture?.radius !== radius) {
      picture = { ...this.picture(radius + 1, radius + 1, (pen) => this.drawJoined(pen, radius, dashed, count)), radius };
      this.labelled.set(key, picture);
    }
    return this.put(context, picture.bitmap, x - picture.across, y - picture.down);
  }

  drawJoined(pen, radius, dashed, count) {
    const { bitmap, across, down, wide } = this.countPicture(count);
    this.drawCircle(pen, radius, dashed);
    if (wide <= radius * 2) pen.drawImage(bitmap, -across, -down, 2 * across, 2 * down);
  }

  /** Draw a count in a bubble, if it fits. */
  count(context, x, y, radius, count) {
    const { bitmap, across, down, wide } = this.counts.get(count) ?? this.countPicture(count);
    if (wide <= radius * 2) this.put(context, bitmap, x - across, y - down);
  }

  /** On whole pixels a picture is copied; between them it would be resampled, at twice the cost. */
  put(context, bitmap, x, y) {
    const { ratio } = this;
    context.drawImage(bitmap, Math.round(x * ratio) / ratio, Math.round(y * ratio) / ratio, bitmap.width / ratio, bitmap.height / ratio);
  }

  circle(steps, dashed) {
    const radius = steps / STEPS;
    return this.picture(radius + 1, radius + 1, (pen) => this.drawCircle(pen, radius, dashed));
  }

  drawCircle(pen, radius, dashed) {
    pen.arc(0, 0, radius, 0, 2 * Math.PI);
    Object.assign(pen, { fillStyle: this.colours.bubble, strokeStyle: this.colours.rim });
    pen.fill();
    if (dashed) pen.setLineDash([2.5, 2.5]);
    pen.stroke();
  }

  countPicture(count) {
    // Different counts share a picture once they are shortened; both lists stay small.
    if (this.counts.size > MOST_TEXTS) this.counts.clear();
    const text = compact(count);
    const picture = this.texts.get(text) ?? this.text(text);
    this.texts.set(text, picture);
    this.counts.set(count, picture);
    return picture;
  }

  text(text) {
    let wide = 0;
    const picture = this.picture(text.length * 3.5 + 1, 7, (context) => {
      Object.assign(context, { font: "600 10px system-ui, sans-serif", textAlign: "center", textBaseline: "middle", fillStyle: this.colours.ink });
      context.fillText(text, 0, 0.5);
      wide = context.measureText(text).width + 2;
    });
    return { ...picture, wide };
  }

  /** What `draw` draws around the middle, as a bitmap that reaches so far to each side. */
  picture(across, down, draw) {
    const canvas = new OffscreenCanvas(Math.ceil(2 * across * this.ratio), Math.ceil(2 * down * this.ratio));
    const context = canvas.getContext("2d");
    context.setTransform(this.ratio, 0, 0, this.ratio, canvas.width / 2, canvas.height / 2);
    draw(context);
    const reach = { across: canvas.width / this.ratio / 2, down: canvas.height / this.ratio / 2 };
    // A bitmap, not the canvas: a canvas is copied each time that it is drawn from.
    return { ...reach, bitmap: canvas.transferToImageBitmap() };
  }
}
