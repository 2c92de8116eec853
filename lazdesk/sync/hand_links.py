"""The merchant's own links (B1): made by hand, taken away, left to the codes again, suggested.

Whatever is taken away stays so until the merchant links the variant again: neither the pair itself
nor the one that the variant's code would make instead comes back by itself. Another barcode or
SellerSku makes a new pair, which links by its code.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lazdesk.models import link_inputs, links
from lazdesk.rules import linking, near_misses
from lazdesk.rules.near_misses import NearMiss
from lazdesk.sync import link_goods
from lazdesk.sync.session import Session


@dataclass(frozen=True)
class Near:
    """A near miss with what the merchant knows its rows by."""

    variant_id: str
    title: str
    barcode: str
    sku_id: str
    name: str
    seller_sku: str
    why: NearMiss


def link(session: Session, pairs: Mapping[str, str]) -> None:
    """Links variants with SKUs by hand; the SKUs must be different ones."""
    with session.database.write() as connection:
        link_inputs.link_by_hand(connection, session.shop, pairs, session.now())
    link_goods.link_goods(session)


def unlink(session: Session, variant_ids: Collection[str]) -> int:
    """Takes the links of these variants away; returns how many had one."""
    with session.database.write() as connection:
        parted = pairs_to_part(session, connection, variant_ids)
        link_inputs.part(connection, session.shop, parted, session.now())
    link_goods.link_goods(session)
    return len({variant_id for variant_id, _ in parted})


def follow_codes(session: Session, variant_ids: Collection[str]) -> None:
    """Leaves these variants to their codes again (B1)."""
    with session.database.write() as connection:
        link_inputs.forget_decisions(connection, session.shop, variant_ids)
    link_goods.link_goods(session)


def pairs_to_part(
    session: Session, connection: Any, variant_ids: Collection[str]
) -> set[tuple[str, str]]:
    """The link each of these variants has, and what its code would make of it instead."""
    standing = links.links_of(connection, session.shop, variant_ids)
    rows = link_inputs.variants_by_id(connection, session.org, standing)
    holders = {row.id: row.code for row in rows if row.code}
    sellers: dict[str, list[str]] = {}
    for sku in link_inputs.skus_with_codes(connection, session.shop, set(holders.values())):
        sellers.setdefault(sku.code, []).append(sku.sku_id)
    return {(id_, row.sku_id) for id_, row in standing.items()} | {
        (id_, sku_id) for id_, code in holders.items() for sku_id in sellers.get(code, ())
    }


def suggestions(session: Session) -> list[Near]:
    """Near misses among the rows that are linked with nothing (B1). May take a second or two."""
    with session.database.read() as connection:
        barcodes = link_inputs.unlinked_variants(connection, session.shop, session.org)
        sellers = link_inputs.unlinked_skus(connection, session.shop)
        found = near_misses.suggest(barcodes, sellers)
        ids = {each.variant_id for each in found}
        variants = {row.id: row for row in link_inputs.variants_by_id(connection, session.org, ids)}
        skus = {
            row.sku_id: row
            for row in link_inputs.skus_by_id(
                connection, session.shop, {each.sku_id for each in found}
            )
        }
        refused = {
            (row.variant_id, row.sku_id)
            for row in link_inputs.parted(connection, session.shop, ids)
        }
    return [
        Near(
            variant_id=each.variant_id,
            title=title(variants[each.variant_id]),
            barcode=barcodes[each.variant_id],
            sku_id=each.sku_id,
            name=skus[each.sku_id].name,
            seller_sku=sellers[each.sku_id],
            why=each.why,
        )
        for each in found
        if (each.variant_id, each.sku_id) not in refused
    ]


def title(variant: Any) -> str:
    """A variant's name; Haravan's name of the only variant of a product says nothing."""
    if variant.title in ("", linking.DEFAULT_TITLE):
        return str(variant.product_title)
    return f"{variant.product_title} / {variant.title}"


def variants_called(session: Session, connection: Any, code: str) -> Sequence[Any]:
    """The variants with this barcode; where nobody carries it, the one with this id."""
    wanted = [linking.code(code)]
    return link_inputs.variants_with_codes(
        connection, session.org, wanted
    ) or link_inputs.variants_by_id(connection, session.org, wanted)


def skus_called(session: Session, connection: Any, code: str) -> Sequence[Any]:
    """The SKUs on Lazada with this SellerSku; where nobody carries it, the one with this id."""
    wanted = [linking.code(code)]
    found = link_inputs.skus_with_codes(connection, session.shop, wanted) or link_inputs.skus_by_id(
        connection, session.shop, wanted
    )
    return [row for row in found if not row.deleted]
