"""What runs a selection: an engine behind one small interface."""
