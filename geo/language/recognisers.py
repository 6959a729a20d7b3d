"""Names from a spaCy pipeline that the user has installed, in place of those of the network that ships.

Words, tags and trees stay the network's; only ``doc.ents`` come from the other pipeline.
"""

from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from geo.errors import DataError
from geo.language.annotation import PLACE_CHANCES

LABELS_OF_OTHERS = {
    "GPE": "PLACE",
    "LOC": "PLACE",
    "LOCATION": "PLACE",
    "PLACE": "PLACE",
    "FAC": "FACILITY",
    "FACILITY": "FACILITY",
    "NORP": "NORP",
    "ORG": "ORG",
    "PERSON": "PERSON",
    "PER": "PERSON",
    "EVENT": "MISC",
    "LAW": "MISC",
    "MISC": "MISC",
    "PRODUCT": "MISC",
    "WORK_OF_ART": "MISC",
}
"""Our label for those of OntoNotes, CoNLL-2003 and our own; any other label is no name (dates, sums of money)."""


@lru_cache(maxsize=2)
def load_recogniser(name: str) -> Language:
    """Load an installed spaCy pipeline, or one in a folder, that finds names.

    Raises
    ------
    DataError
        If there is none of that name, or it finds no names.
    """
    try:
        pipeline = spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        raise DataError(
            f"cannot load the spaCy pipeline {name!r} ({str(error).splitlines()[0]}); "
            "install it beside this package or give the folder of one"
        ) from error
    if not any(pipeline.has_pipe(component) for component in ("ner", "entity_ruler", "span_ruler")):
        raise DataError(f"the spaCy pipeline {name!r} finds no names; give one with a component 'ner'")
    return pipeline


def take_names(doc: Doc, recogniser: Language) -> Doc:
    """Replace the names of an analysed document by those that another pipeline finds in its text.

    Examples
    --------
    >>> other = spacy.blank("en")
    >>> other.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Taftan"}])
    >>> take_names(spacy.blank("en")("A gate at Taftan"), other).ents
    (Taftan,)
    """
    named: list[Span] = []
    for entity in recogniser(doc.text).ents:
        label = LABELS_OF_OTHERS.get(entity.label_.upper())
        if label:
            span = doc.char_span(entity.start_char, entity.end_char, label=label, alignment_mode="expand")
            if span is not None:
                named.append(span)
    doc.ents = filter_spans(named)
    doc.user_data.pop(PLACE_CHANCES, None)
    return doc
