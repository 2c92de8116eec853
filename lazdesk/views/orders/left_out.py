"""What a button leaves out, and why, before anything is sent (E1)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from lazdesk.models.queries.order_list import OrderFacts
from lazdesk.rules import buttons
from lazdesk.views import labels, theme
from lazdesk.views.lists import plain_table


def pieces(orders: Sequence[OrderFacts], language: str) -> list[tuple[str, str]]:
    """Pieces that are not the merchant's to pack, by order number, and why."""
    some = QCoreApplication.translate("LeftOut", "Riêng {n} cái: {why}")
    return [
        (
            order.row.number,
            some.format(n=labels.number(count), why=buttons.reason(key, language)),
        )
        for order in orders
        for key, count in buttons.left_out(order.units).items()
    ]


class LeftOutDialog(QDialog):
    """Accepted: the ``count`` orders that remain are asked for."""

    def __init__(
        self,
        title: str,
        left: Sequence[tuple[str, str]],
        count: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(720, plain_table.height(len(left), 380))
        told = QLabel(
            self.tr("{button}: những đơn hoặc món sau không làm được").format(button=title)
        )
        theme.set_role(told, "title")
        columns = {self.tr("Mã đơn Lazada"): 170, self.tr("Lý do"): plain_table.REST}
        table = plain_table.plain_table(columns, title)
        plain_table.wrap(table)
        table.setRowCount(len(left))
        for row, told_of in enumerate(left):
            plain_table.fill_row(table, row, told_of)
        choice = QDialogButtonBox()
        go_on = choice.addButton(
            self.tr("Làm {n} đơn còn lại", "", count).format(n=labels.number(count)),
            QDialogButtonBox.ButtonRole.AcceptRole,
        )
        choice.addButton(self.tr("Quay lại"), QDialogButtonBox.ButtonRole.RejectRole)
        go_on.setDefault(True)
        choice.accepted.connect(self.accept)
        choice.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.addWidget(told)
        whole.addWidget(table, 1)
        whole.addWidget(choice)
        go_on.setFocus()
