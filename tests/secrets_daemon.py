"""A real Secret Service for tests: gnome-keyring on a bus of its own, never the developer's."""

from __future__ import annotations

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
        env = {"HOME": home, "XDG_RUNTIME_DIR": home, "PATH": "/usr/bin:/bin"}
        bus_command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"]
        keyring_command = ["gnome-keyring-daemon", "--foreground", "--unlock"]
        with subprocess.Popen(
            bus_command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as bus:
            assert bus.stdout is not None
            address = bus.stdout.readline().strip()
            with subprocess.Popen(
                [*keyring_command, "--components=secrets"],
                env={**env, "DBUS_SESSION_BUS_ADDRESS": address},
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            ) as daemon:
                assert daemon.stdin is not None
                daemon.stdin.write(b"\n")  # the password of the new keyring
                daemon.stdin.close()
                wait_for_secrets(address)
                yield address
                daemon.terminate()
            bus.terminate()


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
