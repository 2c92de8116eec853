"""*Cấu hình*: the blocks, a live example beside them, and nothing in effect before its preview."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lazdesk.models.queries import connections
from lazdesk.models.queries.listing import Scope
from lazdesk.rules import policy as policies
from lazdesk.rules import stock
from lazdesk.sync import events
from lazdesk.views import answers, labels, theme, wishes
from lazdesk.views.cards import Card, Note, muted, page
from lazdesk.views.configuration.background_card import BackgroundCard
from lazdesk.views.configuration.keeping_card import KeepingCard
from lazdesk.views.configuration.lazada_warehouse import LazadaWarehouseBlock
from lazdesk.views.configuration.nightly_block import NightlyBlock
from lazdesk.views.configuration.printing_card import PrintingCard
from lazdesk.views.configuration.setting_blocks import (
    Block,
    DeskBlock,
    GuardsBlock,
    OrdersBlock,
    UpdateBlock,
    WarehousesBlock,
)
from lazdesk.views.orders.backfill import BackfillDialog, stored_days
from lazdesk.views.preview import PreviewDialog
from lazdesk.views.tab import Tab
from lazdesk.views.wishes import Wishes

# Settings that change what is on Lazada: they are previewed (C1).
PUSHING = (
    "push.price",
    "push.quantity",
    "push.sale_price",
    "stock.locations",
    "stock.lazada_warehouse",
    "stock.buffer",
)
KINDS = {"push.price": "price", "push.quantity": "quantity"}


class ConfigurationTab(Tab):
    """Shows the stored settings; *Xem trước và lưu* asks, previews, then stores."""

    name = "configuration"

    def __init__(self, wish: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(wish, parent)
        self._stored: dict[str, str] = {}
        self._asked: tuple[tuple[str, str], ...] = ()
        self._backfilling: BackfillDialog | None = None
        self.update_block = UpdateBlock()
        self.orders_block = OrdersBlock()
        self.warehouses_block = WarehousesBlock()
        self.lazada_block = LazadaWarehouseBlock()
        self.guards_block = GuardsBlock()
        self.nightly_block = NightlyBlock()
        self.desk_block = DeskBlock()
        self.keeping = KeepingCard(wish)
        self.printing = PrintingCard()
        self.background = BackgroundCard()
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, blocks in (
            (
                left,
                (
                    self.update_block,
                    self.guards_block,
                    self.nightly_block,
                    self.desk_block,
                    self.keeping,
                ),
            ),
            (
                right,
                (
                    self._example_card(),
                    self.orders_block,
                    self.lazada_block,
                    self.warehouses_block,
                    self.printing,
                    self.background,
                ),
            ),
        ):
            column.setSpacing(16)
            for block in blocks:
                column.addWidget(block)
                if isinstance(block, Block):
                    block.changed.connect(self._look)
            column.addStretch(1)
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(20, 16, 20, 20)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(page(content, self), 1)
        whole.addWidget(self._save_bar())
        self._content = content

    def title(self) -> str:
        return self.tr("Cấu hình")

    def _example_card(self) -> QWidget:
        card = Card(self.tr("Ví dụ với cấu hình đang chọn"))
        self.example = QLabel()
        self.example.setWordWrap(True)
        card.body.addWidget(self.example)
        return card

    def _save_bar(self) -> QWidget:
        bar = QFrame()
        theme.set_role(bar, "bar")
        self.note = Note()
        self._hint = muted("")
        self.save = QPushButton(self.tr("Xem trước và lưu"))
        theme.set_role(self.save, "primary")
        self.save.clicked.connect(self._ask)
        self.undo = QPushButton(self.tr("Bỏ thay đổi"))
        self.undo.clicked.connect(self._load)
        row = QHBoxLayout(bar)
        row.setContentsMargins(20, 8, 20, 8)
        row.addWidget(self._hint, 1)
        row.addWidget(self.note, 2)
        row.addWidget(self.undo)
        row.addWidget(self.save)
        return bar

    # --- what it shows ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Reads the settings; what the merchant is changing just now is left alone."""
        if self.database is None:
            return
        self.keeping.show_database(self.database)
        if self._stored and self._changes():
            return
        with self.database.read() as connection:
            kept = connections.settings(connection, self.shop)
            places = connections.warehouses(connection, self.org)
            on_lazada = connections.lazada_warehouses(connection, self.shop)
        defaults = {key: setting.default for key, setting in policies.SETTINGS.items()}
        self.warehouses_block.set_places(places)
        self._stored = defaults | kept
        picked = self._stored["stock.lazada_warehouse"]
        self.lazada_block.set_places(on_lazada, picked)
        self._load()

    def set_database(self, database: Any, shop: str = "", org: str = "") -> None:
        self._stored = {}  # another shop's settings: nothing is half changed here
        super().set_database(database, shop, org)

    def concerns(self, changes: events.Changes) -> bool:
        return changes.kind == "product"  # warehouses are read with the goods

    def answered(self, answer: Any) -> None:
        self.keeping.answered(answer)
        if self._backfilling is not None:
            self._backfilling.answered(answer)
        match answer:
            case answers.Previewed() if answer.settings and answer.settings == self._asked:
                self._show_preview(answer)
            case answers.Done(wish="set_settings"):
                self._stored = {}
                self.note.say(answer.message, "ok")
                self.mark_stale()
            case answers.Failed(wish="set_settings"):
                self.note.say(answer.message, "bad")
                self._look()
            case answers.Failed(wish="preview") if self._asked:
                self._asked = ()
                self.note.say(answer.message, "bad")
                self._look()

    @Slot()
    def _load(self) -> None:
        blocks = self._blocks()
        for block in blocks:
            block.blockSignals(True)
        for block in blocks:
            block.load(self._stored)
        for block in blocks:
            block.blockSignals(False)
        self._look()

    def _blocks(self) -> tuple[Block, ...]:
        return (
            self.update_block,
            self.orders_block,
            self.warehouses_block,
            self.lazada_block,
            self.guards_block,
            self.nightly_block,
            self.desk_block,
        )

    def _form(self) -> dict[str, str]:
        return {key: value for block in self._blocks() for key, value in block.values().items()}

    def _changes(self) -> dict[str, str]:
        return {key: value for key, value in self._form().items() if self._stored.get(key) != value}

    @Slot()
    def _look(self) -> None:
        """The example and the buttons follow what is chosen."""
        if not self._stored:
            return
        form, changes = self._form(), self._changes()
        self.example.setText(self._examples(form))
        self.save.setEnabled(bool(changes))
        self.undo.setEnabled(bool(changes))
        previewed = any(key in PUSHING for key in changes)
        self.save.setText(self.tr("Xem trước và lưu") if previewed else self.tr("Lưu"))
        if changes:
            self.note.say("")
            self._hint.setText(
                self.tr("Chưa lưu: {n} thay đổi.", "", len(changes)).format(n=len(changes))
            )
        else:
            self._hint.setText(self.tr("Mọi thay đổi đã lưu."))

    def _examples(self, form: dict[str, str]) -> str:
        buffer = int(form["stock.buffer"])
        lines = []
        if form["push.quantity"] == "on":
            wanted = stock.wanted_quantity(stock.StockRule.DENY, 7 - buffer)
            kept = self.tr(" − dự phòng {b}").format(b=labels.number(buffer)) if buffer else ""
            lines.append(
                self.tr("Áo thun M: tồn 12 − đặt 5{kept} → Lazada {n}").format(
                    kept=kept, n=labels.number(wanted or 0)
                )
            )
            oversold = stock.wanted_quantity(stock.StockRule.CONTINUE, 0 - buffer)
            lines.append(
                self.tr("Áo thun L: hết hàng, cho phép đặt khi hết hàng → Lazada {n}").format(
                    n=labels.number(oversold or 0)
                )
            )
        else:
            lines.append(self.tr("Số lượng: đang tắt, Lazada giữ nguyên."))
        if form["push.price"] == "on":
            price = stock.wanted_price(199_000, 250_000, form["push.sale_price"] == "on")
            if price is not None and price.sale_price is not None:
                text = self.tr("Giá 199.000 ₫, giá so sánh 250.000 ₫ → Lazada {p}, khuyến mãi {s}")
                sale = labels.money(price.sale_price)
                lines.append(text.format(p=labels.money(price.price), s=sale))
            elif price is not None:
                text = self.tr("Giá 199.000 ₫, giá so sánh 250.000 ₫ → Lazada {p}")
                lines.append(text.format(p=labels.money(price.price)))
        else:
            lines.append(self.tr("Giá: đang tắt, Lazada giữ nguyên."))
        return "\n".join(lines)

    # --- saving -----------------------------------------------------------------------------------

    @Slot()
    def _ask(self) -> None:
        changes = tuple(self._changes().items())
        self.save.setEnabled(False)
        if self.shop and any(key in PUSHING for key, _ in changes):
            self._asked = changes
            self.note.say(self.tr("Đang tính xem Lazada sẽ thay đổi gì…"))
            self.wishes.preview.emit(wishes.Preview(self.shop, changes))
        else:
            self._store(wishes.SetSettings(self.shop, changes))

    def _show_preview(self, previewed: answers.Previewed) -> None:
        asked, self._asked = self._asked, ()
        self.note.say("")
        if previewed.counts and self.database is not None:
            scope = Scope(self.shop, self.org)
            dialog = PreviewDialog(previewed, self.database, scope, self.tr("Đồng ý và lưu"), self)
            if dialog.exec() != QDialog.DialogCode.Accepted:
                self._look()
                return
        kinds = [KINDS[key] for key, value in asked if key in KINDS and value == "on"]
        agreed = tuple(dict.fromkeys((*kinds, *previewed.kinds)))
        self._store(wishes.SetSettings(self.shop, asked, agreed, previewed.preview))

    def _store(self, wish: wishes.SetSettings) -> None:
        """An earlier day brings many orders in: how far they are is shown (D1)."""
        if not self.orders_block.reaches_back or self.database is None or not self.shop:
            self.wishes.set_settings.emit(wish)
            return
        days = stored_days(self.database, self.shop, self.now())
        scope = Scope(self.shop, self.org)
        self._backfilling = BackfillDialog(self.wishes, self.database, scope, days, self)
        self._backfilling.finished.connect(self._on_backfill_closed)
        self._backfilling.open()
        self._backfilling.begin(wish)

    @Slot()
    def _on_backfill_closed(self) -> None:
        if self._backfilling is not None:
            self._backfilling.deleteLater()
            self._backfilling = None
