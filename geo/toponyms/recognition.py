"""Find the place names of a report.

Two sources agree or complete each other: the trained recogniser of `geo.language` says what reads like a
name, the gazetteer what is known to be one. Nothing that neither of them supports is returned.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from geo.gazetteer import Gazetteer
from geo.records import DatedSpan, MentionKind, Toponym
from geo.reference import Lexicon, lexicon
from geo.toponyms.usage import usage

_DIRECTION = (
    r"(?:north|south|east|west|central|upper|lower|inner|outer|mainland|far|greater|northern|southern|eastern|western"
    r"|(?:north|south)[- ]?(?:east|west)(?:ern)?|neighbou?ring|occupied|rebel-held)"
)
_LEADING = re.compile(rf"(?:(?:the|{_DIRECTION})[\s-]+)+", re.IGNORECASE)
_TYPE_WORD = (
    r"province|provinces|district|districts|governorate|county|city|town|village|region|state|area|border|oblast"
    r"|prefecture|division|tehsil|valley|region's|airport|capital|port"
)
_TRAILING = re.compile(rf"(?:\s+(?:{_TYPE_WORD}|['’]s))+$", re.IGNORECASE)
_LEADING_TYPE = re.compile(
    r"(?:city|province|district|state|town|village|governorate|county|port|airport)\s+of\s+", re.IGNORECASE
)
_SEAMS = frozenset({",", "-", "–", "/", "and", "'s", "’s"})
_SHORT_FORM = 3  # letters
_LONGEST = 5  # tokens of an untagged name that are tried together
_CITY_WITHOUT_MODEL = 15_000  # people; below it a city's name alone, unseen by the recogniser, is mostly a false alarm
_STRICTLY_LOCATIVE = frozenset({"in", "at", "near", "inside", "outside", "into", "across", "around"})
_LOCATIVE = frozenset(
    {"in", "at", "near", "from", "to", "into", "inside", "outside", "of", "across", "toward", "towards"}
)


def core_name(surface: str, gazetteer: Gazetteer) -> str:
    """Return the part of a name that the gazetteer knows, or the bare name if it knows none.

    Directions ("northern Iraq") and type words ("Panjgur district") are taken off only where the name
    with them is unknown, so that "South Sudan" and "West Bank" stay whole.
    """
    name = surface.strip(" \t\n,.;:'’\"“”()")
    if len(name) == _SHORT_FORM and name.istitle() and _is_country_code(name.upper(), gazetteer):
        return name.upper()  # "Pak-Iran"
    if gazetteer.has(name):
        return name
    for pattern in (_LEADING, _LEADING_TYPE):
        match = pattern.match(name)
        if match and gazetteer.has(name[match.end() :]):
            return name[match.end() :]
    bare = _TRAILING.sub("", name)
    if bare and gazetteer.has(bare):
        return bare
    match = _LEADING.match(bare)
    stripped = bare[match.end() :] if match else bare
    return stripped or name


def _is_country_code(name: str, gazetteer: Gazetteer) -> bool:
    return any(entry.name_kind == "abbreviation" and entry.place.kind == "country" for entry in gazetteer.lookup(name))


def _split(span: Span, gazetteer: Gazetteer) -> Iterator[Span]:
    """Yield the names of an entity: "Taftan, Balochistan", "Pakistan-Iran" and "Iraq's Anbar" are two each."""
    if gazetteer.has(span.text):
        yield span
        return
    cuts = [i for i, token in enumerate(span) if token.text in _SEAMS]
    parts = [span[a:b] for a, b in zip([0, *(c + 1 for c in cuts)], [*cuts, len(span)], strict=True) if b > a]
    if cuts and all(gazetteer.has(core_name(part.text, gazetteer)) for part in parts):
        yield from parts
        return
    comma = [i for i in cuts if span[i].text == ","]
    yield from (span[a:b] for a, b in zip([0, *(c + 1 for c in comma)], [*comma, len(span)], strict=True) if b > a)


def _trim(span: Span) -> Span:
    while len(span) > 1 and (span[0].lower_ in {"the", "'", '"', "“", "‘"} or span[0].is_space):
        span = span[1:]
    while len(span) > 1 and (span[-1].lower_ in {"'s", "’s", "'", "’", '"', "”"} or span[-1].is_space):
        span = span[:-1]
    return span


def _toponym(span: Span, kind: MentionKind, gazetteer: Gazetteer) -> Toponym:
    surface = span.text
    return Toponym(
        start=span.start_char,
        end=span.end_char,
        surface=surface,
        name=core_name(surface, gazetteer),
        kind=kind,
    )


def _kinds(name: str, gazetteer: Gazetteer) -> set[str]:
    return {f"{entry.name_kind}:{entry.place.kind}" for entry in gazetteer.lookup(name)}


def _is_demonym(name: str, gazetteer: Gazetteer) -> bool:
    kinds = _kinds(name, gazetteer)
    return any(kind.startswith("demonym") for kind in kinds)


def _is_area(name: str, gazetteer: Gazetteer) -> bool:
    return any(
        entry.name_kind != "demonym" and entry.place.kind in {"country", "admin1", "region"}
        for entry in gazetteer.lookup(name)
    )


def _from_entity(entity: Span, gazetteer: Gazetteer, words: Lexicon) -> Iterator[Toponym]:
    """Yield the mentions that a recognised name gives, by what it is a name of."""
    span = _trim(entity)
    if entity.label_ == "NORP":
        for part in _split(span, gazetteer):
            if _is_demonym(part.text, gazetteer) or _is_area(part.text, gazetteer):
                yield _toponym(part, _kind(part, gazetteer, words), gazetteer)
    elif (
        entity.label_ in {"PLACE", "FACILITY"}
        or (entity.label_ != "PERSON" and _is_area(span.text, gazetteer))
        or _is_located(span, gazetteer)
        or _is_country(span, gazetteer)
    ):
        for part in _split(span, gazetteer):
            name = _trim(part)
            if entity.label_ == "FACILITY" and not gazetteer.has(core_name(name.text, gazetteer)):
                yield from _inside(name, gazetteer)
            elif any(token.is_alpha for token in name) and not _is_foreign_short_form(name.text, gazetteer):
                yield _toponym(name, _kind(name, gazetteer, words), gazetteer)
    elif entity.label_ != "PERSON":
        yield from _inside(span, gazetteer)


def _is_foreign_short_form(name: str, gazetteer: Gazetteer) -> bool:
    """Say whether capitals such as "EU" only happen to be spelt like a town."""
    if not name.isupper() or len(name) > _SHORT_FORM:
        return False
    return not any(entry.name_kind == "abbreviation" for entry in gazetteer.lookup(name))


def _is_country(span: Span, gazetteer: Gazetteer) -> bool:
    """Say whether a lone "Chad" or "Jordan" that the model takes for a person is the country.

    It is not if the report names a person of that name ("Jordan Smith").
    """
    if len(span) != 1 or not any(
        entry.place.kind == "country" and entry.name_kind == "preferred" for entry in gazetteer.lookup(span.text)
    ):
        return False
    return not any(len(other) > 1 and span.text in {t.text for t in other} for other in span.doc.ents)


def _is_located(span: Span, gazetteer: Gazetteer) -> bool:
    """Say whether a name that the model takes for a person or body is a known place after "in", "at", "near"."""
    if not gazetteer.has(span.text) or any(token.text.isupper() for token in span):
        return False
    before = span.doc[span.start - 1].lower_ if span.start else ""
    if before == "and" and span.start > 1:
        before = span.doc[span.start - 3].lower_ if span.start > 2 else ""  # noqa: PLR2004 - "at Mand and Gwadar"
    if before in _STRICTLY_LOCATIVE or _is_struck(span):
        return True
    if before == "of" and span.start > 1 and lexicon().noun_is(span.doc[span.start - 2].lemma_, "target"):
        return True  # "the airport of Argyle"
    largest = max(entry.place.population for entry in gazetteer.lookup(span.text))
    moved = any(lexicon().cue_is(above.lemma_, "motion") for above in itertools.islice(span.root.ancestors, 2))
    return before in _LOCATIVE and (moved or span.label_ != "PERSON") and largest >= _CITY_WITHOUT_MODEL


def _kind(name: Span, gazetteer: Gazetteer, words: Lexicon) -> MentionKind:
    if _is_demonym(name.text, gazetteer) and not _is_area(name.text, gazetteer):
        return "demonym"
    return usage(name, words)


def _inside(span: Span, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """Yield the known places inside another name, longest first from the left."""
    for part in _known(span, gazetteer, cities=False):
        yield _toponym(part, "embedded", gazetteer)


def _known(span: Span, gazetteer: Gazetteer, *, cities: bool) -> Iterator[Span]:
    """Yield the longest capitalised stretches that the gazetteer knows as areas or, if asked, cities."""
    i = 0
    while i < len(span):
        for length in range(min(_LONGEST, len(span) - i), 0, -1):
            part = span[i : i + length]
            if (
                part[0].text[:1].isupper()
                and part[-1].text[:1].isupper()
                and _acceptable(part, gazetteer, cities=cities)
            ):
                yield part
                i += length
                break
        else:
            i += 1


def _acceptable(part: Span, gazetteer: Gazetteer, *, cities: bool) -> bool:
    if not gazetteer.has(part.text):
        return False
    if len(part) == 1 and part[0].pos_ not in {"PROPN", "ADJ", "NOUN"}:
        return False
    for entry in gazetteer.lookup(part.text):
        place = entry.place
        if place.kind in {"country", "region"} and (entry.name_kind != "alternate" or len(part.text) > 3):  # noqa: PLR2004 - codes
            return True
        if place.kind == "admin1" and entry.name_kind == "preferred" and part[0].pos_ == "PROPN":
            return True
        if cities and place.kind == "city" and place.population >= _CITY_WITHOUT_MODEL and part[0].pos_ == "PROPN":
            return entry.name_kind == "preferred" and _located(part)
    return False


def _located(part: Span) -> bool:
    """Say whether a name follows "in" or "near", or a verb of attack ("shelled Kharkiv")."""
    return part.start > 0 and (part.doc[part.start - 1].lower_ in _LOCATIVE or _is_struck(part))


def _is_struck(part: Span) -> bool:
    if part.start == 0:
        return False
    triggers = lexicon().triggers.get((part.doc[part.start - 1].lemma_.lower(), "VERB"), ())
    return any(trigger.frame == "force" for trigger in triggers)


def _untagged(doc: Doc) -> Iterator[Span]:
    """Yield the stretches between entities, a sentence at a time."""
    for sentence in doc.sents:
        start = sentence.start
        for entity in sentence.ents:
            if entity.start > start:
                yield doc[start : entity.start]
            start = entity.end
        if sentence.end > start:
            yield doc[start : sentence.end]


def recognise(doc: Doc, gazetteer: Gazetteer, *, dates: Sequence[DatedSpan] = ()) -> tuple[Toponym, ...]:
    """Find the place names of an analysed report.

    Parameters
    ----------
    dates
        Expressions of time in the same text; no name is found inside one ("Thursday" is an island, too).

    Returns
    -------
    tuple of Toponym
        In order, not overlapping and not yet resolved (no candidates).
    """
    words = lexicon()
    found: dict[tuple[int, int], Toponym] = {}
    for entity in doc.ents:
        for mention in _from_entity(entity, gazetteer, words):
            found[mention.start, mention.end] = mention
    for stretch in _untagged(doc):
        for part in _known(stretch, gazetteer, cities=True):
            found[part.start_char, part.end_char] = _toponym(part, _kind(part, gazetteer, words), gazetteer)
    ordered = sorted(found.values(), key=lambda mention: (mention.start, -mention.end))
    taken = [(span.start, span.end) for span in dates]
    kept: list[Toponym] = []
    for mention in ordered:
        dated = any(start < mention.end and mention.start < end for start, end in taken)
        if not dated and (not kept or mention.start >= kept[-1].end):
            kept.append(mention)
    return tuple(kept)
