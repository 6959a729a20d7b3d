"""Where a sentence of a report can start, as far as layout and punctuation tell."""

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

LINE_START, OPEN, INSIDE = 1, 0, -1
"""A word starts a line, and so a sentence; may start one, which the model decides; or does not start one."""

_LINE_ENDS = frozenset("\n\r\v\f\x85\u2028\u2029")
_SENTENCE_ENDS = frozenset({".", "!", "?", "…", ":", ";", "—", "–", "..."})
_ONLY_CLOSING = frozenset({"”", "’", "»", ")", "]"})
_CLOSING = _ONLY_CLOSING | {'"', "'"}


def possible_starts(doc: Doc) -> npt.NDArray[np.int8]:
    r"""Tell of every token whether a sentence starts at it: `LINE_START`, `OPEN` or `INSIDE`.

    Headlines and list items need no full stop; and a long sentence with many commas stays one. What is
    left open, after a full stop, a colon or a dash, the model decides. White space is never a start.

    Returns
    -------
    Array of shape (tokens,).

    Examples
    --------
    >>> import spacy
    >>> doc = spacy.blank("en")("Border shut\nTrucks wait. All day")
    >>> possible_starts(doc).tolist()
    [1, -1, -1, 1, -1, -1, 0, -1]
    """
    starts = np.full(len(doc), INSIDE, dtype=np.int8)
    after_line_end, may_start = True, True
    for i, token in enumerate(doc):
        word = token.text
        if word.isspace():
            if not _LINE_ENDS.isdisjoint(word):
                after_line_end = may_start = True
            continue
        if after_line_end:
            starts[i] = LINE_START
        elif may_start and word not in _ONLY_CLOSING:
            starts[i] = OPEN
        after_line_end = False
        if not (may_start and word in _CLOSING):
            may_start = word in _SENTENCE_ENDS
    return starts
