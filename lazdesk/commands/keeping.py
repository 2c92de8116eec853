"""``backup``, ``restore``: the mirror as one file, to keep elsewhere or take to another PC;
``support``: what a helper needs to know (G3)."""

from __future__ import annotations

from pathlib import Path

from lazdesk import keeping, settings, support
from lazdesk.commands import holder
from lazdesk.commands.invocation import DONE, Invocation, UsageError
from lazdesk.models.database import FILE_NAME


def backup(call: Invocation) -> int:
    opened = call.open()
    target = Path(call.words.file).expanduser().absolute()
    if target.exists() and not call.agreed(call.say("ask_overwrite", file=target)):
        raise UsageError(call.say("copy_is_there", file=target))
    keeping.save(opened, target, _passphrase(call, twice=True))
    call.answer({"file": str(target)}, [call.say("copy_saved", file=target)])
    return DONE


def restore(call: Invocation) -> int:
    """Opens no desk: the mirror that is there may be one that cannot be opened."""
    folder, source = settings.data_dir(), Path(call.words.file).expanduser().absolute()
    with holder.held():
        there = (folder / FILE_NAME).exists()
        if there and not call.agreed(call.say("ask_restore")):
            raise UsageError(call.say("restore_needs_yes"))
        passphrase = _passphrase(call)
        found = keeping.restore(folder, call.vault(), source, passphrase, call.clock.now())
    document = {
        "shops": found.shops,
        "connect_again": found.disconnected,
        "replaced": None if found.replaced is None else str(found.replaced),
    }
    call.answer(document, keeping.told(found, call.language))
    return DONE


def send_support(call: Invocation) -> int:
    """The file for whoever helps; the merchant sends it himself."""
    opened = call.open()
    target = Path(call.words.file).expanduser().absolute()
    support.bundle(opened, target)
    call.answer({"file": str(target)}, [call.say("support_saved", file=target)])
    return DONE


def _passphrase(call: Invocation, *, twice: bool = False) -> str:
    """From stdin, or typed unseen; typed twice where a slip would lock the copy for good."""
    given = call.secret(call.words.passphrase, call.say("ask_passphrase"))
    asked = call.words.passphrase is None and call.at_terminal()
    if twice and asked and call.secret(None, call.say("ask_passphrase_again")) != given:
        raise UsageError(call.say("passphrases_differ"))
    return given
