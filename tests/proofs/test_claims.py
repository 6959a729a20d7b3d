"""Every value of every claim rests on characters of its report, or on a rule that the claim names."""

import re
from collections import defaultdict
from datetime import timedelta
from itertools import combinations

import pytest

from geo.dating import find_dates
from geo.records import AROUND, GUESSED, LIKELIEST, RELATIVE, RELATIVE_RULES, Spot, Toll
from geo.resolution.inference import around, is_inferred
from geo.rules import RULES
from geo.titles import TYPES

NUMBERS = (  # noqa: SIM905 - a list of strings is harder to read
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
VAGUE = re.compile(
    r"\b(?:an?|both|couple|pair|dozens?|scores?|hundreds?|thousands?|several|some|many|few|numbers?)\b", re.IGNORECASE
)


@pytest.fixture(scope="module")
def told(reading):
    """Each claim with its report and the report's resolved mentions."""
    articles = {article.id: article for article in reading.articles}
    return [(claim, articles[claim.report_id], reading.toponyms[claim.report_id]) for claim in reading.claims]


@pytest.fixture(scope="module")
def siblings(reading):
    found = defaultdict(list)
    for claim in reading.claims:
        found[claim.report_id].append(claim)
    return found


def spans(claim, value):
    return [(start, end) for name, start, end in claim.evidence if name == value]


def words(claim, article, value):
    return [article.text[start:end] for start, end in spans(claim, value)]


def rules(claim, value):
    return {rule for name, rule in claim.rules if name == value}


def test_there_is_enough_to_prove_anything(told):
    assert len(told) > 150
    assert {name for claim, *_ in told for name, *_ in claim.evidence} >= {
        "type", "date", "place", "actor1", "actor2", "killed", "injured", "means",
    }  # fmt: skip


def test_quotes_are_the_characters_that_they_say(told):
    for claim, article, _ in told:
        assert article.text[claim.start : claim.end] == claim.quote
        assert claim.quote == claim.quote.strip() != ""
        assert (claim.source, claim.url, claim.published) == (article.source, article.url, article.published)
        for name, start, end in claim.evidence:
            assert 0 <= start < end <= len(article.text), name


def test_every_rule_is_one_that_is_written_down(told):
    for claim, *_ in told:
        assert set(claim.rules) <= set(RULES)


def test_a_type_rests_on_an_event_word_of_the_quote(told):
    for claim, article, _ in told:
        ((start, end),) = spans(claim, "type")
        assert claim.start <= start < end <= claim.end
        assert article.text[start:end].isalpha() or "-" in article.text[start:end]
        assert claim.type in TYPES


def test_days_are_those_of_an_expression_or_so_many_days_from_one(told, siblings):
    reports = {article.id: article for _, article, _ in told}
    dated = {one.id: find_dates(one.text, published=one.published) for one in reports.values()}
    for claim, article, _ in told:
        found, dates = spans(claim, "date"), dated[article.id]
        if not found:
            assert (claim.first, claim.last, claim.date_precision) == (None, None, "unknown")
            continue
        (said,) = (date for date in dates if (date.start, date.end) in found)
        if said.offset_days is None:
            assert (claim.first, claim.last, claim.date_precision) == (said.first, said.last, said.precision)
        elif claim.first is not None:
            shift = timedelta(said.offset_days)  # from the other event, which may be the earlier or the later one
            # "hours later" may count from what itself came "the next morning".
            others = {other.first for other in siblings[claim.report_id] if spans(other, "date") != found}
            assert {claim.first - shift, claim.first + shift} & (others | {date.first for date in dates}), claim.quote


def test_a_place_is_that_of_a_mention_or_follows_from_a_rule(told, siblings, shipped):
    countries = {
        m.place.country: shipped.country(m.place.country).id
        for *_, ms in told
        for m in ms
        if m.place and m.place.country
    }
    for claim, article, mentions in told:
        spot, found, by = claim.spot, spans(claim, "place"), rules(claim, "place")
        if spot == Spot():
            assert not by
            continue
        assert found or by, claim.quote
        if not by:
            named = [m for m in mentions if (m.start, m.end) in found]
            known = {m.place.id for m in named if m.place}
            # Of a name in no gazetteer, more than its country may be guessed from where nothing happened.
            known |= {around(countries[m.place.country]) for m in named if m.place and is_inferred(m.place)}
            assert spot.place_id in known if spot.place_id else spot == Spot(name=named[0].surface), claim.quote
        if by & RELATIVE_RULES:  # named by the phrase, or after a name that no gazetteer has and a phrase describes
            assert spot.place_id.startswith((RELATIVE, AROUND + RELATIVE))
            assert spot.name in " ".join(article.text.split())
        for rule in by - RELATIVE_RULES:
            assert follows(rule, claim, siblings[claim.report_id], mentions), (rule, claim.quote)


def follows(rule, claim, others, mentions):
    """Say whether a place is what its rule says, from the claim and its report alone."""
    country = claim.spot.country
    named = {m.place.country for m in mentions if m.place}
    if rule == "crossing":
        return claim.spot.precision == "exact" and claim.spot.name in claim.crossing.split(";")
    if rule in {LIKELIEST, GUESSED}:
        known = {m.place.id for m in mentions if m.place}
        known_name = claim.spot.name in {m.surface for m in mentions}
        return claim.spot.place_id in known or known_name or claim.spot.relative
    assert claim.spot.precision == "country"
    if rule == "owner":
        return country in {m.place.country for m in mentions if m.place and claim.start <= m.start < claim.end}
    if rule in {"at home", "victims' home"}:
        home = claim.actor1_country if rule == "at home" else claim.actor2_country
        return country == home and (rule == "at home" or home != claim.actor1_country)
    if rule == "on the spot":
        return country in {other.spot.country for other in others if other.start <= claim.start and other != claim}
    return rule == "setting" and country in named


@pytest.mark.parametrize("side", ["actor1", "actor2"])
def test_an_actor_is_named_or_is_the_state_of_a_place_or_follows_from_a_rule(told, siblings, side):
    for claim, article, mentions in told:
        name, country = getattr(claim, side), getattr(claim, f"{side}_country")
        if not name:
            assert not spans(claim, side)
            assert not country
            continue
        by = rules(claim, side)
        assert spans(claim, side) or by, claim.quote
        if by == {"another one"}:
            assert name in {other.actor1 for other in siblings[claim.report_id] if other != claim}
        elif by == {"struck country"}:
            assert country == claim.spot.country or country in {m.place.country for m in mentions if m.place}
        elif country:
            assert country in {m.place.country for m in mentions if m.place}, claim.quote
        else:
            text = article.text.lower()
            states = {m.place.country for m in mentions if m.place}
            for word in re.findall(r"[\w'’-]+", name.lower()):
                assert word in text or states, (name, claim.quote)


@pytest.mark.parametrize("what", ["killed", "injured"])
def test_a_toll_rests_on_words_that_count_and_unknown_is_not_none(told, what):
    for claim, article, _ in told:
        toll = getattr(claim, what)
        counted = words(claim, article, what)
        assert bool(counted) == (toll != Toll()), claim.quote
        for bound in {toll.low, toll.high} - {None}:
            assert bound in possible(counted), (toll, counted, claim.quote)


def possible(counted):
    """Return the numbers that words can add up to; any for words that count without a number."""
    text = " ".join(counted)
    if VAGUE.search(text):
        return range(1_000_000)
    parts = [int(digits.replace(",", "")) for digits in re.findall(r"\d[\d,]*", text)]
    parts += [NUMBERS.index(word) for word in re.findall(r"[a-z]+", text.lower()) if word in NUMBERS]
    parts += [10 * TENS.index(word) for word in re.findall(r"[a-z]+", text.lower()) if word in TENS[2:]]
    parts += [1] * len(counted)  # "the man", a person's name
    return {sum(some) for count in range(1, len(parts) + 1) for some in combinations(parts, count)}


def test_means_are_a_word_of_the_report_or_follow_from_a_rule(told, siblings):
    for claim, *_ in told:
        assert bool(claim.means) == bool(spans(claim, "means") or rules(claim, "means")), claim.quote
        if rules(claim, "means"):
            assert claim.means in {other.means for other in siblings[claim.report_id] if other != claim}
        for start, _end in spans(claim, "means"):
            assert claim.start <= start < claim.end


def test_who_says_so_stands_in_the_report(told):
    for claim, article, _ in told:
        assert claim.speaker in article.text


def test_what_only_may_be_is_told_in_words_and_what_a_report_states_happened(told):
    """The words that make an event planned or denied are in its quote; the record keeps no closer span."""
    for claim, *_ in told:
        if claim.status != "happened":
            assert len(claim.quote.split()) > 1
