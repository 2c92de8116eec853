"""What every test gets: a machine of its own, with no keyring, no shop and no proxy.

Tests that need a keyring ask for `system_keyring`: a real Secret Service on a private bus, never
the developer's own.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.core import load_keyring

from lazdesk import logs
from tests import mirrors, secrets_daemon

# The Secret Service belongs to Linux; elsewhere the only keyring there is is the developer's. So
# does what the others hold of programs: stopped or killed by a signal, kept from writing by rights.
LINUX_ONLY = [
    "cli/test_data_folder.py",
    "cli/test_handing_over.py",
    "cli/test_other_servers.py",
    "models/test_opening.py",
    "sync/test_access.py",
    "sync/test_action_failures.py",
    "sync/test_click_start.py",
    "sync/test_kills.py",
    "sync/test_two_desks.py",
    "test_selftest.py",
    "test_vault_keyring.py",
    "views/test_closing.py",
]
collect_ignore = [] if sys.platform == "linux" else LINUX_ONLY

NO_KEYRING = "keyring.backends.fail.Keyring"
SECRET_SERVICE = "keyring.backends.SecretService.Keyring"

SETTING_VARIABLES = ("LAZADA_API_URL", "LAZADA_AUTH_URL", "HARAVAN_API_URL")
NETWORK_VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--encrypted", action="store_true", help="every mirror of a test is encrypted")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--encrypted"):
        os.environ[mirrors.ENCRYPTED] = "1"  # the programs that tests start see it too


@pytest.fixture(autouse=True)
def private_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """The data folder is the test's own, and nothing of the developer's machine shows."""
    monkeypatch.setenv("LAZDESK_DATA_DIR", str(tmp_path / "data"))
    for name in SETTING_VARIABLES:
        monkeypatch.delenv(f"LAZDESK_{name}", raising=False)
    for name in NETWORK_VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", NO_KEYRING)
    keyring.set_keyring(load_keyring(NO_KEYRING))
    yield
    logs.stop()


@pytest.fixture(autouse=True, scope="session")
def quick_mirrors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patches:
        mirrors.make_new_ones_by_copy(patches, tmp_path_factory.mktemp("mirror") / "new.db")
        yield


@pytest.fixture
def system_keyring(private_machine: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The keyring that `Vault()` finds by itself, here and in programs the test starts.

    Each test has its own: one whose programs are killed in the middle of a question may end it.
    """
    with secrets_daemon.running() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        monkeypatch.delenv("PYTHON_KEYRING_BACKEND")
        keyring.set_keyring(load_keyring(SECRET_SERVICE))
        yield
