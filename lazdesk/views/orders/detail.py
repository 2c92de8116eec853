"""The drawer beside the order list: one order with its goods, money, receiver and history (D12)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from lazdesk.models.queries.order_list import OrderDetail, Unit
from lazdesk.rules import books, status
from lazdesk.rules.status import Word
from lazdesk.views import labels, theme
from lazdesk.views.action_row import ActionRow
from lazdesk.views.cards import Note
from lazdesk.views.orders import history as order_history
from lazdesk.views.orders import money as order_money
from lazdesk.views.orders import ways_to_pay
from lazdesk.views.orders import words as order_words
from lazdesk.views.orders.buttons import OrderButton
from lazdesk.views.orders.money import Money
from lazdesk.views.orders.receiver import Receiver

WIDTH = 460


class OrderDrawer(QFrame):
    """Shows one order, with the buttons that are for it."""

    closed = Signal()
    forget_asked = Signal(str)  # the order's number (G3)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_role(self, "card")
        self.setFixedWidth(WIDTH)
        self.order_id = self._revealed = ""
        self._language = "vi"
        self.number = QLabel()
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        theme.set_role(self.number, "heading")
        self.close_button = QPushButton("✕")
        self.close_button.setFixedWidth(40)
        self.close_button.clicked.connect(self.close_drawer)
        self.lazada, self.haravan = QLabel(), QLabel()
        for chip in (self.lazada, self.haravan):
            theme.set_role(chip, "chip")
        self.row = ActionRow(Qt.AlignmentFlag.AlignLeft)
        self._buttons: Sequence[OrderButton] = ()
        self.forbidden = QLabel()
        self.forbidden.setWordWrap(True)
        theme.set_role(self.forbidden, "muted")
        head = QHBoxLayout()
        head.addWidget(self.number, 1)
        head.addWidget(self.close_button)
        states = QHBoxLayout()
        states.addWidget(self.lazada)
        states.addWidget(QLabel("→"))
        states.addWidget(self.haravan)
        states.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setStyleSheet("QScrollArea, QWidget#body { background: transparent; }")
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.addLayout(head)
        whole.addLayout(states)
        whole.addWidget(self.row)
        whole.addWidget(self.forbidden)
        whole.addWidget(self._scroll, 1)
        self.retranslate()
        self.hide()

    def set_buttons(self, buttons: Sequence[OrderButton]) -> None:
        self._buttons = buttons
        for button in buttons:
            self.row.add(button.for_one, button.role)

    def retranslate(self) -> None:
        self.row.retranslate()
        self.close_button.setAccessibleName(self.tr("Đóng"))
        self.close_button.setToolTip(self.tr("Đóng (Esc)"))

    def show_order(self, detail: OrderDetail, language: str) -> None:
        self._language = language
        same = detail.row.id == self.order_id
        place = self._scroll.verticalScrollBar().value() if same else 0
        self.order_id = detail.row.id
        if not same:
            self._revealed = ""
        self.number.setText(detail.row.number)
        self.setAccessibleName(self.tr("Đơn {number}").format(number=detail.row.number))
        self.lazada.setText(f"Lazada: {order_words.on_lazada(detail.row)}")
        self.haravan.setText(f"Haravan: {order_words.on_haravan(detail.row)}")
        theme.set_role(self.lazada, "chip", _chip(order_words.WORD_LEVELS.get(detail.row.word, "")))
        theme.set_role(self.haravan, "chip", _chip(order_words.haravan_level(detail.row)))
        reasons = [button.show_one(detail) for button in self._buttons]
        self.row.setVisible(any(button.for_one.isVisible() for button in self._buttons))
        self.forbidden.setText("\n".join(dict.fromkeys(filter(None, reasons))))
        self.forbidden.setVisible(any(reasons))
        self._scroll.setWidget(self._body(detail))
        self._scroll.verticalScrollBar().setValue(place)
        self.show()

    def close_drawer(self) -> None:
        if self.isHidden():
            return
        self.hide()
        self.order_id = ""
        self.closed.emit()

    # --- what is inside ---------------------------------------------------------------------------

    def _body(self, detail: OrderDetail) -> QWidget:
        body = QWidget()
        body.setObjectName("body")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        column.addWidget(_title(self.tr("Sản phẩm")))
        # A line is named by one of its units: the others of its SKU are in it, or are like it (D3).
        unlinked = {unit.sku for unit in detail.units if unit.id in detail.row.unlinked}
        for unit in detail.units:
            column.addWidget(self._unit(unit))
            if unit.sku in unlinked and not status.is_canceled(unit.status):
                column.addWidget(self._not_linked(unit))
        if detail.row.prints:
            column.addWidget(_text(order_words.prints(detail.row), "muted"))
        column.addWidget(_title(self.tr("Tiền")))
        column.addLayout(self._money(detail))
        column.addWidget(_title(self.tr("Người nhận")))
        column.addWidget(self._receiver(detail))
        if detail.row.haravan_id:
            column.addWidget(_title("Haravan"))
            column.addWidget(_text(self._in_haravan(detail)))
        column.addWidget(_title(self.tr("Lịch sử")))
        if not detail.history:
            column.addWidget(_text(self.tr("Chưa có gì xảy ra."), "muted"))
        for line in reversed(detail.history):
            entry = QVBoxLayout()
            entry.setSpacing(0)
            entry.setContentsMargins(0, 0, 0, 6)
            entry.addWidget(_text(labels.moment(line.at), "muted"))
            entry.addWidget(_text(order_history.sentence(line.event, line.cause, self._language)))
            column.addLayout(entry)
        if detail.read_at is not None:
            read = self.tr("Đọc từ Lazada lúc {at}").format(at=labels.moment(detail.read_at))
            column.addWidget(_text(read, "muted"))
        column.addStretch(1)
        return body

    def _unit(self, unit: Unit) -> QWidget:
        facts = [
            fact for fact in (order_words.variation(unit.variation), f"SKU {unit.sku}") if fact
        ]
        told = f"{unit.name}\n{' · '.join(facts)} · {labels.money(unit.price)}"
        told += f"\n{order_words.unit_on_lazada(unit.status)}"
        if unit.tracking:
            told += f" · {unit.carrier} {unit.tracking}"
        for wrong, words in (
            (unit.is_fbl, self.tr("kho Lazada (FBL)")),
            (unit.is_digital, self.tr("hàng kỹ thuật số")),
            (unit.is_dbs, self.tr("người bán tự giao")),
            (unit.cancel_pending, self.tr("người mua yêu cầu hủy")),
        ):
            if wrong:
                told += f" · {words}"
        told += "".join(f"\n{line}" for line in self._back(unit))
        return _text(told, "muted" if status.is_canceled(unit.status) else "")

    def _not_linked(self, unit: Unit) -> Note:
        note = Note()
        told = self.tr(
            "Chưa liên kết với biến thể nào ở Haravan, nên bán món này chưa trừ tồn kho. "
            "Bấm Liên kết SKU… ở trên để chọn biến thể của SKU {sku}."
        )
        note.say(told.format(sku=unit.sku), "warn")
        return note

    def _back(self, unit: Unit) -> Iterator[str]:
        """What Lazada paid back for the unit, and where its goods are (D10, D11)."""
        for line in unit.reverses:
            if not books.is_complete(line.request_type, line.status, needs_refund=True):
                is_cancel = books.is_cancel(line.request_type)
                named = (
                    self.tr("Yêu cầu hủy: {status}")
                    if is_cancel
                    else self.tr("Yêu cầu hoàn: {status}")
                )
                told = named.format(status=line.status)
            elif books.is_return(line.request_type):
                told = self.tr("Lazada đã hoàn {money} cho người mua, người mua gửi trả hàng")
            else:
                told = self.tr("Lazada đã hoàn {money} cho người mua, người mua giữ hàng")
            yield told.format(money=labels.money(line.amount))
        if unit.restock is None:
            if status.of_unit(unit.status) in (Word.FAILED, Word.RETURNED):
                yield self.tr("Hàng chưa về")
            return
        at = labels.moment(unit.restock.at)
        if unit.restock.location is None:
            yield self.tr("Hàng không về nữa, ghi lúc {at}").format(at=at)
        else:
            told = self.tr("Hàng đã về {place} lúc {at}")
            yield told.format(place=unit.restock.location, at=at)

    def _money(self, detail: OrderDetail) -> QFormLayout:
        live = [unit for unit in detail.units if not status.is_canceled(unit.status)]
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        goods = sum(unit.price for unit in live)
        voucher = sum(unit.voucher_seller for unit in live)
        lines = [
            (self.tr("Tiền hàng"), goods),
            (self.tr("Voucher của shop"), -voucher),
            (self.tr("Phí vận chuyển"), detail.shipping_fee if live else 0),
            (self.tr("Tổng cộng"), detail.row.total),
            (
                self.tr("Voucher do Lazada trả"),
                sum(unit.voucher_platform for unit in live),
            ),
        ]
        for name, amount in lines:
            form.addRow(name, _right(labels.money(amount)))
        form.addRow(self.tr("Thanh toán"), _right(order_words.payment(detail.row)))
        if (money := order_money.of(detail)) is not None:
            self._add_books(form, money)
        way = ways_to_pay.words(detail.row.payment_method)
        form.addRow(self.tr("Cách thanh toán trên Lazada"), _right(way))
        return form

    def _add_books(self, form: QFormLayout, money: Money) -> None:
        """What Haravan has of the order's money, and what it should have."""
        for name, amount in (
            (self.tr("Đơn ở Haravan"), money.total),
            (self.tr("Đã thu"), money.captured),
            (self.tr("Đã hoàn"), -money.refunded),
            (self.tr("Thực thu (đã thu − đã hoàn)"), money.kept),
        ):
            form.addRow(name, _right(labels.money(amount)))
        if money.due is not None:
            form.addRow(self.tr("Thực thu theo Lazada"), _right(labels.money(money.due)))
        if money.astray:
            told = self.tr(
                "Lệch {money}: sẽ được ghi ở lượt đồng bộ tới, hoặc xem việc cần làm ở thẻ Lỗi."
            )
            note = Note()
            note.say(told.format(money=labels.money(money.astray)), "warn")
            form.addRow(note)

    def _receiver(self, detail: OrderDetail) -> Receiver:
        shown = self.order_id == self._revealed
        made = Receiver(detail.buyer, forgotten=detail.forgotten, shown=shown)
        made.revealed.connect(self._reveal)
        made.forget_asked.connect(self._ask_to_forget)
        return made

    @Slot()
    def _ask_to_forget(self) -> None:
        self.forget_asked.emit(self.number.text())

    @Slot(bool)
    def _reveal(self, on: bool) -> None:
        """Only this order's, and only while it is looked at."""
        self._revealed = self.order_id if on else ""

    def _in_haravan(self, detail: OrderDetail) -> str:
        row = detail.row
        told = self.tr("Đơn {name} (mã {id})").format(name=row.haravan_name, id=row.haravan_id)
        if row.import_reason:
            told += f"\n{row.import_reason}"
        return told


def _chip(level: str) -> str:
    return level if level in ("ok", "warn", "bad") else ""


def _title(text: str) -> QLabel:
    label = QLabel(text)
    label.setContentsMargins(0, 10, 0, 0)
    theme.set_role(label, "title")
    return label


def _text(text: str, role: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        theme.set_role(label, role)
    return label


def _right(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignRight)
    return label
