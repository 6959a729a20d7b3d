"""How many were killed and injured, as ranges, from words such as "at least 20" or "three or four"."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from spacy.tokens import Token

from geo.claims import order, syntax
from geo.records import Toll
from geo.reference import Lexicon, lexicon
from geo.toponyms.usage import case_of

_UNITS = (  # noqa: SIM905 - a list of nineteen strings is harder to read
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_NUMBERS: Mapping[str, int] = MappingProxyType(
    {word: value for value, word in enumerate(_UNITS)} | {word: 10 * value for value, word in enumerate(_TENS, start=2)}
)
# A lower bound for a vague plural: at least two of the unit, "several" and "a number of" at least one person each
# more than a pair would need a number.
_VAGUE: Mapping[str, int] = MappingProxyType(
    {"several": 3, "dozen": 24, "score": 40, "hundred": 200, "thousand": 2000, "many": 3, "some": 1, "number": 1}
)
_EXACT: Mapping[str, int] = MappingProxyType({"both": 2, "couple": 2, "pair": 2, "dozen": 12})
_SCALES: Mapping[str, int] = MappingProxyType({"dozen": 12, "hundred": 100, "thousand": 1000})
_AT_LEAST = re.compile(
    r"\b(?:at least|more than|over|no fewer than|not less than|upwards of|minimum of)\b", re.IGNORECASE
)
_AT_MOST = re.compile(r"\b(?:at most|up to|fewer than|less than|nearly|almost)\b", re.IGNORECASE)
_RISES = frozenset({"rise", "climb", "increase", "grow", "jump", "reach", "put", "stand", "bring", "raise", "revise"})
_DETERMINERS = frozenset({"the", "his", "her", "its", "their", "my", "our", "another", "one"})
_OF_LIVES = frozenset({"lose", "claim"})  # "nine lost their lives", "the blast claimed nine lives"
INTRANSITIVE = frozenset({"die", "perish"})
_LARGEST = 10_000_000  # a larger "number of dead" is a misread figure


def number(text: str) -> int | None:
    """Read a whole number in digits or English words.

    Examples
    --------
    >>> number("1,200"), number("twenty-one"), number("few")
    (1200, 21, None)
    """
    plain = text.strip().lower().replace(",", "").removesuffix("+")
    if plain.isascii() and plain.isdigit():
        return int(plain) if int(plain) <= _LARGEST else None
    parts = plain.replace("-", " ").split()
    if parts and all(part in _NUMBERS for part in parts):
        return sum(_NUMBERS[part] for part in parts)
    return None


def _bounds(values: list[int], words: str) -> Toll:
    low, high = min(values), max(values)
    if _AT_LEAST.search(words):
        return Toll(low=low, high=None)  # "more than 30" is a rounded figure, not a count of 31
    if _AT_MOST.search(words):
        return Toll(low=None, high=high)
    return Toll(low=low, high=high)


def _own_count(token: Token) -> Toll:
    """Return the count of one noun phrase head, without its conjuncts."""
    phrase = syntax.phrase(token)
    words = " ".join(word.text for word in phrase)
    counted = [
        word
        for word in phrase
        if (token.i in {word.head.i, word.i} or word.dep_ in {"compound", "conj"}) and not _is_age(word, token)
    ]
    values = [value for word in counted if (value := _value(word)) is not None]
    values += [
        value
        for word in counted
        if word.pos_ == "NUM"
        for child in word.children
        if child.dep_ == "conj" and (value := _value(child)) is not None
    ]
    scale = next((_SCALES[word.lemma_.lower()] for word in phrase if word.lemma_.lower() in _SCALES), None)
    if values:
        more = any(word.doc[word.i + 1 : word.i + 2].text == "+" for word in counted)  # "20+ injured"
        toll = _bounds([value * (scale or 1) for value in values], words)
        return replace(toll, high=None) if more else toll
    return _uncounted(token, phrase)


def _value(word: Token) -> int | None:
    """Return the number that a word names; of "forty-two", which is three words, the first names it all."""
    doc, last = word.doc, len(word.doc) - 1
    if word.i >= 2 and doc[word.i - 1].text == "-" and doc[word.i - 2].lower_ in _TENS:  # noqa: PLR2004
        return None
    value = number(word.text)
    if word.lower_ not in _TENS or word.i + 2 > last or doc[word.i + 1].text != "-":
        return value
    return number(f"{word.text}-{doc[word.i + 2].text}") or value


def _uncounted(token: Token, phrase: Sequence[Token]) -> Toll:
    """Return how many a phrase without a number names: "both", "a dozen", "scores of", "a woman"."""
    own = {word.lower_ for word in phrase if token.i in {word.head.i, word.i}}
    exact = next((_EXACT[word] for word in _EXACT if word in own), None)
    if exact is not None:
        return Toll(low=exact, high=exact)
    vague = next((_VAGUE[word.lemma_.lower()] for word in phrase if word.lemma_.lower() in _VAGUE), None)
    if vague is not None:
        return Toll(low=vague)
    one = token.tag_ in {"NN", "NNP"} and (
        token.ent_type_ == "PERSON"
        or own & {"a", "an"}
        or (own & _DETERMINERS and lexicon().noun_is(token.lemma_, "victim"))
        or _shares_determiner(token)
    )
    if one:
        return Toll(low=1, high=1)
    return Toll()


def _shares_determiner(token: Token) -> bool:
    """Say whether somebody is joined to one with a determiner: "son" of "his wife and son"."""
    joined = token.dep_ == "conj" and lexicon().noun_is(token.lemma_, "victim")
    return joined and any(child.lower_ in _DETERMINERS for child in token.head.children)


def _is_age(word: Token, head: Token) -> bool:
    """Say whether a number tells how old somebody is: "a man of 62", "a soldier aged 20", "Rashid, 61,"."""
    if word.i <= head.i or word.pos_ != "NUM":
        return False
    before = word.nbor(-1)
    return before.lower_ in {"of", "aged", "age", "between", "and"} or before.text == ","


def add(tolls: Iterable[Toll]) -> Toll:
    """Add up counts of different people; an unknown part leaves the upper bound open.

    Examples
    --------
    >>> add([Toll(low=2, high=2), Toll(low=1, high=1)])
    Toll(low=3, high=3)
    >>> add([Toll(low=2, high=2), Toll()])
    Toll(low=2, high=None)
    """
    counts = list(tolls)
    lows = [toll.low for toll in counts if toll.low is not None]
    highs = [toll.high for toll in counts]
    if not lows and all(high is None for high in highs):
        return Toll()
    return Toll(
        low=sum(lows) if lows else None,
        high=None if any(high is None for high in highs) else sum(high for high in highs if high is not None),
    )


def risen(consequence: Token) -> Token | None:
    """Return the number that a toll has reached: "the number of people killed has risen to nine", "a toll of 12"."""
    for above in syntax.chain(consequence):
        if above.lemma_ in _RISES and above.pos_ == "VERB":
            reached = [t for t in above.subtree if t.i > above.i and number(t.text) is not None and t.pos_ == "NUM"]
            return next((t for t in reversed(reached) if case_of(t) in {"to", "at"} or t.dep_ == "obj"), None)
        if above.pos_ == "VERB" and above.i != consequence.i and above.dep_ not in {"acl", "acl:relcl"}:
            break
    return None


def count(head: Token) -> Toll:
    """Return how many people a noun phrase and what is joined to it name ("two children and a woman")."""
    known = [_own_count(token) for token in counted(head)]
    return add(known) if known else Toll()


def counted(head: Token) -> list[Token]:
    """Return the heads of the phrases that `count` adds up: "children" and "woman"."""
    return [
        token
        for token in syntax.conjuncts(head)
        if token.pos_ in {"NOUN", "PROPN", "NUM", "ADJ", "PRON", "DET"}
        and not _apart(head.i, token)
        and _own_count(token) != Toll()
    ]


def _apart(start: int, token: Token) -> bool:
    """Say whether another word of killing or wounding stands before a word: "killed nine and wounded three"."""
    return any(is_consequence(word, lexicon()) for word in token.doc[start : token.i])


def _is(token: Token, words: Lexicon, *cues: str) -> bool:
    return words.cue_is(token.lemma_, *cues) or words.cue_is(token.lower_, *cues)


def sufferers(consequence: Token) -> list[Token]:
    """Return the heads of the phrases that a word of killing or wounding is about.

    "killing four people", "two were killed", "left two children dead", "nine dead", "a toll of nine".
    """
    if consequence.pos_ == "VERB" and consequence.lemma_ in _OF_LIVES | INTRANSITIVE:
        of_lives = consequence.lemma_ in _OF_LIVES
        found = _lives(consequence) if of_lives else syntax.subjects(consequence)
        return [token for token in found if token.dep_ != "conj"] or found
    objects = [child for child in consequence.children if child.dep_ == "obj" and not _apart(consequence.i + 1, child)]
    behind = order.object_of(consequence) if consequence.pos_ == "VERB" and not syntax.is_passive(consequence) else None
    if objects or behind is not None:
        return objects or [behind] if behind is not None else objects
    if consequence.pos_ == "NOUN":
        of = syntax.obliques(consequence, "of", "to", "at")
        return [token for token in of if number(token.text) is not None] or [consequence]
    if consequence.pos_ in {"VERB", "AUX"}:
        found = _left(consequence) or syntax.patients(consequence) or _before(consequence)
        return [token for token in found if token.dep_ != "conj"] or found
    return _described(consequence)


def _before(word: Token) -> list[Token]:
    """Return whom a word of injury is about that only follows them: "and two civilians hurt", "and 33 wounded".

    Without its "were" the parser takes them for who did it, or hangs them on the word before.
    """
    if word.pos_ != "ADJ" and word.lower_ in {word.lemma_, f"{word.lemma_}ing"} - {"hurt"}:
        return []
    own = [child for child in word.children if child.dep_ == "nsubj"]
    before = reversed(word.doc[word.sent.start : word.i])
    near = next((token for token in before if token.text != "+" and token.lemma_ != "be"), None)
    is_counted = near is not None and near.pos_ in {"NUM", "NOUN"} and _own_count(near) != Toll()
    return own or ([near] if near is not None and is_counted else [])


def _described(adjective: Token) -> list[Token]:
    """Return whom an adjective of death or injury is about: "left two dead", "shot dead two builders", "nine dead"."""
    if adjective.dep_ in {"xcomp", "advcl"} and adjective.head.pos_ == "VERB":
        behind = order.object_of(adjective)
        found = _left(adjective) or syntax.patients(adjective.head)
        return found or ([behind] if behind is not None else [])
    return _left(adjective) or ([adjective.head] if adjective.dep_ == "amod" else _before(adjective) or [adjective])


def _lives(verb: Token) -> list[Token]:
    """Return who lost their lives, or how many lives an event claimed; empty where something else was lost."""
    lives = [child for child in verb.children if child.dep_ == "obj" and child.lemma_ in {"life", "live"}]
    return syntax.subjects(verb) if lives and verb.lemma_ == "lose" else lives


def _left(consequence: Token) -> list[Token]:
    """Return whom "left ... dead" is about."""
    leave = next((above for above in syntax.chain(consequence) if above.lemma_ == "leave"), None)
    if leave is None:
        return []
    return [child for child in leave.children if child.dep_ == "obj" and child.i < consequence.i][-1:]


def is_fatal(consequence: Token, words: Lexicon) -> bool:
    """Say whether a word tells of death rather than of injury."""
    return _is(consequence, words, "kill", "dead") or consequence.lemma_ in _OF_LIVES


def is_consequence(token: Token, words: Lexicon) -> bool:
    """Say whether a word tells that people were killed or injured."""
    if token.pos_ in {"VERB", "AUX"}:
        return words.cue_is(token.lemma_, "kill", "injure") or bool(token.lemma_ in _OF_LIVES and _lives(token))
    return token.pos_ in {"ADJ", "NOUN"} and _is(token, words, "dead", "hurt") and token.dep_ != "compound"
