"""B1–B7 – which Haravan variant is which Lazada SKU, and why the others are not linked."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

Row = TypeVar("Row")

DEFAULT_TITLE = "Default Title"
"""Haravan's title of the only variant of a product."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A Haravan variant; `unit_barcodes` are those of its units of measure (B7)."""

    id: str
    product_id: str
    product_title: str
    title: str
    barcode: str | None
    unit_barcodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sku:
    """A Lazada SKU; a deleted one is never linked."""

    sku_id: str
    item_id: str
    seller_sku: str
    title: str = ""
    deleted: bool = False


class LinkState(StrEnum):
    """Where a variant stands; only `LINKED` and `BY_HAND` are synchronised (B2, B4).

    `UNLINKED`: its code finds one SKU, but the merchant took that link away.
    """

    LINKED = "linked"
    BY_HAND = "by_hand"
    MISSING_BARCODE = "missing_barcode"
    NOT_ON_LAZADA = "not_on_lazada"
    DUPLICATE = "duplicate"
    UNLINKED = "unlinked"
    UNPUBLISHED = "unpublished"


@dataclass(frozen=True, slots=True)
class LinkProblem:
    """A reason of group F with everything it concerns; `params` fill the problem's message.

    `shared` is the code that several rows dispute; empty where it is one variant's own problem.
    """

    code: str
    variant_ids: tuple[str, ...]
    sku_ids: tuple[str, ...] = ()
    params: Mapping[str, str] = field(default_factory=dict)
    shared: str = ""


@dataclass(frozen=True, slots=True)
class Linking:
    """The links of one shop, and what stands in the way of the others.

    `links` holds every unambiguous link, published or not: order lines need them (D3).
    `unanswered` are the Lazada SKUs whose code no variant carries (B6).
    """

    links: Mapping[str, str]
    states: Mapping[str, LinkState]
    problems: tuple[LinkProblem, ...]
    unanswered: tuple[str, ...]

    def synchronised(self) -> dict[str, str]:
        """Return the links whose price and stock are kept in step (B2, B4)."""
        kept = (LinkState.LINKED, LinkState.BY_HAND)
        return {id_: sku_id for id_, sku_id in self.links.items() if self.states[id_] in kept}


def link(
    variants: Sequence[Variant],
    skus: Iterable[Sku],
    published: AbstractSet[str],
    by_hand: Mapping[str, str],
    parted: AbstractSet[tuple[str, str]] = frozenset(),
) -> Linking:
    """Link the variants of a Haravan shop with the SKUs of a Lazada shop.

    `published`: ids of the products on the channel; `by_hand`: variant id → sku id; `parted`: pairs
    (variant id, sku id) that the merchant took apart: no code links them. A hand link goes before
    everything; to a row that is gone it does not count; one SKU linked by hand to two variants
    raises ValueError.

    A variant's outcome depends on its product, the rows that carry its codes, and their hand links
    alone: what is true of these among a few rows is true of them among all.
    """
    present = [sku for sku in skus if not sku.deleted]
    return _Codes(variants, present, by_hand, parted).link(published)


def code(text: str | None) -> str:
    """Return a code as it is compared: exactly, but for white space around it (B1)."""
    return (text or "").strip()


class _Codes:
    """Both shops indexed by code, so that a hundred thousand variants link in one pass."""

    def __init__(
        self,
        variants: Sequence[Variant],
        skus: Sequence[Sku],
        by_hand: Mapping[str, str],
        parted: AbstractSet[tuple[str, str]],
    ) -> None:
        self.variants = variants
        self.skus = skus
        self.parted = parted
        self.holders = _group((code(variant.barcode), variant) for variant in variants)
        self.sellers = _group((code(sku.seller_sku), sku) for sku in skus)
        self.units = _group((unit, v) for v in variants for unit in _unit_codes(v))
        present, sku_ids = {v.id for v in variants}, {sku.sku_id for sku in skus}
        self.by_hand = {
            variant_id: sku_id
            for variant_id, sku_id in by_hand.items()
            if variant_id in present and sku_id in sku_ids
        }
        self.taken = set(self.by_hand.values())
        if len(self.taken) < len(self.by_hand):
            raise ValueError("one Lazada SKU is linked by hand to two variants")
        self.ambiguous = {
            barcode
            for barcode, holders in self.holders.items()
            # A hand link settles its own variant only: the others still share the barcode.
            if len(holders) > 1 and any(v.id not in self.by_hand for v in holders)
        }

    def link(self, published: AbstractSet[str]) -> Linking:
        links = dict(self.by_hand)
        for variant in self.variants:
            if variant.id not in links and (sku := self._answer(variant)):
                links[variant.id] = sku.sku_id
        blocked = self._blocked_products()
        states = {
            variant.id: self._state(variant, published, links, blocked) for variant in self.variants
        }
        return Linking(
            links=links,
            states=states,
            problems=tuple(self._problems(published, states, links)),
            unanswered=tuple(self._unanswered()),
        )

    def _answer(self, variant: Variant) -> Sku | None:
        """The one SKU whose SellerSku equals the barcode, if nothing about it is ambiguous."""
        found = self._found(variant)
        if found is None or found.sku_id in self.taken or self._is_parted(variant, found):
            return None
        return found

    def _found(self, variant: Variant) -> Sku | None:
        barcode = code(variant.barcode)
        found = self.sellers.get(barcode, ())
        return found[0] if len(found) == 1 and barcode not in self.ambiguous else None

    def _is_parted(self, variant: Variant, sku: Sku) -> bool:
        return (variant.id, sku.sku_id) in self.parted

    def _blocked_products(self) -> set[str]:
        """Products that carry one barcode twice: none of their variants is synchronised (B4)."""
        blocked = set()
        for barcode in self.ambiguous:
            products = Counter(variant.product_id for variant in self.holders[barcode])
            blocked |= {id_ for id_, holders in products.items() if holders > 1}
        return blocked

    def _state(
        self,
        variant: Variant,
        published: AbstractSet[str],
        links: Mapping[str, str],
        blocked: AbstractSet[str],
    ) -> LinkState:
        barcode = code(variant.barcode)
        if variant.product_id not in published:
            return LinkState.UNPUBLISHED
        if variant.id in links:
            if variant.product_id in blocked:
                return LinkState.DUPLICATE
            return LinkState.BY_HAND if variant.id in self.by_hand else LinkState.LINKED
        if not barcode:
            return LinkState.MISSING_BARCODE
        if (found := self._found(variant)) and self._is_parted(variant, found):
            return LinkState.UNLINKED
        if barcode in self.ambiguous or barcode in self.sellers:
            return LinkState.DUPLICATE
        return LinkState.NOT_ON_LAZADA

    def _problems(
        self,
        published: AbstractSet[str],
        states: Mapping[str, LinkState],
        links: Mapping[str, str],
    ) -> Iterable[LinkProblem]:
        for variant in self.variants:
            if states[variant.id] is LinkState.MISSING_BARCODE:
                params = {"variant": _name(variant), "product": variant.product_title}
                yield LinkProblem("MISSING_BARCODE", (variant.id,), params=params)
            elif states[variant.id] is LinkState.NOT_ON_LAZADA:
                params = {"sku": code(variant.barcode)}
                yield LinkProblem("SELLER_SKU_NOT_FOUND", (variant.id,), params=params)
        for barcode, holders in self.holders.items():
            if any(variant.product_id in published for variant in holders):
                yield from self._shared_code_problems(barcode, holders, links)
        for barcode, holders in self.units.items():
            if any(variant.product_id in published for variant in holders):
                yield from self._unit_problems(barcode, holders)

    def _shared_code_problems(
        self, barcode: str, holders: Sequence[Variant], links: Mapping[str, str]
    ) -> Iterable[LinkProblem]:
        skus = self.sellers.get(barcode, ())
        variant_ids = tuple(variant.id for variant in holders)
        sku_ids = tuple(sku.sku_id for sku in skus)
        names = "; ".join(map(_full_name, holders))
        if barcode in self.ambiguous:
            params = {"barcode": barcode, "holders": names}
            yield LinkProblem("DUPLICATE_BARCODE", variant_ids, sku_ids, params, barcode)
        if all(variant_id in links for variant_id in variant_ids):
            return
        if len(skus) > 1:
            titles = "; ".join(f"{sku.title} ({sku.sku_id})" for sku in skus)
            params = {"sku": barcode, "holders": titles}
            yield LinkProblem("DUPLICATE_SELLER_SKU", variant_ids, sku_ids, params, barcode)
        elif any(self._is_refused(holder, sku) for holder in holders for sku in skus):
            params = {"sku": barcode, "variant": names}
            yield LinkProblem("TAKEN_BY_HAND", variant_ids, sku_ids, params, barcode)

    def _is_refused(self, holder: Variant, sku: Sku) -> bool:
        """Whether the SKU its code finds is another's by hand, and it was not taken from it."""
        return (
            self._found(holder) is sku
            and sku.sku_id in self.taken
            and not self._is_parted(holder, sku)
        )

    def _unit_problems(self, barcode: str, holders: Sequence[Variant]) -> Iterable[LinkProblem]:
        """B7: a code that only a unit of measure carries, and that Lazada sells under."""
        sku_ids = tuple(sku.sku_id for sku in self.sellers.get(barcode, ()))
        if barcode not in self.holders and not self.taken.issuperset(sku_ids):
            params = {"barcode": barcode, "variant": "; ".join(map(_name, holders))}
            variant_ids = tuple(variant.id for variant in holders)
            yield LinkProblem("UNIT_BARCODE", variant_ids, sku_ids, params, barcode)

    def _unanswered(self) -> Iterable[str]:
        for sku in self.skus:
            if sku.sku_id not in self.taken and code(sku.seller_sku) not in self.holders:
                yield sku.sku_id


def _group(pairs: Iterable[tuple[str, Row]]) -> dict[str, list[Row]]:
    """Group rows by code; an empty code is no code."""
    groups: dict[str, list[Row]] = {}
    for key, row in pairs:
        if key:
            groups.setdefault(key, []).append(row)
    return groups


def _unit_codes(variant: Variant) -> Iterable[str]:
    return dict.fromkeys(map(code, variant.unit_barcodes))


def _name(variant: Variant) -> str:
    return variant.title.strip() or DEFAULT_TITLE


def _full_name(variant: Variant) -> str:
    return f"{variant.product_title} – {_name(variant)}"
