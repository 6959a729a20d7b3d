"""Read a Universal Dependencies treebank into spaCy documents.

Sentences of one paragraph are joined by a space and paragraphs by a line end, as they stand in a report.
The line ends become tokens, which a treebank does not have; they get the tag ``_SP``, the part of speech
``SPACE`` and the relation ``dep`` to the word before them.

Format: https://universaldependencies.org/format.html
"""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from geo.errors import DataError

_COLUMNS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A syntactic word; ``head`` counts from 1 within the sentence, 0 is the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    features: str
    head: int
    relation: str
    space_after: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """The words of a sentence and whether a paragraph starts with it."""

    words: tuple[Word, ...]
    starts_paragraph: bool


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Read the sentences of a CoNLL-U file, gzipped or not.

    Words of a multiword token ("don't") are kept apart; no white space stands between them.

    Raises
    ------
    DataError
        If the file cannot be read as CoNLL-U.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    lines: list[str] = []
    try:
        with opener(path, "rt", encoding="utf-8") as file:
            for line in file:
                if line.strip():
                    lines.append(line.rstrip("\n"))
                elif lines:
                    yield _sentence(lines)
                    lines = []
        if lines:
            yield _sentence(lines)
    except (OSError, ValueError) as error:
        raise DataError(f"cannot read the treebank {str(path)!r} as CoNLL-U: {error}; give a .conllu file") from error


def _sentence(lines: list[str]) -> Sentence:
    words: list[Word] = []
    joined_until, joined_space = 0, True
    for line in lines:
        if line.startswith("#"):
            continue
        columns = line.split("\t")
        if len(columns) != _COLUMNS:
            raise ValueError(f"{len(columns)} columns in {line!r}")
        number, form, lemma, upos, xpos, features, head, relation, _, misc = columns
        space_after = "SpaceAfter=No" not in misc
        if "-" in number:
            joined_until, joined_space = int(number.partition("-")[2]), space_after
        elif "." not in number:
            index = int(number)
            if index <= joined_until:
                space_after = joined_space and index == joined_until
            words.append(
                Word(
                    form=form.replace(" ", ""),
                    lemma=form if lemma == "_" else lemma,
                    upos=upos,
                    xpos=xpos,
                    features="" if features == "_" else features,
                    head=int(head),
                    relation=relation,
                    space_after=space_after,
                )
            )
    starts_paragraph = any(line.startswith(("# newpar", "# newdoc")) for line in lines)
    return Sentence(words=tuple(words), starts_paragraph=starts_paragraph)


def document(vocab: Vocab, sentences: list[Sentence]) -> Doc:
    """Build one annotated document from sentences in order."""
    rows: list[tuple[str, bool, Word, int]] = []  # text, space after, annotation, absolute head
    for position, sentence in enumerate(sentences):
        if position and sentence.starts_paragraph:
            text, _, word, head = rows[-1]
            rows[-1] = (text, False, word, head)
            rows.append(("\n", False, _LINE_END, len(rows) - 1))
        first = len(rows)
        for index, word in enumerate(sentence.words):
            head = first + (word.head - 1 if word.head else index)
            last = index + 1 == len(sentence.words)
            rows.append((word.form, word.space_after or last, word, head))
    words = [row[2] for row in rows]
    return Doc(
        vocab,
        words=[row[0] for row in rows],
        spaces=[row[1] for row in rows],
        tags=[word.xpos for word in words],
        pos=[word.upos for word in words],
        morphs=[word.features for word in words],
        lemmas=[text if word is _LINE_END else word.lemma for text, _, word, _ in rows],
        heads=[row[3] for row in rows],
        deps=["ROOT" if word.relation == "root" else word.relation for word in words],
    )


_LINE_END = Word(form="\n", lemma="\n", upos="SPACE", xpos="_SP", features="", head=0, relation="dep")


def paragraphs(sentences: list[Sentence]) -> list[list[Sentence]]:
    """Group sentences by paragraph."""
    groups: list[list[Sentence]] = []
    for sentence in sentences:
        if sentence.starts_paragraph or not groups:
            groups.append([])
        groups[-1].append(sentence)
    return groups


def split(folder: Path, name: str) -> Path:
    """Return the file of a part of a treebank: ``train``, ``dev`` or ``test``.

    Raises
    ------
    DataError
        If there is none.
    """
    for path in sorted(folder.glob(f"*-{name}.conllu*")):
        return path
    raise DataError(f"no *-{name}.conllu in {str(folder)!r}; give the folder of a UD treebank")
