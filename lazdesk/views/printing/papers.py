"""Papers of our own as PDF: pages of HTML set in the program's font, with a line at the foot.

Any thread may make one. Lengths are millimetres.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QPen,
    QTextDocument,
    QTextOption,
)

from lazdesk.pdfs import MM_PER_INCH
from lazdesk.views import theme

RESOLUTION = 300
FOOT = 6.0
FOOT_POINTS = 7.5
NEW_PAGE = '<p style="page-break-before: always; margin: 0"></p>'
TRIAL_MARGIN, TRIAL_RULER, TRIAL_LINE = 2.0, 50, 0.3


def pdf_of(
    html: str,
    size: tuple[float, float],
    margin: float,
    *,
    points: float,
    foot: str = "",
    tail: str = "",
) -> bytes:
    """``html`` on pages of this size, and after it ``tail``, which is not torn between two pages.

    ``foot`` stands below each page beside ``1/3``; without it there is no foot.
    """
    buffer = QBuffer()
    writer = _writer(buffer, size)
    dots = RESOLUTION / MM_PER_INCH
    width = (size[0] - 2 * margin) * dots
    height = (size[1] - 2 * margin - (FOOT if foot else 0)) * dots
    room = QSizeF(width, height)
    document = _document(html + tail, points, writer, room)
    if tail and _pages(document, height) > _pages(_document(html, points, writer, room), height):
        document = _document(html + NEW_PAGE + tail, points, writer, room)
    painter = QPainter(writer)
    painter.translate(margin * dots, margin * dots)
    pages = _pages(document, height)
    for number in range(pages):
        if number:
            writer.newPage()
        _draw(painter, document, QRectF(0, number * height, width, height))
        if foot:
            below = QRectF(0, height, width, FOOT * dots)
            painter.setFont(_font(FOOT_POINTS))
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, foot)
            painter.drawText(
                below,
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom,
                f"{number + 1}/{pages}",
            )
    painter.end()
    return bytes(buffer.data().data())


def trial(size: tuple[float, float], count: int, told: str) -> bytes:
    """So many pages of this size to see whether a printer keeps it: a frame two millimetres inside
    the edges, and a ruler of fifty."""
    buffer = QBuffer()
    writer = _writer(buffer, size)
    painter = QPainter(writer)
    dots = RESOLUTION / MM_PER_INCH
    width, height = size[0] * dots, size[1] * dots
    for number in range(count):
        if number:
            writer.newPage()
        painter.setPen(QPen(Qt.GlobalColor.black, TRIAL_LINE * dots))
        inside = TRIAL_MARGIN * dots
        painter.drawRect(QRectF(inside, inside, width - 2 * inside, height - 2 * inside))
        left, middle = (width - TRIAL_RULER * dots) / 2, height / 2
        painter.drawLine(QLineF(left, middle, left + TRIAL_RULER * dots, middle))
        for step in range(0, TRIAL_RULER + 1, 10):
            at = left + step * dots
            painter.drawLine(QLineF(at, middle - 2 * dots, at, middle + 2 * dots))
        painter.setFont(_font(FOOT_POINTS + 1))
        below = QRectF(3 * inside, middle + 4 * dots, width - 6 * inside, height / 3)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(below, flags, told)
    painter.end()
    return bytes(buffer.data().data())


def _writer(buffer: QBuffer, size: tuple[float, float]) -> QPdfWriter:
    """Writes pages of this size from edge to edge."""
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION)
    writer.setCreator("LazDesk")
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QSizeF(*size), QPageSize.Unit.Millimeter),
            QPageLayout.Orientation.Portrait,
            QMarginsF(),
            QPageLayout.Unit.Millimeter,
        )
    )
    return writer


def _document(html: str, points: float, writer: QPdfWriter, room: QSizeF) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(_font(points))
    option = document.defaultTextOption()
    # A name of thousands of letters without a blank has to break somewhere.
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.documentLayout().setPaintDevice(writer)
    document.setPageSize(room)
    document.setHtml(html)
    return document


def _pages(document: QTextDocument, height: float) -> int:
    """How many pages have text: what follows a table is a line too, which may stand alone."""
    block = document.lastBlock()
    while block.isValid() and not block.text().strip():
        block = block.previous()
    if not block.isValid():
        return document.pageCount()
    last = document.documentLayout().blockBoundingRect(block)
    return min(int((last.bottom() - 1) / height) + 1, document.pageCount())


def _font(points: float) -> QFont:
    chosen = theme.font()
    chosen.setPointSizeF(points)
    return chosen


def _draw(painter: QPainter, document: QTextDocument, page: QRectF) -> None:
    """Black on white, whatever the window's colours are."""
    painter.save()
    painter.translate(0, -page.top())
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = page
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, QColor(Qt.GlobalColor.black))
    context.palette = palette
    painter.setClipRect(page)
    document.documentLayout().draw(painter, context)
    painter.restore()
