"""Reads the command's words, runs it, and turns whatever it ends in into a message and a status."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from lazdesk import logs, settings, texts
from lazdesk.commands import words

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from lazdesk.commands.invocation import Invocation


log = logging.getLogger(__name__)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit status (interfaces.md)."""
    _speak_utf8()
    _leave_no_core_file()
    asked = words.parser().parse_args(argv)
    if asked.window and not getattr(asked, "headless", False):
        if _has_screen():
            return _window(asked)
        print(texts.say("no_screen", "vi"), file=sys.stderr)  # noqa: T201
        if not asked.practice:
            return 2
    if getattr(asked, "visit", None):
        return _visit(asked)
    # Only now: --help and a typing error need none of it.
    from lazdesk.commands.invocation import Invocation

    cancel = threading.Event()
    call = Invocation(asked, cancel=cancel)
    try:
        logs.start(settings.data_dir(), verbose=asked.verbose)
    except settings.SettingsError as error:
        return _ended(call, 2, "settings", str(error))
    with ExitStack() as ending:
        ending.callback(logs.stop)
        ending.callback(call.close)
        ending.enter_context(_stopped_by_signals(cancel))
        # Its words are not logged: a redirected URL holds a code.
        log.info("%s begins", asked.command)
        try:
            status = int(asked.run(call))
            if sys.stdout is not None:  # as in a windowed program
                sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read the answer has seen enough of it, as `head` does.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            status = 0
        except Exception as error:
            status = _explained(call, error)
        log.info("%s ends with status %d", asked.command, status)
    return status


def _has_screen() -> bool:
    """Whether Qt would find a screen; it ends the process when it does not."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _window(asked: Namespace) -> int:
    from lazdesk import app

    try:
        # Without a folder for the log the window says so itself.
        with contextlib.suppress(settings.SettingsError):
            logs.start(settings.data_dir(), verbose=asked.verbose)
        return app.run(asked)
    finally:
        logs.stop()


def _visit(asked: Namespace) -> int:
    """The window that a command has opened in a process of its own."""
    return int(import_module(f"lazdesk.{asked.visitor}").visit(asked.visit))


def _explained(call: Invocation, error: Exception) -> int:
    from lazdesk.commands import endings

    ended = endings.ending(call, error)
    return _ended(call, ended.status, ended.code, ended.message)


def _ended(call: Invocation, status: int, code: str, message: str) -> int:
    call.warn(message)
    if call.words.json:
        document = {"error": {"code": code, "message": message}}
        print(json.dumps(document, ensure_ascii=False))  # noqa: T201
    return status


def _speak_utf8() -> None:
    """Windows may give a console in cp1252, and a windowed program no console at all."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def _leave_no_core_file() -> None:
    """What a crash leaves on the disk would hold the tokens that were in memory (G3)."""
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@contextmanager
def _stopped_by_signals(cancel: threading.Event) -> Iterator[None]:
    """The first Ctrl+C (or SIGTERM) asks to stop; what is durable goes on next time."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {
        number: signal.signal(number, lambda *_: cancel.set())
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
