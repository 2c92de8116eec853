"""Long lists over the mirror: ids and a cache of rows, groups, search (ux.md)."""
