"""Stock vouchers in Haravan, each once: our key stands in its note (haravan.md §6.3, D3, D11)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lazdesk.models import ledger
from lazdesk.rules.books import Kind
from lazdesk.sync import effects
from lazdesk.sync.booked import BRING, TAKE
from lazdesk.sync.effects import Details
from lazdesk.sync.sides import Sides


def bring(order: Sides, unit_ids: Sequence[str], place: str, *, patient: bool = False) -> None:
    """Goods that no order line brings back come to ``place``."""
    moved = order.goods_text(unit_ids, place)
    details = Details("stock_voucher", moved, tuple(unit_ids), Kind.BACK.value, place)
    said = f"hàng hoàn của đơn {order.row.order_number}: {moved}"
    variants = {unit_id: _variant(order, unit_id) for unit_id in unit_ids}
    _book(order, BRING, variants, place, 1, said, details, patient=patient)


def take(order: Sides, variants: dict[str, list[int]]) -> None:
    """The goods of units whose SKU was linked after the import: −n at the order's location (D3).
    ``variants``: product and variant by unit."""
    place = order.order.location_id
    moved = order.goods_text(variants, None)
    details = Details("stock_taken", moved, variants=variants)
    said = f"trừ tồn cho dòng vừa liên kết của đơn {order.row.order_number}: {moved}"
    _book(order, TAKE, variants, place, -1, said, details)


def bring_taken(order: Sides, *, patient: bool = False) -> None:
    """What a voucher took for a custom line, its cancel or return in Haravan does not bring back:
    another voucher does, where the ledger says that the goods are."""
    session, taken = order.session, order.taken
    if not taken:
        return
    with session.database.read() as connection:
        rows = ledger.restocks(connection, session.shop, list(taken))
        held = ledger.effects(connection, session.shop, order.row.order_id, ledger.HELD)
    brought = {
        unit_id
        for effect in held
        if effect.key.startswith(f"{BRING}:")
        for unit_id in effect.details["unit_ids"]
    }
    for unit_id, row in rows.items():
        if row.location_id is not None and unit_id not in brought:
            bring(order, [unit_id], row.location_id, patient=patient)


def _book(
    order: Sides,
    kind: str,
    variants: dict[str, list[int]],
    place: str,
    sign: int,
    said: str,
    details: Details,
    *,
    patient: bool = False,
) -> None:
    session = order.session
    key = f"{kind}:{order.ref}:{'+'.join(sorted(variants))}"
    with session.database.read() as connection:
        before = ledger.effect(connection, key)
    if before is not None and before.state == ledger.HELD:
        return
    # Made before, perhaps by a desk whose ledger is lost by now.
    for made in session.haravan.adjustments(place):
        if f"({key})" in made.note:
            effects.found(session, order.row.order_id, key, details, made.id)
            return
    body: dict[str, object] = {
        "location_id": int(place),
        "type": "adjust",
        "note": f"LazDesk: {said} ({key})",
        "line_items": [
            {"product_id": product_id, "product_variant_id": variant_id, "quantity": sign * count}
            for (product_id, variant_id), count in Counter(map(tuple, variants.values())).items()
        ],
    }
    if kind == BRING:
        body["reason"] = "returned"
    effects.once(
        session,
        order.row.order_id,
        key,
        details,
        lambda: session.haravan.adjust_stock(body),
        patient=patient,
    )


def _variant(order: Sides, unit_id: str) -> list[int]:
    """Product and variant of the unit's goods."""
    if unit_id in order.taken:
        return order.taken[unit_id]
    line_id = next(line.id for line in order.lines.values() if unit_id in line.item_ids)
    line = next(row for row in order.order.raw["line_items"] if str(row["id"]) == line_id)
    return [int(line["product_id"]), int(line["variant_id"])]
