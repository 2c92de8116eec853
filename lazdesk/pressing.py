"""The thread of the buttons: what other commands press, and open clicks whose time has come."""

from __future__ import annotations

from lazdesk.commands.beside import Beside
from lazdesk.commands.invocation import Invocation
from lazdesk.shop import Desk
from lazdesk.sync.events import Changes
from lazdesk.workers import Bridge, Work


class ButtonThread(Work):
    """Runs beside the cycles; what the window itself wishes for is the action thread's."""

    def __init__(self, desk: Desk, bridge: Bridge, language: str, call: Invocation) -> None:
        super().__init__(desk, bridge, language)
        self._beside = Beside(call, desk, self._changed)
        self.stopped = self._beside.stopped

    def close(self) -> None:
        super().close()
        self._beside.close()

    def run(self) -> None:
        self._beside.run()

    def _changed(self) -> None:
        self.tell(Changes("order", ()))
        self.tell(Changes("problem", ()))
