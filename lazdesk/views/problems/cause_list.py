"""What is wrong, by severity and cause, with counts; what is ignored or over stands apart (F)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QMargins, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QFont
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from lazdesk.models.queries.problem_list import APART, IGNORED, SOLVED
from lazdesk.rules.problems import CATALOGUE, Severity
from lazdesk.views import labels, theme

ALL = "all"
GROUP = Qt.ItemDataRole.UserRole
LEVELS = {Severity.ORDERS: "bad", Severity.STOCK: "warn", Severity.NOTICE: "muted"}
WIDTH = 250


class CauseList(QListWidget):
    """``chosen`` carries the group that is now shown."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.setWordWrap(True)
        self.setStyleSheet("QListWidget { padding: 4px 8px; }")
        self.setItemDelegate(_Spaced(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._on_current)

    def show_groups(
        self, counted: Mapping[str, int], group: str, title_of: Callable[[str], str]
    ) -> None:
        """All, each cause under its severity, those apart; ``group`` stays chosen."""
        self.blockSignals(True)
        self.clear()
        self._add(ALL, sum(n for code, n in counted.items() if code not in APART), title_of)
        for severity in Severity:
            codes = [code for code in counted if _severity(code) is severity]
            if group not in (*counted, ALL, *APART) and _severity(group) is severity:
                codes.append(group)  # its last problem has just gone
            if codes:
                self._head(severity, sum(counted.get(code, 0) for code in codes))
            for code in sorted(codes, key=lambda code: -counted.get(code, 0)):
                self._add(code, counted.get(code, 0), title_of, LEVELS[severity])
        apart = [code for code in (IGNORED, SOLVED) if counted.get(code) or code == group]
        for code in apart:
            self._add(code, counted.get(code, 0), title_of)
        self._choose(group)
        self.blockSignals(False)

    def choose(self, group: str) -> None:
        self._choose(group)

    def texts(self) -> list[str]:
        return [self.item(number).text() for number in range(self.count())]

    def severity_words(self, severity: Severity) -> str:
        return {
            Severity.ORDERS: self.tr("Chặn đơn"),
            Severity.STOCK: self.tr("Chặn tồn kho và giá"),
            Severity.NOTICE: self.tr("Nhắc nhở"),
        }[severity]

    def _head(self, severity: Severity, count: int) -> None:
        head = QListWidgetItem(f"{self.severity_words(severity)} ({labels.number(count)})")
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        head.setForeground(_color(LEVELS[severity]))
        bold = self.font()
        bold.setWeight(QFont.Weight.Bold)
        head.setFont(bold)
        self.addItem(head)

    def _add(self, group: str, count: int, title_of: Callable[[str], str], level: str = "") -> None:
        item = QListWidgetItem(f"{labels.number(count)} · {title_of(group)}")
        item.setData(GROUP, group)
        if level:
            item.setForeground(_color(level))
        self.addItem(item)

    def _choose(self, group: str) -> None:
        for item in self._items():
            if item.data(GROUP) == group:
                self.setCurrentItem(item)

    def _items(self) -> Iterable[QListWidgetItem]:
        return (self.item(number) for number in range(self.count()))

    @Slot()
    def _on_current(self) -> None:
        item = self.currentItem()
        if item is not None and item.data(GROUP):
            self.chosen.emit(item.data(GROUP))


class _Spaced(QStyledItemDelegate):
    """Room between the causes. Qt forgets a list's own spacing when it wraps: texts were cut."""

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return super().sizeHint(option, index).grownBy(QMargins(0, 4, 0, 4))


def _severity(code: str) -> Severity | None:
    explained = CATALOGUE.get(code)
    return explained.severity if explained else None


def _color(level: str) -> QBrush:
    return QBrush(QColor(getattr(theme.colors(), level)))
