"""Compare answers with gold: recognition, resolution, both together, use, calibration and speed."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo import geodesy, resolution
from geo.benchmark.convention import READINGS, Convention, convention, name_of
from geo.benchmark.corpora import Corpus, GoldMention
from geo.benchmark.running import Answers
from geo.gazetteer import Gazetteer
from geo.records import MentionKind, Place, Toponym
from geo.scoring import spans
from geo.scoring.bootstrap import Estimate, Rows, estimate
from geo.scoring.calibration import Bin, expected_calibration_error, reliability
from geo.scoring.distances import FARTHEST_KM, NEAR_KM, accuracy, log_error_auc

Pairing = Callable[[Sequence[spans.Span], Sequence[spans.Span]], list[tuple[int, int]]]
Counts = NDArray[np.int64]
"""One row a report: right, found, gold."""

_PAIRINGS: Mapping[str, Pairing] = {"exact": spans.exact_pairs, "overlapping": spans.overlapping_pairs}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """All measures of one corpus; shares are 0..1, and each has its interval.

    Attributes
    ----------
    recognition
        Precision, recall and F1 by how spans are compared (exact, overlapping) and by reading; the first reading
        is the corpus' own.
    resolution
        On the gold mentions that have coordinates.
    end_to_end
        F1 of mentions right in span and within 161 km, in the corpus' own reading.
    use
        Of mentions that the corpus calls literal or associative; empty where it says neither.
    bins
        The reliability diagram of the confidences behind ``resolution``.
    reports_per_second, words_per_second
        Of finding and resolving names; NaN where no time was taken.
    """

    corpus: str
    reports: int
    mentions: int
    located: int
    convention: Convention
    recognition: Mapping[tuple[str, str], Mapping[str, Estimate]]
    resolution: Mapping[str, Estimate]
    end_to_end: Mapping[str, Estimate]
    use: Mapping[str, Estimate]
    bins: tuple[Bin, ...]
    reports_per_second: float
    words_per_second: float
    problems: tuple[str, ...] = ()


def measure(corpus: Corpus, answers: Answers, *, gazetteer: Gazetteer) -> Scores:
    """Compare the answers with the gold of the corpus that they were given for."""
    own = convention(corpus, gazetteer)
    located = _located(corpus, answers, gazetteer)
    return Scores(
        corpus=corpus.name,
        reports=len(corpus.reports),
        mentions=sum(len(report.mentions) for report in corpus.reports),
        located=len(located.km),
        convention=own,
        recognition=_recognition(corpus, answers, own),
        resolution=estimate(located.measures, located.report),
        end_to_end=_end_to_end(corpus, answers, own),
        use=_use(corpus, answers, located),
        bins=reliability(located.confidence[located.answered], located.right[located.answered]),
        reports_per_second=_rate(len(corpus.reports), answers.seconds),
        words_per_second=_rate(answers.words, answers.seconds),
        problems=corpus.problems,
    )


def _rate(count: int, seconds: float) -> float:
    return count / seconds if seconds > 0 else math.nan


def _span(mention: GoldMention | Toponym) -> spans.Span:
    return mention.start, mention.end


def _rates(counts: Counts, rows: Rows) -> dict[str, float]:
    right, found, gold = counts[rows].sum(axis=0).tolist()
    return {
        "precision": right / found if found else math.nan,
        "recall": right / gold if gold else math.nan,
        "F1": spans.f1(right, found=found, gold=gold) if found or gold else math.nan,
    }


def _recognition(corpus: Corpus, answers: Answers, own: Convention) -> dict[tuple[str, str], Mapping[str, Estimate]]:
    readings = [own.kinds, *(kinds for kinds in READINGS if kinds != own.kinds)]
    return {
        (how, name_of(kinds)): _estimate_rates(_span_counts(corpus, answers, kinds, pairing))
        for kinds in readings
        for how, pairing in _PAIRINGS.items()
    }


def _estimate_rates(counts: Counts) -> dict[str, Estimate]:
    return estimate(lambda rows: _rates(counts, rows), np.arange(len(counts)))


def _span_counts(corpus: Corpus, answers: Answers, kinds: tuple[MentionKind, ...], pairing: Pairing) -> Counts:
    counts = []
    for report, mentions in zip(corpus.reports, answers.found, strict=True):
        gold = [_span(mention) for mention in report.mentions if mention.expected]
        found = [_span(mention) for mention in mentions if mention.kind in kinds]
        counts.append((len(pairing(gold, found)), len(found), len(gold)))
    return np.array(counts, np.int64).reshape(-1, 3)


def _end_to_end(corpus: Corpus, answers: Answers, own: Convention) -> dict[str, Estimate]:
    measured: dict[str, Estimate] = {}
    for how, pairing in _PAIRINGS.items():
        rates = _estimate_rates(_answer_counts(corpus, answers, own.kinds, pairing))
        measured |= {f"{name}, {how}": value for name, value in rates.items()}
    return measured


def _answer_counts(corpus: Corpus, answers: Answers, kinds: tuple[MentionKind, ...], pairing: Pairing) -> Counts:
    """Count the answers, which are mentions with a place; where gold has no coordinates nothing is asked."""
    counts = []
    for report, mentions in zip(corpus.reports, answers.found, strict=True):
        gold = [mention for mention in report.mentions if mention.expected]
        found = [mention for mention in mentions if mention.kind in kinds and mention.place is not None]
        right = unasked = 0
        for i, j in pairing([_span(mention) for mention in gold], [_span(mention) for mention in found]):
            if gold[i].lat is None:
                unasked += 1
            else:
                right += _distance_km(gold[i], found[j].place) <= NEAR_KM
        asked = sum(mention.lat is not None for mention in gold)
        counts.append((right, len(found) - unasked, asked))
    return np.array(counts, np.int64).reshape(-1, 3)


def _distance_km(gold: GoldMention, place: Place | None) -> float:
    if place is None or gold.lat is None or gold.lon is None:
        return FARTHEST_KM
    return float(geodesy.distance_km(gold.lat, gold.lon, place.lat, place.lon))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Located:
    """The gold mentions with coordinates, one row each; NaN where the gold does not say what is asked."""

    report: Rows
    km: NDArray[np.float64]
    answered: NDArray[np.bool_]
    resolvable: NDArray[np.bool_]
    country: NDArray[np.float64]
    identifier: NDArray[np.float64]
    confidence: NDArray[np.float64]
    use: NDArray[np.str_]

    @property
    def right(self) -> NDArray[np.bool_]:
        return self.km <= NEAR_KM

    def measures(self, rows: Rows) -> dict[str, float]:
        km, resolvable = self.km[rows], self.resolvable[rows]
        answered = self.answered[rows]
        return {
            "within 161 km": accuracy(km),
            "mean km": _mean(km),
            "median km": float(np.median(km)) if len(km) else math.nan,
            "AUC of log error": log_error_auc(km),
            "right country": _mean(self.country[rows]),
            "exact GeoNames id": _mean(self.identifier[rows]),
            "answered": _mean(answered.astype(float)),
            "resolvable": _mean(resolvable.astype(float)),
            "within 161 km of the resolvable": accuracy(km[resolvable]),
            "exact GeoNames id of the resolvable": _mean(self.identifier[rows][resolvable]),
            "calibration error": expected_calibration_error(
                self.confidence[rows][answered], self.right[rows][answered]
            ),
        }


def _mean(values: NDArray[np.float64]) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else math.nan


def _located(corpus: Corpus, answers: Answers, gazetteer: Gazetteer) -> _Located:
    rows = [
        (number, gold, mention)
        for number, (report, mentions) in enumerate(zip(corpus.reports, answers.given, strict=True))
        for gold, mention in zip(report.mentions, mentions, strict=True)
        if gold.lat is not None
    ]
    return _Located(
        report=np.array([number for number, _, _ in rows], np.int64),
        km=np.array([_distance_km(gold, mention.place) for _, gold, mention in rows], np.float64),
        answered=np.array([mention.place is not None for _, _, mention in rows], np.bool_),
        resolvable=np.array([_is_resolvable(gold, mention, gazetteer) for _, gold, mention in rows], np.bool_),
        country=np.array([_right_country(gold, mention.place, gazetteer) for _, gold, mention in rows], np.float64),
        identifier=np.array([_right_identifier(gold, mention.place) for _, gold, mention in rows], np.float64),
        confidence=np.array([mention.confidence for _, _, mention in rows], np.float64),
        use=np.array([gold.use for _, gold, _ in rows], np.str_),
    )


def _is_resolvable(gold: GoldMention, mention: Toponym, gazetteer: Gazetteer) -> bool:
    """Say whether any place that the gazetteer has under the name would have been right."""
    places = [entry.place for entry in resolution.possible_places(mention, gazetteer)]
    if not places or gold.lat is None or gold.lon is None:
        return False
    lats, lons = [place.lat for place in places], [place.lon for place in places]
    return bool((geodesy.distance_km(gold.lat, gold.lon, lats, lons) <= NEAR_KM).any())


def _right_country(gold: GoldMention, place: Place | None, gazetteer: Gazetteer) -> float:
    country = _country_of(gold, gazetteer)
    return float(place is not None and place.country == country) if country else math.nan


def _country_of(gold: GoldMention, gazetteer: Gazetteer) -> str:
    """Return the code of the country that the gold says, by its own column or by its GeoNames id."""
    if gold.country:
        known = gazetteer.country(gold.country)
        named = [entry.place for entry in gazetteer.lookup(gold.country) if entry.place.kind == "country"]
        return known.country if known else named[0].country if named else ""
    known = gazetteer.get(f"geonames:{gold.geonames_id}") if gold.geonames_id else None
    return known.country if known else ""


def _right_identifier(gold: GoldMention, place: Place | None) -> float:
    if not gold.geonames_id:
        return math.nan
    return float(place is not None and place.id == f"geonames:{gold.geonames_id}")


def _use(corpus: Corpus, answers: Answers, located: _Located) -> dict[str, Estimate]:
    """Measure mentions by their use: how well each is resolved, and whether the product calls it so, too."""
    if not located.use.any():
        return {}

    def resolved(rows: Rows) -> dict[str, float]:
        return {
            f"{use} within 161 km": accuracy(located.km[rows][located.use[rows] == use])
            for use in ("literal", "associative")
        }

    told = [
        (number, gold.use, found.kind == "literal")
        for number, (report, mentions) in enumerate(zip(corpus.reports, answers.found, strict=True))
        for gold, found in _same_names(report.mentions, mentions)
        if gold.use
    ]
    literal = np.array([use == "literal" for _, use, _ in told], np.bool_)
    agreed = np.array([called == (use == "literal") for _, use, called in told], np.float64)

    def agreement(rows: Rows) -> dict[str, float]:
        return {
            "use told right": _mean(agreed[rows]),
            "literal use told right": _mean(agreed[rows][literal[rows]]),
            "associative use told right": _mean(agreed[rows][~literal[rows]]),
        }

    return estimate(resolved, located.report) | estimate(agreement, np.array([row[0] for row in told], np.int64))


def _same_names(gold: Sequence[GoldMention], found: Sequence[Toponym]) -> list[tuple[GoldMention, Toponym]]:
    pairs = spans.overlapping_pairs([_span(mention) for mention in gold], [_span(mention) for mention in found])
    return [(gold[i], found[j]) for i, j in pairs]
