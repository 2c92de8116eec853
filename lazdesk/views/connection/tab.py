"""*Kết nối*: both sides, what is needed before, a test of all of it, and the practice shops."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from lazdesk.models.queries import connections
from lazdesk.sync import events
from lazdesk.views import answers, theme, wishes
from lazdesk.views.cards import Card, Note, bulleted, muted, page
from lazdesk.views.connection.haravan_card import HaravanCard
from lazdesk.views.connection.lazada_card import LazadaCard
from lazdesk.views.tab import Tab
from lazdesk.views.wishes import Wishes


class ConnectionTab(Tab):
    """Two cards side by side, then conditions, the test and the practice shops below."""

    name = "connection"

    def __init__(self, wish: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(wish, parent)
        self.practising = False
        self.haravan = HaravanCard(wish)
        self.lazada = LazadaCard(wish)
        self._test_card = self._test()
        self._practice_card = self._practice()
        self._next_step = self._way_to_products()
        sides = QHBoxLayout()
        sides.setSpacing(16)
        sides.addWidget(self.lazada, 1)
        sides.addWidget(self.haravan, 1)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self._conditions(), 1)
        right = QVBoxLayout()
        right.setSpacing(16)
        right.addWidget(self._test_card)
        right.addWidget(self._practice_card)
        right.addStretch(1)
        below.addLayout(right, 1)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(16)
        column.addWidget(self._next_step)
        column.addLayout(sides)
        column.addLayout(below)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page(content, self))

    def title(self) -> str:
        return self.tr("Kết nối")

    def _way_to_products(self) -> QWidget:
        """What comes next for whoever has connected both sides and published nothing yet."""
        card = Card(self.tr("Bước tiếp theo: đăng sản phẩm"))
        text = self.tr(
            "Hai bên đã kết nối, nhưng LazDesk chỉ liên kết và đồng bộ sản phẩm đã đăng. Ở thẻ Sản "
            "phẩm, đánh dấu sản phẩm (Ctrl+A: tất cả) rồi bấm Đăng lên kênh bán hàng. Sau đó bật "
            "Giá, Số lượng ở thẻ Cấu hình."
        )
        card.body.addWidget(muted(text))
        self.to_products = QPushButton(self.tr("Mở thẻ Sản phẩm"))
        theme.set_role(self.to_products, "primary")
        self.to_products.clicked.connect(self._show_products)
        row = QHBoxLayout()
        row.addWidget(self.to_products)
        row.addStretch(1)
        card.body.addLayout(row)
        card.hide()
        return card

    def _conditions(self) -> QWidget:
        """A7: the seed's conditions, in its words."""
        card = Card(self.tr("Điều kiện để kết nối"))
        for line in (
            self.tr(
                "Nhà bán hàng đã có tài khoản Lazada và được Lazada kích hoạt gian hàng trên "
                "Lazada Seller Center."
            ),
            self.tr(
                "Tài khoản Lazada Seller Center còn thời hạn Lazada Open Platform (liên hệ Lazada "
                "để biết thêm chi tiết)."
            ),
            self.tr(
                "Mật khẩu tài khoản Haravan đáp ứng yêu cầu về chính sách bảo mật do Lazada quy "
                "định; nếu chưa, hãy đổi mật khẩu Haravan trước."
            ),
            self.tr(
                "Kênh Lazada có sẵn của Haravan đã tắt, nếu không mỗi đơn sẽ vào Haravan hai lần."
            ),
        ):
            card.body.addLayout(bulleted(line))
        card.body.addStretch(1)
        return card

    def _test(self) -> QWidget:
        card = Card(self.tr("Kiểm tra kết nối"))
        text = self.tr("Hỏi cả hai bên: mã truy cập, quyền và giờ của máy.")
        card.body.addWidget(muted(text))
        self.test_note, self.fine, self.wrong = Note(), Note(), Note()
        for note in (self.test_note, self.fine, self.wrong):
            card.body.addWidget(note)
        self.test_button = QPushButton(self.tr("Kiểm tra kết nối"))
        self.test_button.clicked.connect(self._ask_test)
        row = QHBoxLayout()
        row.addWidget(self.test_button)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _practice(self) -> QWidget:
        card = Card(self.tr("Dùng thử"))
        self._practice_text = muted("")
        card.body.addWidget(self._practice_text)
        self.practice_button = QPushButton()
        self.practice_button.clicked.connect(self._toggle_practice)
        row = QHBoxLayout()
        row.addWidget(self.practice_button)
        row.addStretch(1)
        card.body.addLayout(row)
        self.set_practising(False)
        return card

    def set_practising(self, on: bool) -> None:
        """Whether the practice shops are open now."""
        self.practising = on
        self.practice_button.setEnabled(True)
        if on:
            self._practice_text.setText(
                self.tr(
                    "Bạn đang ở gian hàng tập dượt: Lazada và Haravan giả lập trên máy này, có "
                    "khách mua và người giao hàng. Không có gì thật bị động tới. Dữ liệu tập dượt "
                    "không mã hóa và bị xóa khi bạn rời đi."
                )
            )
            self.practice_button.setText(self.tr("Về gian hàng thật"))
            theme.set_role(self.practice_button, "primary")
        else:
            self._practice_text.setText(
                self.tr(
                    "Chưa muốn kết nối thật? LazDesk mở một Lazada và một Haravan giả lập trên máy "
                    "này, có hàng hóa, khách mua và người giao hàng, để bạn bấm thử mọi nút."
                )
            )
            self.practice_button.setText(self.tr("Dùng thử với gian hàng tập dượt"))
            theme.set_role(self.practice_button, "")

    # --- what it shows ----------------------------------------------------------------------------

    def refresh(self) -> None:
        if self.database is None:
            return
        with self.database.read() as connection:
            found = connections.connections(connection)
            published = connections.has_published(connection, self.shop)
        self.haravan.show_shop(found.haravan)
        shop = found.shop(self.shop)
        self.lazada.show_shop(shop, len(found.shops))
        both = bool(shop and shop.connected and found.haravan and found.haravan.connected)
        self.test_button.setEnabled(both)
        self._next_step.setVisible(both and not published)
        if not both:  # what was asked before says nothing any more
            self._say_checks(())

    def concerns(self, _changes: events.Changes) -> bool:
        return False

    def answered(self, answer: Any) -> None:
        self.haravan.answered(answer)
        self.lazada.answered(answer)
        match answer:
            case answers.Opened():
                self.set_practising(answer.practising)
            case answers.Tested():
                self.test_note.say("")
                self._say_checks(answer.checks)
                self.test_button.setEnabled(True)
            case answers.Failed(wish="test_connection"):
                self.test_note.say(answer.message, "bad")
                self.test_button.setEnabled(True)
            case answers.Failed(wish="disconnect_side" | "practice"):
                self.test_note.say(answer.message, "bad")
                self.practice_button.setEnabled(True)
            case answers.Done() | answers.SyncEnded():
                self.mark_stale()

    def _say_checks(self, checks: Sequence[answers.Check]) -> None:
        """What is fine, and what is not, each on its own ground."""
        for note, ok, mark in ((self.fine, True, "✓"), (self.wrong, False, "✗")):
            lines = (f"{mark} {c.name}: {c.message}" for c in checks if c.ok is ok)
            note.say("\n".join(lines), "ok" if ok else "bad")

    # --- what is pressed --------------------------------------------------------------------------

    @Slot()
    def _ask_test(self) -> None:
        self.test_button.setEnabled(False)
        self._say_checks(())
        self.test_note.say(self.tr("Đang hỏi Lazada và Haravan…"))
        self.wishes.test_connection.emit(wishes.TestConnection(self.shop))

    @Slot()
    def _show_products(self) -> None:
        self.wishes.show_tab.emit(wishes.Show("products", "unpublished"))

    @Slot()
    def _toggle_practice(self) -> None:
        self.practice_button.setEnabled(False)
        self.wishes.practice.emit(wishes.Practice(not self.practising))
