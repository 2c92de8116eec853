"""E2 – when *Hủy đơn hàng* may act, on what, and what the reason entails."""

from dataclasses import dataclass, replace

import pytest

from lazdesk.rules import buttons, cancel
from lazdesk.rules.cancel import Plan


@dataclass(frozen=True)
class Item:
    order_item_id: str = "1"
    status: str = "pending"
    package_id: str | None = None
    is_fbl: bool = False
    cancel_pending: bool = False


OWN = Item()
FBL = Item(is_fbl=True)
CANCELED = Item(status="canceled")
SHIPPED = Item(status="shipped")


@pytest.mark.parametrize(
    ("units", "reason"),
    [
        pytest.param([OWN], None, id="pending"),
        pytest.param([replace(OWN, status="topack")], None, id="to pack"),
        pytest.param([replace(OWN, status="packed")], None, id="packed"),
        pytest.param([replace(OWN, status="repacked")], None, id="repacked"),
        pytest.param([replace(OWN, status="ready_to_ship_pending")], None, id="ready soon"),
        pytest.param([replace(OWN, status="ready_to_ship")], None, id="ready"),
        pytest.param([OWN, SHIPPED], None, id="a part is on its way"),
        pytest.param([OWN, FBL], None, id="Lazada's goods stay"),
        pytest.param([OWN, CANCELED], None, id="a part is canceled"),
        pytest.param([SHIPPED], "on_its_way", id="on its way"),
        pytest.param([replace(OWN, status="delivered")], "on_its_way", id="delivered"),
        pytest.param([CANCELED], "canceled", id="canceled"),
        pytest.param([], "canceled", id="no units"),
        pytest.param([FBL], "fbl", id="FBL"),
        pytest.param([replace(OWN, cancel_pending=True)], "cancel_request", id="buyer asks"),
        pytest.param([replace(OWN, cancel_pending=True), OWN], None, id="buyer asks for a part"),
        pytest.param([replace(OWN, status="unpaid")], "unpaid", id="unpaid"),
        pytest.param([replace(OWN, status="beamed_up")], "unknown_status", id="unknown status"),
    ],
)
def test_e2_each_order_that_is_not_canceled_says_why(units: list[Item], reason: str | None) -> None:
    assert cancel.why_not(units) == reason
    assert reason is None or buttons.REASONS[reason].vi


A, B, C = (Item(str(n), "packed", "FP1") for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("units", "chosen", "plan"),
    [
        pytest.param([OWN, Item("2")], "1", Plan(("1",)), id="no package: nothing else moves"),
        pytest.param([A, B], "12", Plan(("1", "2")), id="all of the package"),
        pytest.param([A, B, C], "1", Plan(("1",), ("FP1",)), id="repacked, so that 2 and 3 stay"),
        pytest.param(
            [replace(A, status="ready_to_ship"), replace(B, status="ready_to_ship")],
            "1",
            Plan(("1",), (), ("2",)),
            id="ready: no repacking saves the mate",
        ),
        pytest.param(
            [A, replace(B, status="ready_to_ship_pending")],
            "1",
            Plan(("1",), (), ("2",)),
            id="half ready: neither",
        ),
        pytest.param(
            [A, replace(B, package_id="FP2")], "1", Plan(("1",)), id="another package stays"
        ),
        pytest.param(
            [A, B, *(Item(str(n), "ready_to_ship", "FP3") for n in (4, 5))],
            "14",
            Plan(("1", "4"), ("FP1",), ("5",)),
            id="each package by itself",
        ),
    ],
)
def test_e2_repacked_first_where_that_saves_the_others(
    units: list[Item], chosen: str, plan: Plan
) -> None:
    assert cancel.plan(units, set(chosen)) == plan


@pytest.mark.parametrize(
    ("reason_id", "name", "zeroes", "restocks"),
    [
        ("10000019", "Sourcing Delay", False, True),
        ("10000021", "Out of Stock", True, False),
        ("10000023", "Wrong Price or Pricing Error", True, True),
        ("10000021", "", True, False),
        ("1000017", "out of stock", True, False),
        ("5", "Hết hàng", True, False),
        ("6", "Không còn hàng trong kho", True, False),
        ("7", "Sai giá hoặc lỗi định giá", True, True),
        ("8", "Khách đổi ý", False, True),
    ],
)
def test_e2_what_a_reason_entails(reason_id: str, name: str, zeroes: bool, restocks: bool) -> None:
    assert cancel.zeroes_stock(reason_id, name) is zeroes
    assert cancel.restocks(reason_id, name, by_itself=True) is restocks
    assert cancel.restocks(reason_id, name, by_itself=False) is False
