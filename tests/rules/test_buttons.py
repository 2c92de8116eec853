"""E1 – when *Sẵn sàng giao hàng* may act, and what it says when not."""

from dataclasses import dataclass, replace

import pytest

from lazdesk.rules import buttons, problems


@dataclass(frozen=True)
class Item:
    status: str = "pending"
    is_fbl: bool = False
    is_digital: bool = False
    is_dbs: bool = False
    cancel_pending: bool = False


OWN = Item()
FBL = Item(is_fbl=True)
CANCELED = Item(status="canceled")


@pytest.mark.parametrize(
    ("units", "reason"),
    [
        pytest.param([OWN], None, id="pending"),
        pytest.param([replace(OWN, status="repacked"), OWN], None, id="repacked"),
        pytest.param([replace(OWN, status="ready_to_ship")], None, id="ready already"),
        pytest.param([OWN, CANCELED], None, id="a canceled unit is not packed"),
        pytest.param([OWN, FBL], None, id="the FBL unit is left to Lazada"),
        pytest.param([CANCELED], "canceled", id="canceled"),
        pytest.param([], "canceled", id="no units"),
        pytest.param([FBL], "fbl", id="FBL"),
        pytest.param([replace(OWN, is_digital=True)], "digital", id="digital"),
        pytest.param([replace(OWN, is_dbs=True)], "dbs", id="seller-delivered"),
        pytest.param([replace(OWN, cancel_pending=True)], "cancel_request", id="cancel request"),
        pytest.param([OWN, replace(OWN, status="unpaid")], "unpaid", id="unpaid"),
        pytest.param([replace(OWN, status="beamed_up")], "unknown_status", id="unknown status"),
    ],
)
def test_e1_each_order_that_is_not_packed_says_why(units: list[Item], reason: str | None) -> None:
    assert buttons.why_not_ready(units) == reason
    assert reason is None or buttons.REASONS[reason].vi


def test_what_a_platform_refused_is_explained_before_its_code() -> None:
    """F: the merchant reads why and what to do; the code is for the platform's support."""
    said = buttons.reason("700026: FO_ITEM_NOT_ALLOW_TO_PACK", "vi")
    explained = problems.of_words("700026: FO_ITEM_NOT_ALLOW_TO_PACK")
    assert explained is not None
    assert said.startswith(explained.cause("vi"))
    assert said.endswith(f"{explained.remedy('vi')} (700026: FO_ITEM_NOT_ALLOW_TO_PACK)")


def test_only_what_may_succeed_is_offered_again() -> None:
    assert set(buttons.REASONS) >= buttons.FINAL
    assert {"on_its_way", "fbl", "canceled"} <= buttons.FINAL
    assert not {"label_later", "label_out_of_reach", "expired", "not_packed"} & buttons.FINAL
