"""Which paper is printed on, and which printer each paper lies in: remembered on this PC (E3)."""

from __future__ import annotations

from lazdesk.views.remembered import remembered

LABELS = "van-don"
PICK_LIST = "phieu-nhat-hang"
HANDOVER = "bien-ban-ban-giao"


def paper_of(kind: str) -> str | None:
    """The key of the preset that this kind of print was last made on."""
    return _kept(f"print/{kind}/paper")


def keep_paper(kind: str, key: str) -> None:
    remembered().setValue(f"print/{kind}/paper", key)


def printer_of(paper: str) -> str | None:
    """The printer that holds this preset's paper, "" for a PDF file; None: the usual one."""
    return _kept(f"print/printer/{paper}")


def keep_printer(paper: str, name: str) -> None:
    remembered().setValue(f"print/printer/{paper}", name)


def _kept(key: str) -> str | None:
    value = remembered().value(key)
    return None if value is None else str(value)
