"""What the window offers when the merchant's data cannot be opened; it stays as it is unless the
merchant asks for another (G2)."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lazdesk import settings
from lazdesk.views import theme, wishes
from lazdesk.views.consequences import ConsequencesDialog
from lazdesk.views.labels import translate

WIDTH = 560


class Choice(Enum):
    AGAIN = "again"
    PRACTICE = "practice"
    CLOSE = "close"


Chosen = Choice | wishes.Restore | wishes.BeginAnew


class CannotOpen(QDialog):
    """Says why; to try again, to look at the practice shops meanwhile, or to close. ``is_lost``:
    trying again may not help, so that a copy can be taken, or a new beginning made."""

    def __init__(self, why: str, parent: QWidget | None = None, *, is_lost: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle("LazDesk")
        self.chosen: Chosen = Choice.CLOSE
        heading = QLabel(translate("CannotOpen", "Chưa mở được dữ liệu của bạn"))
        theme.set_role(heading, "heading")
        self.told = QLabel(why)
        self.told.setWordWrap(True)
        button = self._button
        self.again = button(translate("CannotOpen", "Thử lại"), self._again)
        self.restore = button(translate("CannotOpen", "Khôi phục từ tệp sao lưu…"), self._restore)
        self.anew = button(translate("CannotOpen", "Bắt đầu lại từ đầu…"), self._begin_anew)
        self.folder = button(translate("CannotOpen", "Mở thư mục dữ liệu"), self._open_folder)
        self.practice = button(
            translate("CannotOpen", "Dùng thử với gian hàng tập dượt"), self._practise
        )
        self.leave = button(translate("CannotOpen", "Đóng"), self.reject)
        theme.set_role(self.again, "primary")
        self.again.setDefault(True)
        for mending in (self.restore, self.anew, self.folder):
            mending.setVisible(is_lost)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(self.told)
        for buttons in (
            (self.restore, self.anew, self.folder),
            (self.practice, self.leave, self.again),
        ):
            row = QHBoxLayout()
            for each in buttons:
                row.addWidget(each)
            row.insertStretch(-1 if self.restore in buttons else 1)
            column.addLayout(row)
        # A text that wraps asks for another height once the width is known.
        self.setMinimumSize(WIDTH, column.totalHeightForWidth(WIDTH))

    def text(self) -> str:
        return self.told.text()

    def _button(self, text: str, pressed: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(pressed)
        return button

    def _choose(self, chosen: Chosen) -> None:
        self.chosen = chosen
        self.accept()

    @Slot()
    def _again(self) -> None:
        self._choose(Choice.AGAIN)

    @Slot()
    def _practise(self) -> None:
        self._choose(Choice.PRACTICE)

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(settings.data_dir())))

    @Slot()
    def _restore(self) -> None:
        # Only here: it comes with the database, which the first picture does not wait for.
        from lazdesk.views.configuration import keeping_card, passphrase

        title = translate("CannotOpen", "Khôi phục từ tệp sao lưu")
        kinds = f"LazDesk (*{keeping_card.SUFFIX})"
        file, _ = QFileDialog.getOpenFileName(self, title, "", kinds)
        name = Path(file).name
        if not file or not _accepted(keeping_card.RestoreDialog(name, self)):
            return
        says = translate("CannotOpen", "Mật khẩu đã đặt khi sao lưu {file}.").format(file=name)
        go = translate("CannotOpen", "Khôi phục")
        asked = passphrase.PassphraseDialog(title, says, go, twice=False, parent=self)
        if _accepted(asked):
            self._choose(wishes.Restore(file, asked.passphrase()))

    @Slot()
    def _begin_anew(self) -> None:
        if _accepted(AnewDialog(self)):
            self._choose(wishes.BeginAnew())


class AnewDialog(ConsequencesDialog):
    """Accepted: all is read anew. The default is to leave all as it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        happens = (
            translate("CannotOpen", "Bạn kết nối lại hai bên, rồi LazDesk tải lại mọi thứ."),
            translate("CannotOpen", "Cấu hình, liên kết bằng tay, khóa giá/tồn phải đặt lại."),
            translate("CannotOpen", "Chưa có gì được gửi lên Lazada trước khi bạn xem và đồng ý."),
        )
        stays = (
            translate("CannotOpen", "Đơn hàng và sản phẩm trên Lazada và Haravan."),
            translate(
                "CannotOpen",
                "Tệp dữ liệu cũ: nằm nguyên trong thư mục backups 90 ngày, rồi LazDesk mới xóa.",
            ),
        )
        super().__init__(
            translate("CannotOpen", "Bắt đầu lại từ đầu"),
            translate("CannotOpen", "Bắt đầu lại với dữ liệu trống?"),
            (
                (translate("CannotOpen", "Điều sẽ xảy ra"), happens),
                (translate("CannotOpen", "Những gì vẫn giữ"), stays),
            ),
            parent,
        )
        self.anew_button = self.offer(translate("CannotOpen", "Bắt đầu lại"), "danger")


def _accepted(dialog: QDialog) -> bool:
    return dialog.exec() == QDialog.DialogCode.Accepted


def ask(
    why: str, practising: bool, only_those: bool, parent: QWidget, *, is_lost: bool = False
) -> Chosen:
    """What to do next. ``practising``: it was the practice shops that could not be opened;
    ``only_those``: the program was started for them."""
    if practising and only_those:
        QMessageBox.critical(parent, "LazDesk", why)
        return Choice.CLOSE
    if practising:
        QMessageBox.warning(parent, "LazDesk", why)
        return Choice.AGAIN
    dialog = CannotOpen(why, parent, is_lost=is_lost)
    dialog.exec()
    dialog.deleteLater()
    return dialog.chosen
