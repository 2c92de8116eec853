"""One run of one command: what was asked, where the answer goes, how it ends."""

from __future__ import annotations

import getpass
import json
import sys
import threading
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lazdesk import mirror, settings, texts
from lazdesk.commands import names
from lazdesk.models import desk
from lazdesk.platforms.clock import Clock, SystemClock
from lazdesk.settings import Hosts
from lazdesk.shop import Desk
from lazdesk.vault import Vault

# Exit statuses (interfaces.md); 3 goes before 4 before 1.
DONE = 0
FAILED = 1
USAGE = 2
NOT_CONNECTED = 3
UNREACHABLE = 4


class UsageError(Exception):
    """The command's words are off; the text is the merchant's."""


@dataclass
class Invocation:
    """The parsed words, the desk they act on, and the two outputs."""

    words: Namespace
    vault: Callable[[], Vault] = Vault
    clock: Clock = field(default_factory=SystemClock)
    cancel: threading.Event = field(default_factory=threading.Event)
    language: str = "vi"
    _opened: list[Desk] = field(default_factory=list)

    def open(self) -> Desk:
        """This machine's desk. Raises SettingsError, DatabaseError, VaultError."""
        opened = Desk(
            folder=settings.data_dir(),
            open_vault=self.vault,
            hosts=Hosts.from_environment(),
            clock=self.clock,
            cancel=self.cancel,
        )
        self._opened.append(opened)
        with opened.database.read() as connection:
            self.language = desk.settings(connection, "").get("ui.language", "vi")
        for line in mirror.news(opened.database, self.language):
            self.warn(line)
        return opened

    def close(self) -> None:
        """Closes what the command opened."""
        while self._opened:
            self._opened.pop().close()

    def say(self, key: str, /, **values: object) -> str:
        return texts.say(key, self.language, **values)

    def warn(self, text: str) -> None:
        print(text, file=sys.stderr)  # noqa: T201

    def answer(self, document: Any, lines: Iterable[str]) -> None:
        """The answer: one JSON document, or lines for the person."""
        if self.words.json:
            print(json.dumps(document, ensure_ascii=False, default=str))  # noqa: T201
            return
        for line in lines:
            print(line)  # noqa: T201

    def agreed(self, question: str) -> bool:
        """Asks yes or no; without a terminal nobody can answer, which is no."""
        if self.words.yes:
            return True
        if not self.at_terminal():
            return False
        return input(question).strip().lower() in ("c", "co", "có", "y", "yes")

    def at_terminal(self) -> bool:
        """Whether a person can be asked."""
        return sys.stdin.isatty()

    def secret(self, option: str | None, prompt: str) -> str:
        """A secret from stdin or a hidden prompt; never from the command line, where others see it.

        Raises UsageError when none came.
        """
        if option == "-" or not self.at_terminal():
            value = sys.stdin.readline().strip()
        else:
            value = getpass.getpass(prompt).strip()
        if not value:
            raise UsageError(self.say("bad_secret"))
        return value


def worst(statuses: Iterable[int]) -> int:
    """3 goes before 4 before 1 (interfaces.md)."""
    found = set(statuses)
    return next((s for s in (USAGE, NOT_CONNECTED, UNREACHABLE, FAILED) if s in found), DONE)


_MONEY = frozenset({"total", "haravan_price", "lazada_price"})
_WORDS = frozenset({"link", "kind", "waits_for", "state", "result"})


def table(heads: list[str], rows: Iterable[Mapping[str, Any]], language: str) -> list[str]:
    """Plain aligned columns for a person; ``heads`` are the document's keys shown."""
    named = [names.name(head, language) for head in heads]
    body = [[_cell(head, row[head], language) for head in heads] for row in rows]
    widths = [
        min(60, max(len(line[index]) for line in [named, *body])) for index in range(len(heads))
    ]
    return [
        "  ".join(
            cell[:width].ljust(width) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in [named, *body]
    ]


def _cell(head: str, value: Any, language: str) -> str:
    if value is None:
        return ""
    if head in _MONEY:
        return names.money(value)
    if head == "since":
        return names.moment(value)
    if head in _WORDS:
        return names.name(value, language)
    return " ".join(str(value).split())  # one line, whatever a shop has put into a name
