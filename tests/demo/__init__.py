"""Tests of the demo: that a clean day agrees, and that a bug anywhere shows by name."""
