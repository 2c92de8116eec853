"""Reads the command's words, runs it, and turns whatever it ends in into a message and a status."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import logging
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lazdesk import __version__, logs, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lazdesk.commands.invocation import Invocation

Command = Callable[["Invocation"], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit status (interfaces.md)."""
    _speak_utf8()
    words = parser().parse_args(argv)
    if words.window and not getattr(words, "headless", False):
        return _window(words)
    if getattr(words, "visit", None):
        return _visit(words.visit)
    # Only now: --help and a typing error need none of it.
    from lazdesk.commands.invocation import Invocation

    cancel = threading.Event()
    call = Invocation(words, cancel=cancel)
    try:
        logs.start(settings.data_dir(), verbose=words.verbose)
    except settings.SettingsError as error:
        return _ended(call, 2, "settings", str(error))
    with _stopped_by_signals(cancel):
        try:
            return int(words.run(call))
        except Exception as error:
            return _explained(call, error)
        finally:
            logs.stop()


def _window(words: argparse.Namespace) -> int:
    from lazdesk import app

    try:
        # Without a folder for the log the window says so itself.
        with contextlib.suppress(settings.SettingsError):
            logs.start(settings.data_dir(), verbose=words.verbose)
        return app.run(words)
    finally:
        logs.stop()


def _visit(report: Path) -> int:
    from lazdesk import selftest_window

    return selftest_window.visit(report)


def _explained(call: Invocation, error: Exception) -> int:
    from lazdesk.commands import holder
    from lazdesk.commands.invocation import (
        FAILED,
        NOT_CONNECTED,
        USAGE,
        UsageError,
        status_of,
        words_of,
    )
    from lazdesk.models.database import DatabaseError
    from lazdesk.platforms.errors import Cancelled, PlatformError
    from lazdesk.rules.policy import PolicyError
    from lazdesk.shop import ConnectionRefusedError, NotConnectedError
    from lazdesk.vault import VaultError

    match error:
        case UsageError() | settings.SettingsError():
            return _ended(call, USAGE, "usage", str(error))
        case PolicyError():
            return _ended(call, USAGE, error.key, error.message)
        case NotConnectedError():
            return _ended(call, NOT_CONNECTED, error.key, call.say(error.key))
        case ConnectionRefusedError():
            return _ended(call, NOT_CONNECTED, error.key, call.say(error.key, **error.values))
        case VaultError():
            return _ended(call, NOT_CONNECTED, "keyring", str(error))
        case DatabaseError():
            return _ended(call, FAILED, "database", str(error))
        case holder.AlreadyHeldError():
            return _ended(call, USAGE, "already_running", call.say("already_running"))
        case Cancelled():
            return _ended(call, FAILED, "cancelled", call.say("cancelled"))
        case PlatformError():
            return _ended(call, status_of(error), error.code, words_of(error, call.language))
        case _:
            logging.getLogger(__name__).error("unexpected", exc_info=error)
            log = settings.data_dir() / logs.FILE_NAME
            return _ended(call, FAILED, "unexpected", call.say("unexpected", log=log))


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


# --- the words ------------------------------------------------------------------------------------


def parser() -> argparse.ArgumentParser:
    """The commands and options of interfaces.md."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="một tài liệu JSON trên stdout")
    common.add_argument("--shop", metavar="SELLER_ID", help="gian hàng Lazada, khi có nhiều")
    common.add_argument("--yes", action="store_true", help="đồng ý trước, không hỏi lại")
    common.add_argument("-v", "--verbose", action="store_true", help="ghi nhật ký ra stderr")
    root = argparse.ArgumentParser(
        prog="lazdesk", description="LazDesk: Lazada và Haravan khớp nhau"
    )
    root.add_argument("--version", action="version", version=f"LazDesk {__version__}")
    # Without a command: the window.
    root.set_defaults(window=True, practice=False, verbose=False)
    commands = root.add_subparsers(metavar="LỆNH")

    def command(
        name: str, run: str, *, of: Any = None, help_text: str = ""
    ) -> argparse.ArgumentParser:
        made = (of or commands).add_parser(name, parents=[common], help=help_text)
        made.set_defaults(run=_later(run), window=False)
        return made

    _connection_words(command, commands)
    _work_words(command)
    _practice_words(command)
    return root


def _later(where: str) -> Command:
    """The command ``module:function``, loaded only when it runs: --help must not wait for it."""

    def run(call: Invocation) -> int:
        from importlib import import_module

        module, _, function = where.partition(":")
        return int(getattr(import_module(f"lazdesk.{module}"), function)(call))

    return run


def _connection_words(command: Any, commands: Any) -> None:
    connect = commands.add_parser("connect", help="kết nối Haravan hoặc Lazada")
    sides = connect.add_subparsers(required=True, metavar="haravan|lazada")
    haravan = command("haravan", "commands.connect:haravan", of=sides)
    haravan.add_argument("--token", choices=["-"], help="đọc mã truy cập từ stdin")
    lazada = command("lazada", "commands.connect:lazada", of=sides)
    lazada.add_argument("--app-key", required=True)
    lazada.add_argument("--app-secret", choices=["-"], help="đọc App Secret từ stdin")
    lazada.add_argument("--redirect-uri", metavar="URI")
    answer = lazada.add_mutually_exclusive_group()
    answer.add_argument("--redirected", metavar="URL", help="địa chỉ sau khi bấm cho phép")
    answer.add_argument("--code", help="mã lấy từ địa chỉ đó")
    disconnect = command("disconnect", "commands.connect:disconnect", help_text="ngắt kết nối")
    disconnect.add_argument("platform", choices=["lazada", "haravan"])


def _work_words(command: Any) -> None:
    command("status", "commands.desk_state:status", help_text="tình trạng kết nối và số đếm")
    command("doctor", "commands.desk_state:doctor", help_text="kiểm tra máy và kết nối")
    config = command("config", "commands.desk_state:config", help_text="cấu hình")
    config.add_argument("action", choices=["list", "get", "set"])
    config.add_argument("key", nargs="?")
    config.add_argument("value", nargs="?")
    products = command("products", "commands.goods:run", help_text="sản phẩm và liên kết")
    products.add_argument("action", choices=["list", "publish", "unpublish", "explain", "preview"])
    products.add_argument("codes", nargs="*", metavar="CODE", help="barcode / SellerSku")
    products.add_argument("--all", action="store_true")
    orders = command("orders", "commands.orders:run", help_text="đơn hàng")
    orders.add_argument("action", choices=["list", "show", "ready-to-ship"])
    orders.add_argument("orders", nargs="*", metavar="ORDER", help="mã đơn Lazada")
    problems = command("problems", "commands.desk_state:list_problems", help_text="lỗi")
    problems.add_argument("action", nargs="?", default="list", choices=["list", "retry", "ignore"])
    problems.add_argument("ids", nargs="*", metavar="ID")
    sync = command("sync", "commands.keep_running:start", help_text="đồng bộ")
    sync.add_argument("--once", action="store_true", help="một lượt rồi thôi")
    sync.add_argument("--wait", action="store_true", help="chờ đến khi không còn đơn nào chờ")


def _practice_words(command: Any) -> None:
    demo = command("demo", "demo:run", help_text="dùng thử với gian hàng tập dượt")
    demo.set_defaults(window=True, practice=True)
    demo.add_argument("--headless", action="store_true")
    demo.add_argument("--seed", type=int, default=7)
    demo.add_argument("--products", type=int, default=1000)
    demo.add_argument("--orders", type=int, default=120)
    selftest = command("selftest", "selftest:run", help_text="chương trình tự kiểm tra")
    # What it starts itself again with, for the window.
    selftest.add_argument("--visit", type=Path, help=argparse.SUPPRESS)
    sandbox = command("sandbox", "commands.practice:run", help_text="chỉ mở gian hàng tập dượt")
    sandbox.add_argument("--host", default="127.0.0.1")
    sandbox.add_argument("--port", type=int, default=0)
    sandbox.add_argument("--seed", type=int, default=7)
    sandbox.add_argument("--speed", type=float, default=1.0)
    sandbox.add_argument("--products", type=int, default=1000)
    bench = command("bench", "bench:run", help_text="đo số lệnh gọi và thời gian")
    bench.add_argument("what", choices=["sync"])
    bench.add_argument("--products", type=int, default=1000)
    bench.add_argument("--orders", type=int, default=500)
    bench.add_argument("--seed", type=int, default=7)
