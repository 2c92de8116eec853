"""Where the practice Lazada's APIs and pages are mounted: one list of routes per host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import BaseRoute, Route

from lazdesk.sandbox.gate import Endpoint, Handler
from lazdesk.sandbox.lazada import (
    consent,
    fulfilment,
    labels,
    order_reads,
    product_writes,
    products,
    returns,
    reverses,
    seller,
)
from lazdesk.sandbox.lazada.gateway import FACE, Gateway

if TYPE_CHECKING:
    from lazdesk.sandbox.world import World

SELLER_APIS = (
    *seller.APIS,
    *products.APIS,
    *product_writes.APIS,
    *order_reads.APIS,
    *fulfilment.APIS,
    *labels.APIS,
    *reverses.APIS,
    *returns.APIS,
)


def api_routes(world: World) -> list[BaseRoute]:
    """The country's API host: every API, and the labels' links."""
    return [
        _route(world, "/oss/PDF/{name}", labels.download),
        _route(world, "/{path:path}", Gateway(SELLER_APIS)),
    ]


def auth_routes(world: World) -> list[BaseRoute]:
    """The auth host: the consent page and the token APIs."""
    return [
        _route(world, "/oauth/authorize", consent.authorize),
        _route(world, "/{path:path}", Gateway(consent.APIS)),
    ]


def _route(world: World, path: str, handler: Handler) -> Route:
    return Route(path, Endpoint(world, FACE, handler))
