"""What is wished for with parcels, beside *Sẵn sàng giao hàng* (``wishes``)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pack:
    """*Đóng gói* these orders, and nothing else (E3); ``answers.OrderResults`` comes back."""

    shop: str
    order_ids: tuple[str, ...]
