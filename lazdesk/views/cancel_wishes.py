"""What a merchant can ask for about cancels and returns: part of ``wishes``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PlanCancel:
    """What *Hủy đơn hàng* can do with these orders; ``answers.CancelPlanned`` comes back."""

    shop: str
    order_ids: tuple[str, ...]


@dataclass(frozen=True)
class CancelOrders:
    """*Hủy đơn hàng* for one of Lazada's reasons (E2); ``answers.OrderResults`` comes back.

    Of each order its id, the units (none: all that may be canceled) and what goes with them.
    """

    shop: str
    orders: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    reason_id: str
    reason_name: str
    restock: bool


@dataclass(frozen=True)
class AgreeToCancel:
    """The buyers of these orders may cancel (E4); ``answers.OrderResults`` comes back."""

    shop: str
    order_ids: tuple[str, ...]


@dataclass(frozen=True)
class RefuseCancel:
    """The buyers of these orders may not cancel (E4); ``answers.OrderResults`` comes back."""

    shop: str
    order_ids: tuple[str, ...]


@dataclass(frozen=True)
class AgreeToReturn:
    """The returns of these orders that wait are agreed to; ``answers.OrderResults``."""

    shop: str
    order_ids: tuple[str, ...]


@dataclass(frozen=True)
class PlanRefusal:
    """The reasons a return of this order may be refused for; ``answers.RefusalPlanned``."""

    shop: str
    order_id: str


@dataclass(frozen=True)
class RefuseReturn:
    """These returns of the order are refused; ``answers.OrderResults`` comes back."""

    shop: str
    order_id: str
    requests: tuple[str, ...]
    reason_id: str
    comment: str
