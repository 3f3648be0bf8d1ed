/** The histogram behind the handles: every bin pale, the window's share of it dark, an axis below. */

import { dayOf, monthName, partsOf } from "./days.js";

const MOST_BARS = 400;
const AXIS_HEIGHT = 18;
const DAY_STEPS = [1, 2, 7, 14];
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200];
const LABEL_WIDTH = 46;

/** At most 400 bars: neighbours share the higher one, since a row may lie in both. */
export function toBars(bins, binDays) {
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
export function axisTicks(first, last, width) {
  const days = last - first + 1;
  const wide = (step) => (step * width) / days >= LABEL_WIDTH;
  const dayStep = DAY_STEPS.find(wide);
  if (dayStep) return dayTicks(first, last, dayStep);
  const monthStep = MONTH_STEPS.find((step) => wide(step * 30.4)) ?? MONTH_STEPS.at(-1);
  return monthTicks(first, last, monthStep);
}

/** Draws on one canvas, at most once a frame. */
export class Histogram {
  #canvas;
  #period = null;
  #bars = { heights: new Float64Array(0), days: 1 };
  #window = { from: 0, to: 0 };
  #forecastFrom = null;
  #frame = 0;

  constructor(canvas) {
    this.#canvas = canvas;
    this.resized = new ResizeObserver(() => this.#later());
    this.resized.observe(canvas);
  }

  showPeriod(period, forecastFrom) {
    this.#period = period;
    this.#forecastFrom = forecastFrom;
    this.#later();
  }

  showBins(bins, binDays) {
    this.#bars = toBars(bins, binDays);
    this.#later();
  }

  showWindow(window) {
    this.#window = window;
    this.#later();
  }

  /** Draw again, for example in another theme. */
  redraw() {
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
    const pen = this.#sizedPen();
    const [width, height] = [this.#canvas.clientWidth, this.#canvas.clientHeight - AXIS_HEIGHT];
    const style = getComputedStyle(this.#canvas);
    const days = this.#period.last - this.#period.first + 1;
    const toX = (day) => ((day - this.#period.first) * width) / days;
    pen.clearRect(0, 0, width, height + AXIS_HEIGHT);
    pen.fillStyle = style.color;
    pen.font = `11px ${style.fontFamily}`;
    this.#drawWindow(pen, toX, height);
    this.#drawBars(pen, toX, height);
    this.#drawAxis(pen, toX, width, height);
  }

  #sizedPen() {
    const scale = window.devicePixelRatio || 1;
    const [width, height] = [this.#canvas.clientWidth * scale, this.#canvas.clientHeight * scale].map(Math.round);
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }
    const pen = this.#canvas.getContext("2d");
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    return pen;
  }

  #drawWindow(pen, toX, height) {
    const left = toX(this.#window.from);
    pen.globalAlpha = 0.07;
    pen.fillRect(left, 0, toX(this.#window.to + 1) - left, height);
  }

  #drawBars(pen, toX, height) {
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
    pen.globalAlpha = 0.22;
    pen.fill(bars);
    pen.save();
    pen.beginPath();
    pen.rect(toX(this.#window.from), 0, toX(this.#window.to + 1) - toX(this.#window.from), height);
    pen.clip();
    pen.globalAlpha = 0.62;
    pen.fill(bars);
    pen.restore();
  }

  #drawAxis(pen, toX, width, height) {
    pen.globalAlpha = 0.35;
    pen.fillRect(0, height, width, 1);
    const words = this.#drawForecast(pen, toX, width, height);
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
