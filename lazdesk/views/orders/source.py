"""The order list's reads, with what the rules say of statuses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lazdesk.models.queries import order_groups, order_list
from lazdesk.models.queries.coming_back import Statuses
from lazdesk.models.queries.listing import Listing, Scope
from lazdesk.models.queries.order_list import OrderRow
from lazdesk.rules import books, buttons, returns, status

STATUSES = Statuses(status.COMING_BACK, books.DONE, returns.WAITING, buttons.LABELLED)


class OrderSource:
    """Orders with what is known of them on both sides."""

    @staticmethod
    def ids(connection: Any, scope: Scope, listing: Listing) -> list[str]:
        return order_list.ids(connection, scope, listing, STATUSES)

    @staticmethod
    def rows(connection: Any, scope: Scope, order_ids: Sequence[str]) -> dict[str, OrderRow]:
        return order_list.rows(connection, scope, order_ids, STATUSES.waiting)


def counts(connection: Any, scope: Scope) -> dict[str, int]:
    """How many orders each work tab holds."""
    return order_groups.counts(connection, scope, STATUSES)
