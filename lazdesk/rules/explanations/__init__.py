"""The catalogue of problems: what each one means and what to do, in Vietnamese and English (F)."""
