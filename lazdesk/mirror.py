"""Opens the mirror of a data folder with its key from the keyring (G3).

The key is random, made with the file, and kept under the salt that the file begins with; so every
copy of the file finds its key, and two data folders of one user have two.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock

from lazdesk import texts
from lazdesk.models import backups, database, faults, mirror_file, restored
from lazdesk.models.database import FILE_NAME, Database
from lazdesk.models.mirror_file import Key
from lazdesk.rules.order import VIETNAM
from lazdesk.vault import Vault, VaultError

log = logging.getLogger(__name__)

LOCK = "opening.lock"


def open_mirror(folder: Path, vault: Callable[[], Vault], now: datetime) -> Database:
    """The mirror, encrypted. Raises DatabaseError, VaultError; the file is then as it was.

    One process at a time: it may have to be made, encrypted or repaired.
    """
    with opening(folder):
        opened = database.open_database(folder, now, key(folder, vault))
    if opened.opening.encrypted:
        log.info("the mirror is encrypted now")
    if opened.opening.repaired_from is not None:
        log.warning("the mirror was damaged; the copy of %s is used", opened.opening.repaired_from)
    opened.settle(restored.settle)
    return opened


def news(opened: Database, language: str) -> list[str]:
    """What happened to the file when it was opened, in the merchant's words."""
    happened, found = opened.opening, []
    if happened.encrypted:
        found.append(texts.say("mirror_encrypted", language))
    if happened.repaired_from is not None:
        at = f"{happened.repaired_from.astimezone(VIETNAM):%d/%m/%Y %H:%M}"
        found.append(texts.say("mirror_repaired", language, at=at, file=happened.set_aside))
    return found


@contextmanager
def opening(folder: Path) -> Iterator[None]:
    """Holds the folder's files still. Raises DatabaseUnwritableError when it takes no writes."""
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire()
    except OSError as fault:
        raise faults.unwritable() from fault
    try:
        yield
    finally:
        lock.release()


def key(folder: Path, vault: Callable[[], Vault]) -> Key | None:
    """The file's key; a new one for a file that is new or still plain.

    None for such a file while there is no keyring: without one nobody can connect (A3), so that
    there is nothing yet to hide, and the settings can be seen all the same.

    Raises DatabaseLockedError when the keyring does not have the key of an encrypted file.
    """
    salt = mirror_file.salt_of(folder / FILE_NAME)
    if salt is None:
        try:
            return new_key(vault())
        except VaultError:
            return None
    # The beginning of the file may be what is damaged: its copies begin alike.
    salts = [salt, *filter(None, map(mirror_file.salt_of, backups.newest_first(folder)))]
    for known in dict.fromkeys(salts):
        if (text := vault().get(_name(known))) is not None:
            return Key(text)
    raise faults.locked()


def new_key(vault: Vault) -> Key:
    """A key that is in the keyring before anything is written with it."""
    made = Key.new()
    vault.set(_name(made.salt), made.text)
    return made


def key_name(folder: Path) -> str:
    """What the key of an encrypted file is called in the keyring."""
    return _name(mirror_file.salt_of(folder / FILE_NAME) or "")


def _name(salt: str) -> str:
    return f"mirror/{salt}"
