"""What every group of Lazada calls is made of: one signed call with a living token."""

from collections.abc import Callable, Mapping
from typing import Any, Self, TypeVar

import httpx

from lazdesk.platforms import errors, reading
from lazdesk.platforms.clock import Clock
from lazdesk.platforms.http import LaneClient, Operation
from lazdesk.platforms.lazada.access import LazadaAccess
from lazdesk.platforms.lazada.gateway import DEAD_TOKEN, Gateway
from lazdesk.platforms.lazada.signing import AppKey
from lazdesk.platforms.limits import Lane, LazadaLimiter

T = TypeVar("T")


class LazadaCalls(LaneClient):
    """One connected Lazada shop, without any call yet."""

    def __init__(
        self,
        api_url: str,
        access: LazadaAccess,
        http: httpx.Client,
        limiter: LazadaLimiter,
        clock: Clock,
        lane: Lane = Lane.BULK,
    ) -> None:
        self._gateway = Gateway(api_url, access.app, http, limiter, clock)
        self._access = access
        super().__init__(self._gateway.sender, lane)

    @property
    def app(self) -> AppKey:
        """The app it signs with."""
        return self._access.app

    @property
    def calls(self) -> int:
        """HTTP requests that left for Lazada, token host included."""
        return super().calls + self._access.calls

    def only_reading(self, share: float | None = None) -> Self:
        """As every client's; the gateway sends for it."""
        other = super().only_reading(share)
        other._gateway = self._gateway.through(other._sender)
        return other

    def _call(
        self,
        operation: Operation,
        method: str,
        params: Mapping[str, str],
        read: Callable[[dict[str, Any]], T],
    ) -> T:
        """Call with a living token; one renewal when Lazada says that it is dead (A4)."""

        def send(token: str) -> T:
            return self._gateway.call(
                operation,
                method,
                params,
                read,
                access_token=token,
                lane=self._lane,
                cancel=self._cancel,
            )

        token = self._access.token()
        try:
            return send(token)
        except errors.Unauthorized as refusal:
            if refusal.code != DEAD_TOKEN:
                raise
        return send(self._access.renewed(token))


def data(said: Mapping[str, Any]) -> dict[str, Any]:
    """What envelope A carries (lazada.md §1.5)."""
    return reading.required_mapping(said, "data")


def result(said: Mapping[str, Any]) -> dict[str, Any]:
    """What envelope B carries."""
    return reading.required_mapping(said, "result")


def result_data(said: Mapping[str, Any]) -> dict[str, Any]:
    """What envelope B carries inside."""
    return reading.required_mapping(result(said), "data")


def at_most(most: int, asked: int, what: str) -> None:
    """Raises ValueError when more is asked for than one call may carry."""
    if asked > most:
        raise ValueError(f"at most {most} {what}, not {asked}")
