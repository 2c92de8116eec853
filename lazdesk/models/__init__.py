"""The mirror: what each side was last seen to hold and what LazDesk means to do, in SQLite."""
