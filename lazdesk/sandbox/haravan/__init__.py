"""The practice Haravan: one shop's state, what its merchant does, and its HTTP face."""
