"""The events through st.pydeck_chart, without a base map, in a fragment."""

import pandas as pd
import pydeck
import streamlit as st

from tests.benchmarks.baselines.common import choose, load_events


@st.fragment
def show() -> None:
    """The slider and the map."""
    events = load_events()
    _, rows = choose(events)
    data = pd.DataFrame({"lon": events.longitude[rows], "lat": events.latitude[rows]})
    layer = pydeck.Layer(
        "ScatterplotLayer", data=data, get_position="[lon, lat]", get_fill_color=[60, 60, 60], radius_min_pixels=4
    )
    view = pydeck.ViewState(latitude=50, longitude=36, zoom=5)
    st.pydeck_chart(pydeck.Deck(layers=[layer], initial_view_state=view, map_provider=None))


show()
