"""How the commands of this package are called, and how they end."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from geo.errors import IncidentMapError


def parser_of_folders(module: str | None) -> argparse.ArgumentParser:
    """Return a parser for a command over folders of gold reports, described by the first line of its module's text."""
    parser = argparse.ArgumentParser(description=module.splitlines()[0] if module else "")
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    return parser


def parser_of_sources(name: str, module: str | None, *, table: str) -> argparse.ArgumentParser:
    """Return a parser for a command that fits a table of ``data/resolution`` to what `geo.training.golds` reads."""
    parser = argparse.ArgumentParser(prog=f"python -m geo.training.{name}", description=module)
    parser.add_argument("sources", nargs="+", type=Path, help=".jsonl corpora and folders of gold reports")
    parser.add_argument("--write", action="store_true", help=f"replace data/resolution/{table}")
    return parser


def status_of(run: Callable[[], None]) -> int:
    """Run a command and return its exit status; what is wrong with its input is told in one sentence."""
    try:
        run()
    except IncidentMapError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0
