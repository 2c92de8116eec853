"""E3: papers at their own size, the preview, and what goes to the printer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QImage, QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from lazdesk import pdfs
from lazdesk.pdfs import MM_PER_INCH, Document
from lazdesk.sandbox.lazada.labels import make_pdf
from lazdesk.views.configuration.printing_card import PrintingCard
from lazdesk.views.printing import label_files, page_printer, paper_sizes, papers, print_memory
from lazdesk.views.printing.dialog import PrintDialog
from lazdesk.views.printing.page_printer import PrintJob, image_of
from lazdesk.views.printing.paper_sizes import LABEL_PRESETS, Preset

PATIENCE_MS = 30_000
DPI = 300
PRESETS = {preset.key: preset for preset in LABEL_PRESETS}
# The frame that the practice Lazada draws on a label without text: 250 × 372 points.
FRAME = (250 / 72 * MM_PER_INCH, 372 / 72 * MM_PER_INCH)


def labels(count: int, *, text: bool = True) -> bytes:
    return pdfs.merged(make_pdf([[f"LMP{n:04}VNA"]], text=text) for n in range(count))


def lying(width: float, height: float) -> bytes:
    """A page of this size in millimetres with a word on it."""
    return papers.pdf_of("<p>Vận đơn</p>", (width, height), 5, points=10)


@pytest.fixture
def printed(qtbot: QtBot, tmp_path: Path) -> Callable[[bytes, Preset], Document]:
    """Prints to a PDF, and opens it."""

    def run(content: bytes, preset: Preset) -> Document:
        printer = page_printer.printer_on(preset, "", "Vận đơn")
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        source, owner = Document(content), QObject()
        job = PrintJob(source, preset, printer, owner)
        with qtbot.waitSignal(job.ended, timeout=PATIENCE_MS) as ended:
            job.start()
        source.close()
        assert ended.args == [True]
        return Document((tmp_path / "printed.pdf").read_bytes())

    return run


def frames(
    document: Document, sheet: int, preset: Preset
) -> list[tuple[float, float, float, float]]:
    """Left, top, width and height of what is dark in each cell of a sheet, in millimetres."""
    image = image_of(document.picture(sheet, DPI))
    dots = DPI / MM_PER_INCH
    width, height = image.width() // preset.across, image.height() // preset.down
    found = []
    for row in range(preset.down):
        for column in range(preset.across):
            cell = image.copy(column * width, row * height, width, height)
            if (box := _dark(cell)) is not None:
                left, top, wide, high = (length / dots for length in box)
                found.append((left + column * width / dots, top + row * height / dots, wide, high))
    return found


def _dark(image: QImage) -> tuple[int, int, int, int] | None:
    gray = image.convertToFormat(QImage.Format.Format_Grayscale8)
    stride, pixels = gray.bytesPerLine(), bytes(gray.constBits())
    lines = [pixels[y * stride : y * stride + gray.width()] for y in range(gray.height())]
    rows = [y for y, line in enumerate(lines) if min(line) < 100]
    if not rows:
        return None
    columns = [x for x in range(gray.width()) if min(line[x] for line in lines[::7]) < 100]
    return columns[0], rows[0], columns[-1] - columns[0], rows[-1] - rows[0]


# --- on paper -------------------------------------------------------------------------------------


@pytest.mark.parametrize("preset", LABEL_PRESETS, ids=lambda preset: preset.key)
def test_a_page_measures_what_the_preset_says(
    printed: Callable[[bytes, Preset], Document], preset: Preset
) -> None:
    """Must show 6: 100×150 measures 100×150 mm."""
    document = printed(labels(1), preset)
    ((width, height),) = document.sizes
    assert abs(width - preset.width) < 0.5
    assert abs(height - preset.height) < 0.5
    document.close()


@pytest.mark.parametrize("key", ["100x150", "a6", "a5"])
def test_a_label_is_printed_in_its_own_size_and_in_the_middle(
    printed: Callable[[bytes, Preset], Document], key: str
) -> None:
    """100 %, no scaling: the frame on the label is as large on every paper."""
    preset = PRESETS[key]
    document = printed(labels(1, text=False), preset)
    ((left, top, width, height),) = frames(document, 0, preset)
    assert (width, height) == pytest.approx(FRAME, abs=0.5)
    # The frame lies a millimetre off its label's middle, to the left and up.
    page = (298 / 72 * MM_PER_INCH, 420 / 72 * MM_PER_INCH)
    assert left == pytest.approx((preset.width - page[0]) / 2 + 24 / 72 * MM_PER_INCH, abs=0.5)
    assert top == pytest.approx((preset.height - FRAME[1]) / 2, abs=0.5)
    document.close()


def test_four_labels_lie_on_a_sheet_of_a4(
    printed: Callable[[bytes, Preset], Document],
) -> None:
    preset = PRESETS["a4x4"]
    document = printed(labels(5, text=False), preset)
    assert len(document) == 2
    first, second = frames(document, 0, preset), frames(document, 1, preset)
    assert [len(first), len(second)] == [4, 1]
    for _, _, width, height in (*first, *second):
        assert width == pytest.approx(FRAME[0], abs=0.5)
        assert height == pytest.approx(FRAME[1], abs=0.5)
    lefts, tops = [box[0] for box in first], [box[1] for box in first]
    # In reading order, each in its quarter.
    assert [round(left / 105) for left in lefts] == [0, 1, 0, 1]
    assert [round(top / 148.5) for top in tops] == [0, 0, 1, 1]
    document.close()


def test_a_lying_label_is_turned_on_a_standing_paper() -> None:
    preset = PRESETS["a6"]
    place = paper_sizes.place(preset, 0, (148, 105))
    assert (place.turned, place.width, place.height) == (True, 105, 148)
    assert not paper_sizes.place(preset, 0, (105, 148)).turned
    assert not paper_sizes.place(preset, 0, (80, 80)).turned


@pytest.mark.parametrize(
    ("key", "size", "cut"),
    [
        ("100x150", (100, 150), False),
        ("100x150", (105, 148), True),  # 2.5 mm at each side: more than a label's margin
        ("a6", (105, 148), False),
        ("a6", (100, 150), False),  # a millimetre above and below
        ("a4x4", (100, 150), False),
        ("a4x4", (148, 210), True),
        ("a5", (148, 105), False),
    ],
)
def test_a_paper_that_is_too_small_is_known(key: str, size: tuple[float, float], cut: bool) -> None:
    assert paper_sizes.place(PRESETS[key], 0, size).cut is cut


def test_a_label_of_html_becomes_pages(tmp_path: Path) -> None:
    html = tmp_path / "FP1.html"
    html.write_text("<html><body><b>LMP1VNA</b> Nguyễn Thị Ữ</body></html>", encoding="utf-8")
    pdf = tmp_path / "FP2.pdf"
    pdf.write_bytes(labels(1))
    content = label_files.together([str(html), str(pdf)])
    first, second = pdfs.texts(content)
    assert "LMP1VNA" in first
    assert "Nguyễn Thị Ữ" in first
    assert "LMP0000VNA" in second
    with pdfs.opened(content) as document:
        assert document.sizes[0] == pytest.approx(label_files.HTML_SIZE, abs=0.5)


# --- the dialog -----------------------------------------------------------------------------------


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[PrintDialog]:
    """Seven labels, looked at."""
    shown = PrintDialog("In đơn hàng", "van-don", LABEL_PRESETS, lambda: labels(7))
    qtbot.addWidget(shown)
    shown.open()
    qtbot.waitUntil(shown.view.is_drawn, timeout=PATIENCE_MS)
    yield shown
    shown.reject()


def choose(dialog: PrintDialog, key: str) -> None:
    dialog.paper.setCurrentIndex(dialog.paper.findData(key))


def save_to(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    answer = staticmethod(lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)


def test_the_preview_counts_pages_and_sheets(dialog: PrintDialog, qtbot: QtBot) -> None:
    choose(dialog, "a6")
    assert dialog.told.text() == "7 trang · 7 tờ"
    assert dialog.place.text() == "Tờ 1/7"
    choose(dialog, "a4x4")
    assert dialog.told.text() == "7 trang · 2 tờ"
    assert dialog.place.text() == "Tờ 1/2"
    assert "100 %" in dialog.advice.text()
    choose(dialog, "100x150")
    assert "Trang lớn hơn giấy" in dialog.advice.text()  # the labels are A6


def test_the_pages_are_seen_on_their_paper(dialog: PrintDialog, qtbot: QtBot) -> None:
    """White paper with dark letters, where the printer would put them."""
    choose(dialog, "a6")
    qtbot.waitUntil(dialog.view.is_drawn, timeout=PATIENCE_MS)
    image = dialog.view.viewport().grab().toImage()
    box = _dark(image)
    assert box is not None
    assert box[0] > (image.width() - dialog.view.zoom * 105 * 96 / MM_PER_INCH) / 2


def test_keys_lead_through_the_sheets(dialog: PrintDialog, qtbot: QtBot) -> None:
    choose(dialog, "a6")
    view = dialog.view
    for key, sheet in (
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_PageDown, 3),
        (Qt.Key.Key_PageUp, 2),
        (Qt.Key.Key_End, 7),
        (Qt.Key.Key_Home, 1),
    ):
        QTest.keyClick(view, key)
        assert dialog.place.text() == f"Tờ {sheet}/7"
    qtbot.waitUntil(view.is_drawn, timeout=PATIENCE_MS)


def test_the_zoom_goes_by_keys_and_wheel(dialog: PrintDialog, qtbot: QtBot) -> None:
    before = dialog.view.zoom
    QTest.keyClick(dialog, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert dialog.view.zoom == pytest.approx(before / 1.25)
    assert dialog.zoom.text() == f"{round(before / 1.25 * 100)} %"
    middle = QPointF(dialog.view.viewport().rect().center())
    turned = QWheelEvent(
        middle,
        middle,
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(dialog.view.viewport(), turned)
    assert dialog.view.zoom == pytest.approx(before)
    QTest.keyClick(dialog, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(dialog, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert dialog.view.zoom == pytest.approx(before)


def test_printing_into_a_file_takes_the_paper(
    dialog: PrintDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    save_to(monkeypatch, tmp_path / "out")  # the ending is LazDesk's to add
    choose(dialog, "a4x4")
    assert dialog.print_button.text() == "Ghi ra tệp PDF…"
    with qtbot.waitSignal(dialog.printed, timeout=PATIENCE_MS):
        dialog.print_button.click()
        assert not dialog.print_button.isEnabled()
    assert dialog.advice.text() == "Đã ghi 7 trang vào out.pdf."
    with pdfs.opened((tmp_path / "out.pdf").read_bytes()) as document:
        assert len(document) == 2
        assert document.sizes[0] == pytest.approx((210, 297), abs=0.5)


def test_saving_keeps_the_pages_as_they_are(
    dialog: PrintDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    save_to(monkeypatch, tmp_path / "labels.pdf")
    choose(dialog, "a4x4")
    with qtbot.assertNotEmitted(dialog.printed):
        QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    texts = pdfs.texts((tmp_path / "labels.pdf").read_bytes())
    assert [f"LMP{n:04}VNA" in text for n, text in enumerate(texts)] == [True] * 7
    save_to(monkeypatch, tmp_path / "no" / "folder.pdf")
    dialog.save_button.click()
    assert "Không lưu được" in dialog.advice.text()


def test_a_trial_shows_whether_the_printer_keeps_the_size(
    dialog: PrintDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A frame two millimetres inside the edges of each cell; it is no print of the labels."""
    save_to(monkeypatch, tmp_path / "trial.pdf")
    choose(dialog, "a4x4")
    with qtbot.assertNotEmitted(dialog.printed):
        dialog.trial_button.click()
        qtbot.waitUntil(lambda: "Đã ghi 4 trang" in dialog.advice.text(), timeout=PATIENCE_MS)
    with pdfs.opened((tmp_path / "trial.pdf").read_bytes()) as document:
        assert len(document) == 1
        found = frames(document, 0, dialog.preset)
        assert found[0] == pytest.approx((2, 2, 101, 144.5), abs=0.5)
        assert found[3] == pytest.approx((107, 150.5, 101, 144.5), abs=0.5)


def test_closing_stops_the_printing_first(
    dialog: PrintDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    save_to(monkeypatch, tmp_path / "out.pdf")
    with qtbot.assertNotEmitted(dialog.printed):
        dialog.print_button.click()
        dialog.close_button.click()
    assert dialog.isVisible()
    assert "Dừng ở trang" in dialog.advice.text()
    dialog.close_button.click()
    assert not dialog.isVisible()


def test_each_paper_remembers_its_printer(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The label printer for labels, the office's printer for A4."""
    used: list[tuple[str, str]] = []
    real = page_printer.printer_on

    def printer_on(preset: Preset, name: str, title: str) -> QPrinter:
        used.append((preset.key, name))
        printer = real(preset, "", title)
        printer.setOutputFileName(str(tmp_path / "out.pdf"))
        return printer

    monkeypatch.setattr(page_printer, "printers", lambda: ["Văn phòng", "Xprinter"])
    monkeypatch.setattr(page_printer, "printer_on", printer_on)

    def opened() -> PrintDialog:
        shown = PrintDialog("In đơn hàng", "van-don", LABEL_PRESETS, lambda: labels(1))
        qtbot.addWidget(shown)
        shown.open()
        qtbot.waitUntil(shown.print_button.isEnabled, timeout=PATIENCE_MS)
        return shown

    first = opened()
    assert first.printer.currentData() == "Văn phòng"  # the system's usual one
    for key, name in (("100x150", "Xprinter"), ("a4x4", "Văn phòng"), ("a6", "Xprinter")):
        choose(first, key)
        first.printer.setCurrentIndex(first.printer.findData(name))
        with qtbot.waitSignal(first.printed, timeout=PATIENCE_MS):
            first.print_button.click()
    first.reject()
    second = opened()
    assert (second.preset.key, second.printer.currentData()) == ("a6", "Xprinter")
    choose(second, "a4x4")
    assert second.printer.currentData() == "Văn phòng"
    choose(second, "100x150")
    assert second.printer.currentData() == "Xprinter"
    second.reject()
    assert used == [("100x150", "Xprinter"), ("a4x4", "Văn phòng"), ("a6", "Xprinter")]


def test_cau_hinh_says_paper_and_printer_beforehand(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And shows what a print chose since."""
    monkeypatch.setattr(page_printer, "printers", lambda: ["Văn phòng", "Xprinter"])
    card = PrintingCard()
    qtbot.addWidget(card)
    card.show()
    assert card.label_printer.currentIndex() == -1  # the usual one, until one is chosen
    pick(card.paper, "A6 105×148 mm")
    pick(card.label_printer, "Xprinter")
    pick(card.sheet_printer, "Văn phòng")
    shown = PrintDialog("In đơn hàng", print_memory.LABELS, LABEL_PRESETS, lambda: labels(1))
    qtbot.addWidget(shown)
    assert (shown.preset.key, shown.printer.currentData()) == ("a6", "Xprinter")
    print_memory.keep_paper(print_memory.LABELS, "a5")
    print_memory.keep_printer("a5", "")
    card.hide()
    card.show()
    assert card.paper.currentText() == "A5 148×210 mm"
    assert card.label_printer.currentData() == ""
    pick(card.paper, "A6 105×148 mm")
    assert card.label_printer.currentText() == "Xprinter"
    assert card.sheet_printer.currentText() == "Văn phòng"


def pick(choice: QComboBox, text: str) -> None:
    """Comes to the choice by keyboard and goes down to this line."""
    QApplication.sendEvent(choice, QFocusEvent(QEvent.Type.FocusIn))
    QTest.keyClick(choice, Qt.Key.Key_Home)
    for _ in range(choice.count()):
        if choice.currentText() != text:
            QTest.keyClick(choice, Qt.Key.Key_Down)
    assert choice.currentText() == text


def test_a_printer_that_takes_nothing_says_so(
    dialog: PrintDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    save_to(monkeypatch, tmp_path / "no folder" / "out.pdf")
    with qtbot.assertNotEmitted(dialog.printed):
        dialog.print_button.click()
        qtbot.waitUntil(lambda: "Dừng ở trang" in dialog.advice.text(), timeout=PATIENCE_MS)


def test_what_cannot_be_opened_says_so(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    shown = PrintDialog("In", "van-don", LABEL_PRESETS, lambda: b"no PDF at all")
    qtbot.addWidget(shown)
    shown.open()
    qtbot.waitUntil(lambda: "Không mở được" in shown.advice.text(), timeout=PATIENCE_MS)
    assert not shown.print_button.isEnabled()
    shown.reject()
    caplog.clear()
