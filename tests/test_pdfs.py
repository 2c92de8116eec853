"""PDF files taken apart, put together, read and drawn."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from lazdesk import pdfs
from lazdesk.sandbox.lazada.labels import make_pdf

A6 = (298 / 72 * 25.4, 420 / 72 * 25.4)


def test_merging_keeps_order_and_size() -> None:
    content = pdfs.merged([make_pdf([["A"], ["B"]]), make_pdf([["C"]])])
    assert [text.strip() for text in pdfs.texts(content)] == ["A", "B", "C"]
    with pdfs.opened(content) as document:
        assert len(document.sizes) == 3
        for size in document.sizes:
            assert size == pytest.approx(A6)


def test_a_part_has_the_pages_asked_for() -> None:
    with pdfs.opened(make_pdf([["A"], ["B"], ["C"]])) as document:
        assert [text.strip() for text in pdfs.texts(document.part([2, 0]))] == ["C", "A"]


def test_a_picture_is_as_fine_as_asked_for() -> None:
    with pdfs.opened(make_pdf([["A"]])) as document:
        picture = document.picture(0, 144)
    assert (picture.width, picture.height) == (596, 840)
    assert len(picture.pixels) == picture.stride * picture.height
    assert picture.pixels[:3] == b"\xff\xff\xff"
    assert b"\x00\x00\x00" in picture.pixels


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 and then nothing", b"<html></html>"])
def test_what_is_no_pdf_is_said(content: bytes) -> None:
    with pytest.raises(pdfs.PdfError):
        pdfs.texts(content)
    with pytest.raises(pdfs.PdfError):
        pdfs.merged([content])


def test_a_closed_document_is_no_pdf_any_more() -> None:
    document = pdfs.Document(make_pdf([["A"]]))
    document.close()
    document.close()
    with pytest.raises(pdfs.PdfError):
        document.picture(0, 72)


def test_many_threads_draw_and_close_at_once() -> None:
    """PDFium itself would end the program."""

    def work(number: int) -> str:
        document = pdfs.Document(make_pdf([[f"P{number}"]] * 3))
        text = document.text(number % 3) + str(document.picture(0, 72).width)
        if number % 2:
            document.close()  # the others close when they go
        return text

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(work, range(200)))
    assert [text.split() for text in found] == [[f"P{n}298"] for n in range(200)]
