"""*Hai bên có khớp không?*: the card on Tổng quan, the list of differences, the thread behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from lazdesk import errands
from lazdesk.commands.invocation import Invocation
from lazdesk.models import proofs
from lazdesk.opening import WORDS
from lazdesk.proving import ProofThread
from lazdesk.views import answers, labels, wishes
from lazdesk.views.overview import held
from lazdesk.views.overview.proof_card import ProofCard
from lazdesk.views.overview.proof_dialog import ProofDialog
from lazdesk.views.wishes import Wishes
from lazdesk.workers import Bridge
from tests.screens import faults, overview_scenes
from tests.sync.levels import make_level
from tests.sync.practice import Practice, practice

AT = datetime(2026, 11, 24, 19, 41, tzinfo=UTC)


def row(what: str, object_: str, **values: Any) -> dict[str, Any]:
    known = {"lazada": None, "haravan": None, "wanted": None, "mirror": None, "id": object_}
    return {"what": what, "object": object_} | known | values


DOCUMENT = {
    "at": AT.isoformat(),
    "checked": 1240,
    "agree": 1238,
    "not_compared": ["price"],
    "differ": [
        row("stock", "=1+1", lazada=5, haravan=7, wanted=7),
        row("order_refunded", "2511", lazada=0, haravan=1_500_000, wanted=0),
    ],
}


@pytest.fixture
def shops(tmp_path: Path) -> Iterator[Practice]:
    with practice(tmp_path, products=3) as running:
        make_level(running)
        yield running


@pytest.fixture
def card(qtbot: QtBot, shops: Practice) -> ProofCard:
    card = ProofCard(Wishes())
    qtbot.addWidget(card)
    card.refresh(shops.desk.database, shops.seller)
    card.show()
    return card


def kept(shops: Practice, document: dict[str, Any] = DOCUMENT) -> None:
    with shops.desk.database.write() as connection:
        proofs.save(connection, shops.seller, document)


def dialog_of(card: ProofCard) -> ProofDialog:
    card.open.click()
    assert card._dialog is not None
    return card._dialog


def column(dialog: ProofDialog, number: int) -> list[str]:
    items = [dialog.table.item(line, number) for line in range(dialog.table.rowCount())]
    return [item.text() for item in items if item is not None]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("Pending", "Chờ xử lý"),
        ("Chờ giao hàng", "Chờ giao hàng"),
        ("partiallyrefunded", "Nhập trả một phần"),
        ("lazada_price: 99000", f"Giá trên Lazada: {labels.money(99_000)}"),
        ("lazada_quantity: None", "Số lượng trên Lazada: –"),
        ("canceled: yes", "Đã hủy: có"),
        ("status: 77 ready_to_ship, 78 canceled", "Trạng thái: 77 Sẵn sàng giao, 78 Đã hủy"),
        ("status: ", "Trạng thái: "),
        ("8936000000011 (1098)", "8936000000011 (1098)"),
        ("LZD:VN:200123456:783035486956123", "Đơn Lazada 783035486956123"),
        ("2 × AO-THUN-M × 129000", f"2 × AO-THUN-M × {labels.money(129_000)}"),
        ("1 × 129000 (1098765432)", f"1 × {labels.money(129_000)} (1098765432)"),
        ("1 × 129000 (–)", f"1 × {labels.money(129_000)} (–)"),
        ("1 × AO-THUN-2026", "1 × AO-THUN-2026"),
    ],
)
def test_what_a_side_holds_is_in_the_merchants_words(
    qapp: QApplication, value: str, told: str
) -> None:
    assert held.told(value) == told


def test_before_the_first_there_is_only_the_button(card: ProofCard) -> None:
    assert card.told.text() == "Chưa đối soát lần nào."
    assert not card.open.isEnabled()
    assert card.start.isVisible()
    assert not card.stop.isVisible()


def test_the_last_one_is_told_in_a_line(card: ProofCard, shops: Practice) -> None:
    kept(shops)
    card.refresh(shops.desk.database, shops.seller)
    assert card.chip.text() == "Khớp 1.238/1.240"
    assert card.told.text() == (
        "Lần đối soát gần nhất: 25/11/2026 02:41. 2 đơn hàng và SKU bị lệch."
    )
    kept(shops, {**DOCUMENT, "agree": 1240, "differ": []})
    card.refresh(shops.desk.database, shops.seller)
    assert card.told.text().endswith("Mọi đơn hàng và SKU đều khớp.")
    assert not card.open.isEnabled(), "there is nothing to look at"


def test_the_list_says_what_each_side_holds_and_the_remedy(
    card: ProofCard, shops: Practice
) -> None:
    kept(shops)
    card.refresh(shops.desk.database, shops.seller)
    dialog = dialog_of(card)
    assert dialog.heading.text() == "Khớp 1.238/1.240 đơn hàng và SKU"
    assert "Không so giá vì đang tắt ở thẻ Cấu hình." in dialog.note.text()
    assert column(dialog, 0) == ["Số lượng trên Lazada không đúng", "Tiền hoàn không khớp"]
    assert column(dialog, 1) == ["=1+1", "2511"]
    assert column(dialog, 2) == ["5", "0\N{NO-BREAK SPACE}₫"]
    assert column(dialog, 3) == ["7", "1.500.000\N{NO-BREAK SPACE}₫"]
    assert all("Đồng bộ ngay" in remedy for remedy in column(dialog, 6))
    assert dialog.table.isColumnHidden(5), "LazDesk believed what is so"

    dialog.kinds.setCurrentIndex(dialog.kinds.findData("order_refunded"))
    assert column(dialog, 1) == ["2511"]
    dialog.kinds.setCurrentIndex(0)
    assert len(column(dialog, 1)) == 2


def test_what_is_there_or_not_is_told_with_yes_and_no(card: ProofCard, shops: Practice) -> None:
    missing = row("order_missing", "2511", lazada="Pending", haravan=0, wanted=1)
    kept(shops, {**DOCUMENT, "differ": [missing]})
    card.refresh(shops.desk.database, shops.seller)
    dialog = dialog_of(card)
    assert [column(dialog, side) for side in (2, 3, 4)] == [["Chờ xử lý"], ["không"], ["có"]]


def test_whatever_is_in_the_list_its_rows_are_high_enough(card: ProofCard, shops: Practice) -> None:
    kept(shops, {**DOCUMENT, "differ": list(overview_scenes.DIFFERENCES)})
    card.refresh(shops.desk.database, shops.seller)
    table = dialog_of(card).table
    QApplication.processEvents()
    for line, side in product(range(table.rowCount()), range(table.columnCount())):
        cell = table.model().index(line, side)
        room, metrics = faults.room_of_cell(table, cell), table.fontMetrics()
        assert faults.fits_wrapped(table, cell, metrics, room), cell.data()


def test_the_list_goes_into_a_file_that_no_spreadsheet_runs(
    card: ProofCard, shops: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(shops)
    card.refresh(shops.desk.database, shops.seller)
    asked: list[Any] = []
    card._wishes.export_proof.connect(asked.append)
    chosen = str(tmp_path / "lech"), "Excel (*.xlsx)"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen)
    dialog_of(card).export.click()
    (wish,) = asked
    assert wish == wishes.ExportProof(shops.seller, f"{chosen[0]}.xlsx")
    (done,) = errands.ERRANDS[type(wish)](shops.desk, wish, "vi")
    card.answered(done)
    assert "2 chỗ lệch" in card.told.text()
    lines = list(openpyxl.load_workbook(wish.path).worksheets[0].iter_rows(values_only=True))
    assert lines[0][:3] == ("Lệch gì", "Đơn hàng / SKU", "Lazada")
    assert lines[1][1:5] == ("'=1+1", 5, 7, 7)
    assert lines[2][3] == 1_500_000


def test_while_it_runs_it_says_how_far_it_is_and_can_be_stopped(
    card: ProofCard, shops: Practice
) -> None:
    asked: list[Any] = []
    card._wishes.reconcile.connect(asked.append)
    card._wishes.stop_reconcile.connect(asked.append)
    card.start.click()
    card.answered(answers.Proving(shops.seller, "stock", 1_050, 3_000))
    assert card.told.text() == "Đang đọc lại hai bên: 1.050/3.000"
    card.answered(answers.Proving("another shop", "stock", 9, 10))
    assert "1.050" in card.told.text()
    card.stop.click()
    assert asked == [wishes.Reconcile(shops.seller), wishes.StopReconcile()]
    card.answered(answers.Proved(shops.seller, "Đã dừng theo yêu cầu."))
    assert card.told.text() == "Đã dừng theo yêu cầu."
    assert card.start.isVisible()


# --- the thread -----------------------------------------------------------------------------------


class Night:
    """The thread beside practice shops, and what it told."""

    def __init__(self, qtbot: QtBot, shops: Practice) -> None:
        self.shops = shops
        self.told: list[Any] = []
        self.bridge = Bridge()
        self.bridge.arrived.connect(self.told.append)
        call = Invocation(WORDS, clock=shops.desk.clock, cancel=shops.desk.cancel)
        self.thread = ProofThread(shops.desk, self.bridge, "vi", call)
        self.qtbot = qtbot

    def hears(self) -> answers.Proved:
        def ended() -> list[answers.Proved]:
            return [event for event in self.told if isinstance(event, answers.Proved)]

        self.qtbot.waitUntil(lambda: bool(ended()))
        (proved,) = ended()
        self.told.clear()
        return proved

    def close(self) -> None:
        self.thread.close()
        assert self.thread.wait(60_000)


@pytest.fixture
def night(qtbot: QtBot, shops: Practice) -> Iterator[Night]:
    made = Night(qtbot, shops)
    yield made
    made.close()


def last(shops: Practice) -> dict[str, Any]:
    with shops.desk.database.read() as connection:
        found = proofs.last(connection, shops.seller)
    assert found is not None
    return found


def test_the_button_has_both_sides_compared_beside_the_cycles(
    night: Night, shops: Practice
) -> None:
    night.thread.start()
    night.thread.ask(wishes.Reconcile(shops.seller))
    assert night.hears() == answers.Proved(shops.seller)
    assert last(shops)["agree"] == last(shops)["checked"] == len(shops.world.lazada.skus)


def test_at_night_it_begins_by_itself_once(night: Night, shops: Practice) -> None:
    here = shops.world.now() + timedelta(hours=7)
    until = here.replace(hour=2, minute=31) + timedelta(days=1)
    shops.advance((until - here).total_seconds())
    night.thread.start()
    assert night.hears() == answers.Proved(shops.seller)
    before = len(shops.world.calls)
    night.thread.ask(wishes.StopReconcile())
    night.qtbot.wait(2_500)  # it has looked at the hour again
    assert len(shops.world.calls) == before


def test_what_went_wrong_is_told_where_the_button_is(night: Night, shops: Practice) -> None:
    shops.shops.call(lambda world: world.haravan.revoke_token())
    night.thread.start()
    night.thread.ask(wishes.Reconcile(shops.seller))
    assert "mã truy cập" in night.hears().error
