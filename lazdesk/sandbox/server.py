"""Serves the practice shops over real HTTP on loopback, from one event loop in one thread."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from types import TracebackType
from typing import NamedTuple, Self, TypeVar

import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from lazdesk.sandbox import control
from lazdesk.sandbox.haravan import app as haravan
from lazdesk.sandbox.lazada import app as lazada
from lazdesk.sandbox.world import World

T = TypeVar("T")


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
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> Addresses:
        """Listen and serve in a thread. Raises OSError when a port is taken."""
        sockets = [_listen(self._host, port) for port in self._ports]
        api, auth, haravan_port, control_port = (sock.getsockname()[1] for sock in sockets)
        apps: dict[int, ASGIApp] = {
            api: Starlette(routes=lazada.api_routes(self.world)),
            auth: Starlette(routes=lazada.auth_routes(self.world)),
            haravan_port: Starlette(routes=haravan.routes(self.world)),
            control_port: Starlette(routes=control.routes(self.world)),
        }
        config = uvicorn.Config(
            _ByPort(apps),
            http=_Protocol,
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_config=None,
            log_level="critical",
            date_header=False,
            server_header=False,
            timeout_keep_alive=60,
        )
        self._server = uvicorn.Server(config)
        ready: Future[None] = Future()
        self._thread = threading.Thread(
            target=self._run,
            args=(self._server, sockets, ready),
            name="practice-shops",
            daemon=True,
        )
        self._thread.start()
        ready.result()
        base = f"http://{self._host}:"
        return Addresses(
            lazada_api=f"{base}{api}/rest",
            lazada_auth=f"{base}{auth}",
            haravan_api=f"{base}{haravan_port}",
            control=f"{base}{control_port}/control",
        )

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
        if self._server is None or self._thread is None:
            return
        self._server.should_exit = self._server.force_exit = True
        self._thread.join()
        self._server = self._thread = self._loop = None

    def __enter__(self) -> Self:
        self.addresses = self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _run(
        self, server: uvicorn.Server, sockets: list[socket.socket], ready: Future[None]
    ) -> None:
        async def serve() -> None:
            self._loop = asyncio.get_running_loop()
            serving = asyncio.ensure_future(server.serve(sockets=sockets))
            while not server.started and not serving.done():
                await asyncio.sleep(0.001)
            ready.set_result(None)
            await serving

        try:
            asyncio.run(serve())
        finally:
            for sock in sockets:
                sock.close()


class _ByPort:
    """One server, several hosts: which one a request is for shows in the port it came in by."""

    def __init__(self, apps: dict[int, ASGIApp]) -> None:
        self._apps = apps

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._apps[scope["server"][1]](scope, receive, send)


def _listen(host: str, port: int) -> socket.socket:
    # Only a socket that says TCP gets TCP_NODELAY from asyncio; without it answers take 40 ms.
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind((host, port))
    return sock
