"""The small dialogs of locks: what, until when, why; and what taking back prices would do (C13)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from lazdesk.views import labels, theme
from lazdesk.views.answers import UndoPlanned
from lazdesk.views.lists import plain_table

USUAL_DAYS = 7
WIDTH = 460


class LockDialog(QDialog):
    """*Khóa giá/tồn*: both kinds and a week, unless chosen otherwise."""

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Khóa giá/tồn"))
        heading = QLabel(self.tr("Khóa {n} biến thể", "", count).format(n=labels.number(count)))
        theme.set_role(heading, "heading")
        sentence = QLabel(
            self.tr("Giá trị bị khóa không được đẩy lên Lazada, kể cả khi tồn kho về 0.")
        )
        sentence.setWordWrap(True)
        theme.set_role(sentence, "muted")
        self.price = QCheckBox(self.tr("Giá"))
        self.quantity = QCheckBox(self.tr("Số lượng"))
        self.ends = QCheckBox(self.tr("Đến hết ngày"))
        for box in (self.price, self.quantity, self.ends):
            box.setChecked(True)
            box.toggled.connect(self._look)
        today = QDate.currentDate()
        self.day = QDateEdit(today.addDays(USUAL_DAYS))
        self.day.setMinimumDate(today)
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("dd/MM/yyyy")
        self.day.setAccessibleName(self.tr("Ngày cuối cùng bị khóa"))
        self.why = QLineEdit()
        self.why.setPlaceholderText(self.tr("Ví dụ: Sale 12.12"))
        form = QFormLayout()
        form.addRow(self.tr("Khóa"), self.price)
        form.addRow("", self.quantity)
        form.addRow(self.ends, self.day)
        form.addRow(self.tr("Lý do"), self.why)
        buttons = QDialogButtonBox()
        self.go = buttons.addButton(self.tr("Khóa"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("Hủy bỏ"), QDialogButtonBox.ButtonRole.RejectRole)
        theme.set_role(self.go, "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(10)
        for widget in (heading, sentence):
            column.addWidget(widget)
        column.addLayout(form)
        column.addWidget(buttons)
        # A sentence that wraps asks for another height once the width is known.
        self.setMinimumSize(WIDTH, column.totalHeightForWidth(WIDTH))

    @Slot()
    def _look(self) -> None:
        self.day.setEnabled(self.ends.isChecked())
        self.go.setEnabled(bool(self.kinds()))

    def kinds(self) -> tuple[str, ...]:
        boxes = (("price", self.price), ("quantity", self.quantity))
        return tuple(kind for kind, box in boxes if box.isChecked())

    def last_day(self) -> date | None:
        """None: until it is lifted."""
        if not self.ends.isChecked():
            return None
        chosen = self.day.date()
        return date(chosen.year(), chosen.month(), chosen.day())


class UndoDialog(QDialog):
    """*Hoàn tác giá vừa đẩy*: SKU by SKU what would be set back; accepted: do it."""

    def __init__(self, planned: UndoPlanned, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Hoàn tác giá vừa đẩy"))
        count = len(planned.rows)
        self.resize(720, plain_table.height(count, 420) if count else 0)
        heading = QLabel(
            self.tr("Đặt lại {n} giá trên Lazada như trước lần đẩy cuối?", "", count).format(
                n=labels.number(count)
            )
            if count
            else self.tr("Không có giá nào hoàn tác được")
        )
        heading.setWordWrap(True)
        theme.set_role(heading, "heading")
        sentence = QLabel(
            self.tr(
                "Chỉ những SKU mà Lazada vẫn giữ giá LazDesk đã gửi. Giá Haravan hiện tại của "
                "chúng được giữ lại, không đẩy nữa cho đến khi bạn đổi giá ở Haravan hoặc bỏ khóa."
            )
        )
        sentence.setWordWrap(True)
        theme.set_role(sentence, "muted")
        columns = {
            self.tr("Sản phẩm"): plain_table.REST,
            self.tr("SKU Lazada"): 150,
            self.tr("Đang là"): 110,
            self.tr("Sẽ thành"): 110,
        }
        self.table = plain_table.plain_table(columns, self.windowTitle(), numbers=(2, 3))
        self.table.setRowCount(count)
        for line, row in enumerate(planned.rows):
            texts = (row.title, row.seller_sku, labels.money(row.now), labels.money(row.becomes))
            plain_table.fill_row(self.table, line, texts, numbers=(2, 3))
        self.table.setVisible(bool(count))
        sentence.setVisible(bool(count))
        buttons = QDialogButtonBox()
        self.go = buttons.addButton(self.tr("Đặt lại"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.stay = buttons.addButton(self.tr("Hủy bỏ"), QDialogButtonBox.ButtonRole.RejectRole)
        theme.set_role(self.go, "danger")
        self.go.setAutoDefault(False)
        self.go.setVisible(bool(count))
        if not count:
            self.stay.setText(self.tr("Đóng"))
        self.stay.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(22, 18, 22, 18)
        for widget in (heading, sentence, self.table, buttons):
            whole.addWidget(widget)
