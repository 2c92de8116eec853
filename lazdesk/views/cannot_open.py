"""What the window offers when the merchant's data cannot be opened; it stays as it is (G2)."""

from __future__ import annotations

from enum import Enum

from PySide6.QtWidgets import QMessageBox, QWidget

from lazdesk.views.labels import translate


class Choice(Enum):
    AGAIN = "again"
    PRACTICE = "practice"
    CLOSE = "close"


class CannotOpen(QMessageBox):
    """Says why; to try again, to look at the practice shops meanwhile, or to close."""

    def __init__(self, why: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Critical)
        self.setWindowTitle("LazDesk")
        self.setText(why)
        role = QMessageBox.ButtonRole
        self.again = self.addButton(translate("CannotOpen", "Thử lại"), role.AcceptRole)
        self.practice = self.addButton(
            translate("CannotOpen", "Dùng thử với gian hàng tập dượt"), role.ActionRole
        )
        self.leave = self.addButton(translate("CannotOpen", "Đóng"), role.RejectRole)
        self.setDefaultButton(self.again)
        self.setEscapeButton(self.leave)

    def choice(self) -> Choice:
        pressed = self.clickedButton()
        if pressed is self.again:
            return Choice.AGAIN
        return Choice.PRACTICE if pressed is self.practice else Choice.CLOSE


def ask(why: str, practising: bool, only_those: bool, parent: QWidget) -> Choice:
    """What to do next. ``practising``: it was the practice shops that could not be opened;
    ``only_those``: the program was started for them."""
    if practising and only_those:
        QMessageBox.critical(parent, "LazDesk", why)
        return Choice.CLOSE
    if practising:
        QMessageBox.warning(parent, "LazDesk", why)
        return Choice.AGAIN
    dialog = CannotOpen(why, parent)
    dialog.exec()
    return dialog.choice()
