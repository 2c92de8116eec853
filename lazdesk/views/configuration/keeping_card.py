"""*Dữ liệu trên máy này*: encrypted, copied every day; to save, to restore, to send to a helper."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QWidget

from lazdesk.models.database import Database
from lazdesk.views import answers, labels, wishes
from lazdesk.views.cards import Card, Note, muted
from lazdesk.views.configuration.passphrase import PassphraseDialog
from lazdesk.views.consequences import ConsequencesDialog
from lazdesk.views.labels import translate

SUFFIX = ".lazdesk"


class KeepingCard(Card):
    """Three buttons and how the mirror's file is."""

    def __init__(self, wish: wishes.Wishes) -> None:
        super().__init__(self.tr("Dữ liệu trên máy này"))
        self._wishes = wish
        self.told = muted("")
        self.backup = QPushButton(self.tr("Sao lưu ra tệp…"))
        self.backup.clicked.connect(self._back_up)
        self.restore = QPushButton(self.tr("Khôi phục từ tệp…"))
        self.restore.clicked.connect(self._restore)
        self.support = QPushButton(self.tr("Tạo tệp hỗ trợ…"))
        self.support.setToolTip(
            self.tr("Một tệp có phiên bản, cấu hình và nhật ký; không có mã truy cập hay người mua")
        )
        self.support.clicked.connect(self._send_support)
        self.note = Note()
        row = QHBoxLayout()
        for button in self.buttons():
            row.addWidget(button)
        row.addStretch(1)
        self.body.addWidget(self.told)
        self.body.addLayout(row)
        self.body.addWidget(self.note)

    def buttons(self) -> tuple[QPushButton, ...]:
        return self.backup, self.restore, self.support

    def show_database(self, database: Database) -> None:
        last: datetime | None = database.last_backup()
        if not database.encrypted:
            self.told.setText(
                self.tr(
                    "Dữ liệu tập dượt: không mã hóa, nằm trong thư mục tạm, xóa khi bạn rời đi."
                )
            )
        else:
            when = labels.moment(last) if last else self.tr("chưa có")
            self.told.setText(
                self.tr(
                    "Đã mã hóa; khóa nằm trong kho mật khẩu của máy. Mỗi ngày LazDesk tự sao lưu "
                    "vào thư mục backups và giữ 7 bản. Bản gần nhất: {when}."
                ).format(when=when)
            )
        for button in (self.backup, self.restore):
            button.setEnabled(database.encrypted)

    def answered(self, answer: Any) -> None:
        match answer:
            case answers.Done(wish="backup" | "send_support"):
                self.note.say(answer.message, "ok")
            case answers.Failed(wish="backup" | "send_support"):
                self.note.say(answer.message, "bad")

    @Slot()
    def _back_up(self) -> None:
        name = f"LazDesk-{datetime.now().astimezone():%Y-%m-%d}{SUFFIX}"
        file = self._asked_where(self.tr("Sao lưu ra tệp"), name, f"LazDesk (*{SUFFIX})")
        if file is None:
            return
        dialog = PassphraseDialog(
            self.tr("Mật khẩu của tệp sao lưu"),
            self.tr(
                "Chỉ mật khẩu này mở được tệp sao lưu: hãy giữ kỹ, LazDesk không giữ hộ. Mã truy "
                "cập của Lazada và Haravan không nằm trong tệp."
            ),
            self.tr("Sao lưu"),
            twice=True,
            parent=self,
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.note.say(self.tr("Đang sao lưu…"))
            self._wishes.backup.emit(wishes.Backup(str(file), dialog.passphrase()))

    @Slot()
    def _restore(self) -> None:
        title = self.tr("Khôi phục từ tệp")
        file, _ = QFileDialog.getOpenFileName(self, title, "", f"LazDesk (*{SUFFIX})")
        if not file or RestoreDialog(Path(file).name, self).exec() != QDialog.DialogCode.Accepted:
            return
        says = self.tr("Mật khẩu đã đặt khi sao lưu {file}.").format(file=Path(file).name)
        dialog = PassphraseDialog(title, says, self.tr("Khôi phục"), twice=False, parent=self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._wishes.restore.emit(wishes.Restore(file, dialog.passphrase()))

    @Slot()
    def _send_support(self) -> None:
        name = f"LazDesk-ho-tro-{datetime.now().astimezone():%Y-%m-%d}.zip"
        file = self._asked_where(self.tr("Tạo tệp hỗ trợ"), name, "Zip (*.zip)")
        if file is not None:
            self._wishes.send_support.emit(wishes.SendSupport(str(file)))

    def _asked_where(self, title: str, name: str, kinds: str) -> Path | None:
        file, _ = QFileDialog.getSaveFileName(self, title, str(Path.home() / name), kinds)
        return Path(file) if file else None


class RestoreDialog(ConsequencesDialog):
    """Accepted: the copy takes the place of what is here. The default is to leave all as it is."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        happens = (
            translate("Restore", "Cấu hình, liên kết, đơn hàng, lịch sử trở về lúc sao lưu."),
            translate("Restore", "Đơn hàng hai bên được đọc lại trước, không đơn nào bị tạo đôi."),
            translate("Restore", "Trên máy khác bạn cần kết nối lại Lazada và Haravan."),
        )
        stays = translate("Restore", "Dữ liệu đang có được giữ 7 ngày trong thư mục backups.")
        super().__init__(
            translate("Restore", "Khôi phục từ tệp"),
            translate("Restore", "Thay dữ liệu trên máy này bằng {name}?").format(name=name),
            (
                (translate("Restore", "Điều sẽ xảy ra"), happens),
                (translate("Restore", "Những gì vẫn giữ"), (stays,)),
            ),
            parent,
        )
        self.restore_button = self.offer(translate("Restore", "Khôi phục"), "danger")
