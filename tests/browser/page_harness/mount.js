/** Mounts the parts as Streamlit does: the default export is called again with every update of the data. */

import { EMPTY_VIEW, bus } from "/frontend/bus.js";
import showFilters from "/frontend/filters.js";
import showScrubber from "/frontend/scrubber.js";

const LIGHT = { "background-color": "#ffffff", "secondary-background-color": "#f0f2f6", "text-color": "#31333f" };
const DARK = { "background-color": "#0e1117", "secondary-background-color": "#262730", "text-color": "#fafafa" };
const parts = { filters: showFilters, scrubber: showScrubber };
const stops = {};

function mount() {
  for (const [name, show] of Object.entries(parts)) {
    stops[name] = show({ data: { assets: "/frontend/" }, parentElement: document.getElementById(name), key: name,
      setStateValue() {}, setTriggerValue() {} });
  }
}

window.wear = (dark) => {
  const colors = dark ? DARK : LIGHT;
  document.documentElement.style.setProperty("--page-paper", colors["background-color"]);
  for (const place of document.querySelectorAll(".theme")) {
    for (const [name, color] of Object.entries(colors)) place.style.setProperty(`--st-${name}`, color);
  }
  mount();
};
window.undoEarlierCall = () => {
  const earlier = Object.values(stops);
  mount();
  earlier.forEach((stop) => stop());
};
window.unmount = () => Object.values(stops).forEach((stop) => stop());
window.bus = bus;
window.said = []; // every change of topics, in order
for (const topic of ["view", "dragging", "select"]) {
  bus.addEventListener(topic, ({ detail }) => window.said.push({ topic, detail }));
}

const sample = await (await fetch("/sample.json")).json();
const wanted = new URLSearchParams(location.search);
window.wear(wanted.has("dark"));
const counts = { ...sample.counts, bins: Uint32Array.from(sample.counts.bins), startDays: Int32Array.from(sample.counts.startDays),
  facets: Object.fromEntries(Object.entries(sample.counts.facets).map(([name, rows]) => [name, Uint32Array.from(rows)])) };
bus.emit("view", { ...EMPTY_VIEW });
bus.emit("setup", sample.setup);
bus.emit("counts", counts);
window.counts = counts;
window.sample = sample;
window.mounted = true;
