"""What is hidden in a sentence, and what stays readable (G3)."""

from __future__ import annotations

import json

import pytest

from lazdesk import redaction


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("?access_token=50000abc&x=1", "?access_token=***&x=1"),
        ("sign=4190D32361CFB9581350222F345CB77F", "sign=***"),
        ("{'refresh_token': '50001xyz', 'n': 1}", "{'refresh_token': '***', 'n': 1}"),
        ('{"app_secret": "helloworld"}', '{"app_secret": "***"}'),
        (json.dumps(json.dumps({"app_secret": "hello"})), r'"{\"app_secret\": \"***\"}"'),
        ("client_secret: hello, next", "client_secret: ***, next"),
        ("Authorization: Bearer AbC.d-e_f/g=", "Authorization: Bearer ***"),
        ("/callback?code=0_2DL4DV3jcU1UOT7WGI1A4rY91&state=x", "/callback?code=***&state=x"),
        ("proxy http://me:pa55@proxy:3128", "proxy http://***@proxy:3128"),
        ("gọi 0912345678 nhé", "gọi *** nhé"),
        ("0912 345 678, 0912.345.678", "***, ***"),
        ("+84912345678 / +84-28-3822-1234", "*** / ***"),
        ("84912345678", "***"),
        ("phone 0912345678 is invalid", "phone *** is invalid"),
        ("shipping_address.phone: +84 912 345 678;", "shipping_address.phone: ***;"),
        ("email an.nguyen+1@mail.example.com đã có", "email *** đã có"),
    ],
)
def test_secrets_and_buyers_are_hidden(text: str, safe: str) -> None:
    assert redaction.redact(text) == safe


@pytest.mark.parametrize(
    "text",
    [
        "order 280371648512345: code=ApiCallLimit request_id=0ba2887315178178017221014",
        "2026-11-24 09:12:33 pulled 1042 products, design=new, signed in",
        "700026: FO_ITEM_NOT_ALLOW_TO_PACK, package FP012345678901234, E0912",
        "order 084912345678901, unit 912345678012345, tracking LEX0912345678VN",
        "The price is out of range, should between (0.50, 1.00) @ 09:12",
        "SellerSku 8938505974192, item 1730556942, 1.234.567 ₫",
        "https://apis.haravan.com/com/orders.json?page=1",
    ],
)
def test_the_rest_is_left_alone(text: str) -> None:
    assert redaction.redact(text) == text
