"""``sandbox``: serves the practice shops alone, for trying and for other programs' checks."""

from __future__ import annotations

import json
from typing import Any

from lazdesk.commands.invocation import DONE, Invocation, UsageError
from lazdesk.sandbox.server import Addresses, Ports, PracticeShops
from lazdesk.sandbox.world import World, WorldClock


def run(call: Invocation) -> int:
    """Prints one JSON line with addresses, keys and tokens, then serves until Ctrl+C.

    Raises UsageError when a port is taken.
    """
    words = call.words
    world = World(words.seed, words.products, WorldClock(words.speed))
    first = words.port
    ports = Ports(*(range(first, first + 4) if first else (0, 0, 0, 0)))
    shops = PracticeShops(world, words.host, ports)
    try:
        addresses = shops.start()
    except OSError:
        raise UsageError(call.say("ports_taken", ports=f"{first}–{first + 3}")) from None
    try:
        print(json.dumps(introduction(world, addresses)), flush=True)  # noqa: T201
        call.cancel.wait()
    finally:
        shops.stop()
    return DONE


def introduction(world: World, addresses: Addresses) -> dict[str, Any]:
    """What a client needs to connect: these shops are practice, so their secrets may be shown."""
    app = world.lazada_platform.app
    return {
        "lazada_api_url": addresses.lazada_api,
        "lazada_auth_url": addresses.lazada_auth,
        "haravan_api_url": addresses.haravan_api,
        "control_url": addresses.control,
        "app_key": app.key,
        "app_secret": app.secret,
        "redirect_uri": app.callback,
        "haravan_token": world.haravan.token,
        "seller_ids": [str(shop.seller_id) for shop in world.lazada_shops],
    }
