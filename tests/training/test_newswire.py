from geo.training.names import Line, Name
from geo.training.newswire import clean, label_counts, nationalities


def one(words, label):
    words = tuple(words.split())
    return Line(words, (Name(0, len(words), label),))


TRUSTED = label_counts([one("Iran", "PLACE"), one("Iranian", "NORP"), one("Hamas", "ORG")])


def test_a_country_labelled_as_a_nationality_becomes_a_place():
    assert clean([one("Iran", "NORP")], trusted=TRUSTED) == [one("Iran", "PLACE")]


def test_a_nationality_stays_one():
    assert clean([one("Iranian", "NORP")], trusted=TRUSTED) == [one("Iranian", "NORP")]


def test_a_group_labelled_as_a_place_becomes_a_group():
    assert clean([one("Hamas", "PLACE")], trusted=TRUSTED) == [one("Hamas", "ORG")]


def test_titles_are_no_part_of_a_person():
    [line] = clean([one("President Bush", "PERSON")], trusted=TRUSTED)
    assert line.names == (Name(1, 2, "PERSON"),)


def test_a_title_alone_is_no_person():
    [line] = clean([one("Prime Minister", "PERSON")], trusted=TRUSTED)
    assert line.names == ()


def test_a_name_the_trusted_corpus_lacks_follows_the_majority():
    lines = [one("Basra", "PLACE")] * 6 + [one("Basra", "ORG")]
    assert clean(lines, trusted=TRUSTED)[-1] == one("Basra", "PLACE")


def test_other_names_that_are_nationalities_become_such():
    assert nationalities([one("Iranian", "MISC"), one("Titanic", "MISC")], trusted=TRUSTED) == [
        one("Iranian", "NORP"),
        one("Titanic", "MISC"),
    ]
