"""Tests of LazDesk: one folder per room, the modules on top here."""
