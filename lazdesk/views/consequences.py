"""A dialog before something that matters: what happens, what stays, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lazdesk.views import theme
from lazdesk.views.cards import bulleted

WIDTH = 560

Section = tuple[str, Sequence[str]]
"""A heading and its lines."""


class ConsequencesDialog(QDialog):
    """Nothing is pressed by default but the way back; ``back`` is what it is called."""

    def __init__(
        self,
        title: str,
        question: str,
        sections: Sequence[Section],
        parent: QWidget | None = None,
        *,
        back: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        heading = QLabel(question)
        heading.setWordWrap(True)
        theme.set_role(heading, "heading")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(22, 18, 22, 18)
        self.column.setSpacing(10)
        self.column.addWidget(heading)
        for name, lines in sections:
            head = QLabel(name)
            theme.set_role(head, "title")
            self.column.addWidget(head)
            for line in lines:
                self.column.addLayout(bulleted(line))
        self.buttons = QDialogButtonBox()
        self.cancel = QPushButton(back or self.tr("Hủy bỏ"))
        self.cancel.setDefault(True)
        self.buttons.addButton(self.cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.rejected.connect(self.reject)
        self.column.addWidget(self.buttons)

    def offer(self, text: str, role: str, pressed: Callable[[], None] | None = None) -> QPushButton:
        """One more button; it accepts, or does what ``pressed`` does."""
        button = QPushButton(text)
        theme.set_role(button, role)
        button.setAutoDefault(False)
        self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        button.clicked.connect(pressed or self.accept)
        # Labels that wrap ask for too much height unless the width is known.
        self.resize(WIDTH, self.column.heightForWidth(WIDTH))
        return button
