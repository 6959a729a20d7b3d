"""The corpora of names, read, cleaned and with some articles held out."""

from dataclasses import dataclass
from pathlib import Path

from geo.training import newswire
from geo.training.names import Line, read_gmb, read_wikigold, read_worldwide
from geo.training.seeding import seeded

_HELD_OUT_ARTICLES = 80


@dataclass(frozen=True, slots=True)
class Corpora:
    """What the recogniser learns from, and articles that it never sees."""

    articles: list[list[Line]]
    meaning_bank: list[Line]
    wikigold: list[Line]
    held_out: list[list[Line]]


def read_corpora(*, worldwide: Path | None, gmb: Path, wikigold: Path, seed: int) -> Corpora:
    """Read and clean the corpora and hold out some articles.

    Raises
    ------
    DataError
        If one of them cannot be read.
    """
    random = seeded(seed)
    articles = read_worldwide(worldwide) if worldwide else []
    random.shuffle(articles)
    held_out, articles = articles[:_HELD_OUT_ARTICLES], articles[_HELD_OUT_ARTICLES:]
    trusted = newswire.label_counts(line for article in articles for line in article)
    meaning_bank = newswire.clean(read_gmb(gmb), trusted=trusted)
    wiki = newswire.nationalities(read_wikigold(wikigold), trusted=trusted)
    return Corpora(articles, meaning_bank, wiki, held_out)
