"""Who is said to have done what the report tells without a doer: "Officials blamed Boko Haram"."""

from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Doc, Token

from geo.claims import syntax

_OWNING: Final = frozenset({"claim", "take", "accept", "admit", "assume"})
_RESPONSIBILITY: Final = frozenset({"responsibility", "credit", "blame"})
_SUSPECTING: Final = frozenset({"blame", "accuse", "suspect", "attribute", "pin"})


def blamed(doc: Doc) -> Iterator[tuple[int, Sequence[Token]]]:
    """Yield where somebody is blamed for something told before, or owns up to it, with the words that name them.

    "Kyiv blamed Russia", "the army accused the rebels of firing the shells", "the attack was blamed on militants",
    "the group took responsibility".
    """
    for verb in doc:
        if verb.pos_ != "VERB" or syntax.is_negated(verb):
            continue
        lemma = verb.lemma_.lower()
        if lemma in _SUSPECTING:
            named = syntax.obliques(verb, "on", "to") or ([] if syntax.is_passive(verb) else _accused(verb))
        elif lemma in _OWNING and any(child.lemma_.lower() in _RESPONSIBILITY for child in verb.children):
            named = syntax.subjects(verb)
        else:
            continue
        named = [word for word in named if word.pos_ != "PRON"]
        if named:
            yield verb.i, named


def _accused(verb: Token) -> list[Token]:
    return [word for word in syntax.patients(verb) if word.i > verb.i]
