/** Notices that a curator has written: asks the server for the data's version, and has the page drawn anew. */

import { mountOnce } from "./mount.js";

const EVERY_MS = 2000;

class Watch {
  constructor() {
    this.asked = null; // the version for which the page was told to be drawn
    this.timer = setInterval(() => this.look(), EVERY_MS);
  }

  update({ data, setTriggerValue }) {
    this.version = data.version;
    this.send = setTriggerValue;
  }

  async look() {
    if (document.hidden) return;
    const version = await currentVersion().catch(() => null); // a server that restarts is asked again
    if (!version || version === this.version || version === this.asked) return;
    this.asked = version;
    this.send("version", version);
  }

  stop() {
    clearInterval(this.timer);
  }
}

async function currentVersion() {
  const answer = await fetch(new URL("data-version", document.baseURI), { cache: "no-store" });
  return answer.ok ? (await answer.text()).trim() : null;
}

/** Sends the trigger `version` when the server's data are no longer those of `data.version`. */
export default mountOnce(Watch);
