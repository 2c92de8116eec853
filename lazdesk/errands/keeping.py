"""The window's wishes about the mirror's file: a copy to keep, a file for a helper (G3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lazdesk import forgetting, keeping, support, texts
from lazdesk.shop import Desk
from lazdesk.views import answers, wishes
from lazdesk.views.answers import Answer


def backup(desk: Desk, wish: wishes.Backup, language: str) -> Iterable[Answer]:
    try:
        keeping.save(desk, Path(wish.file), wish.passphrase)
    except keeping.KeepingError as error:
        yield answers.Failed("backup", texts.say(error.key, language, **error.values))
        return
    yield answers.Done("backup", texts.say("copy_saved", language, file=wish.file))


def send_support(desk: Desk, wish: wishes.SendSupport, language: str) -> Iterable[Answer]:
    support.bundle(desk, Path(wish.file))
    yield answers.Done("send_support", texts.say("support_saved", language, file=wish.file))


def forget_buyer(desk: Desk, wish: wishes.ForgetBuyer, language: str) -> Iterable[Answer]:
    try:
        forgetting.forget_buyer(desk, wish.shop, wish.number)
    except forgetting.ForgettingError as error:
        yield answers.Failed("forget_buyer", texts.say(error.key, language, **error.values))
        return
    yield answers.Done("forget_buyer", texts.say("buyer_forgotten", language, number=wish.number))


ERRANDS: Mapping[type, Callable[[Desk, Any, str], Iterable[Answer]]] = MappingProxyType(
    {
        wishes.Backup: backup,
        wishes.SendSupport: send_support,
        wishes.ForgetBuyer: forget_buyer,
    }
)
"""Which function does which of these wishes."""
