"""A real Secret Service for tests: gnome-keyring on a bus of its own, never the developer's."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

# A bus that starts no services by itself: the keyring on it is the one started here.
BUS_CONFIG = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir={folder}</listen>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


@contextmanager
def running() -> Iterator[str]:
    """The bus address of an unlocked, empty keyring."""
    for program in ("dbus-daemon", "gnome-keyring-daemon"):
        if shutil.which(program) is None:
            pytest.fail(f"{program} is missing: install the packages dbus and gnome-keyring")
    # Not under pytest's folder: a socket's path has at most 108 characters.
    with tempfile.TemporaryDirectory(prefix="lazdesk-keyring-") as home:
        config = Path(home, "bus.conf")
        config.write_text(BUS_CONFIG.format(folder=home), encoding="utf-8")
        env = {"HOME": home, "XDG_RUNTIME_DIR": home, "PATH": os.environ["PATH"]}
        bus_command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"]
        with daemon(bus_command, env) as bus:
            assert bus.stdout is not None
            address = bus.stdout.readline().decode().strip()
            bus_env = {**env, "DBUS_SESSION_BUS_ADDRESS": address}
            with kept_alive(bus_env):
                wait_for_secrets(address)
                yield address


@contextmanager
def kept_alive(env: dict[str, str]) -> Iterator[None]:
    """The keyring itself. It crashes now and then while several programs ask it at once; as a
    desktop's bus does, it is started again and finds on the disk what it was given."""
    over = threading.Event()

    def keep() -> None:
        while not over.is_set():
            command = ["gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock"]
            with daemon(command, env) as keyring:
                assert keyring.stdin is not None
                keyring.stdin.write(b"\n")  # the password of the new keyring
                keyring.stdin.close()
                while keyring.poll() is None and not over.wait(0.05):
                    pass

    keeper = threading.Thread(target=keep, name="keyring")
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


@contextmanager
def daemon(command: list[str], env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process that ends with the block, however that ends."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, env=env, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def wait_for_secrets(address: str) -> None:
    """Until the Secret Service has a default collection: it owns its name a little earlier."""
    command = ["dbus-send", f"--bus={address}", "--print-reply", "--dest=org.freedesktop.secrets"]
    question = ["/org/freedesktop/secrets", "org.freedesktop.Secret.Service.ReadAlias"]
    command += [*question, "string:default"]
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
        if "/collection/" in answer.stdout:
            return
        time.sleep(0.02)
    pytest.fail("gnome-keyring did not start within 20 s")
