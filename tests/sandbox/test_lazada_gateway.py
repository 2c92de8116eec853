"""The practice Lazada's gateway refuses what Lazada's does, with HTTP 200 (lazada.md §1–§4)."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest

from lazdesk.sandbox.lazada.gateway import sign
from tests.sandbox.lazada_api import Api, Json

VECTORS = json.loads(
    (Path(__file__).parents[1] / "platforms" / "sign_vectors.json").read_text("utf-8")
)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["name"]))
def test_signature_agrees_with_the_vectors(vector: dict[str, Json]) -> None:
    assert sign(vector["app_secret"], vector["path"], vector["params"]) == vector["sign"]


@pytest.fixture
def api() -> Api:
    return Api()


@pytest.mark.parametrize("signed", [True, False])
def test_empty_values_may_be_signed_or_not(api: Api, signed: bool) -> None:
    params = api.signed("/seller/get", {}, debug="" if signed else None) | {"debug": ""}
    assert api.send("GET", "/seller/get", params).json()["code"] == "0"


@pytest.mark.parametrize("form", ["form", "query", "system in query", "json"])
def test_a_post_may_carry_its_params_in_four_ways(api: Api, form: str) -> None:
    path = "/order/package/rts"
    params = api.signed(path, {"readyToShipReq": {"packages": [{"package_id": "FP1"}]}})
    business = {"readyToShipReq": params["readyToShipReq"]}
    system = {name: text for name, text in params.items() if name not in business}
    url = f"/rest{path}"
    answer = {
        "form": lambda: api.request("POST", url, data=params),
        "query": lambda: api.request("POST", f"{url}?{urlencode(params)}"),
        "system in query": lambda: api.request("POST", f"{url}?{urlencode(system)}", data=business),
        "json": lambda: api.request("POST", url, json=params),
    }[form]().json()
    assert answer["result"]["data"]["packages"][0]["item_err_code"] == "600001"


@pytest.mark.parametrize(
    ("system", "code"),
    [
        ({"app_key": "1"}, "InvalidAppKey"),
        ({"app_key": None}, "MissingParameter"),
        ({"timestamp": "yesterday"}, "InvalidParameter"),
        ({"sign_method": "md5"}, "InvalidParameter"),
        ({"access_token": "stale"}, "IllegalAccessToken"),
        ({"access_token": None}, "MissingParameter"),
    ],
)
def test_system_params_are_checked(api: Api, system: dict[str, str | None], code: str) -> None:
    answer = api.send("GET", "/seller/get", api.signed("/seller/get", {}, **system))
    assert answer.status_code == 200
    assert answer.json()["code"] == code


def test_a_wrong_signature_is_refused(api: Api) -> None:
    params = {**api.signed("/seller/get", {}), "sign": "0" * 64}
    assert api.send("GET", "/seller/get", params).json()["code"] == "IncompleteSignature"
    del params["sign"]
    assert "“sign”" in api.send("GET", "/seller/get", params).json()["message"]


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(0, "0"), (7199, "0"), (-7199, "0"), (7201, "IllegalTimestamp"), (-7201, "IllegalTimestamp")],
)
@pytest.mark.parametrize("iso", [False, True])
def test_clocks_may_differ_by_two_hours(api: Api, seconds: int, code: str, iso: bool) -> None:
    moment = api.world.now() + timedelta(seconds=seconds)
    stamp = f"{moment:%Y-%m-%dT%H:%M:%SZ}" if iso else str(int(moment.timestamp() * 1000))
    params = api.signed("/seller/get", {}, timestamp=stamp)
    assert api.send("GET", "/seller/get", params).json()["code"] == code


def test_the_date_header_is_the_worlds(api: Api) -> None:
    answer = api.send("GET", "/seller/get", api.signed("/seller/get", {}))
    assert answer.headers["date"] == "Mon, 02 Nov 2026 03:00:00 GMT"


@pytest.mark.parametrize(
    ("method", "path", "params", "code"),
    [
        ("GET", "/orders/list", {}, "InvalidApiPath"),
        ("POST", "/order/pack", {}, "InvalidApiPath"),
        ("GET", "/auth/token/create", {"code": "1"}, "InvalidApiPath"),
        ("POST", "/seller/get", {}, "UnsupportedHTTPMethod"),
        ("GET", "/product/stock/sellable/update", {"payload": "x"}, "UnsupportedHTTPMethod"),
        ("GET", "/order/get", {}, "MissingParameter"),
        ("GET", "/order/get", {"order_id": "1", "locale": "vi"}, "InvalidParameter"),
    ],
)
def test_what_is_not_documented_is_an_error_and_a_violation(
    api: Api, method: str, path: str, params: dict[str, str], code: str
) -> None:
    assert api.send(method, path, api.signed(path, params)).json()["code"] == code
    (violation,) = api.world.violations
    assert violation.startswith(f"lazada {method} {path}: {code}")


def test_a_refusal_that_no_client_can_foresee_is_no_violation(api: Api) -> None:
    assert api.get("/order/get", order_id="404")["code"] == "16"
    assert api.world.violations == []


def test_missing_permission_and_closed_addresses(api: Api) -> None:
    api.platform.app.denied.add("/orders/get")
    answer = api.get("/orders/get", created_after="2026-01-01T00:00:00+07:00")
    assert answer["code"] == "InsufficientPermission"
    api.platform.app.ip_refused = True
    assert api.get("/seller/get")["code"] == "AppWhiteIpLimit"


def limited(**switches: int) -> Api:
    """A world whose clock creeps, so that limits hold and yet no second passes."""
    return Api(speed=1e-9, **switches)


def test_too_many_calls_of_one_api_are_banned_for_a_while() -> None:
    api = limited(api_calls_per_second=3, ban_seconds=2)
    codes = [api.get("/seller/get")["code"] for _ in range(4)]
    assert codes == ["0", "0", "0", "ApiCallLimit"]
    assert "last 2 seconds" in api.get("/seller/get")["message"]
    assert api.get("/seller/warehouse/get", addressTypes=["warehouse"])["code"] == "0"
    api.world.advance(1)
    assert api.get("/seller/get")["code"] == "ApiCallLimit"
    api.world.advance(1)
    assert api.get("/seller/get")["code"] == "0"


def test_sellers_and_apps_have_limits_too() -> None:
    api = limited(seller_calls_per_second=2)
    calls = [api.get("/seller/get")["code"] for _ in range(3)]
    assert calls == ["0", "0", "SellerCallLimit"]
    api = limited(app_calls_per_day=1)
    assert [api.get("/seller/get")["code"] for _ in range(2)] == ["0", "AppApiCallLimit"]
    api.world.advance(86_400)
    assert api.get("/seller/get")["code"] == "0"
