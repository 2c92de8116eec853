"""The Lazada calls LazDesk makes. Each raises what ``errors`` lists; see ``Sender`` for repeats."""

import base64
import binascii
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import httpx

from lazdesk.platforms import errors, reading
from lazdesk.platforms.http import LOOPBACK, Answer, Effect, Failure, Fate, Operation
from lazdesk.platforms.lazada import parse, payloads
from lazdesk.platforms.lazada.answers import (
    BatchResult,
    Order,
    OrderItem,
    OrderPage,
    PackageResult,
    PackedItem,
    ProductPage,
    ProviderChoice,
    Seller,
    SkuFailure,
    Warehouse,
)
from lazdesk.platforms.lazada.calls import at_most, data, result, result_data
from lazdesk.platforms.lazada.payloads import PackOrder, PriceChange, SellableChange
from lazdesk.platforms.lazada.reverses import ReverseCalls

PRODUCTS_PAGE = 50
ORDERS_PAGE = 100
ORDERS_CEILING = 5000
ORDER_BATCH = 50
BATCH = 20
SELLER_SKUS = 100
# Labels come from Lazada's own hosts and its storage; nothing else is fetched in its name.
LABEL_DOMAINS = (
    "lazada.vn",
    "lazada.com",
    "lazada.sg",
    "lazada.com.my",
    "lazada.co.th",
    "lazada.com.ph",
    "lazada.co.id",
    "slatic.net",
    "alicdn.com",
    "aliyuncs.com",
)

_SELLER = Operation("seller", Effect.READ, "/seller/get")
_WAREHOUSES = Operation("warehouses", Effect.READ, "/seller/warehouse/get")
_PRODUCTS = Operation("products", Effect.READ, "/products/get")
_ORDERS = Operation("orders", Effect.READ, "/orders/get")
_ORDER = Operation("order", Effect.READ, "/order/get")
_ORDER_ITEMS = Operation("order items", Effect.READ, "/orders/items/get")
# Absolute, yet never repeated blindly: an order placed in between would be written over.
_SELLABLE = Operation("update sellable", Effect.ONCE, "/product/stock/sellable/update")
_PRICES = Operation("update prices", Effect.REPEATABLE, "/product/price_quantity/update")
_PROVIDERS = Operation("shipment providers", Effect.READ, "/order/shipment/providers/get")
_PACK = Operation("pack", Effect.ONCE, "/order/fulfill/pack")
_READY = Operation("ready to ship", Effect.REPEATABLE, "/order/package/rts")
# A package that is dissolved has another id when it is packed again, so none is dissolved twice.
_REPACK = Operation("repack", Effect.REPEATABLE, "/order/package/repack")
_LABEL = Operation("label", Effect.READ, "/order/package/document/get")
_LABEL_FILE = Operation("label file", Effect.READ, "label file")


class LazadaClient(ReverseCalls):
    """One connected Lazada shop."""

    def seller(self) -> Seller:
        """Who the token belongs to; the connection test."""
        return self._call(_SELLER, "GET", {}, lambda said: parse.seller(data(said)))

    def warehouses(self) -> list[Warehouse]:
        """The seller's warehouses (C12)."""
        params = {"addressTypes": payloads.compact(["warehouse"])}
        return self._call(
            _WAREHOUSES,
            "GET",
            params,
            lambda said: reading.distinct(
                map(parse.warehouse, reading.rows(result(said).get("module"))),
                lambda each: each.code,
            ),
        )

    def products(
        self,
        offset: int = 0,
        limit: int = PRODUCTS_PAGE,
        update_after: datetime | None = None,
        seller_skus: Sequence[str] | None = None,
    ) -> ProductPage:
        """A page of products of any status, at most 50; ``seller_skus``: at most 100."""
        at_most(PRODUCTS_PAGE, limit, "products a page")
        params = {"filter": "all", "options": "1", "offset": str(offset), "limit": str(limit)}
        if update_after is not None:
            params["update_after"] = payloads.iso(update_after)
        if seller_skus is not None:
            at_most(SELLER_SKUS, len(seller_skus), "SellerSkus")
            params["sku_seller_list"] = payloads.compact(list(seller_skus))
        return self._call(_PRODUCTS, "GET", params, lambda said: parse.product_page(data(said)))

    def orders(
        self,
        *,
        update_after: datetime | None = None,
        created_after: datetime | None = None,
        created_before: datetime | None = None,
        offset: int = 0,
        limit: int = ORDERS_PAGE,
        sort_by: str = "updated_at",
    ) -> OrderPage:
        """A page of orders, oldest first by ``sort_by`` (``updated_at`` or ``created_at``).

        One of ``update_after`` and ``created_after`` is needed; both include their second.
        ``offset + limit`` must stay below 5,000 (lazada.md §6.1).
        """
        if update_after is None and created_after is None:
            raise ValueError("orders need update_after or created_after")
        at_most(ORDERS_PAGE, limit, "orders a page")
        at_most(ORDERS_CEILING - 1, offset + limit, "orders in offset and limit")
        params = {
            "sort_by": sort_by,
            "sort_direction": "ASC",
            "offset": str(offset),
            "limit": str(limit),
        }
        times = {
            "update_after": update_after,
            "created_after": created_after,
            "created_before": created_before,
        }
        params |= {name: payloads.iso(time) for name, time in times.items() if time is not None}
        return self._call(_ORDERS, "GET", params, lambda said: parse.order_page(data(said)))

    def order(self, order_id: str) -> Order:
        """One order by its id; ``Refused`` (code 16) when Lazada does not know it."""
        return self._call(
            _ORDER, "GET", {"order_id": order_id}, lambda said: parse.order(data(said))
        )

    def order_items(self, order_ids: Sequence[str]) -> dict[str, list[OrderItem]]:
        """The units of at most 50 orders, by order id."""
        at_most(ORDER_BATCH, len(order_ids), "orders")

        def read(said: dict[str, Any]) -> dict[str, list[OrderItem]]:
            return {
                reading.key(row, "order_id"): list(
                    map(parse.order_item, reading.required_rows(row, "order_items"))
                )
                for row in reading.required_rows(said, "data")
            }

        params = {"order_ids": payloads.compact(payloads.numbers(order_ids))}
        return self._call(_ORDER_ITEMS, "GET", params, read)

    def update_sellable(self, changes: Sequence[SellableChange]) -> BatchResult:
        """Set the sellable units of at most 20 SKUs (C4, C8); read back what counts.

        Raises ``Refused`` when the whole call was refused without a word on single SKUs.
        """
        return self._batch(_SELLABLE, payloads.sellable_xml(changes), changes)

    def update_prices(self, changes: Sequence[PriceChange]) -> BatchResult:
        """Set the prices of at most 20 SKUs (C6); raises like ``update_sellable``."""
        return self._batch(_PRICES, payloads.price_xml(changes), changes)

    def shipment_providers(self, order_id: str, item_ids: Sequence[str]) -> ProviderChoice:
        """Who may carry these units."""
        order = {"order_id": int(order_id), "order_item_ids": payloads.numbers(item_ids)}
        params = {"getShipmentProvidersReq": payloads.compact({"orders": [order]})}
        return self._call(
            _PROVIDERS, "GET", params, lambda said: parse.provider_choice(result_data(said))
        )

    def pack(self, orders: Sequence[PackOrder], allocate_type: str = "TFS") -> list[PackedItem]:
        """Pack units of at most 20 orders (E1); never repeated blindly. One result per unit."""
        at_most(BATCH, len(orders), "orders")
        request = {
            "pack_order_list": [
                {
                    "order_id": int(order.order_id),
                    "order_item_list": payloads.numbers(order.item_ids),
                }
                for order in orders
            ],
            "delivery_type": "dropship",
            "shipping_allocate_type": allocate_type,
        }
        params = {"packReq": payloads.compact(request)}
        return self._call(_PACK, "POST", params, lambda said: parse.packed_items(result_data(said)))

    def ready_to_ship(self, package_ids: Sequence[str]) -> list[PackageResult]:
        """Hand at most 20 packages over to the carrier; harmless when repeated."""
        at_most(BATCH, len(package_ids), "packages")
        request = {"packages": payloads.package_list(package_ids)}
        params = {"readyToShipReq": payloads.compact(request)}
        return self._call(
            _READY, "POST", params, lambda said: parse.package_results(result_data(said))
        )

    def repack(self, package_ids: Sequence[str]) -> list[PackageResult]:
        """Dissolve at most 20 packed packages: their units can be packed anew (lazada.md §7.1)."""
        at_most(BATCH, len(package_ids), "packages")
        request = {"packages": payloads.package_list(package_ids)}
        return self._call(
            _REPACK,
            "POST",
            {"rePackReq": payloads.compact(request)},
            lambda said: parse.package_results(result_data(said)),
        )

    def label(self, package_ids: Sequence[str]) -> bytes:
        """One PDF with the labels of at most 20 packages; its link is followed at once (E3).

        Raises ``NoPdf`` when Lazada made a label, but no PDF of it.
        """
        url = self._document(
            "PDF", package_ids, lambda said: reading.text(said.get("pdf_url")).strip()
        )
        if not url:
            raise _no_pdf("NoPdf", "Lazada gave no link to a PDF")
        if not self._is_label_url(url):
            raise _no_pdf("LabelHost", "the label's link leads outside Lazada")
        client = self._gateway.client
        return self._sender.send(
            _LABEL_FILE,
            lambda: client.build_request("GET", url),
            _pdf,
            self._lane,
            self._cancel,
        )

    def label_html(self, package_ids: Sequence[str]) -> str:
        """The labels of at most 20 packages as one page of HTML (E3)."""
        return self._document("HTML", package_ids, _html)

    def _document(
        self, doc_type: str, package_ids: Sequence[str], read: Callable[[dict[str, Any]], str]
    ) -> str:
        at_most(BATCH, len(package_ids), "packages")
        request = {
            "doc_type": doc_type,
            "print_item_list": False,
            "packages": payloads.package_list(package_ids),
        }
        params = {"getDocumentReq": payloads.compact(request)}
        return self._call(_LABEL, "GET", params, lambda said: read(result_data(said)))

    def _is_label_url(self, url: str) -> bool:
        try:
            link = httpx.URL(url)
        except httpx.InvalidURL:
            return False
        if httpx.URL(self._gateway.base_url).host in LOOPBACK:
            return link.host in LOOPBACK  # the practice shops print their own labels
        return link.scheme == "https" and any(
            link.host == domain or link.host.endswith(f".{domain}") for domain in LABEL_DOMAINS
        )

    def _batch(
        self,
        operation: Operation,
        payload: str,
        changes: Sequence[SellableChange] | Sequence[PriceChange],
    ) -> BatchResult:
        at_most(BATCH, len(changes), "SKUs")

        def judge(detail: Sequence[Mapping[str, Any]], code: str, request_id: str) -> BatchResult:
            failures = tuple(_sku_failure(row, code, changes) for row in detail)
            return BatchResult(failures, all(f.sku_id for f in failures), request_id)

        try:
            return self._call(
                operation,
                "POST",
                {"payload": payload},
                # Even code 0 may list SKUs that failed (lazada.md §1.5).
                lambda said: judge(
                    reading.rows(said.get("detail")), "0", reading.text(said.get("request_id"))
                ),
            )
        except errors.Refused as refusal:
            if not refusal.detail:
                raise
            return judge(refusal.detail, refusal.code, refusal.request_id)


def _html(said: Mapping[str, Any]) -> str:
    try:
        return base64.b64decode(reading.key(said, "file")).decode(errors="replace")
    except binascii.Error:
        raise reading.Garbled("file is no base64") from None


def _no_pdf(code: str, message: str, http_status: int | None = None) -> errors.NoPdf:
    return errors.NoPdf(
        platform="lazada",
        operation=_LABEL.name,
        code=code,
        message=message,
        http_status=http_status,
    )


def _pdf(answer: Answer) -> bytes:
    if answer.status >= httpx.codes.INTERNAL_SERVER_ERROR:
        raise Failure(Fate.LOST, "no PDF yet", http_status=answer.status)
    if answer.status != httpx.codes.OK or not answer.body.startswith(b"%PDF"):
        raise _no_pdf("NoPdf", f"the link leads to no PDF ({answer.kind})", answer.status)
    return answer.body


def _sku_failure(
    row: Mapping[str, Any],
    code: str,
    changes: Sequence[SellableChange] | Sequence[PriceChange],
) -> SkuFailure:
    """A row of ``detail``: it may name the SellerSku, the SkuId, or (enough for one) nothing."""
    seller_sku = reading.text(row.get("seller_sku") or row.get("SellerSku"))
    sku_id = reading.text(row.get("sku_id") or row.get("SkuId"))
    named = [c for c in changes if sku_id in ("", c.sku_id) and seller_sku in ("", c.seller_sku)]
    meant = {c.sku_id: c for c in named}
    only = next(iter(meant.values())) if len(meant) == 1 else None
    return SkuFailure(
        sku_id=only.sku_id if only else sku_id or None,
        seller_sku=only.seller_sku if only else seller_sku or None,
        code=reading.text(row.get("code")) or code,
        message=errors.scrub(reading.text(row.get("message"))),
    )
