"""The door of every practice endpoint: journal, faults, hooks and the world's own Date header."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import parse_qsl

from starlette.datastructures import Headers

from lazdesk.sandbox.faults import Fault, Kind, Point

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from lazdesk.sandbox.world import World

GATEWAY_PAGE = (
    b"<html>\r\n<head><title>%d</title></head>\r\n<body>\r\n<center><h1>%d</h1></center>\r\n"
    b"<hr><center>Tengine</center>\r\n</body>\r\n</html>\r\n"
)


@dataclass(frozen=True)
class Incoming:
    """A request as a handler sees it: `path` without the face's prefix, bodies unparsed."""

    method: str
    path: str
    path_params: Mapping[str, str]
    query: tuple[tuple[str, str], ...]
    headers: Headers
    body: bytes
    base_url: str


@dataclass
class Answer:
    """What goes back over the wire."""

    status: int
    body: bytes
    content_type: str = "application/json;charset=UTF-8"
    headers: dict[str, str] = field(default_factory=dict)


Handler = Callable[["World", Incoming], Answer]


class Face(Protocol):
    """How one platform names itself and words the refusals that faults ask for."""

    name: str
    prefix: str

    def throttled(self, world: World) -> Answer: ...

    def expired_token(self, world: World) -> Answer: ...

    def refused(self, world: World, code: str, message: str) -> Answer: ...


def json_answer(value: object, status: int = 200, headers: dict[str, str] | None = None) -> Answer:
    """An answer carrying `value` as compact UTF-8 JSON."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Answer(status, text.encode(), headers=headers or {})


class Endpoint:
    """One endpoint as an ASGI app (usable in `Route`): runs `handler` behind journal and faults."""

    def __init__(self, world: World, face: Face, handler: Handler) -> None:
        self._world = world
        self._face = face
        self._handler = handler

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        incoming = await _read(scope, receive, self._face.prefix)
        if incoming is None:
            return
        world, target = self._world, (self._face.name, incoming.method, incoming.path)
        world.settle()
        call = world.record(self._face.name, incoming)
        fault = world.faults.strike(*target)
        hooks = world.faults.hooks_for(*target)
        kind = fault.kind if fault else None
        call.fault = kind

        def run_hooks(point: Point) -> None:
            for hook in hooks:
                if hook.point is point:
                    hook.action()

        run_hooks(Point.BEFORE_EFFECT)
        if kind is Kind.RESET_BEFORE:
            await _reset(scope)
            return
        if fault and kind is Kind.SLOW:
            await asyncio.sleep(fault.seconds)
            world.settle()
        answer = self._refusal(fault) if fault else None
        if answer is None:
            answer = self._handler(world, incoming)
            run_hooks(Point.AFTER_EFFECT)
        if fault and kind is Kind.LATE:
            await asyncio.sleep(fault.seconds)
        if kind is Kind.RESET_AFTER:
            await _reset(scope)
            return
        if fault:
            answer = _spoil(answer, fault)
        call.status = answer.status
        await _send(world, answer, send)
        run_hooks(Point.AFTER_ANSWER)

    def _refusal(self, fault: Fault) -> Answer | None:
        """The answer of a fault that strikes before the effect, if it is one of these."""
        match fault.kind:
            case Kind.ERROR_BEFORE:
                return _gateway_page(fault.status)
            case Kind.THROTTLED:
                return self._face.throttled(self._world)
            case Kind.EXPIRED_TOKEN:
                return self._face.expired_token(self._world)
            case Kind.REFUSED:
                return self._face.refused(self._world, fault.code, fault.message)
            case _:
                return None


async def _read(scope: Scope, receive: Receive, prefix: str) -> Incoming | None:
    """The whole request; None when its sender died in the middle of it."""
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        more = message.get("more_body", False)
    headers = Headers(scope=scope)
    return Incoming(
        method=scope["method"],
        path=scope["path"].removeprefix(prefix),
        path_params=scope.get("path_params", {}),
        query=tuple(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)),
        headers=headers,
        body=body,
        base_url=f"http://{headers.get('host', 'localhost')}",
    )


async def _send(world: World, answer: Answer, send: Send) -> None:
    headers = {
        "content-type": answer.content_type,
        "content-length": str(len(answer.body)),
        "date": format_datetime(world.clock.now(), usegmt=True),
        **answer.headers,
    }
    raw = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": answer.status, "headers": raw})
    await send({"type": "http.response.body", "body": answer.body})


async def _reset(scope: Scope) -> None:
    """Abort the connection so that the client's kernel sees a TCP reset, not an orderly end."""
    transport: asyncio.Transport = scope["state"]["transport"]
    linger = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    transport.abort()
    # The loss must have reached the protocol before we return, or it would answer 500.
    await asyncio.sleep(0)
    await asyncio.sleep(0)


def _gateway_page(status: int) -> Answer:
    return Answer(status, GATEWAY_PAGE % (status, status), "text/html")


def _spoil(answer: Answer, fault: Fault) -> Answer:
    """The answer as it looks after a fault that strikes after the effect."""
    match fault.kind:
        case Kind.ERROR_AFTER:
            return _gateway_page(fault.status)
        case Kind.TRUNCATED:
            answer.body = answer.body[: len(answer.body) // 2]
        case Kind.GARBLED:
            return _gateway_page(200)
        case Kind.EMPTY:
            answer.body = b""
        case Kind.REPEATED_ROWS:
            answer.body = _repeat_rows(answer.body)
    return answer


def _repeat_rows(body: bytes) -> bytes:
    """Append the first row of each outermost list of rows once more, as a page that drifted."""
    value = json.loads(body)

    def visit(node: Any) -> None:
        if isinstance(node, dict):
            for child in node.values():
                visit(child)
        elif isinstance(node, list) and node and isinstance(node[0], dict):
            node.append(node[0])

    visit(value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
