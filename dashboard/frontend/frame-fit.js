/** On a wide screen map and scrubber fill the window's height together, whatever stands above them. */

const BELOW = 12; // pixels left free under the scrubber, the page's own padding included

/** Tell page.css (--dl-chrome) how much of the height is not the map's. */
export function fitMap(frame, scrubber) {
  const page = document.querySelector('[data-testid="stMainBlockContainer"]');
  if (!frame?.isConnected || !page || frame.classList.contains("dl-frame-full")) return;
  const map = frame.getBoundingClientRect();
  const above = map.top - page.getBoundingClientRect().top;
  const below = scrubber.getBoundingClientRect().bottom - map.bottom;
  const chrome = `${Math.round(above + below + BELOW)}px`;
  const { style } = document.documentElement;
  if (style.getPropertyValue("--dl-chrome") !== chrome) style.setProperty("--dl-chrome", chrome);
}
