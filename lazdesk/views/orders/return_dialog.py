"""**Hoàn trả đơn hàng**: which goods are back, where they are, and what that will do (D11)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from lazdesk.views import labels, theme, wishes
from lazdesk.views.answers import GoodsAway, OrderAway, ReturnPlanned
from lazdesk.views.cards import Note
from lazdesk.views.lists import plain_table
from lazdesk.views.orders import words as order_words

WIDTH, HIGHEST = 860, 560
AROUND = 330  # of the height, what is not rows
ROW_HEIGHT = 40
GO_KEYS = ("Ctrl+Enter", "Ctrl+Return")  # of the number pad, and the other one
NUMBER, _, EXPECTED, COUNT = range(4)


@dataclass(frozen=True)
class _Row:
    """One SKU of an order, and how many pieces of it are chosen."""

    order: OrderAway
    goods: GoodsAway
    count: QSpinBox


class ReturnDialog(QDialog):
    """Accepted: ``wish`` says what was chosen. What is expected back is chosen beforehand."""

    def __init__(self, planned: ReturnPlanned, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.planned = planned
        self.setWindowTitle(self.tr("Hoàn trả đơn hàng"))
        rows = sum(len(order.goods) for order in planned.orders)
        self.resize(WIDTH, min(AROUND + rows * ROW_HEIGHT, HIGHEST))
        heading = QLabel(self._heading())
        theme.set_role(heading, "heading")
        sentence = QLabel(
            self.tr("Chọn số cái đã về, hoặc sẽ không về nữa. Mỗi cái chỉ hoàn trả được một lần.")
        )
        sentence.setWordWrap(True)
        theme.set_role(sentence, "muted")
        self._rows = [
            _Row(order, goods, self._spin(goods))
            for order in planned.orders
            for goods in order.goods
        ]
        self.table = self._table()
        self.back = QRadioButton(self.tr("Hàng đã về, nhập kho"))
        self.lost = QRadioButton(self.tr("Hàng mất hoặc hỏng, không nhập kho"))
        self.back.setChecked(True)
        self.place = self._places()
        self.consequence = Note()
        self.go = QPushButton()
        theme.set_role(self.go, "primary")
        self.go.setToolTip(GO_KEYS[0])
        self.give_up = QPushButton(self.tr("Hủy bỏ"))
        buttons = QDialogButtonBox()
        # Enter in a number must neither send nor close: a button that accepts would be the default.
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.give_up, QDialogButtonBox.ButtonRole.RejectRole)
        for button in (self.go, self.give_up):
            button.setAutoDefault(False)
        self.go.clicked.connect(self.accept)
        buttons.rejected.connect(self.reject)
        for keys in GO_KEYS:
            QShortcut(QKeySequence(keys), self).activated.connect(self.go.click)
        self.back.toggled.connect(self._look)
        self.place.currentIndexChanged.connect(self._look)
        where = QHBoxLayout()
        where.addWidget(self.back)
        where.addWidget(self.place)
        where.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(10)
        for widget in (heading, sentence):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addLayout(where)
        column.addWidget(self.lost)
        column.addWidget(self.consequence)
        column.addWidget(buttons)
        self._look()
        if self._rows:
            self._rows[0].count.setFocus()

    def wish(self) -> wishes.ReturnGoods:
        """What was chosen; orders of which nothing was are left out."""
        quantities: dict[str, list[tuple[str, int]]] = {}
        for row in self._chosen():
            chosen = quantities.setdefault(row.order.order_id, [])
            chosen.append((row.goods.sku, row.count.value()))
        return wishes.ReturnGoods(
            self.planned.shop,
            tuple((id_, tuple(chosen)) for id_, chosen in quantities.items()),
            "" if self.lost.isChecked() else str(self.place.currentData()),
            self.lost.isChecked(),
        )

    # --- what it shows ----------------------------------------------------------------------------

    def _heading(self) -> str:
        orders = self.planned.orders
        if len(orders) == 1:
            return self.tr("Hoàn trả đơn {number}").format(number=orders[0].order_number)
        return self.tr("Hoàn trả {n} đơn").format(n=labels.number(len(orders)))

    def _spin(self, goods: GoodsAway) -> QSpinBox:
        spin = QSpinBox()
        spin.setRange(0, len(goods.money))
        spin.setValue(goods.expected)
        spin.setSuffix(f" / {labels.number(len(goods.money))}")
        spin.setAccessibleName(self.tr("Số cái hoàn trả của {sku}").format(sku=goods.sku))
        spin.lineEdit().setTextMargins(7, 0, 0, 0)  # which the style sheet cannot say
        spin.valueChanged.connect(self._look)
        return spin

    def _table(self) -> QTableWidget:
        columns = {
            self.tr("Mã đơn Lazada"): 160,
            self.tr("Sản phẩm"): plain_table.REST,
            self.tr("Đang hoàn về"): 120,
            self.tr("Hoàn trả"): 120,
        }
        table = plain_table.plain_table(columns, self.windowTitle(), numbers=(EXPECTED,))
        table.setRowCount(len(self._rows))
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the numbers beside it have it
        for number, row in enumerate(self._rows):
            expected = labels.number(row.goods.expected) if row.goods.expected else "–"
            texts = (row.order.order_number, self._named(row.goods), expected)
            plain_table.fill_row(table, number, texts, numbers=(EXPECTED,))
            table.setCellWidget(number, COUNT, row.count)
        table.setColumnHidden(NUMBER, len(self.planned.orders) == 1)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        return table

    def _named(self, goods: GoodsAway) -> str:
        parts = (goods.sku, goods.name, order_words.variation(goods.variation))
        return " · ".join(part for part in parts if part)

    def _places(self) -> QComboBox:
        """The order's own location first; the others for goods that came back elsewhere."""
        combo = QComboBox()
        combo.setAccessibleName(self.tr("Kho nhập hàng hoàn"))
        combo.setMinimumWidth(300)
        names = dict(self.planned.places)
        homes = {order.home for order in self.planned.orders}
        own = self.tr("Kho của từng đơn")
        if len(homes) == 1 and (name := names.get(next(iter(homes)))):
            own = self.tr("{name} (kho của đơn)").format(name=name)
        combo.addItem(own, "")
        for id_, name in self.planned.places:
            if homes != {id_}:
                combo.addItem(name, id_)
        return combo

    # --- what it will do --------------------------------------------------------------------------

    def _chosen(self) -> list[_Row]:
        return [row for row in self._rows if row.count.value()]

    def _place_named(self) -> str:
        names = dict(self.planned.places)
        homes = {order.home for order in self.planned.orders}
        own = names.get(next(iter(homes))) if len(homes) == 1 else None
        return names.get(self.place.currentData()) or own or self.tr("kho của từng đơn")

    @Slot()
    def _look(self) -> None:
        chosen = self._chosen()
        count = sum(row.count.value() for row in chosen)
        self.place.setEnabled(self.back.isChecked())
        self.go.setEnabled(bool(count))
        self.go.setText(self.tr("Hoàn trả {n} cái", "", count).format(n=labels.number(count)))
        if not count:
            self.consequence.say(self.tr("Chưa chọn cái nào."), "warn")
        else:
            self.consequence.say("\n".join(f"•  {line}" for line in self._consequences(chosen)))

    def _consequences(self, chosen: list[_Row]) -> Iterator[str]:
        standing = sum(row.count.value() for row in chosen if row.order.stands)
        others = sum(row.count.value() for row in chosen) - standing
        place = self._place_named()
        if standing:
            if self.lost.isChecked():
                told = self.tr("Đơn Haravan ghi nhập trả {n} cái, không nhập kho.", "", standing)
            elif not self.place.currentData():
                told = self.tr("Đơn Haravan ghi nhập trả {n} cái, nhập kho: {place}.", "", standing)
            else:
                told = self.tr(
                    "Đơn Haravan ghi nhập trả {n} cái, không nhập kho của đơn; một phiếu nhập kho "
                    "đưa hàng vào: {place}.",
                    "",
                    standing,
                )
            yield told.format(n=labels.number(standing), place=place)
        if others:
            told = self.tr(
                "Đơn đã hủy ở Haravan: {n} cái được nhập kho bằng phiếu: {place}.", "", others
            )
            if self.lost.isChecked():
                told = self.tr(
                    "Đơn đã hủy ở Haravan: LazDesk ghi nhận {n} cái không về nữa.", "", others
                )
            yield told.format(n=labels.number(others), place=place)
        money = sum(sum(row.goods.money[: row.count.value()]) for row in chosen)
        if money:
            told = self.tr(
                "Đơn Haravan ghi hoàn {money}: hàng giao không thành công của đơn trả trước."
            )
            yield told.format(money=labels.money(money))
        else:
            yield self.tr("Tiền của đơn không đổi: tiền Lazada hoàn được ghi riêng.")
