"""The preview: what would change on Lazada, before anything does (C1, C9)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lazdesk.views import labels, theme
from lazdesk.views.answers import PlannedChange

SHOWN = 1000


class PreviewDialog(QDialog):
    """Accepted: the merchant agrees to all of it."""

    def __init__(
        self, changes: Sequence[PlannedChange], agree: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Xem trước thay đổi trên Lazada"))
        self.resize(980, 560)
        skus = len({change.sku_id for change in changes})
        heading = QLabel(self.tr("Sẽ cập nhật {n} SKU trên Lazada").format(n=labels.number(skus)))
        theme.set_role(heading, "heading")
        note = QLabel(self._summary(changes))
        note.setWordWrap(True)
        self.table = self._table(changes[:SHOWN])
        buttons = QDialogButtonBox()
        self.agree = QPushButton(agree)
        theme.set_role(self.agree, "primary")
        buttons.addButton(self.agree, QDialogButtonBox.ButtonRole.AcceptRole)
        self.refuse = QPushButton(self.tr("Chưa thay đổi gì"))
        buttons.addButton(self.refuse, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        # Enter must not send by accident.
        self.agree.setAutoDefault(False)
        self.refuse.setDefault(True)
        column = QVBoxLayout(self)
        column.addWidget(heading)
        column.addWidget(note)
        column.addWidget(self.table, 1)
        column.addWidget(buttons)

    def _summary(self, changes: Sequence[PlannedChange]) -> str:
        quantities = [c for c in changes if c.kind == "quantity"]
        prices = len(changes) - len(quantities)
        zeros = sum(c.wanted == 0 for c in quantities)
        parts = [
            self.tr("Chưa có gì được gửi đi."),
            self.tr("Số lượng: {n} SKU, trong đó {zeros} SKU về 0.").format(
                n=labels.number(len(quantities)), zeros=labels.number(zeros)
            ),
            self.tr("Giá: {n} SKU.").format(n=labels.number(prices)),
        ]
        if len(changes) > SHOWN:
            parts.append(
                self.tr("Bảng hiện {n} dòng đầu; đồng ý là đồng ý với tất cả.").format(
                    n=labels.number(SHOWN)
                )
            )
        return " ".join(parts)

    def _table(self, changes: Sequence[PlannedChange]) -> QTableWidget:
        heads = [
            self.tr("Sản phẩm"),
            self.tr("SKU Lazada"),
            self.tr("Giá trị"),
            self.tr("Trên Lazada"),
            self.tr("Sẽ thành"),
            self.tr("Vì sao"),
        ]
        table = QTableWidget(len(changes), len(heads))
        table.setHorizontalHeaderLabels(heads)
        table.setAccessibleName(self.windowTitle())
        table.verticalHeader().hide()
        table.setAlternatingRowColors(True)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        for row, change in enumerate(changes):
            for column, (text, right) in enumerate(self._cells(change)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if right:
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                table.setItem(row, column, item)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate((280, 130, 85, 110, 110)):
            table.setColumnWidth(column, width)
        header.setSectionResizeMode(len(heads) - 1, QHeaderView.ResizeMode.Stretch)
        return table

    def _cells(self, change: PlannedChange) -> list[tuple[str, bool]]:
        if change.kind == "price":
            wanted = labels.money(change.wanted)
            if change.sale_price is not None:
                wanted = self.tr("{price}, khuyến mãi {sale}").format(
                    price=wanted, sale=labels.money(change.sale_price)
                )
            kind, now = self.tr("Giá"), labels.money(change.now)
        else:
            kind, now = self.tr("Số lượng"), labels.number(change.now)
            wanted = labels.number(change.wanted)
        return [
            (change.title, False),
            (change.seller_sku, False),
            (kind, False),
            (now, True),
            (wanted, True),
            (self._why(change), False),
        ]

    def _why(self, change: PlannedChange) -> str:
        inputs = dict(change.inputs)
        if change.kind == "price":
            why = self.tr("Giá Haravan {price}").format(price=labels.money(_whole(inputs["price"])))
        else:
            why = self.tr("Khả dụng {q}").format(q=labels.number(_whole(inputs["q"])))
            for key, words in (
                ("u", self.tr("− {n} đơn chưa vào Haravan")),
                ("w", self.tr("− {n} chờ thanh toán")),
                ("b", self.tr("− {n} dự phòng")),
            ):
                if _whole(inputs[key]):
                    why = f"{why} {words.format(n=labels.number(_whole(inputs[key])))}"
            if inputs["rule"] == "continue" and change.wanted == 100_000:
                why = self.tr("{why}; cho đặt khi hết hàng").format(why=why)
        held = {
            "PRICE_GUARD": self.tr("⚠ giá đổi nhiều hơn ngưỡng"),
            "ZERO_STOCK_GUARD": self.tr("⚠ nhiều SKU cùng về 0"),
            "MULTI_WAREHOUSE": self.tr("⚠ nhiều kho Lazada: chưa gửi được"),
        }.get(change.held or "")
        return f"{held} · {why}" if held else why


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
