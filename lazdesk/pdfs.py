"""PDF files: their pages taken apart, put together, read and drawn. Needs no screen.

PDFium is not safe for threads: whoever is in it keeps the others out. Lengths are millimetres.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

POINTS_PER_INCH = 72
MM_PER_INCH = 25.4

_pdfium = threading.RLock()


class PdfError(Exception):
    """The content is no PDF that can be opened."""


@dataclass(frozen=True)
class Picture:
    """A page as pixels: 4 bytes each, blue first, the fourth unused; rows of ``stride`` bytes."""

    width: int
    height: int
    stride: int
    pixels: bytes


class Document:
    """An open PDF. Close it; any thread may use it, one at a time gets through.

    Whatever reads it raises PdfError once it is closed, or for a page that cannot be read.
    """

    def __init__(self, content: bytes) -> None:
        """Raises PdfError."""
        self._pdf: Any = None
        with _speaking_plainly() as pdfium:
            self._pdf = pdfium.PdfDocument(content)
            self.sizes = tuple(
                (_millimetres(width), _millimetres(height))
                for width, height in map(self._pdf.get_page_size, range(len(self._pdf)))
            )

    def close(self) -> None:
        with _pdfium:
            pdf, self._pdf = self._pdf, None
            if pdf is not None:
                pdf.close()

    def __del__(self) -> None:
        """One that nobody closed must not close itself while another thread is in PDFium."""
        self.close()

    def __len__(self) -> int:
        return len(self.sizes)

    def text(self, number: int) -> str:
        """The text of a page, as far as it is text."""
        with _speaking_plainly():
            page = self._opened()[number]
            said = page.get_textpage()
            try:
                return str(said.get_text_range())
            finally:
                said.close()
                page.close()

    def picture(self, number: int, dots_per_inch: float) -> Picture:
        """The page in its own size at this resolution."""
        with _speaking_plainly():
            page = self._opened()[number]
            drawn = page.render(scale=dots_per_inch / POINTS_PER_INCH, prefer_bgrx=True)
            try:
                return Picture(drawn.width, drawn.height, drawn.stride, bytes(drawn.buffer))
            finally:
                drawn.close()
                page.close()

    def _opened(self) -> Any:
        """Raises PdfError when it was closed meanwhile."""
        if self._pdf is None:
            raise PdfError("closed")
        return self._pdf

    def part(self, numbers: Sequence[int]) -> bytes:
        """These pages as a PDF of their own."""
        with _speaking_plainly() as pdfium:
            made = pdfium.PdfDocument.new()
            try:
                made.import_pages(self._opened(), list(numbers))
                return _saved(made)
            finally:
                made.close()


@contextmanager
def opened(content: bytes) -> Iterator[Document]:
    """Raises PdfError."""
    document = Document(content)
    try:
        yield document
    finally:
        document.close()


def texts(content: bytes) -> list[str]:
    """The text of each page. Raises PdfError."""
    with opened(content) as document:
        return [document.text(number) for number in range(len(document))]


def merged(contents: Iterable[bytes]) -> bytes:
    """All pages in this order, as they are. Raises PdfError."""
    with _speaking_plainly() as pdfium:
        made = pdfium.PdfDocument.new()
        try:
            for content in contents:
                part = pdfium.PdfDocument(content)
                try:
                    made.import_pages(part)
                finally:
                    part.close()
            return _saved(made)
        finally:
            made.close()


def _saved(pdf: Any) -> bytes:
    file = io.BytesIO()
    pdf.save(file)
    return file.getvalue()


@contextmanager
def _speaking_plainly() -> Iterator[Any]:
    """Gives PDFium, in it alone, and with one error of ours."""
    # Only here: before the first label nobody needs it, and it takes 4 MB.
    import pypdfium2  # type: ignore[import-untyped]

    with _pdfium:
        try:
            yield pypdfium2
        except pypdfium2.PdfiumError as error:
            raise PdfError(str(error)) from error


def _millimetres(points: float) -> float:
    return points / POINTS_PER_INCH * MM_PER_INCH
