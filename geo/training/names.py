"""Read corpora of labelled names into one form: a text and the character spans of its names.

Three corpora with labels of their own are mapped to the labels of `geo.language`; dates and sums of money
are left to other parts of the product. The corpora come as words, so the text is put together again the
way English is spaced: the pipeline then cuts it with its own tokeniser, in training as in use.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from geo.errors import DataError

WORLDWIDE_LABELS = {
    "Location": "PLACE",
    "Facility": "FACILITY",
    "NORP": "NORP",
    "Organization": "ORG",
    "Person": "PERSON",
    "Misc": "MISC",
    "Product": "MISC",
}
GMB_LABELS = {"geo": "PLACE", "gpe": "NORP", "org": "ORG", "per": "PERSON", "art": "MISC", "eve": "MISC"}
WIKIGOLD_LABELS = {"LOC": "PLACE", "PER": "PERSON", "ORG": "ORG", "MISC": "MISC"}

_OPENING = frozenset("([{“‘$£€#")
_CLOSING = frozenset(")]},.;:!?%”…")
_CONTRACTIONS = frozenset({"s", "t", "re", "ve", "ll", "d", "m"})


@dataclass(frozen=True, slots=True)
class Name:
    """Words ``first`` to ``last`` (exclusive) of a sentence and what they name."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or paragraph as words, with its names in order."""

    words: tuple[str, ...]
    names: tuple[Name, ...]

    def surface(self, name: Name) -> str:
        """Return the words of a name, separated by spaces."""
        return " ".join(self.words[name.first : name.last])


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and its names: start, end (characters) and label."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


def read_worldwide(folder: Path) -> list[list[Line]]:
    """Read the articles of Worldwide English Newswire (``processed_annotated/*.tsv``), in order of their names.

    Raises
    ------
    DataError
        If the folder holds none.
    """
    files = sorted(folder.rglob("*.tsv"))
    if not files:
        raise DataError(f"no .tsv file in {str(folder)!r}; give the folder of Worldwide English Newswire")
    articles = []
    for file in files:
        rows = (line.rstrip("\n").split("\t") for line in file.read_text(encoding="utf-8").split("\n"))
        lines = (line for line in _lines(rows, labels=WORLDWIDE_LABELS) if not line.words[0].startswith("http"))
        articles.append(list(lines))
    return articles


def read_gmb(path: Path) -> list[Line]:
    """Read the sentences of the Groningen Meaning Bank's export of names, a zipped CSV file.

    Raises
    ------
    DataError
        If it cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive, archive.open(archive.namelist()[0]) as raw:
            table = csv.reader(io.TextIOWrapper(raw, encoding="latin-1"))
            next(table)
            return list(_lines(_with_breaks(table), labels=GMB_LABELS))
    except (OSError, zipfile.BadZipFile, StopIteration, csv.Error) as error:
        raise DataError(f"cannot read {str(path)!r} as a zipped table of names: {error}") from error


def _with_breaks(table: Iterable[list[str]]) -> Iterator[list[str]]:
    for sentence, word, _, tag in table:
        if sentence:
            yield []
        yield [word, tag]


def read_wikigold(path: Path) -> list[Line]:
    """Read the sentences of wikigold (``wikigold.conll.txt``).

    Raises
    ------
    DataError
        If it cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(f"cannot read wikigold from {str(path)!r}: {error}") from error
    rows = (line.split() for line in text.split("\n") if not line.startswith("-DOCSTART"))
    return list(_lines(rows, labels=WIKIGOLD_LABELS))


def _lines(rows: Iterable[list[str]], *, labels: dict[str, str]) -> Iterator[Line]:
    """Group rows of word and tag (any flavour of IOB) at the empty rows between them.

    A third column, the tag of a name within the name, is left out.
    """
    words: list[str] = []
    tags: list[str] = []
    for row in rows:
        word = row[0].strip() if row else ""
        if word:
            words.append(word)
            tags.append(row[1].strip() if len(row) > 1 else "O")
        elif words and not any(row):
            yield Line(tuple(words), tuple(_names(tags, labels=labels)))
            words, tags = [], []
    if words:
        yield Line(tuple(words), tuple(_names(tags, labels=labels)))


def _names(tags: list[str], *, labels: dict[str, str]) -> Iterator[Name]:
    first, kind = 0, ""
    for index, tag in enumerate([*tags, "O"]):
        position, _, tagged = tag.partition("-")
        if kind and (tagged != kind or position in {"B", "S", "U"}):
            if kind in labels:
                yield Name(first, index, labels[kind])
            kind = ""
        if tagged and not kind:
            first, kind = index, tagged


def written(line: Line) -> Labelled:
    """Put words together to text, with the usual spacing around punctuation.

    Examples
    --------
    >>> written(Line(("Iran", "'s", "Pakistan", "-", "based", "rivals", "(", "both", ")"), (Name(2, 3, "PLACE"),)))
    Labelled(text="Iran's Pakistan-based rivals (both)", spans=((7, 15, 'PLACE'),))
    """
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    quotes: set[str] = set()
    glued = True
    for index, word in enumerate(line.words):
        before = line.words[index - 1] if index else ""
        after = line.words[index + 1] if index + 1 < len(line.words) else ""
        left, right = _glue(word, before, after, quotes)
        if not (glued or left):
            pieces.append(" ")
            length += 1
        starts.append(length)
        pieces.append(word)
        length += len(word)
        glued = right
    ends = [start + len(word) for start, word in zip(starts, line.words, strict=True)]
    spans = tuple((starts[name.first], ends[name.last - 1], name.label) for name in line.names)
    return Labelled("".join(pieces), spans)


def _glue(word: str, before: str, after: str, quotes: set[str]) -> tuple[bool, bool]:
    """Tell whether a word is written without a space to its left and to its right."""
    if word in {"'", "’"} and after in _CONTRACTIONS:
        return True, True
    if word in {'"', "'"}:
        opens = word not in quotes
        quotes.symmetric_difference_update({word})
        return not opens, opens
    if word in {"-", "/"} and before[-1:].isalnum() and after[:1].isalnum():
        return True, True
    if word == "n't" or word[:1] in {"'", "’"}:
        return True, False
    return word in _CLOSING, word in _OPENING


def joined(lines: Iterable[Line], separator: str) -> Labelled:
    """Write lines one after the other as one text."""
    text = ""
    spans: list[tuple[int, int, str]] = []
    for line in lines:
        part = written(line)
        if text:
            text += separator
        spans.extend((start + len(text), end + len(text), label) for start, end, label in part.spans)
        text += part.text
    return Labelled(text, tuple(spans))
