"""The HTTP face of the practice Haravan: who may call, how often, and in what form it answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from starlette.routing import BaseRoute, Route

from lazdesk.sandbox import gate
from lazdesk.sandbox.gate import Answer, Incoming
from lazdesk.sandbox.haravan import (
    pages_goods,
    pages_orders,
    pages_parcels,
    pages_shop,
    refusals,
)
from lazdesk.sandbox.haravan.endpoints import Call, Endpoint
from lazdesk.sandbox.haravan.refusals import RefusalError, UndocumentedError

if TYPE_CHECKING:
    from lazdesk.sandbox.haravan.shop_state import ShopState
    from lazdesk.sandbox.world import World

ENDPOINTS = (
    *pages_shop.ENDPOINTS,
    *pages_goods.ENDPOINTS,
    *pages_orders.ENDPOINTS,
    *pages_parcels.ENDPOINTS,
)

_LOGIN_PAGE = b"<!DOCTYPE html><html><head><title>Haravan</title></head><body></body></html>"


class HaravanFace:
    """How Haravan words the refusals that faults ask for."""

    name = "haravan"
    prefix = ""

    def throttled(self, world: World) -> Answer:
        return _refuse(world.haravan, RefusalError(429, None, "Too many requests"))

    def expired_token(self, world: World) -> Answer:
        return _refuse(world.haravan, RefusalError(401, None, "Unauthorized"))

    def refused(self, world: World, code: str, message: str) -> Answer:
        """`code` is the HTTP status, 422 when empty."""
        body = {"errors": {"base": [message]}}
        return _refuse(world.haravan, RefusalError(int(code or 422), body, message))


FACE = HaravanFace()


def routes(world: World) -> list[BaseRoute]:
    """Every documented endpoint, and last the one that refuses all other paths."""
    documented = [
        Route(each.path, gate.Endpoint(world, FACE, _handler(each)), methods=[each.method])
        for each in ENDPOINTS
    ]
    return [*documented, Route("/{path:path}", gate.Endpoint(world, FACE, _handler(None)))]


def _handler(endpoint: Endpoint | None) -> gate.Handler:
    def handle(world: World, incoming: Incoming) -> Answer:
        shop = world.haravan
        try:
            return _answer(shop, endpoint, incoming)
        except RefusalError as refusal:
            if isinstance(refusal, UndocumentedError):
                where = f"{incoming.method} {incoming.path}"
                world.violation(FACE.name, where, refusal.text)
            return _refuse(shop, refusal)

    return handle


def _answer(shop: ShopState, endpoint: Endpoint | None, incoming: Incoming) -> Answer:
    scopes = _scopes(shop, incoming)
    _keep_limits(shop, incoming)
    if endpoint is None:
        raise UndocumentedError("not a documented path", status=404)
    _need_scope(endpoint, scopes)
    query = _parse_query(endpoint, incoming)
    body = _parse_body(endpoint, incoming)
    if incoming.method == "POST" and "cookie" in incoming.headers:
        # Documented: such a POST does nothing and yet answers 200.
        shop.world.violation(FACE.name, f"POST {incoming.path}", "a POST must not carry cookies")
        return Answer(200, _LOGIN_PAGE, "text/html; charset=utf-8", _limit_headers(shop))
    if incoming.method == "GET" and shop.chance(shop.options.flake_rate):
        raise refusals.plain("Có lỗi xảy ra, vui lòng thử lại")
    path = {name: _id_or_word(value) for name, value in incoming.path_params.items()}
    payload = endpoint.handler(shop, Call(path, query, body))
    return gate.json_answer(_in_fashion(shop, payload), endpoint.status, _limit_headers(shop))


def _id_or_word(value: int | str) -> int | str:
    return int(value) if str(value).isdigit() else value


def _scopes(shop: ShopState, incoming: Incoming) -> set[str]:
    kind, _, token = incoming.headers.get("authorization", "").partition(" ")
    if kind != "Bearer" or token not in shop.tokens:
        raise RefusalError(401, None, "Unauthorized")
    return shop.tokens[token]


def _keep_limits(shop: ShopState, incoming: Incoming) -> None:
    now = shop.world.now().timestamp()
    hidden = incoming.path == shop.options.hidden_limit_path
    if not shop.bucket.take(now) or (hidden and not shop.hidden_bucket.take(now)):
        raise RefusalError(429, None, "Too many requests")


def _need_scope(endpoint: Endpoint, scopes: set[str]) -> None:
    scope = endpoint.scope
    if scope is None or scope in scopes:
        return
    # To write contains to read.
    if scope.replace(".read_", ".write_") not in scopes:
        raise RefusalError(403, {}, f"scope {scope} is missing")


def _parse_query(endpoint: Endpoint, incoming: Incoming) -> dict[str, Any]:
    parsed: dict[str, Any] = {}
    for name, text in incoming.query:
        if name not in endpoint.query:
            raise UndocumentedError(f"parameter {name} is not documented")
        if name in parsed:
            raise UndocumentedError(f"parameter {name} is given twice")
        try:
            parsed[name] = endpoint.query[name](text)
        except ValueError as error:
            raise UndocumentedError(f"parameter {name}: {error}") from None
    return parsed


def _parse_body(endpoint: Endpoint, incoming: Incoming) -> Any:
    if endpoint.body is None:
        if incoming.body not in (b"", b"{}"):
            raise UndocumentedError("a body is not documented")
        return {}
    media_type = incoming.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise UndocumentedError(f"Content-Type {media_type!r}", status=400)
    try:
        body = json.loads(incoming.body)
    except ValueError:
        raise UndocumentedError("the body is not JSON", status=400) from None
    faults = list(endpoint.body(body, ""))
    if faults:
        raise UndocumentedError("; ".join(faults))
    return body


def _refuse(shop: ShopState, refusal: RefusalError) -> Answer:
    headers = _limit_headers(shop)
    if refusal.status == 429:
        headers = {"X-Haravan-Api-Call-Limit": "80/80", "Retry-After": "2.0"}
    body = refusal.body
    if body is None:
        body = refusals.undocumented_form(refusal.text, shop.errors_told)
        shop.errors_told += 1
    if isinstance(body, str):
        return Answer(refusal.status, body.encode(), "text/plain; charset=utf-8", headers)
    return gate.json_answer(body, refusal.status, headers)


def _limit_headers(shop: ShopState) -> dict[str, str]:
    used = shop.bucket.used(shop.world.now().timestamp())
    return {"X-Haravan-Api-Call-Limit": f"{used}/{shop.bucket.size}"}


def _in_fashion(shop: ShopState, payload: Any) -> Any:
    """The payload with the oddities that are switched on."""
    options = shop.options
    if not (options.numbers_as_text or options.sparse or options.extra_keys):
        return payload

    def dress(value: Any) -> Any:
        if isinstance(value, dict):
            kept = {
                key: dress(entry)
                for key, entry in value.items()
                if not (options.sparse and entry is None)
            }
            return kept | ({"is_beta": {"rollout": 3}} if options.extra_keys else {})
        if isinstance(value, list):
            return [dress(entry) for entry in value]
        if options.numbers_as_text and isinstance(value, float):
            return f"{value:.4f}"
        return value

    return {key: dress(entry) for key, entry in payload.items()}
