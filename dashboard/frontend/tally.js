// A tally: what the map draws, as columns. Decoding, the order in which days pass, masks, facet counts. No DOM.

export const PRIMARY = 1;
export const DRAWN = 2;
export const SPEAKING = 4;
export const HOLLOW = 8;
export const STRUCK = 16;
export const DASHED = 32;
export const EXACT = 64;
export const NONE = 65535;
/** The verdict on a row that no facet count includes. */
const OUT = 255;

const TYPES = { f32: Float32Array, u8: Uint8Array, u16: Uint16Array, u32: Uint32Array };
const NEEDED = ["x", "y", "start", "end"];
const MAX_BINS = 400;

/** The tally in `buffer` (docs/map-protocol.md). Throws an Error with one sentence when the bytes are not a tally. */
export function decode(buffer) {
  const header = readHeader(buffer);
  const column = (name) => readColumn(buffer, header, name);
  for (const name of NEEDED) if (!header.byName.has(name)) throw new Error(`The map data have no column "${name}".`);
  const tally = {
    rows: header.rows,
    epoch: header.epoch,
    days: header.days,
    total: header.total ?? header.rows,
    x: column("x"),
    y: column("y"),
    start: column("start"),
    end: column("end"),
    flags: column("flags"),
    count: column("count"),
    place: column("place"),
    event: column("event"),
    facets: Object.entries(header.facets ?? {}).map(([name, facet]) => readFacet(name, facet, column)),
  };
  tally.order = orderDays(tally);
  return tally;
}

function readHeader(buffer) {
  const bytes = new Uint8Array(buffer);
  if (bytes.length < 8 || String.fromCharCode(...bytes.subarray(0, 4)) !== "DLT1") {
    throw new Error("The map data are not a tally: they do not begin with DLT1.");
  }
  const length = new DataView(buffer).getUint32(4, true);
  if (8 + length > bytes.length) throw new Error("The map data are cut off in their header.");
  let header;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  } catch {
    throw new Error("The header of the map data cannot be read.");
  }
  header.data = 8 + length;
  header.byName = new Map((header.columns ?? []).map((one) => [one.name, one]));
  return header;
}

function readColumn(buffer, header, name) {
  const column = header.byName.get(name);
  if (!column) return null;
  const Type = TYPES[column.type];
  if (!Type) throw new Error(`The column "${name}" of the map data has an unknown type.`);
  const at = header.data + column.offset;
  const size = header.rows * Type.BYTES_PER_ELEMENT;
  if (at + size > buffer.byteLength) throw new Error(`The map data are cut off in the column "${name}".`);
  // A view needs an aligned start; a writer that did not pad costs one copy, not an error.
  return at % Type.BYTES_PER_ELEMENT === 0
    ? new Type(buffer, at, header.rows)
    : new Type(buffer.slice(at, at + size));
}

function readFacet(name, facet, column) {
  const codes = column(`facet:${name}`);
  if (!codes) throw new Error(`The map data have no column "facet:${name}".`);
  for (const code of codes) if (code >= facet.sets.length) throw new Error(`The facet "${name}" has a code without a set.`);
  // One array type for all facets keeps the counting loop monomorphic, which is about three times faster.
  return { name, values: facet.values, sets: facet.sets, codes: codes instanceof Uint16Array ? codes : Uint16Array.from(codes) };
}

/**
 * Rows by first day (they come so) and by last day (a counting sort).
 * `startsBefore[d]` rows have start < d, `endsBefore[d]` have end < d; `byEnd` is null when every row lasts one day.
 */
function orderDays({ rows, days, start, end }) {
  const startsBefore = new Uint32Array(days + 2);
  const endsBefore = new Uint32Array(days + 2);
  let longest = 0;
  for (let row = 0; row < rows; row++) {
    if (row && start[row] < start[row - 1]) throw new Error("The rows of the map data are not sorted by day.");
    if (end[row] < start[row] || end[row] >= days) throw new Error("The map data have a row that ends outside its period.");
    startsBefore[start[row] + 1]++;
    endsBefore[end[row] + 1]++;
    if (end[row] - start[row] > longest) longest = end[row] - start[row];
  }
  for (let day = 1; day <= days + 1; day++) {
    startsBefore[day] += startsBefore[day - 1];
    endsBefore[day] += endsBefore[day - 1];
  }
  return { startsBefore, endsBefore, longest, byEnd: longest ? sortByEnd(end, endsBefore) : null };
}

function sortByEnd(end, endsBefore) {
  const next = endsBefore.slice();
  const byEnd = new Uint32Array(end.length);
  for (let row = 0; row < end.length; row++) byEnd[next[end[row]]++] = row;
  return byEnd;
}

/** The window `from`..`to` (day numbers, both included) inside the tally's period, as days after its epoch. */
export function clampWindow(tally, from, to) {
  if (from > to) return { first: 0, last: -1 };
  const first = Math.min(Math.max(from - tally.epoch, 0), tally.days);
  const last = Math.max(Math.min(to - tally.epoch, tally.days - 1), -1);
  return { first, last };
}

/**
 * Sums over the rows of a window, moved by what enters and leaves it.
 * A subclass gives `clear()` and `add(order, from, to, sign, firstEnd)`, which adds the rows order[from..to) (or from..to itself
 * when `order` is null) whose last day is `firstEnd` or later.
 */
export class WindowSums {
  constructor(tally) {
    this.tally = tally;
    this.first = 0;
    this.last = -1;
    this.stale = true;
  }

  /** Move to the window `first`..`last` (days after the epoch): #(start ≤ last) − #(end < first). */
  move(first, last) {
    const { startsBefore, endsBefore, byEnd, longest } = this.tally.order;
    const begun = [startsBefore[this.last + 1], startsBefore[last + 1]];
    const over = [endsBefore[this.first], endsBefore[first]];
    const scanned = startsBefore[Math.max(0, first - longest)];
    const steps = Math.abs(begun[1] - begun[0]) + Math.abs(over[1] - over[0]);
    if (this.stale || steps > startsBefore[last + 1] - scanned) {
      this.clear();
      this.add(null, scanned, startsBefore[last + 1], 1, first);
    } else {
      if (begun[1] > begun[0]) this.add(null, begun[0], begun[1], 1, 0);
      if (over[1] < over[0]) this.add(byEnd, over[1], over[0], 1, 0);
      if (begun[1] < begun[0]) this.add(null, begun[1], begun[0], -1, 0);
      if (over[1] > over[0]) this.add(byEnd, over[0], over[1], -1, 0);
    }
    this.stale = false;
    this.first = first;
    this.last = last;
  }
}

/**
 * One byte a row: 0 passes every mask, k fails only the k-th facet (it still counts among that facet's values),
 * OUT fails more. `masks` is {facets: {name: [value, ...]}, exact}.
 */
export function judge(tally, masks, verdicts = new Uint8Array(tally.rows)) {
  verdicts.fill(0);
  tally.facets.forEach((facet, index) => {
    const chosen = masks?.facets?.[facet.name];
    if (chosen) failRows(facet, new Set(chosen), index + 1, verdicts);
  });
  if (masks?.exact && tally.flags) {
    const { flags, rows } = tally;
    for (let row = 0; row < rows; row++) if (!(flags[row] & EXACT)) verdicts[row] = OUT;
  }
  return verdicts;
}

function failRows({ codes, sets }, chosen, number, verdicts) {
  const passes = Uint8Array.from(sets, (values) => (values.some((value) => chosen.has(value)) ? 1 : 0));
  for (let row = 0; row < codes.length; row++) {
    if (!passes[codes[row]]) verdicts[row] = verdicts[row] ? OUT : number;
  }
}

/** Statements in the window, and for every facet the statements that pass all other facets, value by value. */
export class FacetSums extends WindowSums {
  constructor(tally, verdicts) {
    super(tally);
    this.verdicts = verdicts;
    this.statements = 0;
    this.codes = tally.facets.map((facet) => facet.codes);
    this.sums = tally.facets.map((facet) => new Float64Array(facet.sets.length));
  }

  clear() {
    this.statements = 0;
    for (const sums of this.sums) sums.fill(0);
  }

  add(order, from, to, sign, firstEnd) {
    const { flags, count, end } = this.tally;
    const { verdicts, codes, sums } = this;
    const facets = codes.length;
    let statements = 0;
    for (let at = from; at < to; at++) {
      const row = order === null ? at : order[at];
      const verdict = verdicts[row];
      if (verdict === OUT || end[row] < firstEnd || (flags !== null && !(flags[row] & PRIMARY))) continue;
      const amount = count === null ? sign : sign * count[row];
      if (verdict) {
        sums[verdict - 1][codes[verdict - 1][row]] += amount;
        continue;
      }
      statements += amount;
      for (let facet = 0; facet < facets; facet++) sums[facet][codes[facet][row]] += amount;
    }
    this.statements += statements;
  }

  /** {facet name: Uint32Array, one number a value}; a row with two values counts once at each. */
  byValue() {
    return Object.fromEntries(
      this.tally.facets.map(({ name, values, sets }, index) => {
        const counts = new Uint32Array(values);
        sets.forEach((set, code) => set.forEach((value) => (counts[value] += this.sums[index][code])));
        return [name, counts];
      }),
    );
  }
}

/** The histogram of the whole period after masks: statements in every bin that they overlap, and the days on which one begins. */
export function histogram(tally, verdicts) {
  const binDays = Math.max(1, Math.ceil(tally.days / MAX_BINS));
  const change = new Float64Array(Math.ceil(tally.days / binDays) + 1);
  const begins = new Uint8Array(tally.days);
  const { flags, count, start, end } = tally;
  for (let row = 0; row < tally.rows; row++) {
    if (verdicts[row] || (flags !== null && !(flags[row] & PRIMARY))) continue;
    const amount = count === null ? 1 : count[row];
    change[(start[row] / binDays) | 0] += amount;
    change[((end[row] / binDays) | 0) + 1] -= amount;
    begins[start[row]] = 1;
  }
  return { bins: runningSum(change), binDays, startDays: daysSet(begins, tally.epoch) };
}

function runningSum(change) {
  const bins = new Uint32Array(change.length - 1);
  let sum = 0;
  for (let bin = 0; bin < bins.length; bin++) bins[bin] = sum += change[bin];
  return bins;
}

function daysSet(begins, epoch) {
  const days = [];
  begins.forEach((set, day) => set && days.push(epoch + day));
  return Int32Array.from(days);
}
