"""The engine before the practice shops: each rule, with the faults that would break it."""
