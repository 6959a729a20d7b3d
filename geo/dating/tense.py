"""Whether the words around an expression of time speak of what is to come."""

import re

from geo.dating.words import WEEKDAY_NUMBERS

# A clause is looked at this far in characters to either side, which keeps long paragraphs linear.
_REACH = 240
_BOUNDARY = re.compile(r"[.;!?](?:\s|$)|\n\s*\n")
# "Shut until 30 June" looks ahead whatever the verb; "held until Tuesday" is as often said afterwards.
_UNTIL = re.compile(r"\b(?:until|till|through)\s$", re.IGNORECASE)
_WEEKDAYS = tuple(name for name in WEEKDAY_NUMBERS if name.endswith("day"))
_VERB = re.compile(
    r"\b(?:(?P<future>will|shall|would|due|scheduled|slated|expected|planned|plans?|planning|intends?|upcoming|set"
    r"|(?:is|are|was|were)\sto|to\sbe|ahead\sof|preparations\sfor)"
    r"|(?P<past>was|were|had|has|have|said|says|told|took|made|began|met|held|came|went|left|fell|hit|struck|shot|killed"
    r"|spoke|wrote|[a-z]{2,14}ed))\b|(?P<future2>\b(?:he|she|it|they|we|you|I|who)['\u2019]ll\b)",
    re.IGNORECASE,
)


def is_future(text: str, offset: int) -> bool:
    """Return whether the verb nearest to an offset, in the same sentence, looks ahead.

    The nearest verb before the offset decides, for "said on Thursday that he will fly" is past at
    "Thursday"; where none stands before it, the first one after it does ("On Monday he will fly").

    Examples
    --------
    >>> text = "He said on Thursday that he will visit Tehran on Monday."
    >>> is_future(text, text.index("Thursday")), is_future(text, text.index("Monday"))
    (False, True)
    """
    before = text[max(0, offset - _REACH) : offset]
    if _UNTIL.search(before) and not text[offset : offset + 9].lower().startswith(_WEEKDAYS):
        return True
    start = max((boundary.end() for boundary in _BOUNDARY.finditer(before)), default=0)
    verbs = list(_VERB.finditer(before, start))
    if verbs:
        return verbs[-1]["past"] is None
    after = text[offset : offset + _REACH]
    boundary = _BOUNDARY.search(after)
    verb = _VERB.search(after, 0, boundary.start() if boundary else len(after))
    return verb is not None and verb["past"] is None
