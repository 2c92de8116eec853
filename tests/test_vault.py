"""A3: secrets live in the keyring only, whole or not at all, whatever happens on the way."""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.core import load_keyring
from keyring.errors import InitError, KeyringLocked, NoKeyringError, PasswordSetError

from lazdesk import tokens
from lazdesk.vault import PART_SIZE, MemoryVault, Vault, VaultError

WINDOWS_LIMIT = 1_280
OLD = "old" * 1_500
NEW = "new" * 2_000


class Killed(BaseException):
    """Stands for SIGKILL: nothing in the program catches it."""


class Shelf:
    """A keyring in memory; `dies_at` kills the program at that change, before or after it."""

    def __init__(self) -> None:
        self.entries: dict[str, str] = {}
        self.changes = 0
        self.dies_at = 0
        self.dies_after_effect = False

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get(service)

    def set_password(self, service: str, username: str, password: str) -> None:
        with_effect = self._change()
        if with_effect:
            self.entries[service] = password
        self._die_if_due()

    def delete_password(self, service: str, username: str) -> None:
        with_effect = self._change()
        if with_effect:
            del self.entries[service]
        self._die_if_due()

    def kill(self, change: int, *, after_effect: bool) -> None:
        self.changes, self.dies_at, self.dies_after_effect = 0, change, after_effect

    def spare(self) -> None:
        self.dies_at = 0

    def _change(self) -> bool:
        self.changes += 1
        return self.changes != self.dies_at or self.dies_after_effect

    def _die_if_due(self) -> None:
        if self.changes == self.dies_at:
            raise Killed

    def parts(self, name: str) -> list[str]:
        return [entry for entry in self.entries if entry.startswith(f"LazDesk/{name}#")]


@pytest.mark.parametrize(
    "secret",
    [
        "token",
        "",
        "x" * PART_SIZE,
        "x" * (PART_SIZE + 1),
        "0123456789" * 700,
        "Tiếng Việt có dấu\nvà xuống dòng",
    ],
    ids=["short", "empty", "one part", "one more", "long", "Vietnamese"],
)
def test_a_secret_comes_back_as_it_was(secret: str) -> None:
    shelf = Shelf()
    Vault(shelf).set("lazada/100/token", secret)
    assert Vault(shelf).get("lazada/100/token") == secret
    assert all(len(entry) <= WINDOWS_LIMIT for entry in shelf.entries.values())


def test_what_was_never_stored_is_none() -> None:
    assert Vault(Shelf()).get("haravan/token") is None


def test_a_new_secret_replaces_the_old_and_leaves_none_of_it() -> None:
    shelf = Shelf()
    vault = Vault(shelf)
    vault.set("token", NEW)
    vault.set("token", OLD)
    vault.set("token", "short")
    assert vault.get("token") == "short"
    assert len(shelf.parts("token")) == 1


@pytest.mark.parametrize("after_effect", [False, True], ids=["before", "after"])
def test_killed_while_storing_the_old_or_the_new_secret_is_there(after_effect: bool) -> None:
    seen = set()
    for change in range(1, 100):
        shelf = Shelf()
        Vault(shelf).set("token", OLD)
        shelf.kill(change, after_effect=after_effect)
        try:
            Vault(shelf).set("token", NEW)
        except Killed:
            seen.add(Vault(shelf).get("token"))
        else:
            break
        shelf.spare()
        Vault(shelf).set("token", "next")
        assert Vault(shelf).get("token") == "next"
        assert len(shelf.parts("token")) == 1
    assert seen == {OLD, NEW}
    assert change > 5


def test_killed_twice_in_a_row_nothing_is_left_behind() -> None:
    for first in range(1, 20):
        for second in range(1, 20):
            shelf = Shelf()
            Vault(shelf).set("token", OLD)
            for change, secret in ((first, NEW), (second, OLD)):
                shelf.kill(change, after_effect=True)
                try:
                    Vault(shelf).set("token", secret)
                except Killed:
                    assert Vault(shelf).get("token") in (OLD, NEW)
            shelf.spare()
            Vault(shelf).delete("token")
            assert shelf.parts("token") == []


def test_killed_before_the_first_secret_was_whole_there_is_none() -> None:
    shelf = Shelf()
    shelf.kill(2, after_effect=True)
    with pytest.raises(Killed):
        Vault(shelf).set("token", NEW)
    shelf.spare()
    assert shelf.parts("token")
    assert Vault(shelf).get("token") is None
    Vault(shelf).delete("token")
    assert shelf.parts("token") == []


@pytest.mark.parametrize("after_effect", [False, True], ids=["before", "after"])
def test_killed_while_deleting_it_can_be_deleted_again(after_effect: bool) -> None:
    for change in range(1, 100):
        shelf = Shelf()
        Vault(shelf).set("token", OLD)
        shelf.kill(change, after_effect=after_effect)
        try:
            Vault(shelf).delete("token")
        except Killed:
            shelf.spare()
            assert Vault(shelf).get("token") in (OLD, None)
            Vault(shelf).delete("token")
        else:
            break
        assert Vault(shelf).get("token") is None
        assert shelf.parts("token") == []
    assert change > 5


def test_disconnecting_one_shop_leaves_the_others() -> None:
    shelf = Shelf()
    vault = Vault(shelf)
    names = [tokens.token_pair("10"), tokens.app_secret("10"), "haravan/token"]
    for name in (*names, tokens.token_pair("1"), tokens.app_secret("1")):
        vault.set(name, f"secret of {name}")
    tokens.forget(vault, "1")
    assert vault.get(tokens.token_pair("1")) is None
    assert [vault.get(name) for name in names] == [f"secret of {name}" for name in names]
    assert not [entry for entry in shelf.entries if entry.startswith("LazDesk/lazada/1/")]


def test_what_two_programs_store_at_once_can_all_be_deleted() -> None:
    """One of them stores a whole secret before anything the other writes."""
    shelf, stored = Shelf(), ["here"]

    class Interrupted(Shelf):
        def set_password(self, service: str, username: str, password: str) -> None:
            stored.append(f"there/{len(stored)}")
            Vault(shelf).set(stored[-1], NEW)
            shelf.set_password(service, username, password)

    interrupted = Interrupted()
    interrupted.entries = shelf.entries
    Vault(interrupted).set("here", OLD)
    assert [Vault(shelf).get(name) for name in stored] == [OLD, *[NEW] * (len(stored) - 1)]
    assert len(stored) > 3
    for name in stored:
        Vault(shelf).delete(name)
    assert shelf.entries == {}


def test_deleting_what_is_not_there_is_fine() -> None:
    Vault(Shelf()).delete("token")


def test_a_part_removed_from_outside_reads_as_absent(caplog: pytest.LogCaptureFixture) -> None:
    shelf = Shelf()
    vault = Vault(shelf)
    vault.set("token", NEW)
    del shelf.entries[shelf.parts("token")[1]]
    assert vault.get("token") is None
    assert "lost a part of token" in caplog.text
    vault.set("token", OLD)
    assert vault.get("token") == OLD


def test_a_reader_never_sees_a_mixture() -> None:
    vault = MemoryVault()
    vault.set("token", OLD)
    done = threading.Event()

    def write() -> None:
        for turn in range(300):
            vault.set("token", NEW if turn % 2 else OLD)
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    seen = set()
    while not done.is_set():
        seen.add(vault.get("token"))
    writer.join()
    assert seen <= {OLD, NEW}


def test_vaults_in_memory_share_nothing() -> None:
    first, second = MemoryVault(), MemoryVault()
    first.set("token", "secret")
    assert second.get("token") is None


# --- keyrings that do not serve -------------------------------------------------------------------


class Refusing(Shelf):
    """A keyring that answers every call with `error`."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error


class LeakyWrite(Shelf):
    """A keyring whose error message holds what it was given."""

    def set_password(self, service: str, username: str, password: str) -> None:
        raise PasswordSetError(f"cannot store {password}")


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        (NoKeyringError("none"), "hãy cài và mở GNOME Keyring hoặc KWallet"),
        (KeyringLocked("dismissed"), "Hãy mở khóa kho mật khẩu"),
        (PasswordSetError("denied"), "cho phép LazDesk truy cập"),
        (ConnectionResetError("bus is gone"), "đăng xuất rồi đăng nhập lại"),
    ],
)
def test_a_keyring_that_refuses_is_reported_with_what_to_do(error: Exception, advice: str) -> None:
    with pytest.raises(VaultError, match=advice):
        Vault(Refusing(error)).get("token")


def test_an_error_does_not_carry_the_secret() -> None:
    secret = "-".join(["very", "secret"])  # so that this line, in the traceback, does not hold it
    with pytest.raises(VaultError) as caught:
        Vault(LeakyWrite()).set("token", secret)
    assert secret not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("backend", ["fail", "null"])
def test_without_a_keyring_nothing_is_stored(backend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", f"keyring.backends.{backend}.Keyring")
    with pytest.raises(VaultError, match="không lưu thông tin đăng nhập"):
        Vault()


def test_a_keyring_named_wrongly_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "no.such.Keyring")
    with pytest.raises(VaultError, match="PYTHON_KEYRING_BACKEND"):
        Vault()


class PlaintextKeyring(KeyringBackend):
    """Like the plain file backend that some machines have installed."""

    priority = 0.5
    entries: dict[str, str] = {}  # noqa: RUF012 - one store for every instance, like a file

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get(service)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[service]


@pytest.fixture
def plain_file() -> Iterator[str]:
    """The name of a plain text backend, emptied afterwards."""
    yield f"{__name__}.PlaintextKeyring"
    PlaintextKeyring.entries.clear()


def test_a_plain_text_keyring_named_by_the_user_is_honoured_with_a_warning(
    plain_file: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", plain_file)
    with caplog.at_level(logging.WARNING):
        vault = Vault()
    vault.set("token", "secret")
    assert Vault().get("token") == "secret"
    assert vault.warning is not None
    assert "không mã hóa" in vault.warning
    assert vault.warning in caplog.text


def test_a_plain_text_keyring_nobody_named_is_refused(
    plain_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND")
    keyring.set_keyring(load_keyring(plain_file))
    with pytest.raises(VaultError, match="không lưu thông tin đăng nhập"):
        Vault()
    assert PlaintextKeyring.entries == {}


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(LookupError("gone"), id="another process removes it meanwhile"),
        pytest.param(InitError("no collection"), id="the collection is out of sight"),
    ],
)
def test_a_keyring_that_fails_now_and_then_is_asked_again(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lazdesk.vault.PAUSES", (0.0, 0.0))

    class Tired(Shelf):
        """Breaks at every so many questions; a removal is done all the same."""

        every = 0

        def __init__(self) -> None:
            super().__init__()
            self.questions = 0

        def question(self) -> None:
            self.questions += 1
            if self.every and self.questions % self.every == 0:
                raise error

        def get_password(self, service: str, username: str) -> str | None:
            self.question()
            return super().get_password(service, username)

        def set_password(self, service: str, username: str, password: str) -> None:
            self.question()
            super().set_password(service, username, password)

        def delete_password(self, service: str, username: str) -> None:
            super().delete_password(service, username)
            self.question()

    shelf = Tired()
    store = Vault(shelf)
    for every in (2, 3, 4):
        shelf.every = every
        store.set("lazada/1/token", OLD)
        store.set("lazada/1/token", NEW)
        assert store.get("lazada/1/token") == NEW
        store.delete("lazada/1/token")
        assert store.get("lazada/1/token") is None
        assert shelf.parts("lazada/1/token") == []
    shelf.every = 1
    with pytest.raises(VaultError):
        store.get("lazada/1/token")
