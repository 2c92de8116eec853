"""Links both sides' goods by code and notes what stands in the way (B1–B7)."""

from __future__ import annotations

from typing import Any

from lazdesk.models import desk, goods, orders
from lazdesk.rules import linking, problems
from lazdesk.sync.session import Session

# Problems that clear by themselves once their cause is gone (B5).
CODES = (
    "MISSING_BARCODE",
    "SELLER_SKU_NOT_FOUND",
    "DUPLICATE_BARCODE",
    "DUPLICATE_SELLER_SKU",
    "UNIT_BARCODE",
    "TAKEN_BY_HAND",
)


def link_goods(session: Session) -> linking.Linking:
    """Links everything anew from the mirror; links that stay keep their consents."""
    with session.database.write() as connection:
        variants = [
            linking.Variant(
                id=row.id,
                product_id=row.product_id,
                product_title=row.product_title,
                title=row.title,
                barcode=row.barcode,
                unit_barcodes=tuple(row.unit_barcodes),
            )
            for row in goods.variants(connection, session.org)
        ]
        skus = [
            linking.Sku(
                sku_id=row.sku_id,
                item_id=row.item_id,
                seller_sku=row.seller_sku,
                title=row.name,
                deleted="deleted" in (row.status.lower(), row.item_status.lower()),
            )
            for row in goods.skus(connection, session.shop)
        ]
        by_hand = {
            row.variant_id: row.sku_id
            for row in goods.links(connection, session.shop)
            if row.by_hand
        }
        result = linking.link(variants, skus, goods.published(connection, session.shop), by_hand)
        now = session.now()
        _clear_linked_lines(session, connection, set(result.links.values()))
        before = {row.sku_id: row.variant_id for row in goods.links(connection, session.shop)}
        after = {sku_id: variant_id for variant_id, sku_id in result.links.items()}
        moved = {id_ for id_ in before | after if before.get(id_) != after.get(id_)}
        orders.try_rejected_again(connection, session.shop, moved)
        goods.save_links(
            connection,
            session.shop,
            result.links,
            {id_: state.value for id_, state in result.states.items()},
            now,
        )
        session.new_problems["linking"] += desk.replace_problems(
            connection, session.shop, CODES, _problems(result, variants), now
        )
    return result


def _clear_linked_lines(session: Session, connection: Any, linked: set[str]) -> None:
    """An order line that asked to be linked (D3) is content once its SKU is (F)."""
    lines = [
        row.object for row in desk.problems(connection, session.shop) if row.kind == "order_line"
    ]
    units = orders.items(connection, session.shop, {line.partition("/")[0] for line in lines})
    sku_of = {unit.order_item_id: unit.sku_id for some in units.values() for unit in some}
    solved = [line for line in lines if sku_of.get(line.partition("/")[2]) in linked]
    desk.clear_problems(connection, session.shop, "order_line", solved)


def _problems(result: linking.Linking, variants: list[linking.Variant]) -> list[desk.Problem]:
    titles = {variant.id: f"{variant.product_title} / {variant.title}" for variant in variants}
    return [
        desk.Problem(
            problem.code,
            "variant" if problem.variant_ids else "sku",
            (problem.variant_ids or problem.sku_ids)[0],
            "; ".join(titles[id_] for id_ in problem.variant_ids) or ", ".join(problem.sku_ids),
            problems.message(problem.code, problem.params),
        )
        for problem in result.problems
    ]
