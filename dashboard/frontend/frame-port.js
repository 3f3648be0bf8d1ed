/** The way to the map frame: finds it, shakes hands until the layer answers, and again when it is replaced. */

const ASK_EVERY = 100; // milliseconds, until the layer answers
const LOOK_EVERY = 1000; // milliseconds, for a frame that was replaced

/** The iframe of streamlit-folium; null while Streamlit has not drawn it. */
function findFrame() {
  return [...document.querySelectorAll("iframe")].find((frame) => frame.src.includes("streamlit_folium")) ?? null;
}

/** A port that may be exchanged under the hand of who uses it. */
export class FramePort {
  #frame = null;
  #port = null;
  #layer = null; // the layer that answered on the port
  #asked = [];
  #asking = 0;
  #looking = 0;
  #onReady;
  #onMessage;

  /** `onReady()` after the handshake with each new layer, `onMessage(data)` for everything else that the frame says. */
  constructor(onReady, onMessage) {
    this.#onReady = onReady;
    this.#onMessage = onMessage;
    this.#looking = setInterval(() => this.#look(), LOOK_EVERY);
    this.#look();
  }

  get frame() {
    return this.#frame;
  }

  get isReady() {
    return this.#port !== null;
  }

  /** Send a message; false when no layer listens. */
  post(message, transfer = []) {
    this.#port?.postMessage(message, transfer);
    return this.#port !== null;
  }

  stop() {
    clearInterval(this.#looking);
    this.#stopAsking();
    this.#leave();
  }

  #look() {
    if (this.#frame?.isConnected) return;
    this.#leave();
    this.#frame = findFrame();
    if (!this.#frame) return void (this.#asking ||= setInterval(() => this.#ask(), ASK_EVERY)); // not drawn yet
    this.#frame.addEventListener("load", this.#again);
    this.#again();
  }

  // The frame may have loaded what has answered before: only its answer tells whether another layer is there.
  #again = () => {
    this.#asking ||= setInterval(() => this.#ask(), ASK_EVERY);
    this.#ask();
  };

  #ask() {
    if (!this.#frame?.isConnected) this.#leave();
    if (!this.#frame) return this.#look();
    const { port1, port2 } = new MessageChannel();
    this.#asked.push(port1);
    port1.onmessage = ({ data }) => {
      if (data?.type === "ready") this.#adopt(port1, data.layer);
      else if (port1 === this.#port) this.#onMessage(data);
    };
    // The frame's origin is null, so no narrower target can be named; the layer checks who asks.
    this.#frame.contentWindow?.postMessage({ dateline: "hello" }, "*", [port2]);
  }

  // A layer that was busy finds several ports and answers on each: the first one stays.
  #adopt(port, layer) {
    this.#asked.splice(0, this.#asked.indexOf(port) + 1).filter((old) => old !== port).forEach((old) => old.close());
    clearInterval(this.#asking);
    this.#asking = 0;
    if (this.#port && this.#layer === layer) return port.close();
    this.#port?.close();
    this.#port = port;
    this.#layer = layer;
    this.#onReady();
  }

  #leave() {
    this.#frame?.removeEventListener("load", this.#again);
    this.#frame = null;
    this.#port?.close();
    this.#port = null;
  }

  #stopAsking() {
    clearInterval(this.#asking);
    this.#asking = 0;
    this.#asked.forEach((port) => port.close());
    this.#asked = [];
  }
}
