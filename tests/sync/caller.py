"""A program that asks Lazada who the seller is, again and again: `python -m tests.sync.caller 2`.

It works on the data folder and the keyring of its environment, as any other LazDesk does.
"""

from __future__ import annotations

import sys
import threading
import time

from lazdesk import settings
from lazdesk.platforms.clock import SystemClock
from lazdesk.settings import Hosts
from lazdesk.shop import Desk
from lazdesk.vault import Vault

THREADS = 2


def main(seconds: str) -> int:
    desk = Desk(settings.data_dir(), Vault, Hosts.from_environment(), SystemClock())
    lazada = desk.session(desk.pick(None)).lazada
    until = time.monotonic() + float(seconds)
    answers: list[str] = []

    def ask() -> None:
        while time.monotonic() < until:
            answers.append(lazada.seller().seller_id)
        answers.append("done")

    threads = [threading.Thread(target=ask) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    desk.close()
    return 0 if answers.count("done") == THREADS else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
