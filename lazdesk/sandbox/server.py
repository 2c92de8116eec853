"""Serves the practice shops over real HTTP on loopback, from one event loop in one thread."""

from __future__ import annotations

import asyncio
import os
import socket
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import NamedTuple, Self, TypeVar

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from lazdesk.sandbox import control
from lazdesk.sandbox.haravan import app as haravan
from lazdesk.sandbox.lazada import app as lazada
from lazdesk.sandbox.world import World

T = TypeVar("T")

TURNS = 3  # of the event loop, until an accepted connection is known


class Ports(NamedTuple):
    """The ports to listen on; 0 = any free one."""

    lazada_api: int = 0
    lazada_auth: int = 0
    haravan_api: int = 0
    control: int = 0


@dataclass(frozen=True)
class Addresses:
    """Base URLs, without a trailing slash, as they go into LazDesk's settings."""

    lazada_api: str  # …/rest
    lazada_auth: str  # /oauth/authorize and /rest/auth/token/* live below
    haravan_api: str  # /com/*.json lives below
    control: str  # …/control


class _Protocol(H11Protocol):
    """Hands its transport to the endpoints, so that a fault can abort the connection."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self.app_state = {**self.app_state, "transport": transport}
        super().connection_made(transport)


class PracticeShops:
    """The practice shops of `world` at work; a context manager, or `start` and `stop`."""

    def __init__(self, world: World, host: str = "127.0.0.1", ports: Ports | None = None) -> None:
        self.world = world
        self._host = host
        self._ports = ports or Ports()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopped: asyncio.Event | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> Addresses:
        """Listen and serve in a thread. Raises OSError when a port is taken."""
        routes = (
            lazada.api_routes(self.world),
            lazada.auth_routes(self.world),
            haravan.routes(self.world),
            control.routes(self.world),
        )
        with ExitStack() as bound:  # a taken port leaves none of the others open
            sockets = [bound.enter_context(_listen(self._host, port)) for port in self._ports]
            bound.pop_all()
        hosts = [
            (sock, _configure(Starlette(routes=each)))
            for sock, each in zip(sockets, routes, strict=True)
        ]
        ready: Future[None] = Future()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._serve(hosts, ready)),
            name="practice-shops",
            daemon=True,
        )
        self._thread.start()
        ready.result()
        api, auth, haravan_api, control_ = (
            f"http://{self._host}:{sock.getsockname()[1]}" for sock in sockets
        )
        self.addresses = Addresses(f"{api}/rest", auth, haravan_api, f"{control_}/control")
        return self.addresses

    def call(self, act: Callable[[World], T]) -> T:
        """Run `act(world)` inside the event loop, between two requests; returns its result."""
        if self._loop is None:
            raise RuntimeError("the practice shops are not open")

        async def run() -> T:
            self.world.settle()
            return act(self.world)

        return asyncio.run_coroutine_threadsafe(run(), self._loop).result()

    def stop(self) -> None:
        """Close the listeners and every connection, and wait for the thread."""
        if self._loop is None or self._stopped is None or self._thread is None:
            return
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join()
        self._loop = self._stopped = self._thread = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    async def _serve(
        self, hosts: Sequence[tuple[socket.socket, uvicorn.Config]], ready: Future[None]
    ) -> None:
        """Serve every host until told to stop: uvicorn's protocol without its server."""
        self._loop, self._stopped = asyncio.get_running_loop(), asyncio.Event()
        state = ServerState()
        listeners = [
            await self._loop.create_server(partial(_Protocol, config, state, {}), sock=sock)
            for sock, config in hosts
        ]
        ready.set_result(None)
        await self._stopped.wait()
        # A connection that was just accepted is lost if its listener closes before it is one of
        # `state.connections`, some turns of the loop later: first nobody is accepted any more.
        if isinstance(self._loop, asyncio.SelectorEventLoop):  # not Windows' usual one
            for sock, _ in hosts:
                self._loop.remove_reader(sock)
        for _ in range(TURNS):
            await asyncio.sleep(0)
        for listener in listeners:
            listener.close()
        for connection in list(state.connections):
            connection.transport.abort()
        await asyncio.sleep(0)


def _configure(app: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        date_header=False,
        server_header=False,
        timeout_keep_alive=60,
    )


def _listen(host: str, port: int) -> socket.socket:
    # Only a socket that says TCP gets TCP_NODELAY from asyncio; without it answers take 40 ms.
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":  # on Windows the same option would share a port that is taken
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
    except OSError:
        sock.close()
        raise
    return sock
