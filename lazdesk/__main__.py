"""``python -m lazdesk``, and where the packaged program starts."""

import multiprocessing
import sys

from lazdesk.cli import main

if __name__ == "__main__":
    # A process started by the packaged program starts here again, and turns off to its own work.
    multiprocessing.freeze_support()
    sys.exit(main())
