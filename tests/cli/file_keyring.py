"""A keyring for tests: one JSON file, so that several processes share it."""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend

FILE = "TEST_KEYRING_FILE"


class Keyring(KeyringBackend):
    priority = 1.0

    def get_password(self, service: str, username: str) -> str | None:
        return _entries().get(f"{service}\n{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        _store(_entries() | {f"{service}\n{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        entries = _entries()
        del entries[f"{service}\n{username}"]
        _store(entries)


def _path() -> Path:
    return Path(os.environ[FILE])


def _entries() -> dict[str, str]:
    try:
        entries: dict[str, str] = json.loads(_path().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return entries


def _store(entries: dict[str, str]) -> None:
    fresh = _path().with_suffix(".new")
    fresh.write_text(json.dumps(entries), encoding="utf-8")
    fresh.replace(_path())
