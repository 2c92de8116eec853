"""A real Secret Service for tests: gnome-keyring on a bus of its own, never the developer's."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
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
            keyring_command = ["gnome-keyring-daemon", "--foreground", "--components=secrets"]
            bus_env = {**env, "DBUS_SESSION_BUS_ADDRESS": address}
            with daemon([*keyring_command, "--unlock"], bus_env) as keyring:
                assert keyring.stdin is not None
                keyring.stdin.write(b"\n")  # the password of the new keyring
                keyring.stdin.close()
                wait_for_secrets(address)
                yield address


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
    """Until somebody on the bus answers for the Secret Service."""
    command = ["dbus-send", f"--bus={address}", "--print-reply", "--dest=org.freedesktop.DBus"]
    question = ["/", "org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"]
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        answer = subprocess.run([*command, *question], capture_output=True, text=True, check=False)
        if "boolean true" in answer.stdout:
            return
        time.sleep(0.02)
    pytest.fail("gnome-keyring did not start within 20 s")
