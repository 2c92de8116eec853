"""The mirror taken to another PC: one file behind a passphrase, without a secret in it (G3).

What is restored is a copy of then: it is connected again, and reads what happened since.
"""

from __future__ import annotations

import logging
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lazdesk import mirror, texts, tokens
from lazdesk.models import backups, database, desk, faults, mirror_file, restored
from lazdesk.models.database import FILE_NAME, Database
from lazdesk.models.mirror_file import Key
from lazdesk.shop import HARAVAN_TOKEN, Desk
from lazdesk.vault import Vault

log = logging.getLogger(__name__)

SUFFIX = ".lazdesk"
SHORTEST_PASSPHRASE = 8
WORKSHOP = "restoring"


class KeepingError(Exception):
    """A copy cannot be made or used; ``key`` names the message of ``texts``."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(frozen=True)
class Restored:
    """What is in the folder now: whose shops, and which of them have to be connected again."""

    shops: tuple[str, ...]
    disconnected: tuple[str, ...]
    replaced: Path | None  # where what was there before lies


def save(opened: Desk, target: Path, passphrase: str) -> None:
    """Writes the mirror as one file that only the passphrase opens; tokens are not in it.

    Raises KeepingError for a passphrase too short, DatabaseError when it cannot be written.
    """
    opened.database.save_copy(target, _key(passphrase))
    log.info("a copy of the mirror was saved")


def restore(folder: Path, vault: Vault, source: Path, passphrase: str, now: datetime) -> Restored:
    """Puts the copy in the mirror's place; what was there is set aside among the backups.

    Nothing may be open on the folder. What does not open with the passphrase, or is no copy of
    LazDesk's, changes nothing. Raises KeepingError, DatabaseError, VaultError.
    """
    key = _key(passphrase)
    if not source.is_file():
        raise KeepingError("no_such_copy", file=source)
    if not mirror_file.is_sound(source, key):
        raise KeepingError("copy_does_not_open", file=source)
    with mirror.opening(folder), faults.writing_files(), _workshop(folder) as workshop:
        fresh_key = mirror.new_key(vault)
        fresh = workshop / FILE_NAME
        mirror_file.copy(source, key, fresh, fresh_key)
        with closing(database.open_database(workshop, now, fresh_key)) as opened:
            found = _taken_over(opened, vault)
        mirror_file.settle(fresh, fresh_key)
        path = folder / FILE_NAME
        replaced = backups.set_aside(path, backups.REPLACED, now) if path.exists() else None
        mirror_file.replace(path, fresh)
        backups.of_now(path, fresh_key, now)
    log.info("the mirror was restored from a copy")
    return Restored(found[0], found[1], replaced)


def begin_anew(folder: Path, now: datetime) -> Path:
    """Takes a mirror that does not open out of the way; returns where it lies now.

    Nothing may be open on the folder. Raises DatabaseUnwritableError.
    """
    with mirror.opening(folder), faults.writing_files():
        moved = backups.move_away(folder / FILE_NAME, now)
    log.warning("the mirror was moved away, to begin anew")
    return moved


def told(found: Restored, language: str) -> list[str]:
    """What was restored and what is left to do, in the merchant's words."""
    lines = [texts.say("copy_restored", language, shops=", ".join(found.shops) or "–")]
    if found.disconnected:
        names = ", ".join(found.disconnected)
        lines.append(texts.say("connect_again", language, names=names))
    if found.replaced is not None:
        lines.append(texts.say("copy_replaced", language, file=found.replaced))
    return lines


def _taken_over(opened: Database, vault: Vault) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Connected is what this PC's keyring has the secrets of. Returns shops, and those without."""
    with opened.write() as connection:
        restored.settle(connection)
        rows = desk.shops(connection)
        without = [row for row in rows if vault.get(tokens.app_secret(row.seller_id)) is None]
        for row in without:
            desk.change_shop(
                connection,
                row.seller_id,
                connected=False,
                access_expires_at=None,
                refresh_expires_at=None,
            )
        lost = [row.name for row in without]
        if (haravan := desk.haravan(connection)) and vault.get(HARAVAN_TOKEN) is None:
            desk.disconnect_haravan(connection)
            lost.append(haravan.name)
    return tuple(row.name for row in rows), tuple(lost)


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """A folder beside the mirror where the copy is made ready; killed, only it is left."""
    workshop = folder / WORKSHOP
    shutil.rmtree(workshop, ignore_errors=True)
    workshop.mkdir()
    try:
        yield workshop
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _key(passphrase: str) -> Key:
    # The same letters typed on another system may come otherwise composed.
    text = unicodedata.normalize("NFC", passphrase)
    if len(text) < SHORTEST_PASSPHRASE:
        raise KeepingError("passphrase_short", fewest=SHORTEST_PASSPHRASE)
    return Key(text)
