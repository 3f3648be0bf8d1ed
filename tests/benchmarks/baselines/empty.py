"""An empty folium map through streamlit-folium: what a page costs before it shows anything."""

from streamlit_folium import st_folium

from tests.benchmarks.baselines.common import empty_map

st_folium(empty_map(), key="map", returned_objects=[], use_container_width=True)
