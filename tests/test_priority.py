"""What the engine computes leaves the processors to the window."""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from lazdesk import priority


def niceness() -> int:
    """Of this thread; only Linux has one for each."""
    if sys.platform != "linux":
        return 0
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def test_a_thread_that_stands_back_takes_those_it_begins_with_it_and_no_other() -> None:
    before = niceness()
    found: list[int] = []

    def work() -> None:
        priority.stand_back()
        found.append(niceness())
        with ThreadPoolExecutor(1) as pool:
            found.append(pool.submit(niceness).result())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    # Elsewhere it is Qt that tells the system.
    behind = before + priority.BEHIND if sys.platform == "linux" else before
    assert found == [behind, behind]
    assert niceness() == before


def test_nobody_goes_further_back_than_the_last_place() -> None:
    found: list[int] = []

    def work() -> None:
        for _ in range(5):
            priority.stand_back()
        found.append(niceness())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [priority.LAST if sys.platform == "linux" else niceness()]
