"""What the last comparison of both sides found: what each side holds, and the remedy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from lazdesk.rules.agreement import What
from lazdesk.rules.explanations import differences
from lazdesk.views import labels, theme
from lazdesk.views.lists import plain_table
from lazdesk.views.overview import held

ALL = ""
SHOWN = 200
# Whose numbers are đồng.
MONEY = frozenset({What.TOTAL, What.CAPTURED, What.REFUNDED, What.PRICE})
# Whether it is there, or is so: 1 or 0.
YES_OR_NO = frozenset({What.MISSING, What.UNWANTED, What.UNCONFIRMED, What.CANCELED})
ROW_HEIGHT = 48  # two lines
VALUE = 160  # an order number of 15 digits, 999.999.999 ₫
MIRROR, REMEDY = 5, 6
NUMBERS = range(2, 6)


class ProofDialog(QDialog):
    """ "Khớp 1.238/1.240", and the rest, of one kind or of all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[dict[str, Any]] = []
        self.setWindowTitle(self.tr("Kết quả đối soát"))
        self.resize(1340, 640)
        self.heading, self.note = QLabel(), QLabel()
        theme.set_role(self.heading, "heading")
        theme.set_role(self.note, "muted")
        self.note.setWordWrap(True)
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(self.tr("Hiện"))
        self.kinds.currentIndexChanged.connect(self._list)
        shown = QHBoxLayout()
        shown.addWidget(QLabel(self.tr("Hiện")))
        shown.addWidget(self.kinds)
        shown.addStretch(1)
        self.table = self._table()
        self.more = QLabel(self.tr("Bảng hiện {n} dòng đầu.").format(n=labels.number(SHOWN)))
        theme.set_role(self.more, "muted")
        buttons = QDialogButtonBox()
        self.export = QPushButton(self.tr("Xuất Excel"))
        self.export.setAutoDefault(False)
        buttons.addButton(self.export, QDialogButtonBox.ButtonRole.ActionRole)
        self.shut = QPushButton(self.tr("Đóng"))
        self.shut.setDefault(True)
        buttons.addButton(self.shut, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.heading)
        column.addWidget(self.note)
        column.addLayout(shown)
        column.addWidget(self.table, 1)
        column.addWidget(self.more)
        column.addWidget(buttons)

    def _table(self) -> QTableWidget:
        columns = {
            self.tr("Lệch gì"): 190,
            self.tr("Đơn hàng / SKU"): VALUE,
            self.tr("Lazada"): VALUE,
            self.tr("Haravan"): VALUE,
            self.tr("Đúng ra"): VALUE,
            self.tr("LazDesk ghi"): VALUE,
            self.tr("Phương án xử lý"): plain_table.REST,
        }
        table = plain_table.plain_table(columns, self.windowTitle(), NUMBERS)
        plain_table.wrap(table, once=True)
        table.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        # Later: higher rows bring the scroll bar, which takes room from the column that rests.
        later = Qt.ConnectionType.QueuedConnection
        table.horizontalHeader().sectionResized.connect(self._fit_rows, later)
        return table

    def show_proof(self, proof: Mapping[str, Any], differ: Sequence[dict[str, Any]]) -> None:
        """What the mirror keeps of the comparison (``models.proofs``)."""
        self._rows = list(differ)
        self.heading.setText(
            self.tr("Khớp {agree}/{checked} đơn hàng và SKU").format(
                agree=labels.number(proof["agree"]), checked=labels.number(proof["checked"])
            )
        )
        at = labels.moment(datetime.fromisoformat(proof["at"]))
        said = [self.tr("Đối soát lúc {at}; chỉ đọc, không ghi gì.").format(at=at)]
        off = {"quantity": self.tr("số lượng"), "price": self.tr("giá")}
        if kinds := [off[kind] for kind in proof["not_compared"]]:
            told = self.tr("Không so {kinds} vì đang tắt ở thẻ Cấu hình.")
            said.append(told.format(kinds=", ".join(kinds)))
        self.note.setText(" ".join(said))
        self._offer_kinds()
        self._list()
        self.export.setEnabled(bool(self._rows))

    def _language(self) -> str:
        return self.tr("vi")  # this text's translation is the language's own code

    def _offer_kinds(self) -> None:
        language, counted = self._language(), dict[str, int]()
        for row in self._rows:
            counted[row["what"]] = counted.get(row["what"], 0) + 1
        self.kinds.blockSignals(True)
        self.kinds.clear()
        self.kinds.addItem(self.tr("Tất cả ({n})").format(n=labels.number(len(self._rows))), ALL)
        for what, count in counted.items():
            title = differences.TOLD[What(what)].title(language)
            self.kinds.addItem(f"{title} ({labels.number(count)})", what)
        self.kinds.blockSignals(False)

    @Slot()
    def _list(self) -> None:
        chosen, language = self.kinds.currentData(), self._language()
        rows = [row for row in self._rows if chosen in (ALL, row["what"])]
        self.more.setVisible(len(rows) > SHOWN)
        self.table.setColumnHidden(MIRROR, all(row["mirror"] is None for row in rows))
        self.table.setRowCount(len(rows[:SHOWN]))
        for number, row in enumerate(rows[:SHOWN]):
            told = differences.TOLD[What(row["what"])]
            cells = [
                told.title(language),
                row["object"],
                *(_value(row["what"], row[side]) for side in ("lazada", "haravan", "wanted")),
                _value("", row["mirror"]),
                told.remedy(language),
            ]
            plain_table.fill_row(self.table, number, cells, NUMBERS)
        self.table.resizeRowsToContents()

    @Slot(int, int, int)
    def _fit_rows(self, column: int, _before: int, _now: int) -> None:
        if column == REMEDY:  # it takes what room the others leave
            self.table.resizeRowsToContents()


def _value(what: str, value: object) -> str:
    if value is None:
        return "–"
    if not isinstance(value, int):
        return held.told(str(value))
    if what in YES_OR_NO:
        return held.yes_or_no(value)
    return labels.money(value) if what in MONEY else labels.number(value)
