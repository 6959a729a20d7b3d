"""Complete the claims of a report from one another, by rules that each have a name in a reader's words."""

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from spacy.tokens import Token

from geo.claims import syntax
from geo.claims.actors import Scene, joined, resolve, resolve_all
from geo.claims.blame import blamed
from geo.claims.events import FORCE, ONE_SIDED, Event
from geo.claims.leads import Lead, lead_at
from geo.claims.spots import country_spot
from geo.claims.status import speaker_of
from geo.records import REAL_STATUSES, Claim
from geo.resolution.inference import is_inferred
from geo.rules import by_rule

_MILITARY: Final = frozenset({"army", "military", "force", "forces", "navy", "guard", "guards"})
_CIVIL: Final = frozenset({"ministry", "government"})  # where those who were struck are no state
_MOST: Final = 0.6  # share of the places
_BLAMED_AFTER: Final = 3  # sentences
_AT_HOME: Final = frozenset({"talks", "border_closure", "border_opening", "arrest", "military_movement"})
_ON_VICTIMS: Final = (ONE_SIDED - {"incursion"}) | {"abduction"}
_LOCAL: Final = (FORCE - {"incursion"}) | {"abduction", "arrest", "protest", "displacement"}


def complete(
    events: Sequence[Event],
    claims: Sequence[Claim],
    scene: Scene,
    *,
    dateline: tuple[int, int] | None = None,
    openings: Sequence[Lead] = (),
) -> list[Claim]:
    """Return the claims with what the rest of the report says of them.

    The rules, in this order. *Blame*: whoever is blamed for what was told last, or owns up to it, did it. *Own deed*:
    an army that tells of a strike on somebody else, and of no one who struck, struck. *Another one*: "a separate
    salvo", "a second raid" were fired by whoever fired the one told before, and with the same means, unless the text
    says otherwise. *At home*: a state's own meeting, or the border that it shuts, is in that state as long as no place
    is named, and so is whom its police arrest. *Victims' home*: those who were struck are in their own country. *On
    the spot*: what a story goes on with is in the country of what it told last. *Setting*: what is told without a
    place is in the country that its line opens with, else where most of the places of the report lie, else where it
    was filed. A country that a rule gives is marked in the claim's rules.

    Parameters
    ----------
    events, claims
        Of one report, in the same order and of the same number.
    """
    done: list[Claim] = []
    accused = _accusations(events, scene)
    country, filed = _setting(scene), _filed_in(scene, dateline)
    for event, claim in zip(events, claims, strict=True):
        claim = _blamed(event, claim, accused, scene)  # noqa: PLW2901 - each rule adds to what is known
        known = _at_home(_another(event, _own_deed(event, claim, scene), done, scene), scene)
        known = _at_the_victims_home(known, scene)
        if not known.spot.name:
            known = _on_the_spot(event, known, list(zip(events, done, strict=False)), scene)
        done.append(_in_the_country(known, _opened_in(event, openings) or country or filed, scene))
    return done


def _opened_in(event: Event, openings: Sequence[Lead]) -> str:
    """Return the country of the place that opens the line of an event, or empty."""
    lead = lead_at(openings, event.trigger.idx)
    place = lead.place.place if lead is not None and lead.place is not None else None
    return place.country if place is not None else ""


def _filed_in(scene: Scene, dateline: tuple[int, int] | None) -> str:
    """Return the country in which a report was filed, or empty."""
    if dateline is None:
        return ""
    places = (m.place for m in scene.mention_at.values() if dateline[0] <= m.start < dateline[1])
    return next((place.country for place in places if place), "")


def _accusations(events: Sequence[Event], scene: Scene) -> dict[int, Sequence[Token]]:
    """Return whom the report blames for an event, by the position of the event's word.

    An accusation is about the use of force that was told last, in its own sentence or a few before.
    """
    found: dict[int, Sequence[Token]] = {}
    for position, named in blamed(scene.doc):
        before = [event for event in events if event.type in _ON_VICTIMS and event.trigger.i < position]
        if not before:
            continue
        between = sum(bool(word.is_sent_start) for word in scene.doc[before[-1].trigger.i + 1 : position + 1])
        if between <= _BLAMED_AFTER:
            found.setdefault(before[-1].trigger.i, named)
    return found


def _blamed(event: Event, claim: Claim, accused: Mapping[int, Sequence[Token]], scene: Scene) -> Claim:
    named = bool(claim.actor1) and not claim.actor1.islower() and not claim.actor1.startswith("Civilians")
    if named or claim.status not in REAL_STATUSES or event.trigger.i not in accused:
        return claim
    doers = [actor for actor in resolve_all(accused[event.trigger.i], scene) if actor.name != claim.actor2]
    if not doers or doers[0].name.startswith("Civilians"):
        return claim
    words = (("actor1", doer.start, doer.end) for doer in doers)
    name, country = joined(doers)
    return dataclasses.replace(
        claim,
        actor1=name,
        actor1_country=country,
        evidence=tuple(sorted({*(item for item in claim.evidence if item[0] != "actor1"), *words})),
    )


def _at_the_victims_home(claim: Claim, scene: Scene) -> Claim:
    home = claim.actor2_country
    guessed = claim.spot.unlisted and claim.spot.country == claim.actor1_country  # a state seldom strikes itself
    placed = claim.spot.lat is not None and not guessed
    if placed or claim.type not in _ON_VICTIMS or not home or home == claim.actor1_country:
        return claim
    return _in(claim, home, scene, rule="victims' home")


def _setting(scene: Scene) -> str:
    """Return the country in which most of a report's places lie, or empty."""
    mentions = {mention.start: mention for mention in scene.mention_at.values()}.values()
    named = Counter(
        mention.place.country
        for mention in mentions
        if mention.place and mention.place.country and mention.kind == "literal" and mention.place.kind != "country"
        if not is_inferred(mention.place)
    )
    ((country, times),) = named.most_common(1) or [("", 0)]
    return country if times >= _MOST * named.total() else ""


def _in(claim: Claim, country: str, scene: Scene, *, rule: str) -> Claim:
    return by_rule(claim, rule, "place", spot=country_spot(scene, country, name=claim.spot.name))


def _in_the_country(claim: Claim, country: str, scene: Scene) -> Claim:
    abroad = claim.type == "incursion" and claim.actor1_country and claim.actor1_country != country
    if not country or claim.spot.lat is not None or not (claim.type in _LOCAL or abroad):
        return claim
    return _in(claim, country, scene, rule="setting")


def _on_the_spot(event: Event, claim: Claim, told: Sequence[tuple[Event, Claim]], scene: Scene) -> Claim:
    if claim.spot.lat is not None or claim.type not in _LOCAL:
        return claim
    for before, other in reversed(told):
        if scene.doc[before.trigger.i : event.trigger.i].text.count("\n\n") > 1:
            break
        same_day = claim.first is None or other.first is None or other.first == claim.first
        if other.spot.country and other.type in _LOCAL and same_day:
            return _in(claim, other.spot.country, scene, rule="on the spot")
    return claim


def _own_deed(event: Event, claim: Claim, scene: Scene) -> Claim:
    if claim.actor1 or not claim.actor2 or claim.type not in ONE_SIDED or claim.status not in REAL_STATUSES:
        return claim
    speaker = speaker_of(event.predicate, scene.words)
    if speaker is None or speaker.lemma_.lower() not in _MILITARY | (_CIVIL if not claim.actor2_country else set()):
        return claim
    armies = [actor for actor in resolve(speaker, scene) if actor.state]
    if not armies or armies[0].country in {claim.actor2_country, claim.spot.country}:
        return claim
    return by_rule(claim, "own deed", "actor1", actor1=armies[0].name, actor1_country=armies[0].country)


def _is_another(event: Event, scene: Scene) -> bool:
    return any(scene.words.cue_is(word.lemma_, "anaphor") for word in syntax.modifiers(event.trigger))


def _another(event: Event, claim: Claim, told: Sequence[Claim], scene: Scene) -> Claim:
    if claim.actor1 or claim.type not in ONE_SIDED or not _is_another(event, scene):
        return claim
    alike = [other for other in reversed(told) if other.type in ONE_SIDED and other.actor1]
    before = next((other for other in alike if other.means), next(iter(alike), None))
    if before is None:
        return claim
    given = [value for value in ("type", "means") if not claim.means and getattr(before, value)]
    return by_rule(
        claim,
        "another one",
        "actor1",
        *given,
        type=claim.type if claim.means else before.type,
        actor1=before.actor1,
        actor1_country=before.actor1_country,
        means=claim.means or before.means,
    )


def _at_home(claim: Claim, scene: Scene) -> Claim:
    one_sided = not claim.actor2 or claim.actor2_country == claim.actor1_country
    if claim.type not in _AT_HOME or claim.spot.lat is not None or not claim.actor1_country:
        return claim
    if claim.type == "talks" and not one_sided:
        return claim
    return _in(claim, claim.actor1_country, scene, rule="at home")
