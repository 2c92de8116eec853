"""Lazada's signature against known values (lazada.md §2)."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lazdesk.platforms.lazada.signing import AppKey, sign

VECTORS = json.loads(Path(__file__).with_name("sign_vectors.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_vectors(vector: dict[str, Any]) -> None:
    assert sign(vector["app_secret"], vector["path"], vector["params"]) == vector["sign"]


def test_system_parameters_are_added_and_empty_ones_left_out() -> None:
    app = AppKey("500123", "secret")
    now = datetime(2025, 12, 3, 2, 10, 35, 622_000, tzinfo=UTC)
    signed = app.signed("/orders/get", {"limit": "10", "status": ""}, now)
    signature = signed.pop("sign")
    assert signed == {
        "limit": "10",
        "app_key": "500123",
        "sign_method": "sha256",
        "timestamp": "1764727835622",
    }
    assert signature == sign("secret", "/orders/get", signed)


def test_the_secret_is_not_in_the_repr() -> None:
    assert "hush" not in repr(AppKey("500123", "hush"))
