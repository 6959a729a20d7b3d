"""What a closure or opening applies to: which crossings, what traffic, in which direction, and what is excepted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from spacy.tokens import Token

from geo import crossings
from geo.claims import syntax
from geo.claims.actors import Actor, Scene
from geo.claims.events import Event
from geo.records import Mode

_EXCEPT: Final = re.compile(
    r"\b(?:except(?:ing)?(?: for)?|excluding|barring|other than|apart from|with the exception of|but not)\s+"
    r"(?P<what>[^.,;:!?]+?)(?=[.,;:!?]|$|\s(?:was|were|is|are|has|have|had|will|on|since|until|from|after|while|but)\b)",
    re.IGNORECASE,
)
_GOES_ON: Final = frozenset(
    {"continue", "go", "proceed", "allow", "permit", "exempt", "operate", "flow", "let", "pass"}
)
_INTO: Final = re.compile(
    r"\b(?:enter(?:s|ing)?|into|bound for|(?:cross|travel)(?:ing)? to)\s+(?:the\s+)?$", re.IGNORECASE
)
_OUT_OF: Final = re.compile(r"\b(?:leav(?:e|es|ing)|out of|from)\s+(?:the\s+)?$", re.IGNORECASE)
_BEFORE: Final = 24  # characters in which the way into or out of a country stands before its name
_PAIR: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Gates:
    """What a closure or opening applies to, in the terms of `geo.records.Claim`."""

    crossings: tuple[str, ...] = ()
    border: str = ""
    modes: tuple[Mode, ...] = ()
    towards: str = ""
    exceptions: str = ""


def gates_of(event: Event, scene: Scene, agents: Sequence[Actor]) -> Gates:
    """Return what a closure or opening applies to.

    Only the clause of the event counts: "officials in Balochistan said" names no border, "but trade went on" no
    traffic that was stopped. The latter is an exception, as is what follows "except" and the like.

    Parameters
    ----------
    agents
        Who shut or opened the border: one of its two sides, where a state is.
    """
    clause = [token for token in event.trigger.sent if _clause_of(token, event) is None]
    excepted = _excepted(event)
    kept = [token for token in clause if not any(start <= token.idx < end for start, end in excepted)]
    named = _crossings(kept)
    border = "" if named else _border(kept, scene, agents)
    text = scene.text
    return Gates(
        crossings=named,
        border=border,
        modes=crossings.modes_in(" ".join(token.lemma_ for token in kept if token.pos_ in {"NOUN", "ADJ"})),
        towards=_towards(event, scene, border or _border_of(named)),
        exceptions="; ".join(text[start:end].strip() for start, end in excepted),
    )


def _clause_of(token: Token, event: Event) -> Token | None:
    """Return the verb of another clause that a word belongs to; None for the event's own words."""
    own = {event.trigger.i, event.predicate.i}
    for above in syntax.chain(token):
        if above.i in own:
            return None
        if above.pos_ in {"VERB", "AUX"} and above.dep_ not in {"aux", "aux:pass", "cop"}:
            return above
    return None


def _excepted(event: Event) -> list[tuple[int, int]]:
    """Return the characters of what is excepted."""
    sentence = event.trigger.sent
    found = [match.span("what") for match in _EXCEPT.finditer(sentence.text)]
    spans = [(sentence.start_char + start, sentence.start_char + end) for start, end in found]
    for verb in sentence:
        if verb.pos_ != "VERB" or verb.lemma_ not in _GOES_ON or _clause_of(verb, event) != verb:
            continue
        subjects = [word for child in verb.children if child.dep_.startswith("nsubj") for word in syntax.phrase(child)]
        if subjects and crossings.modes_in(" ".join(word.lemma_ for word in subjects)):
            inside = [
                word for word in verb.subtree if _clause_of(word, event) == verb and word.dep_ not in {"cc", "punct"}
            ]
            spans.append((inside[0].idx, inside[-1].idx + len(inside[-1])))
    return sorted(set(spans))


@cache
def _names() -> crossings.CrossingNames:
    return crossings.CrossingNames(crossings.load())


@cache
def _pairs() -> dict[str, str]:
    table = crossings.load()
    return dict(zip(table["name"], table["country_a"] + "-" + table["country_b"], strict=True))


def _crossings(words: Sequence[Token]) -> tuple[str, ...]:
    """Return the crossings named in a clause, by their usual names in the order of the text."""
    names = _names()
    runs = " ; ".join(" ".join(run) for run in _runs(words))
    return tuple(dict.fromkeys(names.usual(found) for found in names.mentioned(runs)))


def _runs(words: Sequence[Token]) -> Iterator[list[str]]:
    """Yield stretches of words that stand side by side and begin with a name or lead on to one."""
    run: list[str] = []
    before = -1
    for token in words:
        if token.i != before + 1 and run:
            yield run
            run = []
        run.append(token.text)
        before = token.i
    if run:
        yield run


def _border_of(named: Sequence[str]) -> str:
    return _pairs()[named[0]] if named else ""


def _border(words: Sequence[Token], scene: Scene, agents: Sequence[Actor]) -> str:
    """Return the pair of countries whose border a clause speaks of; empty if it does not tell both."""
    mentions = {id(found): found for token in words if (found := scene.mention_at.get(token.i)) is not None}
    told = [found.place.country for found in mentions.values() if found.place and found.place.country]
    sides = dict.fromkeys(told) | dict.fromkeys(agent.country for agent in agents if agent.country)
    if len(sides) == 1 and scene.home:
        sides |= {scene.home: None}
    return "-".join(sorted(sides)) if len(sides) == _PAIR else ""


def _towards(event: Event, scene: Scene, border: str) -> str:
    """Return the country whose entry the sentence speaks of: "for travellers entering Pakistan"."""
    sides = border.split("-")
    sentence = event.trigger.sent
    for token in sentence:
        mention = scene.mention_at.get(token.i)
        country = mention.place.country if mention and mention.place else ""
        if token.idx < event.trigger.idx or country not in sides:
            continue
        before = scene.text[max(sentence.start_char, token.idx - _BEFORE) : token.idx]
        if _INTO.search(before):
            return country
        if _OUT_OF.search(before):
            return next((side for side in sides if side != country), "")
    return ""
