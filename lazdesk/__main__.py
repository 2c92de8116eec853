"""``python -m lazdesk``."""

import sys

from lazdesk.cli import main

if __name__ == "__main__":
    sys.exit(main())
