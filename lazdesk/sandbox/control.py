"""The control face: another process sets faults, acts as buyer or courier, and reads the state.

Every call is a POST of one JSON object to `/control/<verb>` and is answered with JSON; what
cannot be done answers 400 `{"error": …}`. Lists are read with `from` (an index), so that a reader
can go on where it stopped.

    fault     {"kind": "reset_after", "face": "lazada", "path": "/order/fulfill/pack", "nth": 2, …}
    kill      {"pid": 123, "point": "after_effect", "face": "haravan", "path": "/com/orders.json"}
    clear     {}                                            lift all faults and hooks
    act       {"shop": "lazada", "act": "place_order", "args": {"items": {"SKU1": 2}}}
    advance   {"seconds": 60}
    state     {"shop": "haravan"}                           the shop's `dump()`
    calls     {"from": 0}         violations {"from": 0}    goods {}
    token     {"number": 1}                                 a Lazada token pair without the consent
    callback  {"uri": "http://127.0.0.1:20001/callback"}    the app's callback, as in its console
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

from lazdesk.sandbox.faults import Fault, Hook, Kind, Point, kill
from lazdesk.sandbox.haravan.state import HaravanShop
from lazdesk.sandbox.lazada.shop import LazadaShop
from lazdesk.sandbox.world import World

Body = dict[str, Any]


def routes(world: World) -> list[BaseRoute]:
    """The control face's one route."""

    async def control(request: Request) -> JSONResponse:
        verb = _VERBS.get(request.path_params["verb"])
        if verb is None:
            return JSONResponse({"error": "no such verb"}, status_code=404)
        try:
            body = json.loads(await request.body() or b"{}")
            world.settle()
            return JSONResponse(verb(world, body))
        except Exception as error:
            # Whatever went wrong is the caller's to know: the world goes on.
            return JSONResponse({"error": f"{type(error).__name__}: {error}"}, status_code=400)

    return [Route("/control/{verb}", control, methods=["POST"])]


def _fault(world: World, body: Body) -> Body:
    world.faults.add(Fault(**{**body, "kind": Kind(body["kind"])}))
    return {}


def _kill(world: World, body: Body) -> Body:
    target = {name: value for name, value in body.items() if name not in ("pid", "point")}
    world.faults.arm(Hook(point=Point(body["point"]), action=kill(body["pid"]), **target))
    return {}


def _clear(world: World, _body: Body) -> Body:
    world.faults.clear()
    return {}


def _act(world: World, body: Body) -> Body:
    shop = _shop(world, body)
    name = body["act"]
    if name not in shop.ACTS:
        raise ValueError(f"no such act: {name}")
    return {"result": _plain(getattr(shop, name)(**body.get("args", {})))}


def _advance(world: World, body: Body) -> Body:
    world.advance(body["seconds"])
    return {"now": world.now().isoformat()}


def _state(world: World, body: Body) -> Body:
    return _shop(world, body).dump()


def _calls(world: World, body: Body) -> Body:
    return {"calls": [_plain(call) for call in world.calls[body.get("from", 0) :]]}


def _violations(world: World, body: Body) -> Body:
    return {"violations": world.violations[body.get("from", 0) :]}


def _goods(world: World, _body: Body) -> Body:
    return {"goods": [_plain(good) for good in world.goods]}


def _token(world: World, body: Body) -> Body:
    token = world.lazada_platform.issue(_lazada(world, body))
    return world.lazada_platform.answer(token, "country_user_info")


def _callback(world: World, body: Body) -> Body:
    world.lazada_platform.app.callback = str(body["uri"])
    return {}


def _shop(world: World, body: Body) -> LazadaShop | HaravanShop:
    """`lazada` (with `number`, if not the first) or `haravan`."""
    if body["shop"] == "haravan":
        return world.haravan
    if body["shop"] == "lazada":
        return _lazada(world, body)
    raise ValueError(f"no such shop: {body['shop']}")


def _lazada(world: World, body: Body) -> LazadaShop:
    number: int = body.get("number", 1)
    return world.lazada_shops[number - 1]


def _plain(value: Any) -> Any:
    """What an act returned, as JSON can carry it: records by what they say about themselves."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, dict):
        return {str(key): _plain(child) for key, child in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(child) for child in value]
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if hasattr(value, "dump"):
        return value.dump()
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return str(value)


_VERBS: dict[str, Callable[[World, Body], Body]] = {
    "fault": _fault,
    "kill": _kill,
    "clear": _clear,
    "act": _act,
    "advance": _advance,
    "state": _state,
    "calls": _calls,
    "violations": _violations,
    "goods": _goods,
    "token": _token,
    "callback": _callback,
}
