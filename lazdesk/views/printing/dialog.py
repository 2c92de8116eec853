"""What will be printed, on which paper and by which printer; prints it, or saves it as PDF (E3)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lazdesk.pdfs import Document, PdfError
from lazdesk.views import labels, theme
from lazdesk.views.cards import Note
from lazdesk.views.printing import page_printer, paper_sizes, papers, print_memory
from lazdesk.views.printing.page_printer import PrintJob
from lazdesk.views.printing.page_view import PageView
from lazdesk.views.printing.paper_sizes import Preset
from lazdesk.views.reader import Reader

SIZE = (1120, 760)
FRAME = 40  # what a window's title takes of the screen's height
SIDE = 320
PRINT_KEYS = "Ctrl+P"

log = logging.getLogger(__name__)

Made = tuple[bytes, Document]


class PrintDialog(QDialog):
    """Shows what ``make`` returns, a PDF. ``kind`` is what paper and printer are remembered by;
    ``printed`` is emitted once all pages went to the printer."""

    printed = Signal()

    def __init__(
        self,
        title: str,
        kind: str,
        presets: Sequence[Preset],
        make: Callable[[], bytes],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        room = self.screen().availableSize()
        self.resize(min(SIZE[0], room.width()), min(SIZE[1], room.height() - FRAME))
        self._kind = kind
        self._presets = {preset.key: preset for preset in presets}
        self._content = b""
        self._document: Document | None = None
        self._job: PrintJob | None = None
        self._file = ""  # the PDF it prints into, if it does
        self._then: Callable[[], None] | None = None
        self._is_over = False
        self._reader = Reader(self, urgent=True)
        self._reader.answered.connect(self._show)
        self.view = PageView()
        self.view.moved.connect(self._on_moved)
        self.view.zoomed.connect(self._say_zoom)
        self.view.setAccessibleName(self.tr("Xem trước"))
        whole = QHBoxLayout(self)
        seen = QVBoxLayout()
        seen.addLayout(self._tools())
        seen.addWidget(self.view, 1)
        whole.addLayout(seen, 1)
        whole.addWidget(self._side())
        self._shortcuts()
        self._settle()
        self._reader.ask(lambda: _made(make))

    # --- what stands where ------------------------------------------------------------------------

    def _tools(self) -> QHBoxLayout:
        self.place = QLabel(self.tr("Đang mở…"))
        self.zoom = QLabel()
        theme.set_role(self.zoom, "muted")
        row = QHBoxLayout()
        row.addWidget(self.place, 1)
        for text, name, act in (
            ("−", self.tr("Thu nhỏ (Ctrl+-)"), self.view.zoom_out),
            ("+", self.tr("Phóng to (Ctrl++)"), self.view.zoom_in),
            (self.tr("Vừa khung"), self.tr("Vừa một tờ (Ctrl+0)"), self.view.fit),
        ):
            button = QPushButton(text)
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)
        row.insertWidget(2, self.zoom)
        return row

    def _side(self) -> QFrame:
        card = QFrame()
        card.setFixedWidth(SIDE)
        theme.set_role(card, "card")
        self.told = QLabel()
        self.told.setWordWrap(True)
        theme.set_role(self.told, "title")
        self.paper = QComboBox()
        for preset in self._presets.values():
            self.paper.addItem(paper_sizes.title(preset), preset.key)
        self.printer = QComboBox()
        for name in page_printer.printers():
            self.printer.addItem(name, name)
        self.printer.addItem(self.tr("Tệp PDF theo khổ giấy này"), "")
        self.advice = Note()
        self.advance = QProgressBar()
        self.advance.hide()
        self.print_button = QPushButton()
        theme.set_role(self.print_button, "primary")
        self.print_button.setDefault(True)
        self.save_button = QPushButton(self.tr("Lưu PDF gốc…"))
        self.save_button.setToolTip(
            self.tr("Các trang như chúng vốn có, không theo khổ giấy đang chọn (Ctrl+S)")
        )
        self.trial_button = QPushButton(self.tr("In thử một tờ"))
        self.trial_button.setToolTip(
            self.tr("Một khung và một thước 50 mm, để xem máy in có giữ đúng cỡ không")
        )
        self.close_button = QPushButton(self.tr("Đóng"))
        for button in (self.save_button, self.trial_button, self.close_button):
            button.setAutoDefault(False)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(self.tr("Khổ giấy"), self.paper)
        form.addRow(self.tr("Máy in"), self.printer)
        column = QVBoxLayout(card)
        column.setSpacing(10)
        column.addWidget(self.told)
        column.addLayout(form)
        column.addWidget(self.advice)
        self.notes = QVBoxLayout()  # what the caller has to say beside it
        column.addLayout(self.notes)
        column.addStretch(1)
        column.addWidget(self.advance)
        for button in (
            self.print_button,
            self.save_button,
            self.trial_button,
            self.close_button,
        ):
            column.addWidget(button)
        self.paper.currentIndexChanged.connect(self._on_paper)
        self.printer.currentIndexChanged.connect(self._name_print)
        self.print_button.clicked.connect(self._on_print)
        self.save_button.clicked.connect(self._on_save)
        self.trial_button.clicked.connect(self._on_trial)
        self.close_button.clicked.connect(self.reject)
        return card

    def _shortcuts(self) -> None:
        for keys, act in (
            ("Ctrl++", self.view.zoom_in),
            ("Ctrl+=", self.view.zoom_in),
            ("Ctrl+-", self.view.zoom_out),
            ("Ctrl+0", self.view.fit),
            (PRINT_KEYS, self.print_button.click),
            ("Ctrl+S", self.save_button.click),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def note(self, text: str) -> None:
        """Stands below paper and printer."""
        label = QLabel(text)
        label.setWordWrap(True)
        theme.set_role(label, "muted")
        self.notes.addWidget(label)

    def add(self, button: QPushButton) -> None:
        """Stands below the notes."""
        self.notes.addWidget(button)

    # --- paper and printer ------------------------------------------------------------------------

    @property
    def preset(self) -> Preset:
        return self._presets[self.paper.currentData()]

    def _settle(self) -> None:
        """As it was the last time."""
        kept = print_memory.paper_of(self._kind)
        self.paper.setCurrentIndex(max(self.paper.findData(kept), 0))
        self._on_paper()

    @Slot()
    def _on_paper(self) -> None:
        kept = print_memory.printer_of(self.preset.key)
        found = self.printer.findData(kept) if kept is not None else 0
        self.printer.setCurrentIndex(max(found, 0))
        self.view.show_preset(self.preset)
        self._say_zoom()
        self._name_print()
        self._tell()

    def _remember(self) -> None:
        """Each paper lies in a printer of its own."""
        print_memory.keep_paper(self._kind, self.preset.key)
        print_memory.keep_printer(self.preset.key, self.printer.currentData())

    @Slot()
    def _name_print(self) -> None:
        to_file = not self.printer.currentData()
        self.print_button.setText(self.tr("Ghi ra tệp PDF…") if to_file else self.tr("In"))
        self.print_button.setToolTip(PRINT_KEYS)
        ready = self._document is not None and self._job is None
        for button in (self.print_button, self.save_button, self.trial_button):
            button.setEnabled(ready)
        for choice in (self.paper, self.printer):
            choice.setEnabled(self._job is None)

    # --- the pages --------------------------------------------------------------------------------

    @Slot(object)
    def _show(self, made: Made | None) -> None:
        if made is None:
            self.place.clear()
            self.told.setText(self.tr("Không có gì để in"))
            self.advice.say(self.tr("Không mở được tệp. Hãy đóng rồi thử lại."), "bad")
            return
        self._content, self._document = made
        if self._is_over:
            self._forget()
            return
        self.view.show_document(self._document, self.preset)
        self.view.setFocus()
        self._name_print()
        self._tell()
        self._say_zoom()

    def _tell(self) -> None:
        document, preset = self._document, self.preset
        if document is None:
            return
        pages, sheets = len(document), preset.sheets(len(document))
        told = (
            self.tr("{n} trang", "", pages).format(n=labels.number(pages)),
            self.tr("{n} tờ", "", sheets).format(n=labels.number(sheets)),
        )
        self.told.setText(" · ".join(told))
        cut = any(
            paper_sizes.place(preset, number, size).cut
            for number, size in enumerate(document.sizes)
        )
        if cut:
            warning = self.tr(
                "Trang lớn hơn giấy: phần ngoài mép giấy không được in. Hãy xem hình bên, "
                "hoặc chọn khổ khác."
            )
            self.advice.say(warning, "warn")
        else:
            sized = self.tr("In đúng cỡ 100 %, không co giãn, để máy quét đọc được mã vạch.")
            self.advice.say(sized)

    @Slot(int)
    def _on_moved(self, sheet: int) -> None:
        if self._document is not None:
            count = labels.number(self.view.sheets())
            told = self.tr("Tờ {n}/{m}").format(n=labels.number(sheet + 1), m=count)
            self.place.setText(told)

    @Slot()
    def _say_zoom(self) -> None:
        self.zoom.setText(f"{round(self.view.zoom * 100)} %")

    # --- printing and saving ----------------------------------------------------------------------

    @Slot()
    def _on_print(self) -> None:
        if self._document is not None and self._job is None:
            self._print(self._document, self.printed.emit)

    @Slot()
    def _on_trial(self) -> None:
        """A sheet of the paper chosen, with a frame in each of its cells."""
        preset = self.preset
        size = preset.width / preset.across, preset.height / preset.down
        told = self.tr("Thước này dài 50 mm. Khung cách mép giấy 2 mm.")
        told = f"LazDesk · {paper_sizes.title(preset)}\n{told}"
        self._print(Document(papers.trial(size, preset.cells, told)), None)

    def _print(self, document: Document, then: Callable[[], None] | None) -> None:
        """``then`` is called once all pages went to the printer."""
        name = self.printer.currentData()
        printer = page_printer.printer_on(self.preset, name, self.windowTitle())
        self._file = ""
        if not name:
            path = self._asked_path(self.tr("Ghi ra tệp PDF"))
            if not path:
                return
            printer.setOutputFileName(path)
            self._file = path
        self._then = then
        self._job = PrintJob(document, self.preset, printer, self)
        self._job.advanced.connect(self.advance.setValue)
        self._job.ended.connect(self._on_ended)
        self.advance.setFormat(self.tr("Trang %v/%m"))
        self.advance.setRange(0, len(document))
        self.advance.setValue(0)
        self.advance.show()
        self.close_button.setText(self.tr("Dừng"))
        self._name_print()
        self._remember()
        self._job.start()

    @Slot(bool)
    def _on_ended(self, fine: bool) -> None:
        self._job = None
        self.advance.hide()
        self.close_button.setText(self.tr("Đóng"))
        self._name_print()
        if fine:
            count = self.advance.maximum()
            sent = self.tr("Đã gửi {n} trang.", "", count)
            if self._file:
                sent = self.tr("Đã ghi {n} trang vào {file}.", "", count)
            self.advice.say(sent.format(n=labels.number(count), file=Path(self._file).name), "ok")
            if self._then is not None:
                self._then()
        else:
            told = self.tr(
                "Dừng ở trang {n}/{m}. Hãy xem máy in có bật và có giấy không, rồi in lại."
            )
            pages, of = self.advance.value(), self.advance.maximum()
            self.advice.say(told.format(n=labels.number(pages), m=labels.number(of)), "bad")

    @Slot()
    def _on_save(self) -> None:
        if self._document is None or self._job is not None:
            return
        path = self._asked_path(self.tr("Lưu PDF gốc"))
        if not path:
            return
        try:
            Path(path).write_bytes(self._content)
        except OSError as error:
            self.advice.say(self.tr("Không lưu được: {why}").format(why=error.strerror), "bad")
        else:
            self.advice.say(self.tr("Đã lưu {path}").format(path=path), "ok")

    def _asked_path(self, title: str) -> str:
        path, _ = QFileDialog.getSaveFileName(
            self, title, f"{self._kind}.pdf", self.tr("Tệp PDF (*.pdf)")
        )
        return path if not path or path.lower().endswith(".pdf") else f"{path}.pdf"

    # --- the end ----------------------------------------------------------------------------------

    def done(self, result: int) -> None:
        """While it prints, closing stops the printing first."""
        if self._job is not None:
            self._job.cancel()
            return
        self._is_over = True
        super().done(result)
        self._forget()

    def _forget(self) -> None:
        if self._document is not None:
            self._document.close()
            self._document = None


def _made(make: Callable[[], bytes]) -> Made | None:
    """Beside the main thread."""
    try:
        content = make()
        return content, Document(content)
    except (OSError, PdfError):
        log.exception("cannot open what is to be printed")
        return None
