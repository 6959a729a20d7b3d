"""Sort the nouns of English by what they stand for, from WordNet, into ``data/lexicon/kinds.csv``.

::

    python -m geo.wordnet FOLDER -o data/lexicon/kinds.csv

``FOLDER`` holds ``data.noun`` and ``index.noun`` of WordNet 3.1 as Princeton publishes them
(https://wordnet.princeton.edu; format: the manual page wndb(5)).

A noun belongs to a class if its most frequent sense lies below the class's root ("schoolteacher" below *person*),
so that who can be hurt and what can be struck need no list of our own. Proper names and phrases are left out.
"""

import argparse
import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from geo.errors import DataError, IncidentMapError

ROOTS: Mapping[str, Sequence[tuple[str, int]]] = MappingProxyType(
    {
        "victim": (("person", 1),),
        "target": (("vehicle", 1), ("structure", 1)),
        "vessel": (("vessel", 2),),
        "tool": (("weapon", 1), ("ammunition", 1), ("cutting_implement", 1)),
    }
)
"""The roots of each class, as WordNet numbers the senses of a noun."""

_SHORTEST = 3  # letters: shorter ones are mostly abbreviations
_COMMENT = "  "


def _lines(path: Path) -> Iterator[list[str]]:
    try:
        with path.open(encoding="latin-1") as file:
            yield from (line.split(" | ")[0].split() for line in file if not line.startswith(_COMMENT))
    except OSError as error:
        raise DataError(f"{path} cannot be read ({error.strerror}); give the folder of WordNet's dict files") from None


def _senses(folder: Path) -> dict[str, list[str]]:
    """Return the senses of each noun, the most frequent one first."""
    return {fields[0]: fields[-int(fields[2]) :] for fields in _lines(folder / "index.noun")}


def _parents(folder: Path) -> tuple[dict[str, list[str]], set[str]]:
    """Return what each sense is a kind of, and the senses that are single persons and things with a name."""
    above: dict[str, list[str]] = {}
    names = set()
    for fields in _lines(folder / "data.noun"):
        sense, first = fields[0], 4 + 2 * int(fields[3], 16)
        pointers = [fields[i : i + 4] for i in range(first + 1, first + 1 + 4 * int(fields[first]), 4)]
        above[sense] = [target for symbol, target, _, _ in pointers if symbol == "@"]
        if any(symbol == "@i" for symbol, *_ in pointers):
            names.add(sense)
    return above, names


def _below(root: str, above: Mapping[str, Sequence[str]]) -> set[str]:
    """Return a sense and all below it."""
    children: dict[str, list[str]] = {}
    for sense, parents in above.items():
        for parent in parents:
            children.setdefault(parent, []).append(sense)
    found, waiting = set(), [root]
    while waiting:
        sense = waiting.pop()
        if sense not in found:
            found.add(sense)
            waiting += children.get(sense, [])
    return found


def kinds(folder: Path) -> list[tuple[str, str]]:
    """Return nouns with their classes, sorted.

    Raises
    ------
    DataError
        If a file of WordNet is missing, or a root is not in it.
    """
    senses = _senses(folder)
    above, names = _parents(folder)
    found = set()
    for name, roots in ROOTS.items():
        members: set[str] = set()
        for lemma, number in roots:
            if len(senses.get(lemma, ())) < number:
                raise DataError(f"{folder} has no sense {number} of {lemma!r}; it is not WordNet 3.1")
            members |= _below(senses[lemma][number - 1], above)
        found |= {
            (noun, name)
            for noun, own in senses.items()
            if own[0] in members and own[0] not in names and noun.isalpha() and len(noun) >= _SHORTEST
        }
    return sorted(found)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the table as the command line says; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m geo.wordnet", description="Sort nouns by WordNet.")
    parser.add_argument("folder", type=Path, help="with data.noun and index.noun of WordNet 3.1")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the table to write")
    options = parser.parse_args(arguments)
    try:
        rows = kinds(options.folder)
    except IncidentMapError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    draft = options.output.with_suffix(".part")
    with draft.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("lemma", "class"), *rows])
    draft.replace(options.output)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
