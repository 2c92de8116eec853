"""Plants each bug in a copy of the program and sees the tests named for it fail.

`python3 dev.py mutations [RULE…]`; exit status 1 when a bug goes unseen.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.mutations import MUTATIONS
from tests.mutations.mutation import Mutation

ROOT = Path(__file__).parents[2]
TESTS_FAILED = 1  # pytest's exit status; others mean that it could not run the tests at all
SAID = ("FAILED ", "ERROR ")


@contextmanager
def planted(copy: Path, mutation: Mutation) -> Iterator[None]:
    file = copy / mutation.file
    right = file.read_text(encoding="utf-8")
    file.write_text(right.replace(mutation.old, mutation.new), encoding="utf-8")
    try:
        yield
    finally:
        file.write_text(right, encoding="utf-8")


def unseen(copy: Path, mutation: Mutation) -> list[str]:
    """The tests that pass with the bug planted, or that could not be run."""
    options = ["-q", "-rfE", "--tb=no", "-p", "no:randomly", "-p", "no:cacheprovider"]
    env = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    env.setdefault("QT_QPA_PLATFORM", "offscreen")
    with planted(copy, mutation):
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *options, *mutation.tests],
            cwd=copy,
            env=env,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    if done.returncode != TESTS_FAILED:
        return [f"{test} (pytest ended with {done.returncode})" for test in mutation.tests]
    failed = [line.split(" ", 2)[1] for line in done.stdout.splitlines() if line.startswith(SAID)]
    return [test for test in mutation.tests if not any(id_.startswith(test) for id_ in failed)]


def main(rules: Collection[str]) -> int:
    chosen = [each for each in MUTATIONS if not rules or each.rule in rules]
    missed = 0
    with tempfile.TemporaryDirectory(prefix="lazdesk-mutations-") as folder:
        copy = Path(folder)
        for name in ("lazdesk", "tests", "resources", "docs"):
            shutil.copytree(
                ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.png")
            )
        for name in ("pyproject.toml", "dev.py", "README.md"):
            shutil.copy(ROOT / name, copy / name)
        for mutation in chosen:
            blind = unseen(copy, mutation)
            missed += bool(blind)
            verdict = "NOT SEEN by " + ", ".join(blind) if blind else "seen"
            print(f"{mutation.rule}: {mutation.bug}: {verdict}", flush=True)  # noqa: T201
    print(f"{len(chosen) - missed} of {len(chosen)} bugs seen")  # noqa: T201
    return 1 if missed or not chosen else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
