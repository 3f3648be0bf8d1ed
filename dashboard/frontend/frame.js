/** What the page tells the map frame and hears from it: the tally, the window, masks, the selection, the theme. */

import { fitMap } from "./frame-fit.js";
import { FramePort } from "./frame-port.js";
import { asDay, windowOf } from "./scrubber-window.js";

const LOOK_EVERY = 1000; // milliseconds between looks at the theme and the height, which no event reports
const SLOW = 500; // milliseconds after which loading is said

/** Whether the layer itself can hide the rows of a facet; otherwise Python sends another tally. */
function canMask(facet, setup) {
  return facet.mask ?? setup?.counts !== "server";
}

/** The `masks` message of a view: value numbers of each facet that is narrowed. */
function masksOf(view, setup) {
  const facets = {};
  for (const [name, facet] of Object.entries(setup?.words?.facets ?? {})) {
    const chosen = new Set(view?.[name] ?? []);
    if (!chosen.size || !canMask(facet, setup)) continue;
    facets[name] = facet.values.flatMap((value, index) => (chosen.has(value.id) ? [index] : []));
  }
  return { type: "masks", facets, exact: Boolean(view?.exact), speaking: Boolean(view?.speaking), said: view?.clock === "said" };
}

/** Whether the colours in use at `place` are those of a dark page. */
export function isDark(place) {
  const probe = document.createElement("span");
  probe.style.color = getComputedStyle(place).getPropertyValue("--st-background-color").trim() || "white";
  place.append(probe);
  const [red, green, blue] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
  probe.remove();
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128;
}

/** The map frame, as the rest of the page sees it. */
export class MapFrame {
  #bus;
  #place;
  #say;
  #port;
  #offs;
  #tallySent = null; // the setup whose tally the frame has
  #coming = null;
  #window = null;
  #sent = {};
  #dark = null;
  #looking = 0;
  #resized;

  /** `place` is an element in the page's theme; `say(text, retry)` shows a line, or hides it for null. */
  constructor(bus, place, say) {
    this.#bus = bus;
    this.#place = place;
    this.#say = say;
    this.#port = new FramePort(() => this.#resend(), (message) => this.#hear(message));
    this.#offs = [
      bus.on("setup", (setup) => this.#loadTally(setup)),
      bus.on("view", (view) => this.#follow(view)),
      bus.on("fly", (target) => this.#port.post({ type: "fly", ...target })),
    ];
    this.#resized = new ResizeObserver(() => this.#look());
    for (const part of [place, document.querySelector(".st-key-head")]) if (part) this.#resized.observe(part);
    this.#looking = setInterval(() => this.#look(), LOOK_EVERY);
    document.addEventListener("keydown", this.#onKey);
    this.#look();
  }

  /** Post a window of day numbers now; the first thing that happens on an input. */
  postWindow(from, to) {
    this.#window = { from, to };
    this.#port.post({ type: "window", from, to });
  }

  /** Tell the frame the theme when it has changed. */
  showTheme() {
    const dark = isDark(this.#place);
    if (dark === this.#dark) return;
    this.#dark = dark;
    document.documentElement.dataset.dlTheme = dark ? "dark" : "light";
    this.#port.post({ type: "theme", dark });
  }

  stop() {
    this.#offs.forEach((off) => off());
    clearInterval(this.#looking);
    this.#resized.disconnect();
    document.removeEventListener("keydown", this.#onKey);
    this.#fillScreen(false);
    this.#coming?.abort();
    this.#port.stop();
  }

  #look() {
    this.showTheme();
    fitMap(this.#port.frame, this.#place);
  }

  #resend() {
    this.#sent = {};
    this.#port.post({ type: "theme", dark: this.#dark });
    this.#tallySent = null;
    this.#loadTally(this.#bus.last("setup"));
  }

  // The buffer is handed over, not copied: a frame that was replaced gets it from the browser's cache.
  async #loadTally(setup) {
    if (!setup?.tally || this.#tallySent?.tally === setup.tally) return this.#sendChoices();
    const coming = this.#order(setup);
    if (!this.#port.isReady || coming.isAwaited) return;
    coming.isAwaited = true;
    const slow = setTimeout(() => this.#say("Loading the map’s data …", null), SLOW);
    try {
      const buffer = await coming.bytes;
      if (coming !== this.#coming) return;
      this.#coming = null;
      this.#port.post({ type: "tally", buffer, words: setup.words }, [buffer]);
      this.#tallySent = setup;
      this.#say(null);
      this.#sendChoices();
    } catch (error) {
      if (coming !== this.#coming) return;
      this.#coming = null;
      this.#say(`The map’s data did not load (${error.message}).`, () => this.#loadTally(this.#bus.last("setup")));
    } finally {
      clearTimeout(slow);
    }
  }

  /** The tally's bytes on their way, asked for as soon as their address is known: the frame may still be loading. */
  #order(setup) {
    if (this.#coming?.tally === setup.tally) return this.#coming;
    this.#coming?.abort();
    const control = new AbortController();
    const bytes = fetchBytes(new URL(setup.tally, document.baseURI), control.signal);
    bytes.catch(() => {}); // told to whoever awaits it
    this.#coming = { tally: setup.tally, bytes, abort: () => control.abort(), isAwaited: false };
    return this.#coming;
  }

  #sendChoices() {
    if (!this.#tallySent) return;
    this.#sent = {};
    this.#follow(this.#bus.last("view"));
  }

  // A view changes in many ways; only what the frame does not know yet is sent.
  #follow(view) {
    const setup = this.#tallySent;
    if (!setup?.period || !view) return;
    this.#sendNew("masks", masksOf(view, setup));
    const [first, last] = setup.period;
    const window = windowOf(view, { first: asDay(first), last: asDay(last) });
    if (this.#window?.from !== window.from || this.#window?.to !== window.to || !this.#sent.window) {
      this.#sent.window = true;
      this.postWindow(window.from, window.to);
    }
    this.#sendNew("select", { type: "select", select: view.select ?? null });
    if (view.map) this.#sendNew("map", flyTo(view.map));
  }

  #sendNew(what, message) {
    const image = JSON.stringify(message);
    if (this.#sent[what] === image) return;
    this.#sent[what] = image;
    this.#port.post(message);
  }

  #hear(message) {
    const { type, ...detail } = message ?? {};
    if (type === "counts" && this.#bus.last("setup")?.counts !== "server") this.#bus.emit("counts", detail);
    if (type === "click") this.#bus.emit("select", detail.select);
    if (type === "fullscreen") this.#fillScreen(detail.on);
    if (type === "moved") {
      this.#sent.map = detail.map && JSON.stringify(flyTo(detail.map)); // the frame is there already
      this.#bus.change({ map: detail.map });
    }
  }

  #fillScreen(on) {
    this.#port.frame?.classList.toggle("dl-frame-full", on);
    document.documentElement.classList.toggle("dl-full", on);
  }

  #onKey = (event) => {
    if (event.key !== "Escape" || !document.documentElement.classList.contains("dl-full")) return;
    this.#fillScreen(false);
    this.#port.post({ type: "fullscreen", on: false });
  };
}

function flyTo(map) {
  const [latitude, longitude, zoom] = map.split(",").map(Number);
  return { type: "fly", center: [latitude, longitude], zoom };
}

async function fetchBytes(url, signal) {
  const answer = await fetch(url, { signal, credentials: "same-origin" }).catch(() => {
    throw new Error("the server did not answer");
  });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return answer.arrayBuffer();
}
