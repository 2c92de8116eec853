"""The rules of LazDesk as pure functions and frozen dataclasses: no clock, no network, no state."""
