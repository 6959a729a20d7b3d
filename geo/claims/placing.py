"""Give each event the place where it happened, at the level at which the report knows it."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Token

from geo.claims import syntax
from geo.claims.actors import Scene
from geo.claims.events import AT_GATES, FORCE, Event
from geo.claims.leads import Lead, lead_at
from geo.claims.spots import country_spot, fineness, spot_of
from geo.claims.timing import follows_speech, owner
from geo.records import Place, Spot, Toponym
from geo.resolution.inference import around, in_country, is_inferred
from geo.resolution.relative import RelativePlace
from geo.toponyms.usage import case_of

_SCENE: Final = frozenset(
    {"in", "at", "near", "on", "inside", "outside", "into", "across", "around", "along", "within", "throughout"}
    | {"to", "towards", "toward", "off", "beside", "above", "through"}
)
_TOPICAL: Final = frozenset({"talks", "agreement", "statement"})
_NEAR: Final = frozenset({"near", "outside", "around", "close", "off", "beside"})
_BEDSIDE: Final = 4  # words between a hospital and its town
_REACH: Final = 4  # sentences back to the town that "the town" means
_TOWNS: Final = frozenset({"city", "admin2", "region"})
_REFERRING: Final[Mapping[str, frozenset[str]]] = {
    "town": _TOWNS,
    "city": _TOWNS,
    "village": _TOWNS,
    "settlement": _TOWNS,
    "camp": _TOWNS,
    "spot": frozenset({"city", "crossing", "admin2", "region"}),
    "area": frozenset({"city", "crossing", "admin2", "region", "admin1"}),
    "province": frozenset({"admin1"}),
    "region": frozenset({"admin1", "region"}),
    "district": frozenset({"admin2", "admin1", "city"}),
    "crossing": frozenset({"crossing"}),
}
_SAME_SPOT: Final = frozenset({"there", "spot", "area"})


@dataclass(frozen=True, slots=True)
class Located:
    """A place of an event.

    Attributes
    ----------
    root
        The head of the name in the text, or the word that stands for it ("there").
    near
        Whether the event is only near it.
    relative
        The area that the report gives by this name, where the event is in that and not in the place itself.
    """

    mention: Toponym
    root: Token
    near: bool
    relative: RelativePlace | None = None

    @property
    def place(self) -> Place | None:
        """The area or place, or None if nobody knows where that is."""
        return self.mention.place if self.relative is None else self.relative.place

    @property
    def key(self) -> str:
        """What is the same for mentions of one place: its identifier, or the name where no gazetteer has it."""
        place = self.place
        return self.mention.surface if place is None or is_inferred(place) else place.id

    @property
    def level(self) -> tuple[float, float]:
        """What sorts places from fine to coarse, as `fineness`."""
        return fineness(self.place)

    @property
    def spot(self) -> Spot:
        """The spot of an event there; a bare name if nobody knows where that is."""
        near = self.near and self.relative is None
        return spot_of(self.place, near=near) if self.place else Spot(name=self.mention.surface)


def _case_at(root: Token, scene: Scene) -> str:
    """Return the preposition by which a name is a place: its own, or that of the thing it belongs to.

    "In Erbil", "at Erbil airport", "the airport of Argyle", "the closed Pakistan-Iran border".
    """
    own = case_of(root)
    head = root.head
    if own and own != "of":
        return own
    if head == root or not (own == "of" or root.dep_ in {"compound", "nmod:poss", "nmod", "nmod:desc"}):
        return own
    if own == "of":
        found = _case_of_whole(head, scene)
        if found is not None:
            return found
    counted = own == "of" and head.pos_ == "NUM"
    if counted or scene.words.noun_is(head.lemma_, "target", "border") or head.i in scene.mention_at:
        return case_of(head) or ("at" if own == "of" else "")
    return ""


def _case_of_whole(head: Token, scene: Scene) -> str | None:
    """Return how a place is one by what is told of it or in it; None if that says nothing."""
    if _is_force(head, scene):
        return "at"  # "the shelling of Goris"
    if case_of(head) == "of" and head.head != head and scene.words.noun_is(head.lemma_, "target"):
        return _case_at(head, scene)  # "on one of the villages of Saravan"
    if scene.words.noun_is(head.lemma_, "part"):
        return "near" if scene.words.noun_is(head.lemma_, "edge") else _case_at(head, scene)  # "on the edge of Goma"
    return None


def _is_force(noun: Token, scene: Scene) -> bool:
    triggers = scene.words.triggers.get((noun.lemma_.lower(), "NOUN"), ())
    return any(trigger.type in FORCE for trigger in triggers)


def _is_seat(root: Token, scene: Scene) -> bool:
    """Say whether a place is only where somebody has an office ("officials in Delhi", "the envoy in Tehran")."""
    head = root.head.lemma_
    return (
        root.dep_ == "nmod"
        and root.left_edge.i == root.head.i + 1
        and scene.words.noun_is(head, "institution", "envoy")
        and not scene.words.noun_is(head, "armed")
    )


def _known(mention: Toponym, scene: Scene, mentions: Sequence[Toponym], skip: tuple[int, int] | None) -> Toponym:
    """Return a mention with its country only if the rest is guessed from a town where nothing happens.

    Such a town acts or speaks ("Tehran rejected it") or is where the report was filed.
    """
    place = mention.place
    if place is None or not is_inferred(place):
        return mention
    anchors = [other for other in mentions if other.place and place.id == around(other.place.id)]
    if not anchors or any(other.kind == "literal" and not (skip and _inside(other, skip)) for other in anchors):
        return mention
    country = scene.gazetteer.country(place.country)
    return replace(mention, candidates=(in_country(mention.name, country),) if country else ())


def _is_struck(root: Token, events: Sequence[Event]) -> bool:
    """Say whether a place is what was shelled, hit or stormed."""
    return any(
        event.type in FORCE and event.predicate.pos_ == "VERB" and root in syntax.patients(event.predicate)
        for event in events
    )


def _is_gate(root: Token, mention: Toponym, events: Sequence[Event], scene: Scene) -> bool:
    """Say whether a name is that of the gate which is shut or opened: "Torkham was shut", "the Rafah crossing"."""
    if mention.place is None or mention.place.kind == "country":
        return False
    inside = {"compound", "nmod:poss", "nmod:desc", "flat"}
    heads = [root]
    if root.dep_ == "nmod" and case_of(root) in {"at", "of"} and scene.words.noun_is(root.head.lemma_, "border"):
        heads.append(root.head)  # "the border at al-Qaim, which was shut"
    while heads[-1].dep_ in inside and heads[-1].head != heads[-1]:
        heads.append(heads[-1].head)  # "the Torkham border crossing"
    for event in events:
        if event.type in AT_GATES and event.predicate.pos_ in {"VERB", "ADJ"}:
            verb = event.predicate.pos_ == "VERB"
            gates = syntax.patients(event.predicate) if verb else syntax.described(event.predicate)
            if any(gate in heads for gate in gates):
                return True
    return False


def _scene_mentions(
    scene: Scene, events: Sequence[Event], mentions: Sequence[Toponym], skip: tuple[int, int] | None
) -> list[tuple[Toponym, Token, str]]:
    """Return the mentions that can be where something happened, each with its word and its preposition."""
    found = []
    for mention in mentions:
        span = scene.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        relative = scene.relatives.places.get(mention.start)
        place = mention.kind in {"literal", "metonym"} or relative is not None  # "near the Iranian border"
        if not place or span is None or (skip and _inside(mention, skip)):
            continue
        if is_told_from(span.root, scene) or mention.start in scene.relatives.only_describe:
            continue
        case = "at" if relative else _case_at(span.root, scene)
        if case in _SCENE or _is_struck(span.root, events) or _is_gate(span.root, mention, events, scene):
            found.append((_known(mention, scene, mentions, skip), span.root, case))
    return found


def candidates(scene: Scene, mentions: Sequence[Toponym], *, skip: tuple[int, int] | None) -> list[tuple[Located, str]]:
    """Return every place that the text names, with its preposition, in the order of the text."""
    found = []
    for mention in mentions:
        span = scene.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if mention.kind in {"literal", "metonym"} and span is not None:
            case = _case_at(span.root, scene)
            known = _known(mention, scene, mentions, skip)
            found.append((Located(known, span.root, case in _NEAR, scene.relatives.places.get(mention.start)), case))
    return found


def assign(
    scene: Scene,
    events: Sequence[Event],
    mentions: Sequence[Toponym],
    *,
    skip: tuple[int, int] | None,
    openings: Sequence[Lead] = (),
) -> dict[int, list[Located]]:
    """Return the places of each event by the position of its trigger, finest first.

    Where the clause of an event names none, one that stands alone in its sentence counts, then what opens its line.

    Parameters
    ----------
    mentions
        Resolved mentions of the report.
    skip
        Characters of the dateline, which says where the report was filed and not where anything happened.
    openings
        The places that the openings and headings of lines name (`geo.claims.leads`).
    """
    chosen: dict[int, list[tuple[tuple[float, ...], Located]]] = {}
    by_sentence: dict[int, list[Event]] = {}
    for event in events:
        by_sentence.setdefault(event.trigger.sent.start, []).append(event)
    found = _scene_mentions(scene, events, mentions, skip)
    free = []
    for mention, root, case in [*found, *_theres(scene, mentions, skip)]:
        held_by = owner(root, by_sentence.get(root.sent.start, []), scene.words, through_relatives=True)
        relative = _relative(mention, root, scene)
        if held_by is None:
            free.append(Located(mention, root, case in _NEAR, relative))
        if held_by is None or (held_by.type in _TOPICAL and case == "on" and _is_topic(root)):
            continue
        distance = syntax.tree_distance(root, held_by.predicate)
        near = case in _NEAR or _near_inside(scene, mention)
        at = Located(mention, root, near, relative)
        chosen.setdefault(held_by.trigger.i, []).append(((*at.level, distance), at))
    ranked = {trigger: [at for _, at in sorted(held, key=lambda item: item[0])] for trigger, held in chosen.items()}
    for event in events:
        if event.trigger.i not in ranked:
            place = _alone(event, free, scene) or _opening(event, openings, scene)
            if place is not None:
                ranked[event.trigger.i] = [place]
    return ranked


def _relative(mention: Toponym, root: Token, scene: Scene) -> RelativePlace | None:
    """Return the area that a name gives at a word: "there" is 30 km north of Gao, "the town" is Gao."""
    named = mention.start <= root.idx < mention.end
    return scene.relatives.places.get(mention.start) if named or root.lower_ in _SAME_SPOT else None


def _alone(event: Event, free: Sequence[Located], scene: Scene) -> Located | None:
    """Return the only place of a sentence that belongs to no event and no speaker."""
    here = [place for place in free if place.root.sent == event.trigger.sent]
    named = {place.mention.start for place in here}
    if len(named) != 1 or event.type in _TOPICAL or is_of_speech(here[0].root, scene):
        return None
    verb = next((word for word in here[0].root.ancestors if word.pos_ == "VERB"), None)
    path = itertools.takewhile(lambda word: word != event.predicate, here[0].root.ancestors)
    inside = event.predicate in here[0].root.ancestors and not any(word.dep_ == "conj" for word in path)
    return here[0] if verb is None or inside or verb in event.predicate.ancestors else None


def is_of_speech(root: Token, scene: Scene) -> bool:
    """Say whether a word belongs to who speaks or to the saying, and not to what is said."""
    inside = root
    for above in root.ancestors:
        if scene.words.cue_is(above.lemma_, "speech", "claim", "deny", "plan") and above.pos_ == "VERB":
            return inside.dep_ not in {"ccomp", "parataxis", "xcomp"}
        inside = above
    return False


def _opening(event: Event, openings: Sequence[Lead], scene: Scene) -> Located | None:
    lead = lead_at(openings, event.trigger.idx)
    if lead is None or lead.place is None:
        return None
    span = scene.doc.char_span(lead.place.start, lead.place.end, alignment_mode="expand")
    return Located(lead.place, span.root, near=False) if span is not None else None


def _inside(mention: Toponym, stretch: tuple[int, int]) -> bool:
    return stretch[0] <= mention.start < stretch[1]


def _theres(
    scene: Scene, mentions: Sequence[Toponym], skip: tuple[int, int] | None
) -> list[tuple[Toponym, Token, str]]:
    """Return each word that stands for a place named before, with that place.

    "There" is the place that was named last, in its sentence or the one before; "the town" the last town.
    """
    theres = []
    places = [m for m in mentions if m.kind == "literal" and not (skip and _inside(m, skip))]
    spans = [(m, scene.doc.char_span(m.start, m.end, alignment_mode="expand")) for m in places]
    places = [mention for mention, span in spans if span is None or not is_told_from(span.root, scene)]
    for token in scene.doc:
        kinds = _stands_for(token)
        if kinds is None:
            continue
        reach = _REACH if kinds else 1
        first = token.sent.start
        for _ in range(reach):
            first = token.doc[first - 1].sent.start if first else 0
        before = [
            mention
            for mention in places
            if token.doc[first].idx <= mention.start < token.idx
            and (not kinds or (mention.place is not None and mention.place.kind in kinds))
        ]
        if before:
            theres.append((_known(before[-1], scene, mentions, skip), token, "in"))
    return theres


def is_told_from(root: Token, scene: Scene) -> bool:
    """Say whether a place is only where somebody spoke, has an office or lies in hospital."""
    return _is_seat(root, scene) or _is_bedside(root, scene) or follows_speech(root, scene.words)


def _is_bedside(root: Token, scene: Scene) -> bool:
    """Say whether a place is that of a hospital to which the hurt were brought: "lie in the hospital in Panjgur"."""
    near = root.doc[max(root.sent.start, root.i - _BEDSIDE) : root.i + _BEDSIDE]
    inside = any(scene.words.noun_is(word.lemma_, "hospital") for word in near)
    return inside and any(scene.words.cue_is(word.lemma_, "tend") for word in root.ancestors)


def _stands_for(token: Token) -> frozenset[str] | None:
    """Return the kinds of place that a word refers back to, none for any; None if it does not."""
    if token.lower_ == "there" and token.dep_ == "advmod":
        return frozenset()
    kinds = _REFERRING.get(token.lower_)
    if kinds is None or case_of(token) not in _SCENE:
        return None
    definite = any(child.lower_ in {"the", "this", "that", "same"} for child in token.children)
    named = any(
        child.dep_ in {"nmod", "appos", "compound", "flat", "acl:relcl", "nmod:poss"} for child in token.children
    )
    return kinds if definite and not named else None


def coordinated(places: Sequence[Located]) -> list[Located]:
    """Return the first place and those that the text joins to it: "on Goris, Sotk and Jermuk".

    The places of "the border of Russia and Ukraine" only locate something else and are not joined.
    """
    if not places or case_of(places[0].root) not in _SCENE:
        return list(places[:1])
    first = places[0].root
    anchor = first
    while anchor.dep_ == "conj" and anchor.head.ent_type_:
        anchor = anchor.head
    joined = {token.i for token in syntax.conjuncts(anchor)}
    same = [place for place in places if place.root.i in joined]
    same = [place for place in same if place.mention.place and not is_inferred(place.mention.place)]
    levels = {place.mention.place.kind for place in same if place.mention.place}
    return sorted(same, key=lambda place: place.root.i) if len(levels) == 1 and len(same) > 1 else list(places[:1])


def owned(scene: Scene, event: Event) -> Spot:
    """Return the country whose positions, waters or villages were struck or entered, where no place is named."""
    entered = syntax.obliques(event.predicate, "into", "over", "across") if event.predicate.pos_ == "VERB" else []
    for token in [*event.parts.targets, *entered]:
        if not scene.words.noun_is(token.lemma_, "target", "line", "ground"):
            continue
        # Only what is said of the thing itself: "a headquarters of Israel's Mossad" may be anywhere.
        for word in [*syntax.owners(token), *syntax.obliques(token, "of")]:
            mention = scene.mention_at.get(word.i)
            if mention is not None and mention.place is not None and mention.place.country:
                return country_spot(scene, mention.place.country)
    return Spot()


def _is_topic(root: Token) -> bool:
    """Say whether "on" introduces what is talked about ("on the Pak-Iran border") and not an island."""
    return root.dep_ in {"compound", "nmod", "nmod:poss"} and case_of(root) != "on"


def _near_inside(scene: Scene, mention: Toponym) -> bool:
    before = scene.text[max(0, mention.start - 12) : mention.start].lower()
    return any(f"{word} " in before for word in _NEAR)
