"""Say who the words of a report stand for: a state, a named group, or people of some kind."""

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from geo.claims import order, syntax
from geo.claims.relatives import Relatives
from geo.gazetteer import Gazetteer
from geo.records import Toponym
from geo.reference import Lexicon
from geo.toponyms.usage import case_of

_ARTICLE = re.compile(r"^(?:(?:the|and|of)\s+)+", re.IGNORECASE)
_SHORT_FORM = re.compile(r"(?<= )\((?P<short>[A-Z]{2,7})\)")
_NAME_BEFORE = re.compile(r"(?:(?:[A-Z][\w'’.-]*|of|the|and|for) ){2,8}$")
_OF_OFFICES = (
    "institution",
    "armed",
    "military",
    "name part",
    "troops",
    "border",
    "ground",
    "pact",
    "target",
    "office",
)
_LONGEST_NAME = 120  # characters before a short form that are searched for its name
_OPENING = 4  # words
_RELATIVE = frozenset({"who", "which", "that"})


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who acts or is acted on.

    Attributes
    ----------
    name
        "Iran", "Balochistan Liberation Army", "gunmen", "Civilians (Pakistan)".
    country
        ISO 3166-1 alpha-2 of a state or of the people; empty for groups.
    start, end
        The characters that the name rests on.
    state
        Whether the actor is a state with its forces and offices.
    assumed
        Whether the state is only that of the report, since the words name none.
    """

    name: str
    country: str
    start: int
    end: int
    state: bool = False
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A report as the claims part sees it: its words, the places they name, and whose report it is.

    Attributes
    ----------
    text
        That of ``doc``, which puts it together anew whenever it is asked.
    mention_at
        The mention that covers a word, by the word's position.
    home
        ISO alpha-2 of the state that unmarked offices ("the foreign ministry") belong to, or empty.
    short_forms
        The full names of short forms that the report explains: "National Security Committee (NSC)".
    relatives
        The places that the report gives by others: "30 km north of Gao".
    """

    doc: Doc
    text: str
    words: Lexicon
    gazetteer: Gazetteer
    mention_at: Mapping[int, Toponym] = field(default_factory=dict)
    home: str = ""
    short_forms: Mapping[str, str] = field(default_factory=dict)
    relatives: Relatives = field(default_factory=Relatives)

    def country_name(self, iso2: str) -> str:
        """Return a country's usual name, or its code if the gazetteer lacks it."""
        place = self.gazetteer.country(iso2)
        return place.name if place else iso2


def mentions_by_word(doc: Doc, mentions: Iterable[Toponym]) -> dict[int, Toponym]:
    """Index mentions by the positions of the words they cover."""
    index: dict[int, Toponym] = {}
    for mention in mentions:
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is not None:
            index.update((token.i, mention) for token in span)
    return index


def gate_words(mention_at: Mapping[int, Toponym]) -> frozenset[int]:
    """Return the positions of the words that name border crossings."""
    return frozenset(i for i, mention in mention_at.items() if mention.place and mention.place.kind == "crossing")


def short_forms(doc: Doc) -> dict[str, str]:
    """Return the short forms that a report puts in brackets after a name, with that name."""
    found, text = {}, doc.text
    for match in _SHORT_FORM.finditer(text):
        name = _NAME_BEFORE.search(text[max(0, match.start() - _LONGEST_NAME) : match.start()])
        words = name[0].split() if name else []
        for first in range(len(words)):
            initials = "".join(word[0] for word in words[first:] if word[0].isupper())
            if words[first][0].isupper() and initials == match["short"]:
                found[match["short"]] = " ".join(words[first:])
                break
    return found


def home_country(doc: Doc, mention_at: Mapping[int, Toponym]) -> str:
    """Return the state whose offices a report names without saying whose they are.

    It is the state that the report names most, except that "his Iranian counterpart" speaks against Iran:
    the other side is the one that needs its name.
    """
    seen: set[int] = set()
    scores: Counter[str] = Counter()
    for token in doc:
        mention = mention_at.get(token.i)
        if mention is None or mention.start in seen or mention.place is None or not mention.place.country:
            continue
        seen.add(mention.start)
        scores[mention.place.country] += 1
        if "counterpart" in {token.head.lemma_, token.nbor().lemma_ if token.i + 1 < len(doc) else ""}:
            scores[mention.place.country] -= 3
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] <= 0 or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return ""
    return ranked[0][0]


def _state(scene: Scene, country: str, tokens: Sequence[Token]) -> Actor:
    return Actor(
        name=scene.country_name(country),
        country=country,
        start=tokens[0].idx,
        end=tokens[-1].idx + len(tokens[-1]),
        state=True,
    )


def _countries_in(tokens: Iterable[Token], scene: Scene) -> list[str]:
    """Return the countries of the mentions among words, each once, in order."""
    mentions = (scene.mention_at.get(token.i) for token in tokens)
    return list(dict.fromkeys(m.place.country for m in mentions if m and m.place and m.place.country))


def _country_in(tokens: Iterable[Token], scene: Scene) -> str:
    return next(iter(_countries_in(tokens, scene)), "")


def _pronoun(token: Token, scene: Scene) -> list[Actor]:
    """Follow "they" in what somebody says to the one who says it."""
    for verb in syntax.chain(token.head):
        if verb.dep_ in {"ccomp", "parataxis"} and scene.words.cue_is(verb.head.lemma_, "speech", "claim", "deny"):
            speakers = [s for s in syntax.subjects(verb.head) if s.pos_ != "PRON"]
            return [actor for speaker in speakers for actor in resolve(speaker, scene)]
    return []


def _groups(tokens: Sequence[Token], scene: Scene) -> list[Actor]:
    """Return the organisations named among words; a short form in brackets is the same group."""
    found: list[Actor] = []
    for entity in scene.doc[tokens[0].i : tokens[-1].i + 1].ents:
        if entity.label_ not in {"ORG", "NORP"} or (entity.label_ == "NORP" and entity.root.i in scene.mention_at):
            continue
        short = _ARTICLE.sub("", entity.text)
        name = scene.short_forms.get(short, short)
        name = scene.words.groups.get(name.lower(), name)
        if name in {actor.name for actor in found}:
            continue
        known = name.lower() in scene.words.groups
        country = "" if known else _institution_of(name, list(entity), scene)
        if country:
            found.append(_state(scene, country, list(entity)))
        else:
            found.append(Actor(name=name, country="", start=entity.start_char, end=entity.end_char))
    return found


def _institution_of(name: str, tokens: Sequence[Token], scene: Scene) -> str:
    """Return the country of a state's organisation ("Pakistan Army", "Foreign Office"), else empty."""
    written = name.lower().replace("'s", "").split()
    official = any(scene.words.noun_is(form, "institution") for word in written for form in (word, word.rstrip("s")))
    if not official:
        return ""
    inside = _country_in(tokens, scene)
    if not inside and any(_is_own_name(word, scene.words) for word in name.split()):
        return ""  # "Arakan Army", "Kachin Independence Army" are no state's
    if inside and _is_national(tokens, scene):
        return inside
    return "" if inside else _seat_named(tokens, scene) or _home(tokens[-1], scene)


def _is_own_name(word: str, words: Lexicon) -> bool:
    """Say whether a word of an organisation's name is a name itself, and no word for an office or a force."""
    if not word[:1].isupper() or word.isupper() or not word.isalpha():
        return False
    lower = word.lower()
    return not any(words.noun_is(form, *_OF_OFFICES) for form in (lower, lower.removesuffix("s")))


def _home(token: Token, scene: Scene) -> str:
    """Return whose an office or a force is that the words leave open.

    That of the last one of the same name whose country was told ("Iran's Revolutionary Guards", then
    "the Guards"), else that of the report.
    """
    for before in reversed(scene.doc[: token.i]):
        if before.lower_ == token.lower_:
            country = _country_in(syntax.phrase(before), scene)
            if country:
                return country
    return scene.home


def _seat_named(tokens: Sequence[Token], scene: Scene) -> str:
    """Return the country of the place that opens a sentence: "In Islamabad the Foreign Ministry"."""
    opening = tokens[0].sent[:_OPENING]
    return _country_in((t for t in opening if t.i < tokens[0].i and case_of(t) == "in"), scene)


def _is_national(tokens: Iterable[Token], scene: Scene) -> bool:
    return any(
        mention.place is not None and mention.place.kind == "country"
        for token in tokens
        if (mention := scene.mention_at.get(token.i)) is not None
    )


def _people(token: Token, phrase: Sequence[Token], scene: Scene) -> list[Actor]:
    country = _country_in(phrase, scene)
    name = f"Civilians ({scene.country_name(country)})" if country else "Civilians"
    return [Actor(name=name, country=country, start=phrase[0].idx, end=token.idx + len(token))]


def _of_target(token: Token, scene: Scene) -> list[Actor]:
    """Return whose hideout, base or house was hit: named groups first, then anyone armed."""
    tokens = sorted({*token.subtree, *_aside(token)}, key=lambda word: word.i)
    groups = _groups(tokens, scene)
    if groups:
        return groups
    for word in tokens:
        armed = scene.words.noun_is(word.lemma_, "armed") and not word.ent_type_
        if word.i != token.i and armed and not _is_owned(_described(word)):  # "their troops" are the target's own
            return resolve(word, scene)
    country = _country_in((w for w in syntax.phrase(token) if w.dep_ in {"amod", "nmod:poss", "compound"}), scene)
    return [_state(scene, country, [token])] if country else []


def _aside(token: Token) -> list[Token]:
    """Return what is said in commas behind a noun phrase of which a group may be named ("namely ...")."""
    holders = [word for word in token.subtree if not word.is_punct]
    return [word for holder in holders[-1:] for word in order.following_aside(holder)]


def resolve(token: Token, scene: Scene) -> list[Actor]:
    """Return whom a noun phrase stands for, by its head word; empty if it names nobody.

    Examples of what comes back: "Tehran" gives the state Iran; "Iran's Revolutionary Guards" too;
    "hideouts used by the Red Brigade" gives the Red Brigade; "gunmen" gives "gunmen".
    """
    if token.pos_ == "PRON" or token.lower_ in _RELATIVE:
        return _pronoun(token, scene)
    mention = scene.mention_at.get(token.i)
    if mention and mention.kind != "embedded" and mention.place and mention.place.country:
        return [_state(scene, mention.place.country, [token])]
    if token.ent_type_ in {"ORG", "NORP"}:
        return _organisation(token, scene)
    armed = _armed(token) if scene.words.noun_is(token.lemma_, "victim") else []  # "armed men" are no civilians
    if armed or scene.words.noun_is(token.lemma_, "irregular"):
        groups = _groups(sorted(token.subtree, key=lambda word: word.i), scene)
        named = [*armed, token]
        name = " ".join(word.lower_ for word in named)
        return groups or [Actor(name=name, country="", start=named[0].idx, end=token.idx + len(token))]
    return _common(token, scene)


def _armed(noun: Token) -> list[Token]:
    return [child for child in noun.children if child.lower_ == "armed" and child.dep_ == "amod"][:1]


def _organisation(token: Token, scene: Scene) -> list[Actor]:
    phrase = syntax.phrase(token)
    country = _country_in((word for word in phrase if word.dep_ in {"nmod:poss", "amod"}), scene)
    return [_state(scene, country, [token])] if country else _groups(phrase, scene)


def _common(token: Token, scene: Scene) -> list[Actor]:
    """Return whom a common noun or a person's name stands for: a state by its office, people, or what was hit."""
    phrase = _described(token)
    countries = _countries_in(phrase, scene)
    if len(countries) > 1 and token.tag_ in {"NNS", "NNPS"}:
        return [_state(scene, country, [token]) for country in countries]
    country = countries[0] if countries else _country_in(_appositions(token), scene)
    if not country and _is_owned(phrase):
        return _owner(token, scene)
    if scene.words.noun_is(token.lemma_, "institution", "armed", "envoy") or token.ent_type_ == "PERSON":
        if not country and token.dep_ not in {"amod", "compound"}:  # not "military" of "military strikes"
            country = _home(token, scene)
            return [dataclasses.replace(_state(scene, country, [token]), assumed=True)] if country else []
    elif scene.words.noun_is(token.lemma_, "victim"):
        return _people(token, phrase, scene)
    elif scene.words.noun_is(token.lemma_, "target"):
        return _of_target(token, scene)
    return [_state(scene, country, [token])] if country else []


def _described(token: Token) -> list[Token]:
    """Return a noun phrase without the places that only say where ("missiles in an Iranian village")."""
    away = {
        word.i
        for child in token.children
        if child.dep_ == "nmod" and case_of(child) not in {"", "of", "from"}
        for word in child.subtree
    }
    return [word for word in syntax.phrase(token) if word.i not in away]


def _owner(token: Token, scene: Scene) -> list[Actor]:
    """Follow "its forces" to the subject of the clause or of the one above ("Ankara denied that its forces")."""
    for verb in token.ancestors:
        for subject in syntax.subjects(verb) if verb.pos_ == "VERB" else ():
            if subject.i != token.i and subject.pos_ != "PRON" and not _is_owned(_described(subject)):
                return resolve(subject, scene)
    return []


def _is_owned(phrase: Iterable[Token]) -> bool:
    """Say whether a pronoun tells whose something is ("its forces")."""
    return any(word.tag_ == "PRP$" for word in phrase)


def _appositions(token: Token) -> list[Token]:
    found = [word for child in token.children if child.dep_ in {"appos", "nmod"} for word in syntax.phrase(child)]
    if token.dep_ in {"appos", "flat"}:
        found += syntax.phrase(token.head)
    return found


def resolve_all(tokens: Iterable[Token], scene: Scene) -> list[Actor]:
    """Return the distinct actors of several phrases, in the order of the text."""
    found: dict[str, Actor] = {}
    for token in tokens:
        for actor in resolve(token, scene):
            found.setdefault(actor.name, actor)
    return list(found.values())


def joined(actors: Sequence[Actor]) -> tuple[str, str]:
    """Return joined names, and the country if it is one state alone."""
    if not actors:
        return "", ""
    country = actors[0].country if len({actor.country for actor in actors}) == 1 else ""
    return " and ".join(actor.name for actor in actors), country
