"""The log: one rotating file in the data folder, on demand stderr too, and no secrets in it (G3).

Nobody logs a secret in the first place; redaction here is the second net, for what libraries and
tracebacks say.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import time
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TextIO

from lazdesk import redaction

FILE_NAME = "lazdesk.log"
MAX_BYTES = 2_000_000
# No line of a log stays longer than twice this, whatever its size.
KEPT_SECONDS = 30 * 24 * 3600

# These log whole URLs, and Lazada's access token is a part of the URL.
MUTED = ("httpx", "httpcore", "uvicorn.access")
# What this one says of every opening of the database helps nobody.
QUIET = ("alembic",)


def start(folder: Path, *, verbose: bool = False) -> None:
    """Log to `folder`, with `verbose` to stderr too. A second call replaces the first.

    A disk that is full or read-only never stops the program: records are then dropped.
    """
    for name in MUTED:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    root = logging.getLogger()
    stop()
    root.setLevel(logging.INFO)
    handlers: list[logging.Handler] = [_LogFile(folder / FILE_NAME)]
    if verbose and sys.stderr is not None:  # None in a windowed program
        handlers.append(_Stderr(sys.stderr))
    for handler in handlers:
        handler.setFormatter(_Formatter())
        root.addHandler(handler)


def stop() -> None:
    """Take LazDesk's own handlers off again and close the file."""
    root = logging.getLogger()
    for handler in list(root.handlers):
        if isinstance(handler, _LogFile | _Stderr):
            root.removeHandler(handler)
            handler.close()


def drop_old(folder: Path) -> None:
    """The older file goes after ``KEPT_SECONDS``, and the newer one takes its place (G3)."""
    oldest = time.time() - KEPT_SECONDS
    older = folder / f"{FILE_NAME}.1"
    with contextlib.suppress(OSError):
        if older.stat().st_mtime < oldest:
            older.unlink()
    with contextlib.suppress(OSError, ValueError):
        with (folder / FILE_NAME).open(encoding="utf-8") as file:
            began = datetime.fromisoformat(file.readline().partition(" ")[0])
        if began.timestamp() < oldest:
            for handler in logging.getLogger().handlers:
                if isinstance(handler, _LogFile):
                    handler.doRollover()


class _Formatter(logging.Formatter):
    """UTC times, and redaction of the whole record: message, arguments and traceback."""

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return redaction.redact(super().format(record))


class _Stderr(logging.StreamHandler[TextIO]):
    """The log on the terminal."""


class _LogFile(RotatingFileHandler):
    """Two files of at most `MAX_BYTES`; never in anybody's way."""

    def __init__(self, path: Path) -> None:
        # Opened with the first record, inside the net of handleError.
        super().__init__(path, maxBytes=MAX_BYTES, backupCount=1, encoding="utf-8", delay=True)
        self._complained = False

    def doRollover(self) -> None:  # noqa: N802
        """Keep one older file. While another process has the file open, Windows refuses to
        rename it: then it just grows on."""
        if self.stream is not None:
            self.stream.close()
        with contextlib.suppress(OSError):
            os.replace(self.baseFilename, f"{self.baseFilename}.1")
        self.stream = self._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802
        """Say once that records are lost, instead of a traceback for each."""
        if self._complained or sys.stderr is None:
            return
        self._complained = True
        with contextlib.suppress(OSError):
            sys.stderr.write(f"LazDesk: không ghi được nhật ký vào {self.baseFilename}\n")
