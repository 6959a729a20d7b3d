"""The parser of the command line, and groups of options that several commands take."""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn, Protocol

from geo.cli.status import WRONG_USAGE
from geo.cli.terminal import PROGRAM
from geo.records import INCIDENT_TYPES, STATUSES


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line, as every other error is said."""

    def error(self, message: str) -> NoReturn:
        """End with one line."""
        self.exit(WRONG_USAGE, f"{PROGRAM}: {message}; see {self.prog} --help\n")


class Commands(Protocol):
    """What a command adds its own parser to; argparse has no public name for it."""

    def add_parser(
        self,
        name: str,
        *,
        parents: Sequence[argparse.ArgumentParser] = (),
        help: str,  # noqa: A002 - argparse calls it so
        description: str,
    ) -> Parser:
        """Return the parser of a command."""


def output_options() -> Parser:
    """Return the option that names the file to write."""
    options = Parser(add_help=False)
    options.add_argument(
        "-o",
        dest="out",
        metavar="OUT",
        help="file to write; its suffix (.geojson, .csv, .gpkg, .parquet, .kml, .html) chooses the form",
    )
    return options


def gazetteer_options() -> Parser:
    """Return the options that say where names are looked up."""
    options = Parser(add_help=False)
    group = options.add_argument_group("where names are looked up")
    group.add_argument(
        "--gazetteer",
        type=Path,
        metavar="FILE",
        help="gazetteer made by incident-map gazetteer build (the shipped one unless given)",
    )
    group.add_argument(
        "--places",
        type=Path,
        metavar="FILE",
        help="CSV or GeoJSON of your own places (name, lat, lon, aliases); they win over all others of their names",
    )
    return options


def recogniser_options() -> Parser:
    """Return the option that says who finds names."""
    options = Parser(add_help=False)
    options.add_argument(
        "--recognizer",
        default="",
        metavar="NAME",
        help="installed spaCy pipeline, or folder of one, that finds names instead of the network that ships",
    )
    return options


def filter_options() -> Parser:
    """Return the options that select incidents; every value that is given must hold."""
    options = Parser(add_help=False)
    group = options.add_argument_group("which incidents (all unless given)")
    group.add_argument("--since", type=day, metavar="D", help="those that go on on this day or later: 2024-01-16")
    group.add_argument("--until", type=day, metavar="D", help="those that begin on this day or earlier")
    group.add_argument("--type", action="append", default=[], metavar="T", help=f"one of {', '.join(INCIDENT_TYPES)}")
    group.add_argument("--country", action="append", default=[], type=str.upper, metavar="C", help="code such as PK")
    group.add_argument("--status", action="append", default=[], metavar="S", help=f"one of {', '.join(STATUSES)}")
    group.add_argument("--text", default="", metavar="WORDS", help="words in the title, place, actors or quotes")
    return options


def day(text: str) -> date:
    """Return a day that an option gives, or refuse it in argparse's way."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it like 2024-01-19") from None
