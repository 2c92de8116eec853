"""The open platform around the shops: the seller's app, its codes and tokens, its call limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from lazdesk.sandbox.lazada.shop import LazadaShop
from lazdesk.sandbox.lazada.wire import LazopError

if TYPE_CHECKING:
    from lazdesk.sandbox.world import World

CODE_SECONDS = 30 * 60


@dataclass
class App:
    """A Seller In-house app in the console; `whitelist` None lets every short code in."""

    key: str = "500123"
    secret: str = field(default="7bd2c6e0a1f94d35b8e1c0f3a9d47e62", repr=False)
    callback: str = "http://127.0.0.1:53682/callback"
    whitelist: set[str] | None = None
    ip_refused: bool = False
    denied: set[str] = field(default_factory=set)  # API paths without permission


@dataclass
class Token:
    """One pair of tokens; rotation makes a new one that ends no later."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    shop: LazadaShop
    access_ends: datetime
    refresh_ends: datetime
    access_dead: bool = False
    refresh_dead: bool = False


class Platform:
    """Apps, codes and tokens. Everything here counts in world time (lazada.md §3, §4)."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.options = world.options.lazada
        self.app = App()
        self.labels: dict[str, tuple[bytes, datetime]] = {}  # PDF and the end of its link
        self._rng = world.stream("lazada/platform")
        self._codes: dict[str, tuple[LazadaShop, datetime]] = {}
        self._tokens: list[Token] = []
        self._seconds: dict[str, tuple[int, int]] = {}
        self._bans: dict[str, datetime] = {}
        self._requests = 0

    # Codes and tokens

    def grant(self, shop: LazadaShop) -> str:
        """A code for `shop`: good once, for 30 minutes. What the consent page hands out."""
        code = f"0_100132_{self._random(24)}"
        self._codes[code] = (shop, self.world.now() + timedelta(seconds=CODE_SECONDS))
        return code

    def exchange(self, code: str) -> Token:
        """Tokens for a code; raises LazopError `InvalidCode`."""
        shop, ends = self._codes.pop(code, (None, self.world.now()))
        if shop is None or self.world.now() >= ends:
            raise LazopError("InvalidCode", "Invalid authorization code", "ISV")
        return self.issue(shop)

    def issue(self, shop: LazadaShop, refresh_ends: datetime | None = None) -> Token:
        """A fresh pair of tokens for `shop`, without any ceremony."""
        now = self.world.now()
        token = Token(
            access=f"50000{self._random(55)}",
            refresh=f"50001{self._random(55)}",
            shop=shop,
            access_ends=now + timedelta(seconds=self.options.access_seconds),
            refresh_ends=refresh_ends or now + timedelta(seconds=self.options.refresh_seconds),
        )
        self._tokens.append(token)
        return token

    def refresh(self, refresh_token: str) -> Token:
        """Rotate a pair: access starts anew, the refresh life goes on shrinking."""
        if self.options.refresh_unsupported:
            message = "appkey can only be authorized by market, not support refresh"
            raise LazopError("AUTH_TYPE_UNSUPPORTED", message, "ISV")
        for old in self._tokens:
            alive = not old.refresh_dead and self.world.now() < old.refresh_ends
            if old.refresh == refresh_token and alive:
                old.refresh_dead = not self.options.old_refresh_token_survives
                old.access_dead = old.access_dead or not self.options.old_access_token_survives
                return self.issue(old.shop, old.refresh_ends)
        message = "The specified refresh token is invalid or expired"
        raise LazopError("IllegalRefreshToken", message, "ISV")

    def shop_of(self, access_token: str) -> LazadaShop:
        """Whose token this is; raises LazopError `IllegalAccessToken`."""
        now = self.world.now()
        for token in reversed(self._tokens):
            if token.access == access_token and not token.access_dead and now < token.access_ends:
                return token.shop
        raise illegal_access_token()

    def revoke(self, shop: LazadaShop) -> None:
        """The seller withdraws the app's access to `shop`."""
        self.expire_access(shop)
        for token in self._tokens:
            token.refresh_dead = token.refresh_dead or token.shop is shop

    def expire_access(self, shop: LazadaShop) -> None:
        """Every access token of `shop` ends now; refresh tokens go on."""
        for token in self._tokens:
            token.access_dead = token.access_dead or token.shop is shop

    def answer(self, token: Token, users_key: str) -> dict[str, Any]:
        """A pair as the token API writes it (envelope D); `users_key` differs by endpoint."""
        now, shop = self.world.now(), token.shop
        user = {
            "country": shop.options.country,
            "user_id": str(shop.seller_id),
            "seller_id": str(shop.seller_id),
            "short_code": shop.short_code,
        }
        return {
            "access_token": token.access,
            "refresh_token": token.refresh,
            "expires_in": round((token.access_ends - now).total_seconds()),
            "refresh_expires_in": round((token.refresh_ends - now).total_seconds()),
            "country": shop.options.country,
            "account_platform": "seller_center",
            "account": shop.email,
            "account_id": None,
            users_key: [user],
        }

    # Limits

    def throttle(self, path: str, shop: LazadaShop | None) -> None:
        """Count one call of an API (by a seller); raises LazopError when it is one too many."""
        if self.world.clock.speed == 0:
            return
        options, now = self.options, self.world.now()
        day = int(now.timestamp() // 86_400)
        if self._count("app", day) > options.app_calls_per_day:
            raise LazopError("AppApiCallLimit", _ban_message(3600), "SYSTEM")
        limits = [(path, options.api_calls_per_second, "ApiCallLimit", "ISV")]
        if shop is not None:
            seller = f"seller {shop.seller_id}"
            limits.append((seller, options.seller_calls_per_second, "SellerCallLimit", "SYSTEM"))
        for who, most, code, kind in limits:
            banned = who in self._bans and now < self._bans[who]
            if not banned and self._count(who, int(now.timestamp())) > most:
                self._bans[who] = now + timedelta(seconds=options.ban_seconds)
                banned = True
            if banned:
                raise LazopError(code, _ban_message(options.ban_seconds), kind)

    def request_id(self) -> str:
        """An id for an answer, made of host, milliseconds and a running number (§1.6)."""
        self._requests += 1
        return f"0ba28873{int(self.world.now().timestamp() * 1000)}{self._requests % 10000:04d}"

    def _count(self, who: str, window: int) -> int:
        last, count = self._seconds.get(who, (window, 0))
        count = count + 1 if last == window else 1
        self._seconds[who] = (window, count)
        return count

    def _random(self, length: int) -> str:
        alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
        return "".join(self._rng.choices(alphabet, k=length))


def illegal_access_token() -> LazopError:
    return LazopError(
        "IllegalAccessToken", "The specified access token is invalid or expired", "ISV"
    )


def api_call_limit(seconds: int) -> LazopError:
    return LazopError("ApiCallLimit", _ban_message(seconds), "ISV")


def _ban_message(seconds: int) -> str:
    return f"Api access frequency exceeds the limit. this ban will last {seconds} seconds"
