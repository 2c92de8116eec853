"""E1, Must show 1: 150 orders of every kind, made ready in one go, in the fewest calls."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from lazdesk import pdfs
from lazdesk.sandbox.lazada.buyers import Wish
from lazdesk.sandbox.lazada.options import LazadaOptions
from lazdesk.sandbox.lazada.records import Order
from lazdesk.sync import actions, print_orders
from lazdesk.sync.actions import CONFIRMED, REJECTED
from tests.sync.action_cases import LABEL
from tests.sync.parcels import PACK, READY, packs
from tests.sync.practice import Practice, practice

ITEMS = "/orders/items/get"
EACH = 10
CALL = 20
READ = 50


def place(shops: Practice) -> dict[str, list[Order]]:
    """Ten orders of each kind but the plain one, of which there are forty; imported."""
    one, two = shops.sku(0).seller_sku, shops.sku(1).seller_sku

    def some(*wishes: Wish, count: int = EACH) -> list[Order]:
        return [shops.place_order(list(wishes), oversell=True) for _ in range(count)]

    found = {
        "plain": some(Wish(one), count=40),
        "pieces": some(Wish(one, 2), Wish(two)),
        "parcels": some(Wish(one), Wish(two, shipping_type="Express")),
        "partly FBL": some(Wish(one), Wish(two, fbl=True)),
        "partly packed": some(Wish(one), Wish(two)),
        "packed": some(Wish(one)),
        "partly canceled": some(Wish(one), Wish(two)),
        "fbl": some(Wish(one, fbl=True)),
        "digital": some(Wish(one, digital=True)),
        "dbs": some(Wish(one, dbs=True)),
        "cancel_request": some(Wish(one)),
        "canceled": some(Wish(one)),
    }
    shops.sync()
    for order in found["partly packed"]:
        packs(shops, order, order.units[:1])
    for order in found["packed"]:
        packs(shops, order)

    def buyers(_world: Any) -> None:
        cancel = shops.world.lazada.buyer_cancels
        for order in found["partly canceled"]:
            cancel(order.order_id, [order.units[1].order_item_id], ask=False)
        for order in found["canceled"]:
            cancel(order.order_id, ask=False)
        for order in found["cancel_request"]:
            cancel(order.order_id, ask=True)

    shops.shops.call(buyers)
    shops.advance(60)
    return found


def test_a_hundred_and_fifty_orders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with practice(tmp_path, lazada=LazadaOptions(rts_pending_seconds=0)) as shops:
        found = place(shops)
        # In the order shown: the kinds mixed, as a list by time is.
        shown = [
            some[number] for number in range(40) for some in found.values() if number < len(some)
        ]
        assert len(shown) == 150
        refused = {
            str(order.order_id): kind
            for kind in ("fbl", "digital", "dbs", "cancel_request", "canceled")
            for order in found[kind]
        }
        session, since = shops.session(), len(shops.world.calls)
        clicked = actions.click_ready_to_ship(session, [str(order.order_id) for order in shown])
        actions.see_through(session, clicked)
        results = actions.results(session, clicked)

        # One result per order, in the order given, with the reason.
        assert [result.order_number for result in results] == [str(o.order_id) for o in shown]
        assert [(result.result, result.reason) for result in results] == [
            (REJECTED, refused[str(order.order_id)])
            if str(order.order_id) in refused
            else (CONFIRMED, "")
            for order in shown
        ]
        check_both_sides(shops, found, refused)

        accepted = [order for order in shown if str(order.order_id) not in refused]
        packages = {unit.package.package_id for o in accepted for unit in o.units if unit.package}
        to_pack = len(accepted) - len(found["packed"])

        def sent(path: str) -> int:
            return len(shops.calls(since, path=path))

        fewest = {
            PACK: math.ceil(to_pack / CALL),
            LABEL: math.ceil(len(packages) / CALL),
            READY: math.ceil(len(packages) / CALL),
            # Before anything is sent, after packing, after making ready.
            ITEMS: math.ceil(len(shown) / READ) + 2 * math.ceil(len(accepted) / READ),
        }
        calls = {path: sent(path) for path in fewest}
        with capsys.disabled():
            print(  # noqa: T201 - asked for
                f"\n150 orders, {len(accepted)} made ready, {len(packages)} parcels: {calls}"
            )
        assert calls == fewest

        check_labels(shops, accepted)


def check_both_sides(
    shops: Practice, found: dict[str, list[Order]], refused: dict[str, str]
) -> None:
    for kind, some in found.items():
        for order in some:
            own = [u for u in order.units if not u.fbl and u.status != "canceled"]
            parcels = {unit.package.tracking_number for unit in own if unit.package}
            if str(order.order_id) in refused:
                assert not parcels, kind
                assert not any(row.fulfillments for row in shops.haravan_orders(order)), kind
                continue
            assert {unit.status for unit in own} <= {"ready_to_ship", "ready_to_ship_pending"}, kind
            made = shops.the_order(order).fulfillments
            # Lazada has not packed its own pieces yet, and the least advanced counts (D8).
            shown = set() if kind == "partly FBL" else parcels
            assert {parcel.tracking_number for parcel in made} == shown, kind
            assert all(parcel.carrier_status == "readytopick" for parcel in made), kind
            assert len(parcels) == {"parcels": 2, "partly packed": 2}.get(kind, 1), kind


def check_labels(shops: Practice, accepted: list[Order]) -> None:
    """One file; its pages are in the order shown, each with its parcel's tracking number."""
    since = len(shops.world.calls)
    ids = [str(order.order_id) for order in accepted]
    merged = print_orders.merged(print_orders.gather(shops.session(), ids))
    assert shops.calls(since, path=LABEL) == []  # they are there already
    assert merged is not None
    with pdfs.opened(merged) as document:
        pages = [document.text(number) for number in range(len(document))]
    wanted = [number for order in accepted for number in tracking_numbers(order)]
    assert len(pages) == len(wanted)
    assert [number for number, text in zip(wanted, pages, strict=True) if number not in text] == []


def tracking_numbers(order: Order) -> list[str]:
    """In the order of the units, as the window lists them."""
    units = sorted(order.units, key=lambda unit: str(unit.order_item_id))
    return list(dict.fromkeys(unit.package.tracking_number for unit in units if unit.package))
