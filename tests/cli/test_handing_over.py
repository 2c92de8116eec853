"""Several LazDesks on one data folder: one holds it, the others hand their work over to it."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from lazdesk.sandbox.server import PracticeShops
from tests.cli.conftest import sell
from tests.cli.terminal import lazdesk, program


@contextmanager
def running_sync() -> Iterator[subprocess.Popen[str]]:
    """``lazdesk sync`` in another process, its first cycle over."""
    with program("sync") as process:
        assert process.stderr is not None
        assert any(line.startswith("Xong") for line in process.stderr)
        yield process


@pytest.fixture
def holder(connected: PracticeShops) -> Iterator[subprocess.Popen[str]]:
    with running_sync() as process:
        yield process


def test_a_command_is_done_by_the_holder(
    connected: PracticeShops, holder: subprocess.Popen[str]
) -> None:
    (number,) = sell(connected)
    ran = lazdesk("sync", "--once", "--wait", "--json")
    assert (ran.status, ran.document["imported"]) == (0, 1)
    # The holder has other connections than this process: only its calls are in the document.
    (button,) = lazdesk("orders", "ready-to-ship", number, "--json").document
    assert (button["order_number"], button["result"]) == (number, "confirmed")
    (order,) = lazdesk("orders", "list", "--json").document
    assert order["lazada_status"] == "Ready to ship"
    assert holder.poll() is None


def test_a_mistake_is_its_askers_and_does_not_end_the_holder(
    connected: PracticeShops, holder: subprocess.Popen[str]
) -> None:
    ran = lazdesk("orders", "ready-to-ship", "123", "--shop", "4711", "--json")
    assert (ran.status, ran.error) == (2, "no_such_shop")
    (button,) = lazdesk("orders", "ready-to-ship", "123", "--json").document
    assert (button["result"], button["reason"] != "") == ("rejected", True)
    assert lazdesk("sync", "--once").status == 0
    assert holder.poll() is None


def test_what_fails_at_the_holder_fails_here_with_its_words(
    connected: PracticeShops, holder: subprocess.Popen[str]
) -> None:
    connected.call(lambda world: world.haravan.revoke_token())
    ran = lazdesk("sync", "--once", "--json")
    assert ran.status == 3
    assert "Haravan không chấp nhận mã truy cập" in ran.err


def test_a_second_copy_says_so_and_leaves(
    connected: PracticeShops, holder: subprocess.Popen[str]
) -> None:
    ran = lazdesk("sync", "--json")
    assert (ran.status, ran.error) == (2, "already_running")
    assert "Hãy dùng cửa sổ đang mở" in ran.err
    assert holder.poll() is None


def test_reading_does_not_wait_for_the_holder(
    connected: PracticeShops, holder: subprocess.Popen[str]
) -> None:
    os.kill(holder.pid, signal.SIGSTOP)
    assert lazdesk("status").status == 0
    assert lazdesk("products", "list", "--json").document


def test_a_holder_that_dies_leaves_the_work_to_the_asker(connected: PracticeShops) -> None:
    sell(connected)
    with running_sync() as holder:
        os.kill(holder.pid, signal.SIGSTOP)
        with program("sync", "--once", "--wait", "--json") as asker:
            with pytest.raises(subprocess.TimeoutExpired):
                asker.wait(1.5)
            holder.kill()
            out, err = asker.communicate(timeout=60)
    assert asker.returncode == 0, err
    assert '"waiting": 0' in out
    assert len(connected.world.haravan.orders) == 1


def test_ctrl_c_ends_the_holder_and_frees_the_folder(
    connected: PracticeShops, holder: subprocess.Popen[str]
) -> None:
    holder.send_signal(signal.SIGINT)
    assert holder.wait(20) == 0
    assert holder.stderr is not None
    assert "Traceback" not in holder.stderr.read()
    assert lazdesk("sync", "--once").status == 0
