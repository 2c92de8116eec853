"""Links as a table: written for a spreadsheet, read back, checked whole before any change (B1).

One line is one variant with what it is linked to and how: by its code, by hand, or not any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from lazdesk.models import link_inputs, links
from lazdesk.rules import linking, text
from lazdesk.sync import hand_links, link_goods
from lazdesk.sync.session import Session

Line = tuple[int, Sequence[str]]


class How(StrEnum):
    """What a line says of its variant."""

    BY_CODE = "by_code"
    BY_HAND = "by_hand"
    UNLINKED = "unlinked"


HEADS: Mapping[str, tuple[str, str]] = {
    "product": ("Sản phẩm", "Product"),
    "variant": ("Biến thể", "Variant"),
    "barcode": ("Barcode", "Barcode"),
    "seller_sku": ("SKU Lazada (SellerSku)", "Lazada SKU (SellerSku)"),
    "how": ("Liên kết", "Link"),
    "variant_id": ("Mã biến thể Haravan", "Haravan variant id"),
    "sku_id": ("Mã SKU Lazada", "Lazada SkuId"),
}
"""The columns by name; others in a file are nobody's business."""

WORDS: Mapping[How, tuple[str, str]] = {
    How.BY_CODE: ("Theo mã", "By code"),
    How.BY_HAND: ("Bằng tay", "By hand"),
    How.UNLINKED: ("Bỏ liên kết", "Unlinked"),
}
# What merchants write over their own columns.
_ALSO = {"sellersku": "seller_sku", "sku lazada": "seller_sku", "sku": "seller_sku"}
_ROUNDED = re.compile(r"[+-]?\d+(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)


class HeadsError(Exception):
    """The table lacks the columns that name a variant and a SKU."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with a line; ``key`` names the sentence in ``texts``."""

    line: int
    key: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """What a line changes: its variant is linked by hand with, or parted from, ``sku_id``, or
    (``BY_CODE``) left to its code again. The names are the merchant's."""

    line: int
    how: How
    variant_id: str
    sku_id: str
    title: str
    seller_sku: str


@dataclass(frozen=True)
class Plan:
    """What a whole table comes to. With a fault in it nothing is changed."""

    changes: tuple[Change, ...]
    faults: tuple[Fault, ...]
    unchanged: int


# --- export ---------------------------------------------------------------------------------------


def rows(session: Session, language: str) -> Iterator[list[str]]:
    """The heads, every variant, and the Lazada SKUs that no variant answers to (B6)."""
    number = 1 if language == "en" else 0
    yield [names[number] for names in HEADS.values()]
    last = ""
    while True:
        with session.database.read() as connection:
            products = link_inputs.product_ids_after(connection, session.org, last, 200)
            lines = list(_lines(session, connection, products, number))
        if not products:
            break
        yield from lines
        last = products[-1]
    with session.database.read() as connection:
        for sku in links.unanswered(connection, session.shop):
            yield [sku.name, "", "", sku.seller_sku, "", "", sku.sku_id]


def _lines(
    session: Session, connection: Any, products: Sequence[str], language: int
) -> Iterator[list[str]]:
    variants = link_inputs.variants_of_products(connection, session.org, products)
    ids = [row.id for row in variants]
    standing = links.links_of(connection, session.shop, ids)
    parted: dict[str, list[str]] = {}
    for row in link_inputs.parted(connection, session.shop, ids):
        parted.setdefault(row.variant_id, []).append(row.sku_id)
    wanted = {row.sku_id for row in standing.values()} | {
        id_ for some in parted.values() for id_ in some
    }
    skus = {row.sku_id: row for row in link_inputs.skus_by_id(connection, session.shop, wanted)}
    for variant in sorted(variants, key=lambda row: (row.product_id, row.id)):
        link = standing.get(variant.id)
        pairs: list[tuple[How, str]] = []
        if link is not None:
            pairs = [(How.BY_HAND if link.by_hand else How.BY_CODE, link.sku_id)]
        elif variant.id in parted:
            pairs = [(How.UNLINKED, sku_id) for sku_id in parted[variant.id]]
        named: list[tuple[How | None, str]] = [*pairs] or [(None, "")]
        for how, sku_id in named:
            sku = skus.get(sku_id)
            yield [
                variant.product_title,
                variant.title,
                variant.code,
                sku.code if sku else "",
                WORDS[how][language] if how else "",
                variant.id,
                sku_id,
            ]


# --- import ---------------------------------------------------------------------------------------


def plan(session: Session, lines: Iterable[Line]) -> Plan:
    """What the table would change. Raises HeadsError; nothing is written."""
    with session.database.read() as connection:
        return _plan(session, connection, list(lines))


def apply(session: Session, lines: Iterable[Line], agreed: Plan) -> Plan:
    """Changes what ``agreed`` says, all in one transaction; a table that comes to something else
    by now changes nothing. Returns the plan as it stands: equal to ``agreed`` if it was done."""
    with session.database.write() as connection:
        now_planned = _plan(session, connection, list(lines))
        if now_planned != agreed or agreed.faults:
            return now_planned
        by = {how: [change for change in agreed.changes if change.how is how] for how in How}
        now = session.now()
        variants = [change.variant_id for change in by[How.BY_CODE]]
        link_inputs.forget_decisions(connection, session.shop, variants)
        parted = {(change.variant_id, change.sku_id) for change in by[How.UNLINKED]}
        unlinked = {variant_id for variant_id, _ in parted}
        parted |= hand_links.pairs_to_part(session, connection, unlinked)
        link_inputs.part(connection, session.shop, parted, now)
        pairs = {change.variant_id: change.sku_id for change in by[How.BY_HAND]}
        link_inputs.link_by_hand(connection, session.shop, pairs, now)
    link_goods.link_goods(session)
    return agreed


@dataclass(frozen=True)
class _Asked:
    """One line's words."""

    line: int
    barcode: str
    variant_id: str
    seller_sku: str
    sku_id: str
    how: str

    @property
    def names_sku(self) -> bool:
        return bool(self.seller_sku or self.sku_id)


def _plan(session: Session, connection: Any, lines: Sequence[Line]) -> Plan:
    asked = list(_asked(lines))
    known = _Known(session, connection, asked)
    changes: list[Change] = []
    faults: list[Fault] = []
    unchanged = 0
    for one in asked:
        match known.judge(one):
            case Change() as change:
                changes.append(change)
            case Fault() as fault:
                faults.append(fault)
            case None:
                unchanged += 1
    faults += _disputes(changes, known)
    return Plan(tuple(changes), tuple(sorted(faults, key=lambda fault: fault.line)), unchanged)


def _asked(lines: Sequence[Line]) -> Iterator[_Asked]:
    if not lines:
        raise HeadsError
    columns = _columns(lines[0][1])
    if not ({"barcode", "variant_id"} & columns.keys()) or not (
        {"seller_sku", "sku_id"} & columns.keys()
    ):
        raise HeadsError
    for number, cells in lines[1:]:

        def cell(name: str, cells: Sequence[str] = cells) -> str:
            at = columns.get(name)
            return "" if at is None or at >= len(cells) else linking.code(cells[at])

        yield _Asked(
            number,
            *(cell(name) for name in ("barcode", "variant_id", "seller_sku", "sku_id", "how")),
        )


def _columns(heads: Sequence[str]) -> dict[str, int]:
    known = {text.fold(word): name for name, words in HEADS.items() for word in words} | _ALSO
    found: dict[str, int] = {}
    for at, head in enumerate(heads):
        name = known.get(text.fold(head))
        if name is not None:
            found.setdefault(name, at)
    return found


class _Known:
    """What the mirror knows of all the rows that a table names."""

    def __init__(self, session: Session, connection: Any, asked: Sequence[_Asked]) -> None:
        org, shop = session.org, session.shop
        barcodes = {one.barcode for one in asked if not one.variant_id} - {""}
        ids = {one.variant_id for one in asked} - {""}
        rows = [
            *link_inputs.variants_by_id(connection, org, ids),
            *link_inputs.variants_with_codes(connection, org, barcodes),
        ]
        self.variants = {row.id: row for row in rows}
        self.holders = _by_code(self.variants.values())
        codes = {one.seller_sku for one in asked if not one.sku_id} - {""}
        sku_ids = {one.sku_id for one in asked} - {""}
        standing = links.links_of(connection, shop, self.variants)
        sku_ids |= {row.sku_id for row in standing.values()}
        found = [
            *link_inputs.skus_by_id(connection, shop, sku_ids),
            *link_inputs.skus_with_codes(connection, shop, codes),
        ]
        self.skus = {row.sku_id: row for row in found if not row.deleted}
        self.sellers = _by_code(self.skus.values())
        self.standing = {id_: row.sku_id for id_, row in standing.items()}
        hands = link_inputs.hand_links(
            connection, shop, variant_ids=self.variants, sku_ids=self.skus
        )
        self.by_hand = {row.variant_id: row.sku_id for row in hands}
        self.taken = {row.sku_id: row.variant_id for row in hands}
        self.parted = {
            (row.variant_id, row.sku_id)
            for row in link_inputs.parted(connection, shop, self.variants)
        }
        self._decided = self.by_hand.keys() | {variant_id for variant_id, _ in self.parted}

    def judge(self, one: _Asked) -> Change | Fault | None:
        """What a line changes or what is wrong with it; None: it says what is so already."""
        for code in (one.barcode, one.seller_sku):
            if _ROUNDED.fullmatch(code):
                return Fault(one.line, "line_rounded", {"code": code})
        how = _how(one)
        if how is None:
            return Fault(one.line, "line_how", {"word": one.how})
        if not (one.barcode or one.variant_id):
            # A SKU that only Lazada has; with a word about it the line asks for something.
            return Fault(one.line, "line_no_variant") if one.how else None
        if how is How.BY_CODE and not one.how and not one.names_sku:
            return None
        variant = self._variant(one)
        if isinstance(variant, Fault):
            return variant
        if how is How.BY_CODE and not one.names_sku:
            sku = None
        else:
            sku = self._sku(one, variant.id)
            if isinstance(sku, Fault):
                return sku
        return self._change(one, how, variant, sku)

    def _change(self, one: _Asked, how: How, variant: Any, sku: Any) -> Change | Fault | None:
        sku_id = sku.sku_id if sku is not None else ""
        if how is How.BY_HAND and not one.how and self.standing.get(variant.id) == sku_id:
            return None  # a list of pairs may well name those that their codes link
        so_already = {
            How.BY_HAND: self.by_hand.get(variant.id) == sku_id,
            How.UNLINKED: (variant.id, sku_id) in self.parted,
            How.BY_CODE: variant.id not in self._decided,
        }
        if how is How.BY_CODE and sku is not None and sku.code != variant.code:
            return Fault(one.line, "line_codes_differ", {"sku": sku.code, "barcode": variant.code})
        if so_already[how]:
            return None
        if one.variant_id and one.barcode and one.barcode != variant.code:
            values = {"barcode": one.barcode, "now": variant.code or "–"}
            return Fault(one.line, "line_barcode_moved", values)
        seller_sku = sku.code if sku is not None else ""
        name = hand_links.title(variant)
        return Change(one.line, how, variant.id, sku_id, name, seller_sku)

    def _variant(self, one: _Asked) -> Any:
        if one.variant_id:
            found = [self.variants[one.variant_id]] if one.variant_id in self.variants else []
        else:
            found = self.holders.get(one.barcode, [])
        if len(found) == 1:
            return found[0]
        if not found:
            code = one.variant_id or one.barcode
            return Fault(one.line, "line_unknown_variant", {"code": code})
        holders = "; ".join(f"{hand_links.title(row)} ({row.id})" for row in found)
        values = {"code": one.barcode, "holders": holders}
        return Fault(one.line, "line_several_variants", values)

    def _sku(self, one: _Asked, variant_id: str) -> Any:
        if not one.names_sku:
            standing = self.skus.get(self.standing.get(variant_id, ""))
            return standing or Fault(one.line, "line_no_sku")
        if one.sku_id:
            found = [self.skus[one.sku_id]] if one.sku_id in self.skus else []
        else:
            found = self.sellers.get(one.seller_sku, [])
        if len(found) == 1:
            return found[0]
        if not found:
            return Fault(one.line, "line_unknown_sku", {"code": one.sku_id or one.seller_sku})
        holders = "; ".join(f"{row.name} ({row.sku_id})" for row in found)
        return Fault(one.line, "line_several_skus", {"code": one.seller_sku, "holders": holders})


def _how(one: _Asked) -> How | None:
    """What the line asks for; None for a word that is none of ours."""
    if not one.how:
        return How.BY_HAND if one.names_sku else How.BY_CODE
    asked = text.fold(one.how)
    return next((how for how, words in WORDS.items() if asked in map(text.fold, words)), None)


def _disputes(changes: Sequence[Change], known: _Known) -> Iterator[Fault]:
    """One variant is one SKU (B1): among the lines, and beside the hand links that stay."""
    by_variant: dict[str, Change] = {}
    by_sku: dict[str, Change] = {}
    for change in changes:
        earlier = by_variant.setdefault(change.variant_id, change)
        if earlier is not change and not (earlier.how is change.how is How.UNLINKED):
            values = {"title": change.title, "line": earlier.line}
            yield Fault(change.line, "line_variant_twice", values)
    for change in changes:
        if change.how is not How.BY_HAND:
            continue
        earlier = by_sku.setdefault(change.sku_id, change)
        holder = known.taken.get(change.sku_id)
        if earlier is not change:
            values = {"sku": change.seller_sku, "line": earlier.line}
            yield Fault(change.line, "line_sku_twice", values)
        elif holder is not None and holder not in by_variant:
            name = hand_links.title(known.variants[holder]) if holder in known.variants else holder
            yield Fault(change.line, "line_sku_taken", {"sku": change.seller_sku, "holder": name})


def _by_code(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        if row.code:
            found.setdefault(row.code, []).append(row)
    return found
