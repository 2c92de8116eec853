"""Buyers are forgotten, on request and with their age, wherever they were kept (G3)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lazdesk import forgetting, upkeep
from lazdesk.models import desk, labels, orders
from lazdesk.sandbox.faults import Kind
from lazdesk.sandbox.lazada.records import Order
from lazdesk.sandbox.people import Buyer
from lazdesk.sync import actions
from tests import mirrors
from tests.sync import parcels
from tests.sync.practice import CREATE, Practice

CANARY = Buyer(
    "Chim Hoàng Yến", "84977123456", "99 Ngõ Lồng Chim", "Phường Bến Nghé", "Quận 1", "Hồ Chí Minh"
)
KNOWN_BY = (CANARY.name, CANARY.phone, CANARY.street, "chim hoang yen")
DAY = 24 * 3600.0


def buy(level: Practice) -> Order:
    return level.place_order(buyer=CANARY, masked=False, payment="COD")


def everything(level: Practice) -> str:
    """The mirror and its copies, opened, with their pages that are free."""
    files = [level.desk.database.path, *(level.desk.folder / "backups").glob("*.db")]
    return "\n".join(dump(level, file) for file in files)


def dump(level: Practice, file: Path) -> str:
    return "\n".join(mirrors.dump(file, mirrors.desk_key(level.desk)))


def said(level: Practice, order: Order) -> None:
    """Somebody's words with the buyer in them, where words are kept."""
    with level.desk.database.write() as connection:
        words = f"phone {CANARY.phone} is invalid: {CANARY.name}"
        id_ = str(order.order_id)
        orders.note(connection, level.seller, [id_], "refused", words, level.clock.now())
        for code in ("REFUSED", "OVER"):
            problem = desk.Problem(code, "order", id_, id_, words)
            desk.raise_problem(connection, level.seller, problem, level.clock.now())
        desk.clear_problems(connection, level.seller, "order", [id_], level.clock.now(), "OVER")


def problems_of(level: Practice) -> list[Any]:
    with level.desk.database.read() as connection:
        return list(desk.problems(connection, level.seller))


def copy(level: Practice) -> Path:
    made = level.desk.database.back_up_daily(level.clock.now())
    assert made is not None
    return made


def test_what_a_platform_says_of_a_buyer_is_not_shown_among_the_problems(level: Practice) -> None:
    """Nor kept: what is needed to find the order and to mend it stays readable."""
    order = buy(level)
    number, package = str(order.order_id), "FP012345678901234"
    said = "phone 0977 123 456 của {name}, {street}, Quận 1, an.yen@example.com: đơn {number}"
    reaches = ("0977 123 456", "an.yen@example.com")
    words = said.format(name=CANARY.name, street=CANARY.street, number=number)
    level.fault(Kind.REFUSED, CREATE, method="POST", code="422", message=words, times=None)
    level.sync()
    (problem,) = problems_of(level)
    covered = said.replace(reaches[0], "***").replace(reaches[1], "***")
    assert problem.message == covered.format(name="***", street="***", number=number)
    assert problem.code == "HARAVAN_REFUSED"
    level.clear_faults()

    packs = {"code": "700026", "message": f"{package}: call 84977123456"}
    level.fault(Kind.REFUSED, parcels.PACK, times=None, **packs)
    other = level.place_order()
    level.sync()
    (clicked,) = actions.click_ready_to_ship(level.session(), [str(other.order_id)])
    actions.see_through(level.session(), [clicked])
    (result,) = actions.results(level.session(), [clicked])
    assert result.result == actions.REJECTED
    assert f"700026: {package}: call ***" in everything(level)
    assert not any(reach in everything(level) for reach in (*reaches, "call 84977123456"))


def test_a_forgotten_buyer_is_nowhere_and_does_not_come_back(level: Practice) -> None:
    order = buy(level)
    level.sync()
    said(level, order)
    copied = copy(level)
    folder = level.desk.folder / "labels" / level.seller
    folder.mkdir(parents=True, exist_ok=True)
    (label := folder / "P1.pdf").write_bytes(b"%PDF")
    with level.desk.database.write() as connection:
        id_, now = str(order.order_id), level.clock.now()
        labels.keep(connection, level.seller, "P1", id_, label.name, now)
    assert all(word in everything(level) for word in KNOWN_BY)

    forgetting.forget_buyer(level.desk, level.seller, str(order.order_id))

    assert [word for word in KNOWN_BY if word in everything(level)] == []
    assert not label.exists()
    assert not copied.exists() or CANARY.name not in dump(level, copied)
    # The order itself is as it was, and stays so when Lazada tells of it again.
    before = level.mirrored(order)
    parcels.packs(level, order)
    level.sync()
    assert level.mirrored(order).digest != before.digest
    assert [word for word in KNOWN_BY if word in everything(level)] == []
    assert level.the_order(order).shipping_address["first_name"] == CANARY.name


def test_on_its_way_into_haravan_an_order_needs_its_buyer(level: Practice) -> None:
    order = buy(level)
    level.cycle()
    assert level.mirrored(order).import_state != orders.DONE
    with pytest.raises(forgetting.ForgettingError) as refused:
        forgetting.forget_buyer(level.desk, level.seller, str(order.order_id))
    assert refused.value.key == "buyer_needed"
    with pytest.raises(forgetting.ForgettingError) as refused:
        forgetting.forget_buyer(level.desk, level.seller, "404")
    assert refused.value.key == "order_unknown"


def test_a_buyer_older_than_the_retention_is_forgotten_by_itself(level: Practice) -> None:
    level.settings(privacy_retention_days="30")
    old = buy(level)
    level.sync()
    said(level, old)
    copied = copy(level)
    upkeep.keep(level.desk)
    level.advance(20 * DAY)
    young = level.place_order(buyer=Buyer("Bà Mới", "84966000111", "1 Phố", "P", "Q", "Huế"))
    level.sync()
    upkeep.keep(level.desk)
    assert all(word in everything(level) for word in KNOWN_BY)

    level.advance(11 * DAY)
    upkeep.keep(level.desk)

    assert [word for word in KNOWN_BY if word in everything(level)] == []
    assert level.mirrored(young).buyer["name"]
    assert level.mirrored(old).order_number == str(old.order_id)
    assert copied.exists()  # changed, not deleted
