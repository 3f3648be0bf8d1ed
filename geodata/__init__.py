"""Places, boundaries and the offline basemap; imports nothing else of ours."""
