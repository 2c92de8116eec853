"""The practice shops stop while clients connect: nothing stays open."""

from __future__ import annotations

import gc
import socket
import sys
import threading
import time
from contextlib import suppress
from urllib.parse import urlsplit

import pytest

from lazdesk.sandbox.server import PracticeShops
from lazdesk.sandbox.world import World, WorldClock

TIMES = 3


@pytest.mark.filterwarnings("error")
def test_connections_just_accepted_are_closed_too(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda told: left.append(told.exc_value))
    for _ in range(TIMES):
        stop_under_fire()
        gc.collect()
    assert left == []


def stop_under_fire() -> None:
    shops = PracticeShops(World(7, 5, WorldClock(0)))
    port = urlsplit(shops.start().haravan_api).port or 0
    ended = threading.Event()
    threads = [threading.Thread(target=connect, args=(port, ended)) for _ in range(3)]
    for thread in threads:
        thread.start()
    time.sleep(0.02)
    shops.stop()
    ended.set()
    for thread in threads:
        thread.join()


def connect(port: int, ended: threading.Event) -> None:
    """Connects as fast as it can, and lets go of all but the last few."""
    held: list[socket.socket] = []
    while not ended.is_set():
        with suppress(OSError):
            held.append(socket.create_connection(("127.0.0.1", port), timeout=1))
        if len(held) > 50:
            held.pop(0).close()
    for each in held:
        each.close()
