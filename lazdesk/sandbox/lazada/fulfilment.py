"""The fulfilment APIs: providers, pack, ready to ship, repack (lazada.md §7)."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from lazdesk.sandbox.lazada.gateway import BOTH, POST, Api, Request
from lazdesk.sandbox.lazada.records import Package, Unit
from lazdesk.sandbox.lazada.shop import LazadaShop
from lazdesk.sandbox.lazada.wire import MisuseError, read_json

# A row's own verdict: code, message, and whether the same call may be tried again.
Verdict = tuple[str, str, bool]
SUCCESS: Verdict = ("0", "success", False)
_WRONG_STATUS: Verdict = ("700000", "PACKAGE_STATUS_NOT_ALLOW_TO_OP", False)
_NOT_PACKABLE: Verdict = ("700026", "FO_ITEM_NOT_ALLOW_TO_PACK", False)


def providers_get(shop: LazadaShop, request: Request) -> dict[str, Any]:
    asked = read_request(request, "getShipmentProvidersReq", {"orders"})
    orders = read_list(asked, "orders")
    for row in orders:
        if find_order(shop, row, "order_item_ids") is None:
            return refused("700021", "order not found")
    return succeeded(
        {"platform_default": 1, "shipping_allocate_type": "TFS", "shipment_providers": []}
    )


def pack(shop: LazadaShop, request: Request) -> dict[str, Any]:
    known = {"pack_order_list", "delivery_type", "shipping_allocate_type", "shipment_provider_code"}
    asked = read_request(request, "packReq", known)
    orders = read_list(asked, "pack_order_list")
    # Local shops leave the choice of courier to the platform (§7.1).
    if asked.get("delivery_type") != "dropship" or asked.get("shipping_allocate_type") != "TFS":
        raise MisuseError("700004", "PARAM_ILLEGAL")
    if "shipment_provider_code" in asked:
        raise MisuseError("700004", "PARAM_ILLEGAL")
    found = [(row, find_order(shop, row, "order_item_list")) for row in orders]
    if any(units is None for _, units in found):
        return refused("700021", "order not found")
    answers = []
    for row, units in found:
        rows = _pack_order(shop, units or {})
        answers.append({"order_id": int(row["order_id"]), "order_item_list": rows})
    return succeeded({"pack_order_list": answers})


def _pack_order(shop: LazadaShop, units: dict[int, Unit | None]) -> list[dict[str, Any]]:
    verdicts = {unit_id: _may_pack(unit) for unit_id, unit in units.items()}
    good = [unit for id_, unit in units.items() if unit and verdicts[id_] == SUCCESS]

    def parcel(unit: Unit) -> tuple[str, str]:
        return unit.warehouse, unit.shipping_type

    # The platform itself splits what does not go together (§7.1).
    for _, mates in itertools.groupby(sorted(good, key=parcel), key=parcel):
        _make_package(shop, list(mates))
    rows = []
    for unit_id, unit in units.items():
        code, message, retry = verdicts[unit_id]
        row = {"order_item_id": unit_id, "item_err_code": code, "msg": message, "retry": retry}
        if unit and unit.package and code == "0":
            row["package_id"] = unit.package.package_id
            row["tracking_number"] = unit.package.tracking_number
            row["shipment_provider"] = unit.package.provider
        rows.append(row)
    return rows


def _may_pack(unit: Unit | None) -> Verdict:
    if unit is None:
        return "700025", "ORDER_ITEM_NOT_FOUND", False
    if unit.fbl:
        return "700027", "NOT_SUPPORT_FBL_TO_PACK", False
    if unit.pickup_in_store:
        return "700028", "NOT_SUPPORT_PACK_UP_IN_STORE_TO_PACK", False
    if unit.digital:
        return "700030", "NOT_SUPPORT_DG_SERVICE_TO_PACK", False
    if unit.status not in ("pending", "repacked"):
        return _NOT_PACKABLE
    if unit.need_cancel_confirm or unit.is_cancel_pending:
        return _NOT_PACKABLE
    if unit.stage_pay_status is not None:
        return "700031", "ITEM_NOT_READY_TO_FULFILL", True
    return SUCCESS


def _make_package(shop: LazadaShop, units: list[Unit]) -> None:
    package = Package(
        package_id=f"FP{shop.new_id(15)}",
        tracking_number=f"LMP{shop.new_id(10)}VNA",
        provider="Seller Own Fleet" if units[0].dbs else "LEX VN",
        units=units,
        packed_at=shop.now(),
    )
    shop.packages[package.package_id] = package
    for unit in units:
        unit.package = package
        shop.change(unit, "packed")


def ready_to_ship(shop: LazadaShop, request: Request) -> dict[str, Any]:
    def ship(package: Package) -> Verdict:
        if not _all_packed(package) or any(
            unit.need_cancel_confirm or unit.is_cancel_pending for unit in package.units
        ):
            return _WRONG_STATUS
        for unit in package.units:
            shop.hold(unit, None)
            shop.change(unit, "ready_to_ship_pending")
        delay = shop.options.rts_pending_seconds
        shop.world.later(delay, lambda: shop.finish_rts(package))
        return SUCCESS

    return _each_package(shop, request, "readyToShipReq", ship)


def repack(shop: LazadaShop, request: Request) -> dict[str, Any]:
    def dissolve(package: Package) -> Verdict:
        if not _all_packed(package):
            return _WRONG_STATUS
        package.gone = True
        for unit in package.units:
            unit.package = None
            shop.change(unit, "repacked")
        return SUCCESS

    return _each_package(shop, request, "rePackReq", dissolve)


def _each_package(
    shop: LazadaShop, request: Request, param: str, effect: Callable[[Package], Verdict]
) -> dict[str, Any]:
    rows = []
    for package_id in read_package_ids(read_request(request, param, {"packages"})):
        package = shop.packages.get(package_id)
        if package is None:
            verdict: Verdict = ("600001", "package not found", False)
        elif package.gone:
            verdict = ("600002", "package already cancelled", False)
        else:
            verdict = effect(package)
        code, message, retry = verdict
        rows.append(
            {"package_id": package_id, "item_err_code": code, "msg": message, "retry": retry}
        )
    return succeeded({"packages": rows})


def _all_packed(package: Package) -> bool:
    return all(unit.status == "packed" for unit in package.units)


# What the fulfilment APIs have in common


def succeeded(data: dict[str, Any]) -> dict[str, Any]:
    """Envelope B; `success` says nothing about the rows within (§12.11)."""
    return {"result": {"success": True, "data": data}}


def refused(code: str, message: str) -> dict[str, Any]:
    """Envelope B of a call that was refused as a whole."""
    return {"result": {"success": False, "error_code": code, "error_msg": message}}


def read_request(request: Request, param: str, known: set[str]) -> dict[str, Any]:
    """The one parameter of a fulfilment API: an object as JSON text."""
    value = read_json(request.params[param], "700004", "PARAM_ILLEGAL")
    if not isinstance(value, dict):
        raise MisuseError("700004", "PARAM_ILLEGAL")
    if unknown := value.keys() - known:
        raise MisuseError("700004", f"PARAM_ILLEGAL {sorted(unknown)}")
    return value


def read_list(value: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """A list of 1 to 20 objects."""
    rows = value.get(name)
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise MisuseError("700017", "PARAM_IS_NULL")
    if len(rows) > 20:
        raise MisuseError("700022", "BATCH_SIZE_OUT_OF_LIMIT")
    return rows


def read_package_ids(value: dict[str, Any]) -> list[str]:
    """The ids in `packages`."""
    rows = read_list(value, "packages")
    if any(row.keys() != {"package_id"} or not isinstance(row["package_id"], str) for row in rows):
        raise MisuseError("700004", "PARAM_ILLEGAL")
    return [row["package_id"] for row in rows]


def find_order(shop: LazadaShop, row: dict[str, Any], items: str) -> dict[int, Unit | None] | None:
    """The units a row names by id (None = no such unit), or None if there is no such order."""
    if row.keys() != {"order_id", items} or not isinstance(row[items], list) or not row[items]:
        raise MisuseError("700004", "PARAM_ILLEGAL")
    try:
        order_id, unit_ids = int(row["order_id"]), [int(entry) for entry in row[items]]
    except (TypeError, ValueError):
        raise MisuseError("700004", "PARAM_ILLEGAL") from None
    order = shop.orders.get(order_id)
    if order is None:
        return None
    units = {unit.order_item_id: unit for unit in order.units}
    return {unit_id: units.get(unit_id) for unit_id in unit_ids}


APIS = (
    Api("/order/shipment/providers/get", BOTH, {"getShipmentProvidersReq": True}, providers_get),
    Api("/order/fulfill/pack", POST, {"packReq": True}, pack),
    Api("/order/package/rts", POST, {"readyToShipReq": True}, ready_to_ship),
    Api("/order/package/repack", BOTH, {"rePackReq": True}, repack),
)
