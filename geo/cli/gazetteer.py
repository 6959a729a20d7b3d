"""``incident-map gazetteer build``: a larger gazetteer out of GeoNames' dump files."""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from geo.cli.options import Commands
from geo.cli.status import DONE
from geo.cli.terminal import say, someone_watches

_FEATURE_CLASSES = "AHLPRSTUV"


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "gazetteer", help="build a larger gazetteer", description="Make gazetteers for the option --gazetteer."
    )
    build = parser.add_subparsers(dest="action", metavar="ACTION", required=True).add_parser(
        "build",
        help="out of GeoNames' dump files",
        description=(
            "Build a gazetteer out of the dump files of download.geonames.org, as they are. It holds what the "
            "shipped gazetteer holds, and on top of it all that the dump has."
        ),
    )
    build.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="allCountries.zip, PK.zip or cities500.zip, zipped or not; admin1CodesASCII.txt, admin2Codes.txt",
    )
    build.add_argument(
        "-o", dest="out", type=Path, required=True, metavar="OUT", help="file to write, such as world.gaz"
    )
    build.add_argument(
        "--classes",
        type=_classes,
        default="AHLPST",
        help="feature classes to take (AHLPST unless given): A areas, H waters, L parks and regions, P settlements, "
        "R roads, S sites, T mountains, U under the sea, V forests",
    )
    build.add_argument("--alone", action="store_true", help="leave out what the shipped gazetteer holds")
    build.set_defaults(run=run)


def _classes(text: str) -> str:
    strange = set(text.upper()) - set(_FEATURE_CLASSES)
    if strange or not text:
        raise argparse.ArgumentTypeError(
            f"{text!r} names no feature classes; choose from {', '.join(_FEATURE_CLASSES)}"
        )
    return text.upper()


def run(options: argparse.Namespace) -> int:
    """Build the gazetteer and say how large it is."""
    from geo.gazetteer import Gazetteer  # noqa: PLC0415
    from geo.gazetteer.enlarge import enlarge  # noqa: PLC0415

    base = None if options.alone else Gazetteer()
    enlarge(options.files, options.out, base=base, classes=options.classes, progress=_progress)
    say(f"{options.out} has {options.out.stat().st_size / 1e6:.1f} MB; give it to a command with --gazetteer")
    return DONE


def _progress(lines: Iterable[bytes], what: str, size: int) -> Iterator[bytes]:
    from tqdm import tqdm  # noqa: PLC0415

    with tqdm(
        total=size, desc=what, unit="B", unit_scale=True, leave=False, disable=not someone_watches(), mininterval=0.5
    ) as bar:
        for line in lines:
            bar.update(len(line))
            yield line
