"""Start Streamlit, and make ready what the page needs while the browser still loads: ``python -m`` this module.

The arguments are those of ``streamlit``. What the page imports takes as long as the browser's first look at it, and
without this its reader waits for both, one after the other.
"""

import sys
from importlib import import_module
from threading import Thread
from typing import Final

from streamlit.web import cli

_SLOW: Final = ("geo.mapping", "geo.dashboard.add_panel", "geo.dashboard.evidence_panel")
"""Parts of the page that import most; not its map, which registers its component with the run that imports it."""


def make_ready() -> None:
    """Import most of the page and read a table that its first run needs."""
    for name in _SLOW:
        import_module(name)
    import_module("geo.dashboard.countries").names()


if __name__ == "__main__":
    Thread(target=make_ready, name="make-ready", daemon=True).start()
    sys.exit(cli.main(prog_name="streamlit"))
