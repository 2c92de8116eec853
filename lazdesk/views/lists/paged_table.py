"""The table every list is shown in: over ``PagedModel``, with remembered widths and order."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from PySide6.QtCore import QEvent, QModelIndex, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from lazdesk.views import theme
from lazdesk.views.lists.cells import TICK
from lazdesk.views.lists.paged_model import Index, PagedModel
from lazdesk.views.remembered import remember, remembered

ROW_HEIGHT = 34
LINE_HEIGHT = 20  # what each further line of a row takes
STORE_AFTER = 500  # ms


class PagedTable(QTableView):
    """One list. ``opened`` carries the id of a row that was double-clicked or got Enter.

    Space ticks the selected rows and Ctrl+A all of the list; a click on a head sorts.
    """

    opened = Signal(str)
    current = Signal(str)  # the id of the current row, "" when there is none

    def __init__(
        self, name: str, model: PagedModel, parent: QWidget | None = None, *, lines: int = 1
    ) -> None:
        super().__init__(parent)
        self.name = name
        self.list = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(lines > 1)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setStyleSheet("QTableView::item { padding: 0 6px; }")
        if model.tickable or model.columns[0].cut == "middle":
            self.setItemDelegateForColumn(0, TickDelegate(model.columns[0].cut, self))
        rows = self.verticalHeader()
        rows.setVisible(False)
        # Fixed: measuring 100,000 rows takes three quarters of a minute.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._row_height = ROW_HEIGHT + (lines - 1) * LINE_HEIGHT
        rows.setDefaultSectionSize(self._row_height)
        self._store = QTimer(self)
        self._store.setSingleShot(True)
        self._store.setInterval(STORE_AFTER)
        self._store.timeout.connect(self._store_widths)
        self._prepare_header()
        self._empty = QLabel(self.viewport())
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        theme.set_role(self._empty, "muted")
        self._empty.hide()
        self._kept: str | None = None
        self.activated.connect(self._on_activated)
        model.listed.connect(self._on_listed)
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._restore_place)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def set_empty_text(self, text: str) -> None:
        """What is said instead of rows when the list is there and has none."""
        self._empty.setText(text)

    def current_id(self) -> str | None:
        return self.list.id_at(self.currentIndex().row())

    def selected_rows(self) -> list[int]:
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    # --- the head ---------------------------------------------------------------------------------

    def _prepare_header(self) -> None:
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setSortIndicatorClearable(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setMinimumSectionSize(48)
        head.setStretchLastSection(True)
        stored = remembered()
        for number, column in enumerate(self.list.columns):
            width = stored.value(self._width_key(column.key))
            known = isinstance(width, str) and width.isdigit()
            self.setColumnWidth(number, int(str(width)) if known else column.width)
        sort = str(stored.value(f"order/{self.name}/sort", ""))
        if sort in {column.sort for column in self.list.columns}:
            down = stored.value(f"order/{self.name}/descending") == "1"
            self.list.listing = replace(self.list.listing, sort=sort, descending=down)
            self._show_order()
        head.sectionResized.connect(self._on_resized)
        head.sectionClicked.connect(self._on_head_clicked)

    def _width_key(self, column: str) -> str:
        return f"columns/{self.name}/{column}"

    def _on_resized(self, section: int, _old: int, _new: int) -> None:
        if section < len(self.list.columns) - 1:  # the last one fills what is left
            self._store.start()

    def _store_widths(self) -> None:
        widths = {
            self._width_key(column.key): str(self.columnWidth(number))
            for number, column in enumerate(self.list.columns[:-1])
            if not self.isColumnHidden(number)
        }
        remember(widths)

    def _on_head_clicked(self, section: int) -> None:
        column = self.list.columns[section]
        listing = self.list.listing
        if not column.sort:
            self._show_order()
            return
        if listing.sort != column.sort:
            listing = replace(listing, sort=column.sort, descending=False)
        elif not listing.descending:
            listing = replace(listing, descending=True)
        else:  # the third click gives the list its own order back
            listing = replace(listing, sort="", descending=False)
        self.list.show_listing(listing)
        self._show_order()
        down = "1" if listing.descending else "0"
        key = f"order/{self.name}"
        remember({f"{key}/sort": listing.sort, f"{key}/descending": down})

    def _show_order(self) -> None:
        listing = self.list.listing
        sorts = [column.sort for column in self.list.columns]
        section = sorts.index(listing.sort) if listing.sort in sorts and listing.sort else -1
        down = Qt.SortOrder.DescendingOrder if listing.descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(section, down)

    # --- what is in view --------------------------------------------------------------------------

    def _on_scrolled(self) -> None:
        first = max(0, self.rowAt(0))
        self.list.set_shown(first, first + self.viewport().height() // self._row_height + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._on_scrolled()
        self._place_empty()

    def _on_listed(self) -> None:
        self._on_scrolled()
        self._place_empty()

    def _place_empty(self) -> None:
        wanted = self.list.loaded and not self.list.rowCount()
        self._empty.setVisible(wanted)
        self._empty.setGeometry(self.viewport().rect().adjusted(40, 0, -40, 0))

    def _keep_place(self) -> None:
        self._kept = self.current_id()

    def _restore_place(self) -> None:
        """After a new list: the row the merchant was at, when it is still there."""
        current = self._kept
        row = self.list.position(current) if current is not None else None
        if row is not None:
            self.setCurrentIndex(self.list.index(row, 0))
        else:
            self.scrollToTop()
            self.current.emit("")

    # --- keys and clicks --------------------------------------------------------------------------

    def _on_activated(self, index: QModelIndex) -> None:
        if (id_ := self.list.id_at(index.row())) is not None:
            self.opened.emit(id_)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        super().currentChanged(current, previous)
        self.current.emit(self.list.id_at(current.row()) or "")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.matches(QKeySequence.StandardKey.SelectAll) and self.list.tickable:
            self.list.tick_all(on=True)
        elif event.key() == Qt.Key.Key_Space and self.list.tickable:
            rows = self.selected_rows()
            self.list.tick(rows, on=not all(map(self.list.is_ticked, rows)))
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()


class TickDelegate(QStyledItemDelegate):
    """Draws the tick box in the theme's colours: Fusion's is hardly seen on a dark ground.

    Also cuts a text where its column says so.
    """

    def __init__(self, cut: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._middle = cut == "middle"
        self._boxes: dict[int, QRect] = {}

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        super().initStyleOption(option, index)
        if self._middle:
            option.textElideMode = Qt.TextElideMode.ElideMiddle

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # Few calls, and the box as a picture: many of Qt's leave the interpreter to other threads
        # and wait to get it back, in every row.
        super().paint(painter, option, index)
        state = index.data(TICK)
        if state is not None:
            cell, on = option.rect, Qt.CheckState(state) == Qt.CheckState.Checked
            box = self._box(option, index, cell.height())
            picture = _tick_box(on, box.width(), option.widget.devicePixelRatio(), theme.colors())
            painter.drawPixmap(cell.x() + box.x(), cell.y() + box.y(), picture)

    def _box(self, option: QStyleOptionViewItem, index: Index, height: int) -> QRect:
        """Where the box is in a cell of this height; the width does not matter."""
        if height not in self._boxes:
            drawn = QStyleOptionViewItem(option)
            self.initStyleOption(drawn, index)
            part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
            box = drawn.widget.style().subElementRect(part, drawn, drawn.widget)
            self._boxes[height] = box.translated(-option.rect.topLeft())
        return self._boxes[height]


@lru_cache(maxsize=16)
def _tick_box(on: bool, side: int, ratio: float, colors: theme.Colors) -> QPixmap:
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(colors.accent if on else colors.muted))
    painter.setBrush(QColor(colors.accent if on else colors.base))
    # Square: the style's own box lies underneath.
    painter.drawRect(QRectF(0.5, 0.5, side - 1, side - 1))
    if on:
        painter.setPen(QPen(QColor(colors.on_accent), 2))
        low, size = 0.5, side - 1
        hook = ((0.22, 0.52), (0.42, 0.74), (0.8, 0.28))
        painter.drawPolyline([QPointF(low + size * x, low + size * y) for x, y in hook])
    painter.end()
    return picture
