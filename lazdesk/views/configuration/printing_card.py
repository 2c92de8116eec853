"""*In*: the paper of the labels, and the printer each paper lies in (E3); of this computer."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Slot
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFormLayout

from lazdesk import settings
from lazdesk.views.cards import Card, muted
from lazdesk.views.printing import page_printer, paper_sizes, print_memory

SHEET = paper_sizes.SHEET_PRESETS[0]


class PrinterChoice(QComboBox):
    """The printers there are, asked for once somebody comes here: the system may take its time."""

    def show_kept(self, name: str | None) -> None:
        """``name`` as in ``print_memory``."""
        self.setPlaceholderText(self.tr("Máy in thường dùng của máy tính"))
        with QSignalBlocker(self):
            self.clear()
            if name:
                self.addItem(name, name)
            self.addItem(self.tr("Tệp PDF theo khổ giấy này"), "")
            self.setCurrentIndex(-1 if name is None else self.findData(name))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        with QSignalBlocker(self):
            for name in reversed(page_printer.printers()):
                if self.findData(name) < 0:
                    self.insertItem(0, name, name)
        super().focusInEvent(event)


class PrintingCard(Card):
    """Choices that are taken at once; what the print dialogs choose later shows here, too."""

    def __init__(self) -> None:
        super().__init__(self.tr("In"))
        self.paper = QComboBox()
        for preset in paper_sizes.LABEL_PRESETS:
            self.paper.addItem(paper_sizes.title(preset), preset.key)
        self.label_printer, self.sheet_printer = PrinterChoice(), PrinterChoice()
        form = QFormLayout()
        for name, choice in (
            (self.tr("Khổ giấy vận đơn"), self.paper),
            (self.tr("Máy in vận đơn"), self.label_printer),
            (self.tr("Máy in phiếu, biên bản (A4)"), self.sheet_printer),
        ):
            choice.setAccessibleName(name)
            choice.installEventFilter(self)  # the wheel scrolls the page
            form.addRow(name, choice)
        self.body.addLayout(form)
        self.body.addWidget(
            muted(
                self.tr(
                    "Mỗi khổ giấy nhớ máy in của nó. Vận đơn luôn được in đúng cỡ 100 %; cửa sổ in "
                    "có nút in thử một tờ."
                )
            )
        )
        self.paper.currentIndexChanged.connect(self._choose_paper)
        self.label_printer.currentIndexChanged.connect(self._choose_label_printer)
        self.sheet_printer.currentIndexChanged.connect(self._choose_sheet_printer)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._load()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _load(self) -> None:
        with suppress(settings.SettingsError):
            kept = self.paper.findData(print_memory.paper_of(print_memory.LABELS))
            with QSignalBlocker(self.paper):
                self.paper.setCurrentIndex(max(kept, 0))
            self.label_printer.show_kept(print_memory.printer_of(self.paper.currentData()))
            self.sheet_printer.show_kept(print_memory.printer_of(SHEET.key))

    @Slot()
    def _choose_paper(self) -> None:
        with suppress(settings.SettingsError):
            print_memory.keep_paper(print_memory.LABELS, self.paper.currentData())
        self._load()

    @Slot()
    def _choose_label_printer(self) -> None:
        with suppress(settings.SettingsError):
            print_memory.keep_printer(self.paper.currentData(), self.label_printer.currentData())

    @Slot()
    def _choose_sheet_printer(self) -> None:
        with suppress(settings.SettingsError):
            print_memory.keep_printer(SHEET.key, self.sheet_printer.currentData())
