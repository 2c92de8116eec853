"""Asks for the passphrase of a copy: twice where a slip would lock it for good (G3)."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lazdesk.views import theme

SHORTEST = 8


class PassphraseDialog(QDialog):
    """Accepted, by the button called ``go``: ``passphrase()`` is long enough and, where ``twice``,
    typed twice alike."""

    def __init__(
        self, title: str, says: str, go: str, *, twice: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        told = QLabel(says)
        told.setWordWrap(True)
        self.first, self.second = QLineEdit(), QLineEdit()
        self._twice = twice
        form = QFormLayout()
        form.addRow(self.tr("Mật khẩu"), self.first)
        if twice:
            form.addRow(self.tr("Nhập lại"), self.second)
        for line in (self.first, self.second):
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.textChanged.connect(self._look)
        self.first.setAccessibleName(self.tr("Mật khẩu"))
        self.second.setAccessibleName(self.tr("Nhập lại"))
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        theme.set_role(self.hint, "muted")
        self.go = QPushButton(go)
        theme.set_role(self.go, "primary")
        self.buttons = QDialogButtonBox()
        self.buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(self.tr("Hủy bỏ"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(told)
        column.addLayout(form)
        column.addWidget(self.hint)
        column.addWidget(self.buttons)
        self.setMinimumWidth(440)
        self._look()

    def passphrase(self) -> str:
        return self.first.text()

    @Slot()
    def _look(self) -> None:
        short = len(self.first.text()) < SHORTEST
        differ = self._twice and self.first.text() != self.second.text()
        if short:
            self.hint.setText(self.tr("Ít nhất {n} ký tự.").format(n=SHORTEST))
        else:
            self.hint.setText(self.tr("Hai lần nhập khác nhau.") if differ else "")
        self.go.setEnabled(not short and not differ)
