"""A real HTTP server on this computer that answers by a script and remembers what it was asked."""

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Asked:
    """A request as it arrived."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        """The body of a form POST."""
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))

    @property
    def params(self) -> dict[str, str]:
        """Query and form together."""
        return {**self.query, **self.form}

    @property
    def json(self) -> Any:
        """The body of a JSON request."""
        return json.loads(self.body)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "_Server"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _handle(self) -> None:
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        asked = Asked(
            self.command,
            parts.path,
            dict(parse_qsl(parts.query, keep_blank_values=True)),
            dict(self.headers.items()),
            self.rfile.read(length),
        )
        self.server.loopback.answer(asked)(self)

    do_GET = do_POST = do_PUT = _handle  # noqa: N815 - the names http.server looks for


Reply = Callable[[BaseHTTPRequestHandler], None]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    loopback: "Loopback"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is what some tests are about."""


class Loopback:
    """The running server. ``script`` is used up reply by reply; then ``otherwise`` answers."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.asked: list[Asked] = []
        self.script: list[Reply] = []
        self.otherwise: Callable[[Asked], Reply] = lambda _: reply({})
        self._lock = threading.Lock()

    def answer(self, asked: Asked) -> Reply:
        """Remember the request and choose its reply."""
        with self._lock:
            self.asked.append(asked)
            if self.script:
                return self.script.pop(0)
        return self.otherwise(asked)


def reply(
    said: Any, status: int = 200, headers: Mapping[str, str] | None = None, delay: float = 0.0
) -> Reply:
    """An answer: JSON, or bytes as they are."""
    body = said if isinstance(said, bytes) else json.dumps(said, ensure_ascii=False).encode()

    def send(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(delay)
        if headers and "Date" in headers:
            handler.send_response_only(status)
        else:
            handler.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return send


def html(status: int) -> Reply:
    """A gateway's error page."""
    page = b"<html><body>access_token=50000secretsecretsecretsecret1</body></html>"
    return reply(page, status, {"Content-Type": "text/html"})


def truncated(said: Any) -> Reply:
    """An answer that ends too early, though the connection is fine."""
    return reply(json.dumps(said).encode()[:-2])


def reset(handler: BaseHTTPRequestHandler) -> None:
    """The request was read, then the connection breaks."""
    linger = struct.pack("ii", 1, 0)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    handler.connection.close()
    handler.close_connection = True


@contextmanager
def serving() -> Iterator[Loopback]:
    """Run a server on a free port."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.loopback = Loopback(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.loopback
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def closed_port() -> str:
    """The address of a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"
