"""What a picture's widgets get wrong: cut texts, overlaps, widgets outside, the other language."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollBar,
    QSizeGrip,
    QSplitterHandle,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QTabBar,
    QTableView,
    QTreeView,
    QWidget,
)

from lazdesk.views.lists.paged_table import PagedTable

# Rounding between scales.
SLACK = 1
# Money, a number, a date, a time, a tracking number.
FIGURE = re.compile(r"[\d.,:/\s₫]+|[A-Z]+\d{6,}[A-Z]*")
# A product is followed by its variant, which tells it from its neighbours.
KEY_AFTER = " / "
# What the style sheet leaves free on both sides of a column's title.
HEAD_PADDING = 16
# What Qt itself lays over or beside its neighbours.
QTS_OWN = (QScrollBar, QSizeGrip, QSplitterHandle, QHeaderView)


def found_on(window: QWidget, foreign: Collection[str]) -> list[str]:
    """What is wrong on `window`; `foreign` are the texts of the language it is not in."""
    widgets = [window, *(w for w in window.findChildren(QWidget) if seen(w, window))]
    patterns = [pattern_of(text) for text in foreign]
    return [
        *(fault for widget in widgets for fault in cut(widget)),
        *(fault for widget in widgets for fault in outside(widget, window)),
        *(fault for widget in widgets for fault in overlapping(widget)),
        *(
            f"{name(widget)}: not translated: {text}"
            for widget in widgets
            for text in texts_of(widget)
            if not widget.property("quoted") and any(p.fullmatch(text) for p in patterns)
        ),
    ]


def says_nothing(window: QWidget) -> bool:
    """A tab, dialog or menu without a single word."""
    saying = [w for w in window.findChildren(QWidget) if seen(w, window)]
    if isinstance(window, QMenu):
        saying.append(window)
    return not any(text.strip() for widget in saying for text in texts_of(widget))


def seen(widget: QWidget, window: QWidget) -> bool:
    return widget.isVisibleTo(window) and widget.window() is window


def name(widget: QWidget) -> str:
    own = widget.objectName() or next((text[:40] for text in texts_of(widget) if text), "")
    return f"{type(widget).__name__} “{own}”"


def pattern_of(text: str) -> re.Pattern[str]:
    """`text` with anything in place of its values."""
    parts = re.split(r"\{[^}]*\}|%\d|%n", text)
    return re.compile(".+".join(re.escape(part) for part in parts), re.DOTALL)


# --- texts ----------------------------------------------------------------------------------------


def texts_of(widget: QWidget) -> Iterator[str]:
    """What the widget says, also to a pointer that rests on it and to a screen reader."""
    match widget:
        case QLabel() | QAbstractButton():
            yield plain(widget.text())
        case QMenu():
            yield from (plain(action.text()) for action in widget.actions())
        case QLineEdit():
            yield widget.placeholderText()
        case QComboBox():
            yield from (widget.itemText(index) for index in range(widget.count()))
        case QTabBar():
            yield from (plain(widget.tabText(index)) for index in shown_tabs(widget))
        case QTableView() | QTreeView():
            yield from heads(widget)
    yield from (widget.windowTitle(), plain(widget.toolTip()), widget.accessibleName())


def shown_tabs(bar: QTabBar) -> Iterator[int]:
    return (index for index in range(bar.count()) if bar.isTabVisible(index))


def heads(view: QTableView | QTreeView) -> Iterator[str]:
    model = view.model()
    if model is not None:
        for column in range(model.columnCount(QModelIndex())):
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")


def plain(text: str) -> str:
    """Without mark-up and mnemonics."""
    if re.search(r"<[a-z]+[^<>]*>", text):
        document = QTextDocument()
        document.setHtml(text)
        text = document.toPlainText()
    return re.sub(r"&(.)", r"\1", text)


# --- cut ------------------------------------------------------------------------------------------


def cut(widget: QWidget) -> Iterator[str]:
    """The texts that have less room than they need."""
    match widget:
        case QLabel() if not widget.pixmap().isNull():
            return
        case QLabel():
            yield from too_small(widget, needed_by_label(widget))
        case QAbstractButton() if widget.text():
            yield from too_small(widget, widget.minimumSizeHint())
        case QLineEdit() if widget.placeholderText() and not widget.text():
            yield from wider(widget, widget.placeholderText(), widget.contentsRect().width() - 8)
        case QComboBox():
            yield from wider(widget, widget.currentText(), room_of(widget))
        case QTabBar():
            for index in shown_tabs(widget):
                needed = QFontMetrics(widget.font()).horizontalAdvance(plain(widget.tabText(index)))
                yield from wider_than(
                    widget, widget.tabText(index), needed, widget.tabRect(index).width()
                )
        case QHeaderView() if widget.orientation() == Qt.Orientation.Horizontal:
            yield from cut_heads(widget)
        case QTableView():
            yield from cut_cells(widget)


def needed_by_label(label: QLabel) -> QSize:
    if label.wordWrap():
        longest = max(plain(label.text()).split(), key=len, default="")
        width = QFontMetrics(label.font()).horizontalAdvance(longest)
        return QSize(width, label.heightForWidth(label.width()))
    return label.minimumSizeHint()


def too_small(widget: QWidget, needed: QSize) -> Iterator[str]:
    has = widget.size()
    if needed.width() > has.width() + SLACK or needed.height() > has.height() + SLACK:
        yield (
            f"{name(widget)}: cut: needs {needed.width()}×{needed.height()}, "
            f"has {has.width()}×{has.height()}"
        )


def wider(widget: QWidget, text: str, room: int) -> Iterator[str]:
    yield from wider_than(widget, text, QFontMetrics(widget.font()).horizontalAdvance(text), room)


def wider_than(widget: QWidget, text: str, needed: int, room: int) -> Iterator[str]:
    if needed > room + SLACK:
        yield f"{name(widget)}: cut: “{text}” needs {needed}, has {room}"


def room_of(box: QComboBox) -> int:
    """The width left for a combo box's text."""
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    field = QStyle.SubControl.SC_ComboBoxEditField
    whole = QStyle.ComplexControl.CC_ComboBox
    return box.style().subControlRect(whole, option, field, box).width()


def cut_heads(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    for section in range(header.count()):
        if header.isSectionHidden(section) or model is None:
            continue
        text = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        yield from wider(header, text, header.sectionSize(section) - HEAD_PADDING)


def cut_cells(table: QTableView) -> Iterator[str]:
    """Texts of the rows in view that are not whole: half a number is a wrong one.

    A column that says so (`Column.cut`) may be cut where its text says least; so may a text of a
    plain table that is its cell's tooltip. One fault per column.
    """
    model, found = table.model(), set[int]()
    if model is None or (first := table.rowAt(0)) < 0:
        return
    last = table.rowAt(table.viewport().height() - 1)
    for row in range(first, model.rowCount() if last < 0 else last + 1):
        for column in range(model.columnCount()):
            if column not in found and not table.isColumnHidden(column):
                for fault in cut_cell(table, model.index(row, column)):
                    found.add(column)
                    yield fault


def cut_cell(table: QTableView, index: QModelIndex) -> Iterator[str]:
    text, cut = str(index.data() or ""), may_be_cut(table, index)
    metrics, room = QFontMetrics(font_of(table, index)), room_of_cell(table, index)
    needed = metrics.horizontalAdvance(text)
    # Advances are rounded: a text exactly as wide as its room may lose its end.
    if needed < room or (table.wordWrap() and fits_wrapped(table, index, metrics, room)):
        return
    if cut == "middle":
        end = text.rpartition(KEY_AFTER)[2]
        if metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room).endswith(end):
            return
    elif cut == "end" and not FIGURE.fullmatch(text):
        return
    # One pixel less, and the last letters are dots.
    yield f"{name(table)}: cut: “{text}” needs {needed}, has {room}"


def may_be_cut(table: QTableView, index: QModelIndex) -> str:
    if isinstance(table, PagedTable):
        return table.list.columns[index.column()].cut
    return "end" if index.data(Qt.ItemDataRole.ToolTipRole) == index.data() else ""


def font_of(table: QTableView, index: QModelIndex) -> QFont:
    own = index.data(Qt.ItemDataRole.FontRole)
    return own.resolve(table.font()) if isinstance(own, QFont) else table.font()


def room_of_cell(table: QTableView, index: QModelIndex) -> int:
    """The width left for the text, beside the tick box and within the style's margins."""
    option = QStyleOptionViewItem()
    table.initViewItemOption(option)
    option.rect = QRect(0, 0, table.columnWidth(index.column()), table.rowHeight(index.row()))
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasDisplay
    option.text = str(index.data() or "")
    if index.data(Qt.ItemDataRole.CheckStateRole) is not None:
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    part = QStyle.SubElement.SE_ItemViewItemText
    margin = table.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option, table) + 1
    return table.style().subElementRect(part, option, table).width() - 2 * margin


def fits_wrapped(table: QTableView, index: QModelIndex, metrics: QFontMetrics, room: int) -> bool:
    text, within = str(index.data()), QRect(0, 0, room, 10_000)
    needed = metrics.boundingRect(within, Qt.TextFlag.TextWordWrap, text)
    return needed.width() <= room and needed.height() <= table.rowHeight(index.row())


# --- places ---------------------------------------------------------------------------------------


def outside(widget: QWidget, window: QWidget) -> Iterator[str]:
    """A widget that its parent cuts off; what scrolls may be larger."""
    parent = widget.parentWidget()
    if widget is window or parent is None or isinstance(widget, QTS_OWN) or scrolls(parent):
        return
    within = parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
    if not within.contains(widget.geometry()):
        yield f"{name(widget)}: outside: {tuple_of(widget.geometry())} of {tuple_of(parent.rect())}"


def scrolls(parent: QWidget) -> bool:
    area = parent.parentWidget()
    return isinstance(area, QAbstractScrollArea) and area.viewport() is parent


def overlapping(parent: QWidget) -> Iterator[str]:
    """Two neighbours on the same place."""
    if isinstance(parent, QAbstractScrollArea | QTabBar | QComboBox) or scrolls(parent):
        return
    for one, other in combinations(neighbours(parent), 2):
        common = one.geometry() & other.geometry()
        if common.width() > SLACK and common.height() > SLACK:
            yield f"{name(one)} and {name(other)}: overlap on {tuple_of(common)}"


def neighbours(parent: QWidget) -> Iterable[QWidget]:
    return [
        child
        for child in parent.children()
        if isinstance(child, QWidget)
        and child.isVisibleTo(parent)
        and not child.isWindow()
        and not isinstance(child, QTS_OWN)
        and not child.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    ]


def tuple_of(rect: QRect) -> tuple[int, int, int, int]:
    return rect.x(), rect.y(), rect.width(), rect.height()
