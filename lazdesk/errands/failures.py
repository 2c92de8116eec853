"""What went wrong and what to do, in the merchant's words (G2)."""

from __future__ import annotations

import logging

from lazdesk import logs, texts
from lazdesk.commands.endings import words_of
from lazdesk.errands import links as link_errands
from lazdesk.models.database import DatabaseError
from lazdesk.platforms.errors import Cancelled, PlatformError, Unauthorized
from lazdesk.rules.policy import PolicyError
from lazdesk.shop import ConnectionRefusedError, Desk, NotConnectedError
from lazdesk.sync.previews import PreviewReplacedError
from lazdesk.texts import window as window_texts
from lazdesk.vault import VaultError


def told(error: Exception, desk: Desk, language: str) -> str:
    """What went wrong and what to do, in the merchant's words (G2)."""
    match error:
        case link_errands.RefusedError():
            return texts.say(error.key, language, **error.values)
        case NotConnectedError():
            return window_texts.say(error.key, language)
        case ConnectionRefusedError():
            return window_texts.say(error.key, language, **error.values)
        case Unauthorized() if error.platform == "lazada":
            return window_texts.say("access_lost", language)
        case PlatformError():
            return words_of(error, language)
        case VaultError() | DatabaseError():
            return error.words(language)
        case PolicyError():
            return str(error)
        case PreviewReplacedError():
            return window_texts.say("preview_replaced", language)
        case Cancelled():
            return window_texts.say("cancelled", language)
        case _:
            logging.getLogger(__name__).error("unexpected", exc_info=error)
            return window_texts.say("unexpected", language, log=desk.folder / logs.FILE_NAME)
