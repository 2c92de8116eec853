"""D8 – statuses of units → the order's word → what Haravan gets."""

import pytest

from lazdesk.rules import status
from lazdesk.rules.status import Rollup, Word

TABLE = [
    ("pending topack packed repacked", "Pending", "Chưa giao hàng", None),
    ("ready_to_ship_pending ready_to_ship toship", "Ready to ship", "Chờ giao hàng", None),
    ("shipped shipping", "In transit", "Đang giao hàng", "delivering"),
    ("delivered confirmed", "Delivered", "Đã giao hàng", "delivered"),
    (
        "failed_delivery failed lost lost_by_3pl damaged_by_3pl package_scrapped shipped_back "
        "shipped_back_success shipped_back_failed",
        "Delivered failed",
        "Hủy giao hàng",
        "cancel",
    ),
    ("returned", "Returned", "Chuyển hoàn", "return"),
    ("unpaid", "Unpaid", None, None),
    ("canceled cancelled", "Canceled", None, None),
]
ROWS = [(unit, *row) for units, *row in TABLE for unit in units.split()]


@pytest.mark.parametrize(("unit", "lazada", "haravan", "state"), ROWS, ids=[r[0] for r in ROWS])
def test_d8_table(unit: str, lazada: str, haravan: str | None, state: str | None) -> None:
    word = status.word([unit]).word
    assert word is not None
    assert status.lazada_word(word) == lazada
    assert status.haravan_word(word) == haravan
    assert status.carrier_state(word) == state


def test_d8_table_has_every_status_of_the_reference_and_no_other() -> None:
    assert sorted(status.WORDS) == sorted(str(row[0]) for row in ROWS)


@pytest.mark.parametrize(
    ("units", "word", "badges"),
    [
        pytest.param("pending delivered", Word.PENDING, (), id="the least advanced counts"),
        pytest.param("unpaid shipped", Word.UNPAID, (), id="unpaid is the very least"),
        pytest.param("ready_to_ship shipped delivered", Word.READY, (), id="ready before transit"),
        pytest.param("canceled shipped", Word.TRANSIT, (), id="canceled units are not live"),
        pytest.param("canceled canceled", Word.CANCELED, (), id="nothing but canceled units"),
        pytest.param(
            "failed_delivery delivered",
            Word.DELIVERED,
            (Word.FAILED,),
            id="a failed unit is a badge while another lives",
        ),
        pytest.param(
            "returned pending canceled",
            Word.PENDING,
            (Word.RETURNED,),
            id="a returned unit is a badge while another lives",
        ),
        pytest.param(
            "returned lost shipped",
            Word.TRANSIT,
            (Word.FAILED, Word.RETURNED),
            id="both badges",
        ),
        pytest.param(
            "returned lost",
            Word.FAILED,
            (Word.RETURNED,),
            id="failed counts before returned",
        ),
        pytest.param("returned canceled", Word.RETURNED, (), id="only returned units are live"),
        pytest.param(" Shipped ", Word.TRANSIT, (), id="case and blanks do not matter"),
    ],
)
def test_d8_rollup(units: str, word: Word, badges: tuple[Word, ...]) -> None:
    statuses = units.split() if units.strip() == units else [units]
    assert status.word(statuses) == Rollup(word, badges)


@pytest.mark.parametrize(
    ("units", "badges"),
    [
        pytest.param(["delivering_by_drone"], (), id="alone"),
        pytest.param(["pending", "delivering_by_drone", "canceled"], (), id="beside a known one"),
        pytest.param(["delivering_by_drone", "lost"], (Word.FAILED,), id="a badge still shows"),
    ],
)
def test_d8_a_status_not_in_the_table_is_never_mapped_by_guess(
    units: list[str], badges: tuple[Word, ...]
) -> None:
    assert status.word(units) == Rollup(None, badges, ("delivering_by_drone",))


def test_d8_an_order_without_units_has_no_word() -> None:
    assert status.word([]) == Rollup(None)


@pytest.mark.parametrize(
    ("word", "needed"),
    [
        (Word.UNPAID, False),
        (Word.PENDING, False),
        (Word.READY, True),
        (Word.TRANSIT, True),
        (Word.DELIVERED, True),
        (Word.FAILED, True),
        (Word.RETURNED, True),
        (Word.CANCELED, False),
    ],
)
def test_d8_fulfilments_exist_from_ready_to_ship_on(word: Word, needed: bool) -> None:
    assert status.needs_fulfilment(word) is needed


RANKED = ["readytopick", "delivering", "delivered", "cancel", "return"]


@pytest.mark.parametrize("old", RANKED)
@pytest.mark.parametrize("new", RANKED)
def test_d8_never_backwards_but_delivered_may_follow_cancel(old: str, new: str) -> None:
    forwards = RANKED.index(new) > RANKED.index(old)
    assert status.may_follow(old, new) is (forwards or (old, new) == ("cancel", "delivered"))


@pytest.mark.parametrize(
    ("old", "new", "may"),
    [
        pytest.param(None, "delivering", True, id="a state that was never set"),
        pytest.param("", "delivering", True, id="an empty state"),
        pytest.param("pending", "delivering", True, id="as a fulfilment starts"),
        pytest.param("not_meet_customer", "delivering", False, id="underscores do not matter"),
        pytest.param("NotMeetCustomer", "delivered", True, id="nor does case"),
        pytest.param("waiting_for_return", "return", True, id="on its way back, then back"),
        pytest.param("return", "delivered", False, id="returned goods are not delivered"),
        pytest.param("delivered", "delivered", False, id="nothing to set"),
    ],
)
def test_d8_carrier_states_of_haravan(old: str | None, new: str, may: bool) -> None:
    assert status.may_follow(old, new) is may
