"""``products``: what is linked, what would be pushed and why (B, C1, C11)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lazdesk.commands import goods_locks, links, names, undo_price
from lazdesk.commands.invocation import DONE, Invocation, UsageError, table
from lazdesk.models import drifts, goods, pairs, pushes, queries
from lazdesk.models.queries import preview_list
from lazdesk.models.queries.listing import Scope
from lazdesk.rules import linking
from lazdesk.rules.risk import Risk
from lazdesk.shop import Desk
from lazdesk.sync import hand_links, link_goods, previews, wanted
from lazdesk.sync.session import Session

SHOWN_DRIFTS = 5
LIST_HEADS = [
    "barcode",
    "seller_sku",
    "title",
    "link",
    "wanted_quantity",
    "lazada_quantity",
    "haravan_price",
    "lazada_price",
]


def run(call: Invocation) -> int:
    opened = call.open()
    session = opened.session(opened.pick(call.words.shop), online=False)
    actions = {
        "list": _list,
        "publish": _publish,
        "unpublish": _unpublish,
        "explain": _explain,
        "preview": _preview,
        "link": links.link,
        "unlink": links.unlink,
        "export": links.export,
        "import": links.import_,
        "lock": goods_locks.lock,
        "unlock": goods_locks.unlock,
        "undo-price": undo_price.run,
    }
    return actions[call.words.action](call, opened, session)


def _list(call: Invocation, _opened: Desk, session: Session) -> int:
    with session.database.read() as connection:
        rows = queries.product_rows(connection, session.shop, session.org)
    near = _near_misses(session)
    locked = goods_locks.locked_kinds(session, [row.sku_id for row in rows if row.sku_id])
    by_sku = wanted.numbers(session, [row.sku_id for row in rows if row.sku_id])
    codes = set(call.words.codes)
    products = [
        {
            "barcode": row.barcode,
            "seller_sku": row.seller_sku,
            "title": f"{row.product_title} / {row.title}",
            "published": bool(row.published),
            "link": row.state or "unpublished",
            "wanted_quantity": by_sku[row.sku_id].wanted if row.sku_id in by_sku else None,
            "lazada_quantity": row.lazada_quantity,
            "haravan_price": row.haravan_price,
            "lazada_price": row.lazada_price,
            "suggestions": near.get(row.variant_id, []),
            "locks": locked.get(row.sku_id, []),
        }
        for row in rows
        if not codes or codes & {row.barcode, row.seller_sku}
    ]
    lines = table(LIST_HEADS, products, call.language)
    for product in products:
        if product["suggestions"]:
            like = ", ".join(product["suggestions"])
            lines.append(call.say("near_miss", barcode=product["barcode"], skus=like))
    call.answer(products, lines)
    return DONE


def _near_misses(session: Session) -> dict[str, list[str]]:
    """SellerSkus almost like a barcode, by variant (B1)."""
    found: dict[str, list[str]] = {}
    for near in hand_links.suggestions(session):
        found.setdefault(near.variant_id, []).append(near.seller_sku)
    return found


def _products_named(call: Invocation, session: Session) -> set[str]:
    """The products the words name. Raises UsageError when a code is nobody's."""
    if not (call.words.all or call.words.codes):
        raise UsageError(call.say("name_a_product"))
    with session.database.read() as connection:
        if call.words.all:
            return {
                row.product_id
                for row in queries.product_rows(connection, session.shop, session.org)
            }
        found = queries.products_by_code(connection, session.org, call.words.codes)
    unknown = [code for code in call.words.codes if code not in found]
    if unknown:
        raise UsageError(call.say("unknown_codes", codes=", ".join(unknown)))
    return set().union(*found.values())


def _publish(call: Invocation, _opened: Desk, session: Session) -> int:
    products = _products_named(call, session)
    with session.database.write() as connection:
        goods.publish(connection, session.shop, products, session.now())
    link_goods.link_goods(session)
    call.answer({"published": len(products)}, [call.say("published", count=len(products))])
    return DONE


def _unpublish(call: Invocation, _opened: Desk, session: Session) -> int:
    products = _products_named(call, session)
    with session.database.write() as connection:
        goods.unpublish(connection, session.shop, products)
    link_goods.link_goods(session)
    call.answer({"unpublished": len(products)}, [call.say("unpublished", count=len(products))])
    return DONE


def _explain(call: Invocation, _opened: Desk, session: Session) -> int:
    if not call.words.codes:
        raise UsageError(call.say("name_a_product"))
    named = _pairs_named(call, session)
    with session.database.read() as connection:
        sent = {id_: pushes.last(connection, session.shop, id_, "quantity") for id_ in named}
        drifted = {id_: drifts.newest(connection, session.shop, id_, SHOWN_DRIFTS) for id_ in named}
    now = wanted.numbers(session, named)
    answers = [explanation(row, sent[id_], now[id_], drifted[id_]) for id_, row in named.items()]
    document = answers[0] if len(answers) == 1 else answers
    call.answer(document, [line for answer in answers for line in _told(answer)])
    return DONE


def _pairs_named(call: Invocation, session: Session) -> dict[str, Any]:
    """The pairs the codes stand for, by SKU id. Raises UsageError when a code stands for none."""
    codes = [linking.code(code) for code in call.words.codes]
    with session.database.read() as connection:
        named = pairs.by_code(connection, session.shop, session.org, codes)
    carried = {
        linking.code(text) for row in named.values() for text in (row.seller_sku, row.barcode)
    }
    if unknown := [code for code in codes if code not in carried]:
        raise UsageError(call.say("not_synchronised", codes=", ".join(unknown)))
    return named


def explanation(row: Any, sent: Any, now: wanted.Numbers, drifted: Sequence[Any]) -> dict[str, Any]:
    """C11: the stored inputs of the last push, or before it the numbers as they stand; and what
    somebody else wrote meanwhile (C7)."""
    inputs = sent.inputs if sent is not None else now.inputs()
    return {
        "seller_sku": row.seller_sku,
        **inputs,
        "wanted": sent.wanted if sent is not None else now.wanted,
        "sent": None if sent is None else sent.wanted,
        "sent_at": None if sent is None else sent.sent_at.isoformat(),
        "answer": None if sent is None else sent.answer,
        "drifts": [
            {
                "kind": drift.kind,
                "expected": drift.expected,
                "found": drift.found,
                "at": drift.at.isoformat(),
            }
            for drift in drifted
        ],
    }


def _told(answer: dict[str, Any]) -> list[str]:
    places = ", ".join(f"{place['id']}: {place['available']}" for place in answer["locations"])
    wanted_text = "–" if answer["wanted"] is None else answer["wanted"]
    return [
        f"{answer['seller_sku']}: q {answer['q']} ({places}) − u {answer['u']} − w {answer['w']}"
        f" − b {answer['b']}; {answer['rule']} → {wanted_text}",
        f"  {names.moment(answer['sent_at'])}  {answer['answer'] or '–'}",
        *(
            f"  ⚠ Lazada {drift['kind']}: {drift['expected']} → {drift['found']}"
            f"  {names.moment(drift['at'])}"
            for drift in answer["drifts"]
        ),
    ]


def stock_unread(session: Session) -> bool:
    """Whether a preview of quantities would still be blind to a tracked variant."""
    with session.database.read() as connection:
        return pairs.is_stock_unread(connection, session.shop, session.org)


def _preview(call: Invocation, _opened: Desk, session: Session) -> int:
    """What would change if both switches were on, the most dangerous first (C1)."""
    chosen = _pairs_named(call, session) if call.words.codes else None
    previews.make(previews.with_both_switches(session))
    with session.database.read() as connection:
        changes = [
            {
                "seller_sku": row.seller_sku,
                "kind": row.kind,
                "risk": Risk(row.risk).name.lower(),
                "now": row.now,
                "wanted": row.wanted,
                "sale_price": row.sale_price,
                "why": row.inputs,
                "waits_for": row.held,
            }
            for row in preview_list.whole(connection, Scope(session.shop, session.org))
            if chosen is None or row.sku_id in chosen
        ]
    heads = ["seller_sku", "kind", "risk", "now", "wanted", "waits_for"]
    call.answer(
        changes, table(heads, changes, call.language) if changes else [call.say("no_changes")]
    )
    return DONE
