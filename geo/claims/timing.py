"""Give each event of a sentence its date."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from spacy.tokens import Doc, Token

from geo.claims import syntax
from geo.claims.anaphora import refers_back
from geo.claims.events import FORCE, Event
from geo.claims.leads import Lead, lead_at
from geo.records import DatedSpan
from geo.reference import Lexicon

_SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass"})
_TOGETHER: Final = frozenset({"when", "as", "while", "where", "whereupon"})  # open a clause of the same time and place
_TIMES: Final = frozenset({"morning", "afternoon", "evening", "night", "noon", "midnight", "day", "week", "month"})
_NEAR: Final = 3  # edges of the tree between a date and an event below its verb
_PRECISION_ORDER: Final[Mapping[str, int]] = {"day": 0, "week": 1, "month": 2, "year": 3, "unknown": 4}


def owner(token: Token, events: Sequence[Event], words: Lexicon, *, through_relatives: bool = False) -> Event | None:
    """Return the event that a word belongs to: the first one above it in its sentence.

    A clause of its own shuts its words in: "after deaths were reported in Qom" says nothing of where the
    border was shut, "officials in Delhi said" nothing of where the shots fell, and "said on Monday" dates
    the saying.

    Parameters
    ----------
    through_relatives
        Whether to look on above a relative clause and above "when" or "as": what a clause tells of a thing in it
        ("lorries that blocked a bridge in Banjska") is where the whole is, though not when.
    """
    by_word = {i: event for event in reversed(events) for i in event.words}
    top = token
    for above in syntax.chain(token):
        if above.i in by_word:
            return by_word[above.i]
        if words.cue_is(above.lemma_, "occur") and any(child.tag_ == "WDT" for child in above.children):
            told = [event for event in events if event.trigger.i < above.i]
            return told[-1] if told else None  # "the strike, which took place on Monday"
        if _is_clause(above) and above != token and not (through_relatives and _is_inside(above)):
            top = above
            break
        top = above
    if top.pos_ == "VERB" and words.cue_is(top.lemma_, "speech", "claim", "deny", "plan"):
        return _told_before(token, top, events)
    if _is_apart(top) or (top.dep_ == "conj" and _is_clause(top)):
        return None  # "..., and Islamabad advised its citizens not to travel to Mashhad"
    return _nearest(token, top, events)


def _is_inside(verb: Token) -> bool:
    """Say whether a clause is part of the scene of the one above."""
    relative = verb.dep_ == "acl:relcl" and verb.head.ent_type_ != "PERSON"
    return relative or (verb.dep_ == "advcl" and not _is_apart(verb))


def _nearest(token: Token, top: Token, events: Sequence[Event]) -> Event | None:
    """Return the event that stands closest to a word in the tree, if it is close or hangs on the same verb."""
    near = sorted(events, key=lambda event: syntax.tree_distance(token, event.predicate))
    if near and syntax.tree_distance(token, near[0].predicate) <= _NEAR:
        return near[0]
    return near[0] if near and (top.head == top or len(near) == 1) and _within(near[0], top) else None


def _is_clause(verb: Token) -> bool:
    finite = verb.dep_ == "advcl" and syntax.is_finite(verb)
    return verb.pos_ == "VERB" and (finite or any(child.dep_ in _SUBJECTS for child in verb.children))


def _is_apart(verb: Token) -> bool:
    """Say whether a clause tells of another time and place than the one it hangs on ("after ...", "although ...")."""
    opened = {child.lower_ for child in verb.children if child.dep_ in {"mark", "advmod"} and child.i < verb.i}
    return verb.dep_ == "advcl" and syntax.is_finite(verb) and not opened & _TOGETHER


def _told_before(token: Token, speech: Token, events: Sequence[Event]) -> Event | None:
    """Return the event that a word belongs to in what stands before "..., the army said"."""
    before = [child for child in speech.children if child.dep_ in _SUBJECTS and child.i < speech.i]
    speaker = before[-1] if before else speech
    if token.i >= speaker.left_edge.i:
        return None
    quoted = [event for event in events if event.predicate.i < speaker.left_edge.i]
    told = [event for event in quoted if event.predicate.i < token.i]
    return told[-1] if told else next(iter(quoted), None)


def _within(event: Event, top: Token) -> bool:
    return top in event.predicate.ancestors and syntax.tree_distance(top, event.predicate) <= _NEAR


def follows_speech(token: Token, words: Lexicon) -> bool:
    """Say whether a day or a place stands right behind a verb of saying: "said in Maputo on Friday evening that"."""
    first = token.left_edge.i
    while first > token.sent.start:
        before = token.doc[first - 1]
        if before.pos_ == "VERB":
            return words.cue_is(before.lemma_, "speech", "claim", "deny") and before.tag_ in {"VBD", "VBZ", "VBP"}
        known = before.pos_ in {"ADP", "DET", "NUM", "ADV"} or before.lower_ in _TIMES or before.ent_type_ == "PLACE"
        if not known and before.pos_ != "PROPN":
            return False
        first -= 1
    return False


def _root(doc: Doc, span: DatedSpan) -> Token | None:
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    return words.root if words is not None else None


def assign(
    doc: Doc,
    events: Sequence[Event],
    dates: Sequence[DatedSpan],
    *,
    words: Lexicon,
    captions: Sequence[tuple[int, int]] = (),
    openings: Sequence[Lead] = (),
) -> dict[int, DatedSpan]:
    """Return the date expression of each event, by the position of its trigger.

    ``captions`` are the characters of picture captions, ``openings`` the days that open lines. "Two days after X"
    dates the clause it stands in from X, or X from the clause: whichever is dated.
    """
    chosen: dict[int, DatedSpan] = {}
    offsets: list[tuple[Event, DatedSpan, Token]] = []
    by_sentence: dict[int, list[Event]] = {}
    for event in events:
        by_sentence.setdefault(event.trigger.sent.start, []).append(event)
    for span in dates:
        root = _root(doc, span)
        if root is None or follows_speech(root, words):
            continue
        here = by_sentence.get(root.sent.start, [])
        held_by = owner(root, here, words)
        if held_by is None:
            continue
        if span.offset_days is not None:
            offsets.append((held_by, span, root))
        elif held_by.trigger.i not in chosen or _better(span, chosen[held_by.trigger.i], held_by, doc):
            chosen[held_by.trigger.i] = span
    _date_anaphors(events, chosen, words)
    for event, span, root in offsets:
        _chain_offset(event, span, root, by_sentence[root.sent.start], chosen)
        if event.trigger.i not in chosen and not _has_reference(doc, span):
            _follow(event, span, events, chosen)
    _date_captions(events, dates, captions, chosen)
    _date_openings(events, openings, chosen)
    return chosen


def _date_openings(events: Sequence[Event], openings: Sequence[Lead], chosen: dict[int, DatedSpan]) -> None:
    """Give the day that opens a line to what the line tells."""
    for event in events:
        lead = lead_at(openings, event.trigger.idx)
        if lead is not None and lead.day is not None:
            chosen.setdefault(event.trigger.i, lead.day)


def _date_anaphors(events: Sequence[Event], chosen: dict[int, DatedSpan], words: Lexicon) -> None:
    """Give "the raid" the day of the use of force that was told last before it, unless it has one of its own."""
    last: DatedSpan | None = None
    for event in events:
        if event.type not in FORCE or event.type == "incursion":
            continue
        if event.trigger.i not in chosen and last is not None and refers_back(event, words):
            chosen[event.trigger.i] = last
        last = chosen.get(event.trigger.i, last)


def _date_captions(
    events: Sequence[Event],
    dates: Sequence[DatedSpan],
    captions: Sequence[tuple[int, int]],
    chosen: dict[int, DatedSpan],
) -> None:
    """Give the day that a caption names to all that it shows: a picture has one date."""
    for start, end in captions:
        named = [span for span in dates if start <= span.start < end and span.first is not None]
        days = {(span.first, span.last) for span in named}
        for event in events:
            if len(days) == 1 and start <= event.trigger.idx < end:
                chosen.setdefault(event.trigger.i, named[0])


def _has_reference(doc: Doc, span: DatedSpan) -> bool:
    """Say whether the words go on with what they count from: "two days after the raid", not "the day before,"."""
    goes_on = doc.text[span.end : span.end + 1] not in {",", ".", ";", ":"}
    return goes_on and span.surface.lower().split()[-1] in {"after", "before", "following", "to"}


def _follow(event: Event, span: DatedSpan, events: Sequence[Event], chosen: dict[int, DatedSpan]) -> None:
    """Date "the same day" or "a day earlier" from the last dated event told before, fights from fights."""
    before = [other for other in events if other.trigger.idx < span.start and other.trigger.i in chosen]
    alike = [other for other in before if (other.type in FORCE) == (event.type in FORCE)]
    told = [chosen[other.trigger.i] for other in alike or before]
    base = next((held for held in reversed(told) if held.first is not None and held.precision == "day"), None)
    if base is not None and span.offset_days is not None:
        chosen[event.trigger.i] = _shifted(base, span, span.offset_days)


def _better(span: DatedSpan, held: DatedSpan, event: Event, doc: Doc) -> bool:
    def rank(candidate: DatedSpan) -> tuple[int, int]:
        root = _root(doc, candidate)
        distance = syntax.tree_distance(root, event.predicate) if root is not None else 1_000
        return _PRECISION_ORDER[candidate.precision], distance

    return rank(span) < rank(held)


def _chain_offset(
    event: Event, span: DatedSpan, root: Token, here: Sequence[Event], chosen: dict[int, DatedSpan]
) -> None:
    """Date an event from the one it came "two days after", or that one from it."""
    after = [other for other in here if other.trigger.idx >= span.end]
    before = [other for other in here if other.trigger.idx < span.start]
    if not after or span.offset_days is None:
        return
    reference = after[0] if event in before else event
    later = event if event is not reference else (before[-1] if before else None)
    dated = [other for other in before if other.trigger.i in chosen]
    if later is None or later.trigger.i not in chosen:
        later = min(dated, key=lambda other: syntax.tree_distance(root, other.predicate), default=later)
    for known, unknown, sign in ((later, reference, -1), (reference, later, 1)):
        if known is None or unknown is None or known is unknown or known.trigger.i not in chosen:
            continue
        base = chosen[known.trigger.i]
        if unknown.trigger.i in chosen or base.first is None or base.precision != "day":
            continue
        for other in _same_event(unknown, after if unknown in after else [unknown]):
            if other.trigger.i not in chosen:
                chosen[other.trigger.i] = _shifted(base, span, sign * span.offset_days)
        return


def _same_event(event: Event, others: Sequence[Event]) -> list[Event]:
    """Return the events told in one clause chain with the given one ("violated ... by launching a strike")."""
    return [
        other
        for other in others
        if other == event
        or event.predicate in other.predicate.ancestors
        or other.predicate in event.predicate.ancestors
    ]


def _shifted(base: DatedSpan, span: DatedSpan, days: int) -> DatedSpan:
    def move(day: date | None) -> date | None:
        return day + timedelta(days=days) if day is not None else None

    return DatedSpan(
        start=span.start,
        end=span.end,
        surface=span.surface,
        first=move(base.first),
        last=move(base.last),
        precision=base.precision,
    )
