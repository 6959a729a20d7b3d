"""Which place each name of a report means."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import toponyms
from geo.gazetteer import Gazetteer
from geo.records import Toponym
from geo.resolution import Unresolved, resolve, resolve_together
from geo.resolution.inference import is_inferred
from geo.resolution.weights import PARTS

GAZETTEER = Gazetteer()


def marked(text: str, *names: str) -> tuple[Toponym, ...]:
    """Return the mentions of a text that stand at the first places of names, each after the one before."""
    found, end = [], 0
    for name in names:
        start = text.index(name, end)
        end = start + len(name)
        found.append(toponyms.given(text, start, end, gazetteer=GAZETTEER))
    return tuple(found)


def resolved(text: str, *names: str, publisher: str = "") -> list[Toponym]:
    return list(resolve(marked(text, *names), text=text, gazetteer=GAZETTEER, publisher=publisher))


def where(mention: Toponym) -> tuple[str, str]:
    return (mention.place.country, mention.place.admin1 or mention.place.name) if mention.place else ("", "")


@pytest.mark.parametrize(
    ("text", "names", "asked", "country"),
    [
        ("Police in Troy, N.C., said so.", ["Troy"], 0, "US"),  # the container is no mention of its own
        ("Pakistan's Hyderabad was calm.", ["Pakistan", "Hyderabad"], 1, "PK"),
        ("A man from Paris (Texas) was held.", ["Paris", "Texas"], 0, "US"),
        ("Fighting in Tripoli in northern Lebanon.", ["Tripoli", "Lebanon"], 0, "LB"),
        ("Canadian officials said no.", ["Canadian"], 0, "CA"),
        ("Fires burnt in northern Iraq.", ["northern Iraq"], 0, "IQ"),
    ],
)
def test_the_words_beside_a_name_place_it(text, names, asked, country):
    assert resolved(text, *names)[asked].place.country == country


def test_a_name_keeps_its_sense_through_a_report_unless_the_text_says_another():
    text = "Paris, Texas, is small. Paris has a tower. Paris, France, is large."
    first, _, second, third, _ = resolved(text, "Paris", "Texas", "Paris", "Paris", "France")
    assert [where(mention)[0] for mention in (first, second, third)] == ["US", "US", "FR"]


def test_a_type_word_chooses_the_district():
    text = "The road to Chagai district is shut."
    [mention] = resolved(text, "Chagai district")
    assert mention.place.kind == "admin2"


def test_every_answer_says_why_and_what_else_it_could_be():
    text = "Shells fell near Hyderabad, police in Karachi said."
    first, _ = resolved(text, "Hyderabad", "Karachi")
    assert first.place.country == "PK"
    assert "Karachi in the same report is in Pakistan" in first.candidates[0].reasons
    assert any(candidate.place.country == "IN" for candidate in first.candidates[1:])
    assert 0 < first.confidence <= 1


def test_a_publisher_of_a_place_means_its_own():
    local = "The council of Paris met in Lamar County, Texas."
    mentions = marked(local, "Paris", "Lamar County", "Texas")
    others = [Unresolved(mentions=mentions, text=local, publisher="paris.example")]
    text = "Paris will mend its roads."
    asked = Unresolved(mentions=marked(text, "Paris"), text=text, publisher="https://www.paris.example/news/1")
    few = resolve_together([asked, *others * 4], gazetteer=GAZETTEER)[0]
    many = resolve_together([asked, *others * 5], gazetteer=GAZETTEER)[0]
    assert where(few[0])[0] == "FR"
    assert where(many[0]) == ("US", "Texas")
    assert any("publisher" in reason for reason in many[0].candidates[0].reasons)


def test_the_country_of_a_web_domain_speaks_for_its_places():
    text = "Cambridge won."
    assert where(resolved(text, "Cambridge", publisher="news.example.co.uk")[0])[0] == "GB"


def test_an_unknown_name_gets_the_area_that_the_report_gives_it():
    text = "Panjgur was hit. The village of Koh-e-Zzz, in Panjgur, was hit as well."
    mention = resolved(text, "Panjgur", "Koh-e-Zzz", "Panjgur")[1]
    assert mention.place.kind == "region"
    assert mention.place.name == "Koh-e-Zzz"
    assert mention.place.country == "PK"
    assert mention.place.uncertainty_km >= 100
    assert "in no gazetteer" in mention.candidates[0].reasons[1]


def test_what_a_report_does_not_place_stays_and_stays_unresolved():
    text = "Zzyzxville is far from Kzzarn."
    assert [mention.place for mention in resolved(text, "Zzyzxville", "Kzzarn")] == [None, None]


def test_a_hospital_is_near_the_town_that_it_is_named_after():
    text = "The wounded came to Quetta Civil Hospital on Monday."
    [mention] = resolved(text, "Quetta Civil Hospital")
    assert mention.place.country == "PK"
    assert any("named after Quetta" in reason for reason in mention.candidates[0].reasons)


NAMES = st.sampled_from(
    ["Paris", "Texas", "Tripoli", "Lebanon", "Qqqville", "Georgia", "Iranian", "Kashmir", "Ky.", "U.S."]
)
LINKS = st.sampled_from([", ", " in ", "'s ", " and ", ". ", "\n", " ("])


@settings(max_examples=60)
@given(names=st.lists(NAMES, max_size=7), links=st.lists(LINKS, min_size=7, max_size=7))
def test_as_many_mentions_come_out_as_go_in_in_their_order(names, links):
    text = "".join(itertools.chain.from_iterable(zip(names, links, strict=False)))
    mentions = marked(text, *names)
    found = resolve(mentions, text=text, gazetteer=GAZETTEER)
    assert [(m.start, m.end, m.surface) for m in found] == [(m.start, m.end, m.surface) for m in mentions]
    for mention in found:
        assert 0 <= mention.confidence <= 1
        assert bool(mention.candidates) == (mention.confidence > 0)
        scores = [candidate.score for candidate in mention.candidates if not is_inferred(candidate.place)]
        assert scores == sorted(scores, reverse=True)
    assert found == resolve(mentions, text=text, gazetteer=GAZETTEER)


@pytest.mark.parametrize("part", sorted(PARTS))
def test_every_part_can_be_left_out(part):
    text = "Paris, Texas, is small."
    report = Unresolved(mentions=marked(text, "Paris", "Texas"), text=text)
    [found] = resolve_together([report], gazetteer=GAZETTEER, without=frozenset({part}))
    assert len(found) == 2


def test_the_order_of_reports_does_not_matter():
    texts = [("Paris met.", ["Paris"]), ("Lamar County, Texas.", ["Lamar County", "Texas"]), ("Tripoli.", ["Tripoli"])]
    texts *= 3
    reports = [Unresolved(mentions=marked(text, *names), text=text, publisher="a.example") for text, names in texts]
    forward = resolve_together(reports, gazetteer=GAZETTEER)
    assert forward == resolve_together(reports[::-1], gazetteer=GAZETTEER)[::-1]
