/** Keeps the one instance of a component in an element, through all the calls that Streamlit makes. */

/**
 * A component's default export: makes `new Part(component)` at the first call, calls its `update(component)` at
 * every one, and its `stop()` when the component leaves the page.
 *
 * When data change while the module still loads, Streamlit calls for both and then undoes the first
 * (useHandleJsContent in 1.67), so only the last call's way out may stop the instance.
 */
export function mountOnce(Part) {
  const mounted = new WeakMap(); // parent element -> {part, calls}
  return (component) => {
    const { parentElement } = component;
    const entry = mounted.get(parentElement) ?? { part: new Part(component), calls: 0 };
    mounted.set(parentElement, entry);
    const call = ++entry.calls;
    entry.part.update(component);
    return () => {
      if (call !== entry.calls) return;
      entry.part.stop();
      mounted.delete(parentElement);
    };
  };
}
