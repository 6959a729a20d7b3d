"""Places and days that stand before the news of a line: headings, "Odesa: ...", "Mon 9 Dec. ..."."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from geo.records import DatedSpan, Toponym

_MOST_WORDS: Final = 6
_FEWEST_IN_A_DIGEST: Final = 2  # lines; one that opens with a place is the dateline of the whole
_END = re.compile(r":(?=\s)|\.(?=\s)|\s[-–—]\s")
_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[.!?][\"'”’)]*\s*$")


@dataclass(frozen=True, slots=True)
class Lead:
    """A stretch of text, ``start:end``, with the place and the day that its line or its heading names."""

    start: int
    end: int
    place: Toponym | None
    day: DatedSpan | None


def lead_at(openings: Sequence[Lead], position: int) -> Lead | None:
    """Return what opens the line of a character, or None."""
    return next((lead for lead in openings if lead.start <= position < lead.end), None)


def leads(
    doc: Doc, mentions: Sequence[Toponym], dates: Sequence[DatedSpan], *, dateline: tuple[int, int] | None
) -> list[Lead]:
    """Return what the openings and headings of lines say of the news behind them.

    A heading holds until the next one. A place that opens only the first line is a dateline and says nothing.
    """
    found: list[Lead] = []
    heading: Toponym | None = None
    for start, end, opening in _lines(doc):
        place = next(
            (m for m in mentions if start <= m.start and m.end <= opening and m.kind in {"literal", "metonym"}), None
        )
        day = next((d for d in dates if start <= d.start and d.end <= opening + 1 and d.first is not None), None)
        if opening == end:
            heading = place
        elif place or day or heading:
            found.append(Lead(start, end, place or heading, day))
    own = [lead for lead in found if lead.place and lead.start <= lead.place.start < lead.end]
    if len(own) >= _FEWEST_IN_A_DIGEST or dateline is None:
        return found
    return [lead for lead in found if not (lead.place and dateline[0] <= lead.place.start < dateline[1])]


def _lines(doc: Doc) -> Iterator[tuple[int, int, int]]:
    """Yield start and end of each line, and the end of its opening; a heading is nothing else."""
    for line in _LINE.finditer(doc.text):
        mark = _END.search(line[0])
        whole = not _SENTENCE.search(line[0]) and _is_opening(doc, line.start(), line.end())
        opening = line.end() if whole else line.start() + mark.start() if mark else line.start()
        if whole or _is_opening(doc, line.start(), opening):
            yield line.start(), line.end(), opening
        else:
            yield line.start(), line.end(), line.start()


def _is_opening(doc: Doc, start: int, end: int) -> bool:
    """Say whether a stretch is a few words without a verb."""
    words = doc.char_span(start, end, alignment_mode="contract")
    said = [word for word in words if not (word.is_space or word.is_punct)] if words is not None else []
    return 0 < len(said) <= _MOST_WORDS and not any(word.pos_ in {"VERB", "AUX"} for word in said)
