"""B1 in the window: suggestions, both lists, linking and unlinking by hand, links as files."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QMessageBox,
    QStyle,
    QStyleOptionViewItem,
    QTableWidget,
)
from pytestqt.qtbot import QtBot

from lazdesk.models import link_inputs
from lazdesk.practice import PracticeDesk
from lazdesk.sandbox.world import World
from lazdesk.shop import Desk
from lazdesk.sync import cycle, hand_links, link_goods
from lazdesk.sync.session import Session
from lazdesk.views import wishes
from lazdesk.views.products.link_dialog import LinkDialog, Side
from lazdesk.views.products.link_import import ImportDialog
from lazdesk.views.products.tab import ProductsTab
from tests.views.hands import Hands
from tests.views.lists import cells, go_to
from tests.views.test_products import answer_with

HEADS = ["Barcode", "SellerSku", "Liên kết"]


@pytest.fixture(scope="module")
def practice() -> Iterator[Desk]:
    """Three barcodes nearly those on Lazada, one of nobody's."""

    def misspell(world: World) -> None:
        variants = list(world.haravan.variants.values())
        numbered = [v for v in variants if v.barcode and v.barcode.isdecimal()]
        for variant, spoilt in zip(numbered, ("0{0}", "{0:.4} {1}", "{0}-X"), strict=False):
            code = str(variant.barcode)
            world.haravan.set_barcode(variant.id, spoilt.format(code, code[4:]))

    with PracticeDesk(seed=3, products=30, orders=5) as practice:
        practice.shops.call(misspell)
        practice.connect()
        desk = practice.desk
        assert desk is not None
        cycle.run_cycle(desk.session(desk.pick(None)))
        yield desk


@pytest.fixture
def session(practice: Desk) -> Iterator[Session]:
    """The mirror as it was, again, after each test."""
    session = practice.session(practice.pick(None), online=False)
    yield session
    with session.database.read() as connection:
        products = link_inputs.product_ids_after(connection, session.org, "", 1000)
        rows = link_inputs.variants_of_products(connection, session.org, products)
    hand_links.follow_codes(session, [row.id for row in rows])


@pytest.fixture
def hands(practice: Desk) -> Hands:
    return Hands(practice)


@pytest.fixture
def tab(qtbot: QtBot, session: Session, hands: Hands) -> ProductsTab:
    tab = hands.tab = ProductsTab(hands.wishes)
    qtbot.addWidget(tab)
    tab.resize(1366, 690)
    tab.set_database(session.database, session.shop, session.org)
    tab.show()
    qtbot.waitUntil(lambda: tab.list.loaded and tab.group_count("all") > 0)
    return tab


@pytest.fixture
def dialog(qtbot: QtBot, tab: ProductsTab) -> LinkDialog:
    tab.links.open.trigger()
    (dialog,) = tab.findChildren(LinkDialog)
    qtbot.waitUntil(lambda: dialog.haravan.list.loaded and dialog.lazada.list.loaded)
    return dialog


def press(button: Any) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def tick(table: QTableWidget, row: int) -> None:
    """Clicks the box itself."""
    item = table.item(row, 0)
    assert item is not None
    option = QStyleOptionViewItem()
    option.rect = table.visualItemRect(item)
    option.features = QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    box = table.style().subElementRect(
        QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, table
    )
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())


def choose(side: Side, row: int) -> None:
    place = side.table.visualRect(side.list.index(row, 0)).center()
    QTest.mouseClick(side.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))


def codes_of(side: Side) -> list[str]:
    return [str(side.list.data(side.list.index(row, 1))) for row in range(side.list.rowCount())]


# --- suggestions ----------------------------------------------------------------------------------


def test_near_misses_are_shown_with_their_reason_and_none_is_ticked(dialog: LinkDialog) -> None:
    table = dialog.suggestions.table
    reasons = {table.item(row, 4).text() for row in range(table.rowCount())}  # type: ignore[union-attr]
    assert reasons == {"Số 0 ở đầu", "Khoảng trắng"}
    assert dialog.suggestions.ticked() == []
    assert not dialog.suggestions.link.isEnabled()
    assert dialog.pages.tabText(0) == "Gợi ý (2)"


def test_what_is_ticked_is_linked_and_nothing_else(
    qtbot: QtBot, dialog: LinkDialog, hands: Hands, tab: ProductsTab
) -> None:
    tick(dialog.suggestions.table, 0)
    (pair,) = dialog.suggestions.ticked()
    assert dialog.suggestions.told.text() == "Đã chọn 1"
    press(dialog.suggestions.link)
    assert hands.asked_for(wishes.Link) == [
        wishes.Link(tab.shop, ((pair.variant_id, pair.sku_id),))
    ]
    qtbot.waitUntil(lambda: dialog.pages.tabText(0) == "Gợi ý (1)")
    dialog.reject()
    qtbot.waitUntil(lambda: "Liên kết bằng tay" in cells(tab, "state"))


def test_two_ticked_pairs_of_one_variant_cannot_be_linked(dialog: LinkDialog) -> None:
    first = dialog.suggestions._pairs[0]
    dialog.suggestions.show_pairs([first, first])
    tick(dialog.suggestions.table, 0)
    tick(dialog.suggestions.table, 1)
    assert not dialog.suggestions.link.isEnabled()
    assert "chỉ liên kết với một SKU" in dialog.suggestions.told.text()


# --- both lists -----------------------------------------------------------------------------------


def test_both_lists_show_what_only_one_side_has(dialog: LinkDialog, tab: ProductsTab) -> None:
    """B6: as many as the counts say; all three codes have no equal on the other side."""
    assert len(codes_of(dialog.haravan)) == 3
    assert len(codes_of(dialog.lazada)) == tab.group_count("unanswered") == 3
    assert dialog.lazada.count.text() == "3 dòng"


def test_one_row_of_each_side_is_linked_by_hand(
    qtbot: QtBot, dialog: LinkDialog, hands: Hands, tab: ProductsTab
) -> None:
    dialog.pages.setCurrentIndex(1)
    assert not dialog.link.isEnabled()
    code = next(code for code in codes_of(dialog.haravan) if code.endswith("-X"))
    QTest.keyClicks(dialog.haravan.search, code)
    qtbot.waitUntil(lambda: codes_of(dialog.haravan) == [code])
    QTest.keyClicks(dialog.lazada.search, code.removesuffix("-X"))
    qtbot.waitUntil(lambda: codes_of(dialog.lazada) == [code.removesuffix("-X")])
    choose(dialog.haravan, 0)
    assert not dialog.link.isEnabled()
    choose(dialog.lazada, 0)
    assert "↔" in dialog.told.text()
    press(dialog.link)
    assert len(hands.asked_for(wishes.Link)) == 1
    qtbot.waitUntil(lambda: codes_of(dialog.haravan) == [] and codes_of(dialog.lazada) == [])


def test_a_row_that_is_linked_meanwhile_leaves_the_lists(
    qtbot: QtBot, dialog: LinkDialog, session: Session, tab: ProductsTab
) -> None:
    near = hand_links.suggestions(session)[0]
    hand_links.link(session, {near.variant_id: near.sku_id})
    tab.refresh()
    qtbot.waitUntil(lambda: len(codes_of(dialog.haravan)) == 2)


# --- ticked rows of the list ----------------------------------------------------------------------


def test_unlink_asks_and_left_to_their_codes_they_are_back(
    qtbot: QtBot, tab: ProductsTab, hands: Hands
) -> None:
    go_to(qtbot, tab, "linked")
    linked = tab.group_count("linked")
    id_ = tab.list.id_at(0)
    tab.list.tick([0], on=True)
    answer_with(QMessageBox.ButtonRole.AcceptRole)
    press(tab.links.unlink)
    qtbot.waitUntil(lambda: tab.group_count("linked") == linked - 1)
    go_to(qtbot, tab, "all")
    row = tab.list.position(str(id_))
    assert row is not None
    assert cells(tab, "state")[row] == "Đã bỏ liên kết"
    tab.list.tick([row], on=True)
    press(tab.links.by_code)
    qtbot.waitUntil(lambda: tab.group_count("linked") == linked)
    assert hands.asked_for(wishes.FollowCodes) == [wishes.FollowCodes(tab.shop, (str(id_),))]


def test_without_a_yes_nothing_is_unlinked(qtbot: QtBot, tab: ProductsTab, hands: Hands) -> None:
    go_to(qtbot, tab, "linked")
    tab.list.tick([0], on=True)
    answer_with(QMessageBox.ButtonRole.RejectRole)
    press(tab.links.unlink)
    assert hands.asked_for(wishes.Unlink) == []


# --- files ----------------------------------------------------------------------------------------


def pick_file(monkeypatch: pytest.MonkeyPatch, path: Path, kind: str = "") -> None:
    """The system's own file dialog is none of ours."""
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_: (str(path), kind))


def import_file(
    tab: ProductsTab, monkeypatch: pytest.MonkeyPatch, path: Path, rows: list[list[str]]
) -> ImportDialog:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([HEADS, *rows])
    pick_file(monkeypatch, path)
    tab.links.import_.trigger()
    (dialog,) = [d for d in tab.findChildren(ImportDialog) if d.isVisible()]
    return dialog


@pytest.mark.parametrize(
    ("name", "kind", "written"),
    [("a.csv", "", "a.csv"), ("a", "CSV (*.csv)", "a.csv"), ("a", "Excel (*.xlsx)", "a.xlsx")],
)
def test_links_are_exported_where_the_merchant_says(
    tab: ProductsTab,
    hands: Hands,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    name: str,
    kind: str,
    written: str,
) -> None:
    pick_file(monkeypatch, tmp_path / name, kind)
    tab.links.export.trigger()
    assert (tmp_path / written).stat().st_size > 500
    assert str(tab.group_count("all") + 3) in hands.answers[-1].message


def test_an_import_shows_what_it_changes_and_waits_for_a_yes(
    qtbot: QtBot,
    tab: ProductsTab,
    hands: Hands,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    near = hand_links.suggestions(session)[0]
    rows = [[near.barcode, near.seller_sku, "Bằng tay"]]
    dialog = import_file(tab, monkeypatch, tmp_path / "a.csv", rows)
    assert dialog.table.item(0, 0).text() == "2"  # type: ignore[union-attr]
    assert near.title in dialog.table.item(0, 1).text()  # type: ignore[union-attr]
    told = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Số biến thể sẽ đổi: liên kết bằng tay 1. Số dòng giữ nguyên: 0." in told
    assert dialog.close_button.text() == "Quay lại"
    press(dialog.close_button)
    assert hands.asked_for(wishes.ApplyLinks) == []
    dialog = import_file(tab, monkeypatch, tmp_path / "a.csv", rows)
    press(dialog.apply)
    qtbot.waitUntil(lambda: "Liên kết bằng tay" in cells(tab, "state"))
    with session.database.read() as connection:
        (row,) = link_inputs.hand_links(connection, session.shop, sku_ids=[near.sku_id])
    assert row.variant_id == near.variant_id


def test_wrong_lines_are_told_by_number_and_nothing_can_be_applied(
    tab: ProductsTab, session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    near = hand_links.suggestions(session)[0]
    good = [near.barcode, near.seller_sku, ""]
    dialog = import_file(
        tab, monkeypatch, tmp_path / "a.csv", [good, ["8,93E+12", near.seller_sku, ""]]
    )
    assert dialog.table.rowCount() == 1
    assert dialog.table.item(0, 0).text() == "3"  # type: ignore[union-attr]
    assert "số mũ" in dialog.table.item(0, 1).text()  # type: ignore[union-attr]
    assert not dialog.apply.isVisible()
    dialog.reject()


def test_what_moved_since_the_report_is_not_applied(
    tab: ProductsTab,
    hands: Hands,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """Agreed to one thing, the merchant does not get another."""
    near = hand_links.suggestions(session)[0]
    rows = [[near.barcode, near.seller_sku, "Bằng tay"]]
    dialog = import_file(tab, monkeypatch, tmp_path / "a.csv", rows)
    hand_links.link(session, {near.variant_id: near.sku_id})
    with pytest.raises(Exception, match="import_moved"):
        hands._do(wishes.ApplyLinks(tab.shop, dialog.read))
    dialog.reject()
    link_goods.link_goods(session)
