"""What the buttons of orders do (E, D11): clicks, by the action thread and with its own cancel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from lazdesk.commands.endings import words_of
from lazdesk.models import goods, orders
from lazdesk.platforms.errors import MissingScope, Refused, Unauthorized
from lazdesk.rules import buttons
from lazdesk.shop import Desk
from lazdesk.sync import actions
from lazdesk.sync import return_goods as goods_back
from lazdesk.sync import take_again as again
from lazdesk.sync.session import Session
from lazdesk.views import answers, wishes
from lazdesk.views.answers import Answer

Click = Callable[[Session, Any, str], Iterable[Answer]]
Errand = Callable[[Desk, Any, str], Iterable[Answer]]


def ready_to_ship(session: Session, wish: wishes.ReadyToShip, language: str) -> Iterable[Answer]:
    """E1."""
    clicked = actions.click_ready_to_ship(session, wish.order_ids)
    actions.see_through(session, clicked)
    yield answers.OrderResults("ready_to_ship", results(session, wish.order_ids, clicked, language))


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
    actions.see_through(session, list(clicked.values()))
    for result in results(session, list(clicked), list(clicked.values()), language):
        found[result.order_id] = result
    yield answers.OrderResults("return_goods", tuple(found[id_] for id_, _ in wish.quantities))


def take_stock(session: Session, wish: wishes.TakeStock, language: str) -> Iterable[Answer]:
    """D3."""
    clicked = [actions.click_take_stock(session, order_id) for order_id in wish.order_ids]
    actions.see_through(session, clicked)
    yield answers.OrderResults("take_stock", results(session, wish.order_ids, clicked, language))


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


def _refused(session: Session, order_id: str, why: str, language: str) -> answers.OrderResult:
    number = _number(session, order_id)
    return answers.OrderResult(order_id, number, actions.REJECTED, buttons.reason(why, language))


def _number(session: Session, order_id: str) -> str:
    with session.database.read() as connection:
        (row,) = orders.orders(connection, session.shop, order_ids=[order_id])
    return str(row.order_number)


def results(
    session: Session, order_ids: Sequence[str], clicked: Sequence[str], language: str
) -> tuple[answers.OrderResult, ...]:
    """How the actions ``clicked`` on these orders stand, in the merchant's words (E5)."""
    return tuple(
        answers.OrderResult(
            order_id, said.order_number, said.result, buttons.reason(said.reason, language)
        )
        for order_id, said in zip(order_ids, actions.results(session, clicked), strict=True)
    )


CLICKS: Mapping[type, Click] = MappingProxyType(
    {
        wishes.ReadyToShip: ready_to_ship,
        wishes.ReturnGoods: return_goods,
        wishes.TakeStock: take_stock,
        wishes.TakeAgain: take_again,
    }
)
"""Which function does which click."""

ERRANDS: Mapping[type, Errand] = MappingProxyType({wishes.PlanReturn: plan_return})
"""What is asked for before a click."""
