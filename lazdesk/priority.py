"""Which threads go first when there is more to compute than processors."""

from __future__ import annotations

import os
import sys
import threading

BEHIND = 5  # steps of Linux's niceness: about a third of what the window may have
LAST = 19


def stand_back() -> None:
    """This thread, and those it begins, leave the processors to the window's when both could use
    them. Elsewhere than on Linux Qt's own priorities do it (``QThread.start``)."""
    if sys.platform == "linux":
        # Counted from where the program was started: nobody may ask for more than that.
        me = threading.get_native_id()
        now = os.getpriority(os.PRIO_PROCESS, me)
        os.setpriority(os.PRIO_PROCESS, me, min(now + BEHIND, LAST))
