// What Streamlit does for a v2 component, and nothing else: calls it with data, keeps what it commits.

import { bus } from "/frontend/bus.js";
import mountFigures from "/frontend/figures.js";
import mountPanel from "/frontend/panel.js";

const parentElement = document.getElementById("column");
const component = { parentElement, key: "panel", setTriggerValue() {} };

window.calls = []; // [milliseconds, name, value] of every setStateValue
window.emitted = []; // [topic, detail] of every setup, view and counts on the bus
window.bus = bus;
for (const topic of ["setup", "view", "counts"]) bus.on(topic, (detail) => window.emitted.push([topic, detail]));

window.give = (data) => {
  const setStateValue = (name, value) => window.calls.push([performance.now(), name, structuredClone(value)]);
  const cleanup = mountPanel({ ...component, data: structuredClone(data), setStateValue });
  window.leave ??= cleanup;
  window.leaveLast = cleanup;
  if (data.figures) mountFigures({ ...component, key: "figures", data: structuredClone(data.figures), setStateValue });
};
window.harnessReady = true;
