"""What every tab of the window shares."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from lazdesk.sync import events
from lazdesk.views.wishes import Wishes

if TYPE_CHECKING:
    from lazdesk.models.database import Database


class Tab(QWidget):
    """One tab over the mirror of one shop. A hidden tab is only marked stale when data changes.

    A subclass reads in ``refresh`` (short indexed reads only), says in ``concerns`` which changes
    it shows, and takes what its own wishes brought in ``answered``.
    """

    name = ""  # the tab's name in wishes.Show
    count_changed = Signal()

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wishes = wishes
        self.database: Database | None = None
        self.shop = ""  # the seller id shown; empty while none is connected
        self.org = ""  # the Haravan shop's id; empty while none is connected
        # The mirror's clock: the practice shops have their own.
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)
        self._stale = False

    def title(self) -> str:
        """The words on the tab, without a count."""
        raise TypeError(f"{type(self).__name__} has no title")

    def count(self) -> int:
        """The number beside the title; 0 shows none."""
        return 0

    def refresh(self) -> None:
        """Reads anew what is shown; only called while a database is set."""

    def concerns(self, _changes: events.Changes) -> bool:
        """Whether what changed is shown here."""
        return True

    def changed(self, _changes: events.Changes) -> None:
        """Shows what changed; a tab that can refetch single rows overrides this."""
        self.refresh()

    def answered(self, answer: Any) -> None:
        """Takes an answer (``views.answers``) or event; every tab gets every one."""

    def show_part(self, part: str) -> None:
        """Goes to a work tab or filter, by the name this tab gives it (``wishes.Show``)."""

    def retranslate(self) -> None:
        """Writes the texts anew after the language changed."""

    # --- called by the main window ----------------------------------------------------------------

    def set_database(self, database: Database | None, shop: str = "", org: str = "") -> None:
        """Shows another mirror or shop; None when there is none to show any more."""
        self.database, self.shop, self.org = database, shop, org
        self.mark_stale()

    def take_changes(self, changes: events.Changes) -> None:
        """Shows what changed, at once when visible, else when shown next."""
        if not self.concerns(changes):
            return
        if self.isVisible() and self.database is not None:
            self.changed(changes)
        else:
            self._stale = True

    def mark_stale(self) -> None:
        """What is shown is old: read again now, or when shown next."""
        self._stale = True
        self._freshen()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._freshen()

    def _freshen(self) -> None:
        if self._stale and self.isVisible() and self.database is not None:
            self._stale = False
            self.refresh()
