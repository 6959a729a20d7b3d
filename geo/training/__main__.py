"""Run ``python -m geo.training``."""

import sys

from geo.training.command import main

if __name__ == "__main__":
    sys.exit(main())
