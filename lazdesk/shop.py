"""Joins one desk's parts: clients, keyring, mirror, settings, engine. The only place that does."""

from __future__ import annotations

import json
import secrets
import shutil
import threading
import uuid
from collections import Counter
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx

from lazdesk import mirror, permissions, tokens
from lazdesk.models import consents, desk, goods
from lazdesk.models.database import Database, open_database
from lazdesk.platforms import http
from lazdesk.platforms.clock import Clock
from lazdesk.platforms.haravan.client import HaravanClient
from lazdesk.platforms.lazada.access import LazadaAccess, TokenStore, authorize_url
from lazdesk.platforms.lazada.client import LazadaClient
from lazdesk.platforms.lazada.signing import AppKey
from lazdesk.platforms.limits import HaravanBucket, LazadaLimiter
from lazdesk.rules import order as order_rules
from lazdesk.rules import policy as policies
from lazdesk.rules import warehouse
from lazdesk.rules.policy import Policy
from lazdesk.settings import Hosts
from lazdesk.sync import connection_problems, foreign_orders, label_store
from lazdesk.sync.events import Event
from lazdesk.sync.session import Session
from lazdesk.vault import Vault

REDIRECT_URI = "http://127.0.0.1:53682/callback"
STATE_LIFE = timedelta(minutes=30)  # the life of a code (A2)
OPTIONAL_SCOPES = frozenset({"com.read_customers"})
HARAVAN_TOKEN = "haravan/token"  # noqa: S105 - the secret's name, not the secret


class ConnectionRefusedError(Exception):
    """A connection that must not be made; ``key`` names the message of ``texts``."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class NotConnectedError(Exception):
    """The work needs a connection that is not there; ``key`` names the message of ``texts``."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True)
class HaravanCheck:
    """What a token was found to open (A1); without customers the buyers go in as guests."""

    name: str
    domain: str
    missing_scopes: tuple[str, ...]

    @property
    def connected(self) -> bool:
        return set(self.missing_scopes) <= OPTIONAL_SCOPES


def _agreed(_name: str, _seller_id: str) -> bool:
    """The merchant named the shop, or chose it in the browser."""
    return True


def ignore(_event: Event) -> None:
    """Nobody listens."""


@dataclass
class Desk:
    """One data folder: its mirror, its secrets, its connections.

    Making one opens the mirror. Raises DatabaseError, VaultError.
    """

    folder: Path
    open_vault: Callable[[], Vault]
    hosts: Hosts
    clock: Clock
    transport: httpx.BaseTransport | None = None
    new_id: Callable[[], str] = field(default=lambda: uuid.uuid4().hex)
    cancel: threading.Event = field(default_factory=threading.Event)
    report: Callable[[Event], None] = ignore
    plain: bool = False  # the mirror of practice shops, in a folder that is thrown away

    def __post_init__(self) -> None:
        self.database: Database = (
            open_database(self.folder, self.clock.now())
            if self.plain
            else mirror.open_mirror(self.folder, lambda: self.vault, self.clock.now())
        )
        self._http = http.client(self.transport)
        # One bucket for the whole process: the limit is the shop's, not the client's (G5).
        self._bucket = HaravanBucket(self.clock)
        self._sessions: dict[str, Session] = {}
        self._lock = threading.Lock()
        # Read anew for each session, not for each call: a keyring takes as long as Haravan does.
        self._token = ""

    @cached_property
    def vault(self) -> Vault:
        """The keyring: the mirror's key is in it, and the secrets of both sides."""
        return self.open_vault()

    def close(self) -> None:
        self._http.close()
        self.database.close()

    # --- Haravan (A1) -----------------------------------------------------------------------------

    def connect_haravan(self, token: str) -> HaravanCheck:
        """Checks a private-app token by reading, then keeps it. Raises Unauthorized for a wrong one
        and ConnectionRefusedError for what cannot be one, or when the desk's other rows belong to
        another Haravan shop."""
        if not (token.isascii() and token.isprintable()):
            raise ConnectionRefusedError("haravan_token_wrong")  # no header carries it
        found = permissions.haravan(self._haravan(lambda: token), self.clock.now())
        org = found.shop
        check = HaravanCheck(
            org.name if org else "",
            (org.myharavan_domain or org.domain) if org else "",
            found.missing,
        )
        if org is None or not check.connected:
            return check
        with self.database.write() as connection:
            known = desk.haravan(connection)
            if known is not None and known.org != org.id:
                raise ConnectionRefusedError("other_haravan_shop", known=known.name, new=org.name)
            self.vault.set(HARAVAN_TOKEN, token)
            desk.save_haravan(
                connection,
                {
                    "org": org.id,
                    "name": org.name,
                    "domain": check.domain,
                    "connected": True,
                    "connected_at": self.clock.now(),
                },
            )
        return check

    def disconnect_haravan(self) -> None:
        """The secret is deleted and no more calls go out; mirror and settings stay (A6)."""
        self.vault.delete(HARAVAN_TOKEN)
        with self.database.write() as connection:
            desk.disconnect_haravan(connection)
        self._token = ""
        self._sessions.clear()

    def _haravan(self, token: Callable[[], str]) -> HaravanClient:
        return HaravanClient(
            self.hosts.haravan_api, token, self._http, self._bucket, self.clock
        ).with_cancel(self.cancel)

    def _haravan_token(self) -> str:
        token = self.vault.get(HARAVAN_TOKEN)
        if token is None:
            raise NotConnectedError("haravan_not_connected")
        return token

    # --- Lazada (A2, A5) --------------------------------------------------------------------------

    def begin_consent(self, app_key: str, redirect_uri: str) -> str:
        """Remembers a fresh state for half an hour and returns the consent page's address."""
        state = secrets.token_urlsafe(24)
        pending = {
            "state": state,
            "app_key": app_key,
            "redirect_uri": redirect_uri,
            "until": (self.clock.now() + STATE_LIFE).isoformat(),
        }
        with self.database.write() as connection:
            desk.set_cursor(connection, "", "consent", json.dumps(pending))
        return authorize_url(self.hosts.lazada_auth, app_key, redirect_uri, state)

    def check_state(self, state: str) -> None:
        """Raises ConnectionRefusedError unless ``state`` is the one of the open consent (A2)."""
        with self.database.read() as connection:
            text = desk.cursor(connection, "", "consent")
        pending = json.loads(text) if text else {}
        if not pending or datetime.fromisoformat(pending["until"]) < self.clock.now():
            raise ConnectionRefusedError("consent_expired")
        if not secrets.compare_digest(pending["state"].encode(), state.encode()):
            raise ConnectionRefusedError("state_changed")

    def connect_lazada(
        self,
        app: AppKey,
        code: str,
        redirect_uri: str,
        wanted: str | None = None,
        *,
        adding: bool = False,
        confirm: Callable[[str, str], bool] = _agreed,
    ) -> Any:
        """Exchanges the code and connects the shop it belongs to; returns the shop's row.

        ``wanted`` names the shop meant; without it the first connection or the renewal of the only
        shop, unless another one is ``adding`` itself. ``confirm`` is asked with name and id before
        anything is stored. Another seller's consent is refused and nothing is changed (A5).
        """
        with self.database.read() as connection:
            known = [row.seller_id for row in desk.shops(connection)]
        if wanted is None and not adding and len(known) > 1:
            raise NotConnectedError("which_shop")
        expected = wanted or (known[0] if known and not adding else None)
        access = self._access(app, tokens.HeldTokens())
        pair = access.exchange(code)
        if expected is not None and pair.seller_id != expected:
            raise ConnectionRefusedError("other_seller", known=expected, new=pair.seller_id)
        if pair.country != "vn":
            raise ConnectionRefusedError("other_country", country=pair.country)
        access.adopt(pair)
        client = self._lazada(access)
        seller = client.seller()
        if not confirm(seller.name, pair.seller_id):
            raise ConnectionRefusedError("not_confirmed", name=seller.name)
        self.vault.set(tokens.app_secret(pair.seller_id), app.secret)
        self._access(app, self._tokens(pair.seller_id)).adopt(pair)
        now = self.clock.now() + (client.clock_offset or timedelta())  # by Lazada's clock (A8)
        with self.database.write() as connection:
            desk.save_shop(
                connection,
                {
                    "seller_id": pair.seller_id,
                    "name": seller.name,
                    "country": pair.country,
                    "short_code": pair.short_code or seller.short_code,
                    "app_key": app.key,
                    "redirect_uri": redirect_uri,
                    "connected": True,
                    "connected_at": self.clock.now(),
                    "consented_at": pair.issued_at,
                    "access_expires_at": pair.access_expires_at,
                    "refresh_expires_at": pair.refresh_expires_at,
                },
            )
            if "orders.import_from" not in desk.settings(connection, pair.seller_id):
                today = now.astimezone(order_rules.VIETNAM).date()
                desk.set_setting(
                    connection, pair.seller_id, "orders.import_from", today.isoformat()
                )
            desk.set_cursor(connection, "", "consent", "")
            connection_problems.access_is_back(connection, pair.seller_id, self.clock.now())
        self._forget_session(pair.seller_id)
        with self.database.read() as connection:
            return next(r for r in desk.shops(connection) if r.seller_id == pair.seller_id)

    def disconnect_lazada(self, seller_id: str) -> None:
        """Secrets deleted, no more calls; links, settings and history stay (A6)."""
        tokens.forget(self.vault, seller_id)
        with self.database.write() as connection:
            desk.change_shop(
                connection,
                seller_id,
                connected=False,
                access_expires_at=None,
                refresh_expires_at=None,
            )
            connection_problems.access_is_back(connection, seller_id, self.clock.now())
        self._forget_session(seller_id)

    def forget_shop(self, seller_id: str) -> None:
        """*Xóa dữ liệu cửa hàng*: secrets, mirror, settings, history, labels and the copies of them
        are deleted for good; what is on Lazada and Haravan is not touched (A6)."""
        self.disconnect_lazada(seller_id)
        with self.database.write() as connection:
            desk.forget_shop(connection, seller_id, order_rules.ref(seller_id, ""))
        for folder in (self._labels(seller_id), self.second_reading(seller_id)):
            shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):  # Windows deletes no file that is open
            tokens.lock_file(self.folder, seller_id).unlink()
        self.database.scrub(self.clock.now())

    def drop_labels(self, seller_id: str, order_ids: Collection[str]) -> None:
        """The labels of these orders carry their buyers' addresses (G3)."""
        label_store.drop(self.database, seller_id, self._labels(seller_id), order_ids)

    def second_reading(self, seller_id: str) -> Path:
        """Where both platforms are read anew to be compared; gone once that is done."""
        return self.folder / "second-reading" / seller_id

    def keep_retention(self) -> None:
        """Labels end with the merchant's retention, of disconnected shops too (G3)."""
        with self.database.read() as connection:
            known = [row.seller_id for row in desk.shops(connection)]
        for seller_id in known:
            folder, days = self._labels(seller_id), self.policy(seller_id).retention_days
            label_store.drop_old(self.database, seller_id, folder, days, self.clock.now())

    def _labels(self, seller_id: str) -> Path:
        return self.folder / "labels" / seller_id

    def _forget_session(self, seller_id: str) -> None:
        """The next session is made anew, with the tokens as they are stored then."""
        with self._lock:
            for online in (True, False):
                self._sessions.pop(f"{seller_id}/{online}", None)

    def known_app(self, seller_id: str) -> AppKey:
        """The app this shop was connected with, for renewing its access (A5).

        Raises ConnectionRefusedError when its secret is gone: it was deleted by disconnecting.
        """
        with self.database.read() as connection:
            row = next(r for r in desk.shops(connection) if r.seller_id == seller_id)
        secret = self.vault.get(tokens.app_secret(seller_id))
        if secret is None:
            raise ConnectionRefusedError("secret_gone")
        return AppKey(row.app_key, secret)

    def _tokens(self, seller_id: str) -> tokens.KeyringTokens:
        return tokens.KeyringTokens(self.vault, self.database, seller_id, self.folder)

    def _access(self, app: AppKey, store: TokenStore) -> LazadaAccess:
        return LazadaAccess(self.hosts.lazada_auth, app, store, self._http, self.clock)

    def _lazada(self, access: LazadaAccess) -> LazadaClient:
        return LazadaClient(
            self.hosts.lazada_api, access, self._http, LazadaLimiter(self.clock), self.clock
        ).with_cancel(self.cancel)

    # --- the engine's session ---------------------------------------------------------------------

    def pick(self, seller_id: str | None) -> str:
        """The shop a command means. Raises NotConnectedError when there is none, or several."""
        with self.database.read() as connection:
            known = [row.seller_id for row in desk.shops(connection)]
        if seller_id is not None:
            if seller_id not in known:
                raise NotConnectedError("no_such_shop")
            return seller_id
        if not known:
            raise NotConnectedError("lazada_not_connected")
        if len(known) > 1:
            raise NotConnectedError("which_shop")
        return str(known[0])

    def policy(self, seller_id: str) -> Policy:
        with self.database.read() as connection:
            return policies.from_settings(desk.settings(connection, seller_id))

    def session(self, seller_id: str, *, online: bool = True) -> Session:
        """The engine's session of one shop, with the settings as they are now.

        ``online`` False: only the mirror will be asked, so nothing need be connected any more.
        Clients and limiters live as long as the desk, so that limits are kept over all cycles.
        """
        with self.database.read() as connection:
            row = next(r for r in desk.shops(connection) if r.seller_id == seller_id)
            haravan = desk.haravan(connection)
        if haravan is None or (online and not haravan.connected):
            raise NotConnectedError("haravan_not_connected")
        secret = self.vault.get(tokens.app_secret(seller_id)) if online else ""
        if online and (not row.connected or secret is None):
            raise NotConnectedError("lazada_not_connected")
        if online:
            self._token = self._haravan_token()
        key, app = f"{seller_id}/{online}", AppKey(row.app_key, secret or "")
        access = self._access(app, self._tokens(seller_id))

        def may_write() -> bool:
            """As it is stored at this moment: another thread or process may have stopped it."""
            return self.policy(seller_id).writes

        with self._lock:  # two threads must not make a session, and so a limiter, each
            # Another process may have renewed the access with another app.
            if key not in self._sessions or self._sessions[key].lazada.app != app:
                self._sessions[key] = Session(
                    shop=seller_id,
                    org=haravan.org,
                    lazada=self._lazada(access).guarded(may_write),
                    haravan=self._haravan(lambda: self._token).guarded(may_write),
                    database=self.database,
                    policy=self.policy(seller_id),
                    clock=self.clock,
                    new_id=self.new_id,
                    cancel=self.cancel,
                    report=self.report,
                    labels=self._labels(seller_id),
                )
            made = self._sessions[key]
        return replace(
            made,
            policy=self.policy(seller_id),
            report=self.report,
            new_problems=Counter(),
        )

    def reach_back(self, seller_id: str) -> None:
        """The next cycle reads orders on both sides from the import date on again (D1)."""
        with self.database.write() as connection:
            desk.forget_cursor(connection, seller_id, "lazada.orders")
            desk.forget_cursor(connection, seller_id, "lazada.reverses")
            if (haravan := desk.haravan(connection)) is not None:
                desk.forget_cursor(connection, haravan.org, "haravan.sweep")

    def foreign_channel_chosen(self, seller_id: str) -> None:
        """The merchant decided about Haravan's own Lazada channel: import goes on (A9)."""
        with self.database.write() as connection:
            now = self.clock.now()
            desk.set_time_cursor(connection, seller_id, foreign_orders.CHOSEN, now)
            desk.clear_problems(
                connection,
                seller_id,
                foreign_orders.KIND,
                [seller_id],
                now,
                foreign_orders.CHANNEL,
            )

    def count_warehouse(self, seller_id: str) -> None:
        """What Lazada is known to hold is from now on what the picked warehouse holds (C12)."""
        chosen = self.policy(seller_id).lazada_warehouse
        with self.database.write() as connection:
            sku_ids = [row.sku_id for row in goods.skus(connection, seller_id)]
            stock = goods.stock_by_warehouse(connection, seller_id, sku_ids)
            counted = {id_: warehouse.sellable(held, chosen) for id_, held in stock.items() if held}
            goods.set_quantities(connection, seller_id, counted)

    def withdraw_consent(self, seller_id: str, kind: str) -> None:
        """The next push of ``kind`` is previewed again (C1)."""
        with self.database.write() as connection:
            consents.withdraw(connection, seller_id, kind)

    def consent(self, seller_id: str, kind: str) -> None:
        """The merchant agreed to all links' ``kind`` beforehand, whatever it will be (C1)."""
        with self.database.write() as connection:
            consents.give(connection, seller_id, kind)
