"""What a merchant can ask for of labels (E3): part of ``wishes``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PrintOrders:
    """*In đơn hàng* (E3): their labels, in this order; ``answers.LabelsGathered`` comes back.

    Those in ``pack`` are packed first, and nothing else is done with them.
    """

    shop: str
    order_ids: tuple[str, ...]
    pack: tuple[str, ...] = ()


@dataclass(frozen=True)
class CountPrints:
    """The labels of these packages went to the printer: *đã in n lần*."""

    shop: str
    package_ids: tuple[str, ...]
