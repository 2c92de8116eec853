"""Consent, codes and tokens of the practice Lazada (lazada.md §3; A2, A4, A5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest

from tests.sandbox.lazada_api import DAY, Api

CALLBACK = "http://127.0.0.1:53682/callback"


@pytest.fixture
def api() -> Api:
    return Api(shops=2)


def consent(
    api: Api, form: Mapping[str, str] | None = None, params: Mapping[str, str] | None = None
) -> httpx.Response:
    """The page, or with a `form` the seller's answer to it."""
    asked = {
        "response_type": "code",
        "client_id": api.platform.app.key,
        "redirect_uri": CALLBACK,
        "state": "s&1",
        **(params or {}),
    }
    url = f"/oauth/authorize?{urlencode(asked)}"
    return api.request("POST" if form else "GET", url, host="auth", data=form)


def answered(api: Api, **form: str) -> dict[str, list[str]]:
    """What the browser is redirected with after the seller's answer."""
    location = consent(api, form).headers["location"]
    assert location.startswith(f"{CALLBACK}?")
    return parse_qs(urlsplit(location).query)


def test_the_page_names_the_shops_and_what_is_asked_for(api: Api) -> None:
    page = consent(api)
    assert page.status_code == 200
    assert "Tiệm Mộng Mơ" in page.text
    assert "VN2ABCDE" in page.text
    assert "Xem và xử lý đơn hàng" in page.text
    assert ">Cho phép</button>" in page.text


def test_allowing_sends_a_code_that_buys_tokens_once(api: Api) -> None:
    back = answered(api, decision="allow", shop="VN2ABCDE")
    assert back["state"] == ["s&1"]
    (code,) = back["code"]
    token = api.auth("/auth/token/create", code=code)
    assert token["country_user_info"][0]["seller_id"] == "200123457"
    assert (token["expires_in"], token["refresh_expires_in"]) == (30 * DAY, 180 * DAY)
    api.token = token["access_token"]
    assert api.get("/seller/get")["data"]["short_code"] == "VN2ABCDE"
    assert api.auth("/auth/token/create", code=code)["code"] == "InvalidCode"


def test_denying_sends_an_error(api: Api) -> None:
    assert answered(api, decision="deny") == {"error": ["access_denied"], "state": ["s&1"]}


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"redirect_uri": "http://127.0.0.1:53682/other"}, "redirect_uri"),
        ({"client_id": "1"}, "unauthorized_client"),
        ({"response_type": "token"}, "invalid_request"),
        ({"uuid": "1"}, "invalid_request"),
    ],
)
def test_bad_requests_end_on_an_error_page(api: Api, params: dict[str, str], said: str) -> None:
    page = consent(api, params=params)
    assert page.status_code == 400
    assert said in page.text


def test_a_shop_outside_the_whitelist_is_refused(api: Api) -> None:
    api.platform.app.whitelist = {"VN1ABCDE"}
    page = consent(api, {"decision": "allow", "shop": "VN2ABCDE"})
    assert page.status_code == 400
    assert "VN2ABCDE" in page.text
    assert answered(api, decision="allow", shop="VN1ABCDE")["code"]


def test_loopback_callbacks_can_be_ruled_out() -> None:
    assert consent(Api(accepts_loopback_callback=False)).status_code == 400


@pytest.mark.parametrize(("seconds", "code"), [(30 * 60 - 1, "0"), (30 * 60, "InvalidCode")])
def test_a_code_lives_for_half_an_hour(api: Api, seconds: int, code: str) -> None:
    granted = api.platform.grant(api.shop)
    api.world.advance(seconds)
    assert api.auth("/auth/token/create", code=granted)["code"] == code


def refreshed(api: Api, token: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = api.auth("/auth/token/refresh", refresh_token=token["refresh_token"])
    return answer


def test_refreshing_rotates_both_and_the_refresh_life_shrinks(api: Api) -> None:
    first = api.auth("/auth/token/create", code=api.platform.grant(api.shop))
    api.world.advance(10 * DAY)
    second = refreshed(api, first)
    assert (second["expires_in"], second["refresh_expires_in"]) == (30 * DAY, 170 * DAY)
    assert second["country_user_info_list"][0]["short_code"] == "VN1ABCDE"
    assert refreshed(api, first)["code"] == "IllegalRefreshToken"
    api.world.advance(170 * DAY)
    assert refreshed(api, second)["code"] == "IllegalRefreshToken"


def test_tokens_end_and_can_be_revoked(api: Api) -> None:
    token = api.auth("/auth/token/create", code=api.platform.grant(api.shop))
    api.token = token["access_token"]
    api.world.advance(30 * DAY - 1)
    assert api.get("/seller/get")["code"] == "0"
    api.world.advance(1)
    assert api.get("/seller/get")["code"] == "IllegalAccessToken"
    token = refreshed(api, token)
    api.token = token["access_token"]
    api.platform.expire_access(api.shop)
    assert api.get("/seller/get")["code"] == "IllegalAccessToken"
    token = refreshed(api, token)
    api.platform.revoke(api.shop)
    assert refreshed(api, token)["code"] == "IllegalRefreshToken"


@pytest.mark.parametrize("survives", [True, False])
def test_whether_old_tokens_survive_is_a_switch(survives: bool) -> None:
    api = Api(old_refresh_token_survives=survives, old_access_token_survives=survives)
    first = api.auth("/auth/token/create", code=api.platform.grant(api.shop))
    refreshed(api, first)
    assert (refreshed(api, first)["code"] == "0") is survives
    api.token = first["access_token"]
    assert (api.get("/seller/get")["code"] == "0") is survives


def test_apps_of_the_service_market_cannot_refresh() -> None:
    api = Api(refresh_unsupported=True)
    first = api.auth("/auth/token/create", code=api.platform.grant(api.shop))
    assert refreshed(api, first)["code"] == "AUTH_TYPE_UNSUPPORTED"
