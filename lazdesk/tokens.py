"""Where a Lazada shop's secrets are: in the keyring, under one name each (A3, A4)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from lazdesk.models import desk
from lazdesk.models.database import Database
from lazdesk.platforms.lazada.access import TokenPair
from lazdesk.vault import Vault

# Longer than a refresh and its repeats take when the network is at its worst.
REFRESH_SECONDS = 120.0


def app_secret(seller_id: str) -> str:
    """The name of the secret of the app that a shop was connected with."""
    return f"lazada/{seller_id}/app_secret"


def token_pair(seller_id: str) -> str:
    """The name of a shop's tokens."""
    return f"lazada/{seller_id}/tokens"


def forget(vault: Vault, seller_id: str) -> None:
    """Deletes all of a shop's secrets. Raises VaultError."""
    for name in (token_pair(seller_id), app_secret(seller_id)):
        vault.delete(name)


def lock_file(folder: Path, seller_id: str) -> Path:
    return folder / f"access-{seller_id}.lock"


class KeyringTokens:
    """The keyring as the clients' token store; the dates of expiry are noted in the mirror."""

    def __init__(self, vault: Vault, database: Database, seller_id: str, folder: Path) -> None:
        self._vault = vault
        self._database = database
        self._name = token_pair(seller_id)
        self._lock = lock_file(folder, seller_id)

    def load(self) -> TokenPair | None:
        text = self._vault.get(self._name)
        return None if text is None else TokenPair.from_text(text)

    def save(self, pair: TokenPair) -> None:
        self._vault.set(self._name, pair.to_text())
        with self._database.write() as connection:
            desk.change_shop(
                connection,
                pair.seller_id,
                access_expires_at=pair.access_expires_at,
                refresh_expires_at=pair.refresh_expires_at,
            )

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """One refresh at a time on this data folder (A4): the lock is the operating system's, so
        that it ends with the process however that dies."""
        with FileLock(self._lock).acquire(timeout=REFRESH_SECONDS):
            yield


class HeldTokens:
    """Tokens of a consent that nobody has decided about yet: kept nowhere but here."""

    def __init__(self) -> None:
        self._pair: TokenPair | None = None

    def load(self) -> TokenPair | None:
        return self._pair

    def save(self, pair: TokenPair) -> None:
        self._pair = pair

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        yield
