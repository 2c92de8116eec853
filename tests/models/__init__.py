"""The mirror: its schema, its file, its transactions."""
