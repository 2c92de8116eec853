"""Bugs put in on purpose: each must make the demo fail and name the order or SKU it hurts.

A bug is a handful of replacements by dotted name. `shows` is what the comparison says differs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lazdesk.platforms.haravan.client import HaravanClient
from lazdesk.rules import address, money, order, status, stock
from lazdesk.rules.status import Word
from lazdesk.sync import follow_orders

Patches = Mapping[str, Callable[..., Any]]

_totals = money.totals
_word = status.word
_draft = order.draft
_packages = follow_orders.packages
_cancel_order = HaravanClient.cancel_order
_create_order = HaravanClient.create_order
_create_transaction = HaravanClient.create_transaction
_create_refund = HaravanClient.create_refund


@dataclass(frozen=True)
class Bug:
    name: str
    shows: str
    patches: Patches


# --- in rules -------------------------------------------------------------------------------------


def _loose_code(text: str | None) -> str:
    return "".join((text or "").split()).casefold()


def _oversell_is_deny(rule: stock.StockRule, n: int) -> int | None:
    return None if rule is stock.StockRule.UNTRACKED else max(n, 0)


def _every_location(locations: Iterable[stock.Location], _chosen: object) -> tuple[str, ...]:
    return tuple(location.id for location in locations)


def _nobody(*_: object) -> Counter[str]:
    return Counter()


def _lazadas_voucher_is_ours(units: Iterable[money.Priced], shipping_fee: int) -> money.Totals:
    sums = _totals(units, shipping_fee)
    return replace(sums, discount=sums.discount + sums.voucher_platform)


def _most_advanced(statuses: Iterable[str]) -> status.Rollup:
    seen = list(statuses)
    rollup = _word(seen)
    words = [word for each in seen if (word := status.of_unit(each)) and word <= Word.DELIVERED]
    return replace(rollup, word=max(words)) if words and rollup.word else rollup


def _guessed_status(text: str) -> Word:
    return status.WORDS.get(text, Word.TRANSIT)


def _street_with_ward(raw: address.LazadaAddress, _wards: Sequence[object]) -> str:
    return f"{raw.address1}, {raw.address3}"


def _canceled_units_too(lazada: order.LazadaOrder, to: address.ShippingAddress) -> order.Draft:
    units = tuple(replace(unit, status="pending") for unit in lazada.units)
    return _draft(replace(lazada, units=units), to)


# --- in sync and platforms ------------------------------------------------------------------------


def _first_package(order: Any) -> list[Any]:
    return _packages(order)[:1]


def _capture_twice(client: HaravanClient, id_: str, body: dict[str, Any]) -> Any:
    _create_transaction(client, id_, body)
    return _create_transaction(client, id_, body)


def _money_only(client: HaravanClient, id_: str, body: dict[str, Any]) -> Any:
    kept = {key: value for key, value in body.items() if key != "restock"}
    return _create_refund(client, id_, kept | {"refund_line_items": []})


def _never_complete(*_: object, **__: object) -> bool:
    return False


def _cancel_without_restock(client: HaravanClient, id_: str, body: dict[str, Any]) -> Any:
    return _cancel_order(client, id_, body | {"restock": False})


def _post_twice(client: HaravanClient, body: dict[str, Any]) -> Any:
    _create_order(client, body)
    return _create_order(client, body)


def _nothing(*_: object) -> None:
    pass


BUGS = (
    Bug(
        "linking: case and inner spaces do not count",
        "lần ghi vào SKU không đồng bộ",
        {"lazdesk.rules.linking.code": _loose_code},
    ),
    Bug(
        "stock: sold out although it may be oversold",
        "tồn bán được (continue)",
        {"lazdesk.rules.stock.wanted_quantity": _oversell_is_deny},
    ),
    Bug(
        "stock: goods on the road are for sale",
        "tồn bán được (deny)",
        {"lazdesk.rules.stock.counted_locations": _every_location},
    ),
    Bug(
        "stock: units that no Haravan order holds are forgotten (u)",
        "tồn bán được (deny)",
        {"lazdesk.rules.stock.unheld": _nobody},
    ),
    Bug(
        "stock: units that Lazada holds for an unpaid order are forgotten (w)",
        "tồn bán được (deny)",
        {"lazdesk.rules.stock.withheld": _nobody},
    ),
    Bug(
        "money: Lazada's voucher lowers the shop's revenue",
        "tổng tiền",
        {"lazdesk.rules.money.totals": _lazadas_voucher_is_ours},
    ),
    Bug(
        "money: units canceled before the import are charged",
        "tổng tiền",
        {"lazdesk.rules.order.draft": _canceled_units_too},
    ),
    Bug(
        "status: the most advanced unit counts",
        "trạng thái giao hàng",
        {"lazdesk.rules.status.word": _most_advanced},
    ),
    Bug(
        "status: an unknown one is guessed",
        "số phiếu giao hàng",
        {"lazdesk.rules.status.of_unit": _guessed_status},
    ),
    Bug(
        "ward: it stays in the street line",
        "phường/xã còn trong địa chỉ",
        {"lazdesk.rules.address._street": _street_with_ward},
    ),
    Bug(
        "parcels: only the first of two",
        "số phiếu giao hàng",
        {"lazdesk.sync.follow_orders.packages": _first_package},
    ),
    Bug(
        "payment: COD is captured twice",
        "thu COD một lần",
        {
            "lazdesk.platforms.haravan.client.HaravanClient.create_transaction": _capture_twice,
        },
    ),
    Bug(
        "cancel: the goods do not come back",
        "hàng trả về kho",
        {
            "lazdesk.platforms.haravan.client.HaravanClient.cancel_order": _cancel_without_restock,
        },
    ),
    Bug(
        "cancel: of a part, only the money comes back",
        "hàng trả về kho",
        {"lazdesk.platforms.haravan.client.HaravanClient.create_refund": _money_only},
    ),
    Bug(
        "returns: what Lazada paid back is not booked",
        "tiền hoàn",
        {"lazdesk.rules.books.is_complete": _never_complete},
    ),
    Bug(
        "import: posted twice, and nobody clears up",
        "đơn Haravan còn hiệu lực",
        {
            "lazdesk.platforms.haravan.client.HaravanClient.create_order": _post_twice,
            "lazdesk.sync.duplicates.cancel_repeated": _nothing,
        },
    ),
)
