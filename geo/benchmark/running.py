"""Let the product answer: on the gold mentions of a corpus, and on its bare texts."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from geo import pipeline, resolution, toponyms
from geo.benchmark.corpora import Corpus, GoldReport
from geo.gazetteer import Gazetteer
from geo.records import Article, Toponym

Progress = Callable[[Iterable[GoldReport]], Iterable[GoldReport]]
Recognise = Callable[[Article, Gazetteer], tuple[Toponym, ...]]
"""Finds the mentions of a report, not yet resolved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the product says of each report of a corpus.

    Attributes
    ----------
    given
        The gold mentions, resolved: as many as the corpus has, in its order.
    found
        The mentions that the product found by itself, resolved.
    seconds, words
        Time that finding and resolving took, and the length of the texts. None of ``seconds`` without any text.
    """

    given: tuple[tuple[Toponym, ...], ...]
    found: tuple[tuple[Toponym, ...], ...]
    seconds: float
    words: int


def recognise(article: Article, gazetteer: Gazetteer, *, recogniser: str = "") -> tuple[Toponym, ...]:
    """Find mentions as `geo.pipeline` does."""
    return pipeline.analyse(article, gazetteer, recogniser=recogniser).mentions


def answer(
    corpus: Corpus,
    *,
    gazetteer: Gazetteer,
    recognise: Recognise = recognise,
    progress: Progress | None = None,
    without: frozenset[str] = frozenset(),
) -> Answers:
    """Resolve the gold mentions of a corpus, then read its texts without them.

    Parameters
    ----------
    recognise
        The recogniser that is measured; the product's own unless given.
    progress
        Wraps the reports, for example in a progress bar.
    without
        Parts of the resolver to leave out (keys of `geo.resolution.weights.PARTS`).
    """
    reports = corpus.reports
    unresolved = [_given(report, gazetteer) for report in reports]
    given = resolution.resolve_together(unresolved, gazetteer=gazetteer, without=without)
    if reports:
        recognise(reports[0].article, gazetteer)  # what is loaded once is not timed
    start = time.perf_counter()
    texts = [
        _unresolved(report.article, recognise(report.article, gazetteer))
        for report in (progress(reports) if progress else reports)
    ]
    found = resolution.resolve_together(texts, gazetteer=gazetteer, without=without)
    seconds = time.perf_counter() - start
    words = sum(len(report.article.text.split()) for report in reports)
    return Answers(given=tuple(given), found=tuple(found), seconds=seconds, words=words)


def _given(report: GoldReport, gazetteer: Gazetteer) -> resolution.Unresolved:
    text = report.article.text
    mentions = tuple(toponyms.given(text, gold.start, gold.end, gazetteer=gazetteer) for gold in report.mentions)
    return _unresolved(report.article, mentions)


def _unresolved(article: Article, mentions: tuple[Toponym, ...]) -> resolution.Unresolved:
    return resolution.Unresolved(mentions=mentions, text=article.text, publisher=article.source)
