"""Lazada's answers as seen live, and as they may come otherwise (lazada.md §1.6, §12)."""

from datetime import UTC, datetime
from typing import Any

import pytest

from lazdesk.platforms import reading
from lazdesk.platforms.lazada import parse
from lazdesk.platforms.lazada.answers import CampaignLock, WarehouseStock

SKU: dict[str, Any] = {
    "Status": "active",
    "quantity": 2,
    "SellerSku": "124",
    "ShopSku": "2198127336_VNAMZ-10463678435",
    "saleProp": {"color_family": "Green", "size": "EU:42.5"},
    "multiWarehouseInventories": [
        {
            "occupyQuantity": 1,
            "withholdQuantity": 0,
            "warehouseCode": "Dropshipping",
            "sellableQuantity": 2,
        }
    ],
    "fblWarehouseInventories": [{"warehouseCode": "FBL", "sellableQuantity": "5"}],
    "special_price": 0,
    "price": 123121,
    "channelInventories": [
        {"channelName": "11.11", "startTime": "1678077282000", "sellableQuantity": 1}
    ],
    "SkuId": 10463678435,
}
PRODUCT: dict[str, Any] = {
    "updated_time": "1679548047000",
    "item_id": 2198127336,
    "attributes": {"name": "váy tím mộng mơ"},
    "status": "Active",
    "skus": [SKU],
}


def test_product() -> None:
    page = parse.product_page({"total_products": 1, "products": [PRODUCT]})
    assert page.total == 1
    (product,) = page.products
    assert (product.item_id, product.name) == ("2198127336", "váy tím mộng mơ")
    assert product.updated_at == datetime(2023, 3, 23, 5, 7, 27, tzinfo=UTC)
    (sku,) = product.skus
    assert (sku.sku_id, sku.seller_sku, sku.quantity, sku.price) == (
        "10463678435",
        "124",
        2,
        123121,
    )
    assert sku.special_price is None
    assert sku.variation == "Green, EU:42.5"
    assert sku.warehouses == (WarehouseStock("dropshipping", 2, 0, 1),)
    assert not sku.fbl_only  # the merchant keeps some of it himself
    started = datetime(2023, 3, 6, 4, 34, 42, tzinfo=UTC)
    assert sku.locks == (CampaignLock("11.11", started, None, 1),)


def test_special_prices_are_in_shop_time() -> None:
    special = {
        "special_price": "99000.00",
        "special_from_time": "2021-11-11 07:00",
        "special_to_date": "2021-11-12",
    }
    (product,) = parse.product_page({"products": [{**PRODUCT, "skus": [SKU | special]}]}).products
    (sku,) = product.skus
    assert sku.special_price == 99_000
    assert sku.special_from == datetime(2021, 11, 11, tzinfo=UTC)
    assert sku.special_to == datetime(2021, 11, 11, 17, tzinfo=UTC)


def test_without_a_sum_the_warehouses_are_added_up() -> None:
    row = {**SKU, "quantity": ""}
    (product,) = parse.product_page({"products": [{**PRODUCT, "skus": [row]}]}).products
    assert product.skus[0].quantity == 2


ORDER: dict[str, Any] = {
    "order_id": 5944314048302,
    "order_number": 5944314048302,
    "created_at": "2018-05-17 09:23:36 +0800",
    "updated_at": "2018-05-17T09:35:17+08:00",
    "statuses": ["pending", "Canceled"],
    "price": "106000.00",
    "shipping_fee": 15000,
    "voucher": "5000.00",
    "voucher_seller": 5000.0,
    "voucher_platform": 0,
    "items_count": 2,
    "payment_method": "COD",
    "customer_first_name": "Nguyễn Văn A",
    "customer_last_name": "",
    "need_cancel_confirm": "true",
    "is_cancel_pending": False,
    "extra_attributes": "",
    "address_shipping": {
        "first_name": "N****A",
        "phone": "84******59",
        "address1": "1**",
        "addressDsitrict": "Quận 11",
        "city": "Hồ Chí Minh",
        "country": "Vietnam",
    },
}


def test_order() -> None:
    page = parse.order_page({"count": 1, "countTotal": "1", "orders": [ORDER]})
    assert page.total == 1
    (order,) = page.orders
    assert order.order_id == "5944314048302"
    assert order.created_at == datetime(2018, 5, 17, 1, 23, 36, tzinfo=UTC)
    assert order.updated_at == datetime(2018, 5, 17, 1, 35, 17, tzinfo=UTC)
    assert order.statuses == ("pending", "canceled")
    assert (order.price, order.shipping_fee, order.voucher_seller) == (106_000, 15_000, 5_000)
    assert order.buyer_name == "Nguyễn Văn A"
    assert order.shipping.district == "Quận 11"
    assert (order.need_cancel_confirm, order.is_cancel_pending) == (True, False)
    assert order.raw is ORDER


def test_buyer_data_is_not_in_a_repr() -> None:
    shown = repr(parse.order(ORDER))
    for private in ("Nguyễn Văn A", "84******59", "1**"):
        assert private not in shown
    assert "84******59" not in repr(parse.order(ORDER).shipping)


@pytest.mark.parametrize("missing", ["order_id", "created_at", "updated_at"])
def test_an_order_without_what_the_cursor_needs_is_no_order(missing: str) -> None:
    with pytest.raises(reading.Garbled):
        parse.order_page({"orders": [{**ORDER, missing: ""}]})


def test_no_orders_key_is_no_answer() -> None:
    with pytest.raises(reading.Garbled):
        parse.order_page({"count": 0})
    assert parse.order_page({"orders": None}).orders == ()


ITEM: dict[str, Any] = {
    "order_item_id": 215189481704529,
    "order_id": 215189481504529,
    "status": "pending",
    "item_price": 349.0,
    "paid_price": "349.00",
    "voucher_seller": 0,
    "sku": "Y018411400001",
    "sku_id": "406994783",
    "product_id": "263327724",
    "package_id": "",
    "tracking_code": "",
    "shipment_provider": "",
    "is_digital": 0,
    "is_fbl": "1",
    "delivery_option_sof": 1,
    "stage_pay_status": "null",
    "cancel_trigger_time": 1540953522000,
    "reverse_order_id": 0,
    "created_at": "2018-10-31 09:38:42 +0700",
    "updated_at": "2018-10-31 09:38:54 +0700",
    "sla_time_stamp": "2018-11-02T09:38:42+07:00",
    "cancel_return_initiator": "buyer-cancel",
}


def test_order_item_is_one_unit() -> None:
    item = parse.order_item(ITEM)
    assert (item.order_item_id, item.order_id) == ("215189481704529", "215189481504529")
    assert (item.sku, item.sku_id, item.item_id) == ("Y018411400001", "406994783", "263327724")
    assert (item.item_price, item.paid_price) == (349, 349)
    assert (item.package_id, item.tracking_code, item.shipment_provider) == (None, None, None)
    assert (item.is_digital, item.is_fbl, item.is_dbs) == (False, True, True)
    assert (item.stage_pay_status, item.reverse_order_id) == (None, None)
    assert item.cancel_trigger_time == datetime(2018, 10, 31, 2, 38, 42, tzinfo=UTC)
    assert item.sla_at == datetime(2018, 11, 2, 2, 38, 42, tzinfo=UTC)
    assert item.cancel_initiator == "buyer-cancel"


def test_a_bare_item_is_enough() -> None:
    item = parse.order_item({"order_item_id": "1", "order_id": "2", "status": "Shipped"})
    assert (item.status, item.item_price, item.created_at) == ("shipped", 0, None)


def test_seller_and_warehouse() -> None:
    seller = parse.seller({"seller_id": 10, "name": "abc shop", "verified": "true"})
    assert (seller.seller_id, seller.verified) == ("10", True)
    row = {"code": "Dropshipping", "name": "MultiWH", "defaultAddress": True, "status": "ACTIVE"}
    warehouse = parse.warehouse(row)
    assert (warehouse.code, warehouse.default, warehouse.active) == ("dropshipping", True, True)


def test_provider_choice() -> None:
    choice = parse.provider_choice(
        {
            "platform_default": "1",
            "shipping_allocate_type": "TFS",
            "shipment_providers": [{"name": "Cainiao", "provider_code": "asc_1"}],
        }
    )
    assert choice.platform_default
    assert [provider.code for provider in choice.providers] == ["asc_1"]
