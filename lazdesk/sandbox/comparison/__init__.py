"""Compares both practice shops when all is quiet, by rules read and written a second time."""
