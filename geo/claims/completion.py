"""Complete the claims of a report from one another, by rules that each have a name in a reader's words."""

import dataclasses
from collections import Counter
from collections.abc import Sequence
from typing import Final

from geo.claims import placing, syntax
from geo.claims.actors import Scene, resolve
from geo.claims.events import FORCE, ONE_SIDED, Event
from geo.claims.status import speaker_of
from geo.records import REAL_STATUSES, Claim, Spot

_MILITARY: Final = frozenset({"army", "military", "force", "forces", "navy", "guard", "guards"})
_CIVIL: Final = frozenset({"ministry", "government"})  # where those who were struck are no state
_FEWEST: Final = 3  # places
_NEARLY_ALL: Final = 0.8
_AT_HOME: Final = frozenset({"talks", "border_closure", "border_opening", "arrest"})
_LOCAL: Final = (FORCE - {"incursion"}) | {"abduction", "arrest", "protest", "displacement"}


def complete(events: Sequence[Event], claims: Sequence[Claim], scene: Scene) -> list[Claim]:
    """Return the claims with what the rest of the report says of them.

    Five rules. *Own deed*: an army that tells of a strike on somebody else, and of no one who struck, struck.
    *Another one*: "a separate salvo", "a second raid" were fired by whoever fired the one told
    before, and with the same means, unless the text says otherwise. *At home*: a state's own meeting, or the
    border that it shuts, is in that state as long as no place is named, and so is whom its police arrest. *On the
    spot*: what a story goes on with, in the same paragraph and on the same day, is in the country of what it told
    last. *In the country*: where all but a few of the places that a report names lie in one country, so does what
    it tells without a place.

    Parameters
    ----------
    events, claims
        Of one report, in the same order and of the same number.
    """
    done: list[Claim] = []
    country = _setting(scene)
    for event, claim in zip(events, claims, strict=True):
        known = _at_home(_another(event, _own_deed(event, claim, scene), done, scene), scene)
        known = _on_the_spot(event, known, list(zip(events, done, strict=False)), scene)
        done.append(_in_the_country(known, country, scene))
    return done


def _setting(scene: Scene) -> str:
    """Return the country in which nearly all of a report's places lie, or empty."""
    mentions = {mention.start: mention for mention in scene.mention_at.values()}.values()
    named = Counter(
        mention.place.country
        for mention in mentions
        if mention.place and mention.place.country and mention.kind == "literal" and mention.place.kind != "country"
    )
    ((country, times),) = named.most_common(1) or [("", 0)]
    return country if times >= _FEWEST and times >= _NEARLY_ALL * named.total() else ""


def _in_the_country(claim: Claim, country: str, scene: Scene) -> Claim:
    if not country or claim.spot != Spot() or claim.type not in _LOCAL or claim.first is None:
        return claim
    return dataclasses.replace(claim, spot=placing.country_spot(scene, country))


def _on_the_spot(event: Event, claim: Claim, told: Sequence[tuple[Event, Claim]], scene: Scene) -> Claim:
    if claim.spot != Spot() or claim.type not in _LOCAL or claim.first is None:
        return claim
    for before, other in reversed(told):
        if "\n" in scene.doc[before.trigger.i : event.trigger.i].text:
            break
        if other.spot.country and other.first == claim.first and other.type in _LOCAL:
            return dataclasses.replace(claim, spot=placing.country_spot(scene, other.spot.country))
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
    return dataclasses.replace(claim, actor1=armies[0].name, actor1_country=armies[0].country)


def _is_another(event: Event, scene: Scene) -> bool:
    return any(scene.words.cue_is(word.lemma_, "anaphor") for word in syntax.modifiers(event.trigger))


def _another(event: Event, claim: Claim, told: Sequence[Claim], scene: Scene) -> Claim:
    if claim.actor1 or claim.type not in ONE_SIDED or not _is_another(event, scene):
        return claim
    alike = [other for other in reversed(told) if other.type in ONE_SIDED and other.actor1]
    before = next((other for other in alike if other.means), next(iter(alike), None))
    if before is None:
        return claim
    return dataclasses.replace(
        claim,
        type=claim.type if claim.means else before.type,
        actor1=before.actor1,
        actor1_country=before.actor1_country,
        means=claim.means or before.means,
    )


def _at_home(claim: Claim, scene: Scene) -> Claim:
    one_sided = not claim.actor2 or claim.actor2_country == claim.actor1_country
    if claim.type not in _AT_HOME or claim.spot != Spot() or not claim.actor1_country:
        return claim
    if claim.type == "talks" and not one_sided:
        return claim
    return dataclasses.replace(claim, spot=placing.country_spot(scene, claim.actor1_country))
