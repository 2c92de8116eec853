"""Sheets of paper one below the other, as they will be printed; drawn beside the main thread."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from lazdesk.pdfs import MM_PER_INCH, Document, PdfError, Picture
from lazdesk.views import theme
from lazdesk.views.printing import paper_sizes
from lazdesk.views.printing.page_printer import image_of, paint_page
from lazdesk.views.printing.paper_sizes import Preset
from lazdesk.views.reader import Reader

GAP = 16  # pixels between two sheets and around them
KEPT_BYTES = 96_000_000  # of pictures
STEP = 1.25
SMALLEST, LARGEST = 0.2, 5.0
SCREEN_DPI = 96  # what 100 % means


class PageView(QAbstractScrollArea):
    """Page keys go from sheet to sheet, Ctrl and the wheel zoom. ``moved`` carries the number of
    the sheet looked at, from 0; ``zoomed`` that the zoom is another one."""

    moved = Signal(int)
    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._preset = paper_sizes.SHEET_PRESETS[0]
        self._zoom: float | None = None  # None: a whole sheet in view
        self._pictures: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._failed: set[int] = set()
        self._sheet = 0
        self._reader = Reader(self, urgent=True)
        self._reader.answered.connect(self._take)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    # --- what is shown ----------------------------------------------------------------------------

    def show_document(self, document: Document, preset: Preset) -> None:
        self._document, self._preset = document, preset
        self._lay_out()

    def show_preset(self, preset: Preset) -> None:
        """The same pages on another paper."""
        self._preset = preset
        self._lay_out()

    def sheets(self) -> int:
        return 0 if self._document is None else self._preset.sheets(len(self._document))

    def sheet(self) -> int:
        """The number of the sheet looked at, from 0."""
        return self._sheet

    def is_drawn(self) -> bool:
        """Whether every page in view is there in full sharpness."""
        return self._document is not None and self._missing() is None

    # --- zoom and place ---------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """1 shows a millimetre as a millimetre, on a screen of the usual density."""
        if self._zoom is not None:
            return self._zoom
        room = self.viewport().size()
        fitting = min(
            (room.width() - 2 * GAP) / self._preset.width,
            (room.height() - 2 * GAP) / self._preset.height,
        )
        return min(max(fitting / SCREEN_DPI * MM_PER_INCH, SMALLEST), LARGEST)

    def zoom_by(self, factor: float) -> None:
        self._zoom = min(max(self.zoom * factor, SMALLEST), LARGEST)
        self._lay_out()
        self.zoomed.emit()

    def zoom_in(self) -> None:
        self.zoom_by(STEP)

    def zoom_out(self) -> None:
        self.zoom_by(1 / STEP)

    def fit(self) -> None:
        """A whole sheet in view."""
        self._zoom = None
        self._lay_out()
        self.zoomed.emit()

    def go_to(self, sheet: int) -> None:
        sheet = min(max(sheet, 0), self.sheets() - 1)
        self.verticalScrollBar().setValue(round(sheet * self._pitch()))

    def _dots(self) -> float:
        return self.zoom * SCREEN_DPI / MM_PER_INCH

    def _pitch(self) -> float:
        return self._preset.height * self._dots() + GAP

    def _lay_out(self) -> None:
        """The scroll bars for all sheets; the sheet looked at stays in view."""
        sheet = self._sheet
        for bar, whole, seen in (
            (
                self.verticalScrollBar(),
                self.sheets() * self._pitch() + GAP,
                self.viewport().height(),
            ),
            (
                self.horizontalScrollBar(),
                self._preset.width * self._dots() + 2 * GAP,
                self.viewport().width(),
            ),
        ):
            bar.setPageStep(seen)
            bar.setSingleStep(40)
            bar.setRange(0, max(round(whole) - seen, 0))
        self.go_to(sheet)
        self._on_scrolled()
        self.viewport().update()

    def _on_scrolled(self) -> None:
        """Looked at is the sheet that lies in the middle."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        sheet = min(max(int((middle - GAP) / self._pitch()), 0), max(self.sheets() - 1, 0))
        if self.verticalScrollBar().value() == 0:
            sheet = 0
        elif self.verticalScrollBar().value() == self.verticalScrollBar().maximum():
            sheet = max(self.sheets() - 1, 0)
        self._sheet = sheet
        self.moved.emit(sheet)
        self.viewport().update()
        self._want()

    # --- pictures ---------------------------------------------------------------------------------

    def _resolution(self) -> int:
        return max(round(self._dots() * MM_PER_INCH * self.devicePixelRatioF()), 1)

    def _visible(self) -> range:
        """The pages on the sheets in view."""
        if self._document is None:
            return range(0)
        top = self.verticalScrollBar().value()
        first = int(max(top - GAP, 0) / self._pitch())
        last = int((top + self.viewport().height()) / self._pitch())
        cells = self._preset.cells
        return range(first * cells, min((last + 1) * cells, len(self._document)))

    def _missing(self) -> int | None:
        resolution = self._resolution()
        return next(
            (
                number
                for number in self._visible()
                if (number, resolution) not in self._pictures and number not in self._failed
            ),
            None,
        )

    def _want(self) -> None:
        number, document = self._missing(), self._document
        if number is None or document is None or self._reader.busy():
            return
        resolution = self._resolution()

        def draw() -> tuple[int, int, Picture | None]:
            try:
                return number, resolution, document.picture(number, resolution)
            except PdfError:  # closed meanwhile, or a page that cannot be drawn
                return number, resolution, None

        self._reader.ask(draw)

    def _take(self, answer: tuple[int, int, Picture | None]) -> None:
        number, resolution, picture = answer
        if picture is None:
            self._failed.add(number)
        else:
            self._pictures[number, resolution] = image_of(picture)
            kept = sum(image.sizeInBytes() for image in self._pictures.values())
            while kept > KEPT_BYTES and len(self._pictures) > len(self._visible()):
                _, oldest = self._pictures.popitem(last=False)
                kept -= oldest.sizeInBytes()
        self.viewport().update()
        self._want()

    def _picture(self, number: int) -> QImage | None:
        """As it is to be, or else the sharpest there is by now."""
        wanted = number, self._resolution()
        if wanted in self._pictures:
            return self._pictures[wanted]
        found = [key for key in self._pictures if key[0] == number]
        return self._pictures[max(found)] if found else None

    # --- events -----------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), QColor(theme.colors().alternate))
        if self._document is None:
            return
        dots = self._dots()
        paper = QSizeF(self._preset.width * dots, self._preset.height * dots)
        room = self.viewport().width()
        left = (
            (room - paper.width()) / 2
            if paper.width() + 2 * GAP <= room
            else GAP - self.horizontalScrollBar().value()
        )
        for number in self._visible():
            sheet, cell = divmod(number, self._preset.cells)
            painter.save()
            top = GAP + sheet * self._pitch() - self.verticalScrollBar().value()
            painter.translate(round(left), round(top))
            if cell == 0:
                self._paint_paper(painter, paper)
            picture = self._picture(number)
            if picture is not None:
                size = self._document.sizes[number]
                paint_page(painter, picture, paper_sizes.place(self._preset, number, size), dots)
            painter.restore()

    def _paint_paper(self, painter: QPainter, paper: QSizeF) -> None:
        """White, with its edge around it."""
        sheet = QRectF(0, 0, round(paper.width()), round(paper.height()))
        painter.fillRect(sheet.adjusted(-1, -1, 1, 1), QColor(theme.colors().outline))
        painter.fillRect(sheet, QColor("white"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        key = Qt.Key(event.key())
        if key in steps:
            self.go_to(self._sheet + steps[key])
        elif key == Qt.Key.Key_Home:
            self.go_to(0)
        elif key == Qt.Key.Key_End:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(STEP if event.angleDelta().y() > 0 else 1 / STEP)
        else:
            super().wheelEvent(event)
