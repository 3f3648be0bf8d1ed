// The map layer's entry. streamlit-folium loads this file as a classic script, before the map's own script runs;
// the modules follow, and what happens until they are here is kept.
(() => {
  "use strict";
  const base = document.currentScript ? document.currentScript.src : null;

  // The map's colours are read from this style sheet: folium's own link to it may still be loading, or have failed.
  function addStyle(address) {
    const links = [...document.querySelectorAll('link[rel="stylesheet"]')];
    if (links.some((link) => link.href === address && link.sheet)) return null;
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
    const ended = new Promise((resolve) => (link.onload = link.onerror = resolve));
    document.head.append(link);
    return ended;
  }

  class DatelineLayer {
    constructor(options) {
      this.options = options || {};
      this.port = null; // the last one that was offered before the modules were here
      // Only the page that holds this frame may hand it a port.
      window.addEventListener("message", (event) => {
        if (event.source !== window.parent || !event.data || event.data.dateline !== "hello" || !event.ports[0]) return;
        if (this.frame) this.frame.connect(event.ports[0]);
        else this.port = event.ports[0];
      });
    }

    addTo(map) {
      const assets = new URL(this.options.assets || ".", this.options.assets ? document.baseURI : base || document.baseURI);
      const here = base || new URL("layer.js", assets).href;
      const style = addStyle(new URL("layer.css", here).href);
      const options = { basemap: this.options.basemap ? new URL(this.options.basemap, document.baseURI).href : null };
      Promise.all([import(new URL("layer-frame.js", here).href), style]).then(([{ MapFrame }]) => {
        this.frame = new MapFrame(map, options);
        if (this.port) this.frame.connect(this.port);
      });
      return this;
    }
  }

  window.DatelineLayer = DatelineLayer;
})();
