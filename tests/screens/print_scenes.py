"""What is put on paper: labels, their papers, the pick list, the handover record (E3)."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from lazdesk.rules import buttons
from lazdesk.sandbox.lazada.labels import make_pdf
from lazdesk.views import answers
from lazdesk.views.orders.print_buttons import Handover, LabelsDialog, PickList, PrintOrders
from lazdesk.views.orders.tab import OrdersTab
from lazdesk.views.printing.page_printer import PrintJob

if TYPE_CHECKING:
    from tests.screens.gallery import Photographer

PRINTED_BEFORE = 2


def gathered(shop: str, folder: Path, language: str) -> answers.LabelsGathered:
    """Six labels, one of them as HTML, and an order that has none."""
    orders = []
    for number in range(6):
        package, code = f"FP09461214397761{number}", f"LMP004821553{number}VNA"
        file = folder / f"{package}.pdf"
        lines = [
            "LEX VN",
            code,
            package,
            f"Order 78303548695610{number}",
            "2 pcs",
            "COD 258000 VND",
        ]
        file.write_bytes(make_pdf([lines]))
        if number == 5:
            file = folder / f"{package}.html"
            file.write_text(f"<h2>{code}</h2><p>Nguyễn Thị Ánh</p>", encoding="utf-8")
        orders.append(
            answers.OrderLabels(
                str(number),
                f"78303548695610{number}",
                (package,),
                (str(file),),
                PRINTED_BEFORE if number == 0 else 0,
                "",
            )
        )
    reason = buttons.reason("not_packed", language)
    missing = answers.OrderLabels("7", "783035486956107", (), (), 0, reason)
    return answers.LabelsGathered(shop, (*orders, missing))


def play(tab: OrdersTab, photographer: Photographer) -> None:
    """Every dialog that prints, over the list of orders."""
    with tempfile.TemporaryDirectory(prefix="lazdesk-labels-") as folder:
        found = gathered(tab.shop, Path(folder), photographer.language)
        show = partial(tab.answered, found)
        photographer.take_modal(show, "orders-print")
        for paper in ("100x150", "a4x4"):
            photographer.take_modal(partial(_on, show, paper), f"orders-print-{paper}")
        photographer.take_modal(partial(_missing, show), "orders-print-missing")
        for name, act in PRINTING:
            photographer.take_modal(partial(_once_read, show, act), f"orders-print-{name}")
            _close(tab)
    # The files are gone by now.
    photographer.take_modal(partial(tab.answered, found), "orders-print-unreadable")
    nothing = answers.LabelsGathered(tab.shop, found.orders[-1:])
    photographer.take_modal(partial(tab.answered, nothing), "orders-print-nothing")
    tab.show_part("pending")
    photographer.rest(tab.window())
    tab.list.tick(range(min(tab.list.rowCount(), 12)), on=True)
    question = next(button for button in tab.buttons if isinstance(button, PrintOrders))
    photographer.take_modal(question.for_ticked.trigger, "orders-print-pack")
    tab.show_part("ready")
    photographer.rest(tab.window())
    tab.list.tick(range(min(tab.list.rowCount(), 12)), on=True)
    for kind, scene in ((PickList, "orders-pick-list"), (Handover, "orders-handover")):
        button = next(button for button in tab.buttons if isinstance(button, kind))
        photographer.take_modal(button.for_ticked.trigger, scene)
    tab.list.tick_all(on=False)
    _close(tab)


def _on(show: partial[None], paper: str) -> None:
    """The labels on another paper."""
    show()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, LabelsDialog)
    dialog.paper.setCurrentIndex(dialog.paper.findData(paper))


def _missing(show: partial[None]) -> None:
    """The list of those that have no label."""
    show()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, LabelsDialog)
    QTimer.singleShot(50, dialog.why.click)


# --- while it prints, and after ---


def _close(tab: OrdersTab) -> None:
    """Closing one that prints only stops the printing."""
    for dialog in tab.findChildren(LabelsDialog):
        dialog._job = None
        dialog.reject()


def _once_read(show: partial[None], act: Callable[[LabelsDialog], None]) -> None:
    """Prints to a file, and then ``act``, as soon as the pages are there."""
    show()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, LabelsDialog)
    wait = QTimer(dialog)

    def look() -> None:
        if dialog.print_button.isEnabled():
            wait.stop()
            with (
                patch.object(QFileDialog, "getSaveFileName", return_value=(os.devnull, "")),
                patch.object(PrintJob, "start", _hold),
            ):
                dialog.print_button.click()
            act(dialog)

    wait.timeout.connect(look)
    wait.start(20)


def _hold(job: PrintJob) -> None:
    """Two pages have gone to the printer."""
    job.advanced.emit(2)


def _go_on(_dialog: LabelsDialog) -> None:
    """It prints."""


def _end(dialog: LabelsDialog, *, fine: bool) -> None:
    assert dialog._job is not None
    dialog._job.ended.emit(fine)


PRINTING: tuple[tuple[str, Callable[[LabelsDialog], None]], ...] = (
    ("under-way", _go_on),
    ("stopped", partial(_end, fine=False)),
    ("done", partial(_end, fine=True)),
)
