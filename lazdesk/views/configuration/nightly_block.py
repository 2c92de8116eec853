"""Cấu hình: the hour at which both sides are compared by themselves."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QTime, Slot
from PySide6.QtWidgets import QTimeEdit

from lazdesk.views.configuration.setting_blocks import Block

OFF = "off"
USUAL = "02:30"
FORMAT = "HH:mm"


class NightlyBlock(Block):
    """Whether, and when, the nightly comparison begins."""

    def __init__(self) -> None:
        super().__init__()
        self.heading.setText(self.tr("Đối soát hai bên"))
        self.nightly = self._switch(
            self.tr("Tự đối soát hằng đêm"),
            self.tr(
                "Mỗi đêm LazDesk đọc lại cả hai bên và so từng đơn, từng SKU, chỉ dùng một phần tư "
                "số lệnh được phép gọi. Chỉ đọc, không ghi gì."
            ),
        )
        self.hour = QTimeEdit()
        self.hour.setDisplayFormat(FORMAT)
        self.hour.setFixedWidth(130)
        self.hour.lineEdit().setTextMargins(7, 0, 0, 0)  # which the style sheet cannot say
        self.hour.setAccessibleName(self.tr("Bắt đầu lúc"))
        self.hour.timeChanged.connect(self._tell)
        self.nightly.toggled.connect(self._show)
        self._row(self.tr("Bắt đầu lúc"), self.hour)
        self._sentence(self.tr("Giờ Việt Nam. Máy tắt quá ba giờ sau giờ này thì chờ đến đêm sau."))

    def load(self, values: Mapping[str, str]) -> None:
        text = values["reconcile.nightly"]
        self.nightly.setChecked(text != OFF)
        self.hour.setTime(QTime.fromString(USUAL if text == OFF else text, FORMAT))
        self._show()

    def values(self) -> dict[str, str]:
        is_on = self.nightly.isChecked()
        return {"reconcile.nightly": self.hour.time().toString(FORMAT) if is_on else OFF}

    @Slot()
    def _show(self) -> None:
        self.hour.setEnabled(self.nightly.isChecked())
