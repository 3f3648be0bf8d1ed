"""A constant folium map, the events as GeoJson through feature_group_to_add, in a fragment."""

import folium
import streamlit as st
from streamlit_folium import st_folium

from tests.benchmarks.baselines.common import Painted, choose, empty_map, load_events


@st.fragment
def show() -> None:
    """The slider and the map."""
    events = load_events()
    last, rows = choose(events)
    features = [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [longitude, latitude]}}
        for longitude, latitude in zip(events.longitude[rows].tolist(), events.latitude[rows].tolist(), strict=True)
    ]
    group = folium.FeatureGroup("events")
    if features:
        collection = {"type": "FeatureCollection", "features": features}
        folium.GeoJson(collection, marker=folium.CircleMarker(radius=4, weight=1)).add_to(group)
    Painted(last).add_to(group)
    st_folium(empty_map(), feature_group_to_add=group, key="map", returned_objects=[], use_container_width=True)


show()
