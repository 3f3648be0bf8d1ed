// Days as integers: days since 1970-01-01, UTC. No Date with a local time zone is ever made.

const DAY_MS = 86400000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The ISO date of a day number: 0 → "1970-01-01". */
export function isoOf(day) {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The day number of an ISO date, or null when the text is not a day of the calendar. */
export function dayOf(iso) {
  if (typeof iso !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null;
  const day = Date.parse(`${iso}T00:00:00Z`) / DAY_MS;
  // Date.parse takes 31 April for 1 May in some engines: only what reads back the same is a day.
  return Number.isInteger(day) && isoOf(day) === iso ? day : null;
}

/** A day as the screen says it: "7 Feb 2025". */
function wordsOf(day) {
  const date = new Date(day * DAY_MS);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** Both ends in words, with nothing said twice: "13 Jan to 7 Feb 2025", "7 Feb 2025". */
export function spanOf(first, last) {
  if (first === last) return wordsOf(first);
  const [from, to] = [wordsOf(first), wordsOf(last)];
  const sameYear = from.slice(-4) === to.slice(-4);
  return `${sameYear ? from.slice(0, -5) : from} to ${to}`;
}

/** Day, month (1 to 12) and year of a day number. */
export function partsOf(day) {
  const date = new Date(day * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The short name of a month, 1 to 12. */
export function monthName(month) {
  return MONTHS[month - 1];
}
