"""What a file of links would change, or why it cannot, line by line and beforehand (B1)."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from lazdesk.views import labels, theme
from lazdesk.views.answers import LinksRead
from lazdesk.views.lists import plain_table

SHOWN = 1000
EMPTY_WIDTH = 560


class ImportDialog(QDialog):
    """Accepted: the merchant agrees to all of it. With a wrong line there is nothing to accept."""

    def __init__(self, read: LinksRead, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.read = read
        self.setWindowTitle(
            self.tr("Nhập liên kết từ {file}").format(file=PurePath(read.path).name)
        )
        told = QLabel(read.told)
        told.setWordWrap(True)
        theme.set_role(told, "title")
        lines = read.faults or read.changes
        if lines:
            self.resize(820, plain_table.height(len(lines), 480))
        else:
            self.setMinimumWidth(EMPTY_WIDTH)
        self.table = self._table(lines[:SHOWN], wrong=bool(read.faults))
        self.table.setVisible(bool(lines))
        more = QLabel(self.tr("Bảng hiện {n} dòng đầu.").format(n=labels.number(SHOWN)))
        theme.set_role(more, "muted")
        more.setVisible(len(lines) > SHOWN)
        buttons = QDialogButtonBox()
        self.apply = QPushButton(self.tr("Áp dụng"))
        theme.set_role(self.apply, "primary")
        self.apply.setAutoDefault(False)
        self.close_button = QPushButton(self.tr("Đóng"))
        if read.changes and not read.faults:
            buttons.addButton(self.apply, QDialogButtonBox.ButtonRole.AcceptRole)
            self.close_button.setText(self.tr("Quay lại"))
        buttons.addButton(self.close_button, QDialogButtonBox.ButtonRole.RejectRole)
        self.close_button.setDefault(True)  # Enter must not change anything by accident
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(told)
        column.addWidget(self.table, 1)
        column.addWidget(more)
        column.addWidget(buttons)

    def _table(self, lines: tuple[tuple[int, str], ...], *, wrong: bool) -> QTableWidget:
        what = self.tr("Lỗi") if wrong else self.tr("Thay đổi")
        columns = {self.tr("Dòng"): 80, what: plain_table.REST}
        table = plain_table.plain_table(columns, self.windowTitle(), numbers=(0,))
        table.setRowCount(len(lines))
        for row, (number, text) in enumerate(lines):
            plain_table.fill_row(table, row, (str(number), text), numbers=(0,))
        return table
