"""Tests of the commands, run as a merchant runs them."""
