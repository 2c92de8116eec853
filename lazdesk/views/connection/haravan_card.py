"""The Haravan side of *Kết nối*: token field, check with scopes, disconnect (A1, A6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from lazdesk.views import answers, labels, theme, wishes
from lazdesk.views.cards import Facts, muted
from lazdesk.views.connection.side_card import SideCard
from lazdesk.views.wishes import Wishes

if TYPE_CHECKING:
    from lazdesk.models.queries.connections import HaravanShop

SCOPES = (
    "com.read_shop",
    "com.read_products",
    "com.read_inventories",
    "com.read_orders",
    "com.write_orders",
    "com.read_customers",
    "com.write_customers",
)


class HaravanCard(SideCard):
    """Shows the shop, or the way to connect it."""

    def __init__(self, wish: Wishes, parent: QWidget | None = None) -> None:
        super().__init__("Haravan", wish, parent)
        self._shop: HaravanShop | None = None
        self._lacking: tuple[str, ...] = ()
        self._facts = Facts()
        self._facts.add("name", self.tr("Cửa hàng"))
        self._facts.add("domain", self.tr("Tên miền"))
        self._facts.add("since", self.tr("Kết nối từ"))
        self._form = self._token_form()
        self.change = QPushButton(self.tr("Đổi mã truy cập"))
        self.change.clicked.connect(self._open_form)
        buttons = QHBoxLayout()
        buttons.addWidget(self.change)
        buttons.addStretch(1)
        buttons.addWidget(self.disconnect_button)
        for widget in (self._facts, self._form, self.note):
            self.body.addWidget(widget)
        self.body.addLayout(buttons)
        self.body.addStretch(1)

    def _token_form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            muted(
                self.tr(
                    "Trong trang quản trị Haravan: Ứng dụng → Ứng dụng riêng tư → tạo ứng dụng, "
                    "đánh dấu các quyền dưới đây, lưu lại rồi chép mã truy cập (token) vào ô này. "
                    "Mã chỉ được giữ trong kho mật khẩu của máy."
                )
            )
        )
        column.addWidget(muted(", ".join(SCOPES)))
        self.token = QLineEdit()
        self.token.setEchoMode(QLineEdit.EchoMode.Password)
        self.token.setPlaceholderText(self.tr("Dán mã truy cập Haravan"))
        self.token.setAccessibleName(self.tr("Mã truy cập Haravan"))
        self.token.textChanged.connect(self._look_at_token)
        self.token.returnPressed.connect(self._connect)
        self.connect_button = QPushButton(self.tr("Kiểm tra và kết nối"))
        theme.set_role(self.connect_button, "primary")
        self.connect_button.clicked.connect(self._connect)
        row = QHBoxLayout()
        row.addWidget(self.token, 1)
        row.addWidget(self.connect_button)
        column.addLayout(row)
        self.connect_button.setEnabled(False)
        return form

    def connection(self) -> tuple[str, wishes.Disconnect] | None:
        name = self._shop.name if self._shop else "Haravan"
        return name, wishes.Disconnect("haravan")

    def show_shop(self, shop: HaravanShop | None) -> None:
        """What is connected now."""
        self._shop = shop
        connected = shop is not None and shop.connected
        if shop is not None:
            self._facts.set("name", shop.name)
            self._facts.set("domain", shop.domain)
            self._facts.set("since", labels.moment(shop.connected_at))
        self._facts.setVisible(shop is not None)
        self._form.setVisible(not connected)
        self.change.setVisible(connected)
        self.disconnect_button.setVisible(connected)
        self.say_state(known=shop is not None, connected=connected)

    def answered(self, answer: Any) -> None:
        match answer:
            case answers.HaravanChecked(missing_scopes=scopes) if scopes and not answer.stored:
                lines = "\n".join(f"•  {scope}" for scope in scopes)
                text = self.tr(
                    "Mã đúng của cửa hàng {name}, nhưng còn thiếu quyền:\n{scopes}\nTrong trang "
                    "quản trị Haravan, mở ứng dụng riêng tư của mã này, đánh dấu các quyền đó, lưu "
                    "lại rồi kiểm tra lần nữa. Chưa có gì được lưu."
                )
                self.note.say(text.format(name=answer.name or "Haravan", scopes=lines), "warn")
                self._idle()
            case answers.HaravanChecked(missing_scopes=scopes):
                self._lacking = scopes
            case answers.Done(wish="connect_haravan"):
                self._say_connected(answer.message)
                self.token.clear()
                self._idle()
            case answers.Failed(wish="connect_haravan"):
                self.note.say(answer.message, "bad")
                self._idle()

    def _say_connected(self, message: str) -> None:
        """Without customers it works too: buyers then go in as guests (D6)."""
        if not self._lacking:
            self.note.say(message, "ok")
            return
        text = self.tr(
            "{message} Mã này chưa có quyền {scopes}: khách mua sẽ vào Haravan dưới dạng khách "
            "vãng lai."
        )
        self.note.say(text.format(message=message, scopes=", ".join(self._lacking)), "warn")

    def _idle(self) -> None:
        self.token.setEnabled(True)
        self._look_at_token()

    @Slot()
    def _look_at_token(self) -> None:
        self.connect_button.setEnabled(bool(self.token.text().strip()))

    @Slot()
    def _open_form(self) -> None:
        self._form.show()
        self.token.setFocus()

    @Slot()
    def _connect(self) -> None:
        if not self.connect_button.isEnabled():
            return
        if (focused := self.focusWidget()) is not None:
            focused.clearFocus()  # else it would go on to a button of another card
        self.connect_button.setEnabled(False)
        self.token.setEnabled(False)
        self.note.say(self.tr("Đang hỏi Haravan về mã này…"))
        self._wishes.connect_haravan.emit(wishes.ConnectHaravan(self.token.text().strip()))
