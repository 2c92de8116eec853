"""What a Haravan call is, and what its statuses and error bodies mean (haravan.md §1.3, §13)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from typing import Any, Self

from lazdesk.platforms import errors, reading
from lazdesk.platforms.http import Answer, Effect, Failure, Fate, Operation

PLATFORM = "haravan"


@dataclass(frozen=True, slots=True)
class Call:
    """One call: ``scope`` is what a 403 means is missing. Writes are once-only unless said."""

    name: str
    method: str
    path: str
    scope: str
    query: Mapping[str, str] | None = None
    body: Mapping[str, object] | None = None
    effect: Effect = Effect.ONCE

    def with_body(self, body: Mapping[str, object]) -> Self:
        """The same call carrying ``body``."""
        return replace(self, body=body)

    @property
    def operation(self) -> Operation:
        """How the sender has to treat it."""
        return Operation(self.name, Effect.READ if self.method == "GET" else self.effect, self.path)


def payload(call: Call, answer: Answer, now: datetime) -> dict[str, Any]:
    """The JSON object of a successful answer; everything else is raised."""
    status = answer.status
    if status < HTTPStatus.OK:
        raise Failure(Fate.LOST, "no final answer", http_status=status)
    if status < HTTPStatus.MULTIPLE_CHOICES:
        return reading.document(answer.body)
    asked_wait = answer.retry_after(now)
    if status == HTTPStatus.TOO_MANY_REQUESTS or (
        status == HTTPStatus.SERVICE_UNAVAILABLE and asked_wait is not None
    ):
        message = "too many requests" if status == HTTPStatus.TOO_MANY_REQUESTS else "overloaded"
        raise Failure(
            Fate.THROTTLED, message, code=str(status), http_status=status, wait=asked_wait or 0.0
        )
    if (
        status < HTTPStatus.BAD_REQUEST
        or status == HTTPStatus.REQUEST_TIMEOUT
        or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    ):
        message = f"not an answer of Haravan ({answer.kind})"
        raise Failure(Fate.LOST, message, code=str(status), http_status=status)
    raise _refusal(call, answer)


def _refusal(call: Call, answer: Answer) -> errors.Refused:
    facts: dict[str, Any] = {
        "platform": PLATFORM,
        "operation": call.name,
        "code": str(answer.status),
        "message": _message(answer) or "no reason given",
        "http_status": answer.status,
    }
    if answer.status == HTTPStatus.UNAUTHORIZED:
        return errors.Unauthorized(**facts)
    if answer.status == HTTPStatus.FORBIDDEN:
        return errors.MissingScope(scope=call.scope, **facts)
    return errors.Refused(**facts)


def _message(answer: Answer) -> str:
    """Haravan's own words in any of the shapes its bodies have; often Vietnamese."""
    try:
        said = reading.document(answer.body)
    except reading.Garbled:
        plain = "text/plain" in answer.headers.get("content-type", "")
        return answer.body.decode(errors="replace") if plain else ""
    for name in ("errors", "error", "message", "messages"):
        if found := _flat(said.get(name)):
            return found
    return ""


def _flat(value: object) -> str:
    if isinstance(value, Mapping):
        parts = [
            inner if field == "base" else f"{field} {inner}"
            for field, nested in value.items()
            if (inner := _flat(nested))
        ]
        return "; ".join(parts)
    if isinstance(value, list):
        return "; ".join(filter(None, map(_flat, value)))
    return reading.text(value)
