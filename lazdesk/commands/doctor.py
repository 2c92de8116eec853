"""``doctor``: checks what LazDesk stands on, line by line, and says what to do (A1, A5, A8, A9)."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from lazdesk import permissions, settings
from lazdesk.commands import names
from lazdesk.commands.endings import PLATFORMS, status_of, words_of
from lazdesk.commands.invocation import (
    DONE,
    FAILED,
    NOT_CONNECTED,
    UNREACHABLE,
    Invocation,
    worst,
)
from lazdesk.models import desk
from lazdesk.models.database import DatabaseError
from lazdesk.platforms import network
from lazdesk.platforms.errors import PlatformError, Unauthorized
from lazdesk.rules import access, problems
from lazdesk.rules.access import Urgency
from lazdesk.shop import Desk, NotConnectedError
from lazdesk.sync import foreign_orders
from lazdesk.sync.session import Session
from lazdesk.vault import VaultError

T = TypeVar("T")

ENOUGH_DISK = 200 * 1024 * 1024


@dataclass(frozen=True)
class Check:
    """One line: what was looked at, how it is, and what to do when it is not well."""

    name: str
    about: str  # the host, the permission, the shop
    status: int
    message: str


def run(call: Invocation) -> int:
    try:
        opened = call.open()
    except (VaultError, DatabaseError) as error:
        # Nothing else can be asked; this may.
        closed = _closed(call, error)
        _answer(call, closed)
        return worst(check.status for check in closed)
    checks = [*_machine(call, opened), *_network(call, opened)]
    with opened.database.read() as connection:
        shops = [row for row in desk.shops(connection) if call.words.shop in (None, row.seller_id)]
    connected = [row for row in shops if row.connected]
    if not connected:
        checks.append(
            Check("connections", "Lazada", NOT_CONNECTED, call.say("lazada_not_connected"))
        )
    for number, row in enumerate(connected):
        checks += _Shop(call, opened, row, with_haravan=number == 0).checks()
    _answer(call, checks)
    return worst(check.status for check in checks)


def _answer(call: Invocation, checks: list[Check]) -> None:
    document = [
        {
            "check": check.name,
            "about": check.about,
            "ok": check.status == DONE,
            "message": check.message,
        }
        for check in checks
    ]
    call.answer(document, [_line(call, check) for check in checks])


def _line(call: Invocation, check: Check) -> str:
    mark = "✓" if check.status == DONE else "✗"
    named = names.name(check.name, call.language)
    parts = [named, check.about] if check.about and check.about != named else [named]
    return f"{mark} {' '.join(parts)}  {check.message}".rstrip()


def _closed(call: Invocation, error: VaultError | DatabaseError) -> list[Check]:
    """The mirror does not open: for want of the keyring, or by itself."""
    if isinstance(error, VaultError):
        keyring = Check("keyring", "", NOT_CONNECTED, error.words(call.language))
        return [keyring, _disk(call, settings.data_dir())]
    keyring = Check("keyring", "", DONE, call.say("keyring_fine"))
    database = Check("database", "", FAILED, error.words(call.language))
    return [keyring, database, _disk(call, settings.data_dir())]


def _machine(call: Invocation, opened: Desk) -> Iterator[Check]:
    yield Check("keyring", "", DONE, opened.vault.warning or call.say("keyring_fine"))
    # It is open: it was checked, and brought up to this version's schema.
    yield Check("database", "", DONE, database_line(call, opened))
    yield _disk(call, opened.folder)


def database_line(call: Invocation, opened: Desk) -> str:
    """Where the mirror lies, whether it is encrypted, and how old its last copy is."""
    last = opened.database.last_backup()
    copied = call.say("no_backup")
    if last is not None:
        copied = call.say("last_backup", at=names.moment(last.isoformat()))
    how = "mirror_is_encrypted" if opened.database.encrypted else "mirror_is_plain"
    return f"{call.say(how, folder=opened.folder)} · {copied}"


def _disk(call: Invocation, folder: Path) -> Check:
    free = shutil.disk_usage(folder).free
    room = f"{free / 2**30:.1f} GB"
    if free > ENOUGH_DISK:
        return Check("disk", "", DONE, call.say("disk_fine", free=room))
    return Check("disk", "", FAILED, call.say("disk_full", free=room))


def _network(call: Invocation, opened: Desk) -> Iterator[Check]:
    hosts = opened.hosts
    for url in (hosts.lazada_api, hosts.lazada_auth, hosts.haravan_api):
        host, port = network.way(url)
        if network.reaches(url):
            yield Check("network", host, DONE, "")
        else:
            message = call.say("host_unreachable", host=f"{host}:{port}")
            yield Check("network", host, UNREACHABLE, message)


class _Shop:
    """The checks of one Lazada shop and of the Haravan shop beside it, which is looked at once."""

    def __init__(self, call: Invocation, opened: Desk, row: Any, *, with_haravan: bool) -> None:
        self.call = call
        self.opened = opened
        self.row = row
        self.with_haravan = with_haravan

    def checks(self) -> Iterator[Check]:
        try:
            session = self.opened.session(self.row.seller_id)
        except NotConnectedError as missing:
            yield Check("connections", "", NOT_CONNECTED, self.call.say(missing.key))
            return
        except VaultError as error:
            yield Check("connections", "", NOT_CONNECTED, error.words(self.call.language))
            return
        yield from self._lazada(session)
        if self.with_haravan:
            yield from self._haravan(session)
        yield from self._clock(session)
        yield self._channel(session)

    def _lazada(self, session: Session) -> Iterator[Check]:
        lacking, failure = self._asked(lambda: permissions.lazada(session.lazada, session.now()))
        yield failure("lazada", self.row.name)
        yield self._access(failed=failure.unauthorized)
        for path in lacking or ():
            message = self.call.say("lazada_permission", scopes=path)
            yield Check("permission", path, NOT_CONNECTED, message)
        if lacking is None:
            return
        places, failure = self._asked(session.lazada.warehouses)
        if places is not None:
            yield self._warehouses(session, sum(place.active for place in places))

    def _access(self, *, failed: bool) -> Check:
        """A5: the platform's own dates, and how near the end is."""
        row, call = self.row, self.call
        ends = row.refresh_expires_at or row.access_expires_at
        urgency = access.urgency(ends, row.consented_at or row.connected_at, call.clock.now())
        if failed or urgency is Urgency.ENDED:
            return Check("access", row.name, NOT_CONNECTED, call.say("access_lost"))
        when = names.moment(ends.isoformat())
        if urgency is Urgency.NONE:
            return Check("access", row.name, DONE, call.say("access_until", until=when))
        return Check("access", row.name, DONE, call.say("access_ends", shop=row.name, when=when))

    def _warehouses(self, session: Session, count: int) -> Check:
        if count > 1:
            with session.database.read() as connection:
                waits = desk.has_problem(connection, session.shop, "MULTI_WAREHOUSE")
            if waits:
                said = problems.CATALOGUE["MULTI_WAREHOUSE"].remedy(self.call.language)
                return Check("warehouses", self.row.name, FAILED, f"{count}. {said}")
        return Check("warehouses", self.row.name, DONE, str(count))

    def _haravan(self, session: Session) -> Iterator[Check]:
        found, failure = self._asked(lambda: permissions.haravan(session.haravan, session.now()))
        yield failure("haravan", found.shop.name if found and found.shop else "")
        if found is None:
            return
        with session.database.read() as connection:
            known = {
                row.object
                for row in desk.problems(connection, session.shop)
                if row.code == "MISSING_SCOPE" and row.object.startswith("com.write")
            }
        for scope in (*permissions.HARAVAN_READS, *sorted(known)):
            if scope in found.missing or scope in known:
                message = self.call.say("scope_missing", scopes=scope)
                yield Check("permission", scope, NOT_CONNECTED, message)
            else:
                yield Check("permission", scope, DONE, "")

    def _clock(self, session: Session) -> Iterator[Check]:
        offset = session.lazada.clock_offset
        if offset is None:
            return  # nobody told the time
        seconds = round(abs(offset).total_seconds())
        if access.clock_is_off(offset):
            message = self.call.say("clock_off", minutes=round(seconds / 60))
            yield Check("clock", "", FAILED, message)
        else:
            yield Check("clock", "", DONE, self.call.say("clock_fine", seconds=seconds))

    def _channel(self, session: Session) -> Check:
        """A9: Haravan's own Lazada channel."""
        if foreign_orders.is_paused(session):
            said = problems.CATALOGUE[foreign_orders.CHANNEL].remedy(self.call.language)
            return Check("channel", self.row.name, FAILED, said)
        return Check("channel", self.row.name, DONE, self.call.say("channel_fine"))

    def _asked(self, question: Callable[[], T]) -> tuple[T | None, _Answered]:
        try:
            return question(), _Answered(DONE, "")
        except PlatformError as error:
            status = status_of(error) or UNREACHABLE
            lost = isinstance(error, Unauthorized)
            return None, _Answered(status, words_of(error, self.call.language), unauthorized=lost)


@dataclass(frozen=True)
class _Answered:
    """How a side took the questions."""

    status: int
    message: str
    unauthorized: bool = False

    def __call__(self, name: str, about: str) -> Check:
        return Check(name, about or PLATFORMS[name], self.status, self.message)
