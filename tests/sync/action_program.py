"""A program that takes up the open clicks of a data folder once: `python -m
tests.sync.action_program SELLER_ID NOW`, with the practice shops' time.

It works on the data folder and the keyring of its environment, as any other LazDesk does.
"""

from __future__ import annotations

import sys
from datetime import datetime

from lazdesk import settings
from lazdesk.platforms.clock import ScaledClock
from lazdesk.settings import Hosts
from lazdesk.shop import Desk
from lazdesk.sync import actions
from lazdesk.vault import Vault
from tests import mirrors


def main(seller_id: str, now: str) -> int:
    clock = ScaledClock(20, datetime.fromisoformat(now))
    hosts = Hosts.from_environment()
    desk = Desk(settings.data_dir(), Vault, hosts, clock, plain=mirrors.plain())
    actions.run(desk.session(seller_id))
    desk.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
