"""How real a report makes an event, and who vouches for it."""

from collections.abc import Iterator

from spacy.tokens import Token

from geo.claims import order, syntax
from geo.records import Status
from geo.reference import Lexicon
from geo.toponyms.usage import case_of

_FUTURE = frozenset({"will", "would", "shall", "'ll", "’ll"})
_POSSIBLE = frozenset({"could", "may", "might", "would"})
_DEFINITE = frozenset({"the", "this", "that", "these", "its", "their", "his"})
_DOUBT = frozenset({"alleged", "reported", "suspected"})
_ACCOUNTS = frozenset(
    {"story", "report", "rumour", "rumor", "claim", "account", "talk", "allegation", "suggestion", "speculation"}
)
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis", "acl:relcl", "obj"})


def _auxiliaries(verb: Token) -> set[str]:
    return {child.lower_ for child in verb.children if child.dep_ in {"aux", "aux:pass"}}


def _is_infinitive(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ in {"mark", "aux"} for child in verb.children)


def _governors(predicate: Token) -> Iterator[Token]:
    """Yield the verbs above a clause as long as they say how to take it."""
    token = predicate
    while token.head != token and token.dep_ in _CLAUSES:
        token = token.head
        yield token


def _denied(trigger: Token, predicate: Token, words: Lexicon) -> bool:
    told = _account_of(trigger)
    if told is not None:
        verb = told.head
        doubted = words.cue_is(verb.lemma_, "deny") or told.dep_ == "nsubj:pass"
        unconfirmed = verb.lemma_ in {"confirm", "verify", "substantiate"} and syntax.is_negated(verb)
        false = any(child.lemma_ in {"false", "untrue", "baseless", "unfounded"} for child in [verb, *verb.children])
        if (words.cue_is(verb.lemma_, "deny") and doubted) or unconfirmed or false:
            return True
    if trigger.pos_ in {"NOUN", "PROPN"} and predicate == trigger and trigger.dep_ in {"nsubj", "nsubj:pass"}:
        predicate = trigger.head  # "denied that an attack took place"
    above = list(_governors(predicate)) or [trigger.head]
    # "A rumour that a drone had been shot down was denied": what is denied is the rumour's content.
    above += [noun.head for noun in above[:1] if noun.pos_ == "NOUN" and noun.dep_ in {"nsubj:pass", "obj"}][:1]
    return any(words.cue_is(verb.lemma_, "deny") and verb.pos_ == "VERB" for verb in above[:2] if verb != trigger)


def _account_of(trigger: Token) -> Token | None:
    """Return the noun of which an event is only the content: "the story of an incursion", "reports of an attack"."""
    for above in trigger.ancestors:
        if above.lemma_.lower() in _ACCOUNTS and above.pos_ == "NOUN":
            return above
        if above.pos_ in {"VERB", "AUX"} and above.dep_ not in {"acl", "acl:relcl", "ccomp"}:
            return None
    return None


def _never_ordered(predicate: Token) -> bool:
    """Say whether a clause only fills a noun that is denied: "no order to open fire was given"."""
    return any(noun.pos_ == "NOUN" and syntax.is_negated(noun) for noun in _governors(predicate))


def _negated(trigger: Token, predicate: Token) -> bool:
    involved = [trigger, predicate, *(syntax.patients(predicate) if predicate.pos_ == "VERB" else [])]
    return any(syntax.is_negated(word) for word in involved)


def _unreal(verb: Token, words: Lexicon) -> Status | None:
    """Return what a verb's own auxiliaries make of it."""
    helpers = _auxiliaries(verb)
    if verb.dep_ == "conj" and not helpers and not any(child.dep_ == "nsubj" for child in verb.children):
        return _unreal(verb.head, words) if verb.head != verb else None  # "would meet and discuss"
    if helpers & _FUTURE:
        return "planned"
    if any(words.cue_is(helper, "hypothetical") for helper in helpers):
        return None if syntax.has_perfect(verb) and "could" in helpers else "hypothetical"
    return None


def _under(verb: Token, predicate: Token, words: Lexicon) -> Status | None:
    """Return what the verbs above make of an infinitive or a named event."""
    embedded = _is_infinitive(predicate) or predicate.pos_ in {"NOUN", "PROPN"} or predicate.dep_ == "obj"
    if not embedded:
        return None
    if words.cue_is(verb.lemma_, "threat"):
        return "threatened"
    if words.cue_is(verb.lemma_, "hypothetical"):
        return "hypothetical"
    # "Called it a violation", "called the attack unprovoked"
    definite = any(child.lower_ in _DEFINITE for child in predicate.children)
    named = verb.lemma_ == "call" and (predicate.dep_ == "xcomp" or definite)
    if words.cue_is(verb.lemma_, "plan") and not named:
        return "planned"
    return None


def _conditional(predicate: Token) -> bool:
    return any(child.lower_ in {"if", "unless"} and child.dep_ == "mark" for child in predicate.children)


def _types(noun: Token, words: Lexicon) -> set[str]:
    return {trigger.type for trigger in words.triggers.get((noun.lemma_.lower(), "NOUN"), ())}


def _mood(trigger: Token, predicate: Token, words: Lexicon) -> Status | None:
    """Return what the event's own verb says: its auxiliaries, a condition, a planning verb that carries it."""
    for verb in dict.fromkeys((predicate, trigger)):
        if verb.pos_ in {"VERB", "AUX"}:
            found = _unreal(verb, words)
            if found:
                return found
            if _conditional(verb):
                return "hypothetical"
            if _is_due(verb, words):
                return "planned"
    if trigger.pos_ == "NOUN" and any(
        child.dep_ in {"acl", "acl:relcl"} and _is_infinitive(child) for child in trigger.children
    ):
        return "planned"  # "the meeting to be attended by", "talks which were to resume"
    if case_of(trigger) == "for" and "talks" in _types(trigger, words):
        return "planned"  # "called home for consultations", "flew to Doha for talks"
    return "planned" if trigger != predicate and words.cue_is(predicate.lemma_, "plan") else None


def _outlook(predicate: Token, words: Lexicon) -> Status | None:
    """Return what the verbs above say of a clause that is not yet real ("agreed to meet", "threatened to strike")."""
    for verb in _governors(predicate):
        found = _under(verb, predicate, words)
        if found is None and verb.pos_ == "VERB" and _is_infinitive(predicate):
            found = _unreal(verb, words)
        if found:
            return found
    if predicate.pos_ in {"NOUN", "PROPN"} and predicate.dep_ in {"nsubj", "nsubj:pass"}:
        return _foreseen(predicate, words)
    if _is_infinitive(predicate) and any(c.lemma_ == "be" and c.dep_ in {"aux", "cop"} for c in predicate.children):
        return "planned"  # "ministers are to meet"
    # "PM to chair meeting" in a headline, "the meeting to be attended by", "summoned to discuss"
    if (
        predicate.lemma_ != "warn"
        and words.cue_is(predicate.lemma_, "threat")
        and any(c.dep_ == "xcomp" for c in predicate.children)
    ):
        return "threatened"
    purpose = _is_infinitive(predicate) and predicate.dep_ in {"ROOT", "root", "acl", "advcl", "xcomp"}
    return "planned" if purpose else None


def _foreseen(noun: Token, words: Lexicon) -> Status | None:
    """Return what the verb of which an event is the subject says of it.

    "Talks are planned", "an attack is feared", "a truce will begin", "cannot be ruled out".
    """
    verb = noun.head
    if verb.lemma_ == "rule" and syntax.is_negated(verb):
        return "hypothetical"
    if noun.dep_ == "nsubj:pass":
        found = _under(verb, noun, words)
        if found:
            return found
    definite = any(child.lower_ in _DEFINITE for child in noun.children)
    if words.cue_is(verb.lemma_, "occur", "light") or noun.dep_ == "nsubj:pass":
        return _unreal(verb, words) or ("planned" if _is_infinitive(verb) else None)
    return "hypothetical" if not definite and _auxiliaries(verb) & _POSSIBLE else None  # "an attack could close"


def _is_due(verb: Token, words: Lexicon) -> bool:
    """Say whether "due to", "set to" or "about to" stands before a verb and the tree takes it for an adverb."""
    return any(
        words.cue_is(child.lemma_, "plan") and any(part.dep_ == "fixed" for part in child.children)
        for child in verb.children
        if child.i < verb.i
    )


def status_of(trigger: Token, predicate: Token, words: Lexicon) -> Status | None:
    """Decide the status of an event from negation, mood and the verbs that govern it.

    Parameters
    ----------
    trigger, predicate
        As in `geo.claims.events.Event`.

    Returns
    -------
    Status or None
        None where the report itself says that nothing happened ("no shots were fired"): only what somebody
        denies is a claim.
    """
    if _denied(trigger, predicate, words):
        return "denied"
    if _never_ordered(predicate) or any(child.lower_ in {"such", "any"} for child in trigger.children):
        return None  # "such bombings have become its habit", "any attack" tell of none of them
    if _negated(trigger, predicate):
        said = any(words.cue_is(verb.lemma_, "speech", "claim") for verb in _governors(predicate))
        return "denied" if said and not _is_infinitive(predicate) else None
    unreal = _mood(trigger, predicate, words) or _outlook(predicate, words)
    if unreal:
        return unreal
    described = {child.lemma_.lower() for child in syntax.modifiers(trigger)}
    if trigger != predicate and any(words.cue_is(word, "plan") for word in described):
        return "planned"
    alleged = any(words.cue_is(verb.lemma_, "claim") for verb in _governors(predicate))
    return "claimed" if alleged or described & _DOUBT else "happened"


def speaker_of(predicate: Token, words: Lexicon) -> Token | None:
    """Return the head of the phrase that names who says so, or None if the report itself does."""
    for verb in syntax.chain(predicate):
        for child in verb.children:
            told = child.dep_ in {"parataxis", "ccomp"} and words.cue_is(child.lemma_, "speech", "claim")
            if told and child.i != predicate.i and child.dep_ == "parataxis":
                speakers = syntax.subjects(child)
                if speakers:
                    return speakers[0]
        if verb != predicate and words.cue_is(verb.lemma_, "speech", "claim", "deny"):
            speakers = [token for token in syntax.subjects(verb) if token.pos_ != "PRON"]
            if speakers:
                return speakers[0]
    closing = order.closing_speaker(predicate)
    if closing is not None and closing[1] != predicate and words.cue_is(closing[1].lemma_, "speech", "claim"):
        return closing[0]
    return _according(predicate)


def _according(predicate: Token) -> Token | None:
    """Return whom "according to" names."""
    for verb in syntax.chain(predicate):
        for child in verb.children:
            if any(grandchild.lower_ == "according" for grandchild in child.children):
                return child
    return None
