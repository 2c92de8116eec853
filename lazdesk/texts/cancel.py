"""What is said of canceling (E2, E4, G1)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "name_a_reason": (
            "Chưa hủy gì: hãy chọn một lý do trong danh sách rồi gõ lại với --reason ID.",
            "Nothing was canceled: choose a reason of the list and repeat with --reason ID.",
        ),
        "demo_canceled": (
            "  Bấm Hủy đơn hàng: {count} đơn.",
            "  Pressed cancel order: {count} orders.",
        ),
        "demo_agreed": (
            "  Đồng ý cho người mua hủy: {count} đơn.",
            "  Agreed to buyers' cancels: {count} orders.",
        ),
        "agree_or_refuse": (
            "Hãy nói rõ: --agree (đồng ý hủy) hoặc --refuse (từ chối).",
            "Say which: --agree or --refuse.",
        ),
    }
)
