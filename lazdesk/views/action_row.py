"""Actions as buttons in a row; those that find no room stand in a menu at its end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from lazdesk.views import theme

SPACING = 8


class ActionRow(QWidget):
    """What an action is called, whether it may be triggered and whether it shows is its own to say;
    the row follows. The first ones find room first."""

    def __init__(self, side: Qt.AlignmentFlag, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._buttons: dict[QAction, QPushButton] = {}
        self.more = QPushButton(self)
        self.menu = QMenu(self.more)
        self.menu.setToolTipsVisible(True)
        self.more.setMenu(self.menu)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def add(self, action: QAction, role: str = "") -> None:
        button = QPushButton(self)
        if role:
            theme.set_role(button, role)
        button.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._buttons[action] = button
        self._follow()

    def button(self, action: QAction) -> QPushButton:
        return self._buttons[action]

    def retranslate(self) -> None:
        self.more.setText(self.tr("Thêm"))
        self._fold()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._width(self._shown()), self.more.sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.more.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fold()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._fold()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fold()

    def _follow(self) -> None:
        for action, button in self._buttons.items():
            button.setText(action.text())
            button.setToolTip(action.toolTip())
            button.setEnabled(action.isEnabled())
        self.updateGeometry()
        self._fold()

    def _shown(self) -> list[QAction]:
        return [action for action in self._buttons if action.isVisible()]

    def _width(self, actions: list[QAction]) -> int:
        widths = [self._buttons[action].sizeHint().width() for action in actions]
        return sum(widths) + SPACING * max(len(widths) - 1, 0)

    def _fold(self) -> None:
        """Places the buttons that find room beside each other, and puts the others in the menu."""
        if not self.isVisible():
            return  # many actions may change before anybody sees them
        fitting = self._shown()
        more = self.more.sizeHint().width()
        if self._width(fitting) > self.width():
            while fitting and self._width(fitting) + SPACING + more > self.width():
                fitting.pop()
        folded = [action for action in self._shown() if action not in fitting]
        self.menu.clear()
        self.menu.addActions(folded)
        placed = [self._buttons[action] for action in fitting] + ([self.more] if folded else [])
        taken = self._width(fitting) + (SPACING * bool(fitting) + more if folded else 0)
        left = self.width() - taken if self._side == Qt.AlignmentFlag.AlignRight else 0
        for button in (*self._buttons.values(), self.more):
            button.setVisible(button in placed)
        for button in placed:
            button.setGeometry(left, 0, button.sizeHint().width(), self.height())
            left += button.width() + SPACING
