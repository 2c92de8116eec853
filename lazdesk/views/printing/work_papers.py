"""**Phiếu nhặt hàng** by SKU and **Biên bản bàn giao** by carrier, as pages of HTML (E3).

What shops and buyers have named may be long, foreign, or look like HTML: it is text here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape

from lazdesk import pdfs
from lazdesk.models.queries.packing_list import Parcel, PickLine
from lazdesk.views import labels
from lazdesk.views.labels import translate
from lazdesk.views.orders import words as order_words
from lazdesk.views.printing import papers

A4 = (210.0, 297.0)
MARGIN = 12.0
POINTS = 9.0


def pick_list(lines: Sequence[PickLine], shop: str, now: datetime) -> bytes:
    """A PDF; what to fetch, line by line with an empty box to tick."""
    pieces = sum(line.quantity for line in lines)
    orders = {number for line in lines for number, _ in line.orders}
    told = translate("WorkPapers", "{skus} SKU · {n} cái · {orders} đơn").format(
        skus=labels.number(len(lines)),
        n=labels.number(pieces),
        orders=labels.number(len(orders)),
    )
    heads = [
        (translate("WorkPapers", "Mã SKU · Barcode"), 24),
        (translate("WorkPapers", "Sản phẩm"), 38),
        (translate("WorkPapers", "SL"), 6),
        (translate("WorkPapers", "Đơn hàng"), 24),
        (translate("WorkPapers", "Đã nhặt"), 8),
    ]
    body = [
        [
            _lines(f"<b>{_text(line.sku)}</b>", _other(line.barcode, line.sku)),
            _lines(_text(line.name), _text(order_words.variation(line.variation))),
            f"<b>{labels.number(line.quantity)}</b>",
            ", ".join(
                _text(number if count == 1 else f"{number} ×{count}")
                for number, count in line.orders
            ),
            "",
        ]
        for line in lines
    ]
    html = _head(translate("WorkPapers", "Phiếu nhặt hàng"), shop, told) + _table(heads, body)
    return _pdf(html, shop, now)


def handover(parcels: Sequence[Parcel], shop: str, now: datetime) -> bytes:
    """A PDF; a record for each carrier, with the parcels' count and places to sign."""
    carriers: dict[str, list[Parcel]] = {}
    for parcel in parcels:
        carriers.setdefault(parcel.carrier, []).append(parcel)
    return pdfs.merged(
        _pdf(_record(carrier, some, shop), shop, now, tail=_signatures(now))
        for carrier, some in carriers.items()
    )


def _record(carrier: str, parcels: Sequence[Parcel], shop: str) -> str:
    told = translate("WorkPapers", "{n} kiện · thu hộ {money}").format(
        n=labels.number(len(parcels)), money=labels.money(sum(p.cod for p in parcels))
    )
    heads = [
        (translate("WorkPapers", "STT"), 6),
        (translate("WorkPapers", "Mã vận đơn"), 34),
        (translate("WorkPapers", "Mã đơn Lazada"), 32),
        (translate("WorkPapers", "Số cái"), 8),
        (translate("WorkPapers", "Thu hộ"), 20),
    ]
    body = [
        [
            labels.number(number),
            f"<b>{_text(parcel.tracking)}</b>",
            _text(parcel.order_number),
            labels.number(parcel.pieces),
            labels.money(parcel.cod) if parcel.cod else "–",
        ]
        for number, parcel in enumerate(parcels, start=1)
    ]
    title = translate("WorkPapers", "Biên bản bàn giao")
    name = carrier or translate("WorkPapers", "Chưa rõ đơn vị vận chuyển")
    head = _head(f"{title} – {name}", shop, told)
    return head + _table(heads, body)


def _signatures(now: datetime) -> str:
    date = translate("WorkPapers", "Ngày {day}").format(day=labels.day(now))
    how = translate("WorkPapers", "(ký, ghi rõ họ tên)")
    signed = "".join(
        f'<td width="50%" align="center"><b>{escape(who)}</b><br>'
        f"{escape(how)}<br><br><br><br><br>"
        "............................................</td>"
        for who in (translate("WorkPapers", "Bên giao"), translate("WorkPapers", "Bên nhận"))
    )
    return f'<p align="right">{escape(date)}</p><table width="100%"><tr>{signed}</tr></table>'


def _pdf(html: str, shop: str, now: datetime, tail: str = "") -> bytes:
    foot = f"{shop} · {labels.moment(now)} · LazDesk"
    return papers.pdf_of(html, A4, MARGIN, points=POINTS, foot=foot, tail=tail)


def _head(title: str, shop: str, told: str) -> str:
    return (
        f'<h2>{escape(title)}</h2><p style="margin-bottom: 8px">{_text(shop)} · {escape(told)}</p>'
    )


def _table(heads: Sequence[tuple[str, int]], body: Iterable[Sequence[str]]) -> str:
    """``body`` is HTML; the heads stand on every page."""
    named = "".join(
        f'<th align="left" width="{width}%">{escape(head)}</th>' for head, width in heads
    )
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>" for cells in body)
    return (
        '<table width="100%" border="1" cellspacing="0" cellpadding="4"'
        ' style="border-collapse: collapse; border-color: #808080">'
        f"<thead><tr>{named}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _text(text: str) -> str:
    return escape(" ".join(text.split()))


def _other(barcode: str, sku: str) -> str:
    return "" if barcode == sku else _text(barcode)


def _lines(*lines: str) -> str:
    return "<br>".join(line for line in lines if line)
