"""A caller of the practice Lazada for its tests: in process, with the clock standing still."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import httpx
from starlette.applications import Starlette

from lazdesk.sandbox.lazada import app
from lazdesk.sandbox.lazada.gateway import sign
from lazdesk.sandbox.lazada.records import Order, ReverseOrder
from lazdesk.sandbox.world import Options, World, WorldClock

START = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
DAY = 86_400

Json = Any


class Api:
    """`get` and `post` give the answer's JSON; a token is at hand from the start."""

    def __init__(self, products: int = 10, speed: float = 0, shops: int = 1, **switches: Any):
        options = Options(lazada_shops=shops)
        for name, value in switches.items():
            assert hasattr(options.lazada, name)
            setattr(options.lazada, name, value)
        self.world = World(7, products, WorldClock(speed, START), options)
        self.shop = self.world.lazada
        self.platform = self.world.lazada_platform
        self.token = self.platform.issue(self.shop).access
        self._hosts = {
            host: httpx.ASGITransport(Starlette(routes=routes(self.world)))
            for host, routes in (("api", app.api_routes), ("auth", app.auth_routes))
        }

    def get(self, path: str, **params: object) -> Json:
        return self.send("GET", path, self.signed(path, params)).json()

    def post(self, path: str, **params: object) -> Json:
        return self.send("POST", path, self.signed(path, params)).json()

    def auth(self, path: str, **params: object) -> Json:
        """A call of a token API, which goes without an access token."""
        signed = self.signed(path, params, access_token=None)
        return self.send("POST", path, signed, host="auth").json()

    def signed(
        self, path: str, params: Mapping[str, object], **system: str | None
    ) -> dict[str, str]:
        """Business params (non-texts as JSON) with system ones; `system` overrides, None drops."""
        everything: dict[str, str | None] = {
            "app_key": self.platform.app.key,
            "timestamp": str(int(self.world.now().timestamp() * 1000)),
            "sign_method": "sha256",
            "access_token": self.token,
            **{k: v if isinstance(v, str) else json.dumps(v) for k, v in params.items()},
            **system,
        }
        sent = {name: text for name, text in everything.items() if text is not None}
        return {"sign": sign(self.platform.app.secret, path, sent)} | sent

    def send(
        self, method: str, path: str, params: Mapping[str, str], host: str = "api"
    ) -> httpx.Response:
        """GET params go into the query, POST params into a form."""
        if method == "GET":
            return self.request(method, f"/rest{path}?{urlencode(params)}", host=host)
        return self.request(method, f"/rest{path}", host=host, data=params)

    def request(self, method: str, url: str, host: str = "api", **request: Any) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = self._hosts[host]
            async with httpx.AsyncClient(transport=transport, trust_env=False) as client:
                return await client.request(method, f"http://lazada.test{url}", **request)

        return asyncio.run(send())

    def sku(self, index: int = 0, stock: int = 10) -> str:
        """SellerSku of the shop's `index`-th SKU, with so much sellable."""
        seller_sku = list(self.shop.skus.values())[index].seller_sku
        self.shop.set_stock(seller_sku, stock)
        return seller_sku

    def order(self, quantity: int = 1, **terms: Any) -> Order:
        """An order for one SKU."""
        return self.shop.place_order({self.sku(): quantity}, **terms)

    def delivered(self, quantity: int = 2, **terms: Any) -> Order:
        """An order that reached its buyer."""
        order = self.order(quantity, **terms)
        self.shop.show_status(order.order_id, "delivered")
        return order

    def answer_return(self, reverse: ReverseOrder, action: str, **more: object) -> Json:
        """The seller's answer to all lines of a return."""
        return self.get(
            "/order/reverse/return/update",
            action=action,
            reverse_order_id=str(reverse.reverse_order_id),
            reverse_order_item_ids=[line.line_id for line in reverse.lines],
            **more,
        )

    def units(self, order: Order) -> list[Json]:
        """The order's units as the API shows them."""
        rows: list[Json] = self.get("/order/items/get", order_id=str(order.order_id))["data"]
        return rows

    def pack(self, *orders: Order) -> list[Json]:
        """Pack all units of the orders; the rows of the answer."""
        rows = [
            {"order_id": o.order_id, "order_item_list": [u.order_item_id for u in o.units]}
            for o in orders
        ]
        request = {
            "pack_order_list": rows,
            "delivery_type": "dropship",
            "shipping_allocate_type": "TFS",
        }
        answer = self.post("/order/fulfill/pack", packReq=request)
        packed = answer["result"]["data"]["pack_order_list"]
        return [row for order in packed for row in order["order_item_list"]]

    def rts(self, *package_ids: str) -> list[Json]:
        """Ready to ship; the rows of the answer."""
        request = {"packages": [{"package_id": package_id} for package_id in package_ids]}
        answer = self.post("/order/package/rts", readyToShipReq=request)
        rows: list[Json] = answer["result"]["data"]["packages"]
        return rows

    def label(self, package_id: str, doc_type: str = "PDF") -> Json:
        request = {"doc_type": doc_type, "packages": [{"package_id": package_id}]}
        return self.post("/order/package/document/get", getDocumentReq=request)["result"]

    def buckets(self, index: int = 0) -> tuple[int, int, int, int]:
        """sellable, total, withhold, occupy of the `index`-th SKU."""
        (stock,) = list(self.shop.skus.values())[index].buckets.values()
        return stock.sellable, stock.total, stock.withhold, stock.occupy
