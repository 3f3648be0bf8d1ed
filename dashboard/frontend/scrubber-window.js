/** Windows of days, as pure functions: both ends included, always inside the period, never turned round. */

import { dayOf, isoOf } from "./days.js";

/** A day as Python or the view gives it: a day number, an ISO date, or null for `otherwise`. */
export function asDay(value, otherwise = null) {
  if (value === null || value === undefined || value === "") return otherwise;
  const day = typeof value === "number" ? value : dayOf(value);
  return Number.isFinite(day) ? day : otherwise; // a text that is no day of the calendar is none
}

/** The window inside the period that is nearest to `from`..`to`; the later end gives way. */
export function clampWindow({ from, to }, { first, last }) {
  const start = Math.min(Math.max(Math.trunc(from), first), last);
  return { from: start, to: Math.min(Math.max(Math.trunc(to), start), last) };
}

/** The window that a view asks for; an open end is the period's. */
export function windowOf(view, period) {
  return clampWindow({ from: asDay(view?.from, period.first), to: asDay(view?.to, period.last) }, period);
}

/** The view's image of a window: an end that lies on the period's stays open, so it follows the data. */
export function viewOf(window, period) {
  return {
    from: window.from <= period.first ? null : isoOf(window.from),
    to: window.to >= period.last ? null : isoOf(window.to),
  };
}

export function isWhole(window, period) {
  return window.from <= period.first && window.to >= period.last;
}

/** The window moved by `days`, its width kept, stopped at the period's ends. */
export function moveWindow(window, days, period) {
  const shift = Math.min(Math.max(days, period.first - window.from), period.last - window.to);
  return { from: window.from + shift, to: window.to + shift };
}

/**
 * What a step from date to date should keep, read from the window that the reader made:
 *
 * - the whole period: nothing was chosen, so a step shows one date, that day alone;
 * - from the period's first day to a later one: "everything until", so only the last day moves;
 * - anything else: a span of the reader's own, so its width moves along ("the week until").
 *
 * A run of steps keeps the manner it began with, also where the period's start cuts the window short.
 */
export function stepManner(window, period) {
  if (isWhole(window, period)) return { kind: "day" };
  if (window.from === period.first && window.to > window.from) return { kind: "until" };
  return { kind: "width", width: window.to - window.from + 1 };
}

/** The window of `manner` whose last day is `day`. */
export function windowUntil(day, manner, period) {
  const width = manner.kind === "width" ? manner.width : 1;
  const from = manner.kind === "until" ? period.first : day - width + 1;
  return clampWindow({ from: Math.min(from, day), to: day }, period);
}

/** Where the search for the next (1) or previous (-1) date begins: outside the period when nothing was chosen. */
export function stepOrigin(window, manner, direction, period) {
  if (manner.kind === "day" && isWhole(window, period)) return direction > 0 ? period.first - 1 : period.last + 1;
  return window.to;
}

/** The date in sorted `dates` that is `count` dates after (before, when negative) `day`; null when there is none. */
export function dateBeside(dates, day, count) {
  let low = 0;
  let high = dates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dates[middle] < day || (count > 0 && dates[middle] === day)) low = middle + 1;
    else high = middle;
  }
  const beside = count > 0 ? Math.min(low + count - 1, dates.length - 1) : Math.max(low + count, 0);
  const exists = count > 0 ? low < dates.length : low > 0;
  return exists ? dates[beside] : null;
}
