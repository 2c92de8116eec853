"""Secrets in the keyring of the operating system, and nowhere else (A3).

Windows keeps at most 1,280 characters in one entry, so a secret is stored as numbered parts and
one pointer entry, ``"<generation> <number of parts>"``. A new secret is written under the next
generation, then the pointer flips, then the older parts go. Whoever is killed on the way leaves
the old or the new secret readable, and what is left over lies where the next `set` or `delete`
looks for it: in the generations beside the pointer's.

No two secrets share an entry: keyrings know no locks, and several programs may write at once.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Protocol, TypeVar

import keyring
import keyring.core
import keyring.errors
from keyring.backends import fail, null

log = logging.getLogger(__name__)

PART_SIZE = 1_200
USER = "LazDesk"

_READS = 5
PAUSES = (0.5, 2.0)  # seconds before a keyring that broke is asked again

NO_KEYRING = (
    "Máy này không có kho mật khẩu hệ thống dùng được nên LazDesk không lưu thông tin đăng nhập. "
    "Trên Linux, hãy cài và mở GNOME Keyring hoặc KWallet rồi thử lại.",
    "This machine has no system keyring that can be used, so LazDesk stores no sign-in data. On "
    "Linux install and open GNOME Keyring or KWallet, then try again.",
)
LOCKED = (
    "Kho mật khẩu của máy đang khóa hoặc đã từ chối LazDesk. "
    "Hãy mở khóa kho mật khẩu, cho phép LazDesk truy cập rồi thử lại.",
    "The machine's keyring is locked or refused LazDesk. Unlock it, let LazDesk use it, then try "
    "again.",
)
BROKEN = (
    "Kho mật khẩu của máy không trả lời được. "
    "Hãy đăng xuất rồi đăng nhập lại vào máy tính và thử lại.",
    "The machine's keyring does not answer. Sign out of the computer and in again, then try again.",
)
NOT_LOADED = (
    "Không mở được kho mật khẩu đã chọn riêng cho máy này. Hãy kiểm tra biến "
    "PYTHON_KEYRING_BACKEND (hoặc tệp keyringrc.cfg), hay bỏ đi để dùng kho của hệ thống.",
    "The keyring chosen for this machine cannot be opened. Check PYTHON_KEYRING_BACKEND (or "
    "keyringrc.cfg), or remove it to use the system's.",
)
PLAIN_TEXT = (
    "Kho mật khẩu đang chọn ({name}) lưu thông tin đăng nhập ở dạng không mã hóa. "
    "Ai đọc được tệp của bạn đều đọc được mã truy cập của gian hàng."
)

T = TypeVar("T")


class VaultError(Exception):
    """The keyring cannot be used; ``str()`` says in Vietnamese what to do."""

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(vietnamese)
        self._english = english

    def words(self, language: str) -> str:
        """The same in ``vi`` or ``en``."""
        return self._english if language == "en" else str(self)


class _BrokenError(VaultError):
    """It failed in a way that need not be lasting."""


class Backend(Protocol):
    """The part of a keyring backend that is used here."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


class Vault:
    """Named secrets in one keyring. Safe to share between threads.

    Every method raises VaultError when the keyring is locked, gone or refuses. Two processes may
    write at once, but not the same name (the locks of folder and tokens see to that); reading is
    always safe.
    """

    def __init__(self, backend: Backend | None = None) -> None:
        """Without `backend`: the one the user named in PYTHON_KEYRING_BACKEND or the keyring
        library's own file, else the best encrypted one of this machine. Raises VaultError when
        there is none."""
        self._backend = backend if backend is not None else _system_backend()
        self._lock = threading.Lock()
        self.warning = _warning(self._backend)
        if self.warning:
            log.warning(self.warning)

    def get(self, name: str) -> str | None:
        """The secret called `name`; None when there is none, or when a part of it was removed
        from outside, which is the same to the merchant: connect again."""
        for _ in range(_READS):
            generation, count = self._pointer(name)
            if count == 0:
                return None
            parts = [self._read(_part(name, generation, index)) for index in range(count)]
            whole = [part for part in parts if part is not None]
            if len(whole) == count:
                return "".join(whole)
            # Another process has stored a new secret meanwhile, if its pointer says so.
            if self._pointer(name) == (generation, count):
                break
        log.warning("The keyring has lost a part of %s", name)
        return None

    def set(self, name: str, value: str) -> None:
        """Store `value` as `name`, in place of what was there."""
        with self._lock:
            old, _ = self._pointer(name)
            new = old + 1
            # What an interrupted call left; from here on no other generation than `old` exists.
            self._clear(name, old - 1)
            self._clear(name, new)
            pieces = [value[i : i + PART_SIZE] for i in range(0, max(len(value), 1), PART_SIZE)]
            for index, piece in enumerate(pieces):
                self._write(_part(name, new, index), piece)
            self._write(name, f"{new} {len(pieces)}")
            self._clear(name, old)

    def delete(self, name: str) -> None:
        """Remove `name` and everything an interrupted `set` or `delete` left of it."""
        with self._lock:
            generation, count = self._pointer(name)
            if count:
                # From here on it reads as absent, whatever happens.
                self._write(name, f"{generation} 0")
            for near in (generation - 1, generation, generation + 1):
                self._clear(name, near)
            if generation:
                self._remove(name)

    # --- parts and pointers -----------------------------------------------------------------

    def _pointer(self, name: str) -> tuple[int, int]:
        """Generation and number of parts; (0, 0) when there is nothing."""
        generation, _, count = (self._read(name) or "0 0").partition(" ")
        return int(generation), int(count)

    def _clear(self, name: str, generation: int) -> None:
        """Remove the parts of a generation.

        The last one goes first: what an interrupted clearing leaves is then still found.
        """
        count = 0
        while self._read(_part(name, generation, count)) is not None:
            count += 1
        for index in reversed(range(count)):
            self._remove(_part(name, generation, index))

    # --- single entries -----------------------------------------------------------------------
    # Each has a service name of its own: Windows moves entries about when two share one.

    def _read(self, entry: str) -> str | None:
        def ask() -> str | None:
            return self._backend.get_password(_service(entry), USER)

        return _asked_again(ask)

    def _write(self, entry: str, text: str) -> None:
        _asked_again(lambda: self._backend.set_password(_service(entry), USER, text))

    def _remove(self, entry: str) -> None:
        def ask() -> None:
            # An earlier question may have removed it before its answer was lost.
            if self._backend.get_password(_service(entry), USER) is not None:
                self._backend.delete_password(_service(entry), USER)

        _asked_again(ask)


class MemoryVault(Vault):
    """A throw-away vault for the practice shops: gone with the process, the keyring untouched."""

    def __init__(self) -> None:
        super().__init__(_Memory())


class _Memory:
    def __init__(self) -> None:
        self._entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self._entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self._entries[service, username]


def _service(entry: str) -> str:
    return f"LazDesk/{entry}"


def _part(name: str, generation: int, index: int) -> str:
    return f"{name}#{generation}.{index}"


def _system_backend() -> Backend:
    try:
        named = keyring.core.load_env() or keyring.core.load_config()
    except Exception:  # whatever the module it names does
        raise VaultError(*NOT_LOADED) from None
    backend = named or _asked(keyring.get_keyring)
    # The null backend forgets what it is given; both stand for "no keyring".
    if isinstance(backend, fail.Keyring | null.Keyring):
        raise VaultError(*NO_KEYRING)
    # One the library itself would not recommend (a plain file) is taken only when named.
    if named is None and not _asked(lambda: keyring.core.recommended(backend)):
        raise VaultError(*NO_KEYRING)
    return backend


def _warning(backend: Backend) -> str | None:
    name = type(backend).__name__
    return PLAIN_TEXT.format(name=name) if "plaintext" in name.lower() else None


def _asked_again(question: Callable[[], T]) -> T:
    """As ``_asked``; what need not be lasting is asked again, after a pause. Some backends fail on
    an entry that another process removes while it is looked up, and GNOME's may lose sight of its
    collection, or crash and be started again."""
    for pause in PAUSES:
        try:
            return _asked(question)
        except _BrokenError:
            time.sleep(pause)
    return _asked(question)


def _asked(question: Callable[[], T]) -> T:
    """The answer of the keyring library, or VaultError.

    Backends raise what they like (D-Bus errors, Windows errors, broken pipes). Only the kind of
    error is passed on: its text and its traceback may hold the secret.
    """
    try:
        return question()
    except keyring.errors.NoKeyringError:
        raise VaultError(*NO_KEYRING) from None
    except keyring.errors.KeyringLocked:
        raise VaultError(*LOCKED) from None
    except Exception as error:
        refused = isinstance(error, keyring.errors.KeyringError) or "Lock" in type(error).__name__
        # A default collection that is out of sight is an InitError.
        lasting = refused and not isinstance(error, keyring.errors.InitError)
        kind = VaultError if lasting else _BrokenError
        vietnamese, english = LOCKED if refused else BROKEN
        name = type(error).__name__
        raise kind(f"{vietnamese} ({name})", f"{english} ({name})") from None
