"""Packing, labels and ready to ship in the practice Lazada (lazada.md §7)."""

from __future__ import annotations

import base64
import re
from typing import Any

import pytest

from lazdesk.sandbox.lazada.buyers import Wish
from lazdesk.sandbox.lazada.labels import make_pdf
from tests.sandbox.lazada_api import Api, Json


@pytest.fixture
def api() -> Api:
    return Api(warehouses=("dropshipping", "VN1-WH-2"))


def test_what_is_packed_together_shares_a_parcel(api: Api) -> None:
    order = api.order(2)
    first, second = api.pack(order)
    assert first["package_id"] == second["package_id"]
    assert first["tracking_number"] == second["tracking_number"]
    assert (first["item_err_code"], first["msg"], first["retry"]) == ("0", "success", False)
    (row, _) = api.units(order)
    assert (row["status"], row["package_id"], row["tracking_code"], row["shipment_provider"]) == (
        "packed",
        first["package_id"],
        first["tracking_number"],
        "LEX VN",
    )


def test_before_packing_there_is_no_parcel(api: Api) -> None:
    (row,) = api.units(api.order())
    assert (row["package_id"], row["tracking_code"], row["shipment_provider"]) == ("", "", "")


def test_the_platform_splits_what_does_not_go_together(api: Api) -> None:
    sku = api.sku()
    api.shop.set_stock(sku, 5, "VN1-WH-2")
    order = api.shop.place_order(
        [
            Wish(sku),
            Wish(sku, warehouse="VN1-WH-2"),
            Wish(sku, shipping_type="Own Warehouse"),
            Wish(sku),
        ]
    )
    here, there, own, again = (row["package_id"] for row in api.pack(order))
    assert here == again
    assert len({here, there, own}) == 3


def test_items_not_named_stay_pending(api: Api) -> None:
    order = api.order(2)
    request = {
        "pack_order_list": [
            {"order_id": order.order_id, "order_item_list": [order.units[0].order_item_id]}
        ],
        "delivery_type": "dropship",
        "shipping_allocate_type": "TFS",
    }
    api.post("/order/fulfill/pack", packReq=request)
    assert order.statuses == ["packed", "pending"]


@pytest.mark.parametrize(
    ("wish", "code", "retry"),
    [
        ({"fbl": True}, "700027", False),
        ({"pickup_in_store": True}, "700028", False),
        ({"digital": True}, "700030", False),
        ({"presale": True}, "700031", True),
        ({"dbs": True}, "0", False),
    ],
)
def test_some_units_are_not_the_sellers_to_pack(
    api: Api, wish: dict[str, Any], code: str, retry: bool
) -> None:
    order = api.shop.place_order([Wish(api.sku(), **wish)], "MOMO_WALLET")
    (row,) = api.pack(order)
    assert (row["item_err_code"], row["retry"]) == (code, retry)
    assert ("package_id" in row) is (code == "0")


def test_only_pending_and_repacked_units_are_packed(api: Api) -> None:
    order = api.order(payment="MOMO_WALLET", paid=False)
    assert api.pack(order)[0]["item_err_code"] == "700026"
    api.shop.pay(order.order_id)
    package_id = api.pack(order)[0]["package_id"]
    assert api.pack(order)[0]["item_err_code"] == "700026"
    api.post("/order/package/repack", rePackReq={"packages": [{"package_id": package_id}]})
    assert order.statuses == ["repacked"]
    assert api.pack(order)[0]["package_id"] != package_id


def test_a_waiting_cancel_request_blocks_packing_and_shipping(api: Api) -> None:
    order = api.order()
    api.shop.buyer_cancels(order.order_id, ask=True)
    assert api.pack(order)[0]["item_err_code"] == "700026"
    order = api.order()
    package_id = api.pack(order)[0]["package_id"]
    api.shop.buyer_cancels(order.order_id)
    assert api.rts(package_id)[0]["item_err_code"] == "700000"


def test_a_failed_row_hides_in_a_success(api: Api) -> None:
    good, bad = api.order(), api.order(payment="MOMO_WALLET", paid=False)
    rows = api.pack(good, bad)
    assert [row["item_err_code"] for row in rows] == ["0", "700026"]


def pack_request(**changes: Any) -> Json:
    base = {
        "pack_order_list": [{"order_id": 1, "order_item_list": [2]}],
        "delivery_type": "dropship",
        "shipping_allocate_type": "TFS",
    }
    return {name: value for name, value in {**base, **changes}.items() if value is not None}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"delivery_type": "pickup"}, "700004"),
        ({"shipping_allocate_type": None}, "700004"),
        ({"shipment_provider_code": "FM50"}, "700004"),
        ({"note": "x"}, "700004"),
        ({"pack_order_list": []}, "700017"),
        ({"pack_order_list": [{"order_id": 1, "order_item_list": [2]}] * 21}, "700022"),
        ({"pack_order_list": [{"order_id": 1}]}, "700004"),
        ({"pack_order_list": [{"order_id": 1, "order_item_list": ["x"]}]}, "700004"),
    ],
)
def test_bad_pack_requests_are_violations(api: Api, changes: dict[str, Any], code: str) -> None:
    answer = api.post("/order/fulfill/pack", packReq=pack_request(**changes))
    assert answer["code"] == code
    assert len(api.world.violations) == 1


def test_an_unknown_order_refuses_the_whole_call(api: Api) -> None:
    answer = api.post("/order/fulfill/pack", packReq=pack_request())
    assert answer["code"] == "0"
    assert answer["result"] == {
        "success": False,
        "error_code": "700021",
        "error_msg": "order not found",
    }


def test_the_platform_chooses_the_courier(api: Api) -> None:
    order = api.order()
    asked = {
        "orders": [{"order_id": order.order_id, "order_item_ids": [order.units[0].order_item_id]}]
    }
    answer = api.get("/order/shipment/providers/get", getShipmentProvidersReq=asked)
    data = answer["result"]["data"]
    assert (data["platform_default"], data["shipping_allocate_type"]) == (1, "TFS")


def test_ready_to_ship_takes_its_time(api: Api) -> None:
    order = api.order()
    package_id = api.pack(order)[0]["package_id"]
    assert api.rts(package_id)[0]["item_err_code"] == "0"
    assert order.statuses == ["ready_to_ship_pending"]
    api.world.advance(20)
    assert order.statuses == ["ready_to_ship"]
    assert api.rts(package_id)[0]["item_err_code"] == "700000"


def test_rts_of_parcels_that_are_gone(api: Api) -> None:
    order = api.order()
    package_id = api.pack(order)[0]["package_id"]
    api.post("/order/package/repack", rePackReq={"packages": [{"package_id": package_id}]})
    unknown, dissolved = api.rts("FP0", package_id)
    assert (unknown["item_err_code"], dissolved["item_err_code"]) == ("600001", "600002")


def test_couriers_come_on_their_own_where_they_work() -> None:
    api = Api(couriers_work=True)
    order = api.order()
    api.rts(api.pack(order)[0]["package_id"])
    seen: list[str] = []
    for hours in (0, 1, 6, 48):
        api.world.advance(hours * 3600)
        seen.append(*order.statuses)
    assert seen == ["ready_to_ship_pending", "ready_to_ship", "shipped", "delivered"]


def pages_of(pdf: bytes) -> list[str]:
    """The pages' content streams, found as a reader does: trailer → table → objects."""
    text = pdf.decode("ascii")
    assert text.startswith("%PDF-1.")
    assert text.endswith("%%EOF\n")
    table = text[int(text.split()[-2]) :]
    offsets = [int(line.split()[0]) for line in table.splitlines() if line.endswith(" n ")]
    for number, offset in enumerate(offsets, start=1):
        assert text.startswith(f"{number} 0 obj\n", offset)
    streams = re.findall(r"/Length (\d+) >>\nstream\n(.*?)\nendstream", text, re.DOTALL)
    assert all(int(length) == len(stream) for length, stream in streams)
    return [stream for _, stream in streams]


def test_a_label_is_a_link_that_dies_in_ten_minutes(api: Api) -> None:
    orders = [api.order(), api.order(2)]
    packages = [{"package_id": row["package_id"]} for row in (api.pack(o)[0] for o in orders)]
    answer = api.post(
        "/order/package/document/get", getDocumentReq={"doc_type": "PDF", "packages": packages}
    )
    data = answer["result"]["data"]
    assert base64.b64decode(data["file"]).decode().startswith(f'<iframe src="{data["pdf_url"]}"')
    path = data["pdf_url"].removeprefix("http://lazada.test")
    pdf = api.request("GET", path)
    assert (pdf.status_code, pdf.headers["content-type"]) == (200, "application/pdf")
    first, second = pages_of(pdf.content)
    assert packages[0]["package_id"] in first
    assert packages[1]["package_id"] in second
    assert "(2 pcs)" in second
    api.world.advance(599)
    assert api.request("GET", path).status_code == 200
    api.world.advance(1)
    assert api.request("GET", path).status_code == 403


def test_made_pdfs_are_a6_and_one_page_per_parcel() -> None:
    pdf = make_pdf([["A"], ["B"], ["C"]])
    assert pdf.count(b"/MediaBox [0 0 298 420]") == len(pages_of(pdf)) == 3


def test_labels_exist_for_packed_parcels_only(api: Api) -> None:
    order = api.order()
    assert api.label("FP0")["error_code"] == "30012"
    package_id = api.pack(order)[0]["package_id"]
    assert api.label(package_id)["success"] is True
    html = api.label(package_id, "HTML")["data"]
    assert package_id in base64.b64decode(html["file"]).decode()
    assert "pdf_url" not in html
    api.shop.show_status(order.order_id, "shipped")
    assert api.label(package_id)["error_code"] == "700040"
    own = api.shop.place_order([Wish(api.sku(), dbs=True)])
    assert api.label(api.pack(own)[0]["package_id"])["error_code"] == "50008"


def test_a_label_may_take_a_while(api: Api) -> None:
    api.world.options.lazada.label_delay_seconds = 5
    package_id = api.pack(api.order())[0]["package_id"]
    assert api.label(package_id)["error_code"] == "30012"
    api.world.advance(5)
    assert api.label(package_id)["success"] is True
