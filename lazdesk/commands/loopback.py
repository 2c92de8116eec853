"""Takes the browser's redirect after the consent, on this machine only (A2)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

from lazdesk.platforms.errors import Cancelled

PAGE = """<!doctype html><html lang="vi"><meta charset="utf-8"><title>LazDesk</title>
<body style="font-family:sans-serif;text-align:center;padding-top:15vh">
<h1>Xong</h1><p>Quay lại LazDesk. Có thể đóng trang này.</p></body></html>"""


def is_address(uri: str) -> bool:
    """Whether a browser can be sent there at all: http or https, a host, and a possible port."""
    try:
        target = urlsplit(uri)
        return target.scheme in ("http", "https") and bool(target.hostname) and target.port != 0
    except ValueError:
        return False


def query_of(redirected: str) -> dict[str, str]:
    """What the address says after its question mark; nothing when it is none."""
    try:
        query = urlsplit(redirected).query
    except ValueError:
        return {}
    return {key: values[0] for key, values in parse_qs(query).items()}


def wait_for_redirect(
    uri: str, cancel: threading.Event, listening: Callable[[], None] = lambda: None
) -> str:
    """Waits for one request on ``uri``'s port and path and returns its whole URL.

    ``listening`` is called once the browser may come: who agreed before is sent back at once.
    Raises OSError when the port is taken or is no port of this machine, Cancelled when ``cancel``
    is set meanwhile.
    """
    target = urlsplit(uri)
    caught: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if urlsplit(self.path).path != target.path:
                self.send_error(404)
                return
            caught.append(f"{target.scheme}://{target.netloc}{self.path}")
            body = PAGE.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """The address carries the code: it is not logged."""

    with HTTPServer(("127.0.0.1", target.port or 80), Handler) as server:
        server.timeout = 0.2
        listening()
        while not caught:
            server.handle_request()
            if cancel.is_set():
                raise Cancelled
    return caught[0]
