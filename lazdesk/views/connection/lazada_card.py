"""The Lazada side of *Kết nối*: app, consent by browser or paste, dates, renew (A2, A5, A6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lazdesk.views import answers, labels, theme, wishes
from lazdesk.views.cards import Facts, muted
from lazdesk.views.connection.disconnect import ForgetDialog
from lazdesk.views.connection.side_card import SideCard
from lazdesk.views.wishes import Wishes

if TYPE_CHECKING:
    from lazdesk.models.queries.connections import LazadaShop

REDIRECT_URI = "http://127.0.0.1:53682/callback"


class LazadaCard(SideCard):
    """One shop, or the way to connect one. While a consent is open only that is shown."""

    def __init__(self, wish: Wishes, parent: QWidget | None = None) -> None:
        super().__init__("Lazada", wish, parent)
        self._shop: LazadaShop | None = None
        self._url = ""
        self._waiting_for_consent = False
        self._adding = False
        self._count = 0
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.facts = Facts()
        self.facts.add("name", self.tr("Gian hàng"))
        self.facts.add("country", self.tr("Quốc gia"))
        self.facts.add("since", self.tr("Kết nối từ"))
        self.facts.add("ends", self.tr("Hết hạn"))
        self.facts.add("last", self.tr("Đồng bộ gần nhất"))
        self._form = self._app_form()
        self._waiting = self._waiting_panel()
        self.renew = QPushButton(self.tr("Làm mới quyền truy cập"))
        self.renew.clicked.connect(self._renew)
        self.add_shop = QPushButton(self.tr("Thêm gian hàng Lazada"))
        self.add_shop.clicked.connect(self._begin_adding)
        self.forget_button = QPushButton(self.tr("Xóa dữ liệu cửa hàng"))
        theme.set_role(self.forget_button, "danger")
        self.forget_button.clicked.connect(self._ask_to_forget)
        buttons = QHBoxLayout()
        buttons.addWidget(self.renew)
        buttons.addWidget(self.add_shop)
        buttons.addStretch(1)
        buttons.addWidget(self.disconnect_button)
        buttons.addWidget(self.forget_button)
        self._several = muted(
            self.tr(
                "Nhiều gian hàng Lazada dùng chung một Haravan: mỗi gian hàng có cấu hình riêng và "
                "đều hiện toàn bộ tồn kho, LazDesk không chia tồn kho giữa các gian hàng."
            )
        )
        for widget in (self.facts, self._several, self._form, self._waiting, self.note):
            self.body.addWidget(widget)
        self.body.addLayout(buttons)
        self.body.addStretch(1)

    def _app_form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            muted(
                self.tr(
                    "Trong Lazada Open Platform → App Console, mở ứng dụng Seller In-house của "
                    "bạn, đăng ký địa chỉ callback dưới đây rồi chép App Key và App Secret vào đây."
                )
            )
        )
        fields = QFormLayout()
        self.app_key = QLineEdit()
        self.app_secret = QLineEdit()
        self.app_secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.redirect_uri = QLineEdit(REDIRECT_URI)
        self.connect_button = QPushButton(self.tr("Mở trang cho phép của Lazada"))
        for name, field in (
            ("App Key", self.app_key),
            ("App Secret", self.app_secret),
            (self.tr("Địa chỉ callback"), self.redirect_uri),
        ):
            field.setAccessibleName(name)
            field.textChanged.connect(self._look_at_fields)
            field.returnPressed.connect(self.connect_button.click)
            fields.addRow(name, field)
        column.addLayout(fields)
        theme.set_role(self.connect_button, "primary")
        self.connect_button.setEnabled(False)
        self.connect_button.clicked.connect(self._connect)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.connect_button)
        column.addLayout(row)
        return form

    def _waiting_panel(self) -> QWidget:
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        self._how = muted("")
        column.addWidget(self._how)
        self.copy = QPushButton(self.tr("Chép địa chỉ trang cho phép"))
        self.copy.clicked.connect(self._copy_url)
        self.give_up = QPushButton(self.tr("Ngừng chờ"))
        self.give_up.clicked.connect(self._give_up)
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addStretch(1)
        row.addWidget(self.give_up)
        column.addLayout(row)
        column.addWidget(
            muted(
                self.tr(
                    "Trang không tự quay về LazDesk? Sao chép cả địa chỉ trên thanh địa chỉ của "
                    "trình duyệt sau khi bấm cho phép, rồi dán vào đây:"
                )
            )
        )
        self.pasted = QLineEdit()
        self.pasted.setPlaceholderText("http://127.0.0.1:53682/callback?code=…&state=…")
        self.pasted.setAccessibleName(self.tr("Địa chỉ sau khi cho phép"))
        self.pasted.textChanged.connect(self._look_at_pasted)
        self.pasted.returnPressed.connect(self._paste)
        self.use_pasted = QPushButton(self.tr("Dùng địa chỉ này"))
        self.use_pasted.setEnabled(False)
        self.use_pasted.clicked.connect(self._paste)
        row = QHBoxLayout()
        row.addWidget(self.pasted, 1)
        row.addWidget(self.use_pasted)
        column.addLayout(row)
        panel.hide()
        return panel

    # --- what it shows ----------------------------------------------------------------------------

    def connection(self) -> tuple[str, wishes.Disconnect] | None:
        if self._shop is None:
            return None
        return self._shop.name, wishes.Disconnect("lazada", self._shop.seller_id)

    def show_shop(self, shop: LazadaShop | None, count: int = 1) -> None:
        """The shop as it is connected now, one of ``count``; None: there is none yet."""
        self._shop, self._count = shop, count
        if shop is not None:
            self._show_facts(shop)
            if not self.app_key.text():
                self.app_key.setText(shop.app_key)
                self.redirect_uri.setText(shop.redirect_uri)
        self._arrange()

    def _show_facts(self, shop: LazadaShop) -> None:
        code = f" · {shop.short_code}" if shop.short_code else ""
        self.facts.set("name", f"{shop.name} ({shop.seller_id}{code})")
        country = self.tr("Việt Nam") if shop.country == "vn" else shop.country.upper()
        self.facts.set("country", country)
        self.facts.set("since", labels.moment(shop.connected_at))
        self.facts.set("ends", self._ends(shop))
        last = labels.moment(shop.last_sync_at) if shop.last_sync_at else self.tr("chưa lần nào")
        self.facts.set("last", last)

    def _has_ended(self, shop: LazadaShop) -> bool:
        ends = shop.refresh_expires_at or shop.access_expires_at
        return shop.access_lost or (ends is not None and ends <= self.now())

    def _ends(self, shop: LazadaShop) -> str:
        """The platform's own dates; the access token renews itself (A4)."""
        ends = shop.refresh_expires_at or shop.access_expires_at
        if ends is None:
            return "–"
        if ends <= self.now():
            return self.tr("{when} (đã hết)").format(when=labels.moment(ends))
        days = labels.days_between(self.now(), ends)
        text = self.tr("{day} (còn {n} ngày)", "", days).format(
            day=labels.day(ends), n=labels.number(days)
        )
        if shop.refresh_expires_at is None:
            text = self.tr("{when}; ứng dụng này không tự gia hạn được").format(when=text)
        return text

    def _arrange(self) -> None:
        connected = self._shop is not None and self._shop.connected
        waiting = self._waiting_for_consent
        adding = self._adding and not waiting
        self.say_state(known=self._shop is not None, connected=connected)
        if connected and self._shop is not None and self._has_ended(self._shop):
            self.set_chip(self.tr("Hết quyền truy cập"), "bad")
        if self._adding:
            self.set_chip(self.tr("Gian hàng mới"), "")
        self.facts.setVisible(self._shop is not None and not self._adding)
        self._several.setVisible(self._adding or self._count > 1)
        self._form.setVisible(adding or (not connected and not waiting))
        self._waiting.setVisible(waiting)
        self.renew.setVisible(connected and not waiting and not self._adding)
        self.disconnect_button.setVisible(connected and not waiting and not self._adding)
        self.add_shop.setVisible(self._shop is not None and not waiting)
        self.add_shop.setText(
            self.tr("Không thêm nữa") if self._adding else self.tr("Thêm gian hàng Lazada")
        )
        # The second, separate action (A6): first the connection is ended, then what is left of it.
        known = self._shop is not None and not connected
        self.forget_button.setVisible(known and not waiting and not self._adding)
        self._look_at_fields()

    def answered(self, answer: Any) -> None:
        match answer:
            case answers.ConsentOpened():
                self._url = answer.url
                self._say_how(answer)
                self._waiting_for_consent = True
                self._arrange()
                self.pasted.setFocus()
            case answers.ShopFound():
                self._ask_whose(answer)
            case answers.Done(wish="disconnect_side" | "forget_shop"):
                self.note.say(answer.message, "ok")
            case answers.Failed(wish="forget_shop"):
                self.note.say(answer.message, "bad")
            case answers.Done(wish="connect_lazada"):
                self._adding = False
                self._end_consent(answer.message, "ok")
                self.app_secret.clear()
            case answers.Failed(wish="connect_lazada"):
                self._end_consent(answer.message, "bad")
            case answers.Failed(wish="paste"):
                self.note.say(answer.message, "bad")

    def _say_how(self, opened: answers.ConsentOpened) -> None:
        if opened.listening:
            text = self.tr(
                "Trình duyệt đang mở trang cho phép của Lazada. Hãy đăng nhập đúng gian hàng và "
                "bấm cho phép; LazDesk chờ tại {uri} và tự chạy tiếp."
            )
            self._how.setText(text.format(uri=opened.redirect_uri))
            self.note.say("")
            return
        self._how.setText(
            self.tr("Trình duyệt đang mở trang cho phép của Lazada. Hãy đăng nhập và bấm cho phép.")
        )
        text = self.tr(
            "Trang cho phép không tự quay về LazDesk được: địa chỉ {uri} đang bận hoặc không phải "
            "của máy này. Sau khi bấm cho phép, hãy dán địa chỉ của trình duyệt vào ô bên trên."
        )
        self.note.say(text.format(uri=opened.redirect_uri), "warn")

    def _end_consent(self, message: str, level: str) -> None:
        self._waiting_for_consent = False
        self.pasted.clear()
        self.note.say(message, level)
        self._arrange()

    # --- what is pressed --------------------------------------------------------------------------

    @Slot()
    def _look_at_fields(self) -> None:
        fields = (self.app_key, self.app_secret, self.redirect_uri)
        self.connect_button.setEnabled(all(field.text().strip() for field in fields))

    @Slot()
    def _look_at_pasted(self) -> None:
        self.use_pasted.setEnabled(bool(self.pasted.text().strip()))

    @Slot()
    def _connect(self) -> None:
        self.connect_button.setEnabled(False)
        self.note.say("")
        self._wishes.connect_lazada.emit(
            wishes.ConnectLazada(
                self.app_key.text().strip(),
                self.app_secret.text().strip(),
                self.redirect_uri.text().strip(),
                self._shop.seller_id if self._shop and not self._adding else "",
                adding=self._adding,
            )
        )

    @Slot()
    def _begin_adding(self) -> None:
        """One more shop, by its own consent; the same app may serve it (A10)."""
        self._adding = not self._adding
        self.note.say("")
        self._arrange()
        if self._adding:
            self.app_secret.setFocus()

    def _ask_whose(self, found: answers.ShopFound) -> None:
        question = self.tr("Mã vừa dán thuộc gian hàng {name} ({id}). Kết nối gian hàng này?")
        asked = QMessageBox(self)
        asked.setIcon(QMessageBox.Icon.Question)
        asked.setWindowTitle("Lazada")
        asked.setText(question.format(name=found.name, id=found.seller_id))
        go = asked.addButton(self.tr("Kết nối"), QMessageBox.ButtonRole.AcceptRole)
        stay = asked.addButton(
            self.tr("Không phải gian hàng này"), QMessageBox.ButtonRole.RejectRole
        )
        asked.setDefaultButton(stay)
        asked.exec()
        self._wishes.confirm_shop.emit(wishes.ConfirmShop(asked.clickedButton() is go))

    @Slot()
    def _ask_to_forget(self) -> None:
        if self._shop is None:
            return
        dialog = ForgetDialog(f"Lazada · {self._shop.name}", self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.note.say("")
            self._wishes.forget_shop.emit(wishes.ForgetShop(self._shop.seller_id))

    @Slot()
    def _renew(self) -> None:
        if self._shop is not None:
            self.note.say("")
            self._wishes.renew.emit(wishes.Renew(self._shop.seller_id))

    @Slot()
    def _paste(self) -> None:
        if self.use_pasted.isEnabled():
            self._wishes.paste_redirect.emit(wishes.PasteRedirect(self.pasted.text().strip()))

    @Slot()
    def _copy_url(self) -> None:
        QGuiApplication.clipboard().setText(self._url)

    @Slot()
    def _give_up(self) -> None:
        self._wishes.cancel_consent.emit(wishes.CancelConsent())
