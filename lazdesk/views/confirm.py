"""One question before something that can be undone; pressing Enter changes nothing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget


def agreed(parent: QWidget, title: str, question: str, told: str, go: str) -> bool:
    """Whether the merchant pressed ``go``. ``told`` says what it entails."""
    asked = QMessageBox(parent)
    asked.setIcon(QMessageBox.Icon.Question)
    asked.setWindowTitle(title)
    asked.setText(question)
    asked.setInformativeText(told)
    do = asked.addButton(go, QMessageBox.ButtonRole.AcceptRole)
    stay = asked.addButton(
        QCoreApplication.translate("confirm", "Hủy bỏ"), QMessageBox.ButtonRole.RejectRole
    )
    asked.setDefaultButton(stay)
    asked.exec()
    is_agreed = asked.clickedButton() is do
    asked.deleteLater()
    return is_agreed
