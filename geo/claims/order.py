"""Who does what read off the order of words, for the clauses that a parser gets wrong.

English puts the subject before its verb and the object behind it. A small parser loses them most often where
something stands between ("the crossing at Taftan, in Chagai district, was shut"). These functions need only
parts of speech, which are far more reliable than dependencies.
"""

from spacy.tokens import Token

_INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"})
_HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_BETWEEN = frozenset({"AUX", "ADV", "PART"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_ROUNDING = frozenset(
    {"at", "least", "most", "more", "than", "over", "up", "to", "about", "around", "nearly", "almost", "some"}
)
_BE = frozenset({"am", "is", "are", "was", "were", "be", "been", "being", "'s", "’s"})


def _group_start(verb: Token) -> int:
    """Return the position of the first word of a verb group ("was not yet shut")."""
    i: int = verb.i
    while i - 1 >= verb.sent.start and verb.doc[i - 1].pos_ in _BETWEEN:
        i -= 1
    return i


def is_passive_group(verb: Token) -> bool:
    """Say whether a participle stands behind a form of "be"."""
    return verb.tag_ == "VBN" and any(
        verb.doc[i].lower_ in _BE and verb.doc[i].pos_ in {"AUX", "VERB"} for i in range(_group_start(verb), verb.i)
    )


def is_hidden_verb(verb: Token) -> bool:
    """Say whether a word that the tree takes for an adjective behind a noun is the verb of a clause.

    In "a salvo on the same night hit positions" nothing but the order of words tells it from "hit positions".
    """
    before = verb.nbor(-1) if verb.i > verb.sent.start else None
    return verb.dep_ == "amod" and before is not None and before.pos_ in {"NOUN", "PROPN"} and verb.head.i > verb.i


def aside(verb: Token) -> tuple[int, int] | None:
    """Return the positions of what stands in commas right before a verb group, or None."""
    end = _group_start(verb) - 1
    if end < verb.sent.start or verb.doc[end].text != ",":
        return None
    start = end - 1
    while start > verb.sent.start and verb.doc[start].text != ",":
        start -= 1
    return (start, end) if start > verb.sent.start else None


def _phrase_start(head: int, first: int, token: Token) -> int:
    start = head
    while start - 1 >= first and (token.doc[start - 1].pos_ in _INSIDE or token.doc[start - 1].text == "-"):
        start -= 1
    return start


def _is_count(token: Token) -> bool:
    """Say whether a word behind a preposition belongs to a number: "at least 20", "over 30"."""
    return token.lower_ in {"least", "most"} or token.pos_ == "NUM"


def coordinated_with(verb: Token) -> Token | None:
    """Return the verb that shares its subject with one behind "and" ("rejected the account and recalled")."""
    start = _group_start(verb)
    if start == verb.sent.start or verb.doc[start - 1].pos_ != "CCONJ":
        return None
    before = (verb.doc[i] for i in range(start - 2, verb.sent.start - 1, -1))
    return next((token for token in before if token.pos_ == "VERB" and token.tag_ in _FINITE), None)


def subject(verb: Token) -> Token | None:
    """Return the head of the noun phrase that stands before a verb group as its subject.

    What stands in commas is skipped, and so are phrases with a preposition; a finite verb ends the search.
    """
    doc, first = verb.doc, verb.sent.start
    skipped = aside(verb)
    i = (skipped[0] if skipped else _group_start(verb)) - 1
    while i >= first:
        token = doc[i]
        reduced = token.tag_ == "VBN" and doc[i - 1].pos_ in {"NOUN", "PROPN"}  # "the hideouts used by"
        if (token.pos_ in {"VERB", "AUX", "SCONJ"} and not reduced) or token.text in {";", ":", "—"}:
            return None
        if token.pos_ in _HEADS:
            start = _phrase_start(i, first, token)
            if start == first or doc[start - 1].pos_ != "ADP" or _is_count(doc[start]):
                return token
            i = start - 1
        i -= 1
    return None


def object_of(verb: Token) -> Token | None:
    """Return the head of the noun phrase right behind a verb, or None where something else follows.

    Words that round a number ("killing at least 15 people") stand between.
    """
    doc, last = verb.doc, verb.sent.end
    i = verb.i + 1
    rounded = i
    while rounded < last and doc[rounded].lower_ in _ROUNDING:
        rounded += 1
    if rounded < last and doc[rounded].pos_ == "NUM":
        i = rounded
    head = None
    while i < last and (doc[i].pos_ in _INSIDE or doc[i].text == "-"):
        if doc[i].pos_ in _HEADS:
            head = doc[i]
        i += 1
    return head


def behind(noun: Token, prepositions: frozenset[str]) -> Token | None:
    """Return the head of the phrase that follows a noun by one of the prepositions ("strikes on hideouts")."""
    i = noun.i + 1
    if i < noun.sent.end and noun.doc[i].lower_ in prepositions:
        return object_of(noun.doc[i])
    return None


def following_aside(token: Token) -> list[Token]:
    """Return what stands in commas right behind a phrase ("organisations, namely A and B, were")."""
    doc, last = token.doc, token.sent.end
    start = token.right_edge.i + 1
    if start >= last or doc[start].text != ",":
        return []
    end = next((i for i in range(start + 1, last) if doc[i].text == ","), last)
    return list(doc[start + 1 : end])


def closing_speaker(token: Token) -> tuple[Token, Token] | None:
    """Return speaker and verb of a sentence that ends in "..., the army said", or None."""
    sentence = [word for word in token.sent if not word.is_space and not word.is_punct]
    for verb in reversed(sentence[-3:]):
        if verb.pos_ == "VERB" and verb.tag_ in _FINITE:
            speaker = subject(verb)
            return (speaker, verb) if speaker is not None else None
    return None
