"""The command line in the practice world's time: `python -m tests.sync.fast_program 20 sync …`.

All that differs from `python -m lazdesk` is the clock handed in, so that call limits meant for days
do not make a test wait.
"""

from __future__ import annotations

import sys

from lazdesk.commands import words
from lazdesk.commands.invocation import Invocation
from lazdesk.platforms.clock import ScaledClock


def main(speed: str, *argv: str) -> int:
    asked = words.parser().parse_args(argv)
    call = Invocation(asked, clock=ScaledClock(float(speed)))
    try:
        return int(asked.run(call))
    finally:
        call.close()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
