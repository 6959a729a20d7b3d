"""The scores of a corpus as text for people, and as JSON for machines."""

import math
from collections.abc import Iterator, Mapping
from typing import Any, Final

from geo.benchmark.measuring import Scores
from geo.scoring.bootstrap import RESAMPLES, SEED, Estimate
from geo.scoring.calibration import Bin
from geo.scoring.distances import FARTHEST_KM, NEAR_KM

LEGEND: Final = (
    f"Shares in per cent with 95 % intervals (bootstrap over reports, {RESAMPLES} resamples).\n"
    f"A gold mention without an answer counts as {FARTHEST_KM:,.0f} km off.\n"
    f"End to end, an answer is a mention with a place, right if its span is and the place lies within {NEAR_KM:.0f}\n"
    "km; gold without coordinates is left out there."
)
"""What the figures mean, once for all corpora."""

_LABEL: Final = 40  # width of the first column
_CELL: Final = 24
_BAR: Final = 40  # characters of a full bar
_NOT_SHARES: Final = frozenset({"mean km", "median km", "AUC of log error", "calibration error"})


def as_text(scores: Scores) -> str:
    """Return the scores of one corpus as lines of text."""
    return "\n".join(line.rstrip() for line in _lines(scores))


def _lines(scores: Scores) -> Iterator[str]:
    yield (
        f"{scores.corpus}: {scores.reports:,} reports, {scores.mentions:,} gold mentions, "
        f"{scores.located:,} with coordinates"
    )
    yield f"  It marks {scores.convention.name} ({scores.convention.reason})."
    yield from (f"  {problem}" for problem in _shortened(scores.problems))
    yield ""
    yield from _recognition(scores)
    yield ""
    yield "Resolution of the gold mentions"
    yield from (_line(name, value) for name, value in scores.resolution.items())
    yield ""
    yield from _rates("End to end", {how: _of(scores.end_to_end, how) for how in ("exact", "overlapping")})
    if scores.use:
        yield ""
        yield "Literal and associative use"
        yield from (_line(name, value) for name, value in scores.use.items())
    yield ""
    yield "How often an answer is right, by its confidence (| where it should be)"
    yield from (_bar(held) for held in scores.bins)
    if not math.isnan(scores.reports_per_second):
        yield ""
        yield (
            f"Speed: {scores.reports_per_second:,.1f} reports/s, {scores.words_per_second:,.0f} words/s "
            "(finding and resolving names)"
        )


def _shortened(problems: tuple[str, ...]) -> Iterator[str]:
    yield from problems[:3]
    if len(problems) > 3:  # noqa: PLR2004 - the first few show what is wrong
        yield f"and {len(problems) - 3} more of the kind"


def _recognition(scores: Scores) -> Iterator[str]:
    own = scores.convention.name
    readings = list(dict.fromkeys(reading for _, reading in scores.recognition))
    for reading in readings:
        title = "Recognition" if reading == own else f"Recognition, {reading}"
        yield from _rates(title, {how: of for (how, name), of in scores.recognition.items() if name == reading})


def _of(measured: Mapping[str, Estimate], how: str) -> dict[str, Estimate]:
    return {name.removesuffix(f", {how}"): value for name, value in measured.items() if name.endswith(how)}


def _rates(title: str, rows: Mapping[str, Mapping[str, Estimate]]) -> Iterator[str]:
    columns = next(iter(rows.values()))
    yield f"{title:<{_LABEL + 2}}" + "".join(f"{column:<{_CELL}}" for column in columns)
    for name, row in rows.items():
        yield f"  {name:<{_LABEL}}" + "".join(f"{_in_words(column, value):<{_CELL}}" for column, value in row.items())


def _line(name: str, value: Estimate) -> str:
    return f"  {name:<{_LABEL}}{_in_words(name, value)}"


def _in_words(name: str, value: Estimate) -> str:
    if name.endswith("km") and name in _NOT_SHARES:
        return f"{value:,.0f}" if value.value >= 10 or math.isnan(value.value) else f"{value:,.1f}"  # noqa: PLR2004
    if name in _NOT_SHARES:
        return f"{value:.3f}"
    return f"{Estimate(100 * value.value, 100 * value.low, 100 * value.high):.1f}"


def _bar(held: Bin) -> str:
    label = f"  {held.low:.1f}-{held.high:.1f} {held.count:>7,} answers "
    if not held.count:
        return label
    full = round(_BAR * held.accuracy)
    marks = ["█"] * full + [" "] * (_BAR - full)
    marks[min(_BAR - 1, round(_BAR * held.confidence))] = "|"
    return f"{label} {100 * held.accuracy:5.1f} %  {''.join(marks)}"


def as_json(scores: Scores) -> dict[str, Any]:
    """Return the scores of one corpus as an object for JSON; null where nothing was measured."""
    own = scores.convention.name
    return {
        "corpus": scores.corpus,
        "reports": scores.reports,
        "mentions": scores.mentions,
        "located": scores.located,
        "convention": {"kinds": list(scores.convention.kinds), "reason": scores.convention.reason},
        "recognition": {how: _object(of) for (how, name), of in scores.recognition.items() if name == own},
        "recognition_by_reading": {
            reading: {how: _object(of) for (how, name), of in scores.recognition.items() if name == reading}
            for reading in dict.fromkeys(name for _, name in scores.recognition)
        },
        "resolution": _object(scores.resolution),
        "end_to_end": {how: _object(_of(scores.end_to_end, how)) for how in ("exact", "overlapping")},
        "use": _object(scores.use),
        "reliability": [
            {
                "low": held.low,
                "high": held.high,
                "count": held.count,
                "confidence": _number(held.confidence),
                "accuracy": _number(held.accuracy),
            }
            for held in scores.bins
        ],
        "reports_per_second": _number(scores.reports_per_second),
        "words_per_second": _number(scores.words_per_second),
        "problems": list(scores.problems),
        "bootstrap": {"resamples": RESAMPLES, "seed": SEED, "interval": 0.95},
    }


def _object(measured: Mapping[str, Estimate]) -> dict[str, dict[str, float | None]]:
    return {
        name: {"value": _number(of.value), "low": _number(of.low), "high": _number(of.high)}
        for name, of in measured.items()
    }


def _number(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 5)
