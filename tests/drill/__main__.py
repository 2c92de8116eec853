"""The whole virtual day: `python3 dev.py drill [--hours 24] [--seed N] [--without RULE]`.

Exit status 1: more was sold than Haravan had, or something does not add up at the end.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path

from tests.drill.day import Day, drill
from tests.drill.planted import PLANTED, planted


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py drill", description=__doc__)
    parser.add_argument("--hours", type=float, default=24.0, help="of the world's time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without", choices=PLANTED, help="take out a rule: it must then fail")
    asked = parser.parse_args(argv)
    logging.disable(logging.CRITICAL)  # the troubles are meant
    began = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="lazdesk-drill-") as folder,
        planted(asked.without) if asked.without else nullcontext(),
        drill(Path(folder), asked.seed) as day,
    ):
        end = day.shops.world.now() + timedelta(hours=asked.hours)
        while not day.crowd.oversold and (left := end - day.shops.world.now()) > timedelta():
            day.run(min(1.0, left / timedelta(hours=1)))
            print(summary(day), file=sys.stderr)  # noqa: T201
        wrong = day.crowd.oversold or day.differences_when_quiet()
    seconds = time.monotonic() - began
    print(*wrong, f"{'FAILED' if wrong else 'fine'} after {seconds:.0f} s", sep="\n")  # noqa: T201
    return 1 if wrong else 0


def summary(day: Day) -> str:
    acts = ", ".join(f"{name} {count}" for name, count in sorted(day.crowd.acts.items()))
    sold, had = day.crowd.totals()
    return (
        f"{day.shops.world.now():%d %H:%M} {day.cycles} cycles ({day.failed_polls} failed polls), "
        f"{day.pushed} values pushed; {acts}; sold {sold} of {had}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
