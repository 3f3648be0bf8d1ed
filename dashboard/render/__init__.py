"""Thin: from a view to Streamlit."""
