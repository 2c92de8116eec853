"""Prints the pages of a PDF, sheet by sheet, without holding up the window."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from lazdesk.pdfs import MM_PER_INCH, Document, Picture
from lazdesk.views.printing import paper_sizes
from lazdesk.views.printing.paper_sizes import Place, Preset
from lazdesk.views.reader import Reader

# Finer than any label printer; a page is then 35 MB while it is drawn.
FINEST = 600


def printers() -> list[str]:
    """The names of the printers there are, the usual one first."""
    usual = QPrinterInfo.defaultPrinterName()
    return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: name != usual)


def printer_on(preset: Preset, name: str, title: str) -> QPrinter:
    """This printer with the preset's paper from edge to edge; without a ``name`` it writes a PDF,
    for which ``setOutputFileName`` is still to be said."""
    found = QPrinterInfo.printerInfo(name) if name else QPrinterInfo()
    printer = QPrinter(found, QPrinter.PrinterMode.HighResolution)
    if not name:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setResolution(FINEST // 2)
    printer.setDocName(title)
    printer.setFullPage(True)
    printer.setPageLayout(
        QPageLayout(
            QPageSize(
                QSizeF(preset.width, preset.height),
                QPageSize.Unit.Millimeter,
                paper_sizes.title(preset),
            ),
            QPageLayout.Orientation.Portrait,
            QMarginsF(),
            QPageLayout.Unit.Millimeter,
        )
    )
    printer.setFullPage(True)
    return printer


class PrintJob(QObject):
    """One run through a document. A page is drawn beside the main thread and put on paper in it,
    so that the window lives on; ``ended`` says whether all pages went to the printer."""

    advanced = Signal(int)
    ended = Signal(bool)

    def __init__(
        self, document: Document, preset: Preset, printer: QPrinter, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._preset = preset
        self._printer = printer
        self._painter = QPainter()
        self._number = 0
        self._reader = Reader(self, urgent=True)
        self._reader.answered.connect(self._put)

    def start(self) -> None:
        """Without a printer that takes the job it ends at once."""
        if self._painter.begin(self._printer):
            # Bars of a barcode keep their edges.
            self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
            self._draw()
        else:
            self.ended.emit(False)

    def cancel(self) -> None:
        """What is on paper stays; the rest does not follow."""
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()
            self.ended.emit(False)

    def _draw(self) -> None:
        document, number = self._document, self._number
        resolution = min(self._printer.resolution(), FINEST)
        self._reader.ask(lambda: document.picture(number, resolution))

    def _put(self, picture: Picture) -> None:
        if not self._painter.isActive():  # cancelled meanwhile
            return
        number = self._number
        if number and number % self._preset.cells == 0 and not self._printer.newPage():
            self.cancel()
            return
        place = paper_sizes.place(self._preset, number, self._document.sizes[number])
        dots = self._printer.resolution() / MM_PER_INCH
        paint_page(self._painter, image_of(picture), place, dots)
        self._number += 1
        self.advanced.emit(self._number)
        if self._number < len(self._document):
            self._draw()
        else:
            self.ended.emit(self._painter.end())


def paint_page(painter: QPainter, image: QImage, place: Place, dots: float) -> None:
    """The page at its place on the sheet, whose corner is the painter's; ``dots`` a millimetre."""
    painter.save()
    left, top, width, height = (length * dots for length in place.cell)
    painter.setClipRect(QRectF(left, top, width, height), Qt.ClipOperation.IntersectClip)
    painter.translate(place.left * dots, place.top * dots)
    shown = QRectF(0, 0, place.width * dots, place.height * dots)
    if place.turned:
        painter.translate(place.width * dots, 0)
        painter.rotate(90)
        shown = QRectF(0, 0, shown.height(), shown.width())
    painter.drawImage(shown, image)
    painter.restore()


def image_of(picture: Picture) -> QImage:
    """The picture for Qt; the pixels are its own."""
    return QImage(
        picture.pixels,
        picture.width,
        picture.height,
        picture.stride,
        QImage.Format.Format_RGB32,
    ).copy()
