"""Who said what: records, selections, figures, positions. No Streamlit, no folium."""
