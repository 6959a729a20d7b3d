"""Standard output and standard error: results on the one, one line a message on the other."""

import io
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, TextIO

from geo.errors import ExportError, IncidentMapWarning

PROGRAM: Final = "incident-map"


def say(text: str) -> None:
    """Write one line to standard error."""
    if sys.stderr is not None:
        print(f"{PROGRAM}: {' '.join(text.split())}", file=sys.stderr)


def someone_watches() -> bool:
    """Say whether standard error is a terminal, so that a progress bar is of use."""
    return sys.stderr is not None and sys.stderr.isatty()


@contextmanager
def plain_warnings() -> Iterator[None]:
    """Show our own warnings as one line each, and none of the libraries'."""

    def show(message: Warning | str, *_: Any, **__: Any) -> None:
        say(f"warning: {message}")

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("always", IncidentMapWarning)
        warnings.showwarning = show
        yield


@contextmanager
def standard_output() -> Iterator[TextIO]:
    """Give standard output as UTF-8 with line feeds, whatever the platform prefers, and tell if it fails.

    Raises
    ------
    ExportError
        If it cannot be written.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read it has had enough, which is no error of theirs or ours.
        _discard_output()
    except OSError as error:
        _discard_output()
        raise ExportError(f"standard output cannot be written: {error.strerror}") from error


def _discard_output() -> None:
    """Let nothing more be written, for the interpreter would try again on its way out and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
