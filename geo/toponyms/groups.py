"""Armed groups whose names the network takes for persons or places: "Boko Haram", "Abu Sayyaf"."""

from typing import Final

from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from geo.records import Toponym
from geo.reference import Lexicon

_LONGEST: Final = 7  # words


def mark_groups(doc: Doc, words: Lexicon) -> None:
    """Make the known groups of a report organisations, whatever they were taken for.

    A group whose name is a common word ("the Fano") counts only as it is written in the table.
    """
    first = {form.split()[0].split("-")[0] for form in words.groups}
    found = []
    for token in doc:
        if not token.text[:1].isupper() and token.lower_ not in {"al", "asa'ib"}:
            continue
        if token.lower_.split("-")[0] not in first:
            continue
        for end in range(min(token.i + _LONGEST, token.sent.end), token.i, -1):
            span = doc[token.i : end]
            if span.text.lower() in words.groups:
                found.append(Span(doc, token.i, end, label="ORG"))
                break
    if found:
        taken = {i for span in found for i in range(span.start, span.end)}
        others = [entity for entity in doc.ents if taken.isdisjoint(range(entity.start, entity.end))]
        doc.ents = filter_spans([*found, *others])


def is_group(doc: Doc, mention: Toponym, words: Lexicon) -> bool:
    """Say whether what was taken for a place is the name of a group, or a part of it."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span is not None and any(
        entity.label_ == "ORG" and entity.text.lower() in words.groups
        for entity in doc.ents
        if entity.start <= span.start < entity.end
    )
