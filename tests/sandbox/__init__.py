"""The practice shops must be what the references say, quirks included."""
