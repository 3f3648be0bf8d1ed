/** The histogram behind the handles: every bin pale, the window's share of it dark, an axis below. */

import { dayOf, monthName, partsOf } from "./days.js";

const MOST_BARS = 400;
const AXIS_HEIGHT = 18;
const DAY_STEPS = [1, 2, 7, 14];
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200];
const LABEL_WIDTH = 46;

/** At most 400 bars: neighbours share the higher one, since a row may lie in both. */
function toBars(bins, binDays) {
  const merged = Math.ceil(bins.length / MOST_BARS) || 1;
  const heights = new Float64Array(Math.ceil(bins.length / merged));
  bins.forEach((rows, index) => {
    const bar = Math.floor(index / merged);
    heights[bar] = Math.max(heights[bar], rows);
  });
  return { heights, days: binDays * merged };
}

function dayTicks(first, last, step) {
  const ticks = [];
  for (let day = Math.ceil(first / step) * step; day <= last; day += step) {
    const date = partsOf(day);
    const year = ticks.length ? "" : ` ${date.year}`;
    ticks.push({ day, label: `${date.day} ${monthName(date.month)}${year}` });
  }
  return ticks;
}

function monthTicks(first, last, step) {
  const { year, month } = partsOf(first);
  const ticks = [];
  const begin = Math.floor((year * 12 + month - 1) / step) * step;
  for (let count = begin; ; count += step) {
    const [y, m] = [Math.floor(count / 12), count % 12];
    const day = dayOf(`${String(y).padStart(4, "0")}-${String(m + 1).padStart(2, "0")}-01`);
    if (day > last) return ticks;
    if (day < first) continue;
    const words = ticks.length ? monthName(m + 1) : `${monthName(m + 1)} ${y}`; // the axis begins with a year
    ticks.push({ day, label: m === 0 ? String(y) : words, isYear: m === 0 });
  }
}

/** Days to mark on an axis of `width` pixels: days, months or years, as many as can be read. */
function axisTicks(first, last, width) {
  const days = last - first + 1;
  const wide = (step) => (step * width) / days >= LABEL_WIDTH;
  const dayStep = DAY_STEPS.find(wide);
  if (dayStep) return dayTicks(first, last, dayStep);
  const monthStep = MONTH_STEPS.find((step) => wide(step * 30.4)) ?? MONTH_STEPS.at(-1);
  return monthTicks(first, last, monthStep);
}

/**
 * Draws on one canvas, at most once a frame. The bars and the axis change rarely: they are drawn once, as pictures (all bars
 * pale, all bars dark, the axis), and a window is the dark one shown where it lies.
 */
export class Histogram {
  #canvas;
  #period = null;
  #bars = { heights: new Float64Array(0), days: 1 };
  #bins = [];
  #window = { from: 0, to: 0 };
  #hidesLater = false;
  #forecastFrom = null;
  #frame = 0;
  #pictures = null; // null: bars, size or theme have changed

  constructor(canvas) {
    this.#canvas = canvas;
    this.resized = new ResizeObserver(() => this.redraw());
    this.resized.observe(canvas);
  }

  showPeriod(period, forecastFrom) {
    this.#period = period;
    this.#forecastFrom = forecastFrom;
    this.redraw();
  }

  showBins(bins, binDays) {
    // The map says its bins with every count, ten times a second in a drag; they change only with a filter.
    if (bins.length === this.#bins.length && bins.every((rows, at) => rows === this.#bins[at])) return;
    this.#bins = bins;
    this.#bars = toBars(bins, binDays);
    this.redraw();
  }

  showWindow(window) {
    this.#window = window;
    this.#later();
  }

  /** In the clock "said", what comes after the window's last day is not known yet: it is not drawn. */
  showClock(clock) {
    if (this.#hidesLater === (clock === "said")) return;
    this.#hidesLater = clock === "said";
    this.#later();
  }

  /** Draw again, for example in another theme. */
  redraw() {
    this.#pictures = null;
    this.#later();
  }

  stop() {
    this.resized.disconnect();
    cancelAnimationFrame(this.#frame);
  }

  #later() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#period) this.#draw();
    });
  }

  #draw() {
    this.#pictures ??= this.#makePictures();
    const { width, height, scale, ink, pale, dark, axis, plainAxis } = this.#pictures;
    const pen = this.#canvas.getContext("2d");
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    const left = this.#toX(this.#window.from, width) * scale;
    const long = this.#toX(this.#window.to + 1, width) * scale - left;
    pen.globalAlpha = 0.07;
    pen.fillStyle = ink;
    pen.fillRect(left, 0, long, height * scale);
    pen.globalAlpha = 1;
    const isForecastHidden = this.#hidesLater && this.#forecastFrom > this.#window.to;
    pen.drawImage(isForecastHidden ? plainAxis : axis, 0, 0);
    const end = this.#knownEnd(width) * scale;
    drawPart(pen, pale, 0, end);
    drawPart(pen, dark, left, Math.min(left + long, end));
  }

  /** Where the bars end: a bar of several days is drawn when all of them are known. */
  #knownEnd(width) {
    if (!this.#hidesLater || this.#window.to >= this.#period.last) return width;
    const { days } = this.#bars;
    const known = Math.floor((this.#window.to + 1 - this.#period.first) / days) * days;
    return this.#toX(this.#period.first + known, width);
  }

  #toX(day, width) {
    return ((day - this.#period.first) * width) / (this.#period.last - this.#period.first + 1);
  }

  #makePictures() {
    const scale = window.devicePixelRatio || 1;
    const [width, height] = [this.#canvas.clientWidth, this.#canvas.clientHeight - AXIS_HEIGHT];
    const style = getComputedStyle(this.#canvas);
    const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round((height + AXIS_HEIGHT) * scale)) };
    if (this.#canvas.width !== size.width || this.#canvas.height !== size.height) Object.assign(this.#canvas, size);
    const toX = (day) => this.#toX(day, width);
    const picture = (alpha, draw) => {
      const canvas = Object.assign(document.createElement("canvas"), size);
      const pen = canvas.getContext("2d");
      pen.scale(scale, scale);
      Object.assign(pen, { fillStyle: style.color, font: `11px ${style.fontFamily}`, globalAlpha: alpha });
      draw(pen);
      return canvas;
    };
    const bars = (pen) => pen.fill(this.#barsPath(toX, height));
    const axis = picture(1, (pen) => this.#drawAxis(pen, toX, width, height, this.#drawForecast(pen, toX, width, height)));
    const plainAxis = picture(1, (pen) => this.#drawAxis(pen, toX, width, height, { left: width, right: width }));
    return { width, height, scale, ink: style.color, pale: picture(0.22, bars), dark: picture(0.62, bars), axis, plainAxis };
  }

  #barsPath(toX, height) {
    const { heights, days } = this.#bars;
    const highest = heights.reduce((most, rows) => Math.max(most, rows), 1);
    const bars = new Path2D();
    const end = toX(this.#period.last + 1);
    heights.forEach((rows, index) => {
      if (!rows) return;
      const left = toX(this.#period.first + index * days);
      const right = Math.min(toX(this.#period.first + (index + 1) * days), end);
      const tall = Math.max((rows / highest) * (height - 4), 2);
      const gap = right - left > 4 ? 1 : 0;
      bars.rect(left, height - tall, Math.max(right - left - gap, 0.75), tall);
    });
    return bars;
  }

  #drawAxis(pen, toX, width, height, words) {
    pen.globalAlpha = 0.35;
    pen.fillRect(0, height, width, 1);
    pen.textAlign = "left";
    let taken = -Infinity;
    for (const { day, label, isYear } of axisTicks(this.#period.first, this.#period.last, width)) {
      const x = toX(day);
      const long = pen.measureText(label).width;
      const end = x + 3 + long;
      pen.globalAlpha = 0.35;
      pen.fillRect(x, height, 1, isYear ? 8 : 4);
      if (x + 3 < taken || end > width || (end + 6 > words.left && x < words.right + 6)) continue;
      pen.globalAlpha = isYear ? 1 : 0.8;
      pen.fillText(label, x + 3, height + 13);
      taken = end + 6;
    }
  }

  /** Mark the days after the last article; returns where its words stand. */
  #drawForecast(pen, toX, width, height) {
    const begin = this.#forecastFrom;
    if (begin === null || begin > this.#period.last) return { left: width, right: width };
    const x = Math.max(toX(begin), 0);
    pen.globalAlpha = 0.5;
    for (let dot = 0; dot < height; dot += 5) pen.fillRect(x, dot, 1, 2);
    const words = "forecasts only";
    const long = pen.measureText(words).width;
    const left = Math.min(x + 3, width - long);
    pen.globalAlpha = 0.8;
    pen.textAlign = "left";
    pen.fillText(words, left, height + 13);
    return { left, right: left + long };
  }
}

/** Show what `picture` has from `left` to `right`. */
function drawPart(pen, picture, left, right) {
  if (right <= left) return;
  pen.save();
  pen.beginPath();
  pen.rect(left, 0, right - left, picture.height);
  pen.clip();
  pen.drawImage(picture, 0, 0);
  pen.restore();
}
