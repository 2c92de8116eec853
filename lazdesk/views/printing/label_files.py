"""The labels that are kept, as one PDF to look at and to print (E3)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lazdesk import pdfs
from lazdesk.views.printing import papers

# What Lazada's own sample of an HTML label measures, in millimetres.
HTML_SIZE = (148.0, 105.0)
HTML_MARGIN = 3.0
HTML_POINTS = 8.0


def together(files: Sequence[str]) -> bytes:
    """One PDF of all, in this order; labels that came as HTML are set on pages. Beside the main
    thread. Raises OSError, pdfs.PdfError."""
    return pdfs.merged(map(_as_pdf, map(Path, files)))


def _as_pdf(file: Path) -> bytes:
    if file.suffix != ".html":
        return file.read_bytes()
    html = file.read_text(encoding="utf-8")
    return papers.pdf_of(html, HTML_SIZE, HTML_MARGIN, points=HTML_POINTS)
