"""**In đơn hàng**, **Phiếu nhặt hàng**, **Biên bản bàn giao** on the practice shops (E3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QMessageBox, QTableWidget
from pytestqt.qtbot import QtBot

from lazdesk import pdfs
from lazdesk.errands import orders as order_errands
from lazdesk.models import orders as stored
from lazdesk.models.queries import packing_list
from lazdesk.models.queries.listing import Scope
from lazdesk.models.queries.packing_list import Parcel, PickLine
from lazdesk.practice import PracticeDesk
from lazdesk.rules import buttons
from lazdesk.rules.order import VIETNAM
from lazdesk.shop import Desk
from lazdesk.sync import cycle
from lazdesk.sync.events import Changes
from lazdesk.views import print_wishes, wishes
from lazdesk.views.orders.buttons import OrderButton
from lazdesk.views.orders.print_buttons import Handover, LabelsDialog, PickList, PrintOrders
from lazdesk.views.orders.results import ResultsDialog
from lazdesk.views.orders.tab import OrdersTab
from lazdesk.views.printing import work_papers
from lazdesk.views.printing.dialog import PrintDialog
from tests.views import lists
from tests.views.hands import Hands
from tests.views.lists import cells, go_to
from tests.views.office import when_shown

# The practice world's clock: Lazada takes seconds to show what was done, but couriers come after
# hours, which must not pass while a test looks.
FAST = 100
NOW = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
PATIENCE_MS = 30_000
D = TypeVar("D", bound=QDialog)


@pytest.fixture
def practice() -> Iterator[Desk]:
    """Ten orders were made ready to ship, the others wait. Each test its own: couriers go on."""
    with PracticeDesk(seed=5, products=40, orders=24, speed=FAST) as practice:
        practice.connect()
        desk = practice.desk
        assert desk is not None
        session = desk.session(desk.pick(None))
        cycle.wait_for_imports(session, cycle.run_cycle(session))
        with desk.database.read() as connection:
            rows = stored.orders(connection, session.shop)
        ids = [row.order_id for row in rows if row.word == "pending"][:10]
        wish = wishes.ReadyToShip(session.shop, tuple(ids))
        list(order_errands.ready_to_ship(session, wish, "vi"))
        yield desk


@pytest.fixture
def hands(practice: Desk) -> Hands:
    return Hands(practice)


@pytest.fixture
def tab(qtbot: QtBot, practice: Desk, hands: Hands) -> OrdersTab:
    tab = lists.opened(qtbot, OrdersTab, practice, hands)
    go_to(qtbot, tab, "ready")
    return tab


def button(tab: OrdersTab, kind: type[OrderButton]) -> OrderButton:
    return next(found for found in tab.buttons if isinstance(found, kind))


def shown(qtbot: QtBot, tab: OrdersTab, kind: type[D]) -> D:
    """The dialog of this kind, once what it shows is there."""

    def found() -> list[D]:
        return [dialog for dialog in tab.findChildren(kind) if dialog.isVisible()]

    qtbot.waitUntil(lambda: bool(found()), timeout=PATIENCE_MS)
    (dialog,) = found()
    if isinstance(dialog, PrintDialog):
        qtbot.waitUntil(dialog.print_button.isEnabled, timeout=PATIENCE_MS)
    return dialog


def saved(dialog: PrintDialog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The texts of the pages that *Lưu PDF gốc* keeps."""
    answer = staticmethod(lambda *_: (str(tmp_path / "saved.pdf"), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    dialog.save_button.click()
    return pdfs.texts((tmp_path / "saved.pdf").read_bytes())


def tracking(tab: OrdersTab) -> list[str]:
    """The tracking numbers of the rows, as they stand in the list."""
    rows = [tab.list.row_at(number) for number in range(tab.list.rowCount())]
    return [row.tracking for row in rows if row is not None]


def ids(tab: OrdersTab) -> list[str]:
    return [tab.list.id_at(row) or "" for row in range(tab.list.rowCount())]


def answer(text: str) -> list[str]:
    """Presses the button with this text in the next question; returns what was asked."""
    asked: list[str] = []

    def press(question: QMessageBox) -> None:
        asked.append(question.text())
        (wanted,) = [button for button in question.buttons() if button.text() == text]
        wanted.click()

    when_shown(QMessageBox, press)
    return asked


def said(dialog: QDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


# --- the labels -----------------------------------------------------------------------------------


def test_the_labels_are_previewed_in_the_order_shown(
    qtbot: QtBot,
    tab: OrdersTab,
    hands: Hands,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """Must show 1: the pages of the one PDF are in the order of the list."""
    wanted = tracking(tab)
    assert len(wanted) >= 5
    tab.list.tick_all(on=True)
    QTest.keyClick(tab, Qt.Key.Key_F7)
    dialog = shown(qtbot, tab, LabelsDialog)
    pages = saved(dialog, monkeypatch, tmp_path)
    assert [number in page for number, page in zip(wanted, pages, strict=True)] == [
        True for _ in wanted
    ]
    assert f"{len(wanted)} trang" in dialog.told.text()
    assert tab.list.ticks() == []
    dialog.reject()
    assert hands.asked_for(print_wishes.CountPrints) == []  # looked at, not printed


def test_a_print_is_counted_and_shown(
    qtbot: QtBot,
    tab: OrdersTab,
    practice: Desk,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    answer = staticmethod(lambda *_: (str(tmp_path / "out.pdf"), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    order_id = next(
        order.row.id
        for order in tab.facts([tab.list.id_at(row) or "" for row in range(tab.list.rowCount())])
        if order.row.word == "ready" and not order.row.prints
    )
    go_to(qtbot, tab, "all")  # where it stays, whatever couriers and buyers do meanwhile
    place = [tab.list.id_at(row) for row in range(tab.list.rowCount())].index(order_id)
    for count in (1, 2):
        tab.list.tick([place], on=True)
        button(tab, PrintOrders).for_ticked.trigger()
        dialog = shown(qtbot, tab, LabelsDialog)
        assert ("đã in trước đây" in said(dialog)) is (count > 1)
        with qtbot.waitSignal(dialog.printed, timeout=PATIENCE_MS):
            dialog.print_button.click()
        dialog.reject()
        (order,) = tab.facts([order_id])
        assert order.row.prints == count
        tab.take_changes(Changes("order", (order_id,)))
        qtbot.waitUntil(lambda: cells(tab, "parcel")[place].startswith("✓"), timeout=PATIENCE_MS)
        assert cells(tab, "parcel")[place] == f"✓ {order.row.tracking}"
        tab.open_order(order_id)
        texts = [label.text() for label in tab.drawer.findChildren(QLabel)]
        assert f"Đã in {count} lần" in texts
        assert sum("đã in vận đơn" in text for text in texts) == count


def test_what_waits_to_be_printed_is_listed_until_it_is(
    qtbot: QtBot, tab: OrdersTab, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """*Chờ in*, and the filter of printed and not printed in any group."""
    answer = staticmethod(lambda *_: (str(tmp_path / "out.pdf"), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    go_to(qtbot, tab, "to_print")
    order_id = tab.list.id_at(0) or ""
    before = ids(tab)
    assert len(before) >= 5
    tab.list.tick([0], on=True)
    button(tab, PrintOrders).for_ticked.trigger()
    dialog = shown(qtbot, tab, LabelsDialog)
    with qtbot.waitSignal(dialog.printed, timeout=PATIENCE_MS):
        dialog.print_button.click()
    dialog.reject()
    tab.take_changes(Changes("order", ()))
    qtbot.waitUntil(lambda: order_id not in ids(tab), timeout=PATIENCE_MS)
    assert set(ids(tab)) <= set(before) - {order_id}

    go_to(qtbot, tab, "all")
    everything = ids(tab)
    QTest.keyClick(tab.prints, Qt.Key.Key_Down)
    assert tab.prints.currentText() == "Chưa in"
    qtbot.waitUntil(lambda: order_id not in ids(tab), timeout=PATIENCE_MS)
    assert len(ids(tab)) == len(everything) - 1
    QTest.keyClick(tab.prints, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: ids(tab) == [order_id], timeout=PATIENCE_MS)
    tab.group_bar.go_to(tab.groups.index("unpaid"))
    qtbot.waitUntil(lambda: ids(tab) == [], timeout=PATIENCE_MS)
    assert "Chọn “Đã in và chưa in”" in tab.empty_text()
    tab.show_part("all")
    qtbot.waitUntil(lambda: len(ids(tab)) == len(everything), timeout=PATIENCE_MS)
    assert tab.prints.currentText() == "Đã in và chưa in"


def test_orders_without_a_label_are_told_beside_it(qtbot: QtBot, tab: OrdersTab) -> None:
    go_to(qtbot, tab, "all")
    tab.list.tick_all(on=True)
    answer("Chỉ in đơn đã đóng gói")
    button(tab, PrintOrders).for_ticked.trigger()
    dialog = shown(qtbot, tab, LabelsDialog)
    assert button(tab, PrintOrders).pressed == set()
    assert "không có vận đơn" in dialog.why.text()
    dialog.why.click()
    results = shown(qtbot, tab, ResultsDialog)
    table = results.findChild(QTableWidget)
    assert isinstance(table, QTableWidget)
    reasons = [item.text() for row in range(table.rowCount()) if (item := table.item(row, 2))]
    assert any("chưa thanh toán" in reason for reason in reasons)
    results.reject()
    dialog.reject()


def test_nothing_to_print_is_told_without_a_preview(
    qtbot: QtBot, tab: OrdersTab, hands: Hands
) -> None:
    go_to(qtbot, tab, "unpaid")
    tab.list.tick([0], on=True)
    QTest.keyClick(tab, Qt.Key.Key_F7)
    results = shown(qtbot, tab, ResultsDialog)
    assert hands.asked_for(print_wishes.PrintOrders) == []
    results.reject()


def test_orders_that_are_not_packed_may_be_packed_first(
    qtbot: QtBot,
    tab: OrdersTab,
    hands: Hands,
    practice: Desk,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """Pack only: they are not made ready to ship."""
    go_to(qtbot, tab, "pending")
    able = [
        order.row.id
        for order in tab.facts([tab.list.id_at(row) or "" for row in range(tab.list.rowCount())])
        if buttons.why_not_ready(order.units) is None
        and buttons.why_not_printed(order.units) == "not_packed"
    ][:2]
    assert len(able) == 2
    print_orders = button(tab, PrintOrders)
    answer("Không in")
    print_orders.press(able)
    assert hands.asked_for(print_wishes.PrintOrders) == []
    asked = answer("Đóng gói rồi in")
    print_orders.press(able)
    assert asked[0].startswith("2 đơn chưa đóng gói")
    dialog = shown(qtbot, tab, LabelsDialog)
    assert len(saved(dialog, monkeypatch, tmp_path)) == 2
    dialog.reject()
    with practice.database.read() as connection:
        units = stored.items(connection, tab.shop, able)
        events = stored.history(connection, tab.shop, able)
    assert {unit.status for some in units.values() for unit in some} == {"packed"}
    for lines in events.values():
        assert "pack_confirmed" in [line.event for line in lines]
        assert "ready_to_ship_confirmed" not in [line.event for line in lines]


# --- pick list and handover -----------------------------------------------------------------------


def test_the_pick_list_counts_by_sku(
    qtbot: QtBot,
    tab: OrdersTab,
    practice: Desk,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    ids = [tab.list.id_at(row) or "" for row in range(tab.list.rowCount())]
    with practice.database.read() as connection:
        units = stored.items(connection, tab.shop, ids)
    wanted = Counter(
        unit.sku
        for some in units.values()
        for unit in some
        if unit.status.startswith("ready") and not (unit.is_fbl or unit.is_digital)
    )
    tab.list.tick_all(on=True)
    button(tab, PickList).for_ticked.trigger()
    dialog = shown(qtbot, tab, PrintDialog)
    text = "\n".join(saved(dialog, monkeypatch, tmp_path))
    assert f"{len(wanted)} SKU · {wanted.total()} cái" in text
    assert all(sku in text for sku in wanted)
    assert "color_family" not in text, "that is Lazada's own word"
    assert dialog.preset.key == "a4"
    dialog.reject()


def test_the_handover_has_a_record_for_each_carrier(
    qtbot: QtBot, tab: OrdersTab, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wanted = tracking(tab)
    tab.list.tick_all(on=True)
    button(tab, Handover).for_ticked.trigger()
    dialog = shown(qtbot, tab, PrintDialog)
    text = "\n".join(saved(dialog, monkeypatch, tmp_path))
    assert f"{len(wanted)} kiện" in text
    places = [text.index(number) for number in wanted]
    assert places == sorted(places)
    assert "Bên giao" in text
    assert "Bên nhận" in text
    dialog.reject()


def test_a_courier_collects_what_the_buyer_pays(practice: Desk) -> None:
    """Of a COD order: goods less vouchers, and the fee for sending (lazada.md §6.2)."""
    shop = practice.pick(None)
    with practice.database.read() as connection:
        orders = stored.orders(connection, shop)
        numbers = [row.order_id for row in orders]
        found = packing_list.parcels(connection, Scope(shop, ""), numbers)
    collected: Counter[str] = Counter()
    for parcel in found:
        collected[parcel.order_number] += parcel.cod
    sent = [row for row in orders if row.order_number in collected and row.word == "ready"]
    assert any(row.payment_method == "COD" and row.shipping_fee for row in sent)
    assert {row.order_number: collected[row.order_number] for row in sent} == {
        row.order_number: round(float(row.raw["price"]))
        - (row.voucher_seller + row.voucher_platform)
        + row.shipping_fee
        if row.payment_method == "COD"
        else 0
        for row in sent
    }


def test_carriers_do_not_share_a_page() -> None:
    parcels = [
        Parcel("LEX VN" if n % 2 else "GHN", f"LMP{n:04}", f"66{n:04}", 1, 1000 * (n % 2))
        for n in range(90)
    ]
    pages = pdfs.texts(work_papers.handover(parcels, "Tiệm Mộng Mơ", NOW))
    assert [("GHN" in page, "LEX VN" in page) for page in pages] == [
        (True, False),
        (False, False),
        (False, True),
        (False, False),
    ]
    for page, carrier in ((pages[0], 0), (pages[2], 1)):
        assert f"LMP{carrier:04}" in page
        assert "45 kiện" in page
    assert "45.000" in pages[2]
    assert f"{NOW.astimezone(VIETNAM):%d/%m/%Y}" in pages[1]


@pytest.mark.parametrize("count", range(24, 44))
def test_no_page_is_empty_and_no_signature_torn(count: int) -> None:
    parcels = [Parcel("LEX VN", f"LMP{n:04}VNA", f"66{n:04}", 1, 0) for n in range(count)]
    pages = pdfs.texts(work_papers.handover(parcels, "Tiệm Mộng Mơ", NOW))
    assert all("LMP" in page or "Bên giao" in page for page in pages)
    for part in ("Bên giao", "Bên nhận", "(ký, ghi rõ họ tên)", "......"):
        assert part in pages[-1]  # what is to be signed is not torn


def test_long_and_foreign_names_survive() -> None:
    """10,000 characters without a blank, letters of elsewhere, and what looks like HTML."""
    lines = [
        PickLine("SKU<1>", "Áo & quần <script>x</script>", "Cỡ: Ễ Ự Ậ ẵ ỡ", "", 2, (("1", 2),)),
        PickLine("DÀI", "Ngựa" * 2500, "Ж" * 200, "8936", 1, (("2", 1),)),
        PickLine("ŁÓDŹ", "Größe Ёлка ñandú", "", "ŁÓDŹ", 1, (("3", 1), ("4", 1))),
    ]
    pages = pdfs.texts(work_papers.pick_list(lines, "Tiệm <b>Mơ</b>", NOW))
    text = "".join("".join(pages).split())
    assert len(pages) > 2
    # What stands at a page's edge is cut into on both pages, so it may be read twice.
    assert text.count("Ngựa") >= 2500
    assert text.count("Ж") >= 200
    for part in ("Áo&quần<script>x</script>", "Ễ", "ẵ", "GrößeЁлкаñandú", "ŁÓDŹ", "<b>Mơ</b>"):
        assert part in text
    assert text.count("ŁÓDŹ") == 1  # a barcode that is the SKU stands there once
