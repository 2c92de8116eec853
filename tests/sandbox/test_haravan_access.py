"""Who may call the practice Haravan, how often, and how it says no (haravan.md §1, §2)."""

import json
from typing import Any

import pytest

from lazdesk.sandbox.faults import Fault, Kind
from tests.sandbox.haravan_api import Api

ORDER = {"order": {"line_items": [{"title": "Quà", "price": 50_000, "quantity": 1}]}}


@pytest.fixture
def api() -> Api:
    return Api(products=3)


def test_bucket_holds_80_and_leaks_4_per_world_second(api: Api) -> None:
    for used in range(1, 81):
        answer = api.send("GET", "/shop")
        assert answer.headers["X-Haravan-Api-Call-Limit"] == f"{used}/80"
    refused = api.send("GET", "/shop")
    assert refused.status_code == 429
    assert refused.headers["X-Haravan-Api-Call-Limit"] == "80/80"
    assert refused.headers["Retry-After"] == "2.0"
    api.world.advance(2)
    answers = [api.send("GET", "/shop").status_code for _ in range(9)]
    assert answers == [200] * 8 + [429]


def test_bucket_is_shared_by_all_tokens_of_the_shop(api: Api) -> None:
    other = api.shop.issue_token()
    api.send("GET", "/shop")
    assert api.send("GET", "/shop", token=other).headers["X-Haravan-Api-Call-Limit"] == "2/80"


def test_hidden_limit_of_one_resource_does_not_show_in_the_header(api: Api) -> None:
    api.switch(hidden_limit_path="/com/products.json")
    answers = [api.send("GET", "/products") for _ in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert answers[9].headers["X-Haravan-Api-Call-Limit"] == "10/80"
    assert api.send("GET", "/shop").status_code == 200


def test_unknown_and_revoked_tokens_get_401(api: Api) -> None:
    assert api.send("GET", "/shop", token="guess").status_code == 401
    api.shop.revoke_token()
    assert api.send("GET", "/shop").status_code == 401
    api.shop.issue_token()
    assert api.send("GET", "/shop").status_code == 200
    assert api.world.violations == []


@pytest.mark.parametrize(
    ("scope", "path"),
    [
        ("shop", "/locations"),
        ("products", "/products"),
        ("inventories", "/inventories/adjustments"),
        ("orders", "/orders"),
        ("customers", "/customers/search"),
    ],
)
def test_missing_read_scope_is_a_bare_403_and_write_contains_read(
    api: Api, scope: str, path: str
) -> None:
    api.shop.remove_scope(f"com.read_{scope}")
    assert api.send("GET", path).status_code == 200
    api.shop.remove_scope(f"com.write_{scope}")
    answer = api.send("GET", path)
    assert (answer.status_code, answer.json()) == (403, {})


def test_reading_scope_does_not_allow_to_write(api: Api) -> None:
    api.shop.remove_scope("com.write_orders")
    assert api.send("POST", "/orders", json=ORDER).status_code == 403
    assert not api.shop.orders


def test_metafields_may_be_out_of_reach(api: Api) -> None:
    api.switch(metafields_allowed=False)
    answer = api.send("GET", "/metafields")
    assert (answer.status_code, answer.json()) == (403, {})


def test_bodies_of_undocumented_errors_vary(api: Api) -> None:
    bodies = {api.send("GET", "/shop", token="guess").text for _ in range(6)}
    assert len(bodies) == 6
    assert {"", "Unauthorized", '{"errors":"Unauthorized"}'} <= bodies


@pytest.mark.parametrize(
    ("method", "path", "request_", "status"),
    [
        ("GET", "/variants", {}, 404),
        ("GET", "/inventory_levels", {}, 404),
        ("DELETE", "/orders/1", {}, 404),
        ("GET", "/orders", {"params": {"name": "414000"}}, 422),
        ("GET", "/orders", {"params": {"limit": "many"}}, 422),
        ("GET", "/orders", {"params": {"status": "all"}}, 422),
        ("GET", "/orders", {"params": {"created_at_min": "yesterday"}}, 422),
        ("GET", "/orders", {"params": [("page", "1"), ("page", "2")]}, 422),
        ("GET", "/products", {"params": {"order": "updated_at"}}, 422),
        ("GET", "/inventory_locations", {"params": {"variant_ids": "1"}}, 422),
        ("POST", "/orders", {"json": {"order": {}}}, 422),
        ("POST", "/orders", {"json": {"order": {"line_items": [{"quantity": "2"}]}}}, 422),
        ("POST", "/orders", {"json": {"order": ORDER["order"] | {"created_at": "x"}}}, 422),
        ("POST", "/orders", {"json": {"order": ORDER["order"] | {"customer": {}}}}, 422),
        ("POST", "/orders", {"content": b"{}", "headers": {"Content-Type": "text/plain"}}, 400),
        (
            "POST",
            "/orders",
            {"content": b"{", "headers": {"Content-Type": "application/json"}},
            400,
        ),
        ("POST", "/orders/1/confirm", {"json": {"notify": True}}, 422),
        ("POST", "/orders/1/cancel", {"json": []}, 422),
        ("POST", "/orders/1/tags", {"json": {"tags": None}}, 422),
        ("PUT", "/variants/1", {"json": {"variant": {"price": "590000"}}}, 422),
        ("PUT", "/orders/1/fulfillments/1/cod_status/paid", {"json": {"a": 1}}, 422),
    ],
)
def test_whatever_is_not_documented_is_refused_and_put_down(
    api: Api, method: str, path: str, request_: dict[str, Any], status: int
) -> None:
    assert api.send(method, path, **request_).status_code == status
    assert len(api.world.violations) == 1
    assert api.world.violations[0].startswith(f"haravan {method} /com{path}.json: ")


def test_post_with_cookies_answers_200_and_does_nothing(api: Api) -> None:
    answer = api.send("POST", "/orders", json=ORDER, headers={"Cookie": "session=1"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert not api.shop.orders
    assert api.world.violations


def test_get_may_flake_with_422_while_nothing_is_wrong(api: Api) -> None:
    api.switch(flake_rate=0.5)
    statuses = {api.send("GET", "/products").status_code for _ in range(20)}
    assert statuses == {200, 422}
    assert api.send("POST", "/orders", json=ORDER).status_code == 201
    assert api.world.violations == []


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (Fault(kind=Kind.THROTTLED), 429),
        (Fault(kind=Kind.EXPIRED_TOKEN), 401),
        (Fault(kind=Kind.REFUSED, message="Không được"), 422),
        (Fault(kind=Kind.REFUSED, code="409", message="Không được"), 409),
    ],
)
def test_faults_speak_as_haravan_does(api: Api, fault: Fault, status: int) -> None:
    api.world.faults.add(fault)
    answer = api.send("POST", "/orders", json=ORDER)
    assert answer.status_code == status
    assert not api.shop.orders
    if status == 429:
        assert answer.headers["Retry-After"] == "2.0"
    if fault.kind is Kind.REFUSED:
        assert answer.json() == {"errors": {"base": ["Không được"]}}


def test_dump_is_json_and_tells_no_access_token(api: Api) -> None:
    api.order()
    assert api.shop.token not in json.dumps(api.shop.dump())


def test_every_act_of_the_merchant_exists(api: Api) -> None:
    assert all(callable(getattr(api.shop, act)) for act in api.shop.ACTS)
