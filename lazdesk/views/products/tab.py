"""Sản phẩm: what is linked, both sides' numbers, publishing, previews (B, C1, C11)."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QModelIndex, QTimer, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from lazdesk.models.queries import product_list, unanswered
from lazdesk.models.queries.listing import Scope
from lazdesk.models.queries.product_list import ProductRow
from lazdesk.rules import problems
from lazdesk.views import answers, confirm, labels, theme, wishes
from lazdesk.views.lists.cells import Column
from lazdesk.views.lists.list_tab import ListTab
from lazdesk.views.lists.paged_model import MOST_REST, SHARE
from lazdesk.views.products.link_buttons import LinkButtons
from lazdesk.views.products.lock_buttons import LockButtons
from lazdesk.views.products.why import ExplainDialog
from lazdesk.views.wishes import Wishes

COUNT_AFTER = 200  # ms without scrolling, before the wanted numbers in view are asked for
UNANSWERED = "unanswered"


class ProductSource:
    """Variants with both sides' values."""

    ids = staticmethod(product_list.ids)
    rows = staticmethod(product_list.rows)


class ProductsTab(ListTab):
    """The wanted quantity is the engine's: it is asked for the rows in view and comes later."""

    name = "products"
    kind = "product"
    groups = product_list.GROUPS
    rare = frozenset({"untracked", "locked"})
    source = ProductSource()

    def __init__(self, wishes_: Wishes, parent: QWidget | None = None) -> None:
        self._wanted: dict[str, int | None] = {}
        self._asked_at = self._rested_at = 0.0
        super().__init__(wishes_, parent)
        self._explaining: ProductRow | None = None
        self.unanswered = QLabel()
        theme.set_role(self.unanswered, "muted")
        self.why = QPushButton()
        self.why.setEnabled(False)
        self.preview = QPushButton()
        self.links = LinkButtons(wishes_, self)
        self.locks = LockButtons(wishes_, self)
        for widget in (
            self.unanswered,
            self.why,
            self.links.button,
            self.locks.button,
            self.preview,
        ):
            self.tools.addWidget(widget)
        self.of_a_shop = (self.links.button, self.locks.button, self.preview)
        self.publish = QPushButton()
        theme.set_role(self.publish, "primary")
        self.unpublish = QPushButton()
        self.bar.add(self.publish)
        self.bar.add(self.unpublish)
        self.bar.add(self.links.unlink)
        self.bar.add(self.links.by_code)
        self._count_later = QTimer(self)
        self._count_later.setSingleShot(True)
        self._count_later.timeout.connect(self._ask_numbers)
        self.publish.clicked.connect(self._on_publish)
        self.unpublish.clicked.connect(self._on_unpublish)
        self.preview.clicked.connect(self._on_preview)
        self.why.clicked.connect(self._on_why)
        self.table.opened.connect(self._explain_row)
        self.table.clicked.connect(self._on_clicked)
        self.table.current.connect(self._on_current)
        self.table.verticalScrollBar().valueChanged.connect(self._count_soon)
        self.list.listed.connect(self._count_soon)
        self.list.read.connect(self._count_soon)
        self.lay_out(self.table)

    def title(self) -> str:
        return self.tr("Sản phẩm")

    def columns(self) -> list[Column]:
        return [
            Column(
                "title",
                self.tr("Sản phẩm / biến thể"),
                lambda r: r.title,
                340,
                "title",
                cut="middle",
            ),
            Column("barcode", self.tr("Barcode"), lambda r: r.barcode or "–", 133, "barcode"),
            Column("sku", self.tr("SKU Lazada"), lambda r: r.seller_sku or "–", 133, "seller_sku"),
            Column(
                "state",
                self.tr("Trạng thái"),
                self._state,
                178,
                "state",
                level=self._level,
                cut="end",
            ),
            Column(
                "wanted",
                self.tr("Sẽ đẩy"),
                self._wanted_text,
                78,
                number=True,
                level=self._wanted_level,
                tip=self._wanted_tip,
            ),
            Column(
                "lazada_quantity",
                self.tr("Trên Lazada"),
                lambda r: _number(r.lazada_quantity),
                98,
                "lazada_quantity",
                number=True,
            ),
            Column(
                "haravan_price",
                self.tr("Giá Haravan"),
                lambda r: labels.money(r.haravan_price),
                114,
                "haravan_price",
                number=True,
            ),
            Column(
                "lazada_price",
                self.tr("Giá Lazada"),
                lambda r: "–" if r.lazada_price is None else labels.money(r.lazada_price),
                106,
                "lazada_price",
                number=True,
                level=_price_level,
            ),
            Column("pushed", self.tr("Lần đẩy cuối"), _pushed, 132),
        ]

    def group_title(self, group: str) -> str:
        return {
            "all": self.tr("Tất cả"),
            "linked": self.tr("Đã liên kết"),
            "unpublished": self.tr("Chưa đăng"),
            "problems": self.tr("Lỗi đồng bộ"),
            "untracked": self.tr("Không quản lý tồn"),
            "locked": self.tr("Đang khóa chiến dịch"),
        }[group]

    def count_groups(self, connection: Any, scope: Scope) -> dict[str, int]:
        counted = product_list.counts(connection, scope)
        return counted | {UNANSWERED: unanswered(connection, scope.shop)}

    def counted(self) -> None:
        count = self.group_count(UNANSWERED)
        self.unanswered.setVisible(bool(count))
        self.unanswered.setText(
            self.tr("{n} SKU chỉ có trên Lazada", "", count).format(n=labels.number(count))
        )
        self.unanswered.setToolTip(
            self.tr("SKU Lazada mà không biến thể Haravan nào mang mã đó làm barcode.")
        )

    def search_hint(self) -> str:
        return self.tr("Tìm theo tên, barcode, SKU (Ctrl+K)")

    def empty_text(self) -> str:
        match self.group:
            case "problems":
                return self.tr("Không có sản phẩm nào bị lỗi đồng bộ.")
            case "unpublished":
                told = self.tr("Mọi sản phẩm đều đã được đăng lên kênh bán hàng.")
                if not self.group_count("problems"):
                    return told
                wrong = self.tr("Những biến thể bị lỗi nằm ở nhóm Lỗi đồng bộ.")
                return f"{told} {wrong}"
            case "linked":
                return self.tr(
                    "Chưa có sản phẩm nào được liên kết. Chọn sản phẩm ở nhóm Chưa đăng rồi bấm "
                    "Đăng lên kênh bán hàng."
                )
        return self.tr("Chưa tải sản phẩm. Bấm Đồng bộ ngay để tải từ hai bên.")

    def retranslate(self) -> None:
        super().retranslate()
        self.publish.setText(self.tr("Đăng lên kênh bán hàng"))
        self.unpublish.setText(self.tr("Gỡ khỏi kênh bán hàng"))
        self.preview.setText(self.tr("Xem trước thay đổi"))
        self.links.retranslate()
        self.locks.retranslate()
        self._on_current(self.table.current_id() or "")
        self.counted()

    # --- cells ------------------------------------------------------------------------------------

    def _state(self, row: ProductRow) -> str:
        if row.problems:
            return self.tr("Lỗi: {cause}").format(cause=self._cause(row.problems[-1]))
        if row.locks:
            return self._locked(row)
        if row.drifted and row.state in product_list.LINKED:
            return self.tr("Bị nơi khác sửa")
        if row.state in product_list.LINKED and not row.tracked:
            return self.tr("Không quản lý tồn")
        return {
            "linked": self.tr("Đã liên kết"),
            "by_hand": self.tr("Liên kết bằng tay"),
            "missing_barcode": self.tr("Không có barcode"),
            "not_on_lazada": self.tr("Chưa có trên Lazada"),
            "duplicate": self.tr("Trùng mã"),
            "unlinked": self.tr("Đã bỏ liên kết"),
        }.get(row.state, self.tr("Chưa đăng"))

    def _locked(self, row: ProductRow) -> str:
        """The chip of C13: what is kept from Lazada, and through which day."""
        kinds = {lock.kind for lock in row.locks}
        what = self.tr("Khóa giá, tồn")
        if len(kinds) == 1:
            what = self.tr("Khóa giá") if "price" in kinds else self.tr("Khóa tồn")
        ends = [lock.until for lock in row.locks if lock.until is not None]
        if len(ends) < len(row.locks):
            return what
        return self.tr("{what} đến {day}").format(what=what, day=_last_day(max(ends)))

    def _state_tip(self, row: ProductRow) -> str:
        if not row.locks:
            return self._state(row)
        return "\n".join(
            self.tr("{what} không được đẩy lên Lazada {until}").format(
                what=self.tr("Giá") if lock.kind == "price" else self.tr("Số lượng"),
                until=self.tr("cho đến khi bỏ khóa")
                if lock.until is None
                else self.tr("đến {at}").format(at=labels.moment(lock.until)),
            )
            for lock in row.locks
        )

    def _cause(self, code: str) -> str:
        known = problems.CATALOGUE.get(code)
        return known.cause(self.language()) if known else code

    def _level(self, row: ProductRow) -> str:
        if row.problems or row.state in product_list.UNLINKABLE:
            return "bad"
        if row.locks or (row.drifted and row.state in product_list.LINKED):
            return "warn"
        return "ok" if row.state in product_list.LINKED and row.tracked else "muted"

    def _wanted_text(self, row: ProductRow) -> str:
        if row.sku_id is None or row.state not in product_list.LINKED:
            return "–"
        if _is_locked(row):
            return self.tr("Khóa")
        return _number(self._wanted.get(row.sku_id))

    def _wanted_level(self, row: ProductRow) -> str:
        wanted = self._wanted.get(row.sku_id or "")
        if wanted is None or row.state not in product_list.LINKED or _is_locked(row):
            return "muted"
        return "warn" if wanted != row.lazada_quantity else "accent"

    def _wanted_tip(self, row: ProductRow) -> str:
        if row.state in (*product_list.UNLINKABLE, "unlinked"):
            return self.tr("Chưa liên kết với SKU Lazada nên không gửi số lượng.")
        if row.state not in product_list.LINKED:
            return self.tr("Chưa đăng lên kênh bán hàng nên không gửi số lượng.")
        if not row.tracked:
            return self.tr("Không quản lý tồn kho nên không gửi số lượng.")
        if self._wanted_text(row) == "–":
            return self.tr("Chưa tính xong số lượng.")
        if self._wanted_level(row) == "warn" and row.lazada_quantity is not None:
            told = self.tr("Trên Lazada đang là {now}, sẽ thành {n}. Bấm để xem vì sao")
            return told.format(now=labels.number(row.lazada_quantity), n=self._wanted_text(row))
        return self.tr("Bấm để xem vì sao")

    # --- the wanted numbers -----------------------------------------------------------------------

    def refresh(self) -> None:
        super().refresh()
        self.links.refresh()
        self._count_soon()

    @Slot()
    def _count_soon(self) -> None:
        """A slot of its own: the timer's would take the scroll bar's value for milliseconds."""
        self._count_later.start(COUNT_AFTER)

    def _ask_numbers(self) -> None:
        """Asks for the rows in view; what is shown stays until the answer is there. While much
        changes it is asked no more often than the answers come."""
        now = time.monotonic()
        if now < self._rested_at:
            self._count_later.start(max(COUNT_AFTER, round((self._rested_at - now) * 1000)))
            return
        ids = [
            row.sku_id
            for row in self.list.shown_rows()
            if row.sku_id is not None and row.state in product_list.LINKED
        ]
        if ids and self.isVisible():
            self._asked_at, self._rested_at = now, now + MOST_REST
            self.wishes.numbers.emit(wishes.Numbers(self.shop, tuple(ids)))

    def answered(self, answer: Any) -> None:
        self.links.answered(answer)
        self.locks.answered(answer)
        match answer:
            case answers.Counted() if answer.shop == self.shop:
                now = time.monotonic()
                self._rested_at = now + min(MOST_REST, (now - self._asked_at) / SHARE)
                self._wanted |= dict(answer.wanted)
                counted = {sku_id for sku_id, _ in answer.wanted}
                self.list.touch(row.id for row in self.list.shown_rows() if row.sku_id in counted)
                self._on_current(self.table.current_id() or "")
            case answers.Explained() if self._explaining is not None:
                if answer.sku_id == self._explaining.sku_id:
                    title, self._explaining = self._explaining.title, None
                    dialog = ExplainDialog(answer, title, self)
                    dialog.finished.connect(dialog.deleteLater)
                    dialog.open()

    # --- buttons ----------------------------------------------------------------------------------

    def _on_publish(self) -> None:
        if products := self._ticked_products():
            self.wishes.publish.emit(wishes.Publish(self.shop, tuple(products)))
            self.list.tick_all(on=False)

    def _on_unpublish(self) -> None:
        products = self._ticked_products()
        if not products:
            return
        title = self.tr("Gỡ khỏi kênh bán hàng")
        question = self.tr("Gỡ {n} sản phẩm?", "", len(products)).format(
            n=labels.number(len(products))
        )
        told = self.tr(
            "Giá và số lượng của mọi biến thể của sản phẩm ngừng cập nhật; trên Lazada không có "
            "gì bị xóa. Có thể đăng lại bất cứ lúc nào."
        )
        if confirm.agreed(self, title, question, told, self.tr("Gỡ")):
            self.wishes.unpublish.emit(wishes.Unpublish(self.shop, tuple(products)))
            self.list.tick_all(on=False)

    def _ticked_products(self) -> list[str]:
        """Publishing is per product (B2): the products of the ticked variants."""
        if self.database is None:
            return []
        with self.database.read() as connection:
            return product_list.products_of(connection, self.scope, self.list.ticks())

    def _on_preview(self) -> None:
        self.wishes.preview.emit(wishes.Preview(self.shop))

    def _on_clicked(self, index: QModelIndex) -> None:
        if self.list.columns[index.column()].key == "wanted":
            self._explain_row(self.list.id_at(index.row()) or "")

    def _on_why(self) -> None:
        self._explain_row(self.table.current_id() or "")

    def _explain_row(self, id_: str) -> None:
        row = self._row(id_)
        if row is not None and row.sku_id is not None and row.state in product_list.LINKED:
            self._explaining = row
            self.wishes.explain.emit(wishes.Explain(self.shop, row.sku_id))

    def _row(self, id_: str) -> ProductRow | None:
        row: ProductRow | None = self.list.row_of(id_)
        return row

    def _on_current(self, id_: str) -> None:
        row = self._row(id_)
        text = "–" if row is None else self._wanted_text(row)
        self.why.setEnabled(text != "–")
        counted = row is not None and text != "–" and not _is_locked(row)
        self.why.setText(
            self.tr("Vì sao là {n}?").format(n=text) if counted else self.tr("Vì sao là số này?")
        )
        chosen = self.tr("Chọn một dòng có số ở cột Sẽ đẩy") if row is None else ""
        if row is not None and text == "–":
            chosen = self._wanted_tip(row)
        self.why.setToolTip(chosen)


def _number(value: int | None) -> str:
    return "–" if value is None else labels.number(value)


def _is_locked(row: ProductRow) -> bool:
    """Whether the merchant keeps the quantity from Lazada, whatever it is (C13)."""
    return any(lock.kind == "quantity" and lock.by_merchant for lock in row.locks)


def _price_level(row: ProductRow) -> str:
    differs = row.lazada_price is not None and row.lazada_price != row.haravan_price
    return "warn" if differs and row.state in product_list.LINKED else ""


def _last_day(end: datetime) -> str:
    """The last day of a lock that ends at midnight, as dd/MM."""
    return labels.moment(end - timedelta(seconds=1))[:5]


def _pushed(row: ProductRow) -> str:
    return "–" if row.pushed_at is None else labels.moment(row.pushed_at)
