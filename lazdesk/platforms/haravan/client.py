"""The Haravan calls LazDesk makes. Each raises what ``errors`` lists; see ``Sender`` for repeats.

Arguments called ``body`` or named after an object are what goes *inside* Haravan's envelope:
``create_order({"line_items": …})`` sends ``{"order": {"line_items": …}}``.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeVar

import httpx

from lazdesk.platforms import errors, http, reading
from lazdesk.platforms.clock import Clock
from lazdesk.platforms.haravan import answers
from lazdesk.platforms.haravan.answers import (
    Adjustment,
    Customer,
    Fulfillment,
    Location,
    Metafield,
    Order,
    Product,
    Refund,
    Region,
    Shop,
    Stock,
    Transaction,
)
from lazdesk.platforms.haravan.replies import PLATFORM, Call, payload
from lazdesk.platforms.http import Answer, Effect, LaneClient, Sender
from lazdesk.platforms.limits import HaravanBucket, Lane


class _Numbered(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T")
Row = TypeVar("Row", bound=_Numbered)
Body = Mapping[str, object]

PAGE = 50
STOCK_IDS = 50
STOCK_PAGE = 250
VIETNAM_COUNTRY = "241"

_SHOP = "com.read_shop"
_PRODUCTS = "com.read_products"
_INVENTORIES = "com.read_inventories"
_WRITE_INVENTORIES = "com.write_inventories"
_READ_ORDERS = "com.read_orders"
_WRITE_ORDERS = "com.write_orders"
_READ_CUSTOMERS = "com.read_customers"
_WRITE_CUSTOMERS = "com.write_customers"
_NO_KNOWN_SCOPE = ""


class HaravanClient(LaneClient):
    """One connected Haravan shop."""

    def __init__(
        self,
        api_url: str,
        token: Callable[[], str],
        http_client: httpx.Client,
        bucket: HaravanBucket,
        clock: Clock,
        lane: Lane = Lane.BULK,
    ) -> None:
        self._base = f"{http.safe_base(api_url)}/com"
        self._token = token
        self._http = http_client
        self._bucket = bucket
        self._clock = clock
        super().__init__(Sender(PLATFORM, http_client, bucket, clock), lane)

    # Shop

    def shop(self) -> Shop:
        """The shop behind the token; the connection test (A1)."""
        return self._one(Call("shop", "GET", "/shop.json", _SHOP), "shop", answers.shop)

    def locations(self) -> list[Location]:
        """All places that hold stock."""
        call = Call("locations", "GET", "/locations.json", _SHOP)
        return self._many(call, "locations", answers.location)

    def provinces(self) -> list[Region]:
        """Vietnam's provinces as Haravan knows them."""
        return self._regions(f"/countries/{VIETNAM_COUNTRY}", "provinces")

    def districts(self, province_id: str) -> list[Region]:
        """The districts of a province."""
        return self._regions(f"/provinces/{province_id}", "districts")

    def wards(self, district_id: str) -> list[Region]:
        """The wards of a district."""
        return self._regions(f"/districts/{district_id}", "wards")

    def _regions(self, parent: str, name: str) -> list[Region]:
        call = Call(name, "GET", f"{parent}/{name}.json", _SHOP)
        return self._many(call, name, answers.region)

    def metafields(self, namespace: str, key: str) -> list[Metafield]:
        """The shop's metafields of this namespace and key."""
        query = {
            # The documented filter is spelt "namepace": both are sent, and checked again below.
            "namespace": namespace,
            "namepace": namespace,
            "key": key,
            "limit": str(PAGE),
        }
        call = Call("metafields", "GET", "/metafields.json", _NO_KNOWN_SCOPE, query)
        found = self._many(call, "metafields", answers.metafield)
        return [field for field in found if (field.namespace, field.key) == (namespace, key)]

    def create_metafield(
        self, namespace: str, key: str, value: str, value_type: str = "json"
    ) -> Metafield:
        """A new shop metafield; there may be several of one key, so never repeated blindly."""
        body = {"namespace": namespace, "key": key, "value": value, "value_type": value_type}
        call = Call("create metafield", "POST", "/metafields.json", _NO_KNOWN_SCOPE)
        return self._write(call, "metafield", body, answers.metafield)

    def update_metafield(
        self, metafield_id: str, value: str, value_type: str = "json"
    ) -> Metafield:
        """Overwrite a metafield's value."""
        body = {"id": int(metafield_id), "value": value, "value_type": value_type}
        path = f"/metafields/{metafield_id}.json"
        call = Call("update metafield", "PUT", path, _NO_KNOWN_SCOPE, effect=Effect.REPEATABLE)
        return self._write(call, "metafield", body, answers.metafield)

    # Products and stock

    def count_products(self) -> int:
        """How many products there are."""
        call = Call("count products", "GET", "/products/count.json", _PRODUCTS)

        def read(said: dict[str, Any]) -> int:
            count = reading.whole_or_none(said.get("count"))
            if count is None:
                raise reading.Garbled("no count")
            return count

        return self._send(call, read)

    def products(self, page: int = 1, updated_at_min: datetime | None = None) -> list[Product]:
        """A page of at most 50 products, newest id first; empty after the last page.

        ``updated_at_min`` is sent as Vietnam time: ask 8 hours early (haravan.md §3.1).
        """
        query = {"limit": str(PAGE), "page": str(page)}
        if updated_at_min is not None:
            query["updated_at_min"] = _local(updated_at_min)
        call = Call("products", "GET", "/products.json", _PRODUCTS, query)
        return self._many(call, "products", answers.product)

    def product(self, product_id: str) -> Product:
        """One product."""
        call = Call("product", "GET", f"/products/{product_id}.json", _PRODUCTS)
        return self._one(call, "product", answers.product)

    def inventory(self, location_ids: Sequence[str], variant_ids: Sequence[str]) -> list[Stock]:
        """Stock of at most 50 variants at at most 50 locations; a pair without a row has none."""
        for ids in (location_ids, variant_ids):
            if len(ids) > STOCK_IDS:
                raise ValueError(f"at most {STOCK_IDS} ids, not {len(ids)}")
        pairs = len(location_ids) * len(variant_ids)
        if not pairs:
            return []  # a blank filter would answer for others (haravan.md §5)
        asked = {"location_ids": ",".join(location_ids), "variant_ids": ",".join(variant_ids)}
        found: list[Stock] = []
        since_id = 0
        while True:
            rows, last_id = self._stock_page(asked, since_id)
            found += rows
            found = reading.distinct(found, lambda row: (row.variant_id, row.location_id))
            if len(rows) < STOCK_PAGE or len(found) >= pairs:
                return found
            since_id = last_id

    def stock_changes(self, since: datetime, after: int) -> tuple[list[Stock], int | None]:
        """Stock rows changed since, of any variant, and the id to go on after; None: no more.

        Whether Haravan takes the question without ids is not documented: it may be refused, or
        answered as if no time were named (haravan.md §6.2). The time is sent as the orders' is.
        """
        rows, last_id = self._stock_page({"updated_at_min": _local(since)}, after)
        return rows, last_id if len(rows) >= STOCK_PAGE else None

    def _stock_page(self, asked: dict[str, str], since_id: int) -> tuple[list[Stock], int]:
        query = {**asked, "limit": str(STOCK_PAGE), "order": "id", "direction": "asc"}
        if since_id:
            query["since_id"] = str(since_id)
        call = Call("inventory", "GET", "/inventory_locations.json", _INVENTORIES, query)

        def read(said: dict[str, Any]) -> tuple[list[Stock], int]:
            rows = reading.required_rows(said, "inventory_locations")
            last_id = max((reading.whole(row.get("id")) for row in rows), default=since_id)
            if rows and last_id <= since_id:
                raise reading.Garbled("the page does not advance")
            return [answers.stock(row) for row in rows], last_id

        return self._send(call, read)

    def adjust_stock(self, adjustment: Body) -> None:
        """A stock voucher; never repeated blindly: look for its note in ``adjustments``.

        What it answers is unknown (haravan.md §6.3), so nothing is read from it.
        """
        path = "/inventories/adjustorset.json"
        call = Call("adjust stock", "POST", path, _WRITE_INVENTORIES)
        self._send(call.with_body({"inventory": dict(adjustment)}), lambda _: None)

    def adjustments(self, location_id: str, page: int = 1) -> list[Adjustment]:
        """A page of 50 stock vouchers of a location, newest first; empty after the last page."""
        query = {"location_id": location_id, "limit": str(PAGE), "page": str(page)}
        call = Call("adjustments", "GET", "/inventories/adjustments.json", _INVENTORIES, query)
        return self._many(call, "adjustments", answers.adjustment)

    # Orders

    def orders(
        self,
        page: int = 1,
        *,
        created_at_min: datetime | None = None,
        updated_at_min: datetime | None = None,
        order: str = "created_at asc",
        fields: Sequence[str] | None = None,
    ) -> list[Order]:
        """A page of at most 50 orders of any status; empty after the last page.

        One of the times is needed. It is sent as naive Vietnam time, the only form that Haravan
        does not misread; the caller asks 8 hours early (haravan.md §3.1).
        """
        query = {"status": "any", "limit": str(PAGE), "page": str(page), "order": order}
        if created_at_min is None and updated_at_min is None:
            raise ValueError("orders need created_at_min or updated_at_min")
        if created_at_min is not None:
            query["created_at_min"] = _local(created_at_min)
        if updated_at_min is not None:
            query["updated_at_min"] = _local(updated_at_min)
        if fields is not None:
            query["fields"] = ",".join(fields)
        call = Call("orders", "GET", "/orders.json", _READ_ORDERS, query)
        return self._many(call, "orders", answers.order)

    def order(self, order_id: str) -> Order:
        """One order."""
        call = Call("order", "GET", f"/orders/{order_id}.json", _READ_ORDERS)
        return self._one(call, "order", answers.order)

    def create_order(self, order: Body) -> Order:
        """A new order; one POST, never repeated blindly (sync-engine.md §1, P3)."""
        call = Call("create order", "POST", "/orders.json", _WRITE_ORDERS)
        return self._write(call, "order", order, answers.order)

    def confirm_order(self, order_id: str) -> Order:
        """Confirm an order."""
        path = f"/orders/{order_id}/confirm.json"
        call = Call("confirm order", "POST", path, _WRITE_ORDERS, effect=Effect.REPEATABLE, body={})
        return self._one(call, "order", answers.order)

    def cancel_order(self, order_id: str, body: Body) -> Order:
        """Cancel an order (haravan.md §7.5); never repeated blindly."""
        path = f"/orders/{order_id}/cancel.json"
        call = Call("cancel order", "POST", path, _WRITE_ORDERS, body=body)
        return self._one(call, "order", answers.order)

    def update_order(self, order_id: str, body: Body) -> Order:
        """Change note, note_attributes, tags …; a list given replaces the whole list."""
        path = f"/orders/{order_id}.json"
        call = Call("update order", "PUT", path, _WRITE_ORDERS, effect=Effect.REPEATABLE)
        return self._write(call, "order", {"id": int(order_id), **body}, answers.order)

    def fulfillments(self, order_id: str) -> list[Fulfillment]:
        """The shipments of an order."""
        path = f"/orders/{order_id}/fulfillments.json"
        call = Call("fulfillments", "GET", path, _READ_ORDERS)
        return self._many(
            call, "fulfillments", lambda row: answers.fulfillment(row, order_id=order_id)
        )

    def create_fulfillment(self, order_id: str, fulfillment: Body) -> Fulfillment:
        """A new shipment; never repeated blindly."""
        path = f"/orders/{order_id}/fulfillments.json"
        call = Call("create fulfillment", "POST", path, _WRITE_ORDERS)
        return self._write(
            call,
            "fulfillment",
            fulfillment,
            lambda row: answers.fulfillment(row, order_id=order_id),
        )

    def set_carrier_status(self, order_id: str, fulfillment_id: str, state: str) -> None:
        """Set a shipment's state, e.g. ``delivering`` (haravan.md §8.1, snake case).

        Never repeated blindly: the merchant may have moved it on. What it answers is unknown, so
        nothing is read from it: read the shipment back.
        """
        path = f"/orders/{order_id}/fulfillments/{fulfillment_id}/carrier_status/{state}.json"
        call = Call("set carrier status", "PUT", path, _WRITE_ORDERS)
        self._send(call, lambda _: None)

    def transactions(self, order_id: str) -> list[Transaction]:
        """The money movements of an order."""
        path = f"/orders/{order_id}/transactions.json"
        call = Call("transactions", "GET", path, _READ_ORDERS)
        return self._many(call, "transactions", answers.transaction)

    def create_transaction(self, order_id: str, transaction: Body) -> Transaction:
        """Book money; never repeated blindly."""
        path = f"/orders/{order_id}/transactions.json"
        call = Call("create transaction", "POST", path, _WRITE_ORDERS)
        return self._write(call, "transaction", transaction, answers.transaction)

    def create_refund(self, order_id: str, refund: Body) -> Refund:
        """Give goods, money or both back (haravan.md §9); never repeated blindly."""
        path = f"/orders/{order_id}/refunds.json"
        call = Call("create refund", "POST", path, _WRITE_ORDERS)
        return self._write(call, "refund", refund, answers.refund)

    # Customers

    def search_customers(self, query: str) -> list[Customer]:
        """Customers whose name, phone or e-mail matches; ``ValueError`` for a blank query."""
        if not query.strip():
            raise ValueError("a blank query would find anybody")
        found = {"query": query, "limit": str(PAGE)}
        call = Call("search customers", "GET", "/customers/search.json", _READ_CUSTOMERS, found)
        return self._many(call, "customers", answers.customer)

    def create_customer(self, customer: Body) -> Customer:
        """A new customer; never repeated blindly. A known phone is ``Refused``."""
        call = Call("create customer", "POST", "/customers.json", _WRITE_CUSTOMERS)
        return self._write(call, "customer", customer, answers.customer)

    # Sending

    def _one(self, call: Call, name: str, parse: Callable[[Mapping[str, Any]], T]) -> T:
        return self._send(call, lambda said: parse(reading.required_mapping(said, name)))

    def _many(self, call: Call, name: str, parse: Callable[[Mapping[str, Any]], Row]) -> list[Row]:
        def read(said: dict[str, Any]) -> list[Row]:
            rows = map(parse, reading.required_rows(said, name))
            return reading.distinct(rows, lambda row: row.id)

        return self._send(call, read)

    def _write(
        self, call: Call, name: str, body: Body, parse: Callable[[Mapping[str, Any]], T]
    ) -> T:
        return self._one(call.with_body({name: dict(body)}), name, parse)

    def _send(self, call: Call, read: Callable[[dict[str, Any]], T]) -> T:
        def build() -> httpx.Request:
            return self._http.build_request(
                call.method,
                self._base + call.path,
                params=call.query,
                json=call.body,
                headers={"Authorization": f"Bearer {self._token()}"},
            )

        def read_answer(answer: Answer) -> T:
            self._hear_limit(answer)
            return read(payload(call, answer, self._clock.now()))

        def send() -> T:
            return self._sender.send(call.operation, build, read_answer, self._lane, self._cancel)

        try:
            return send()
        except errors.Refused as refusal:
            # Seen live: a page answered 422 and, asked again, 200 (haravan.md §1.3).
            passing = refusal.http_status == httpx.codes.UNPROCESSABLE_ENTITY
            if call.operation.effect is not Effect.READ or not passing:
                raise
        return send()

    def _hear_limit(self, answer: Answer) -> None:
        used = answer.headers.get("X-Haravan-Api-Call-Limit", "").partition("/")[0].strip()
        if used.isdecimal():
            self._bucket.heard(int(used))


def _local(when: datetime) -> str:
    return when.astimezone(reading.VIETNAM).strftime("%Y-%m-%dT%H:%M:%S")
