"""The command line: ``incident-map COMMAND``, or ``python -m geo``.

One file a command; `status` lists the exit statuses, `options` what several commands take.
"""

from geo.cli.program import main

__all__ = ["main"]
