"""What the Lazada client sends, and what it makes of every kind of answer."""

import base64
import json
from typing import Any

import httpx
import pytest

from lazdesk.platforms import errors, http
from lazdesk.platforms.lazada.access import LazadaAccess
from lazdesk.platforms.lazada.answers import BatchResult, SkuFailure
from lazdesk.platforms.lazada.client import LazadaClient
from lazdesk.platforms.lazada.payloads import (
    PackOrder,
    SellableChange,
    sellable_xml,
)
from lazdesk.platforms.limits import LazadaLimiter
from tests.platforms import loopback
from tests.platforms.lazada_samples import BLUE, PACKED, RED, ok, ok_result
from tests.platforms.loopback import Loopback
from tests.platforms.manual_clock import ManualClock


def test_pack_answers_per_unit(lazada: LazadaClient, server: Loopback) -> None:
    refused = {**PACKED, "item_err_code": "700026", "msg": "not allowed", "package_id": ""}
    refused |= {"order_item_id": 2, "tracking_number": "", "retry": "true"}
    packed = [{"order_id": 711433089564242, "order_item_list": [PACKED, refused]}]
    server.script = [loopback.reply(ok_result(data={"pack_order_list": packed}))]
    good, bad = lazada.pack([PackOrder("711433089564242", ("711433089764242", "2"))])
    assert good.ok
    assert good.package_id == "FP094612143977611"
    assert (bad.ok, bad.code, bad.retry, bad.package_id) == (False, "700026", True, None)


def test_ready_to_ship_answers_per_package(lazada: LazadaClient, server: Loopback) -> None:
    rows = [
        {"package_id": "FP1", "item_err_code": "0", "msg": "success", "retry": False},
        {"package_id": "FP2", "item_err_code": "600002", "msg": "package already cancelled"},
    ]
    server.script = [loopback.reply(ok_result(data={"packages": rows}))]
    first, second = lazada.ready_to_ship(["FP1", "FP2"])
    assert (first.ok, second.ok, second.code) == (True, False, "600002")


def test_a_parcels_refusal_says_nothing_of_its_buyer(
    lazada: LazadaClient, server: Loopback
) -> None:
    """G3: a row's words are kept as those of a whole call are."""
    said = "0912345678 an@example.com: package FP012345678901234 of 280371648512345"
    row = {"package_id": "FP1", "item_err_code": "600002", "msg": said}
    server.script = [loopback.reply(ok_result(data={"packages": [row]}))]
    (result,) = lazada.ready_to_ship(["FP1"])
    assert result.message == "*** ***: package FP012345678901234 of 280371648512345"


def failed_batch(*detail: dict[str, str], code: str = "501") -> dict[str, Any]:
    message = "E501: Update product failed"
    return {"type": "ISP", "code": code, "message": message, "detail": list(detail)}


NOT_FOUND = {"message": "SELLER_SKU_NOT_FOUND", "seller_sku": "BLUE"}
NAMELESS = {"field": "ItemId", "message": "ITEM_NOT_FOUND", "code": "E0501"}
BLUE_NOT_FOUND = SkuFailure(BLUE.sku_id, "BLUE", "501", "SELLER_SKU_NOT_FOUND")


@pytest.mark.parametrize(
    ("answer", "changes", "result"),
    [
        (ok({}), [RED, BLUE], BatchResult((), complete=True)),
        (failed_batch(NOT_FOUND), [RED, BLUE], BatchResult((BLUE_NOT_FOUND,), complete=True)),
        (
            failed_batch(NAMELESS, code="0"),
            [BLUE],
            BatchResult(
                (SkuFailure(BLUE.sku_id, "BLUE", "E0501", "ITEM_NOT_FOUND"),), complete=True
            ),
        ),
        (
            failed_batch(NAMELESS),
            [RED, BLUE],
            BatchResult((SkuFailure(None, None, "E0501", "ITEM_NOT_FOUND"),), complete=False),
        ),
    ],
    ids=["all went through", "one named", "batch of one", "nobody named"],
)
def test_batch_results(
    lazada: LazadaClient,
    server: Loopback,
    answer: dict[str, Any],
    changes: list[SellableChange],
    result: BatchResult,
) -> None:
    server.script = [loopback.reply(answer)]
    assert lazada.update_sellable(changes) == result


def test_a_batch_refused_as_a_whole_raises(lazada: LazadaClient, server: Loopback) -> None:
    server.script = [loopback.reply({"code": "204", "message": "E204: Too many SKU"})]
    with pytest.raises(errors.Refused) as caught:
        lazada.update_sellable([RED])
    assert caught.value.code == "204"


def test_absolute_stock_is_not_repeated_when_its_answer_is_lost(
    lazada: LazadaClient, server: Loopback
) -> None:
    server.otherwise = lambda _: loopback.reset
    with pytest.raises(errors.OutcomeUnknown):
        lazada.update_sellable([RED])
    assert len(server.asked) == 1


def test_a_code_with_an_odd_character_does_not_spoil_the_batch() -> None:
    payload = sellable_xml([SellableChange("1", "2", "A\x00\x1b\u00a0Z", 3)])
    assert "<SellerSku>A\u00a0Z</SellerSku>" in payload


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ({"code": "16", "type": "ISP", "message": 'E016: "1" Invalid Order ID'}, errors.Refused),
        ({"error_response": {"code": "16", "msg": "Invalid Order ID"}}, errors.Refused),
        (
            {"code": "0", "result": {"success": "false", "error_code": "700021"}},
            errors.Refused,
        ),
        ({"code": "0", "result": {"success": False, "errorCode": "x"}}, errors.Refused),
        ({"code": "IncompleteSignature", "message": "bad"}, errors.Unauthorized),
        ({"code": "InsufficientPermission", "message": "no"}, errors.MissingScope),
        ({"code": "ServiceTimeout", "type": "ISP", "message": "late"}, errors.OutcomeUnknown),
        ({"code": "6", "message": "E006: Unexpected internal error"}, errors.OutcomeUnknown),
        ({"code": "998", "message": "API service is disabled"}, errors.NotExecuted),
        ({"code": "0", "data": {}}, errors.OutcomeUnknown),
        ({"data": {}}, errors.OutcomeUnknown),
    ],
)
def test_what_a_write_ends_in(
    lazada: LazadaClient,
    server: Loopback,
    answer: dict[str, Any],
    kind: type[errors.PlatformError],
) -> None:
    server.otherwise = lambda _: loopback.reply(answer)
    with pytest.raises(kind) as caught:
        lazada.pack([PackOrder("1", ("2",))])
    assert type(caught.value) is kind
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "broken", [loopback.truncated(ok({"seller_id": 1})), loopback.html(502), loopback.reply(b"")]
)
def test_a_garbled_answer_of_a_read_is_asked_again(
    lazada: LazadaClient, server: Loopback, broken: loopback.Reply
) -> None:
    server.script = [broken, loopback.reply(ok({"seller_id": 1}))]
    assert lazada.seller().seller_id == "1"
    server.otherwise = lambda _: broken
    with pytest.raises(errors.Unavailable):
        lazada.seller()


@pytest.mark.parametrize(
    ("code", "message", "seconds"),
    [
        ("ApiCallLimit", "Api access frequency exceeds the limit. this ban will last 7 seconds", 7),
        ("901", "E901: The request is too frequent", 1),
        ("SellerCallLimit", "", 2),
    ],
)
def test_too_fast_waits_and_goes_again(
    lazada: LazadaClient,
    server: Loopback,
    clock: ManualClock,
    code: str,
    message: str,
    seconds: int,
) -> None:
    server.script = [
        loopback.reply({"code": code, "type": "ISP", "message": message}),
        loopback.reply(ok({"seller_id": 1})),
    ]
    lazada.seller()
    assert clock.monotonic() >= seconds


def test_missing_permission_names_the_path(lazada: LazadaClient, server: Loopback) -> None:
    server.script = [loopback.reply({"code": "InsufficientPermission", "message": "no"})]
    with pytest.raises(errors.MissingScope) as caught:
        lazada.seller()
    assert caught.value.scope == "/seller/get"


def document(url: str) -> dict[str, Any]:
    frame = base64.b64encode(f'<iframe src="{url}"></iframe>'.encode()).decode()
    return ok_result(data={"file": frame, "pdf_url": url, "doc_type": "PDF"})


def test_a_label_is_fetched_at_once_and_without_the_token(
    lazada: LazadaClient, server: Loopback
) -> None:
    server.script = [
        loopback.reply(document(f"{server.url}/label.pdf?Expires=1")),
        loopback.reply(b"%PDF-1.7 label", headers={"Content-Type": "application/pdf"}),
    ]
    assert lazada.label(["FP038541022"]) == b"%PDF-1.7 label"
    asked, fetched = server.asked
    assert json.loads(asked.query["getDocumentReq"]) == {
        "doc_type": "PDF",
        "print_item_list": False,
        "packages": [{"package_id": "FP038541022"}],
    }
    assert fetched.path == "/label.pdf"
    assert fetched.query == {"Expires": "1"}
    assert lazada.calls == 2


def test_a_label_that_is_no_pdf_is_not_taken(lazada: LazadaClient, server: Loopback) -> None:
    server.script = [loopback.reply(document(f"{server.url}/label.pdf"))]
    server.otherwise = lambda _: loopback.html(200)
    with pytest.raises(errors.NoPdf):
        lazada.label(["FP1"])


def test_a_label_without_a_link_is_no_pdf(lazada: LazadaClient, server: Loopback) -> None:
    server.script = [loopback.reply(document(""))]
    with pytest.raises(errors.NoPdf):
        lazada.label(["FP1"])


def test_a_label_comes_as_html_too(lazada: LazadaClient, server: Loopback) -> None:
    page = "<html><body>Nguyễn Văn An</body></html>"
    said = {"doc_type": "HTML", "file": base64.b64encode(page.encode()).decode()}
    server.script = [loopback.reply(ok_result(data=said))]
    assert lazada.label_html(["FP1"]) == page
    (asked,) = server.asked
    assert json.loads(asked.query["getDocumentReq"])["doc_type"] == "HTML"


@pytest.mark.parametrize(
    ("url", "taken"),
    [
        ("https://sellercenter.lazada.com.my/oss/proxy/x?Expires=1", True),
        ("https://waybill.oss-ap-southeast-1.aliyuncs.com/PDF/1", True),
        ("http://sellercenter.lazada.vn/x", False),
        ("https://notlazada.vn/x", False),
        ("https://127.0.0.1/x", False),
        ("file:///etc/passwd", False),
        ("https://[", False),
    ],
)
def test_labels_come_from_lazada_only(
    access: LazadaAccess, clock: ManualClock, url: str, taken: bool
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host == "api.lazada.vn":
            return httpx.Response(200, json=document(url))
        return httpx.Response(200, content=b"%PDF")

    with http.client(httpx.MockTransport(answer)) as simulated:
        limiter = LazadaLimiter(clock)
        client = LazadaClient("https://api.lazada.vn/rest", access, simulated, limiter, clock)
        if taken:
            assert client.label(["FP1"]) == b"%PDF"
        else:
            with pytest.raises(errors.Refused) as caught:
                client.label(["FP1"])
            assert caught.value.code == "LabelHost"
