"""Folium's Timeline plugin: every event goes to the browser once, and its slider shows a window that ends there."""

import folium
from folium.plugins import Timeline, TimelineSlider
from streamlit_folium import st_folium

from tests.benchmarks.baselines.common import BASE, WINDOW_DAYS, Painted, empty_map, load_events

modules = f"{BASE}bench-modules/"
Timeline.default_js = TimelineSlider.default_js = [
    ("timeline", f"{modules}leaflet.timeline/dist/leaflet.timeline.js"),
    ("moment", f"{modules}moment/min/moment.min.js"),
]
events = load_events()
features = [
    {
        "type": "Feature",
        "properties": {"start": start, "end": end + WINDOW_DAYS},
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
    }
    for start, end, longitude, latitude in zip(
        events.start.tolist(), events.end.tolist(), events.longitude.tolist(), events.latitude.tolist(), strict=True
    )
]
drawn = empty_map()
small = folium.JsCode("(feature, at) => L.circleMarker(at, {radius: 4, weight: 1})")
timeline = Timeline({"type": "FeatureCollection", "features": features}, point_to_layer=small)
timeline.add_to(drawn)
TimelineSlider(auto_play=False, enable_playback=False, show_ticks=False).add_timelines(timeline).add_to(drawn)
Painted(0).add_to(drawn)
st_folium(drawn, key="map", returned_objects=[], use_container_width=True)
