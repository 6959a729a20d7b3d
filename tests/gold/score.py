"""Score the extraction on a folder of gold reports: ``python tests/gold/score.py development [--notes]``.

A folder is one of this directory (``development``, ``test``) or any other that holds gold of the same form.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from geo.benchmark import incidents
from geo.gazetteer import Gazetteer
from geo.scoring.incidents import Score, score, summary, total

HERE = Path(__file__).parent


def lines(scores: dict[str, Score], *, notes: bool) -> Iterator[str]:
    """Yield the scores of a folder for people to read."""
    for name, one in scores.items() if notes else ():
        yield f"{name}: {one.found}/{one.gold} found, {one.extra} extra"
        yield from (f"    {note}" for note in one.notes)
    every = total(scores.values())
    yield summary(scores.values())
    if every.confidences:
        sure = sum(confidence for confidence, _ in every.confidences) / len(every.confidences)
        right = sum(right for _, right in every.confidences) / len(every.confidences)
        yield f"    mean confidence {sure:.3f}, share that gold knows {right:.3f}, of {len(every.confidences)}"
    for aspect, (right, asked) in every.aspects.items():
        yield f"    {aspect:24} {right:4} of {asked:4}   {100 * right / asked:5.1f} %"


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
