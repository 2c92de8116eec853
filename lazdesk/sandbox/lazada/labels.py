"""Labels: the API that makes one, and the link to the PDF that dies (lazada.md §7.1)."""

from __future__ import annotations

import base64
from datetime import timedelta
from html import escape
from typing import TYPE_CHECKING, Any

from lazdesk.sandbox.gate import Answer, Incoming
from lazdesk.sandbox.lazada import barcode
from lazdesk.sandbox.lazada.fulfilment import (
    read_package_ids,
    read_request,
    refused,
    succeeded,
)
from lazdesk.sandbox.lazada.gateway import BOTH, Api, Request
from lazdesk.sandbox.lazada.records import Package
from lazdesk.sandbox.lazada.shop import LazadaShop
from lazdesk.sandbox.lazada.wire import MisuseError

if TYPE_CHECKING:
    from lazdesk.sandbox.world import World

LINK_SECONDS = 10 * 60
PRINTABLE = frozenset({"packed", "ready_to_ship_pending", "ready_to_ship"})


def document_get(shop: LazadaShop, request: Request) -> dict[str, Any]:
    asked = read_request(request, "getDocumentReq", {"doc_type", "packages", "print_item_list"})
    doc_type = asked.get("doc_type")
    if doc_type not in ("PDF", "HTML"):
        raise MisuseError("32", "E032: Document type was not valid")
    if not isinstance(asked.get("print_item_list", False), bool):
        raise MisuseError("700004", "PARAM_ILLEGAL")
    asked.pop("print_item_list", None)
    packages: list[Package] = []
    for package_id in read_package_ids(asked):
        package = shop.packages.get(package_id)
        ready = timedelta(seconds=shop.options.label_delay_seconds)
        if package is None or shop.now() < package.packed_at + ready:
            return refused("30012", "rts package not found")
        if package.gone or package.units[0].status not in PRINTABLE:
            return refused("700040", "There are no packages that support printing!")
        if package.units[0].dbs:
            return refused("50008", "not support operation for sof order")
        packages.append(package)
    if doc_type == "HTML":
        return succeeded({"doc_type": "HTML", "file": _base64(_page(packages))})
    if not shop.options.label_pdf:
        return succeeded({"doc_type": "PDF", "file": "", "pdf_url": ""})
    if not shop.options.label_pages_as_asked:
        packages.reverse()
    pages = [_lines(package) for package in packages]
    url = _publish(shop, request.base_url, make_pdf(pages, text=shop.options.label_text))
    # `file` is no PDF: it is a page that frames the link (§12.12).
    frame = f'<iframe src="{url}" width="100%" height="100%"></iframe>'
    return succeeded({"doc_type": "PDF", "file": _base64(frame), "pdf_url": url})


def _base64(page: str) -> str:
    return base64.b64encode(page.encode()).decode()


def _page(packages: list[Package]) -> str:
    labels = "".join(
        f'<div style="width:148mm">{"".join(f"<p>{escape(line)}</p>" for line in _lines(package))}'
        f"<p>{escape(package.units[0].order.buyer.name)}</p></div>"
        for package in packages
    )
    return f'<html><head><meta charset="utf-8"></head><body>{labels}</body></html>'


def _publish(shop: LazadaShop, base_url: str, pdf: bytes) -> str:
    ends = shop.world.now() + timedelta(seconds=LINK_SECONDS)
    name = f"{shop.new_id(16):x}"
    shop.world.lazada_platform.labels[name] = (pdf, ends)
    return f"{base_url}/oss/PDF/{name}?Expires={int(ends.timestamp())}"


def download(world: World, incoming: Incoming) -> Answer:
    """The PDF behind a link, as long as the link lives."""
    pdf, ends = world.lazada_platform.labels.get(incoming.path_params["name"], (b"", world.now()))
    if world.now() >= ends:
        body = b"<Error><Code>AccessDenied</Code><Message>Request has expired.</Message></Error>"
        return Answer(403, body, "application/xml")
    return Answer(200, pdf, "application/pdf")


def _lines(package: Package) -> list[str]:
    order = package.units[0].order
    return [
        package.provider,
        package.tracking_number,
        package.package_id,
        f"Order {order.order_id}",
        f"{len(package.units)} pcs",
        f"COD {sum(unit.paid_price for unit in package.units)} VND"
        if order.payment_method == "COD"
        else "PAID",
    ]


def make_pdf(pages: list[list[str]], *, text: bool = True) -> bytes:
    """An A6 PDF, one page per list of ASCII lines, the second of which is a barcode too; without
    ``text`` a page is a picture, which tells a program nothing."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, lines in enumerate(pages):
        stream = _drawn(lines) if text else f"% {lines}\n24 24 250 372 re S"
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 298 420]"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    body, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("ascii")


def _drawn(lines: list[str]) -> str:
    """The page's content: a frame, the first line large, the second one under its bars."""
    head, code, *rest = [*lines, "", ""]
    found, width = barcode.bars(code)
    thin = 250 / width
    drawn = [
        "12 12 274 396 re S 12 352 m 286 352 l S 12 236 m 286 236 l S",
        f"BT /F1 22 Tf 24 372 Td ({head}) Tj ET",
        *(f"{24 + left * thin:.2f} 270 {bar * thin:.2f} 66 re f" for left, bar in found if code),
        f"BT /F1 16 Tf 24 248 Td ({code}) Tj ET",
        f"BT /F1 12 Tf 20 TL 24 212 Td {' '.join(f'({line}) Tj T*' for line in rest)} ET",
    ]
    return "\n".join(drawn)


APIS = (Api("/order/package/document/get", BOTH, {"getDocumentReq": True}, document_get),)
