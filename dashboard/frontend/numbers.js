/** Numbers as they are shown, in page and map frame. */

const GROUPED = new Intl.NumberFormat("en-US"); // making one takes far longer than using it

/** 12345 as "12,345", whatever the browser's language. */
export function grouped(number) {
  return GROUPED.format(Number(number ?? 0));
}
