"""Our v2 components: each is a module of ``frontend/``, loaded by a bootstrap of three lines."""

from functools import lru_cache
from typing import Any

import streamlit as st

from dashboard.assets import FRONTEND

# A v2 component's inline script is a blob: without a base address, so it resolves the module itself. The module
# is cached by the browser, and calls keep their order because each waits for the same promise.
_BOOTSTRAP = """
const modules = {};
export default function (component) {
  const address = new URL(component.data.assets + "NAME.js", document.baseURI).href;
  const loading = (modules[address] ??= import(address));
  let end = null;
  let ended = false;
  loading.then((module) => {
    if (!ended) end = module.default(component);
  });
  return () => {
    ended = true;
    if (typeof end === "function") end();
  };
}
"""


STYLES = ("page.css", "head.css", "panel.css", "figures.css", "compare.css", "review.css")
PARTS = ("head", "filters", "scrubber", "panel", "figures", "compare", "watch", "desk", "told", "review")


@lru_cache(maxsize=1)
def components() -> dict[str, Any]:
    """The declared components by name: page (styles only), then the parts of the screens."""
    css = "\n".join((FRONTEND / name).read_text("utf-8") for name in STYLES)
    declared = {
        "page": st.components.v2.component("dateline_page", css=css, html="<span></span>", isolate_styles=False)
    }
    for name in PARTS:
        script = _BOOTSTRAP.replace("NAME", name)
        declared[name] = st.components.v2.component(
            f"dateline_{name}", html=f'<div class="dl-{name}-root"></div>', js=script, isolate_styles=False
        )
    return declared
