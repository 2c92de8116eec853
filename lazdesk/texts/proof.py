"""What is said of comparing both sides (G1)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "proof_agrees": (
            "Hai bên khớp: {agree}/{checked} đơn hàng và SKU.",
            "Both sides agree: {agree}/{checked} orders and SKUs.",
        ),
        "proof_differs": (
            "Khớp {agree}/{checked} đơn hàng và SKU; {count} chỗ lệch:",
            "{agree}/{checked} orders and SKUs agree; {count} differences:",
        ),
        "proof_line": (
            "{object}: {title}. Lazada: {lazada}; Haravan: {haravan}; đúng ra: {wanted}. {remedy}",
            "{object}: {title}. Lazada: {lazada}; Haravan: {haravan}; right: {wanted}. {remedy}",
        ),
        "proof_more": ("… và {count} chỗ lệch nữa.", "… and {count} more."),
        "proof_exported": (
            "Đã xuất {count} chỗ lệch ra {file}.",
            "Exported {count} differences to {file}.",
        ),
        "proof_head_title": ("Lệch gì", "What differs"),
        "proof_head_object": ("Đơn hàng / SKU", "Order / SKU"),
        "proof_head_lazada": ("Lazada", "Lazada"),
        "proof_head_haravan": ("Haravan", "Haravan"),
        "proof_head_wanted": ("Đúng ra", "Should be"),
        "proof_head_mirror": ("LazDesk đang ghi", "LazDesk has"),
        "proof_head_remedy": ("Phương án xử lý", "Remedy"),
        "kind_quantity": ("số lượng", "quantities"),
        "kind_price": ("giá", "prices"),
        "proof_not_compared": (
            "Không so {kinds} vì đang tắt đồng bộ.",
            "{kinds} not compared: their synchronisation is off.",
        ),
    }
)
