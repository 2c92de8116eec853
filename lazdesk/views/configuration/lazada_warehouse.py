"""Cấu hình: which of the seller's Lazada warehouses is written (C12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QComboBox

from lazdesk.models.queries.connections import LazadaWarehouse
from lazdesk.rules.warehouse import is_same
from lazdesk.views.cards import Note
from lazdesk.views.configuration.setting_blocks import Block


class LazadaWarehouseBlock(Block):
    """Shown only to a seller with several warehouses, or whose picked one is gone."""

    def __init__(self) -> None:
        super().__init__()
        self.heading.setText(self.tr("Kho trên Lazada"))
        self.place = QComboBox()
        self.place.setAccessibleName(self.tr("Kho Lazada được cập nhật số lượng"))
        self.place.setMinimumWidth(280)
        self.place.currentIndexChanged.connect(self._choose)
        self._row(self.tr("Cập nhật số lượng cho kho"), self.place)
        self._sentence(
            self.tr(
                "LazDesk chỉ ghi số lượng vào một kho; các kho khác của gian hàng giữ nguyên. Đổi "
                "kho thì thay đổi được xem trước lại."
            )
        )
        self.note = Note()
        self.body.addWidget(self.note)

    def set_places(self, places: Sequence[LazadaWarehouse], picked: str) -> None:
        """The warehouses as Lazada listed them last, and what is stored."""
        gone = bool(picked) and bool(places) and not any(is_same(p.code, picked) for p in places)
        self.setVisible(len(places) > 1 or gone)
        self.place.blockSignals(True)
        self.place.clear()
        self.place.addItem(self.tr("Chưa chọn"), "")
        for place in places:
            self.place.addItem(f"{place.name} ({place.code})", place.code)
        if gone:
            self.place.addItem(self.tr("{code} (không còn)").format(code=picked), picked)
        self.place.blockSignals(False)
        self._gone = picked if gone else ""

    def load(self, values: Mapping[str, str]) -> None:
        picked = values["stock.lazada_warehouse"]
        index = next(
            (n for n in range(self.place.count()) if is_same(self.place.itemData(n), picked)), 0
        )
        self.place.setCurrentIndex(index)
        self._look()

    def values(self) -> dict[str, str]:
        return {"stock.lazada_warehouse": self.place.currentData() or ""}

    def _choose(self) -> None:
        self._look()
        self.changed.emit()

    def _look(self) -> None:
        chosen = self.place.currentData() or ""
        is_missing = not chosen or chosen == self._gone
        text = self.tr("Chưa chọn kho thì số lượng không được cập nhật.") if is_missing else ""
        self.note.say(text, "warn")
