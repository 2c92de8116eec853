"""The window as a merchant uses it, on practice shops over HTTP: connect, set up, disconnect."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from lazdesk import app
from lazdesk.commands import endings, holder
from lazdesk.models import desk as stored
from lazdesk.sandbox.faults import Fault, Kind
from lazdesk.views import answers, wishes
from lazdesk.views.connection.disconnect import DisconnectDialog
from lazdesk.views.preview import PreviewDialog
from lazdesk.views.products.tab import ProductsTab
from tests.views import office
from tests.views.office import Merchant

SMALL = (1040, 655)  # the offscreen screen lets no window be wide


@pytest.fixture
def merchant(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> Iterator[Merchant]:
    with office.merchant(qtbot, monkeypatch, qapp) as somebody:
        yield somebody


def test_first_paint_needs_neither_database_nor_network() -> None:
    code = (
        "import sys, lazdesk.app\n"
        "heavy = {'sqlalchemy', 'alembic', 'httpx', 'msgspec', 'keyring', 'starlette'}\n"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_a_new_desk_opens_where_it_is_connected(merchant: Merchant) -> None:
    assert merchant.window.pages.currentWidget() is merchant.connection
    assert merchant.window.bar.state() == "Chưa kết nối"
    assert merchant.window.strips.shown == ()


def test_the_window_opens_where_it_was_closed(
    merchant: Merchant, qtbot: QtBot, qapp: QApplication
) -> None:
    merchant.window.resize(*SMALL)
    merchant.window.close()
    again = app.Program(qapp, None)
    again._recall_place()
    assert (again.window.width(), again.window.height()) == SMALL
    again.close()
    again.window.deleteLater()


def test_a_wrong_haravan_token_says_what_to_do(merchant: Merchant) -> None:
    card = merchant.connection.haravan
    card.token.setText("khong-phai-ma")
    merchant.press(card.connect_button)
    merchant.hears(answers.Failed, "connect_haravan")
    assert "không chấp nhận mã truy cập" in card.note.text()
    assert card.token.isEnabled()


def test_missing_scopes_are_named_and_nothing_is_stored(merchant: Merchant) -> None:
    scopes = ["com.read_shop", "com.read_products", "com.read_inventories", "com.read_customers"]
    card = merchant.connection.haravan
    card.token.setText(merchant.shops.call(lambda world: world.haravan.issue_token(scopes)))
    merchant.press(card.connect_button)
    merchant.hears(answers.HaravanChecked)
    assert "com.read_orders" in card.note.text()
    assert not card.disconnect_button.isVisible()


def test_connecting_both_sides_starts_the_first_cycle(merchant: Merchant) -> None:
    merchant.connect_haravan()
    merchant.fill_in_lazada()
    assert "Quay lại LazDesk" in merchant.allow()
    ended = merchant.hears(answers.SyncEnded)
    assert (ended.errors, ended.cancelled) == ((), False)
    lazada = merchant.connection.lazada
    assert "Tiệm Mộng Mơ" in lazada.facts.text("name")
    assert "còn 180 ngày" in lazada.facts.text("ends")
    assert merchant.window.bar.state().startswith("Đang chạy")


def test_a_pasted_address_connects_where_nobody_listens(merchant: Merchant) -> None:
    merchant.connect_haravan()
    merchant.fill_in_lazada()
    card = merchant.connection.lazada
    merchant.wait(card.pasted.isVisible)
    address = merchant.redirected()
    card.pasted.setText(address.replace("state=", "state=x"))
    merchant.press(card.use_pasted)
    merchant.hears(answers.Failed, "paste")
    assert "không thuộc lần kết nối này" in card.note.text()
    card.pasted.setText(address)
    merchant.press(card.use_pasted)
    merchant.hears(answers.Done, "connect_lazada")
    assert not card.pasted.isVisible()


def test_giving_up_the_consent_brings_the_form_back(merchant: Merchant) -> None:
    merchant.fill_in_lazada()
    card = merchant.connection.lazada
    merchant.wait(card.give_up.isVisible)
    merchant.press(card.give_up)
    merchant.hears(answers.Failed, "connect_lazada")
    assert card.connect_button.isEnabled()
    assert not card.note.isVisible()


def test_switching_on_is_previewed_and_takes_effect_only_when_agreed(merchant: Merchant) -> None:
    merchant.connect_both()
    merchant.publish_all()
    pushed = "/product/stock/sellable/update"
    tab = merchant.configuration
    tab.update_block.quantity.setChecked(True)

    refused = office.when_shown(PreviewDialog, lambda dialog: dialog.refuse.click())
    merchant.press(tab.save)
    merchant.wait(lambda: bool(refused) and tab.save.isEnabled())
    assert calls(merchant, pushed) == 0
    assert merchant.program.office is not None
    assert not merchant.program.office.desk.policy(merchant.window.shop).push_quantity

    agreed = office.when_shown(PreviewDialog, lambda dialog: dialog.agree.click())
    merchant.press(tab.save)
    merchant.hears(answers.Done, "set_settings")
    (dialog,) = agreed
    assert isinstance(dialog, PreviewDialog)
    assert dialog.previewed.skus > 5
    merchant.wait(lambda: calls(merchant, pushed) > 0)
    assert not tab.save.isEnabled()


def test_a_preview_claims_nothing_of_what_is_switched_off(merchant: Merchant) -> None:
    """C1: with both switches off nothing is compared, so nothing is said to agree."""
    merchant.connect_both()
    said: list[str] = []

    def read(told: QMessageBox) -> None:
        said.append(told.text())
        told.accept()

    office.when_shown(QMessageBox, read)
    tab = merchant.tab(ProductsTab)
    merchant.window.pages.setCurrentWidget(tab)
    merchant.press(tab.preview)
    merchant.wait(lambda: bool(said))
    assert "đều đang tắt" in said[0]
    assert "thẻ Cấu hình" in said[0]


def test_another_warehouse_is_previewed(merchant: Merchant) -> None:
    merchant.connect_both()
    merchant.publish_all()
    tab = merchant.configuration
    tab.update_block.quantity.setChecked(True)
    office.when_shown(PreviewDialog, lambda dialog: dialog.agree.click())
    merchant.press(tab.save)
    merchant.hears(answers.SyncEnded)
    block = tab.warehouses_block
    block.chosen.setChecked(True)
    block.places["963415"].setChecked(True)
    assert "không nằm trong các kho tính tồn" in block.warning.text()
    shown = office.when_shown(PreviewDialog, lambda dialog: dialog.agree.click())
    merchant.press(tab.save)
    merchant.hears(answers.Done, "set_settings")
    assert shown
    assert merchant.program.office is not None
    policy = merchant.program.office.desk.policy(merchant.window.shop)
    assert policy.stock_locations is not None
    assert len(policy.stock_locations) == 1


def test_settings_that_push_nothing_are_saved_at_once(merchant: Merchant) -> None:
    merchant.connect_both()
    tab = merchant.configuration
    tab.orders_block.at_haravan.setChecked(True)
    assert "khuyến khích xử lý đơn hàng tại Lazada" in tab.orders_block.warning.text()
    merchant.press(tab.save)
    merchant.hears(answers.Done, "set_settings")
    assert merchant.program.office is not None
    policy = merchant.program.office.desk.policy(merchant.window.shop)
    assert policy.orders_handling == "haravan"


def test_english_is_spoken_after_saving(merchant: Merchant) -> None:
    tab = merchant.configuration
    tab.desk_block.language.setCurrentIndex(1)
    merchant.press(tab.save)
    merchant.hears(answers.Done, "set_settings")
    merchant.wait(lambda: merchant.connection.title() == "Connection")


def test_a_running_cycle_is_cancelled(merchant: Merchant) -> None:
    merchant.connect_both()
    slow_down(merchant, 1.0)
    merchant.press(merchant.window.bar.sync)
    merchant.wait(lambda: is_called(merchant))
    began = time.monotonic()
    merchant.press(merchant.window.bar.cancel)
    assert merchant.hears(answers.SyncEnded).cancelled
    assert time.monotonic() - began < 5
    assert merchant.window.bar.sync.isEnabled()


def test_stopped_writes_show_a_strip_until_they_go_on(merchant: Merchant) -> None:
    merchant.connect_both()
    merchant.press(merchant.window.bar.stop)
    merchant.hears(answers.Done, "set_writes")
    assert [strip.name for strip in merchant.window.strips.shown] == ["writes"]
    assert "Đang dừng ghi" in merchant.window.bar.state()
    merchant.press(merchant.window.bar.stop)
    merchant.hears(answers.Done, "set_writes")
    assert merchant.window.strips.shown == ()


def test_withdrawn_access_shows_the_banner_and_renewing_takes_it_away(merchant: Merchant) -> None:
    merchant.connect_both()
    merchant.shops.call(lambda world: world.lazada_platform.revoke(world.lazada))
    merchant.press(merchant.window.bar.sync)
    merchant.wait(lambda: bool(merchant.window.strips.shown))
    (strip,) = merchant.window.strips.shown
    assert (strip.name, strip.level, strip.button) == (
        f"access:{merchant.window.shop}",
        "bad",
        "Làm mới quyền truy cập",
    )
    merchant.window.strips.pressed.emit(strip.name)
    merchant.allow()
    merchant.hears(answers.Done, "connect_lazada")
    merchant.wait(merchant.window.bar.sync.isVisible)
    merchant.told.clear()
    merchant.press(merchant.window.bar.sync)
    assert merchant.hears(answers.SyncEnded).access_lost == ()
    assert merchant.window.strips.shown == ()


def test_disconnecting_asks_and_reconnecting_goes_on(merchant: Merchant) -> None:
    merchant.connect_both()
    card = merchant.connection.lazada
    kept = office.when_shown(DisconnectDialog, lambda dialog: dialog.cancel.click())
    merchant.press(card.disconnect_button)
    assert kept
    assert card.disconnect_button.isVisible()
    office.when_shown(DisconnectDialog, lambda dialog: dialog.disconnect_button.click())
    merchant.press(card.disconnect_button)
    merchant.hears(answers.Done, "disconnect_side")
    assert card.chip.text() == "Đã ngắt kết nối"
    assert not merchant.window.bar.sync.isEnabled()
    merchant.fill_in_lazada()
    merchant.allow()
    assert merchant.hears(answers.SyncEnded).errors == ()
    assert card.chip.text() == "✓ Đã kết nối"


def test_the_connection_is_tested_on_both_sides(merchant: Merchant) -> None:
    merchant.connect_both()
    merchant.press(merchant.connection.test_button)
    tested = merchant.hears(answers.Tested)
    assert [check.ok for check in tested.checks] == [True, True, True]
    assert "Nhà Mây" in merchant.connection.fine.text()


def test_commands_hand_their_work_to_the_window(merchant: Merchant) -> None:
    merchant.connect_both()
    assert merchant.program.office is not None
    desk = merchant.program.office.desk
    arguments = {"shop": None, "wait": False, "consent": False}
    with desk.database.write() as connection:
        stored.ask(connection, "one", "sync", arguments, desk.clock.now())
    answered: list[int] = []

    def look() -> bool:
        with desk.database.write() as connection:
            answer = stored.take_answer(connection, "one")
        if answer is not None:
            answered.append(answer.exit_code)
        return bool(answered)

    merchant.wait(look)
    assert answered == [0]


def test_the_folder_is_held_while_the_window_is_open(merchant: Merchant) -> None:
    with pytest.raises(endings.AlreadyHeldError), holder.held():
        pass
    merchant.program.close()
    with holder.held():
        pass


def test_practice_shops_open_and_lead_back(merchant: Merchant) -> None:
    merchant.press(merchant.connection.practice_button)
    merchant.wait(lambda: merchant.program.office is not None)
    merchant.wait(lambda: merchant.connection.practising)
    assert merchant.window.shop == "200123456"
    merchant.press(merchant.connection.practice_button)
    merchant.wait(lambda: merchant.program.office is not None)
    merchant.wait(lambda: not merchant.connection.practising)
    assert merchant.window.shop == ""


def test_closing_during_a_call_that_hangs_ends_within_three_seconds(
    merchant: Merchant, monkeypatch: pytest.MonkeyPatch
) -> None:
    merchant.connect_both()
    slow_down(merchant, 6.0)
    merchant.press(merchant.window.bar.sync)
    merchant.wait(lambda: is_called(merchant))
    left: list[int] = []
    monkeypatch.setattr(app, "leave", left.append)
    held = merchant.program.office
    began = time.monotonic()
    merchant.program.close()
    assert time.monotonic() - began < 3
    assert left == [0]
    assert held is not None
    assert held.end(10_000)


def test_a_wish_before_the_desk_is_open_is_let_go(qapp: QApplication) -> None:
    program = app.Program(qapp, None)
    program.wishes.sync.emit(wishes.Sync())
    program.wishes.set_writes.emit(wishes.SetWrites(on=False))
    program.close()
    program.window.deleteLater()


CLOSED_WHILE_LOADING = """
import sys
from PySide6.QtWidgets import QApplication, QMessageBox
from lazdesk import app

def spin(_told: object) -> None:
    while True:
        pass

program = app.Program(QApplication(sys.argv), None)
program._loader.told.connect(spin)  # called in the loader's thread, by Qt
program._loader.start(lambda: program._loader.told.emit(None))
program.close()
sys.exit(program.ended(3))
"""


def test_closed_while_it_still_loads_it_ends_without_a_crash() -> None:
    ended = subprocess.run([sys.executable, "-c", CLOSED_WHILE_LOADING], timeout=60, check=False)
    assert ended.returncode == 3


def slow_down(merchant: Merchant, seconds: float) -> None:
    """Every answer of Haravan takes so long from now on."""
    fault = Fault(kind=Kind.SLOW, face="haravan", seconds=seconds, times=None)
    merchant.shops.call(lambda world: world.faults.add(fault))


def is_called(merchant: Merchant) -> bool:
    """Whether a slowed call is under way."""
    return merchant.shops.call(
        lambda world: any(call.fault == Kind.SLOW and call.status is None for call in world.calls)
    )


def calls(merchant: Merchant, path: str) -> int:
    return merchant.shops.call(lambda world: sum(call.path == path for call in world.calls))
