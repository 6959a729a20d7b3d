"""What must stand around a word before it counts as an event.

"Strike" is an air raid, a walk-out and an upbeat note; "close" shuts a border and a stock exchange. A frame
asks for evidence in the syntax: an armed agent, a weapon, a victim, a border. Each is a function of the clause,
named in the ``frame`` column of ``events.csv``; those of fighting stand in `geo.claims.force`.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from spacy.tokens import Token

from geo.claims import force, syntax
from geo.claims.clause import Clause, is_pronoun, particle, phrases

_THROUGH = ("at", "through", "via", "across", "over", "along")
_STRONG_BORDER = frozenset({"border", "frontier", "crossing", "gate", "checkpoint", "borders"})
_ROADS = frozenset({"road", "highway", "motorway", "street", "railway", "track", "junction", "roundabout"})
_BRIDGES = frozenset({"bridge", "ferry", "port", "tunnel"})
_AT_A_BORDER = frozenset({"border", "frontier", "customs", "passport", "crossing"})
_FLIGHT = frozenset({"flee", "escape", "cross", "stream", "pour", "wade", "trickle"})
_ACROSS = ("into", "to", "across", "over", "through", "from")


def _is_border(clause: Clause, token: Token) -> bool:
    """Say whether a noun phrase names a border or a gate in it ("trade through the gates", "Torkham")."""
    if token.lower_ in {"it", "them", "they"}:
        meant = _meant(clause, token)
        return meant is not None and _is_border(clause, meant)
    named = [word for child in token.children if child.dep_ == "appos" for word in syntax.phrase(child)]
    if token.lemma_.lower() in {"gate", "crossing"} and any(_is_no_border(clause, t) for t in syntax.owners(token)):
        return False  # "the hospital gate", "a level crossing"
    return any(
        word.lemma_.lower() in _STRONG_BORDER
        or word.i in clause.gates
        or (word.ent_type_ in {"PLACE", "FACILITY"} and word.lower_ == "crossing")
        or (word.lemma_.lower() in _BRIDGES and _at_a_border(word))
        for word in [*syntax.phrase(token), *named]
    )


def _is_no_border(clause: Clause, owner: Token) -> bool:
    lemma = owner.lemma_.lower()
    return lemma in {"level", "railway", "pedestrian", "zebra"} or (
        owner.pos_ == "NOUN"
        and clause.words.noun_is(lemma, "target")
        and not clause.words.noun_is(lemma, "border")
        and lemma not in _BRIDGES
    )


def _meant(clause: Clause, pronoun: Token) -> Token | None:
    """Return the gate or border that "it" or "them" stands for: the subject of the sentence before, or of this one."""
    before = pronoun.doc[pronoun.sent.start - 1].sent if pronoun.sent.start else pronoun.sent
    subjects = [t for t in pronoun.doc[before.start : pronoun.i] if t.dep_ in {"nsubj", "nsubj:pass"}]
    return next((t for t in reversed(subjects) if t.pos_ != "PRON" and _is_border(clause, t)), None)


def _at_a_border(token: Token) -> bool:
    """Say whether a bridge or a road is told of beside a border."""
    start = token.doc[token.sent.start - 1].sent.start if token.sent.start else 0
    end = token.doc[token.sent.end].sent.end if token.sent.end < len(token.doc) else len(token.doc)
    return any(word.lemma_.lower() in _AT_A_BORDER for word in token.doc[start:end])


def _border(clause: Clause) -> bool:
    word = clause.word
    if word.lower_ == "open" and word.pos_ == "ADJ" and not particle(word, "again", "now"):
        # "An open border", "remains open" tell of no change; of a gate that is named it is news.
        return any(child.dep_ == "cop" for child in word.children) and any(
            part.ent_type_ in {"PLACE", "FACILITY"} and part.i <= shut.i
            for shut in syntax.described(word)
            for part in syntax.phrase(shut)
        )
    if word.pos_ == "ADJ" or (word.tag_ == "VBN" and word.dep_ == "amod"):
        return any(_is_border(clause, t) for t in ([word.head] if word.dep_ == "amod" else syntax.described(word)))
    if word.pos_ in {"NOUN", "PROPN"}:
        shut = [*syntax.obliques(word, "of", "at"), *syntax.owners(word)]
        if not shut and word.lemma_ in {"closure", "reopening"} and _at_a_border(word):
            return True
    else:
        shut = syntax.patients(word) or (syntax.subjects(word) if not syntax.is_passive(word) else [])
    shut = syntax.counted(shut)
    return any(
        (clause.words.noun_is(token.lemma_, "border") or token.i in clause.gates or _may_be_gate(token))
        and _is_border(clause, token)
        for token in shut
    ) or (
        any(clause.words.traffic_is(token.lemma_) for token in shut)
        and any(_is_border(clause, token) for noun in (word, *shut) for token in syntax.obliques(noun, *_THROUGH))
    )


def _may_be_gate(token: Token) -> bool:
    """Say whether a word is a bridge, a name that an apposition explains, or a pronoun."""
    return (
        token.lemma_.lower() in _BRIDGES
        or token.lower_ in {"it", "them", "they"}
        or (token.pos_ == "PROPN" and any(child.dep_ == "appos" for child in token.children))
    )


def _states(clause: Clause, tokens: Sequence[Token]) -> bool:
    """Say whether one of the sides is a state, an institution or a person; a forum or a firm is none."""
    return any(
        clause.words.noun_is(token.lemma_, "institution")
        or token.ent_type_ in {"PLACE", "PERSON", "NORP"}
        or (token.ent_type_ == "ORG" and token.is_upper)
        for token in phrases(tokens)
    )


_OF_PEACE = frozenset({"peace", "truce", "ceasefire", "flag", "bilateral", "trilateral", "three-way", "disengagement"})


def _is_several(tokens: Sequence[Token]) -> bool:
    return any(token.tag_ in {"NNS", "NNPS"} for token in tokens)


def _parties(clause: Clause) -> bool:
    word, parts = clause.word, clause.parts
    sides = [*parts.agents, *(syntax.patients(word) if word.pos_ == "VERB" else parts.targets)]
    if word.pos_ == "NOUN" and any(t.lemma_.lower() in _OF_PEACE for t in syntax.modifiers(word)):
        return True
    if word.lemma_ == "summit" and any(t.ent_type_ == "PLACE" for t in syntax.obliques(clause.predicate, "in", "at")):
        return True
    if word.lemma_ == "conference" and not clause.official(parts.agents):
        return False
    if word.pos_ == "VERB" and word.lemma_ == "meet" and syntax.patients(word):
        met = syntax.patients(word)
        if not clause.official(met) and not clause.has(met, "counterpart", "institution", "armed", "victim"):
            return False
    if word.lemma_ == "agree" and not (len(sides) > 1 or _is_several(sides) or syntax.is_passive(word)):
        return False  # "the minister agreed" with what somebody said
    near = syntax.obliques(clause.predicate, "with", "between", "by")
    near += [token for child in word.children if child.dep_ == "acl" for token in syntax.subjects(child)]
    if word.pos_ == "NOUN" and word.lemma_ in {"talk", "negotiation", "summit"}:
        near += [token for token in syntax.obliques(word, "in", "at") if token.ent_type_ == "PLACE"]
    if word.pos_ == "VERB" and is_pronoun(parts.agents):
        near += [token for token in word.sent if token.ent_type_ in {"PERSON", "PLACE"} and token.i < word.i]
    return _states(clause, [*sides, *near]) and not any(clause.words.cue_is(t.lemma_, "sport") for t in sides)


def _counterpart(clause: Clause) -> bool:
    word, predicate = clause.word, clause.predicate
    met = [*syntax.patients(word), *syntax.obliques(word, "with", "to")]
    if word.pos_ in {"NOUN", "PROPN"}:
        met = [*clause.parts.targets, *syntax.obliques(word, "with", "between", "to", "by")]
    later = word.doc[word.i : word.sent.end]
    if word.pos_ == "VERB" and any(clause.words.noun_is(token.lemma_, "counterpart") for token in later):
        return True
    speakers = [*clause.parts.agents, *syntax.subjects(predicate)]
    if word.lemma_ == "discuss" and any(clause.words.noun_is(t.lemma_, "assembly") for t in speakers):
        return True
    if word.lemma_ in {"speak", "talk", "confer"} and not met:
        return any(t.tag_ == "NNS" and clause.words.noun_is(t.lemma_, "institution") for t in speakers)
    sides = any(
        clause.words.noun_is(token.lemma_, "counterpart", "institution")
        or token.ent_type_ in {"PERSON", "PLACE", "NORP"}
        for token in phrases(met)
    )
    return sides and clause.official(speakers)


def _message(clause: Clause) -> bool:
    word = clause.word
    around = [*syntax.patients(word), *syntax.obliques(word, "of", "with", "to"), *clause.parts.targets]
    if not clause.has(phrases(around), "message", "counterpart"):
        return False
    between = [found for token in around for found in syntax.obliques(token, "between")]
    return clause.official([*clause.parts.agents, *syntax.obliques(clause.predicate, "between"), *between])


def _has(*classes: str) -> Callable[[Clause], bool]:
    """Make a frame that asks for a thing of one of the classes."""

    def frame(clause: Clause) -> bool:
        word = clause.word
        return clause.has(syntax.patients(word) if word.pos_ == "VERB" else syntax.obliques(word, "of"), *classes)

    return frame


def _home(clause: Clause) -> bool:
    """Say whether an envoy is called home or back."""
    return _has("envoy")(clause) and particle(clause.word, "home", "back")


def _sanctions(clause: Clause) -> bool:
    return any(token.lemma_ == "sanction" for token in syntax.patients(clause.word))


def _state(clause: Clause) -> bool:
    word = clause.word
    return clause.official(clause.parts.agents) and bool(
        [*syntax.patients(word), *clause.parts.targets, *word.children]
    )


def _troops(clause: Clause) -> bool:
    word = clause.word
    if word.lemma_ == "pull" and not particle(word, "back", "out"):
        return False
    pronoun = is_pronoun(clause.parts.agents)
    moved = syntax.patients(word) if word.pos_ == "VERB" else [*clause.parts.targets, *syntax.owners(word)]
    if not clause.has(phrases(moved), "troops"):
        return False
    if word.lemma_ in {"fly", "move", "send", "rush", "sail", "dispatch", "post"}:
        return pronoun or clause.acts() or clause.official(clause.parts.agents) or syntax.is_passive(word)
    return not clause.figurative()


def _strength(clause: Clause) -> bool:
    """Say whether it is the number of soldiers that is raised."""
    raised = syntax.patients(clause.word)
    counted = [found for token in raised for found in syntax.obliques(token, "of")]
    return clause.has([*raised, *counted], "troops")


def _exercise(clause: Clause) -> bool:
    """Say whether an exercise is one of forces: by its name, or by who holds it."""
    held = clause.predicate != clause.word and any(t.ent_type_ in {"ORG", "PLACE"} for t in clause.parts.agents)
    return held or clause.has(syntax.modifiers(clause.word), "military")


def _exercising(clause: Clause) -> bool:
    """Say whether those who exercise are soldiers and nothing is exercised ("exercise restraint")."""
    return not clause.struck and clause.has(phrases(clause.parts.agents), "troops")


def _refugees(clause: Clause) -> bool:
    word = clause.word
    if word.pos_ != "VERB":
        moved = [*clause.parts.targets, *syntax.owners(word)]
    elif word.lemma_ in _FLIGHT:
        moved = syntax.subjects(word)
        if word.lemma_ != "flee" and not syntax.obliques(word, *_ACROSS):
            return False
    else:
        moved = syntax.patients(word)
    fled = syntax.counted(moved)
    return clause.has(fled, "refugees") or any(token.pos_ == "NUM" for token in fled)


def _moved_away(clause: Clause) -> bool:
    """Say whether people are moved, driven or forced away, out of or from a place."""
    moved = syntax.counted(syntax.patients(clause.word))
    away = particle(clause.word, "away", "out") or bool(syntax.obliques(clause.word, "from"))
    if syntax.is_passive(clause.word):  # "were taken by bus to Vayk"
        away = away or any(t.ent_type_ == "PLACE" for t in phrases(syntax.obliques(clause.word, "to", "into")))
    return away and clause.has(moved, "refugees")


def _shelter(clause: Clause) -> bool:
    """Say whether people take or seek shelter or refuge."""
    sought = any(token.lemma_ in {"shelter", "refuge", "sanctuary"} for token in syntax.patients(clause.word))
    return sought and clause.has(syntax.counted(syntax.subjects(clause.word)), "refugees")


def _crowd(clause: Clause) -> bool:
    return clause.word.pos_ in {"NOUN", "PROPN"} or clause.has(syntax.counted(clause.parts.agents), "crowd")


def _blocks_road(clause: Clause) -> bool:
    """Say whether people block a road."""
    blocked = clause.struck
    roads = any(token.lemma_.lower() in _ROADS or token.text[:1].isupper() for token in blocked)
    return roads and clause.has(syntax.counted(clause.parts.agents), "crowd", "victim")


def _takes_to_streets(clause: Clause) -> bool:
    """Say whether people take to the streets or form a human chain."""
    chain = any(token.lemma_ == "chain" for token in clause.struck)
    streets = any(token.lemma_ == "street" for token in syntax.obliques(clause.word, "to"))
    return chain or streets


def _crowd_clash(clause: Clause) -> bool:
    """Say whether it is a crowd, and nobody armed, that clashes with the forces of order."""
    agents = syntax.counted(clause.parts.agents)
    armed = clause.has(agents, "armed", "irregular") or any(t.ent_type_ in {"PLACE", "ORG"} for t in agents)
    return clause.has(agents, "crowd") and not armed


_FRAMES: Mapping[str, Callable[[Clause], bool]] = MappingProxyType(
    {
        "force": force.force,
        "violent": force.violent,
        "weapon": force.weapon,
        "blast": force.blast,
        "goes_off": force.goes_off,
        "fire": force.fire,
        "impact": force.impact,
        "fires_at": force.fires_at,
        "gunfire": force.gunfire,
        "people": force.people,
        "hostage": force.hostage,
        "carries_off": force.carries_off,
        "destroy": force.destroy,
        "sets_fire": force.sets_fire,
        "operation": force.operation,
        "captures": force.captures,
        "under_fire": force.under_fire,
        "taken_from": force.taken_from,
        "breaks_down": force.breaks_down,
        "exchanged": force.exchanged,
        "picks_up": force.picks_up,
        "sets_upon": force.sets_upon,
        "blocks_road": _blocks_road,
        "takes_to_streets": _takes_to_streets,
        "territory": force.territory,
        "entry": force.entry,
        "border": _border,
        "parties": _parties,
        "counterpart": _counterpart,
        "message": _message,
        "pact": _has("pact"),
        "envoy": _has("envoy"),
        "home": _home,
        "ties": _has("ties"),
        "sanctions": _sanctions,
        "state": _state,
        "troops": _troops,
        "strength": _strength,
        "exercise": _exercise,
        "exercising": _exercising,
        "refugees": _refugees,
        "moved_away": _moved_away,
        "shelter": _shelter,
        "crowd": _crowd,
        "crowd_clash": _crowd_clash,
    }
)


def fits(frame: str, clause: Clause) -> bool:
    """Say whether the text around a word fills a frame.

    Parameters
    ----------
    frame
        A name of the ``frame`` column of ``events.csv``.

    Raises
    ------
    KeyError
        If there is no such frame.
    """
    return _FRAMES[frame](clause)
