"""A3 against a real Secret Service."""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
import secretstorage

from lazdesk.vault import Vault, VaultError
from tests import secrets_daemon

ROOT = Path(__file__).parents[1]
LONG = "".join(f"{number:06}" for number in range(1_500))

ENDLESS_WRITER = """
from lazdesk.vault import Vault
vault = Vault()
print("writing", flush=True)
while True:
    vault.set("token", "a" * 5000)
    vault.set("token", "b" * 3000)
"""

pytestmark = pytest.mark.usefixtures("system_keyring")


@pytest.mark.parametrize("secret", ["token", "mật khẩu", LONG], ids=["short", "marks", "long"])
def test_a_secret_outlives_its_vault(secret: str) -> None:
    Vault().set("lazada/100/token", secret)
    assert Vault().get("lazada/100/token") == secret


def test_another_program_reads_it() -> None:
    Vault().set("token", LONG)
    script = "from lazdesk.vault import Vault; print(Vault().get('token'))"
    found = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == LONG


def test_after_disconnecting_the_keyring_holds_nothing_of_the_shop() -> None:
    store = Vault()
    store.set("lazada/100/token", LONG)
    store.set("lazada/100/token", LONG[::-1])
    store.set("haravan/token", "kept")
    store.delete("lazada/100/token")
    assert store.get("lazada/100/token") is None
    assert store.get("haravan/token") == "kept"
    assert not [name for name in entries() if name.startswith("LazDesk/lazada/100/")]


def test_a_program_killed_while_storing_leaves_a_whole_secret() -> None:
    store = Vault()
    store.set("token", "b" * 3000)
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS_WRITER], cwd=ROOT, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.3)
        writer.kill()
    assert store.get("token") in ("a" * 5000, "b" * 3000)
    store.delete("token")
    assert not [name for name in entries() if name.startswith("LazDesk/token")]


# The keyring library forgets to close its connection when the keyring is locked.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_locked_keyring_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with secrets_daemon.running() as address, monkeypatch.context() as elsewhere:
        elsewhere.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        Vault().set("token", "secret")
        with closing(secretstorage.dbus_init()) as bus:
            secretstorage.get_default_collection(bus).lock()
        # Nobody is here to type the password, so unlocking is turned down.
        with pytest.raises(VaultError, match="mở khóa kho mật khẩu"):
            Vault().get("token")
        gc.collect()


def entries() -> list[str]:
    """The service names of everything in the keyring."""
    with closing(secretstorage.dbus_init()) as bus:
        items = secretstorage.get_default_collection(bus).get_all_items()
        return [item.get_attributes().get("service", "") for item in items]
