"""How a command that failed ends: its exit status and the one message that says what to do (G2)."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from lazdesk import logs, settings, texts
from lazdesk.commands.invocation import (
    FAILED,
    NOT_CONNECTED,
    UNREACHABLE,
    USAGE,
    Invocation,
    UsageError,
)
from lazdesk.forgetting import ForgettingError
from lazdesk.keeping import KeepingError
from lazdesk.models.database import DatabaseError
from lazdesk.platforms.errors import (
    Cancelled,
    MissingScope,
    NotExecuted,
    OutcomeUnknown,
    PlatformError,
    Unauthorized,
    Unavailable,
    Unreachable,
)
from lazdesk.rules import problems
from lazdesk.rules.policy import PolicyError
from lazdesk.shop import ConnectionRefusedError, NotConnectedError
from lazdesk.vault import VaultError

PLATFORMS = {"lazada": "Lazada", "haravan": "Haravan"}


class AlreadyHeldError(Exception):
    """Another LazDesk holds this data folder."""


@dataclass(frozen=True)
class Ending:
    """An exit status of interfaces.md, a code for programs and a message for the merchant."""

    status: int
    code: str
    message: str

    @property
    def document(self) -> dict[str, Any]:
        return {"error": {"code": self.code, "message": self.message}}


class HandedBackError(Exception):
    """The work was done by the process that holds the folder, and ended there like this."""

    def __init__(self, ending: Ending) -> None:
        super().__init__(ending.message)
        self.ending = ending


def ending(call: Invocation, error: Exception) -> Ending:
    """The ending that ``error`` stands for; one that nobody foresaw is logged in full."""
    match error:
        case HandedBackError():
            return error.ending
        case UsageError() | settings.SettingsError():
            return Ending(USAGE, "usage", str(error))
        case PolicyError():
            return Ending(USAGE, error.key, error.message)
        case NotConnectedError():
            status = USAGE if error.key in ("no_such_shop", "which_shop") else NOT_CONNECTED
            return Ending(status, error.key, call.say(error.key))
        case ConnectionRefusedError():
            return Ending(NOT_CONNECTED, error.key, call.say(error.key, **error.values))
        case VaultError():
            return Ending(NOT_CONNECTED, "keyring", error.words(call.language))
        case KeepingError() | ForgettingError():
            return Ending(USAGE, error.key, call.say(error.key, **error.values))
        case DatabaseError():
            return Ending(FAILED, "database", error.words(call.language))
        case AlreadyHeldError():
            return Ending(USAGE, "already_running", call.say("already_running"))
        case Cancelled():
            return Ending(FAILED, "cancelled", call.say("cancelled"))
        case PlatformError():
            return Ending(status_of(error), error.code, words_of(error, call.language))
        case _:
            logging.getLogger(__name__).error("unexpected", exc_info=error)
            log = settings.data_dir() / logs.FILE_NAME
            return Ending(FAILED, "unexpected", call.say("unexpected", log=log))


def status_of(error: PlatformError) -> int:
    """The exit status a platform's fault stands for."""
    if isinstance(error, Unauthorized | MissingScope):
        return NOT_CONNECTED
    if isinstance(error, NotExecuted | Unavailable | OutcomeUnknown):
        return UNREACHABLE
    return FAILED


def words_of(error: PlatformError, language: str) -> str:
    """A platform's fault in the merchant's words: what it is and what to do (F, G2)."""
    platform = PLATFORMS[error.platform]
    detail = f"{error.code}: {error.message}" if error.code else error.message
    match error:
        case MissingScope():
            key = "lazada_permission" if error.platform == "lazada" else "scope_missing"
            return texts.say(key, language, scopes=error.scope or error.operation)
        case Unauthorized():
            key = "access_lost" if error.platform == "lazada" else "haravan_token_wrong"
            return texts.say(key, language)
        case Unreachable():
            return texts.say("unreachable", language, platform=platform, detail=detail)
        case NotExecuted():
            return texts.say("busy", language, platform=platform, detail=detail)
        case Unavailable() | OutcomeUnknown():
            return texts.say("unavailable", language, platform=platform, detail=detail)
        case _:
            explained = problems.explain(error.platform, error.operation, error.code, error.message)
            remedy = explained.remedy(language)
            return texts.say("refused", language, platform=platform, detail=detail, remedy=remedy)
