"""Parse the arguments, run the command, and turn whatever goes wrong into one line and an exit status."""

import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from geo.cli import app, benchmark, crossings, export, gazetteer, geocode, read, status
from geo.cli.options import Parser
from geo.cli.terminal import PROGRAM, plain_warnings, say
from geo.errors import IncidentMapError, OptionError

_COMMANDS = (app, read, export, geocode, crossings, gazetteer, benchmark)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; what goes wrong is one line on standard error.

    Parameters
    ----------
    arguments
        Those of the process unless given.
    """
    try:
        with plain_warnings():
            options = _parser().parse_args(arguments)
            done: int = options.run(options)
    except OptionError as error:
        return _failed(error, status.WRONG_USAGE)
    except IncidentMapError as error:
        return _failed(error, status.FAILED)
    except KeyboardInterrupt:
        return _failed("interrupted", status.INTERRUPTED)
    except Exception as error:  # the last line of defence: a user never sees a traceback
        if sys.flags.dev_mode:
            raise
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        return _failed(f"an error in {PROGRAM} itself ({what}); python -X dev -m geo shows where", status.FAILED)
    return done


def _parser() -> Parser:
    parser = Parser(prog=PROGRAM, description="News reports about border conflicts in, a map you can defend out.")
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {_version()}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in _COMMANDS:
        command.add(commands)
    return parser


def _failed(what: object, exit_status: int) -> int:
    say(str(what))
    return exit_status


def _version() -> str:
    try:
        return version(PROGRAM)
    except PackageNotFoundError:
        return "unknown"
