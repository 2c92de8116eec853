"""What **In đơn hàng** does (E3), by the action thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from lazdesk.rules import buttons
from lazdesk.sync import actions, packing, print_orders
from lazdesk.sync.session import Session
from lazdesk.views import answers, print_wishes
from lazdesk.views.answers import Answer


def gather(session: Session, wish: print_wishes.PrintOrders, language: str) -> Iterable[Answer]:
    """The labels of these orders; ``answers.LabelsGathered`` comes back."""
    refused = _pack(session, wish.pack)
    found = print_orders.gather(session, wish.order_ids)
    yield answers.LabelsGathered(
        wish.shop,
        tuple(
            answers.OrderLabels(
                order.order_id,
                order.order_number,
                tuple(label.package_id for label in order.labels),
                tuple(str(label.file) for label in order.labels),
                max((label.prints for label in order.labels), default=0),
                buttons.reason(refused.get(order.order_id) or order.reason, language),
            )
            for order in found
        ),
    )


def _pack(session: Session, order_ids: Sequence[str]) -> dict[str, str]:
    """Packs these orders first; returns why one could not be, by order."""
    clicked = [actions.click(session, packing.KIND, order_id) for order_id in order_ids]
    actions.see_through(session, clicked)
    results = zip(order_ids, actions.results(session, clicked), strict=True)
    return {order_id: result.reason for order_id, result in results if result.reason}


def count(session: Session, wish: print_wishes.CountPrints, _language: str) -> Iterable[Answer]:
    """*Đã in n lần*."""
    print_orders.count_prints(session, wish.package_ids)
    yield answers.Done("count_prints")


CLICKS: Mapping[type, Callable[[Session, Any, str], Iterable[Answer]]] = MappingProxyType(
    {print_wishes.PrintOrders: gather, print_wishes.CountPrints: count}
)
