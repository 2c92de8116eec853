"""Several shops, a code whose shop is asked for, data that is forgotten, and Haravan's own channel
in the window (A1, A2, A6, A7, A9, A10)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from lazdesk.models import desk as stored
from lazdesk.views import answers, wishes
from lazdesk.views.connection.channel import ChannelDialog
from lazdesk.views.connection.disconnect import DisconnectDialog, ForgetDialog
from tests.views import office
from tests.views.office import Merchant


@pytest.fixture
def merchant(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> Iterator[Merchant]:
    with office.merchant(qtbot, monkeypatch, qapp, products=12, lazada_shops=2) as somebody:
        yield somebody


def setting(merchant: Merchant, shop: str, key: str) -> str | None:
    assert merchant.program.office is not None
    with merchant.program.office.desk.database.read() as connection:
        return stored.settings(connection, shop).get(key)


def add_second(merchant: Merchant) -> str:
    """*Thêm gian hàng Lazada*: the same app, the other shop's consent."""
    merchant.press(merchant.connection.lazada.add_shop)
    merchant.fill_in_lazada()
    merchant.allow("VN2ABCDE")
    merchant.hears(answers.Done, "connect_lazada")
    return str(merchant.shops.world.lazada_shops[1].seller_id)


def test_the_page_tells_the_conditions_of_a_connection(merchant: Merchant) -> None:
    """A7, in the seed's words."""
    told = " ".join(label.text() for label in merchant.connection.findChildren(QLabel))
    for condition in (
        "được Lazada kích hoạt gian hàng",
        "còn thời hạn Lazada Open Platform",
        "chính sách bảo mật do Lazada quy định",
    ):
        assert condition in told


def test_a_second_shop_is_added_and_chosen_in_the_bar(merchant: Merchant) -> None:
    merchant.connect_both()
    first = merchant.window.shop
    assert not merchant.window.bar._shops.isVisible()
    second = add_second(merchant)
    chooser = merchant.window.bar._shops
    merchant.wait(chooser.isVisible)
    assert {chooser.itemData(number) for number in range(chooser.count())} == {first, second}
    assert merchant.window.shop == first
    assert "toàn bộ tồn kho" in merchant.connection.lazada._several.text()
    assert merchant.connection.lazada._several.isVisible()

    chooser.setCurrentIndex(chooser.findData(second))
    chooser.activated.emit(chooser.currentIndex())
    assert merchant.window.shop == second
    assert {tab.shop for tab in merchant.window.tabs} == {second}
    assert "Tiệm Mộng Mơ 2" in merchant.connection.lazada.facts.text("name")


def test_each_shop_has_its_own_settings(merchant: Merchant) -> None:
    merchant.connect_both()
    first, second = merchant.window.shop, add_second(merchant)
    merchant.wait(lambda: merchant.window.bar._shops.count() == 2)
    merchant.program.wishes.pick_shop.emit(wishes.PickShop(second))
    change = wishes.SetSettings(merchant.configuration.shop, (("stock.buffer", "3"),))
    merchant.program.wishes.set_settings.emit(change)
    merchant.hears(answers.Done, "set_settings")
    assert setting(merchant, first, "stock.buffer") is None
    assert setting(merchant, second, "stock.buffer") == "3"


def test_giving_up_adding_shows_the_shop_again(merchant: Merchant) -> None:
    merchant.connect_both()
    card = merchant.connection.lazada
    merchant.press(card.add_shop)
    assert card.app_secret.isVisible()
    assert not card.disconnect_button.isVisible()
    merchant.press(card.add_shop)
    assert not card.app_secret.isVisible()
    assert card.disconnect_button.isVisible()


@pytest.mark.parametrize("agreed", [True, False])
def test_a_bare_code_connects_only_the_shop_that_is_confirmed(
    merchant: Merchant, agreed: bool
) -> None:
    merchant.connect_haravan()
    merchant.fill_in_lazada()
    card = merchant.connection.lazada
    merchant.wait(card.pasted.isVisible)
    code = merchant.redirected().partition("code=")[2].partition("&")[0]
    role = QMessageBox.ButtonRole.AcceptRole if agreed else QMessageBox.ButtonRole.RejectRole
    asked: list[str] = []

    def answer(box: QMessageBox) -> None:
        asked.append(box.text())
        assert not box.standardButtons() & ~QMessageBox.StandardButton.NoButton  # they are English
        next(button for button in box.buttons() if box.buttonRole(button) is role).click()

    office.when_shown(QMessageBox, answer)
    card.pasted.setText(code)
    merchant.press(card.use_pasted)
    merchant.hears(answers.Done if agreed else answers.Failed, "connect_lazada")
    assert "Tiệm Mộng Mơ" in asked[0]
    assert (merchant.window.shop != "") is agreed


def test_a_token_without_customers_connects_and_says_what_that_means(merchant: Merchant) -> None:
    scopes = [f"com.read_{what}" for what in ("shop", "products", "inventories", "orders")]
    card = merchant.connection.haravan
    card.token.setText(merchant.shops.call(lambda world: world.haravan.issue_token(scopes)))
    merchant.press(card.connect_button)
    merchant.hears(answers.Done, "connect_haravan")
    assert card.disconnect_button.isVisible()
    assert "khách vãng lai" in card.note.text()


def test_a_shops_data_are_deleted_after_disconnecting_and_asking_again(merchant: Merchant) -> None:
    merchant.connect_both()
    card = merchant.connection.lazada
    assert not card.forget_button.isVisible()
    office.when_shown(DisconnectDialog, lambda dialog: dialog.disconnect_button.click())
    merchant.press(card.disconnect_button)
    merchant.hears(answers.Done, "disconnect_side")
    office.when_shown(ForgetDialog, lambda dialog: dialog.cancel.click())
    merchant.press(card.forget_button)
    assert merchant.window.shop
    office.when_shown(ForgetDialog, lambda dialog: dialog.forget_button.click())
    merchant.press(card.forget_button)
    merchant.hears(answers.Done, "forget_shop")
    assert merchant.window.shop == ""
    assert card.chip.text() == "Chưa kết nối"
    assert card.app_secret.isVisible()


@pytest.mark.parametrize("choice", ["off", "adopt"])
def test_haravans_own_channel_shows_a_strip_until_the_merchant_chooses(
    merchant: Merchant, choice: str
) -> None:
    merchant.connect_both()

    def sell(_: object) -> None:
        world = merchant.shops.world
        world.haravan.run_lazada_channel(seconds_after=0)
        world.lazada.place_order({next(iter(world.lazada.by_seller_sku)): 1}, oversell=True)
        world.advance(60)
        world.haravan.stop_lazada_channel()

    merchant.shops.call(sell)
    merchant.press(merchant.window.bar.sync)
    merchant.hears(answers.SyncEnded)
    (strip,) = [s for s in merchant.window.strips.shown if s.name.startswith("channel:")]
    assert (strip.level, strip.button) == ("bad", "Chọn cách xử lý")
    office.when_shown(ChannelDialog, lambda dialog: dialog.cancel.click())
    merchant.window.strips.pressed.emit(strip.name)
    assert setting(merchant, merchant.window.shop, "orders.foreign_channel") == "ask"
    office.when_shown(ChannelDialog, lambda dialog: getattr(dialog, choice).click())
    merchant.window.strips.pressed.emit(strip.name)
    merchant.hears(answers.Done, "set_settings")
    assert setting(merchant, merchant.window.shop, "orders.foreign_channel") == choice
    merchant.wait(lambda: strip not in merchant.window.strips.shown)
