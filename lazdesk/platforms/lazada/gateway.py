"""One signed call to a Lazada gateway, and what its envelope and its error codes mean."""

import copy
import re
import threading
from collections.abc import Callable, Mapping
from typing import Any, Self, TypeVar
from urllib.parse import quote, urlencode

import httpx

from lazdesk.platforms import errors, http, reading
from lazdesk.platforms.clock import Clock
from lazdesk.platforms.http import Answer, Failure, Fate, Operation, Sender
from lazdesk.platforms.lazada.signing import AppKey
from lazdesk.platforms.limits import Lane, LazadaLimiter

T = TypeVar("T")

PLATFORM = "lazada"

# Not executed, to be repeated: the seconds to wait when the message names none (lazada.md §4).
THROTTLES: Mapping[str, float] = {
    "ApiCallLimit": 1,
    "AppApiCallLimit": 60,
    "AppCallLimit": 60,
    "SellerCallLimit": 2,
    "901": 1,
    "1002": 3,
    "E1002": 3,
    "4147": 2,
    "4154": 2,
    # Switched off for a mega-campaign, for hours: reported at once instead of waited out.
    "998": 3600,
}
WHOLE_SHOP = frozenset({"AppApiCallLimit", "AppCallLimit", "SellerCallLimit"})
# The back end failed: whether a write took effect is open (lazada.md §11).
BACK_END = frozenset(
    {
        "ServiceTimeout",
        "ServiceUnavailable",
        "UnknownRuntimeException",
        "15",
        "21",
        "506",
        "513",
        "1000",
    }
)
DEAD_TOKEN = "IllegalAccessToken"  # noqa: S105 - the name of an error
CREDENTIALS = frozenset(
    {
        DEAD_TOKEN,
        "IllegalRefreshToken",
        "AUTH_TYPE_UNSUPPORTED",
        "IncompleteSignature",
        "InvalidAppKey",
    }
)
MISSING_PERMISSION = "InsufficientPermission"
_BAN = re.compile(r"last\s+(\d+)\s+second", re.IGNORECASE)


class Gateway:
    """Signs, sends and reads calls to one base URL (API or token host).

    ``sender`` is shared by all threads and lanes of a shop, so is the offset of the server's clock.
    """

    def __init__(
        self,
        base_url: str,
        app: AppKey,
        client: httpx.Client,
        limiter: LazadaLimiter,
        clock: Clock,
    ) -> None:
        self.base_url = http.safe_base(base_url)
        self.app = app
        self.client = client
        self.sender = Sender(PLATFORM, client, limiter, clock)

    def through(self, sender: Sender) -> Self:
        """The same gateway through another sender."""
        other = copy.copy(self)
        other.sender = sender
        return other

    def call(
        self,
        operation: Operation,
        method: str,
        params: Mapping[str, str],
        read: Callable[[dict[str, Any]], T],
        *,
        access_token: str = "",
        lane: Lane,
        cancel: threading.Event | None = None,
    ) -> T:
        """Send one call and return what ``read`` makes of the envelope.

        A refused timestamp sets the server's time and is tried once more (A8).
        """

        def build() -> httpx.Request:
            now = self.sender.server_time.now()
            signed = self.app.signed(operation.path, params, now, access_token)
            url = self.base_url + operation.path
            if method == "GET":
                return self.client.build_request(
                    "GET", f"{url}?{urlencode(signed, quote_via=quote)}"
                )
            return self.client.build_request("POST", url, data=signed)

        def read_answer(answer: Answer) -> T:
            return read(envelope(operation, answer))

        try:
            return self.sender.send(operation, build, read_answer, lane, cancel)
        except errors.Refused as refusal:
            if not _refused_time(refusal):
                raise
        self.sender.server_time.adopt()
        return self.sender.send(operation, build, read_answer, lane, cancel)


def _refused_time(refusal: errors.Refused) -> bool:
    # The reference knows no sure name for it, so the word decides (lazada.md §2, §11).
    return "timestamp" in refusal.code.lower() or (
        refusal.code == "InvalidParameter" and "timestamp" in refusal.message.lower()
    )


def envelope(operation: Operation, answer: Answer) -> dict[str, Any]:
    """The JSON object of a successful answer; everything else is raised (lazada.md §1.4, §1.5)."""
    try:
        said = reading.document(answer.body)
    except reading.Garbled:
        raise _without_json(answer) from None
    said = reading.mapping(said.get("error_response")) or said
    code = reading.text(said.get("code"))
    if not code:
        raise _without_json(answer)
    if code != "0":
        raise _failed(operation, answer, code, said)
    result = reading.mapping(said.get("result"))
    if "success" in result and not reading.flag(result["success"]):
        inner = reading.text(result.get("error_code") or result.get("errorCode"))
        message = result.get("error_msg") or result.get("errorMsg")
        raise _failed(operation, answer, inner, {**said, "message": message})
    return said


def _without_json(answer: Answer) -> Failure:
    if answer.status == httpx.codes.TOO_MANY_REQUESTS:
        return Failure(Fate.THROTTLED, "too many requests", code="429", http_status=429, wait=1.0)
    return Failure(Fate.LOST, f"not an answer of Lazada ({answer.kind})", http_status=answer.status)


def _failed(
    operation: Operation, answer: Answer, code: str, said: Mapping[str, Any]
) -> Failure | errors.Refused:
    message = reading.text(said.get("message") or said.get("msg")) or "no reason given"
    request_id = reading.text(said.get("request_id"))
    if code in THROTTLES:
        ban = _BAN.search(message)
        return Failure(
            Fate.THROTTLED,
            message,
            code=code,
            http_status=answer.status,
            request_id=request_id,
            wait=float(ban[1]) if ban else THROTTLES[code],
            everywhere=code in WHOLE_SHOP,
        )
    # E006 is "internal error" everywhere, but for an unknown word in a filter.
    if code in BACK_END or (code == "6" and "status" not in message.lower()):
        return Failure(
            Fate.LOST, message, code=code, http_status=answer.status, request_id=request_id
        )
    facts: dict[str, Any] = {
        "platform": PLATFORM,
        "operation": operation.name,
        "code": code,
        "message": message,
        "request_id": request_id,
        "http_status": answer.status,
        "detail": tuple(reading.rows(said.get("detail"))),
    }
    if code in CREDENTIALS:
        return errors.Unauthorized(**facts)
    if code == MISSING_PERMISSION:
        return errors.MissingScope(scope=operation.path, **facts)
    return errors.Refused(**facts)
