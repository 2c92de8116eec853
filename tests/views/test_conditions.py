"""A7: what must be so before a shop can be connected, in the seed's words; and A5 on the card."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from lazdesk.models.queries.connections import LazadaShop
from lazdesk.views.connection.lazada_card import LazadaCard
from lazdesk.views.connection.tab import ConnectionTab
from lazdesk.views.wishes import Wishes

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
SHOP = LazadaShop(
    seller_id="200123456",
    name="Tiệm Mộng Mơ",
    country="vn",
    short_code="VN1ABCDE",
    app_key="500123",
    redirect_uri="http://127.0.0.1:53682/callback",
    connected=True,
    connected_at=NOW - timedelta(days=100),
    access_expires_at=NOW + timedelta(days=20),
    refresh_expires_at=NOW + timedelta(days=80),
    last_sync_at=NOW,
    consented_at=NOW - timedelta(days=100),
    access_lost=False,
    channel_alarm=False,
)


def test_a7_the_seeds_conditions_stand_on_the_page(qtbot: QtBot) -> None:
    tab = ConnectionTab(Wishes())
    qtbot.addWidget(tab)
    said = "\n".join(label.text() for label in tab.findChildren(QLabel))
    for condition in (
        "được Lazada kích hoạt gian hàng trên Lazada Seller Center",
        "còn thời hạn Lazada Open Platform",
        "Mật khẩu tài khoản Haravan đáp ứng yêu cầu về chính sách bảo mật do Lazada quy định",
    ):
        assert condition in said


@pytest.mark.parametrize("name", ["app_key", "app_secret", "redirect_uri"])
def test_a2_enter_in_a_field_opens_lazadas_page(qtbot: QtBot, name: str) -> None:
    tab = ConnectionTab(Wishes())
    qtbot.addWidget(tab)
    asked: list[object] = []
    tab.wishes.connect_lazada.connect(asked.append)
    field = getattr(tab.lazada, name)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert asked == []  # something is missing yet
    tab.lazada.app_key.setText("500123")
    tab.lazada.app_secret.setText("khong-ai-biet")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert len(asked) == 1


def test_a1_asking_haravan_leads_the_keyboard_to_no_other_card(qtbot: QtBot) -> None:
    """A field that is switched off hands the keyboard on: it went as far as the practice shops."""
    tab = ConnectionTab(Wishes())
    qtbot.addWidget(tab)
    tab.show()
    tab.activateWindow()
    tab.haravan.token.setText("khong-ai-biet")
    tab.haravan.token.setFocus()
    qtbot.waitUntil(tab.haravan.token.hasFocus)
    QTest.keyClick(tab.haravan.token, Qt.Key.Key_Return)
    assert not tab.haravan.token.isEnabled()
    assert QApplication.focusWidget() is None


@pytest.mark.parametrize(
    ("shop", "chip", "ends"),
    [
        (SHOP, "✓ Đã kết nối", "12/02/2027 (còn 80 ngày)"),
        (
            replace(SHOP, refresh_expires_at=NOW - timedelta(hours=5)),
            "Hết quyền truy cập",
            "24/11/2026 09:00 (đã hết)",
        ),
        (replace(SHOP, access_lost=True), "Hết quyền truy cập", "12/02/2027 (còn 80 ngày)"),
    ],
    ids=["usual", "ended", "withdrawn"],
)
def test_a5_the_card_says_when_access_has_ended(
    qtbot: QtBot, shop: LazadaShop, chip: str, ends: str
) -> None:
    card = LazadaCard(Wishes())
    qtbot.addWidget(card)
    card.now = lambda: NOW
    card.show_shop(shop)
    assert card.chip.text() == chip
    assert card.facts.text("ends") == ends
    assert not card.renew.isHidden()
