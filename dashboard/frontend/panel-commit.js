// When the reader's view goes to Python: at once, ten times a second in a drag, never twice the same.

const DRAG_MS = 100;
const REST_MS = 200; // after an answer in a drag: drawing it takes the thread that the handle moves on
const REST_SHARE = 4; // a slow answer kept the server's cores busy, which may be the browser's: it rests for longer
const ANSWER_MS = 500; // how long a drag waits for an answer
const MAP_MS = 300;

function image(view, withMap) {
  const entries = Object.entries(view).filter(([name]) => withMap || name !== "map");
  return JSON.stringify(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** True when two views say the same, whatever the order of their names. */
function sameView(one, other, { withMap = true } = {}) {
  if (!one || !other) return false;
  return image(one, withMap) === image(other, withMap);
}

/** Sends views on; `send(view)` is called with each view that has to be committed. */
export class Committer {
  constructor(send) {
    this.send = send;
    this.last = null;
    this.next = null;
    this.isDragging = false;
    this.sentAt = -Infinity;
    this.answeredAt = -Infinity;
    this.timer = null;
  }

  /** What Python already holds: it is not sent back. */
  seed(view) {
    this.last = view;
  }

  offer(view) {
    this.next = view;
    this.plan();
  }

  drag(isDragging) {
    this.isDragging = Boolean(isDragging);
    this.plan();
  }

  /** Python has answered what was sent last. */
  answered() {
    this.answeredAt = performance.now();
    this.plan();
  }

  stop() {
    clearTimeout(this.timer);
    this.next = null;
  }

  plan() {
    clearTimeout(this.timer);
    if (!this.next || sameView(this.next, this.last)) return;
    const wait = this.wait();
    if (wait > 0) this.timer = setTimeout(() => this.commit(), wait);
    else this.commit();
  }

  wait() {
    if (sameView(this.next, this.last, { withMap: false })) return MAP_MS;
    if (!this.isDragging) return 0;
    const now = performance.now();
    const isAnswered = this.answeredAt >= this.sentAt;
    const rest = Math.max(REST_MS, REST_SHARE * (this.answeredAt - this.sentAt));
    const pause = isAnswered ? this.answeredAt + rest : this.sentAt + ANSWER_MS;
    return Math.max(this.sentAt + DRAG_MS, Number.isFinite(pause) ? pause : 0) - now;
  }

  commit() {
    this.sentAt = performance.now();
    this.last = this.next;
    this.send(this.next);
  }
}
