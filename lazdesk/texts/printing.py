"""What is said of printing (E3, G1)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "name_a_folder": (
            "Hãy nêu thư mục để ghi vận đơn vào: --output THƯ_MỤC.",
            "Name the folder for the labels: --output FOLDER.",
        ),
        "labels_in": ("Vận đơn nằm trong {folder}", "The labels are in {folder}"),
        "folder_not_written": (
            "Không ghi được vào thư mục đó: {detail}. Hãy chọn thư mục khác.",
            "Nothing could be written there: {detail}. Choose another folder.",
        ),
    }
)
