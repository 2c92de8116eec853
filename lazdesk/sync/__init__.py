"""The engine: pulls, imports, follows, pushes and clicks, one turn (cycle) at a time; no Qt."""
