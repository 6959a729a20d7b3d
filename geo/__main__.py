"""``python -m geo`` is the command ``incident-map``."""

import sys

from geo.cli import main

if __name__ == "__main__":
    sys.exit(main())
