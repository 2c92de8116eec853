"""Lazada's gateway: what every API call passes before its handler sees it (§1, §2, §11)."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from lazdesk.sandbox.gate import Answer, Incoming, json_answer
from lazdesk.sandbox.lazada.platform import (
    Platform,
    api_call_limit,
    illegal_access_token,
)
from lazdesk.sandbox.lazada.shop import LazadaShop
from lazdesk.sandbox.lazada.wire import LazopError, MisuseError, stringify
from lazdesk.sandbox.world import World

Params = Mapping[str, str]

SYSTEM_PARAMS = frozenset(
    {"app_key", "timestamp", "sign_method", "sign", "access_token", "partner_id", "debug"}
)
TOLERANCE_SECONDS = 7200


@dataclass(frozen=True)
class Request:
    """A call that passed the gateway; `base_url` is where it came in, for links in answers."""

    world: World
    params: Params
    base_url: str


@dataclass(frozen=True)
class Api:
    """An API of a seller's: `params` maps each documented parameter to whether it is needed."""

    path: str
    methods: frozenset[str]
    params: Mapping[str, bool]
    handler: Callable[[LazadaShop, Request], dict[str, Any]]


@dataclass(frozen=True)
class TokenApi:
    """An API without a token, on the auth host."""

    path: str
    methods: frozenset[str]
    params: Mapping[str, bool]
    handler: Callable[[Platform, Request], dict[str, Any]]


GET = frozenset({"GET"})
POST = frozenset({"POST"})
BOTH = GET | POST


class LazadaFace:
    """Lazada's name and its wording of what faults ask for."""

    name = "lazada"
    prefix = "/rest"

    def throttled(self, world: World) -> Answer:
        return error_answer(world, api_call_limit(world.options.lazada.ban_seconds))

    def expired_token(self, world: World) -> Answer:
        return error_answer(world, illegal_access_token())

    def refused(self, world: World, code: str, message: str) -> Answer:
        return error_answer(world, LazopError(code, message))


FACE = LazadaFace()


def error_answer(world: World, error: LazopError) -> Answer:
    """The answer that carries an error: HTTP 200 all the same (§1.4)."""
    return json_answer({**error.envelope(), "request_id": world.lazada_platform.request_id()})


class Gateway:
    """Checks calls against a table of APIs and hands them to their handlers."""

    def __init__(self, apis: Iterable[Api | TokenApi]) -> None:
        self._apis = {api.path: api for api in apis}

    def __call__(self, world: World, incoming: Incoming) -> Answer:
        try:
            body = self._run(world, incoming)
        except LazopError as error:
            if isinstance(error, MisuseError):
                world.violation(FACE.name, f"{incoming.method} {incoming.path}", str(error))
            return error_answer(world, error)
        body = {"code": "0", **body}
        if world.options.lazada.all_strings:
            body = stringify(body)
        return json_answer({**body, "request_id": world.lazada_platform.request_id()})

    def _run(self, world: World, incoming: Incoming) -> dict[str, Any]:
        platform = world.lazada_platform
        api = self._apis.get(incoming.path)
        if api is None:
            raise MisuseError("InvalidApiPath", "The specified API path is invalid", "ISV")
        if incoming.method not in api.methods:
            message = f"The specified HTTP method {incoming.method} is not supported"
            raise MisuseError("UnsupportedHTTPMethod", message, "ISV")
        params = _gather(incoming)
        _check_system_params(platform, incoming.path, params)
        shop = None
        if isinstance(api, Api):
            shop = platform.shop_of(_needed(params, "access_token"))
        platform.throttle(incoming.path, shop)
        if incoming.path in platform.app.denied:
            message = "Insufficient permission to call this API"
            raise LazopError("InsufficientPermission", message, "ISV")
        business = {name: text for name, text in params.items() if name not in SYSTEM_PARAMS}
        for name in business.keys() - api.params.keys():
            message = f"The specified parameter “{name}” is not valid"
            raise MisuseError("InvalidParameter", message, "ISV")
        for name, required in api.params.items():
            if required:
                _needed(business, name)
        request = Request(world, business, incoming.base_url)
        if isinstance(api, TokenApi):
            return api.handler(platform, request)
        assert shop is not None  # noqa: S101  (every `Api` has a token)
        return api.handler(shop, request)


def sign(secret: str, path: str, params: Params) -> str:
    """The signature of a call: upper-case HMAC-SHA256 over path and sorted params (§2)."""
    text = path + "".join(name + params[name] for name in sorted(params))
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest().upper()


def _signed_well(secret: str, path: str, params: Params) -> bool:
    given = params["sign"]
    signed = {name: text for name, text in params.items() if name != "sign"}
    filled = {name: text for name, text in signed.items() if text}
    return any(
        hmac.compare_digest(given.encode(), sign(secret, path, variant).encode())
        for variant in (signed, filled)
    )


def _gather(incoming: Incoming) -> dict[str, str]:
    """All params of a call: the query's, and a POST's form or JSON ones (§1.2)."""
    params = dict(incoming.query)
    if incoming.method != "POST" or not incoming.body:
        return params
    content_type = incoming.headers.get("content-type", "").partition(";")[0].strip()
    if content_type == "application/x-www-form-urlencoded":
        return params | dict(parse_qsl(incoming.body.decode(), keep_blank_values=True))
    if content_type == "application/json":
        try:
            value = json.loads(incoming.body)
        except ValueError:
            value = None
        if isinstance(value, dict):
            return params | {
                name: entry if isinstance(entry, str) else json.dumps(entry)
                for name, entry in value.items()
            }
    raise MisuseError("5", "E005: Invalid Request Format")


def _needed(params: Params, name: str) -> str:
    if not params.get(name):
        message = (
            f"the input parameter “{name}” that is mandatory for processing this request"
            " is not supplied"
        )
        raise MisuseError("MissingParameter", message, "ISV")
    return params[name]


def _check_system_params(platform: Platform, path: str, params: Params) -> None:
    for name in ("app_key", "timestamp", "sign_method", "sign"):
        _needed(params, name)
    if params["app_key"] != platform.app.key:
        raise LazopError("InvalidAppKey", "The specified App Key is invalid", "ISV")
    if platform.app.ip_refused:
        raise LazopError("AppWhiteIpLimit", "The source IP is not in the whitelist", "ISV")
    stamped = _read_timestamp(params["timestamp"])
    if abs((platform.world.now() - stamped).total_seconds()) > TOLERANCE_SECONDS:
        message = "The specified timestamp is invalid or expired"
        raise LazopError(platform.options.timestamp_code, message, "ISV")
    if params["sign_method"] != "sha256":
        message = "The specified parameter “sign_method” is not valid"
        raise MisuseError("InvalidParameter", message, "ISV")
    if not _signed_well(platform.app.secret, path, params):
        message = "The request signature does not conform to lazop standards"
        raise LazopError("IncompleteSignature", message, "ISV")


def _read_timestamp(text: str) -> datetime:
    """UTC milliseconds, or ISO 8601 with `Z` (§1.3)."""
    try:
        if text.isdecimal():
            return datetime.fromtimestamp(int(text) / 1000, UTC)
        moment = datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        moment = None
    if moment is None or moment.tzinfo is None:
        raise MisuseError(
            "InvalidParameter", "The specified parameter “timestamp” is not valid", "ISV"
        )
    return moment
