"""What SQLite's planner is told of the mirror."""

from __future__ import annotations

from typing import Any

# What a large shop's tables are like: so many rows each, and so many values in the columns that
# have few. Of those with two values the rarer one is asked for: it counts as one of many.
ROWS = 100_000
DISTINCT = {
    **{"shop": 1, "org": 1, "kind": 4, "state": 8, "word": 8, "status": 8, "tracked": 8},
    **{"stale": 500, "cancel_pending": 500, "code": 20_000, "order_id": 50_000, "item_id": 40_000},
    **{"product_id": 40_000, "location_id": 5},
}


def describe(connection: Any) -> None:
    """Tells SQLite's planner how a large shop's rows lie (sqlite_stat1); for a connection of the
    driver.

    Left to guess, it takes "of this shop" for a narrow choice and goes through all rows of the only
    shop there is, where an index leads to a handful. Its own ANALYZE would describe what is there
    today, and plans would change with it.
    """
    connection.execute("PRAGMA analysis_limit = 1").close()
    connection.execute("ANALYZE").close()
    connection.execute("DELETE FROM sqlite_stat1").close()
    indexes = connection.execute("SELECT tbl_name, name FROM sqlite_master WHERE type = 'index'")
    for table, index in indexes.fetchall():
        left, told = ROWS, [ROWS]
        for _, _, column in connection.execute(f'PRAGMA index_info("{index}")').fetchall():
            left = max(1, left // DISTINCT.get(column, ROWS))
            told.append(left)
        connection.execute(
            "INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", (table, index, " ".join(map(str, told)))
        ).close()
