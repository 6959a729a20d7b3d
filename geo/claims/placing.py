"""Give each event the place where it happened, at the level at which the report knows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from geo.claims import syntax
from geo.claims.actors import Scene
from geo.claims.events import FORCE, Event
from geo.claims.timing import owner
from geo.records import Place, PlacePrecision, Spot, Toponym
from geo.resolution.inference import is_inferred
from geo.toponyms.usage import case_of

_SCENE: Final = frozenset(
    {"in", "at", "near", "on", "inside", "outside", "into", "across", "around", "along", "within", "throughout"}
    | {"to", "towards", "toward", "off", "beside", "above", "through"}
)
_TOPICAL: Final = frozenset({"talks", "agreement", "statement"})
_NEAR: Final = frozenset({"near", "outside", "around", "close", "off", "beside"})
_NEAR_KM: Final = 20.0  # how far "near X" may lie from the edge of X
_LEVEL: Final[Mapping[str, int]] = {"crossing": 0, "city": 1, "admin2": 2, "region": 3, "admin1": 4, "country": 5}
_PRECISION: Final[Mapping[str, PlacePrecision]] = {
    "crossing": "exact",
    "city": "place",
    "admin2": "admin2",
    "admin1": "admin1",
    "country": "country",
}
# A region says how large it is; these radii in km match a town with its surroundings, a district and a province.
_REGION_STEPS: Final[tuple[tuple[float, PlacePrecision], ...]] = ((30.0, "place"), (80.0, "admin2"), (350.0, "admin1"))


@dataclass(frozen=True, slots=True)
class Located:
    """A place of an event.

    Attributes
    ----------
    root
        The head of the name in the text, or the word that stands for it ("there").
    near
        Whether the event is only near it.
    """

    mention: Toponym
    root: Token
    near: bool

    @property
    def spot(self) -> Spot:
        """The spot of an event there; empty if the name is unresolved."""
        return spot_of(self.mention.place, near=self.near) if self.mention.place else Spot()


def precision_of(place: Place) -> PlacePrecision:
    """Return the level at which a place locates an event.

    Examples
    --------
    >>> precision_of(Place(id="1", name="Red Sea", kind="region", lat=20, lon=38, uncertainty_km=1000))
    'country'
    """
    if place.kind != "region":
        return _PRECISION[place.kind]
    return next((level for radius, level in _REGION_STEPS if place.uncertainty_km <= radius), "country")


def spot_of(place: Place, *, near: bool = False) -> Spot:
    """Make the spot of an event in, or near, a place."""
    return Spot(
        name=place.name,
        country=place.country,
        admin1=place.name if place.kind == "admin1" else place.admin1,
        lat=place.lat,
        lon=place.lon,
        precision=precision_of(place),
        uncertainty_km=round(place.uncertainty_km + (_NEAR_KM if near else 0.0), 1),
        place_id=place.id,
    )


def country_spot(scene: Scene, iso2: str) -> Spot:
    """Make the spot of an event that is known only to lie in a country."""
    place = scene.gazetteer.country(iso2)
    return spot_of(place) if place else Spot()


def crossing_spot(scene: Scene, name: str) -> Spot | None:
    """Make the spot of an event at a border crossing; None if the gazetteer lacks it."""
    places = (entry.place for entry in scene.gazetteer.lookup(name))
    return next((spot_of(place) for place in places if place.kind == "crossing"), None)


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
    if own == "of" and _is_force(head, scene):
        return "at"  # "the shelling of Goris"
    if own == "of" and case_of(head) == "of" and head.head != head and scene.words.noun_is(head.lemma_, "target"):
        return _case_at(head, scene)  # "on one of the villages of Saravan"
    counted = own == "of" and head.pos_ == "NUM"
    if counted or scene.words.noun_is(head.lemma_, "target", "border") or head.i in scene.mention_at:
        return case_of(head) or ("at" if own == "of" else "")
    return ""


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


def _leans_on_speakers(place: Place, mentions: Sequence[Toponym]) -> bool:
    """Say whether a place is only guessed from a town that acts or speaks but is no scene ("Tehran rejected it")."""
    anchors = [other for other in mentions if other.place and is_inferred(place) and place.id.endswith(other.place.id)]
    kinds = {other.kind for other in anchors if other.place and not is_inferred(other.place)}
    return bool(kinds) and "literal" not in kinds


def _is_struck(root: Token, events: Sequence[Event]) -> bool:
    """Say whether a place is what was shelled, hit or stormed."""
    return any(
        event.type in FORCE and event.predicate.pos_ == "VERB" and root in syntax.patients(event.predicate)
        for event in events
    )


def _is_gate(root: Token, mention: Toponym, events: Sequence[Event]) -> bool:
    """Say whether a name is that of the gate which is shut or opened: "Torkham was shut", "the Rafah crossing"."""
    if mention.place is None or mention.place.kind == "country":
        return False
    inside = {"compound", "nmod:poss", "nmod:desc", "flat"}
    heads = [root]
    while heads[-1].dep_ in inside and heads[-1].head != heads[-1]:
        heads.append(heads[-1].head)  # "the Torkham border crossing"
    for event in events:
        if event.type in {"border_closure", "border_opening"} and event.predicate.pos_ in {"VERB", "ADJ"}:
            verb = event.predicate.pos_ == "VERB"
            gates = syntax.patients(event.predicate) if verb else syntax.described(event.predicate)
            if any(gate in heads for gate in gates):
                return True
    return False


def _scene_mentions(
    scene: Scene, events: Sequence[Event], mentions: Sequence[Toponym]
) -> list[tuple[Toponym, Token, str]]:
    """Return the mentions that can be where something happened, each with its word and its preposition."""
    found = []
    for mention in mentions:
        span = scene.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if mention.kind not in {"literal", "metonym"} or mention.place is None or span is None:
            continue
        if _is_seat(span.root, scene) or _leans_on_speakers(mention.place, mentions):
            continue
        case = _case_at(span.root, scene)
        if case in _SCENE or _is_struck(span.root, events) or _is_gate(span.root, mention, events):
            found.append((mention, span.root, case))
    return found


def assign(
    scene: Scene, events: Sequence[Event], mentions: Sequence[Toponym], *, skip: tuple[int, int] | None
) -> dict[int, list[Located]]:
    """Return the places of each event by the position of its trigger, finest first.

    Parameters
    ----------
    mentions
        Resolved mentions of the report.
    skip
        Characters of the dateline, which says where the report was filed and not where anything happened.
    """
    chosen: dict[int, list[tuple[tuple[float, ...], Located]]] = {}
    by_sentence: dict[int, list[Event]] = {}
    for event in events:
        by_sentence.setdefault(event.trigger.sent.start, []).append(event)
    found = [item for item in _scene_mentions(scene, events, mentions) if not skip or not _inside(item[0], skip)]
    for mention, root, case in [*found, *_theres(scene, found)]:
        held_by = owner(root, by_sentence.get(root.sent.start, []), scene.words)
        if held_by is None or mention.place is None or (held_by.type in _TOPICAL and case == "on" and _is_topic(root)):
            continue
        distance = syntax.tree_distance(root, held_by.predicate)
        near = case in _NEAR or _near_inside(scene, mention)
        rank = (*_fineness(mention.place), distance)
        chosen.setdefault(held_by.trigger.i, []).append((rank, Located(mention, root, near)))
    return {trigger: [place for _, place in sorted(held, key=lambda item: item[0])] for trigger, held in chosen.items()}


def _fineness(place: Place) -> tuple[float, float]:
    """Return what sorts places from fine to coarse.

    The area around a name that no gazetteer has is a guess, which a province of that size or a town is not.
    """
    if is_inferred(place):
        return _LEVEL["admin1"], place.uncertainty_km
    return _LEVEL[place.kind], place.uncertainty_km if place.kind == "admin1" else 0.0


def _inside(mention: Toponym, stretch: tuple[int, int]) -> bool:
    return stretch[0] <= mention.start < stretch[1]


def _theres(scene: Scene, found: Sequence[tuple[Toponym, Token, str]]) -> list[tuple[Toponym, Token, str]]:
    """Return each "there" with the place that was named last before it, in its sentence or the one before."""
    theres = []
    for token in scene.doc:
        if token.lower_ != "there" or token.dep_ != "advmod":
            continue
        first = token.doc[token.sent.start - 1].sent.start if token.sent.start else 0
        before = [item for item in found if first <= item[1].i < token.i]
        if before:
            mention, _, case = before[-1]
            theres.append((mention, token, case if case in _NEAR else "in"))
    return theres


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
    alike = [place for place in same if place.mention.place and places[0].mention.place]
    levels = {place.mention.place.kind for place in alike if place.mention.place}
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
    before = scene.doc.text[max(0, mention.start - 12) : mention.start].lower()
    return any(f"{word} " in before for word in _NEAR)
