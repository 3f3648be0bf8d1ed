"""A fresh folium map each time, one CircleMarker an event."""

import folium
from streamlit_folium import st_folium

from tests.benchmarks.baselines.common import Painted, choose, empty_map, load_events

events = load_events()
last, rows = choose(events)
drawn = empty_map()
for latitude, longitude in zip(events.latitude[rows], events.longitude[rows], strict=True):
    folium.CircleMarker((latitude, longitude), radius=4, weight=1).add_to(drawn)
Painted(last).add_to(drawn)
st_folium(drawn, key="map", returned_objects=[], use_container_width=True)
