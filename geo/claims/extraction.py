"""Put claims together: an event with its date, place, actors, toll, status, speaker and exact words."""

import hashlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from spacy.tokens import Doc, Token

from geo.claims import placing, syntax, timing
from geo.claims.actors import Actor, Scene, joined, resolve_all
from geo.claims.anaphora import is_another, refers_back
from geo.claims.choosing import likeliest_day, likeliest_place
from geo.claims.completion import complete
from geo.claims.confidence import signs
from geo.claims.events import AT_GATES, FORCE, ONE_SIDED, Event
from geo.claims.gates import Gates, gates_of
from geo.claims.ground import passage_of, prepare
from geo.claims.models import Models, shipped
from geo.claims.spots import crossing_spot
from geo.claims.status import speaker_of
from geo.claims.tolls import add, count, counted, is_fatal, risen, sufferers
from geo.gazetteer import Gazetteer
from geo.records import Article, Claim, DatedSpan, Spot, Status, Toll, Toponym
from geo.resolution.relative import is_relative

_PARTIES: Final = frozenset({"armed_clash", "talks", "agreement"})  # events whose sides stand on one level
_DIRECTED: Final = ONE_SIDED | {"abduction", "arrest", "sanction", "statement"}  # events that are done to somebody
_SCATTERED: Final = (FORCE - {"armed_clash"}) | AT_GATES | {"abduction"}
_AIRBORNE: Final = frozenset({"drone", "missile", "jet", "warplane", "aircraft", "plane", "helicopter"})
_SMALL_ARMS: Final = frozenset({"gun", "rifle", "bullet", "shot", "round", "gunfire", "machine-gun"})
_EXPLOSIVES: Final = frozenset({"bomb", "ied", "suicide", "landmine", "mine", "grenade", "explosive", "vest"})
_DIES: Final = frozenset({"die", "perish"})
_LOBBED: Final = frozenset({"mortar", "artillery", "shell", "rocket", "howitzer"})


def _means(event: Event, scene: Scene) -> tuple[str, Token]:
    """Return the weapon that the clause names, else what the event word itself says, and the word that says it."""
    around = [*event.parts.instruments, *event.parts.agents, *syntax.modifiers(event.trigger)]
    for token in (word for head in around for word in syntax.phrase(head)):
        if scene.words.noun_is(token.lemma_, "aircraft", "artillery", "explosive", "gun") and token.lemma_ != "fire":
            return str(token.lemma_.lower()), token
    return event.means, event.trigger


def _refine(event: Event, means: str) -> None:
    """Let the weapon decide between kinds of attack: a drone makes it an air strike, a bomb a bombing."""
    if event.type == "attack" and any(word.lower_ == "other" for word in _reciprocal(event)):
        event.type = "armed_clash"  # "guards shot at each other"
    elif event.type == "attack" and means in _AIRBORNE:
        event.type = "air_strike"
    elif event.type == "attack" and means in _LOBBED:
        event.type = "shelling"
    elif event.type == "bombing" and means in _AIRBORNE:
        event.type = "air_strike"
    elif event.type in {"attack", "air_strike"} and means in _EXPLOSIVES:
        event.type = "bombing" if event.means != "bomb" else event.type
    elif event.type == "air_strike" and means in _LOBBED:
        event.type = "shelling"
    elif event.type == "air_strike" and means in _SMALL_ARMS:
        event.type = "attack"


def _reciprocal(event: Event) -> list[Token]:
    return [word for word in event.trigger.subtree if word.i > 0 and word.nbor(-1).lower_ in {"each", "one"}]


def _doers(event: Event, scene: Scene) -> list[Token]:
    """Return the words for those who did it: not who speaks of it ("shells fell, said an official") nor who died."""
    if event.trigger.lemma_ in _DIES or scene.words.cue_is(event.trigger.lemma_, "dead"):
        return []
    speaker = speaker_of(event.predicate, scene.words)
    # "Rebels killed two guards in an assault": who kills in it does it.
    killers = [word for verb in event.consequences if syntax.patients(verb) for word in _killers(verb)]
    return [
        word
        for word in event.parts.agents or killers
        if word != speaker and not timing.follows_speech(word, scene.words)
    ]


def _killers(verb: Token) -> list[Token]:
    return syntax.subjects(verb) if verb.pos_ == "VERB" and not syntax.is_passive(verb) else []


def _sides(event: Event, scene: Scene, spot: Spot) -> tuple[list[Actor], list[Actor]]:
    """Return who did it and to whom."""
    agents = resolve_all(_doers(event, scene), scene)
    if event.type in _PARTIES:
        met = [*syntax.patients(event.predicate), *syntax.obliques(event.predicate, "with", "between", "to")]
        met += syntax.obliques(event.trigger, "with", "between")
        met += [t for t in event.trigger.sent if scene.words.noun_is(t.lemma_, "counterpart")]
        targets = resolve_all(met, scene)
        victims = [v for c in event.consequences for v in sufferers(c)]
        sides = {actor.name: actor for actor in [*resolve_all(victims, scene), *agents, *targets]}
        parties = [actor for actor in sides.values() if not actor.name.startswith("Civilians")]
        return parties[:1], parties[1:]
    if event.type not in _DIRECTED:
        return agents, []
    targets = resolve_all(event.parts.targets, scene)
    agents = [agent for agent in agents if not (agent.assumed and agent.name in {target.name for target in targets})]
    targets = [actor for actor in targets if actor.name not in {agent.name for agent in agents}]
    if event.type == "incursion":  # a line or an airspace is crossed, a state is entered
        targets = [actor for actor in targets if actor.state]
    foreign = agents and agents[0].state and spot.country and agents[0].country != spot.country
    if event.type in ONE_SIDED and foreign and not targets:
        # A stated rule: a state's strike in another country, at nothing that is named, is on that country.
        place = scene.country_name(spot.country)
        targets = [Actor(name=place, country=spot.country, start=event.trigger.idx, end=event.trigger.idx, state=True)]
    return agents, targets


def _tolls(event: Event, scene: Scene) -> tuple[Toll, Toll, list[tuple[str, int, int]]]:
    """Return killed, injured and the characters that each rests on."""
    parts: dict[str, list[Toll]] = {"killed": [], "injured": []}
    wholes: dict[str, list[Toll]] = {"killed": [], "injured": []}
    evidence = []
    seen: set[int] = set()
    for consequence in event.consequences:
        reached = risen(consequence)
        for head in sufferers(consequence):
            if _is_part(consequence):
                continue
            toll = count(reached or head)
            if head.i in seen or toll == Toll() or syntax.is_negated(consequence):
                continue
            seen.add(head.i)
            what = "killed" if is_fatal(consequence, scene.words) else "injured"
            (wholes if reached else parts)[what].append(toll)
            phrases = [syntax.phrase(word) for word in counted(reached or head)]
            evidence += [(what, words[0].idx, words[-1].idx + len(words[-1])) for words in phrases]
    # "His mother was hurt", "the number of injured was put at four": the whole is not added to its parts.
    return _one(wholes["killed"][-1:] or parts["killed"]), _one(wholes["injured"][-1:] or parts["injured"]), evidence


def _is_part(consequence: Token) -> bool:
    """Say whether a count is only part of one told before: "two men were also killed"."""
    return any(child.lower_ == "also" for child in consequence.children)


def _one(tolls: Sequence[Toll]) -> Toll:
    return add(tolls) if tolls else Toll()


def _speaker(event: Event, scene: Scene) -> str:
    """Return the phrase that names who says so, if it names somebody who can speak."""
    head = speaker_of(event.predicate, scene.words)
    if head is None:
        return ""
    speaks = head.ent_type_ or scene.words.noun_is(head.lemma_, "institution", "victim", "armed", "envoy", "irregular")
    if not speaks:
        return ""
    words = syntax.phrase(head)
    return scene.text[words[0].idx : words[-1].idx + len(words[-1])]


def _claim(
    event: Event,
    article: Article,
    scene: Scene,
    *,
    status: Status,
    span: DatedSpan | None,
    own_date: bool,
    place: placing.Located | None,
    supposed: Mapping[str, str] = MappingProxyType({}),
    part: int = 0,
) -> Claim:
    means, weapon = _means(event, scene)
    _refine(event, means)
    stated = place if "place" not in supposed else None
    spot = placing.owned(scene, event) if event.type in FORCE and not stated else Spot()
    rules = [("place", "owner")] if spot != Spot() else []
    if place and not rules:
        spot = place.spot
        rules = [("place", supposed["place"])] if "place" in supposed else []
        if place.place is not None and is_relative(place.place):
            rules.append(("place", "by road" if place.relative and place.relative.by_road else "relative"))
    agents, targets = _sides(event, scene, spot)
    gates = gates_of(event, scene, agents) if event.type in AT_GATES else Gates()
    if gates.crossings and spot.precision != "exact":
        at_gate = crossing_spot(scene, gates.crossings[0])
        spot, rules = (at_gate, [("place", "crossing")]) if at_gate else (spot, rules)
    rules += [("date", supposed["date"])] if "date" in supposed else []
    actor1, country1 = joined(agents)
    actor2, country2 = joined(targets)
    killed, injured, evidence = _tolls(event, scene) if not part else (Toll(), Toll(), [])
    quote = event.trigger.sent
    text = quote.text.strip()
    start = quote.start_char + quote.text.index(text)
    passage = passage_of(article, event.trigger.idx)
    caption = passage is not None and passage.kind == "caption"
    evidence.append(("type", event.trigger.idx, event.trigger.idx + len(event.trigger)))
    own = own_date or stated is not None
    if refers_back(event, scene.words) and not (event.resumed and own):
        evidence.append(("anaphor", event.trigger.idx, event.trigger.idx + len(event.trigger)))
    if is_another(event) and own:
        evidence.append(("another", event.trigger.idx, event.trigger.idx + len(event.trigger)))
    evidence += [("actor1", actor.start, actor.end) for actor in agents]
    evidence += [("actor2", actor.start, actor.end) for actor in targets if actor.end > actor.start]
    rules += [("actor2", "struck country") for actor in targets if actor.end == actor.start]
    if means:
        evidence.append(("means", weapon.idx, weapon.idx + len(weapon)))
    if span is not None:
        evidence.append(("date", span.start, span.end))
    if stated is not None:
        words = stated.relative or stated.mention
        evidence.append(("place", words.start, words.end))
    key = f"{article.id}:{event.trigger.idx}:{event.type}" + (f":{part}" if part else "")
    return Claim(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        report_id=article.id,
        type=event.type,
        status=status,
        quote=text,
        start=start,
        end=start + len(text),
        source=article.source,
        url=article.url,
        published=article.published,
        first=span.first if span else None,
        last=span.last if span else None,
        date_precision=span.precision if span else "unknown",
        spot=spot,
        actor1=actor1,
        actor1_country=country1,
        actor2=actor2,
        actor2_country=country2,
        killed=killed,
        injured=injured,
        means=means,
        speaker=_speaker(event, scene),
        crossing=";".join(gates.crossings),
        crossing_border=gates.border,
        crossing_modes=gates.modes,
        crossing_towards=gates.towards,
        crossing_exceptions=gates.exceptions,
        from_caption=caption,
        evidence=tuple(sorted(set(evidence))),
        rules=tuple(sorted(set(rules))),
    )


def _foreseen(status: Status, span: DatedSpan | None, article: Article) -> Status:
    """Return ``planned`` for what is told as a fact but dated after the report: "talks begin on Friday"."""
    later = article.published and span and span.first and span.first > article.published
    return "planned" if later and status in {"happened", "claimed"} else status


def _says_something(event: Event, claim: Claim) -> bool:
    """Say whether a claim of violence says when, where or how many: "militants still raid farms" tells of no event."""
    if claim.type not in FORCE | {"abduction"} or claim.status not in {"happened", "claimed"}:
        return True
    backs = any(name == "anaphor" for name, _, _ in claim.evidence)
    stated = claim.first is not None or claim.spot.name or claim.killed != Toll() or claim.injured != Toll()
    usual = event.predicate.tag_ in {"VBP", "VBZ"} and not claim.speaker
    return bool(backs or stated or claim.speaker or (claim.actor1 and claim.actor2 and not usual))


def _scenes_of(event: Event, places: Sequence[placing.Located]) -> Sequence[placing.Located | None]:
    """Return the places that are each a scene of their own: a strike "on Goris, Sotk and Jermuk" tells of three."""
    if not places:
        return [None]
    return placing.coordinated(places) if event.type in _SCATTERED else places[:1]


def _at_home(claim: Claim) -> bool:
    """Say whether forces enter their own land, which is no incursion."""
    return (
        claim.type == "incursion"
        and bool(claim.actor1_country)
        and claim.actor1_country == claim.spot.country == (claim.actor2_country or claim.spot.country)
    )


def extract(
    article: Article,
    doc: Doc,
    mentions: Sequence[Toponym],
    dates: Sequence[DatedSpan],
    *,
    gazetteer: Gazetteer,
    dateline: tuple[int, int] | None = None,
    models: Models | None = None,
) -> list[tuple[Claim, Mapping[str, float]]]:
    """Return the claims of a report, in the order of its text, each with the signs of how likely it is right.

    Parameters
    ----------
    doc
        The report's text as `geo.language` analyses it.
    mentions, dates
        Resolved mentions (`geo.resolution`) and dated expressions (`geo.dating`) of the same text.
    dateline
        Characters of the dateline's place, which is never where something happened.
    models
        What is learned; that which ships unless given.
    """
    learned = models or shipped()
    ground = prepare(article, doc, mentions, dates, gazetteer=gazetteer, dateline=dateline, network=learned.words)
    scene, events = ground.scene, ground.events
    spans = ground.chooser.dates(likeliest_day(learned.days))
    places = ground.chooser.places(likeliest_place(learned.places), spans)
    told = [
        (event, number, place)
        for event in events
        for number, place in enumerate(_scenes_of(event, places.get(event.trigger.i, [])))
    ]
    claims = [
        _claim(
            event,
            article,
            scene,
            status=_foreseen(ground.standing[event.trigger.i], spans.get(event.trigger.i), article),
            span=spans.get(event.trigger.i),
            own_date=_is_in_sentence(spans.get(event.trigger.i), event),
            place=place,
            supposed=ground.chooser.supposed.get(event.trigger.i, {}),
            part=number,
        )
        for event, number, place in told
    ]
    kept = [(one, claim) for one, claim in zip(told, claims, strict=True) if _says_something(one[0], claim)]
    told, claims = [one for one, _ in kept], [claim for _, claim in kept]
    done = complete([event for event, _, _ in told], claims, scene, dateline=dateline, openings=ground.openings)
    return [
        (claim, signs(claim, event, ground.mentions, chosen=ground.chooser.supposed.get(event.trigger.i, {})))
        for (event, _, _), claim in zip(told, done, strict=True)
        if not _at_home(claim)
    ]


def _is_in_sentence(span: DatedSpan | None, event: Event) -> bool:
    sentence = event.trigger.sent
    return span is not None and sentence.start_char <= span.start < sentence.end_char
