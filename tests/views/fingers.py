"""Clicks and keys as a merchant's hand makes them: they go to the screen's window, which finds the
widget under the pointer and the one that has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionViewItem,
    QTabBar,
    QTableView,
    QWidget,
)

LEFT = Qt.MouseButton.LeftButton
NOTHING = Qt.KeyboardModifier.NoModifier


def click(widget: QWidget, at: QPoint | None = None, times: int = 1) -> None:
    """Clicks the middle of ``widget``, or ``at`` in it; what is scrolled away is brought into view.

    Something over the widget would get the click in its place: that fails here already.
    """
    _give_keyboard(widget)
    QApplication.processEvents()  # nothing moves any more under the finger
    _bring_into_view(widget)
    spot = at if at is not None else _middle(widget)
    window = widget.window()
    there = widget.mapTo(window, spot)
    under = window.childAt(there)
    assert under is widget or (under is not None and widget.isAncestorOf(under)), (
        f"{under} lies over {widget}"
    )
    if isinstance(widget, QAbstractButton):
        assert widget.isEnabled(), widget.text()
    press = QTest.mouseClick if times == 1 else QTest.mouseDClick
    press(window.windowHandle(), LEFT, NOTHING, there)


def open_tab(bar: QTabBar, number: int) -> None:
    click(bar, bar.tabRect(number).center())
    assert bar.currentIndex() == number


def tick(table: QTableView, row: int) -> None:
    """Clicks the tick box of the row."""
    index = table.model().index(row, 0)
    table.scrollTo(index)
    option = QStyleOptionViewItem()
    table.initViewItemOption(option)
    option.rect = table.visualRect(index)
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
    click(table.viewport(), table.style().subElementRect(part, option, table).center())


def click_row(table: QTableView, row: int, column: int, times: int = 1) -> None:
    index = table.model().index(row, column)
    table.scrollTo(index)
    click(table.viewport(), table.visualRect(index).center(), times)


def fill_in(field: QLineEdit, text: str) -> None:
    """Clicks into the field and types in place of what stands there; letters without marks only."""
    assert text.isascii(), text
    click(field)
    assert QApplication.focusWidget() is field
    press_keys(field, "Ctrl+A")
    if text:
        QTest.keyClicks(field, text)
    else:
        press_keys(field, "Del")
    assert field.text() == text


def press_keys(widget: QWidget, keys: str) -> None:
    """One stroke such as ``Ctrl+K``, which goes to whatever has the keyboard in that window."""
    _give_keyboard(widget)
    # The stubs do not know that a sequence has strokes.
    stroke = QKeySequence(keys)[0]  # type: ignore[index]
    QTest.keyClick(widget.window().windowHandle(), stroke.key(), stroke.keyboardModifiers())


def _give_keyboard(widget: QWidget) -> None:
    """Offscreen there is no window manager to do so when a dialog closes or a window is clicked."""
    window = widget.window()
    if not window.isActiveWindow():
        window.activateWindow()
        QApplication.processEvents()
    assert window.isActiveWindow()


def _middle(widget: QWidget) -> QPoint:
    if isinstance(widget, QCheckBox | QRadioButton):  # their row is wider than what can be clicked
        return QPoint(10, widget.height() // 2)
    return widget.rect().center()


def _bring_into_view(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
