"""The map: one constant folium map whose script never changes. The only module that knows folium.

The script holds numbers and our own addresses, never a word from data: folium runs every string that it is given
as a template on the server, and as HTML in the browser (DESIGN, Promise 1).
"""

import folium
from branca.element import MacroElement
from folium.elements import JSCSSMixin
from jinja2 import Template
from streamlit_folium import st_folium

from dashboard.assets import LEAFLET_PATH, assets_url, basemap_url
from dashboard.views.map_view import OPENING

# Relative to the frame, <base>/component/streamlit_folium.st_folium/index.html, so that a base path keeps working.
_TO_BASE = "../../"

# Folium's own addresses are other hosts; offline the map would stay blank (Promise 3).
folium.Map.default_js = [("leaflet", f"{_TO_BASE}{LEAFLET_PATH[1:]}/leaflet.js")]
folium.Map.default_css = [("leaflet_css", f"{_TO_BASE}{LEAFLET_PATH[1:]}/leaflet.css")]


class DatelineLayer(JSCSSMixin, MacroElement):
    """The layer that draws the tally (frontend/layer.js)."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        'new DatelineLayer({assets: "{{ this.assets }}", basemap: "{{ this.basemap }}"})'
        ".addTo({{ this._parent.get_name() }});"
        "{% endmacro %}"
    )

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "DatelineLayer"
        self.assets = _TO_BASE + assets_url()
        self.basemap = _TO_BASE + basemap_url()
        self.default_js = [("dateline_layer", f"{self.assets}layer.js")]
        self.default_css = [("dateline_layer_css", f"{self.assets}layer.css")]


def build_map() -> folium.Map:
    """The map with our layer; the same script at every call, or the frame would be made anew."""
    south, west, north, east = OPENING
    base = folium.Map(
        location=((south + north) / 2, (west + east) / 2),
        zoom_start=7,
        tiles=None,
        control_scale=False,
        zoom_control=False,
        attributionControl=False,
        prefer_canvas=True,
        worldCopyJump=True,
    )
    DatelineLayer().add_to(base)
    return base


def render_map(height: int) -> None:
    """Draw the map, ``height`` pixels high; the style sheet gives it the height that the window leaves."""
    st_folium(build_map(), key="map", returned_objects=[], use_container_width=True, height=height)
