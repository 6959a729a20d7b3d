"""The signs of a claim's confidence, and what it makes of them."""

from datetime import date

import pytest

from geo import pipeline
from geo.claims.confidence import SIGNS, curve
from geo.curves import probability
from geo.records import Article

TEXT = (
    "Gunmen shot dead four soldiers in Quetta on Tuesday, officials said.\n\n"
    "A separate blast wounded two people. The army might strike camps abroad."
)


@pytest.fixture(scope="module")
def told(shipped):
    article = Article(id="a", text=TEXT, published=date(2024, 1, 19))
    known = pipeline.analyse(article, shipped)
    ((mentions, claims),) = pipeline.read_together([known], shipped)
    return claims, pipeline.signed_claims_of(known, mentions, shipped)


def test_every_claim_has_all_signs_and_its_confidence_is_what_the_curve_makes_of_them(told):
    claims, known = told
    assert [claim.id for claim in claims] == [claim.id for claim, _ in known]
    for claim, (_, signs) in zip(claims, known, strict=True):
        assert tuple(signs) == SIGNS
        assert claim.confidence == probability(curve(), signs)


def test_the_signs_say_what_the_words_say(told):
    _, ((_, shooting), *others) = told
    assert shooting["day in its own words"] == shooting["toll"] == 1
    assert shooting["confidence of the place"] > 0.5
    assert shooting["no place"] == 0
    assert shooting["status"] > 0.8
    assert all(signs["day in its own words"] == 0 for _, signs in others)


def test_an_event_with_its_own_day_and_place_is_surer_than_one_without(told):
    claims, _ = told
    assert claims[0].confidence > max(claim.confidence for claim in claims[1:])


def test_what_is_told_as_a_plan_is_no_less_sure_for_that(told):
    _, known = told
    ((_, plan),) = [one for one in known if one[0].status not in {"happened", "claimed"}]
    assert plan["status"] > 0.5
