"""The window: one file per tab, what they share, and what they wish for; Qt and the mirror only."""
