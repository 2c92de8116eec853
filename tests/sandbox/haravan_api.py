"""A caller of the practice Haravan for its tests: in process, with the clock standing still."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import httpx
from starlette.applications import Starlette

from lazdesk.sandbox.haravan import app
from lazdesk.sandbox.haravan.records import Variant
from lazdesk.sandbox.world import World, WorldClock

START = datetime(2026, 11, 2, 3, 0, 0, 120_000, tzinfo=UTC)

Json = dict[str, Any]


class Api:
    """`read` and `write` give the answer's JSON and assert its status; `send` gives the answer."""

    def __init__(self, products: int = 60, **switches: Any) -> None:
        self.world = World(seed=7, products=products, clock=WorldClock(speed=0, start=START))
        self.shop = self.world.haravan
        self.switch(**switches)
        self._transport = httpx.ASGITransport(Starlette(routes=app.routes(self.world)))

    def switch(self, **switches: Any) -> None:
        self.world.options.haravan = replace(self.world.options.haravan, **switches)

    def send(
        self, method: str, path: str, *, token: str | None = None, **request: Any
    ) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token or self.shop.token}"}
        headers |= request.pop("headers", {})

        async def send() -> httpx.Response:
            async with httpx.AsyncClient(transport=self._transport, trust_env=False) as client:
                url = f"http://haravan.test/com{path}.json"
                return await client.request(method, url, headers=headers, **request)

        return asyncio.run(send())

    def read(self, path: str, **query: Any) -> Any:
        answer = self.send("GET", path, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def write(
        self, method: str, path: str, body: Json | None = None, *, status: int | None = None
    ) -> Any:
        answer = self.send(method, path, json=body) if body is not None else self.send(method, path)
        assert answer.status_code == status if status else answer.is_success, answer.text
        return answer.json()

    def variant(self, *, tracked: bool = True, oversell: bool = False, stock: int = 0) -> Variant:
        """A variant of this policy with at least `stock` at the main location."""
        for variant in self.shop.variants.values():
            if (variant.tracked, variant.oversell) == (tracked, oversell):
                available = self.shop.stock.available(self.main, variant.id)
                self.shop.change_stock(variant.id, max(0, stock - available))
                return variant
        raise LookupError("no such variant")

    @property
    def main(self) -> int:
        return self.shop.place_ids["main"]

    def order(self, *lines: Json, **fields: Any) -> Json:
        """Create an order, read it back when lists and rows have caught up."""
        body = {"line_items": list(lines) or [{"title": "Quà", "price": 50_000, "quantity": 1}]}
        created = self.write("POST", "/orders", {"order": body | fields}, status=201)["order"]
        self.world.advance(10)
        found: Json = self.read(f"/orders/{created['id']}")["order"]
        return found

    def levels(self, variant: Variant) -> tuple[int, int, int]:
        """Tồn, Đặt and Khả dụng at the main location."""
        row = self.shop.stock.find(self.main, variant.id)
        return (row.onhand, row.committed, row.available) if row else (0, 0, 0)
