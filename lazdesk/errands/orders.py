"""What the buttons of orders do (E, D11): clicks, by the action thread and with its own cancel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from lazdesk.commands.endings import words_of
from lazdesk.errands import printing as print_errands
from lazdesk.errands.errand import Errand
from lazdesk.models import goods, ledger, orders
from lazdesk.platforms.errors import MissingScope, Refused, Unauthorized
from lazdesk.platforms.limits import Lane
from lazdesk.rules import books, buttons, cancel, returns
from lazdesk.shop import Desk
from lazdesk.sync import actions, answer_return, cancel_orders, packing
from lazdesk.sync import return_goods as goods_back
from lazdesk.sync import take_again as again
from lazdesk.sync.session import Session
from lazdesk.views import answers, cancel_wishes, ship_wishes, wishes
from lazdesk.views.answers import Answer

Click = Callable[[Session, Any, str], Iterable[Answer]]


def ready_to_ship(session: Session, wish: wishes.ReadyToShip, language: str) -> Iterable[Answer]:
    """E1."""
    clicked = actions.click_ready_to_ship(session, wish.order_ids)
    return heard(session, "ready_to_ship", wish.order_ids, clicked, language)


def pack(session: Session, wish: ship_wishes.Pack, language: str) -> Iterable[Answer]:
    """E3: packs and does nothing else."""
    clicked = [actions.click(session, packing.KIND, order_id) for order_id in wish.order_ids]
    return heard(session, "pack", wish.order_ids, clicked, language)


def heard(
    session: Session, wish: str, order_ids: Sequence[str], clicked: Sequence[str], language: str
) -> Iterator[Answer]:
    """Says at once that the clicks are stored, and then what became of each; ``wish`` is the
    signal of ``Wishes`` that they came by."""
    yield answers.Pressed()
    actions.see_through(session, clicked)
    yield answers.OrderResults(wish, results(session, order_ids, clicked, language))


def return_goods(session: Session, wish: wishes.ReturnGoods, language: str) -> Iterable[Answer]:
    """D11. What came back meanwhile by another way is refused, order by order."""
    found: dict[str, answers.OrderResult] = {}
    clicked = {}
    for order_id, quantities in wish.quantities:
        chosen = goods_back.Chosen(dict(quantities), wish.location or None, wish.lost)
        try:
            clicked[order_id] = actions.click_return_goods(session, order_id, chosen)
        except goods_back.NothingToReturnError as nothing:
            found[order_id] = _refused(session, order_id, nothing.reason, language)
    yield answers.Pressed()
    actions.see_through(session, list(clicked.values()))
    for result in results(session, list(clicked), list(clicked.values()), language):
        found[result.order_id] = result
    yield answers.OrderResults("return_goods", tuple(found[id_] for id_, _ in wish.quantities))


def take_stock(session: Session, wish: wishes.TakeStock, language: str) -> Iterable[Answer]:
    """D3."""
    clicked = [actions.click_take_stock(session, order_id) for order_id in wish.order_ids]
    return heard(session, "take_stock", wish.order_ids, clicked, language)


def take_again(session: Session, wish: wishes.TakeAgain, language: str) -> Iterable[Answer]:
    """ "Lấy lại đơn này"; the cycle that follows brings Haravan along."""
    found = []
    for number, order_id in enumerate(wish.order_ids):
        session.progress("take_again", number, len(wish.order_ids))
        try:
            again.read(session, order_id)
        except (Unauthorized, MissingScope):
            raise
        except Refused as refusal:
            found.append(_refused(session, order_id, words_of(refusal, language), language))
        else:
            found.append(answers.OrderResult(order_id, _number(session, order_id), "confirmed", ""))
    yield answers.OrderResults("take_again", tuple(found))
    yield answers.Done("take_again")


def plan_return(desk: Desk, wish: wishes.PlanReturn, language: str) -> Iterable[Answer]:
    """What the dialog of **Hoàn trả đơn hàng** offers (D11)."""
    session = desk.session(wish.shop, online=False)
    with session.database.read() as connection:
        rows = {
            row.order_id: row
            for row in orders.orders(connection, session.shop, order_ids=wish.order_ids)
        }
        places = goods.locations(connection, session.org)
    away, refused = [], []
    for order_id in (id_ for id_ in wish.order_ids if id_ in rows):
        try:
            plan = goods_back.plan(session, rows[order_id])
        except goods_back.NothingToReturnError as nothing:
            refused.append(_refused(session, order_id, nothing.reason, language))
            continue
        skus = tuple(
            answers.GoodsAway(each.sku, each.name, each.variation, each.expected, each.money)
            for each in plan.goods
        )
        number = rows[order_id].order_number
        away.append(answers.OrderAway(order_id, number, plan.home or "", plan.stands, skus))
    named = tuple((place.id, place.name) for place in places)
    yield answers.ReturnPlanned(wish.shop, tuple(away), tuple(refused), named)


def plan_cancel(desk: Desk, wish: cancel_wishes.PlanCancel, language: str) -> Iterable[Answer]:
    """What the dialog of **Hủy đơn hàng** offers: Lazada's reasons for each order (E2)."""
    session = desk.session(wish.shop).in_lane(Lane.CLICK)
    offered, refused = [], []
    for order_id, found in cancel_orders.look(session, wish.order_ids).items():
        if not found.reasons:
            refused.append(_refused(session, order_id, found.why_not, language))
            continue
        units = tuple(
            answers.CancelUnit(
                *(unit.order_item_id, unit.sku, unit.name, unit.variation),
                *(unit.status, unit.package_id, unit.is_fbl, unit.cancel_pending),
            )
            for unit in found.units
        )
        reasons = tuple(_reason(session, reason.id, reason.name) for reason in found.reasons)
        number = _number(session, order_id)
        offered.append(answers.OrderToCancel(order_id, number, reasons, units, found.tip))
    pushes = session.policy.push_quantity
    yield answers.CancelPlanned(wish.shop, tuple(offered), tuple(refused), pushes)


def _reason(session: Session, id_: str, name: str) -> answers.CancelReason:
    restock = cancel.restocks(id_, name, by_itself=session.policy.auto_restock)
    return answers.CancelReason(id_, name, cancel.zeroes_stock(id_, name), restock)


def cancel_these(
    session: Session, wish: cancel_wishes.CancelOrders, language: str
) -> Iterable[Answer]:
    """E2."""
    clicked = {}
    for order_id, unit_ids, mates in wish.orders:
        chosen = cancel_orders.Chosen(
            wish.reason_id, wish.reason_name, wish.restock, unit_ids or None, mates
        )
        clicked[order_id] = actions.click_cancel(session, order_id, chosen)
    yield from _pressed(session, "cancel_orders", clicked, language)


def agree_to_cancel(
    session: Session, wish: cancel_wishes.AgreeToCancel, language: str
) -> Iterable[Answer]:
    """E4."""
    clicked = {id_: actions.click_answer_cancel(session, id_, agree=True) for id_ in wish.order_ids}
    yield from _pressed(session, "agree_to_cancel", clicked, language)


def refuse_cancel(
    session: Session, wish: cancel_wishes.RefuseCancel, language: str
) -> Iterable[Answer]:
    """E4."""
    clicked = {
        id_: actions.click_answer_cancel(session, id_, agree=False) for id_ in wish.order_ids
    }
    yield from _pressed(session, "refuse_cancel", clicked, language)


def agree_to_return(
    session: Session, wish: cancel_wishes.AgreeToReturn, language: str
) -> Iterable[Answer]:
    """D11: every return of these orders that waits; one of which none does any more is told so."""
    with session.database.read() as connection:
        waiting = {
            id_: _requests(lines)
            for id_, lines in ledger.reverse_lines(connection, session.shop, wish.order_ids).items()
        }
    clicked = [
        (id_, actions.click_answer_return(session, id_, answer_return.Answer(request, agree=True)))
        for id_, requests in waiting.items()
        for request in requests
    ]
    over = tuple(
        _refused(session, id_, "no_return_request", language)
        for id_, requests in waiting.items()
        if not requests
    )
    yield answers.Pressed()
    actions.see_through(session, [action for _, action in clicked])
    told = results(session, [id_ for id_, _ in clicked], [a for _, a in clicked], language)
    yield answers.OrderResults("agree_to_return", told + over)


def plan_refusal(desk: Desk, wish: cancel_wishes.PlanRefusal, _language: str) -> Iterable[Answer]:
    """What a return of the order may be refused for, by Lazada's list."""
    session = desk.session(wish.shop).in_lane(Lane.CLICK)
    with session.database.read() as connection:
        lines = ledger.reverse_lines(connection, session.shop, [wish.order_id])[wish.order_id]
    waiting = [line for line in lines if returns.is_waiting(line.status)]
    reasons = session.lazada.refusal_reasons(waiting[0].line_id) if waiting else ()
    yield answers.RefusalPlanned(
        wish.shop,
        wish.order_id,
        _number(session, wish.order_id),
        _requests(lines),
        ", ".join(dict.fromkeys(line.reason for line in waiting if line.reason)),
        tuple((reason.id, reason.name) for reason in reasons),
    )


def refuse_return(
    session: Session, wish: cancel_wishes.RefuseReturn, language: str
) -> Iterable[Answer]:
    """D11."""
    clicked = [
        actions.click_answer_return(
            session,
            wish.order_id,
            answer_return.Answer(request, False, wish.reason_id, wish.comment),
        )
        for request in wish.requests
    ]
    order_ids = [wish.order_id] * len(clicked)
    yield from heard(session, "refuse_return", order_ids, clicked, language)


def _requests(lines: Iterable[Any]) -> tuple[str, ...]:
    """The returns among these reverse lines that wait for an answer; cancels are answered
    elsewhere."""
    return tuple(
        dict.fromkeys(
            line.reverse_order_id
            for line in lines
            if returns.is_waiting(line.status) and not books.is_cancel(line.request_type)
        )
    )


def _pressed(
    session: Session, wish: str, clicked: Mapping[str, str], language: str
) -> Iterator[Answer]:
    """Sees the clicks through; one result per order."""
    return heard(session, wish, list(clicked), list(clicked.values()), language)


def _refused(session: Session, order_id: str, why: str, language: str) -> answers.OrderResult:
    number = _number(session, order_id)
    return _result(order_id, number, actions.REJECTED, why, language)


def _result(
    order_id: str, number: str, result: str, why: str, language: str
) -> answers.OrderResult:
    words, again = buttons.reason(why, language), why not in buttons.FINAL
    return answers.OrderResult(order_id, number, result, words, again)


def _number(session: Session, order_id: str) -> str:
    with session.database.read() as connection:
        (row,) = orders.orders(connection, session.shop, order_ids=[order_id])
    return str(row.order_number)


def results(
    session: Session, order_ids: Sequence[str], clicked: Sequence[str], language: str
) -> tuple[answers.OrderResult, ...]:
    """How the actions ``clicked`` on these orders stand, in the merchant's words (E5)."""
    return tuple(
        _result(order_id, said.order_number, said.result, said.reason, language)
        for order_id, said in zip(order_ids, actions.results(session, clicked), strict=True)
    )


CLICKS: Mapping[type, Click] = MappingProxyType(
    {
        wishes.ReadyToShip: ready_to_ship,
        ship_wishes.Pack: pack,
        wishes.ReturnGoods: return_goods,
        wishes.TakeStock: take_stock,
        wishes.TakeAgain: take_again,
        cancel_wishes.CancelOrders: cancel_these,
        cancel_wishes.AgreeToCancel: agree_to_cancel,
        cancel_wishes.RefuseCancel: refuse_cancel,
        cancel_wishes.AgreeToReturn: agree_to_return,
        cancel_wishes.RefuseReturn: refuse_return,
        **print_errands.CLICKS,
    }
)
"""Which function does which click."""

ERRANDS: Mapping[type, Errand] = MappingProxyType(
    {
        wishes.PlanReturn: plan_return,
        cancel_wishes.PlanCancel: plan_cancel,
        cancel_wishes.PlanRefusal: plan_refusal,
    }
)
"""What is asked for before a click."""
