"""The terminal as a test sees it: a command's status and what it said, in or out of process."""

from __future__ import annotations

import contextlib
import io
import json
import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from lazdesk import cli

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """What ``--json`` printed: exactly one line."""
        assert self.out.count("\n") == 1, (self.out, self.err)
        return json.loads(self.out)

    @property
    def error(self) -> str:
        """The code of the error document, after the checks that hold for every failure (G2)."""
        said: str = self.document["error"]["message"]
        assert said in self.err
        assert "Traceback" not in self.err
        assert len(said) < 600
        code: str = self.document["error"]["code"]
        return code


def lazdesk(*words: str, stdin: str = "") -> Ran:
    """Runs a command in this process."""
    out, err = io.StringIO(), io.StringIO()
    try:
        with (
            redirect_stdout(out),
            redirect_stderr(err),
            mock.patch.object(sys, "stdin", io.StringIO(stdin)),
        ):
            status = cli.main(words)
    except SystemExit as ended:
        status = int(ended.code or 0)
    return Ran(status, out.getvalue(), err.getvalue())


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "lazdesk", *words]


def environment(**changed: str) -> Mapping[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **changed}


@contextmanager
def program(*words: str, stdin: str = "", **changed: str) -> Iterator[subprocess.Popen[str]]:
    """The command as a process of its own, ended with the block."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command(*words),
        env=environment(**changed),
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
        encoding="utf-8",
    ) as process:
        try:
            if stdin and process.stdin is not None:
                process.stdin.write(stdin)
                process.stdin.flush()
            yield process
        finally:
            process.kill()


def run_program(*words: str, stdin: str = "", **changed: str) -> Ran:
    """Runs a command as a process of its own, to its end."""
    ended = subprocess.run(
        command(*words),
        env=environment(**changed),
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    return Ran(ended.returncode, ended.stdout, ended.stderr)


def free_ports(count: int) -> int:
    """The first of some ports in a row that nobody listens on, below those that the system hands
    out by itself, so that nobody takes one meanwhile."""
    while True:
        first = 20_000 + secrets.randbelow(10_000)
        with contextlib.suppress(OSError), contextlib.ExitStack() as held:
            for port in range(first, first + count):
                held.enter_context(socket.create_server(("127.0.0.1", port)))
            return first
