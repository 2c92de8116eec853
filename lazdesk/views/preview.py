"""The preview: what would change on Lazada, before anything does (C1, C9)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lazdesk.models.database import Database
from lazdesk.models.queries import preview_list
from lazdesk.models.queries.listing import Listing, Scope
from lazdesk.models.queries.preview_list import PreviewRow
from lazdesk.rules.risk import Risk
from lazdesk.views import labels, theme
from lazdesk.views.answers import Previewed
from lazdesk.views.lists.cells import Column
from lazdesk.views.lists.paged_model import PagedModel
from lazdesk.views.lists.paged_table import PagedTable

ALL = "all"
DANGEROUS = frozenset({Risk.PRICE_TENFOLD, Risk.PRICE_DOWN, Risk.TO_OVERSELL, Risk.TO_ZERO})


class PreviewSource:
    """The changes of the preview that the mirror keeps."""

    ids = staticmethod(preview_list.ids)
    rows = staticmethod(preview_list.rows)


class PreviewDialog(QDialog):
    """All changes, the most dangerous first. Accepted: the merchant agrees to all of them."""

    def __init__(
        self,
        previewed: Previewed,
        database: Database,
        scope: Scope,
        agree: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.previewed = previewed
        self.setWindowTitle(self.tr("Xem trước thay đổi trên Lazada"))
        self.resize(1160, 560)
        heading = QLabel(
            self.tr("Sẽ cập nhật {n} SKU trên Lazada", "", previewed.skus).format(
                n=labels.number(previewed.skus)
            )
        )
        theme.set_role(heading, "heading")
        note = QLabel(self._summary(previewed))
        note.setWordWrap(True)
        self.list = PagedModel(PreviewSource(), self._columns(), self)
        self.table = PagedTable("preview", self.list, self)
        self.table.setAccessibleName(self.windowTitle())
        self.risks = self._risk_choice(previewed)
        self.risks.currentIndexChanged.connect(self._choose)
        shown = QHBoxLayout()
        shown.addWidget(QLabel(self.tr("Hiện")))
        shown.addWidget(self.risks)
        shown.addStretch(1)
        buttons = QDialogButtonBox()
        self.agree = QPushButton(agree)
        theme.set_role(self.agree, "primary")
        buttons.addButton(self.agree, QDialogButtonBox.ButtonRole.AcceptRole)
        self.refuse = QPushButton(self.tr("Quay lại"))
        buttons.addButton(self.refuse, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        # Enter must not send by accident.
        self.agree.setAutoDefault(False)
        self.refuse.setDefault(True)
        column = QVBoxLayout(self)
        column.addWidget(heading)
        column.addWidget(note)
        column.addLayout(shown)
        column.addWidget(self.table, 1)
        column.addWidget(buttons)
        self.list.set_database(database, scope)
        self.list.refresh()

    def _summary(self, previewed: Previewed) -> str:
        quantities = sum(n for kind, _, n in previewed.counts if kind == "quantity")
        prices = sum(n for kind, _, n in previewed.counts if kind == "price")
        zeros = sum(n for _, risk, n in previewed.counts if risk == Risk.TO_ZERO)
        told = [self.tr("Chưa có gì được gửi đi.")]
        if quantities:
            line = self.tr("Số lượng: {n} SKU.", "", quantities)
            if zeros:
                line = self.tr("Số lượng: {n} SKU, trong đó {zeros} SKU về 0.", "", quantities)
            told.append(line.format(n=labels.number(quantities), zeros=labels.number(zeros)))
        if prices:
            told.append(self.tr("Giá: {n} SKU.", "", prices).format(n=labels.number(prices)))
        told.append(
            self.tr(
                "Chỉ đúng các giá trị dưới đây được gửi; giá trị nào đổi trước khi gửi thì chờ bạn "
                "xem lại."
            )
        )
        return " ".join(told)

    # --- risks ------------------------------------------------------------------------------------

    def _risk_choice(self, previewed: Previewed) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(self.tr("Hiện"))
        counted: dict[int, int] = {}
        for _, risk, n in previewed.counts:
            counted[risk] = counted.get(risk, 0) + n
        total = labels.number(sum(counted.values()))
        choice.addItem(self.tr("Tất cả ({n})").format(n=total), ALL)
        for risk in sorted(counted):
            text = f"{self._risk_words(risk)} ({labels.number(counted[risk])})"
            choice.addItem(text, str(risk))
        return choice

    @Slot(int)
    def _choose(self, _index: int) -> None:
        listing = self.list.listing
        self.list.show_listing(
            Listing(self.risks.currentData(), (), listing.sort, listing.descending)
        )

    def _risk_words(self, risk: int) -> str:
        return {
            Risk.PRICE_TENFOLD: self.tr("Giá gấp hoặc giảm 10 lần"),
            Risk.PRICE_DOWN: self.tr("Giảm giá"),
            Risk.TO_OVERSELL: self.tr("Thành 100.000"),
            Risk.TO_ZERO: self.tr("Về 0"),
            Risk.PRICE_UP: self.tr("Tăng giá"),
            Risk.LOWER: self.tr("Số lượng giảm"),
            Risk.HIGHER: self.tr("Số lượng tăng"),
        }[Risk(risk)]

    # --- the table --------------------------------------------------------------------------------

    def _columns(self) -> list[Column]:
        return [
            Column("title", self.tr("Sản phẩm / biến thể"), _named, 346, "title", cut="middle"),
            Column("sku", self.tr("SKU Lazada"), lambda r: r.seller_sku, 140, "seller_sku"),
            Column("kind", self.tr("Loại"), self._kind, 85, "kind"),
            Column(
                "risk",
                self.tr("Thay đổi"),
                lambda r: self._risk_words(r.risk),
                130,
                "risk",
                level=lambda r: "bad" if r.risk in DANGEROUS else "",
            ),
            Column("now", self.tr("Trên Lazada"), self._now, 100, "now", number=True),
            Column("wanted", self.tr("Sẽ thành"), self._wanted, 100, "wanted", number=True),
            Column("why", self.tr("Vì sao"), self._why, 190, cut="end"),
        ]

    def _kind(self, row: PreviewRow) -> str:
        return self.tr("Giá") if row.kind == "price" else self.tr("Số lượng")

    def _now(self, row: PreviewRow) -> str:
        return labels.money(row.now) if row.kind == "price" else labels.number(row.now)

    def _wanted(self, row: PreviewRow) -> str:
        if row.kind != "price":
            return labels.number(row.wanted)
        if row.sale_price is None:
            return labels.money(row.wanted)
        return self.tr("{price}, khuyến mãi {sale}").format(
            price=labels.money(row.wanted), sale=labels.money(row.sale_price)
        )

    def _why(self, row: PreviewRow) -> str:
        inputs = row.inputs
        if row.kind == "price":
            why = self.tr("Giá Haravan {price}").format(price=labels.money(_whole(inputs["price"])))
        else:
            why = self.tr("Khả dụng {q}").format(q=labels.number(_whole(inputs["q"])))
            for key, words in (
                ("u", self.tr("− {n} đơn chưa vào Haravan")),
                ("w", self.tr("− {n} chờ thanh toán")),
                ("b", self.tr("− {n} dự phòng")),
            ):
                if _whole(inputs[key]):
                    why = f"{why} {words.format(n=labels.number(_whole(inputs[key])))}"
            if row.risk == Risk.TO_OVERSELL:
                why = self.tr("{why}; cho đặt khi hết hàng").format(why=why)
        held = {
            "CHANGED_SINCE_PREVIEW": self.tr("⚠ đã đổi sau lần xem trước"),
            "PRICE_GUARD": self.tr("⚠ giá đổi nhiều hơn ngưỡng"),
            "ZERO_STOCK_GUARD": self.tr("⚠ nhiều SKU cùng về 0"),
            "MULTI_WAREHOUSE": self.tr("⚠ nhiều kho Lazada: chưa gửi được"),
            "ANOTHER_WRITER": self.tr("⚠ chương trình khác cũng ghi: không gửi"),
            "locked": self.tr("⚠ đang khóa, không gửi"),
            "resting": self.tr("⚠ Lazada vừa từ chối, đang nghỉ"),
        }.get(row.held or "")
        return f"{held} · {why}" if held else why


def _named(row: PreviewRow) -> str:
    return f"{row.title} / {row.variant}" if row.variant else row.title


def _whole(value: Any) -> int:
    return value if isinstance(value, int) else 0
