"""What buyers, couriers, the seller and the merchant do to an order in a month."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from lazdesk.models import orders as order_rows
from lazdesk.sandbox.haravan.records import Order as HaravanOrder
from lazdesk.sandbox.lazada.couriers import Event
from lazdesk.sandbox.lazada.records import ReverseOrder, Unit
from lazdesk.sync import actions
from lazdesk.sync.return_goods import Chosen
from tests.sync.parcels import hands_over, packs
from tests.sync.practice import Practice
from tests.sync.sales import Sale

BY_HAND = 5_000
# The events of a courier by what a unit shows.
COURIER: dict[str, tuple[Event, ...]] = {
    "ready_to_ship": ("picks up",),
    "shipped": (*("delivers",) * 6, "fails", "fails", "loses", "damages"),
    "delivered": ("confirms",),
    "lost_by_3pl": ("delivers",),
    "failed_delivery": ("delivers", "ships back"),
    "shipped_back": ("hands back", "hands back", "cannot hand back", "loses"),
    "shipped_back_failed": ("scraps",),
}


class Happenings:
    """Everybody who acts. LazDesk is told nothing but by its own buttons."""

    def __init__(
        self, shops: Practice, rng: random.Random, handling: str, look: Callable[[], None]
    ) -> None:
        self.shops = shops
        self.rng = rng
        self.handling = handling
        self.look = look
        self.home = shops.world.haravan.primary_location.id
        others = shops.world.haravan.place_ids.values()
        self.away = next(id_ for id_ in others if id_ != self.home)
        self.asked: list[tuple[Sale, ReverseOrder]] = []
        self.pressed: dict[Sale, dict[str, Any]] = {}
        """Orders that a button of LazDesk's acted on, each as Haravan had it right after."""
        self._copies: dict[Sale, HaravanOrder] = {}

    def lives_on(self, sale: Sale) -> None:
        """One thing happens to the order, as far as it can by now."""
        acts = (
            *(self._pays, self._cancels, self._asks_to_cancel, self._packs, self._packs_apart),
            *(self._lazada_ships, self._moves, self._asks, self._refunds),
            *(self._presses, self._gives_money_back),
        )
        for act in self.rng.sample(acts, len(acts)):
            if act(sale):
                break
        sale.read()

    def copy_of(self, sale: Sale) -> HaravanOrder | None:
        """The one Haravan order that says it stands for the sale."""
        if sale not in self._copies:
            mine = {"name": "lazada_order_number", "value": str(sale.order.order_id)}
            found = [row for row in self.shops.haravan_orders() if mine in row.note_attributes]
            assert len(found) <= 1
            if not found:
                return None
            self._copies[sale] = found[0]
        return self._copies[sale]

    # --- before it is shipped -------------------------------------------------------------------

    def _pays(self, sale: Sale) -> bool:
        if not any(u.status == "unpaid" or u.stage_pay_status for u in sale.order.units):
            return False
        self._on_lazada(lambda lazada: lazada.pay(sale.order.order_id))
        return True

    def _cancels(self, sale: Sale) -> bool:
        units = sale.units("unpaid", "pending", "packed", "ready_to_ship")
        if not units or self.rng.random() < 0.75:
            return False
        some = self.rng.sample(units, self.rng.randint(1, len(units)))
        self._on_lazada(lambda lazada: lazada.cancel(some, "buyer-cancel", "Change of mind"))
        return True

    def _asks_to_cancel(self, sale: Sale) -> bool:
        """A request that nobody answers: it comes true after two days."""
        units = sale.units("packed", "ready_to_ship")
        if not units or sale.cancel_is_asked or self.rng.random() < 0.85:
            return False
        ids = [u.order_item_id for u in self.rng.sample(units, self.rng.randint(1, len(units)))]
        self._on_lazada(lambda lazada: lazada.buyer_cancels(sale.order.order_id, ids, ask=True))
        return True

    def _to_pack(self, sale: Sale) -> list[Unit]:
        if sale.cancel_is_asked or any(u.stage_pay_status for u in sale.order.units):
            return []
        return [u for u in sale.units("pending") if not (u.fbl or u.digital)]

    def _packs(self, sale: Sale) -> bool:
        """By LazDesk's own button."""
        own = [unit for unit in self._to_pack(sale) if not unit.dbs]
        if not own or self.copy_of(sale) is None:
            return False
        session = self.shops.session()
        clicked = actions.click_ready_to_ship(session, [str(sale.order.order_id)])
        actions.see_through(session, clicked)
        (result,) = actions.results(session, clicked)
        self._note_button(sale)
        assert result.result == actions.CONFIRMED, result
        sale.read()
        if self.handling == "lazada":
            sale.book.looked()  # the button brings the order along
            self.note_parcels(sale)
        return True

    def _packs_apart(self, sale: Sale) -> bool:
        """In Seller Center, perhaps in several parcels."""
        units = self._to_pack(sale)
        if not units or (sale.kind not in ("dbs", "many") and self.rng.random() < 0.8):
            return False
        some = self.rng.sample(units, self.rng.randint(1, len(units)))
        packs(self.shops, sale.order, some)
        hands_over(self.shops, sale.order)
        return True

    def _lazada_ships(self, sale: Sale) -> bool:
        """What lies in Lazada's own warehouse, and what needs no parcel."""
        waiting = [] if sale.cancel_is_asked else sale.units("pending")
        for kind, status in (("fbl", "shipped"), ("digital", "delivered")):
            ids = [unit.order_item_id for unit in waiting if getattr(unit, kind)]
            if ids:
                order_id = sale.order.order_id
                self._on_lazada(lambda lazada: lazada.show_status(order_id, status, ids))  # noqa: B023
                return True
        return False

    # --- afterwards -----------------------------------------------------------------------------

    def _moves(self, sale: Sale) -> bool:
        moving = [u for u in sale.order.units if u.status in COURIER and not self._is_back(sale, u)]
        if not moving or sale.cancel_is_asked:
            return False
        first = self.rng.choice(moving)
        alike = [unit for unit in moving if unit.status == first.status]
        some = alike if self.rng.random() < 0.7 else [first]
        event = self.rng.choice(COURIER[first.status])
        ids = [unit.order_item_id for unit in some]
        self._on_lazada(lambda lazada: lazada.courier(sale.order.order_id, event, ids))
        return True

    def _asks(self, sale: Sale) -> bool:
        """The buyer wants his money back for some pieces."""
        asked = {line.unit for _, reverse in self.asked for line in reverse.lines}
        units = [u for u in sale.units("delivered", "confirmed") if u not in asked]
        if not units or self.rng.random() < 0.5:
            return False
        ids = [u.order_item_id for u in self.rng.sample(units, self.rng.randint(1, len(units)))]
        goods, here = self.rng.random() < 0.7, self.rng.random() < 0.8
        reverse = self._on_lazada(
            lambda lazada: lazada.buyer_returns(
                sale.order.order_id, ids, goods=goods, to_merchant=here
            )
        )
        self.asked.append((sale, reverse))
        return True

    def _refunds(self, sale: Sale) -> bool:
        waiting = [
            r for s, r in self.asked if s is sale and r.lines[0].status == "REQUEST_INITIATE"
        ]
        if not waiting:
            return False
        reverse = waiting[0]
        if self.rng.random() < 0.2:
            self._on_lazada(
                lambda lazada: lazada.return_moves(reverse.reverse_order_id, "REQUEST_REJECT")
            )
            return True
        amounts = [
            line.amount if self.rng.random() < 0.6 else line.amount // 3 for line in reverse.lines
        ]
        self._on_lazada(lambda lazada: lazada.refund(reverse.reverse_order_id, amounts))
        for line, amount in zip(reverse.lines, amounts, strict=True):
            sale.pieces[line.unit.order_item_id].refunds.append(amount)
        return True

    # --- the merchant ---------------------------------------------------------------------------

    def _presses(self, sale: Sale) -> bool:
        """**Hoàn trả đơn hàng** for pieces that LazDesk knows to be away."""
        sale.read()
        words = {"failed", "returned"} | (set() if sale.book.restock else {"canceled"})
        away = [
            unit
            for unit in sale.order.units
            if (piece := sale.pieces[unit.order_item_id]).word in words
            and piece in sale.book.imported
            and piece.put_back is None
        ]
        if not away or self.rng.random() < 0.5:
            return False
        self.look()  # the merchant sees it in the list first
        sku, status = away[0].sku, away[0].status
        alike = [u for u in away if u.sku is sku and u.status == status]
        if any(u.sku is sku and u not in alike for u in sale.order.units):
            return False  # which of the alike is meant, LazDesk could not tell
        place = self.rng.choice((self.home, self.away))
        lost = status != "canceled" and self.rng.random() < 0.2
        quantities = {self._name_of(sale, alike[0]): len(alike)}
        session = self.shops.session()
        clicked = actions.click_return_goods(
            session, str(sale.order.order_id), Chosen(quantities, str(place), lost=lost)
        )
        actions.see_through(session, [clicked])
        (result,) = actions.results(session, [clicked])
        if not sale.book.takes_goods_back and status != "canceled":
            assert result.result == actions.REJECTED, result
            return True
        self._note_button(sale)
        assert result.result == actions.CONFIRMED, result
        for unit in alike:
            sale.pieces[unit.order_item_id].put_back = "lost" if lost else str(place)
        return True

    def _name_of(self, sale: Sale, unit: Unit) -> str:
        """The piece's SKU as LazDesk shows it."""
        order_id = str(sale.order.order_id)
        with self.shops.desk.database.read() as connection:
            rows = order_rows.items(connection, self.shops.seller, [order_id])[order_id]
        return next(str(r.sku) for r in rows if r.order_item_id == str(unit.order_item_id))

    def _gives_money_back(self, sale: Sale) -> bool:
        """To a good customer, a little, in Haravan itself."""
        copy = self.copy_of(sale)
        if copy is None or copy.cancelled_at is not None or self.rng.random() < 0.97:
            return False
        if self.handling == "haravan":
            return False
        if copy.captured < copy.total or copy.captured - copy.given_back < BY_HAND:
            return False
        self.shops.shops.call(lambda world: world.haravan.refund_order(copy.id, BY_HAND))
        sale.book.by_hand = copy.given_back
        return True

    # --- helpers --------------------------------------------------------------------------------

    def _note_button(self, sale: Sale) -> None:
        copy = self.copy_of(sale)
        assert copy is not None
        self.pressed[sale] = asdict(copy)

    def note_parcels(self, sale: Sale) -> None:
        """Once ready to ship, each parcel of the living units is one in Haravan (D8)."""
        book = sale.book
        words = {piece.word for piece in book.living}
        moving = words - {"failed", "returned"}
        if not words or moving & {"unpaid", "pending"} or book.is_over:
            return
        for unit in sale.living():
            if self._is_back(sale, unit):
                continue
            number = unit.package.tracking_number if unit.package else str(sale.order.order_id)
            sale.parcels.add(number)

    def _on_lazada(self, act: Any) -> Any:
        done = self.shops.shops.call(lambda world: act(world.lazada))
        self.shops.advance(1)
        return done

    def _is_back(self, sale: Sale, unit: Unit) -> bool:
        return sale.pieces[unit.order_item_id].put_back is not None
