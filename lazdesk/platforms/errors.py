"""What a call to a platform can end in; every failure of the clients is one of these.

The kinds answer the one question that matters after a failure: did it take effect?
``NotExecuted`` and ``Refused``: no. ``OutcomeUnknown``: read before doing anything else.
"""

# ruff: noqa: N818 - these are named after what became of the call

import re
from collections.abc import Mapping
from typing import Any

from lazdesk import redaction

_MESSAGE_LIMIT = 400
# Tokens, signatures and codes are long runs of letters and digits; no platform message needs one.
# Lazada's own names of errors do not count: THD_IC_ERR_F_IC_ABILITY_PG_003 (lazada.md §5.5).
_NAME = r"[A-Z]{2,20}(?:_[A-Z0-9]{1,20}){2,}(?![\w-])"
_SECRET_LIKE = re.compile(
    rf"(?<![\w-])(?!{_NAME})(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{{28,}}", re.ASCII
)


def scrub(text: str) -> str:
    """A platform's words shortened, on one line and without anything that looks like a secret or
    says where a buyer can be reached: they are kept and shown (G3)."""
    one_line = redaction.redact(" ".join(text.split()))
    return _SECRET_LIKE.sub("***", one_line)[:_MESSAGE_LIMIT]


class PlatformError(Exception):
    """A call that did not end well; ``str()`` is safe to show and to log.

    ``code`` and ``message`` are the platform's own words where it said any; ``detail`` holds the
    per-SKU rows of a Lazada batch (lazada.md §5.6); ``retry_after`` is seconds, 0 when unknown.
    """

    def __init__(
        self,
        *,
        platform: str,
        operation: str,
        message: str,
        code: str = "",
        request_id: str = "",
        http_status: int | None = None,
        detail: tuple[Mapping[str, Any], ...] = (),
        retry_after: float = 0.0,
    ) -> None:
        self.platform = platform
        self.operation = operation
        self.code = code
        self.message = scrub(message)
        self.request_id = request_id
        self.http_status = http_status
        self.detail = detail
        self.retry_after = retry_after
        super().__init__(str(self))

    def __str__(self) -> str:
        said = f"{self.code}: {self.message}" if self.code else self.message
        traces = [
            f"HTTP {self.http_status}" if self.http_status else "",
            f"request {self.request_id}" if self.request_id else "",
        ]
        trace = ", ".join(filter(None, traces))
        return f"{self.platform} {self.operation}: {said}" + (f" ({trace})" if trace else "")


class NotExecuted(PlatformError):
    """Provably had no effect and may be repeated later (throttled, paused, never sent)."""


class Unreachable(NotExecuted):
    """No connection: network, DNS, proxy or TLS."""


class WritesStopped(NotExecuted):
    """The merchant stopped all writes (C10) before this one left."""


class OutcomeUnknown(PlatformError):
    """A write whose answer was lost: it may or may not have taken effect. Read back first."""


class Unavailable(PlatformError):
    """A read that kept failing (time-outs, 5xx, garbled answers) after its own retries."""


class Refused(PlatformError):
    """The platform proved that it did not do it, and why."""


class Unauthorized(Refused):
    """The credentials are wrong or dead: reconnect (A5)."""


class MissingScope(Refused):
    """The credentials lack a permission; ``scope`` names it, empty when nobody knows its name.

    Haravan: e.g. ``com.read_orders`` (haravan.md §12). Lazada: the API path.
    """

    def __init__(self, *, scope: str, **said: Any) -> None:
        self.scope = scope
        super().__init__(**said)


class NoPdf(Refused):
    """Lazada has the label, but no PDF of it came; it may be had as HTML (lazada.md §7.1)."""


class Cancelled(Exception):
    """The cancel event was set before the call was sent."""
