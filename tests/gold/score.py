"""Score the extraction on a folder of gold reports: ``python tests/gold/score.py development [--notes]``.

A folder is one of this directory (``development``, ``test``) or any other that holds gold of the same form.
"""

import argparse
import sys
from pathlib import Path

from geo.benchmark import incidents
from geo.gazetteer import Gazetteer
from geo.scoring.incidents import lines, score

HERE = Path(__file__).parent


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--notes", action="store_true", help="say what went wrong, report by report")
    options = parser.parse_args()
    folder = options.folder if options.folder.is_dir() else HERE / options.folder
    gazetteer = Gazetteer()
    scores = {case.name: score(incidents.read(case, gazetteer)[1], case.gold) for case in incidents.cases(folder)}
    sys.stdout.writelines(f"{line}\n" for line in lines(scores, notes=options.notes))


if __name__ == "__main__":
    main()
