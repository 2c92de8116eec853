"""What happens to an order: created, edited, confirmed, cancelled (haravan.md §7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lazdesk.sandbox.haravan import money, parcels, refusals
from lazdesk.sandbox.haravan.records import Order, OrderLine

if TYPE_CHECKING:
    from lazdesk.sandbox.haravan.shop_state import ShopState

GUEST = "guest@haravan.com"


def create(shop: ShopState, fields: dict[str, Any]) -> Order:
    """A new order from a request's fields; takes its goods from what is available.

    Its payment rows are not booked yet: see `money.book_first_payment`. Raises RefusalError.
    """
    if not fields["line_items"]:
        raise refusals.invalid("line_items", "can't be blank")
    location_id = fields.get("location_id") or shop.primary_location.id
    if location_id not in shop.locations:
        raise refusals.invalid("location_id", "is invalid")
    customer_id = (fields.get("customer") or {}).get("id")
    if customer_id is not None and customer_id not in shop.customers:
        raise refusals.invalid("customer", "is invalid")
    lines = [_line(shop, line) for line in fields["line_items"]]
    if shop.options.refuse_short_stock:
        _refuse_short_stock(shop, location_id, lines)
    order = _order(shop, fields, location_id, customer_id, lines)
    shop.orders[order.id] = order
    if customer_id is not None:
        shop.customers[customer_id].order_ids.append(order.id)
    for line in lines:
        line.reserved = line.quantity
        shop.move(location_id, line, committed=line.quantity)
    shop.log(order, "placed")
    if fields.get("is_confirm"):
        confirm(shop, order)
    if fields.get("fulfillment_status") == "fulfilled":
        parcels.deliver_at_once(shop, order)
    return order


def _line(shop: ShopState, fields: dict[str, Any]) -> OrderLine:
    quantity = fields["quantity"]
    if quantity < 1:
        raise refusals.invalid("line_items", "quantity must be greater than 0")
    discount = int(fields.get("total_discount") or 0)
    shared = {
        "id": shop.next_id("line"),
        "quantity": quantity,
        "discount": discount,
        "properties": fields.get("properties") or [],
        "applied_discounts": fields.get("applied_discounts") or [],
    }
    variant_id = fields.get("variant_id")
    if variant_id is None:
        if not fields.get("title"):
            raise refusals.invalid("line_items", "title can't be blank")
        return OrderLine(
            variant_id=None,
            product_id=None,
            title=fields["title"],
            variant_title=None,
            sku=fields.get("sku"),
            barcode=fields.get("barcode"),
            price=int(fields.get("price") or 0),
            moves_stock=False,
            grams=0.0,
            **shared,
        )
    variant = shop.variants.get(variant_id)
    if variant is None:
        raise refusals.invalid("line_items", "variant does not exist")
    price = fields.get("price")
    return OrderLine(
        variant_id=variant.id,
        product_id=variant.product_id,
        title=shop.products[variant.product_id].title,
        variant_title=variant.title,
        sku=variant.sku,
        barcode=variant.barcode,
        price=int(variant.price - discount // quantity if price is None else price),
        moves_stock=variant.tracked,
        grams=variant.grams,
        **shared,
    )


def _refuse_short_stock(shop: ShopState, location_id: int, lines: list[OrderLine]) -> None:
    wanted: dict[int, int] = {}
    for line in lines:
        if line.moves_stock and line.variant_id is not None:
            wanted[line.variant_id] = wanted.get(line.variant_id, 0) + line.quantity
    for variant_id, quantity in wanted.items():
        may_oversell = shop.variants[variant_id].oversell
        if not may_oversell and shop.stock.available(location_id, variant_id) < quantity:
            raise refusals.impossible("Số lượng tồn kho không đủ")


def _order(
    shop: ShopState,
    fields: dict[str, Any],
    location_id: int,
    customer_id: int | None,
    lines: list[OrderLine],
) -> Order:
    now = shop.now()
    own_name = shop.next_order_name()
    discounts = fields.get("discount_codes") or []
    discount = sum(int(each["amount"]) for each in discounts) or fields.get("total_discounts") or 0
    is_cod = bool(fields.get("is_cod_gateway"))
    address = fields.get("shipping_address") or {}
    return Order(
        id=shop.next_id("order"),
        name=(shop.options.honour_name and fields.get("name")) or own_name,
        created_at=now,
        updated_at=now,
        listed_from=now + shop.list_delay(),
        email=fields.get("email") or GUEST,
        customer_id=customer_id,
        shipping_address=address,
        billing_address=fields.get("billing_address") or address,
        source=fields.get("source_name") or fields.get("source"),
        location_id=location_id,
        gateway="Thanh toán khi giao hàng (COD)" if is_cod else fields.get("gateway"),
        is_cod=is_cod,
        lines=lines,
        shipping_lines=fields.get("shipping_lines") or [],
        discount_codes=discounts,
        total_discounts=int(discount),
        note=fields.get("note"),
        tags=split_tags(fields.get("tags")),
        note_attributes=fields.get("note_attributes") or [],
        landing_site_ref=fields.get("landing_site_ref"),
        user_id=_user_id(fields.get("user_id")),
        token=shop.token_text(),
    )


def _user_id(sent: int | str | None) -> int | None:
    try:
        return int(sent) if sent else None
    except ValueError:
        raise refusals.invalid("user_id", "is invalid") from None


def split_tags(text: str | None) -> list[str]:
    """The tags of a comma list, each once."""
    return list(dict.fromkeys(tag.strip() for tag in (text or "").split(",") if tag.strip()))


def edit(shop: ShopState, order: Order, fields: dict[str, Any]) -> None:
    """Change what may still change; what a switch forbids is left as it is without a word."""
    if "note" in fields:
        order.note = fields["note"]
    if "note_attributes" in fields:
        sent = fields["note_attributes"] or []
        if shop.options.merge_note_attributes:
            merged = {each["name"]: each for each in (*order.note_attributes, *sent)}
            sent = list(merged.values())
        order.note_attributes = sent
    if "tags" in fields and shop.options.tags_by_put:
        order.tags = split_tags(fields["tags"])
    if fields.get("email"):
        order.email = fields["email"]
    if fields.get("shipping_address"):
        order.shipping_address = order.shipping_address | fields["shipping_address"]
    shop.touch(order)
    shop.log(order, "update")


def confirm(shop: ShopState, order: Order) -> None:
    """Confirm; once more changes nothing. A cancelled order is refused."""
    if order.cancelled_at is not None:
        raise refusals.impossible("Đơn hàng đã bị hủy")
    if order.confirmed_at is None:
        order.confirmed_at = shop.now()
        shop.touch(order)
        shop.log(order, "confirmed")


def add_tags(shop: ShopState, order: Order, tags: str) -> None:
    """Merge a comma list into the order's tags."""
    order.tags = split_tags(",".join((*order.tags, tags)))
    shop.touch(order)


def remove_tags(shop: ShopState, order: Order, tags: str) -> None:
    gone = split_tags(tags)
    order.tags = [tag for tag in order.tags if tag not in gone]
    shop.touch(order)


def close(shop: ShopState, order: Order) -> None:
    order.closed_at = order.closed_at or shop.now()
    shop.touch(order)
    shop.log(order, "closed")


def reopen(shop: ShopState, order: Order) -> None:
    order.closed_at = None
    shop.touch(order)
    shop.log(order, "re_opened")


def cancel(shop: ShopState, order: Order, fields: dict[str, Any]) -> None:
    """Cancel for good; a row of refunds is always added (haravan.md §7.5). Raises RefusalError.

    `restock` brings back what is left of the order, or the lines named in `refund`.
    """
    if order.cancelled_at is not None:
        raise refusals.impossible("Đơn hàng đã được hủy")
    refund = fields.get("refund") or {}
    named = refund.get("refund_line_items") or []
    amount = whole_amount(fields.get("amount")) + money.sum_of(refund.get("transactions"))
    if named:
        goods = money.pick_lines(shop, order, named)
        restock = bool(fields.get("restock", True))
    else:
        restock = bool(fields.get("restock"))
        goods = [(line, line.refundable) for line in order.lines if line.refundable]
    money.give_back(
        shop,
        order,
        goods=goods if named or restock else None,
        amount=amount,
        restock=restock or None,
        note=fields.get("note") or "Khách hủy",
        location_id=order.location_id,
    )
    if shop.options.cancel_frees_committed:
        for line in order.lines:
            shop.move(order.location_id, line, committed=-line.reserved)
            line.reserved = 0
    for line in order.lines:
        line.withdrawn += line.fulfillable
    if not fields.get("ignore_cancel_fulfillment"):
        for parcel in order.fulfillments:
            parcels.reach(shop, parcel, "cancel")
    default_reason = "other" if "amount" in fields else "customer"
    order.cancel_reason = fields.get("reason") or default_reason
    order.cancelled_at = shop.now()
    shop.touch(order)
    shop.log(order, "cancelled")


def whole_amount(value: float | str | None) -> int:
    """An amount of money that came as number or text. Raises RefusalError."""
    try:
        return int(float(value or 0))
    except ValueError:
        raise refusals.invalid("amount", "is not a number") from None
