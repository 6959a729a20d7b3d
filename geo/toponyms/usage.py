"""How a place name is used in its clause: as a place, or for those who act in its name.

"In Tehran" is a place; "Tehran rejected the charge", "Tehran's strike" and "a raid by Israel" stand for a
government. The distinction follows Gritta et al., "A pragmatic guide to geoparsing evaluation" (2020):
literal against associative use.
"""

from spacy.tokens import Span, Token

from geo.records import MentionKind
from geo.reference import Lexicon

_STATE_RELATIONS = frozenset({"between", "against", "by", "with", "from", "to"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})


def case_of(token: Token) -> str:
    """Return the preposition that governs a noun, lower-case, or an empty string.

    In Universal Dependencies a preposition depends on its noun; the noun of a later conjunct
    shares the preposition of the first ("in Mand and Gwadar").
    """
    for child in token.children:
        if child.dep_ == "case" and child.lower_ not in {"'s", "’s", "'", "’"}:
            return str(child.lower_)
    if token.dep_ in {"conj", "appos", "flat", "compound"} and token.head != token:
        return case_of(token.head)
    return ""


def is_possessor(token: Token) -> bool:
    """Say whether a noun owns its head ("Iran's strike")."""
    return token.dep_ == "nmod:poss" or any(child.lower_ in {"'s", "’s"} for child in token.children)


def usage(span: Span, lexicon: Lexicon) -> MentionKind:
    """Decide between literal and metonymic use of a country's or city's name.

    Parameters
    ----------
    span
        The name in an analysed text.
    """
    root = span.root
    if is_possessor(root):
        head = root.head.lemma_.lower()
        acts = bool(lexicon.triggers.get((head, "NOUN"))) or lexicon.noun_is(head, "institution", "armed", "envoy")
        return "metonym" if acts else "literal"
    anchor = root
    while anchor.dep_ in {"conj", "flat", "compound"} and anchor.head != anchor and anchor.head.ent_type_:
        anchor = anchor.head
    if anchor.dep_ in _SUBJECTS and anchor.head.pos_ in {"VERB", "AUX"} and not case_of(anchor):
        verb = anchor.head.lemma_.lower()
        if anchor.dep_ == "nsubj:pass" or verb == "be" or lexicon.cue_is(verb, "stative"):
            return "literal"
        return "metonym"
    if anchor.dep_ == "obl:agent" or case_of(anchor) == "by":
        return "metonym"
    head = anchor.head.lemma_.lower()
    if case_of(anchor) in _STATE_RELATIONS and lexicon.triggers.get((head, "NOUN")):
        return "metonym"
    return "literal"
