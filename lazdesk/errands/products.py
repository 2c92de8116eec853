"""What is done with products: published, explained (C11), counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from lazdesk import texts
from lazdesk.errands.errand import Errand
from lazdesk.models import drifts, goods, pairs, pushes
from lazdesk.rules.locks import Source
from lazdesk.shop import Desk
from lazdesk.sync import link_goods, locking, wanted
from lazdesk.sync.session import Session
from lazdesk.views import answers, wishes
from lazdesk.views.answers import Answer

SHOWN_DRIFTS = 5


def publish(desk: Desk, wish: wishes.Publish, language: str) -> Iterable[Answer]:
    session = desk.session(wish.shop, online=False)
    with desk.database.write() as connection:
        goods.publish(connection, wish.shop, wish.product_ids, session.now())
    link_goods.link_goods(session)
    yield answers.Done("publish", texts.say("published", language, count=len(wish.product_ids)))


def unpublish(desk: Desk, wish: wishes.Unpublish, language: str) -> Iterable[Answer]:
    session = desk.session(wish.shop, online=False)
    with desk.database.write() as connection:
        goods.unpublish(connection, wish.shop, wish.product_ids)
    link_goods.link_goods(session)
    yield answers.Done("unpublish", texts.say("unpublished", language, count=len(wish.product_ids)))


def explain(desk: Desk, wish: wishes.Explain, _language: str) -> Iterable[Answer]:
    session = desk.session(wish.shop, online=False)
    with desk.database.read() as connection:
        name = pairs.names(connection, session.shop, session.org, [wish.sku_id]).get(wish.sku_id)
        sent = pushes.last(connection, session.shop, wish.sku_id, "quantity")
        drifted = drifts.newest(connection, session.shop, wish.sku_id, SHOWN_DRIFTS)
        names = {row.id: row.name for row in goods.locations(connection, session.org)}
    if name is None:
        return
    now = wanted.numbers(session, [wish.sku_id])[wish.sku_id]
    inputs = sent.inputs if sent is not None else now.inputs()
    yield answers.Explained(
        sku_id=wish.sku_id,
        seller_sku=name.seller_sku,
        locations=tuple(
            (names.get(place["id"], place["id"]), place["available"])
            for place in inputs["locations"]
        ),
        q=inputs["q"],
        u=inputs["u"],
        w=inputs["w"],
        b=inputs["b"],
        rule=inputs["rule"],
        wanted=sent.wanted if sent is not None else now.wanted,
        sent=None if sent is None else sent.wanted,
        sent_at=None if sent is None else sent.sent_at,
        answer=None if sent is None else sent.answer,
        drifts=tuple(answers.Drift(row.kind, row.expected, row.found, row.at) for row in drifted),
        withheld=tuple(_withheld(session, wish.sku_id)),
    )


def _withheld(session: Session, sku_id: str) -> Iterator[answers.Withheld]:
    """What keeps the SKU's quantity from being sent now, if anything does (C1, C9, C13)."""
    if not session.policy.writes:
        yield answers.Withheld("stopped")
    if not session.policy.push_quantity:
        yield answers.Withheld("off")
    changes = wanted.plan(session, only=[sku_id])
    held = next((change.held for change in changes if change.kind == "quantity"), None)
    with session.database.read() as connection:
        locks = [
            lock
            for lock in locking.of(session, connection, [sku_id]).get(sku_id, ())
            if lock.kind == "quantity"
        ]
    if held == wanted.LOCKED or any(lock.source is Source.MERCHANT for lock in locks):
        ends = [lock.until for lock in locks]
        yield answers.Withheld(wanted.LOCKED, None if None in ends else max(filter(None, ends)))
    elif held is not None:
        yield answers.Withheld(held)


def count(desk: Desk, wish: wishes.Numbers, _language: str) -> Iterable[Answer]:
    session = desk.session(wish.shop, online=False)
    found = wanted.numbers(session, wish.sku_ids)
    yield answers.Counted(
        wish.shop,
        tuple((id_, found[id_].wanted if id_ in found else None) for id_ in wish.sku_ids),
    )


ERRANDS: Mapping[type, Errand] = MappingProxyType(
    {
        wishes.Publish: publish,
        wishes.Unpublish: unpublish,
        wishes.Explain: explain,
        wishes.Numbers: count,
    }
)
