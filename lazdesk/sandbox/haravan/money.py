"""Money booked on an order, and goods and money given back (haravan.md §9). Nothing real moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lazdesk.sandbox.haravan import refusals
from lazdesk.sandbox.haravan.records import Order, OrderLine, Refund, RefundLine, Transaction

if TYPE_CHECKING:
    from lazdesk.sandbox.haravan.shop_state import ShopState


def book_first_payment(shop: ShopState, order: Order, fields: dict[str, Any]) -> None:
    """The rows that appear just after the answer to a create (haravan.md §3.2).

    A pending row, then the captures asked for; one without an amount books 0.
    """
    _book(shop, order, "pending", order.total)
    sent = fields.get("transactions") or []
    for each in sent:
        if each["kind"].lower() in ("capture", "sale"):
            _book(shop, order, each["kind"].lower(), int(each.get("amount") or 0))
    if fields.get("financial_status") == "paid" and not sent:
        _book(shop, order, "capture", order.total)
    shop.touch(order)


def status_at_creation(order: Order, fields: dict[str, Any]) -> str:
    """What a new order is called: as declared, else by the captures that came with it."""
    if fields.get("financial_status"):
        return str(fields["financial_status"])
    sent = fields.get("transactions") or []
    paid = sum_of([each for each in sent if each["kind"].lower() in ("capture", "sale")])
    return _status(order, paid)


def book(shop: ShopState, order: Order, fields: dict[str, Any]) -> Transaction:
    """A transaction by POST; a refund by this way is money only. Raises RefusalError."""
    kind, amount = fields["kind"].lower(), int(fields["amount"])
    if amount <= 0 and kind != "void":
        raise refusals.invalid("amount", "must be greater than 0")
    if kind == "refund":
        return give_back(shop, order, goods=[], amount=amount, restock=None).transactions[0]
    if kind == "void" and order.captured:
        raise refusals.impossible("Đơn hàng đã thanh toán")
    transaction = _book(shop, order, kind, amount, gateway=fields.get("gateway"))
    if kind == "void":
        order.financial_status = "voided"
    elif kind == "authorization":
        order.financial_status = "authorized"
    else:
        order.financial_status = _status(order, order.captured)
    shop.touch(order)
    shop.log(order, f"{kind}_success")
    return transaction


def refund_by_post(shop: ShopState, order: Order, fields: dict[str, Any]) -> Refund:
    """A refund by POST, within the limits that nobody has documented (§16.14).

    Raises RefusalError.
    """
    goods = pick_lines(shop, order, fields.get("refund_line_items") or [])
    if goods and not order.captured and not shop.options.refund_before_payment:
        raise refusals.impossible("Đơn hàng chưa thanh toán")
    if shop.options.refund_line_once and any(line.refunded for line, _ in goods):
        raise refusals.impossible("Sản phẩm đã được hoàn trả")
    return give_back(
        shop,
        order,
        goods=goods,
        amount=sum_of(fields.get("transactions")),
        restock=fields.get("restock"),
        note=fields.get("note"),
    )


def pick_lines(
    shop: ShopState, order: Order, named: list[dict[str, int]]
) -> list[tuple[OrderLine, int]]:
    """The order lines a refund names. Raises RefusalError for a line or quantity it cannot have."""
    lines = {line.id: line for line in order.lines}
    picked: dict[int, int] = {}
    for each in named:
        line_id, quantity = each["line_item_id"], each["quantity"]
        if line_id not in lines or quantity < 1:
            raise refusals.invalid("refund_line_items", "is invalid")
        picked[line_id] = picked.get(line_id, 0) + quantity
        if picked[line_id] > lines[line_id].refundable and not shop.options.refund_beyond:
            raise refusals.invalid("refund_line_items", "quantity is greater than what is left")
    return [(lines[line_id], quantity) for line_id, quantity in picked.items()]


def give_back(
    shop: ShopState,
    order: Order,
    *,
    goods: list[tuple[OrderLine, int]] | None,
    amount: int,
    restock: bool | None,
    note: str | None = None,
    location_id: int | None = None,
) -> Refund:
    """Add a refund row of goods, money or both; goods come back into stock with `restock`.

    `location_id` is only shown in the row: restocked goods return to the order's location.
    Raises RefusalError when more money is asked back than was captured.
    """
    if amount > order.captured - order.given_back and not shop.options.refund_beyond:
        raise refusals.impossible("Số tiền hoàn lớn hơn số tiền đã thanh toán")
    now = shop.world.now()
    refund = Refund(
        id=shop.next_id("refund"),
        order_id=order.id,
        created_at=now,
        note=note,
        lines=None if goods is None else [_refund_line(shop, *each) for each in goods],
        restock=restock,
        location_id=location_id,
        transactions=[],
    )
    for line, quantity in goods or []:
        line.refunded += quantity
        if restock:
            _restock(shop, order, line, quantity)
        else:
            line.withdrawn += min(line.fulfillable, quantity)
    if amount:
        refund.transactions.append(_transaction(shop, order, "refund", -amount))
    order.refunds.append(refund)
    if amount:
        all_back = order.given_back >= order.captured
        order.financial_status = "refunded" if all_back else "partially_refunded"
        shop.log(order, "refund_success")
    if restock:
        shop.log(order, "restock_line_items")
    shop.touch(order)
    return refund


def sum_of(transactions: list[dict[str, Any]] | None) -> int:
    return sum(int(each.get("amount") or 0) for each in transactions or [])


def _refund_line(shop: ShopState, line: OrderLine, quantity: int) -> RefundLine:
    return RefundLine(shop.next_id("line"), line, quantity)


def _restock(shop: ShopState, order: Order, line: OrderLine, quantity: int) -> None:
    """Reserved units go back to Khả dụng first, then those that have left to Tồn."""
    freed = min(line.reserved, quantity)
    line.withdrawn += min(line.fulfillable, freed)
    line.reserved -= freed
    returned = min(line.left, quantity - freed)
    line.left -= returned
    line.restocked = line.refundable == 0
    shop.move(order.location_id, line, onhand=returned, committed=-freed)


def _status(order: Order, captured: int) -> str:
    if order.given_back:
        return "refunded" if order.given_back >= captured else "partially_refunded"
    if not captured:
        return "pending"
    return "paid" if captured >= order.total else "partially_paid"


def _book(
    shop: ShopState, order: Order, kind: str, amount: int, gateway: str | None = None
) -> Transaction:
    transaction = _transaction(shop, order, kind, amount)
    transaction.gateway = gateway or order.gateway
    if kind in ("capture", "sale", "void") and order.transactions:
        transaction.parent_id = order.transactions[0].id
    order.transactions.append(transaction)
    return transaction


def _transaction(shop: ShopState, order: Order, kind: str, amount: int) -> Transaction:
    return Transaction(
        id=shop.next_id("transaction"),
        order_id=order.id,
        kind=kind,
        amount=amount,
        created_at=shop.now(),
        gateway=order.gateway,
        location_id=order.location_id,
        is_cod=order.is_cod,
    )
