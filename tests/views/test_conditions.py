"""A7: what must be so before a shop can be connected, in the seed's words."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from lazdesk.views.connection import ConnectionTab
from lazdesk.views.wishes import Wishes


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
