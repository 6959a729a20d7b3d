"""Which part of a report says what: headline, byline, captions, summary, body, links and boilerplate.

The rules are about form (position, length, final punctuation) and about the set phrases of news pages,
never about one outlet. Each line is a passage of its own; lines that one paragraph was wrapped into
are taken together.
"""

import itertools
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from geo.articles import phrases
from geo.records import Passage, PassageKind

# Longer lines are paragraphs: news headlines hold about ten words, and hardly ever more than twenty.
_HEADLINE_CHARACTERS = 160
_HEADLINE_WORDS = 25
_CAPTION_WORDS = 80
_BOILERPLATE_WORDS = 45
_RELATED_WORDS = 30
_BULLET_WORDS = 40
# A line shorter than this was not broken off by a fixed width, nor one much shorter than the longest of its block.
_WRAPPED_CHARACTERS = 40
_FULL_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph of the text without the white space around it."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def is_sentence(self) -> bool:
        return phrases.TERMINAL.search(self.text) is not None


def find_passages(text: str, *, title: str = "", captions: Collection[str] = ()) -> tuple[Passage, ...]:
    """Split a text into passages and say what each is.

    Parameters
    ----------
    title
        The report's title if it is known; a line that repeats it is a headline.
    captions
        Texts known to be picture captions, whatever their form.

    Returns
    -------
    tuple of Passage
        In order, not overlapping, covering all of the text but white space.
    """
    lines = list(_split_title(_lines(text), title))
    reader = _Reader(title=_squeeze(title), captions=frozenset(map(_squeeze, captions)), alone=len(lines) == 1)
    return tuple(Passage(start=line.start, end=line.end, kind=reader.kind(line)) for line in lines)


def find_headline(text: str) -> str:
    """Return the first line that reads like a headline, or an empty string if the text starts otherwise."""
    lines = list(_lines(text))
    reader = _Reader(title="", captions=frozenset(), alone=len(lines) == 1)
    for line in lines:
        kind = reader.kind(line)
        if kind == "headline":
            return _squeeze(line.text)
        if kind in {"body", "summary"}:
            return ""
    return ""


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _lines(text: str) -> Iterator[_Line]:
    """Yield the paragraphs of a text; the lines of one that was wrapped are taken together."""
    block: list[_Line] = []
    offset = 0
    for part in text.split("\n"):
        if part.strip():
            block.append(_Line(offset, offset + len(part), part))
        else:
            yield from _paragraphs(block, text)
            block = []
        offset += len(part) + 1
    yield from _paragraphs(block, text)


def _paragraphs(block: list[_Line], text: str) -> Iterator[_Line]:
    """Yield the paragraphs of lines between which no line is empty."""
    full = _full_width([line.text for line in block])
    start = None
    for line, following in itertools.zip_longest(block, block[1:]):
        start = line.start if start is None else start
        after = following.text.lstrip() if following else ""
        goes_on = full and after and (after[0].islower() or len(line.text) >= full)
        if not goes_on or phrases.BULLET.match(after):
            yield _trimmed(text, start, line.end)
            start = None


def _full_width(lines: list[str]) -> float:
    """Return from how many characters on a line of a block was broken off, or 0 if the block is not wrapped."""
    for line, following in itertools.pairwise(lines):
        is_broken = following.lstrip()[:1].islower() and not phrases.TERMINAL.search(line.rstrip())
        if is_broken and len(line) >= _WRAPPED_CHARACTERS:
            return _FULL_SHARE * max(map(len, lines))
    return 0


def _trimmed(text: str, start: int, end: int) -> _Line:
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    return _Line(start, start + len(part.strip()), part.strip())


def _split_title(lines: Iterator[_Line], title: str) -> Iterator[_Line]:
    """Take a title that stands in one line with the first sentence ("Title. The report ...") apart from it."""
    first = next(lines, None)
    if first is None:
        return
    after = first.text[len(title) :]
    if title and first.text.startswith(title) and re.match(r"\s?[.!?:|\u2013\u2014-]\s+\S", after):
        sign = re.match(r"\s?\S", after)
        end = first.start + len(title) + (len(sign[0]) if sign else 0)
        yield _trimmed_line(first, first.start, end)
        yield _trimmed_line(first, end, first.end)
    else:
        yield first
    yield from lines


def _trimmed_line(line: _Line, start: int, end: int) -> _Line:
    part = _trimmed(line.text, start - line.start, end - line.start)
    return _Line(line.start + part.start, line.start + part.end, part.text)


class _Reader:
    """Says what each line of one report is, from the top down; what came before decides with the form."""

    def __init__(self, *, title: str, captions: frozenset[str], alone: bool) -> None:
        self._title = title
        self._captions = captions
        self._alone = alone
        self._kinds: set[PassageKind] = set()
        self._after_by = False
        self._in_links = False

    def kind(self, line: _Line) -> PassageKind:
        """Return the kind of the next line."""
        kind = self._known(line) or self._furniture(line) or self._story(line)
        self._after_by = phrases.BY_ALONE.fullmatch(line.text) is not None
        self._in_links = kind == "related"
        self._kinds.add(kind)
        return kind

    def _known(self, line: _Line) -> PassageKind | None:
        squeezed = _squeeze(line.text)
        if squeezed in self._captions:
            return "caption"
        if (
            self._title
            and "body" not in self._kinds
            and squeezed.rstrip(".:!?|\u2014\u2013- ") == self._title.rstrip(".:!?| ")
        ):
            return "headline"
        return None

    def _furniture(self, line: _Line) -> PassageKind | None:
        """Return the kind of a line that frames the story, or None if it tells it."""
        if line.words <= _BOILERPLATE_WORDS and phrases.BOILERPLATE.match(line.text):
            return "boilerplate"
        if phrases.RELATED.match(line.text) and line.words <= _RELATED_WORDS:
            return "related"
        if self._in_links and line.words <= _HEADLINE_WORDS and not line.is_sentence:
            return "related"
        if phrases.BYLINE.fullmatch(line.text) or (self._after_by and phrases.NAME_LINE.fullmatch(line.text)):
            return "byline"
        return "caption" if self._is_caption(line) else None

    def _is_caption(self, line: _Line) -> bool:
        if line.words > _CAPTION_WORDS:
            return False
        if phrases.CREDIT.search(line.text) or phrases.PICTURE_OPENING.match(line.text):
            return True
        if "body" in self._kinds and line.is_sentence:
            return False
        return bool(phrases.DATED_PICTURE.search(line.text) and phrases.PICTURED.search(line.text))

    def _story(self, line: _Line) -> PassageKind:
        if "body" in self._kinds or self._alone:
            return "body"
        is_short = len(line.text) <= _HEADLINE_CHARACTERS and line.words <= _HEADLINE_WORDS
        is_title_like = is_short and not line.text.endswith((".", ";"))
        is_bullet = phrases.BULLET.match(line.text) is not None and line.words <= _BULLET_WORDS
        if is_title_like and not is_bullet and not self._kinds & {"headline", "summary"}:
            return "headline"
        return "summary" if is_title_like or is_bullet else "body"
