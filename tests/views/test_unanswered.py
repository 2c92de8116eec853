"""The tests' own guard: a dialog that nobody answers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

DIALOGS = """
from PySide6.QtWidgets import QMenu, QMessageBox
from tests.views import unanswered

unanswered.PATIENCE_SECONDS = 0.1
unanswered.LOOK_EVERY_MS = 10

def test_answered(qapp):
    QMessageBox().open()

def test_two_in_a_row(qapp):
    box = QMessageBox()
    box.setText("Không mở được dữ liệu")
    box.setWindowTitle("LazDesk")
    box.exec()
    QMessageBox.information(None, "Nữa", "Vẫn vậy")

def test_that_fails_besides(qapp):
    menu = QMenu()
    menu.addAction("Xem")
    menu.exec()
    assert not "the menu is gone"
"""


def test_it_is_closed_and_fails_its_test_with_its_words(tmp_path: Path) -> None:
    """Not the ones after it, and whatever else went wrong is told too."""
    file = tmp_path / "test_dialogs.py"
    file.write_text(DIALOGS, encoding="utf-8")
    options = ["-p", "tests.views.unanswered", "-p", "no:randomly", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *options, str(file)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert "2 failed, 1 passed" in done.stdout, done.stdout
    assert "nobody answered QMessageBox 'LazDesk': Không mở được dữ liệu [OK]" in done.stdout
    assert "QMessageBox 'Nữa': Vẫn vậy" in done.stdout
    assert "nobody answered QMenu '': [Xem]" in done.stdout
    assert "the menu is gone" in done.stdout
