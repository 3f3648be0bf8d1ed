// The port to the page: several can be offered, the last one that spoke is answered.

const COUNTS_EVERY = 100;

export class PagePort {
  constructor(receive, counts) {
    this.receive = receive;
    this.counts = counts;
    this.port = null;
    this.timer = null;
    this.sentAt = -Infinity;
  }

  /** Take a port that the page offers and answer on it. */
  connect(port) {
    this.port ??= port;
    port.onmessage = ({ data }) => {
      this.port = port;
      if (data && typeof data === "object") this.receive(data);
    };
    port.postMessage({ type: "ready", layer: performance.timeOrigin });
  }

  post(message) {
    this.port?.postMessage(message);
  }

  /** Send the counts soon: at most every 100 ms, and always after the last change. */
  queueCounts() {
    if (this.timer !== null) return;
    const wait = Math.max(0, this.sentAt + COUNTS_EVERY - performance.now());
    this.timer = setTimeout(() => {
      this.timer = null;
      this.sentAt = performance.now();
      const counts = this.counts();
      if (counts) this.post(counts);
    }, wait);
  }
}
