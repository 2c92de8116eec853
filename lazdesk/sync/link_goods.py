"""Links both sides' goods by code and notes what stands in the way (B1–B7).

A few products at a time, each in a short transaction: all of them once, and from then on what the
mirror's writers marked and whatever shares a product or a code with it. When nothing is marked
nothing is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lazdesk.models import desk, link_inputs, link_marks, links, orders
from lazdesk.models.link_marks import CODE, PRODUCT, VARIANT
from lazdesk.rules import linking, problems
from lazdesk.sync import late_links
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
# Another version links everything anew.
VERSION = "1"
BEGUN = "begun"
# About 2.5 variants each with a link and a state: some 150 rows a transaction (sync-engine.md).
PRODUCTS_AT_ONCE = 30
SKUS_AT_ONCE = 200
MARKS_AT_ONCE = 100


def link_goods(session: Session) -> None:
    """Links what moved since the last time, or everything if it never was; links that stay keep
    their consents. Raises Cancelled between two transactions."""
    with session.database.read() as connection:
        linked_by = desk.cursor(connection, session.shop, link_marks.STREAM)
    if linked_by != VERSION:
        _link_everything(session)
    while _link_marked(session):
        session.progress("link", 0)
    _clear_linked_lines(session)


def _link_everything(session: Session) -> None:
    """What changes meanwhile is marked from the first transaction on, and linked afterwards."""
    with session.database.write() as connection:
        link_marks.wipe(connection, session.shop)
        desk.set_cursor(connection, session.shop, link_marks.STREAM, BEGUN)
    done, last = 0, ""
    while True:
        with session.database.write() as connection:
            products = link_inputs.product_ids_after(
                connection, session.org, last, PRODUCTS_AT_ONCE
            )
            _link(session, connection, _Scope(products=products))
        if not products:
            break
        done, last = done + len(products), products[-1]
        session.progress("link", done)
    last = ""
    while True:
        with session.database.write() as connection:
            skus = link_inputs.skus_after(connection, session.shop, last, SKUS_AT_ONCE)
            _link(session, connection, _Scope(codes={row.code for row in skus}))
        if not skus:
            break
        last = skus[-1].sku_id
        session.progress("link", done)
    with session.database.write() as connection:
        links.forget_gone(connection, session.shop, session.org, CODES)
        desk.set_cursor(connection, session.shop, link_marks.STREAM, VERSION)


def _link_marked(session: Session) -> bool:
    """Links what some of the marks stand for; False when there were none."""
    with session.database.read() as connection:
        if not link_marks.some(connection, session.shop, 1):
            return False
    with session.database.write() as connection:
        marks = link_marks.some(connection, session.shop, MARKS_AT_ONCE)
        link_marks.wipe(connection, session.shop, marks)
        scope = _marked(session, connection, marks)
        # A code that hundreds share is taken in turns as well.
        later = scope.products[PRODUCTS_AT_ONCE:]
        link_marks.mark(connection, [session.shop], PRODUCT, later)
        scope.products = scope.products[:PRODUCTS_AT_ONCE]
        _link(session, connection, scope)
    return True


@dataclass
class _Scope:
    """What is linked anew: whole products (B4), and who disputes which codes; ``gone`` are variants
    that may have ceased to be."""

    products: list[str] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)


def _marked(session: Session, connection: Any, marks: Iterable[link_marks.Mark]) -> _Scope:
    """The marked rows and whoever shares a code or a product with them."""
    by_kind: dict[str, set[str]] = {CODE: set(), PRODUCT: set(), VARIANT: set()}
    for kind, value in marks:
        by_kind[kind].add(value)
    marked = link_inputs.variants_by_id(connection, session.org, by_kind[VARIANT])
    hands = link_inputs.hand_links(connection, session.shop, variant_ids=by_kind[VARIANT])
    taken = link_inputs.skus_by_id(connection, session.shop, {row.sku_id for row in hands})
    codes = by_kind[CODE] | {row.code for row in (*marked, *taken)}
    carried = codes - {""}
    sharing = [
        *marked,
        *link_inputs.variants_with_codes(connection, session.org, carried),
        *link_inputs.variants_with_units(connection, session.org, carried),
    ]
    products = by_kind[PRODUCT] | {row.product_id for row in sharing}
    gone = by_kind[VARIANT] - {row.id for row in marked}
    return _Scope(sorted(products), codes, gone)


def _link(session: Session, connection: Any, scope: _Scope) -> None:
    """Writes the outcome of the scope's products and codes, as linking everything would."""
    part = _Neighbourhood.around(session, connection, scope)
    result = part.link()
    concerned = part.own | scope.gone
    linked = {id_: result.links[id_] for id_ in part.own if id_ in result.links}
    by_hand = {id_ for id_, sku_id in linked.items() if part.by_hand.get(id_) == sku_id}
    now = session.now()
    moved = links.save_links(connection, session.shop, concerned, linked, by_hand, now)
    orders.try_rejected_again(connection, session.shop, moved)
    states = {id_: result.states[id_].value for id_ in part.own}
    links.save_states(connection, session.shop, concerned, states)
    skus = {sku.sku_id for sku in part.skus if sku.seller_sku in part.codes}
    links.save_unanswered(connection, session.shop, skus, skus.intersection(result.unanswered))
    session.new_problems["linking"] += links.save_problems(
        connection,
        session.shop,
        CODES,
        {links.OF_VARIANT: concerned, links.OF_CODE: part.codes},
        list(_problems(part, result)),
        now,
    )


@dataclass
class _Neighbourhood:
    """All that the outcome of the variants ``own`` and of ``codes`` depends on."""

    own: set[str]
    codes: set[str]
    variants: list[linking.Variant]
    skus: list[linking.Sku]
    published: set[str]
    by_hand: dict[str, str]
    parted: set[tuple[str, str]]

    @classmethod
    def around(cls, session: Session, connection: Any, scope: _Scope) -> _Neighbourhood:
        org, shop = session.org, session.shop
        own = link_inputs.variants_of_products(connection, org, scope.products)
        units = link_inputs.units(connection, org, [row.id for row in own])
        carried = {code for some in units.values() for code in some}
        codes = scope.codes | carried | {row.code for row in own}
        # Variants without a barcode share nothing; SKUs without a code are looked at when marked.
        shared = codes - {""}
        rows = {row.id: row for row in own}
        for row in (
            *link_inputs.variants_with_codes(connection, org, shared),
            *link_inputs.variants_with_units(connection, org, shared),
        ):
            rows[row.id] = row
        skus = {
            row.sku_id: row
            for row in link_inputs.skus_with_codes(connection, shop, scope.codes | shared)
        }
        hands = link_inputs.hand_links(connection, shop, variant_ids=rows, sku_ids=skus)
        by_hand = {row.variant_id: row.sku_id for row in hands}
        for row in link_inputs.variants_by_id(connection, org, by_hand.keys() - rows.keys()):
            rows[row.id] = row
        for row in link_inputs.skus_by_id(connection, shop, set(by_hand.values()) - skus.keys()):
            skus[row.sku_id] = row
        ids = list(rows)
        units = link_inputs.units(connection, org, ids)
        products = {row.product_id for row in rows.values()}
        return cls(
            own={row.id for row in own},
            codes=codes,
            variants=[
                _variant(row, units.get(row.id, ()))
                for row in sorted(rows.values(), key=lambda row: (row.product_id, row.id))
            ],
            skus=[_sku(row) for row in sorted(skus.values(), key=lambda row: row.sku_id)],
            published=link_inputs.published_among(connection, shop, products),
            by_hand=by_hand,
            parted={
                (row.variant_id, row.sku_id) for row in link_inputs.parted(connection, shop, ids)
            },
        )

    def link(self) -> linking.Linking:
        return linking.link(self.variants, self.skus, self.published, self.by_hand, self.parted)


def _variant(row: Any, units: tuple[str, ...]) -> linking.Variant:
    return linking.Variant(
        row.id, row.product_id, row.product_title, row.title, row.code, unit_barcodes=units
    )


def _sku(row: Any) -> linking.Sku:
    return linking.Sku(row.sku_id, row.item_id, row.code, row.name, bool(row.deleted))


def _problems(part: _Neighbourhood, result: linking.Linking) -> Iterator[desk.Problem]:
    """Those of the own variants, and those of the codes looked at, whoever shares them."""
    variants = {variant.id: variant for variant in part.variants}
    for problem in result.problems:
        about, kind = problem.shared, links.OF_CODE
        if not about:
            about, kind = problem.variant_ids[0], links.OF_VARIANT
        if about in (part.codes if problem.shared else part.own):
            yield desk.Problem(
                problem.code,
                kind,
                about,
                "; ".join(_title(variants[id_]) for id_ in problem.variant_ids),
                problems.message(problem.code, problem.params),
            )


def _title(variant: linking.Variant) -> str:
    return f"{variant.product_title} / {variant.title}"


def _clear_linked_lines(session: Session) -> None:
    """An order line that asked to be linked (D3) is content once its SKU is (F)."""
    with session.database.read() as connection:
        lines = desk.objects_with_problems(connection, session.shop, "order_line")
        wanted = {line.partition("/")[0] for line in lines}
        units = orders.items(connection, session.shop, wanted)
        sku_of = {unit.order_item_id: unit.sku_id for some in units.values() for unit in some}
        linked = links.linked_among(connection, session.shop, set(sku_of.values()))
    solved = [line for line in lines if sku_of.get(line.partition("/")[2]) in linked]
    if solved:
        with session.database.write() as connection:
            desk.clear_problems(connection, session.shop, "order_line", solved, session.now())
    late_links.offer(session, {line.partition("/")[0] for line in solved})
