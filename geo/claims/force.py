"""What must stand around a word of fighting, taking or entering before it counts as an event."""

from spacy.tokens import Token

from geo.claims import syntax
from geo.claims.clause import Clause, is_pronoun, particle, phrases
from geo.claims.genre import is_accident

_BORDER_WORDS = frozenset({"border", "frontier"})
_WARLIKE = frozenset({"deadly", "retaliatory", "hand-to-hand", "border", "cross-border", "military", "armed", "fierce"})
_FIRE_WORDS = frozenset(
    {"fire", "gunfire", "shot", "shell", "shelling", "volley", "salvo", "blow", "rocket", "missile"}
)
_ONTO = ("on", "at", "upon", "into", "towards", "toward", "onto", "in", "near", "inside", "beside", "among", "through")
_MUNITIONS = frozenset({"missile", "drone", "bomb", "uav", "projectile", "explosion", "blast", "interceptor"})
_MISSILES = frozenset({"missile", "airstrike"})
_BARRIERS = frozenset({"gate", "wall", "fence", "barrier", "door", "barricade"})
_TAKEN = frozenset({"hostage", "captive", "prisoner"})
# What nobody does to a thing but with a weapon, so that "they" need not be known to be armed.
_ARMED_VERBS = frozenset(
    {"shell", "bombard", "ambush", "gun", "massacre", "strafe", "behead", "stab", "shoot", "attack", "raid", "storm"}
    | {"clash", "fight", "assault", "invade"}
)
_SITES = frozenset({"PLACE", "FACILITY"})  # "a school was hit"; of a driver who was hit nobody says by what
_PERSONAL = frozenset({"they", "them", "he", "him", "she", "her", "we", "us"})
_PEOPLE_NAMES = frozenset({"PERSON", "NORP"})


def force(clause: Clause) -> bool:
    """Say whether somebody armed strikes, or what is struck can be: "jets hit the camp", "the raid on a village"."""
    if clause.figurative():
        return False
    around = phrases([*clause.parts.instruments, *clause.parts.agents])
    if any(clause.is_weapon(t) for t in [*around, *syntax.modifiers(clause.word)]):
        return True
    if clause.is_verb:
        return _force_verb(clause)
    return (
        clause.at_war
        or clause.acts()
        or any(clause.is_physical(token) for token in clause.parts.targets)
        or clause.human_cost()
        or any(token.lemma_ in _BORDER_WORDS for token in clause.word.subtree)
        or any(token.lemma_ in _WARLIKE for token in syntax.modifiers(clause.word))
    )


def _force_verb(clause: Clause) -> bool:
    struck = clause.struck
    if struck:
        physical = any(clause.is_physical(token) for token in syntax.counted(struck))
        if clause.word.lemma_ in {"hit", "strike"} and syntax.is_passive(clause.word) and not clause.acts():
            return clause.has(syntax.counted(struck), "target") or any(t.ent_type_ in _SITES for t in struck)
        if clause.at_war and physical and (clause.armed_agent() or is_pronoun(clause.parts.agents)):
            return True
        they = is_pronoun(clause.parts.agents) and clause.word.lemma_ in _ARMED_VERBS
        return physical and (clause.acts() or they or syntax.is_passive(clause.word) or clause.human_cost())
    opposed = syntax.obliques(clause.word, "with")
    if clause.word.lemma_ in {"clash", "battle", "fight"} and is_pronoun(clause.parts.agents):
        return any(clause.is_side(token) for token in opposed)  # "they clashed with the security forces"
    met = any(clause.is_physical(token) for token in clause.parts.targets) or bool(opposed)
    return clause.armed_agent() and (met or (clause.at_war and clause.word.lemma_ in _ARMED_VERBS))


def violent(clause: Clause) -> bool:
    """Say whether a noun that hardly means anything else ("airstrike", "kidnapping") is no figure of speech."""
    waiting = any(child.dep_ in {"acl", "acl:relcl"} and child.lemma_ == "wait" for child in clause.word.children)
    return not clause.figurative() and not waiting and not _is_predicated(clause)


def _is_predicated(clause: Clause) -> bool:
    """Say whether the word only likens something to an event: "her record was an explosion"."""
    if not any(child.dep_ == "cop" for child in clause.word.children):
        return False
    likened = [child for child in clause.word.children if child.dep_.startswith("nsubj")]
    return any(
        not is_pronoun([token]) and not clause.words.triggers.get((token.lemma_.lower(), "NOUN")) for token in likened
    )


def weapon(clause: Clause) -> bool:
    """Say whether what is fired ("a salvo", "a barrage") hits something or is somebody's."""
    word = clause.word
    verb = word.head if word.dep_ in {"nsubj", "obj", "nsubj:pass"} else clause.predicate
    hit = verb.pos_ == "VERB" and any(clause.is_physical(token) for token in syntax.patients(verb))
    return hit or clause.acts() or any(clause.is_physical(token) for token in clause.parts.targets)


def blast(clause: Clause) -> bool:
    """Say whether what explodes can."""
    if is_accident(clause.word.sent, clause.words):
        return False
    subject = phrases([*clause.parts.agents, *syntax.patients(clause.word)])
    return clause.has(subject, "explosive", "target", "aircraft", "artillery", "weapon", "armed")


def goes_off(clause: Clause) -> bool:
    """Say whether a bomb goes off, is set off or blows something up, or somebody blows himself up."""
    if not particle(clause.word, "off", "up"):
        return False
    involved = phrases([*clause.parts.agents, *clause.struck])
    explosive = any(clause.words.noun_is(t.lemma_, "explosive") or t.lemma_ in _MUNITIONS for t in involved)
    if clause.word.lemma_ != "blow":
        return explosive
    itself = any(token.lower_.endswith(("self", "selves")) for token in clause.word.children)
    return explosive or itself or (clause.acts() and any(clause.is_physical(token) for token in clause.struck))


def fire(clause: Clause) -> bool:
    """Say whether what is launched, fired, thrown or dropped is a weapon.

    A drone or a helicopter may be launched to look for something: there must be somebody armed, or a target.
    """
    fired = [
        token
        for token in syntax.counted(syntax.patients(clause.word))
        if clause.is_weapon(token) and not clause.words.triggers.get((token.lemma_.lower(), "NOUN"))
    ]
    carriers = all(clause.has([t], "aircraft") and t.lemma_.lower() not in _MISSILES for t in fired)
    aimed = syntax.obliques(clause.word, "at", "on", "against", "into", "towards", "toward")
    return bool(fired) and (not carriers or clause.armed_agent() or bool(aimed))


def taken_from(clause: Clause) -> bool:
    """Say whether people are taken from somewhere in a report of fighting."""
    taken = syntax.is_passive(clause.word) and bool(syntax.obliques(clause.word, "from", "by"))
    return clause.at_war and taken and people(clause)


def breaks_down(clause: Clause) -> bool:
    """Say whether somebody armed breaks down or through a gate, a wall or a fence."""
    broken = [*clause.struck, *syntax.obliques(clause.word, "through", "into")]
    barred = any(token.lemma_.lower() in _BARRIERS or clause.has([token], "target") for token in broken)
    carriers = clause.has(syntax.counted(clause.parts.agents), "troops")
    return barred and (clause.armed_agent() or carriers)


def under_fire(clause: Clause) -> bool:
    """Say whether somebody or something comes under fire or attack."""
    fired = [t for t in syntax.obliques(clause.word, "under") if t.lemma_.lower() in _FIRE_WORDS | {"attack"}]
    hit = syntax.counted(clause.parts.agents)
    return bool(fired) and any(clause.is_physical(t) or t.pos_ == "PRON" for t in hit) and not clause.figurative()


def exchanged(clause: Clause) -> bool:
    """Say whether it is fire that is exchanged."""
    return any(token.lemma_.lower() in _FIRE_WORDS for token in syntax.obliques(clause.word, "of"))


def picks_up(clause: Clause) -> bool:
    """Say whether somebody armed picks people up."""
    return particle(clause.word, "up") and people(clause) and (clause.acts() or syntax.is_passive(clause.word))


def sets_upon(clause: Clause) -> bool:
    """Say whether somebody armed sets upon, or lies in wait for, people or a place."""
    onto = syntax.obliques(clause.word, "upon", "on", "into")
    return clause.armed_agent() and any(clause.is_physical(token) for token in onto)


def impact(clause: Clause) -> bool:
    """Say whether what falls, lands or slams into something is a bomb, a missile, a shell or a drone."""
    if clause.word.lemma_ == "come" and not particle(clause.word, "down"):
        return False
    heads = syntax.counted(clause.parts.agents)
    falling = any(
        (token.lemma_.lower() in _MUNITIONS or clause.words.noun_is(token.lemma_, "artillery")) and not token.ent_type_
        for token in heads
    )
    somewhere = bool(syntax.obliques(clause.word, *_ONTO)) or particle(clause.word, "down", "nearby", "there")
    return falling and (somewhere or bool(clause.struck))


def fires_at(clause: Clause) -> bool:
    """Say whether somebody armed shoots at somebody or opens up with a weapon, and nothing else is fired."""
    if clause.word.lemma_ == "open" and not particle(clause.word, "up"):
        return False
    passive = syntax.is_passive(clause.word) and particle(clause.word, "on", "at", "upon")
    aimed = syntax.obliques(clause.word, "on", "at", "upon", "into", "towards", "toward")
    carriers = clause.has(syntax.counted(clause.parts.agents), "troops", "aircraft", "artillery")
    weapons = any(clause.is_weapon(t) for t in phrases(clause.parts.instruments))
    armed = clause.armed_agent() or carriers or weapons
    if passive:
        return not clause.figurative()
    struck = [token for token in clause.struck if token.pos_ != "PRON"]
    if clause.word.lemma_ == "open":
        return armed and bool(aimed)
    physical = any(clause.is_physical(token) for token in syntax.counted(aimed)) or is_pronoun(aimed)
    return armed and physical and not struck and not clause.figurative()


def gunfire(clause: Clause) -> bool:
    """Say whether armed sides exchange fire, shots or blows, or somebody opens fire."""
    fired = any(token.lemma_ in _FIRE_WORDS for token in clause.struck)
    if not fired or clause.word.lemma_ == "open":
        return fired
    return not clause.parts.agents or syntax.is_passive(clause.word) or clause.armed_agent()


def people(clause: Clause) -> bool:
    """Say whether it is people who are taken, held or killed."""
    taken = syntax.counted(syntax.patients(clause.word) if clause.word.pos_ == "VERB" else clause.parts.targets)
    persons = any(
        clause.words.noun_is(token.lemma_, "victim", "armed", "irregular", "envoy")
        or token.ent_type_ in _PEOPLE_NAMES
        or token.pos_ == "NUM"
        or token.lower_ in _PERSONAL
        for token in taken
    )
    return persons and not clause.figurative()


def hostage(clause: Clause) -> bool:
    """Say whether somebody is taken or held hostage, captive or prisoner."""
    return any(token.lemma_.lower() in _TAKEN for token in clause.word.subtree if token.head == clause.word)


def carries_off(clause: Clause) -> bool:
    """Say whether people are carried, dragged or led off or away."""
    taken = syntax.counted(clause.struck)
    return particle(clause.word, "off", "away") and (
        clause.has(taken, "victim") or any(t.ent_type_ == "PERSON" or t.pos_ == "NUM" for t in taken)
    )


def destroy(clause: Clause) -> bool:
    """Say whether somebody armed, or a weapon, wrecks a building, a vehicle or a site."""
    wrecked = syntax.counted(syntax.patients(clause.word))
    armed = any(clause.is_weapon(token) for token in phrases(clause.parts.instruments))
    return (
        (clause.has(wrecked, "target", "armed") or (clause.at_war and clause.armed_agent()))
        and (clause.acts() or armed or is_pronoun(clause.parts.agents) or clause.word.lemma_ == "sabotage")
        and not clause.figurative()
    )


def sets_fire(clause: Clause) -> bool:
    """Say whether a weapon or somebody armed sets something on fire, ablaze or alight."""
    burning = {child.lemma_.lower() for child in clause.word.children} & {"fire", "ablaze", "alight"}
    mob = clause.has(syntax.counted(clause.parts.agents), "crowd", "irregular")
    return bool(burning) and (mob or clause.acts() or any(clause.is_weapon(t) for t in clause.parts.agents))


def operation(clause: Clause) -> bool:
    """Say whether an operation is one of arms: "a military operation", "an operation against the PKK"."""
    against = syntax.obliques(clause.word, "against")
    inside = syntax.obliques(clause.word, "inside", "into", "across")
    return (
        clause.has(syntax.modifiers(clause.word), "military")
        or any(clause.is_side(token) for token in phrases(against))
        or any(token.ent_type_ == "PLACE" for token in phrases(inside))
    ) and not clause.figurative()


def captures(clause: Clause) -> bool:
    """Say whether somebody armed takes a town, a post or a building."""
    taken = syntax.patients(clause.word)
    sites = [
        t
        for t in taken
        if t.lower_ == "it" or clause.words.noun_is(t.lemma_, "target") or t.ent_type_ in {"PLACE", "FACILITY"}
    ]
    return bool(sites) and clause.armed_agent() and not clause.figurative()


def territory(clause: Clause) -> bool:
    """Say whether a border, an airspace or a state's sovereignty is crossed or violated."""
    word = clause.word
    if word.pos_ in {"NOUN", "PROPN"}:
        crossed = [*syntax.obliques(word, "of"), *(c for c in word.children if c.dep_ == "compound")]
        crossed = [*crossed, *phrases(crossed)]
    else:
        crossed = syntax.patients(word)
    line = any(_is_line(clause, token) for token in phrases(crossed))
    if word.lemma_ == "cross":
        carried = any(clause.is_weapon(t) for t in phrases(clause.parts.agents))
        return line and (clause.armed_agent() or carried or _accused(word))
    return line


def _is_line(clause: Clause, token: Token) -> bool:
    return clause.words.noun_is(token.lemma_, "line") or token.lower_ in {"line", "airspace"}


def _accused(word: Token) -> bool:
    return any(token.lemma_ == "accuse" for token in syntax.chain(word))


def entry(clause: Clause) -> bool:
    """Say whether forces or aircraft enter a land, its waters or its airspace.

    Whether it is another state's is known only when places and actors are; `geo.claims.extraction` asks then.
    """
    agents = syntax.counted(clause.parts.agents)
    forces = any(
        clause.words.noun_is(t.lemma_, "armed", "irregular", "troops", "aircraft") and t.pos_ != "VERB" for t in agents
    )
    if not forces:
        return False
    entered = [*clause.struck, *syntax.obliques(clause.word, "into", "over", "across", "through")]
    return any(
        _is_line(clause, token) or token.ent_type_ == "PLACE" or clause.words.noun_is(token.lemma_, "ground")
        for token in phrases(entered)
    )
