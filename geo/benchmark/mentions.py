"""The words of gold reports that tell of events, as their member ``mentions`` marks them (``tests/gold/README.md``)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geo.benchmark.incidents import Case
from geo.errors import DataError
from geo.records import IncidentType, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A word that tells of an event.

    Attributes
    ----------
    at
        Position of its first character in the text of the report.
    row
        The gold row of the event; empty if there is none.
    again
        Whether it only refers back to an event told before.
    date, place
        Words of the report, from anywhere in it, that tell when and where; empty if none do.
    """

    at: int
    type: IncidentType
    status: Status
    row: Mapping[str, Any]
    again: bool
    date: str
    place: str


def marked(case: Case) -> list[Marked]:
    """Return the marked words of the text of a report; those of its title are left out.

    Raises
    ------
    DataError
        If a mark fits neither title nor text.
    """
    kinds = ("incidents", "not_happened", "optional")
    rows = {row["id"]: row for kind in kinds for row in case.gold.get(kind, ()) if "id" in row}
    found = []
    for mark in case.gold.get("mentions", ()):
        excerpt = _find(mark["in"], case.report.text)
        if excerpt is None and _find(mark["in"], case.report.title):
            continue
        word = excerpt and re.search(rf"(?<!\w){re.escape(mark['word'])}(?!\w)", excerpt.group())
        if not excerpt or not word:
            raise DataError(f"the gold report {case.name!r} marks {mark['word']!r} in {mark['in']!r}; it is not there")
        found.append(
            Marked(
                at=excerpt.start() + word.start(),
                type=mark["type"],
                status=mark.get("status", "happened"),
                row=rows.get(mark.get("of") or "", {}),
                again=mark.get("again", False),
                date=mark.get("date") or "",
                place=mark.get("place") or "",
            )
        )
    return found


def _find(words: str, text: str) -> re.Match[str] | None:
    """Find words in a text, however its lines are broken."""
    return re.search(r"\s+".join(map(re.escape, words.split())), text)
