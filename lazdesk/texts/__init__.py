"""What LazDesk itself says, on the terminal and in the window: Vietnamese first, English second (G1)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lazdesk.texts import cancel, commands, demo, keeping, links, locks, printing, proof

LANGUAGES = ("vi", "en")

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        **commands.TEXTS,
        **keeping.TEXTS,
        **links.TEXTS,
        **locks.TEXTS,
        **printing.TEXTS,
        **cancel.TEXTS,
        **demo.TEXTS,
        **proof.TEXTS,
    }
)


def say(key: str, language: str, /, **values: object) -> str:
    """The text called ``key`` in ``language`` ("vi" or "en")."""
    return TEXTS[key][LANGUAGES.index(language)].format_map(values)
