"""The window under test, offscreen."""
