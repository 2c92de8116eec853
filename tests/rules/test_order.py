"""D1–D5 – which orders are imported, and the Haravan order to the đồng."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from lazdesk.rules import money, order
from lazdesk.rules.address import ShippingAddress
from lazdesk.rules.order import DraftLine, LazadaOrder, Unit

DAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
ADDRESS = ShippingAddress("An", "0901234567", "1 Lê Lợi", "Hà Nội", "HI", "Quận Ba Đình", "HI1")


UNIT = Unit("1", "pending", "AO-M", "Áo thun", 100_000, variant_id="v")


def unit(id_: str = "1", **facts: Any) -> Unit:
    return replace(UNIT, order_item_id=id_, **facts)


def lazada_order(
    *units: Unit, created_at: datetime = NOON, shipping: int = 0, payment: str = "MOMO_WALLET"
) -> LazadaOrder:
    return LazadaOrder("200", "987", "987", created_at, shipping, payment, units)


@pytest.mark.parametrize(
    ("units", "wanted"),
    [
        pytest.param([unit(status="unpaid")], False, id="unpaid"),
        pytest.param([unit(status="canceled")], False, id="canceled before it was imported"),
        pytest.param([unit(status="canceled"), unit(status="unpaid")], False, id="both"),
        pytest.param([unit(status="pending")], True, id="paid or COD"),
        pytest.param([unit(status="delivered")], True, id="further along"),
        pytest.param([unit(status="unpaid"), unit()], True, id="one unit is enough"),
        pytest.param([unit(status="canceled"), unit()], True, id="partly canceled"),
        pytest.param([unit(status="beamed_up")], True, id="a status nobody knows is not unpaid"),
        pytest.param([unit(stage_pay_status="unpaid")], False, id="pre-sale, deposit open"),
        pytest.param(
            [unit(stage_pay_status="Unpaid Final Payment")], False, id="pre-sale, rest open"
        ),
        pytest.param([unit(stage_pay_status="")], True, id="no pre-sale"),
        pytest.param([unit(stage_pay_status="paid")], True, id="pre-sale, paid"),
        pytest.param([], False, id="items not read yet"),
    ],
)
def test_d1_imported_once_paid_or_cod(units: list[Unit], wanted: bool) -> None:
    assert order.wants_import(lazada_order(*units), DAY) is wanted


@pytest.mark.parametrize(
    ("created_at", "wanted"),
    [
        pytest.param(
            datetime(2026, 11, 23, 16, 59, 59, tzinfo=UTC), False, id="23:59 the day before"
        ),
        pytest.param(datetime(2026, 11, 23, 17, 0, tzinfo=UTC), True, id="00:00 in Vietnam"),
        pytest.param(datetime(2026, 11, 24, 17, 0, tzinfo=UTC), True, id="later"),
    ],
)
def test_d1_the_day_is_vietnams(created_at: datetime, wanted: bool) -> None:
    assert order.wants_import(lazada_order(unit(), created_at=created_at), DAY) is wanted


def test_d1_nothing_is_imported_while_the_day_is_not_known() -> None:
    assert not order.wants_import(lazada_order(unit()), None)


def test_d2_the_ref_carries_the_shop_since_order_ids_are_unique_within_one_only() -> None:
    assert order.ref("200", "987") == "LZD:VN:200:987"


def test_d2_written_at_creation() -> None:
    draft = order.draft(lazada_order(unit("1"), unit("2"), shipping=15_000), ADDRESS)
    assert (draft.ref, draft.name, draft.address) == ("LZD:VN:200:987", "987", ADDRESS)
    assert draft.note_attributes == {
        "lazdesk_ref": "LZD:VN:200:987",
        "lazada_order_number": "987",
        "lazada_created_at": "2026-11-24T12:00:00+07:00",
        "lazada_voucher_platform": "0",
        "lazada_buyer_paid": "215000",
    }


def test_d2_units_are_read_back_from_a_lines_properties() -> None:
    (line,) = order.draft(lazada_order(unit("1"), unit("2")), ADDRESS).lines
    assert line.properties == {"order_item_id": "1,2"}
    assert order.unit_ids(line.properties) == ("1", "2")
    assert order.unit_ids({"gift": "yes"}) == ()


@pytest.mark.parametrize(
    ("units", "lines"),
    [
        pytest.param(
            [unit("1"), unit("2"), unit("3")],
            [("v", "AO-M", 100_000, ("1", "2", "3"))],
            id="same SKU and price: one line",
        ),
        pytest.param(
            [unit("1"), unit("2", item_price=90_000)],
            [("v", "AO-M", 100_000, ("1",)), ("v", "AO-M", 90_000, ("2",))],
            id="another unit price: another line",
        ),
        pytest.param(
            [unit("1"), unit("2", sku="MU", variant_id="w"), unit("3")],
            [("v", "AO-M", 100_000, ("1", "3")), ("w", "MU", 100_000, ("2",))],
            id="another SKU: another line",
        ),
        pytest.param(
            [unit("1", status="canceled"), unit("2"), unit("3", status="cancelled")],
            [("v", "AO-M", 100_000, ("2",))],
            id="canceled units are left out",
        ),
        pytest.param(
            [unit("1", variant_id=None), unit("2", variant_id=None)],
            [(None, "AO-M", 100_000, ("1", "2"))],
            id="not linked: a custom line",
        ),
        pytest.param(
            [unit("1"), unit("2", fbl=True)],
            [("v", "AO-M", 100_000, ("1",)), (None, "AO-M", 100_000, ("2",))],
            id="FBL: a custom line, for own stock is not taken",
        ),
        pytest.param(
            [unit("1", sku="", variant_id=None), unit("2", sku="", variant_id=None, name="Mũ")],
            [(None, "", 100_000, ("1",)), (None, "", 100_000, ("2",))],
            id="without a SKU the title tells them apart",
        ),
    ],
)
def test_d3_lines(
    units: list[Unit], lines: list[tuple[str | None, str, int, tuple[str, ...]]]
) -> None:
    drafted = order.draft(lazada_order(*units), ADDRESS).lines
    assert [(one.variant_id, one.sku, one.price, one.order_item_ids) for one in drafted] == lines
    assert [one.quantity for one in drafted] == [len(ids) for *_, ids in lines]


def test_d3_the_title_says_the_variation() -> None:
    (line,) = order.draft(lazada_order(unit(variation="Size:M", variant_id=None)), ADDRESS).lines
    assert line.title == "Áo thun (Size:M)"


def test_d3_a_problem_asks_to_link_the_unlinked_but_not_fbl() -> None:
    units = [unit("1"), unit("2", sku="X", variant_id=None), unit("3", sku="F", fbl=True)]
    lines = order.draft(lazada_order(*units), ADDRESS).lines
    assert [line.sku for line in lines if line.unlinked] == ["X"]


def test_d4_money_to_the_dong() -> None:
    units = [
        unit("1", item_price=110_001, voucher_seller=3_333, voucher_platform=5_000),
        unit("2", item_price=170_000, voucher_seller=6_667),
        unit("3", item_price=170_000, voucher_platform=1),
        unit("4", item_price=999_999, voucher_seller=9_999, status="canceled"),
    ]
    draft = order.draft(lazada_order(*units, shipping=15_000), ADDRESS)
    assert draft.discount == 10_000
    assert draft.shipping_fee == 15_000
    assert draft.total == 110_001 + 170_000 + 170_000 - 10_000 + 15_000
    assert (
        sum(line.price * line.quantity for line in draft.lines)
        - draft.discount
        + (draft.shipping_fee)
        == draft.total
    )


def test_d4_a_voucher_of_lazadas_does_not_lower_the_revenue_but_is_noted() -> None:
    sold = unit(item_price=100_000, voucher_seller=10_000, voucher_platform=20_000)
    draft = order.draft(lazada_order(sold, shipping=5_000), ADDRESS)
    assert draft.total == 95_000
    assert draft.note_attributes["lazada_voucher_platform"] == "20000"
    assert draft.note_attributes["lazada_buyer_paid"] == "75000"


def test_d4_no_units_no_money() -> None:
    assert money.totals([], 0).total == 0


@pytest.mark.parametrize(
    ("payment", "cod"),
    [
        ("COD", True),
        (" cod ", True),
        ("MIXEDCARD", False),
        ("PAYMENT_ACCOUNT", False),
        ("VTPVN", False),
        ("", False),
    ],
)
def test_d5_cod_is_pending_anything_else_is_paid(payment: str, cod: bool) -> None:
    draft = order.draft(lazada_order(unit(), payment=payment), ADDRESS)
    assert (draft.cod, draft.paid) == (cod, not cod)


def test_d6_what_is_masked_is_marked() -> None:
    masked = ShippingAddress("A**", "09***", "1", "", None, "", None, masked=("name", "phone"))
    draft = order.draft(lazada_order(unit()), masked)
    assert draft.note_attributes["lazada_masked"] == "name,phone"


def test_a_custom_line_has_no_variant() -> None:
    line = DraftLine(None, "Áo", "AO", 1, ("1", "2"))
    assert (line.quantity, line.unlinked) == (2, True)
