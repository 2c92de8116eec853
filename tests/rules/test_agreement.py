"""Where two sides differ, and where they do not (C2–C7, D1–D11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from lazdesk.rules import agreement, books, order, status
from lazdesk.rules.agreement import Copy, Line, Parcel, Sides, What
from lazdesk.rules.explanations import differences
from lazdesk.rules.status import Word
from tests.sync.lives import Life

STATES = {"ready": "readytopick", "transit": "delivering", "failed": "cancel", "returned": "return"}


def unit(id_: str = "1", state: str = "pending", **more: Any) -> order.Unit:
    known: dict[str, Any] = {"sku": "A", "name": "Áo", "item_price": 100, "variant_id": "7"}
    return order.Unit(order_item_id=id_, status=state, **(known | more))


def lazada(*units: order.Unit, payment: str = "VNPAY", fee: int = 20) -> order.LazadaOrder:
    created = datetime(2026, 11, 2, tzinfo=UTC)
    return order.LazadaOrder("9", "50", "50", created, fee, payment, units)


def line(*unit_ids: str, **more: Any) -> Line:
    known: dict[str, Any] = {"id": "L", "variant_id": "7", "sku": "A", "price": 100}
    return Line(quantity=len(unit_ids), unit_ids=unit_ids, **(known | more))


def kept(*units: order.Unit, **more: Any) -> books.Books:
    total = sum(each.item_price - each.voucher_seller for each in units) + 20
    known: Mapping[str, Any] = {
        "units": tuple(
            books.Unit(u.order_item_id, "L", u.status, u.item_price - u.voucher_seller, 100)
            for u in units
        ),
        "reverses": (),
        "refunds": (),
        "quantities": {"L": len(units)},
        "total": total,
        "captured": total,
        "owed": True,
    }
    return books.Books(**(dict(known) | more))


def sides(*units: order.Unit, **more: Any) -> Sides:
    """A paid order that agrees: one line of all its units."""
    copy = Copy(True, False, "paid", (line(*(u.order_item_id for u in units)),))
    known: Mapping[str, Any] = {
        "lazada": lazada(*units),
        "standing": ("50",),
        "copy": copy,
        "books": kept(*units),
    }
    return Sides(**(dict(known) | more))


def found(*given: Any, **more: Any) -> list[str]:
    return [each.what.value for each in agreement.of_order(sides(*given, **more))]


def test_an_order_as_the_rules_made_it_agrees() -> None:
    assert found(unit()) == []
    assert found(unit(), unit("2")) == []


def test_d1_an_order_that_is_not_to_be_in_haravan_is_not_missing_there() -> None:
    nothing = {"copy": None, "books": None, "standing": ()}
    assert found(unit(), **nothing) == ["order_missing"]
    assert found(unit(state="unpaid"), wanted=False, **nothing) == []


def test_d2_the_merchants_own_cancel_is_final_and_no_difference() -> None:
    canceled = replace(sides(unit()).copy or Copy(True, True, "", ()), canceled=True)
    assert found(unit(), copy=canceled, standing=()) == []
    # LazDesk's own has to give back what was paid.
    assert found(unit(), copy=canceled, standing=(), canceled_by_us=True) == ["order_refunded"]


def test_d3_a_line_is_as_its_units_are() -> None:
    def with_line(**more: Any) -> list[str]:
        changed = replace(
            sides(unit()).copy or Copy(True, True, "", ()), lines=(line("1", **more),)
        )
        return found(unit(), copy=changed)

    assert with_line() == []
    assert with_line(price=99) == ["order_line"]
    assert with_line(variant_id="8") == ["order_line"]
    assert with_line(variant_id=None) == ["order_line_unlinked"]
    # A unit that was linked otherwise when the order came in, or whose goods a voucher took.
    other = replace(
        sides(unit()).copy or Copy(True, True, "", ()), lines=(line("1", variant_id="8"),)
    )
    assert found(unit(), copy=other, relinked=frozenset({"1"})) == []
    custom = replace(other, lines=(line("1", variant_id=None),))
    assert found(unit(), copy=custom, taken=frozenset({"1"})) == []
    assert found(unit(variant_id=None), copy=custom) == []
    assert found(unit(fbl=True), copy=custom) == []
    assert found(unit(fbl=True)) == ["order_line"]


def test_d3_every_live_unit_is_in_one_line() -> None:
    copy = sides(unit()).copy
    assert found(unit(), unit("2"), copy=copy) == ["order_line"]
    assert found(unit(), unit("2", "canceled"), copy=copy, books=kept(unit())) == []


def test_d4_the_sum_is_told_once_not_with_the_payment_that_follows_it() -> None:
    assert found(unit(), books=kept(unit(), total=119)) == ["order_total"]
    assert found(unit(voucher_seller=5), books=kept(unit(voucher_seller=5))) == []


@pytest.mark.parametrize(
    ("captured", "owed", "what"),
    [(120, True, []), (0, True, ["order_captured"]), (240, True, ["order_captured"])],
)
def test_d5_what_is_owed_is_captured(captured: int, owed: bool, what: list[str]) -> None:
    assert found(unit(), books=kept(unit(), captured=captured, owed=owed)) == what


def test_d5_cod_is_not_captured_before_it_is_owed() -> None:
    pending = replace(sides(unit()).copy or Copy(True, True, "", ()), payment="pending")
    assert found(unit(), copy=pending, books=kept(unit(), captured=0, owed=False)) == []
    assert found(unit(), books=kept(unit(), captured=120, owed=False)) == ["order_captured"]


def test_d10_canceled_units_are_out_with_their_money_and_back_on_the_shelf() -> None:
    units = unit(), unit("2", "canceled")
    gone = books.Refund(books.Kind.GONE, ("2",), 100, {"L": 1})
    part = Copy(True, False, "partiallyrefunded", (line("1", "2"),), restocked={"L": 1})
    right: dict[str, Any] = {
        "copy": part,
        "books": kept(*units, refunds=(gone,)),
        "put_back": frozenset({"2"}),
    }
    assert found(*units, **right) == []
    assert found(*units, **right | {"books": kept(*units)}) == ["order_goods_back"]
    poor = replace(gone, amount=50)
    assert found(*units, **right | {"books": kept(*units, refunds=(poor,))}) == ["order_refunded"]
    twice = kept(*units, refunds=(gone, books.Refund(None, (), 10, {})))
    assert found(*units, **right | {"books": twice}) == ["order_refunded"]
    assert found(*units, **right | {"copy": replace(part, restocked={})}) == ["order_restock"]
    assert found(*units, **right | {"copy": replace(part, payment="paid")}) == [
        "order_payment_status"
    ]


def test_d10_canceled_whole_is_canceled_in_haravan() -> None:
    assert found(unit(state="canceled")) == ["order_canceled"]


def test_d11_what_came_back_may_be_given_back_by_hand_what_did_not_may_not() -> None:
    by_hand = kept(unit(), refunds=(books.Refund(None, (), 0, {"L": 1}),))
    assert found(unit(), books=by_hand) == ["order_goods_back"]
    state = "shipped_back_success"
    failed = replace(by_hand, units=kept(unit(state=state)).units)
    there = replace(
        sides(unit()).copy or Copy(True, True, "", ()), parcels=(Parcel("T", "cancel"),)
    )
    assert found(unit(state=state), books=failed, copy=there) == []


@pytest.mark.parametrize(
    ("state", "parcel", "what"),
    [
        ("pending", None, []),
        ("pending", "readytopick", ["order_status"]),
        ("ready_to_ship", None, ["order_status"]),
        ("ready_to_ship", "pending", []),
        ("ready_to_ship", "delivering", ["order_status"]),
        ("shipped", "delivering", []),
        ("shipped", "delivered", ["order_status"]),
        ("delivered", "delivered", []),
        ("failed_delivery", "cancel", []),
        ("status_of_tomorrow", "delivering", []),
    ],
)
def test_d8_parcels_carry_the_orders_word(state: str, parcel: str | None, what: list[str]) -> None:
    parcels = () if parcel is None else (Parcel("T", parcel),)
    known = sides(unit()).copy or Copy(True, True, "", ())
    copy = replace(known, parcels=parcels, lines=(line("1", left=0 if parcels else 1),))
    assert found(unit(state=state), copy=copy, packages={"T": ["1"]}) == what


def test_d8_a_word_never_goes_back_and_may_stand_in_the_note() -> None:
    base = sides(unit()).copy or Copy(True, True, "", ())
    delivered = replace(base, parcels=(Parcel("T", "delivered"),))
    assert found(unit(state="shipped"), copy=delivered, before=Word.DELIVERED) == []
    noted = replace(delivered, noted_word="Đang giao hàng")
    assert found(unit(state="shipped"), copy=noted) == []


def test_d8_a_second_parcel_is_missed_unless_the_merchant_sent_it_himself() -> None:
    units = unit(state="shipped"), unit("2", "shipped")
    packages = {"T": ["1"], "U": ["2"]}
    base = sides(*units).copy or Copy(True, True, "", ())
    lines = (line("1", "2", left=1),)
    one = replace(base, parcels=(Parcel("T", "delivering"),), lines=lines)
    assert found(*units, copy=one, packages=packages) == ["order_status"]
    own = replace(base, parcels=(*one.parcels, Parcel("X", "delivering")))
    assert found(*units, copy=own, packages=packages) == []


def test_d9_handled_at_haravan_only_the_order_itself_is_compared() -> None:
    wrong = kept(unit(state="delivered"), captured=0)
    assert found(unit(state="delivered"), books=wrong, at_lazada=False) == []
    assert found(unit(), unit("2"), copy=sides(unit()).copy, at_lazada=False) == ["order_line"]


def test_the_mirror_is_told_once_with_what_it_believes() -> None:
    (one,) = agreement.of_mirror("A", "1", {"price": 5, "quantity": 2}, {"price": 4, "quantity": 1})
    assert (one.what, one.lazada, one.mirror) == (What.MIRROR, "price: 5", "price: 4")
    assert list(agreement.of_mirror("A", "1", {"price": 5}, {"price": 5, "more": 1})) == []


def test_every_difference_has_its_words_in_both_languages() -> None:
    assert set(differences.TOLD) == set(What)
    for told in differences.TOLD.values():
        assert all((told.title("vi"), told.title("en"), told.remedy("vi"), told.remedy("en")))
        assert told.title("vi") != told.title("en")


class ProvedLife(Life):
    """A life after each look of which both sides agree."""

    def _compare(self) -> None:
        super()._compare()
        there = self.haravan
        if there is None:
            return
        by_hand = self.book.by_hand or there.captured not in (0, there.total)
        money = {What.CAPTURED, What.REFUNDED, What.PAYMENT} if by_hand or self._early() else set()
        found_ = {each.what for each in agreement.of_order(self._sides())}
        assert found_ <= money, found_

    def _early(self) -> bool:
        there = self.haravan
        return there is not None and bool(there.captured) and not self._books().owed

    def _sides(self) -> Sides:
        there, kept_ = self.haravan, self._books()
        assert there is not None
        lines = tuple(
            Line(sku, there.skus[sku], sku, len(ids), self._price(sku), tuple(ids))
            for sku, ids in there.lines.items()
        )
        word = there.word
        state = STATES.get(word, word)
        parcel = Parcel("T", state)
        return Sides(
            lazada=lazada(
                *(
                    unit(
                        self._id(piece),
                        piece.status,
                        sku=piece.sku,
                        item_price=piece.price,
                        voucher_seller=piece.voucher_seller,
                        variant_id=piece.sku if piece.linked else None,
                    )
                    for piece in self.book.pieces
                ),
                payment="COD" if self.book.cod else "VNPAY",
                fee=self.book.shipping,
            ),
            standing=() if there.canceled else ("50",),
            copy=Copy(
                True,
                there.canceled,
                agreement.payment(kept_),
                lines,
                parcels=() if word == "pending" else (parcel,),
            ),
            books=kept_,
            packages={"T": [self._id(piece) for piece in self.book.living]},
            before=next(w for w in Word if w.name.lower() == word),
            canceled_by_us=there.canceled,
        )

    def _price(self, sku: str) -> int:
        return next(piece.price for piece in self.book.pieces if piece.sku == sku)


def test_random_lives_agree_after_every_look() -> None:
    for seed in range(1500):
        ProvedLife(seed).run()


def test_word_of_parcel_knows_every_state_of_the_table() -> None:
    """haravan.md §8.1; a state Haravan does not document is shown raw."""
    assert status.word_of_parcel("not_meet_customer") == "Đang giao hàng"
    assert status.word_of_parcel("mới lạ") == "mới lạ"
