"""A table of incidents as arrays, worked out once, so that a filter answers for a million rows at once."""

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

Mask = npt.NDArray[np.bool_]
"""One truth value a row."""

_Made = TypeVar("_Made")
_TEXT_COLUMNS = ("title", "place_name", "admin1", "actor1", "actor2", "means", "crossing")
_CLAIM_TEXTS = ("quote", "speaker", "source")


class Coded(NamedTuple):
    """Texts of which a row may have any number: the distinct ones, sorted, and each pair of row and text."""

    texts: list[str]
    rows: npt.NDArray[np.int64]
    codes: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Passing:
    """Which rows pass a filter, condition by condition."""

    size: int
    conditions: Mapping[str, Mask]

    def mask(self, *, without: str = "") -> Mask:
        """Return the rows that pass every condition, or every one but the field ``without``."""
        kept = np.ones(self.size, dtype=bool)
        for name, condition in self.conditions.items():
            if name != without:
                kept &= condition
        return kept


class Columns:
    """The columns of a table of incidents (`geo.tables`); each array is made when it is first asked for.

    Parameters
    ----------
    frame
        Must not change afterwards.
    """

    def __init__(self, frame: gpd.GeoDataFrame) -> None:
        self._frame = frame
        self._made: dict[str, Any] = {}

    def __len__(self) -> int:
        return len(self._frame)

    def __contains__(self, name: str) -> bool:
        return name in self._frame.columns

    def coded(self, name: str) -> Coded:
        """Return a column of texts; ``actor`` is both sides, ``source`` every outlet among the claims."""
        return self._once(f"coded {name}", lambda: _coded(self._texts_of(name)))

    def numbers(self, name: str) -> npt.NDArray[np.float64]:
        """Return a column as numbers, not-a-number where unknown."""
        return self._once(
            name,
            lambda: pd.to_numeric(self._frame[name], errors="coerce").to_numpy(dtype=float, na_value=np.nan),
        )

    def spans(self) -> tuple[npt.NDArray[np.datetime64], npt.NDArray[np.datetime64]]:
        """Return first and last day; a row with one of them has it as both, an undated one not-a-time."""
        return self._once("spans", self._spans)

    def holding(self, name: str, values: Iterable[str], *, folded: bool = False) -> Mask:
        """Return the rows that have any of the values in a column of texts.

        Parameters
        ----------
        folded
            Whether case and accents do not count.
        """
        coded = self.coded(name)
        wanted = {fold(value) for value in values} if folded else set(values)
        hit = np.array([(fold(value) if folded else value) in wanted for value in coded.texts], dtype=bool)
        mask = np.zeros(len(self), dtype=bool)
        if hit.any():
            mask[coded.rows[hit[coded.codes]]] = True
        return mask

    def counts(self, name: str, mask: Mask) -> dict[str, int]:
        """Return for every value of a column in how many of the masked rows it occurs."""
        coded = self.coded(name)
        counts = np.bincount(coded.codes[mask[coded.rows]], minlength=len(coded.texts))
        return dict(zip(coded.texts, counts.tolist(), strict=True))

    def with_words(self, words: str) -> Mask:
        """Return the rows in whose texts and quotes every word occurs; case and accents do not count."""
        texts = self._once("texts", lambda: pa.array(self._searchable(), pa.large_string()))
        mask = np.ones(len(self), dtype=bool)
        for word in fold(words).split():
            mask &= pc.match_substring(texts, word).to_numpy(zero_copy_only=False)
        return mask

    def _once(self, name: str, make: Callable[[], _Made]) -> _Made:
        if name not in self._made:
            self._made[name] = make()
        made: _Made = self._made[name]
        return made

    def _texts_of(self, name: str) -> list[Iterable[Any]]:
        if name == "actor":
            return [self._frame["actor1"], self._frame["actor2"]]
        if name == "source":
            told = [[claim.get("source") for claim in as_claims(cell)] for cell in self._frame["claims"]]
            most = max(map(len, told), default=0)
            return [[texts[at] if at < len(texts) else None for texts in told] for at in range(most)]
        return [self._frame[name]]

    def _spans(self) -> tuple[npt.NDArray[np.datetime64], npt.NDArray[np.datetime64]]:
        first, last = days(self._frame["date_start"]), days(self._frame["date_end"])
        return np.where(np.isnat(first), last, first), np.where(np.isnat(last), first, last)

    def _searchable(self) -> Iterator[str]:
        columns = [self._frame[name] for name in _TEXT_COLUMNS]
        for *values, claims in zip(*columns, self._frame["claims"], strict=True):
            quoted = (claim.get(name) for claim in as_claims(claims) for name in _CLAIM_TEXTS)
            yield fold(" ".join(value for value in (*values, *quoted) if isinstance(value, str)))


def days(values: "pd.Series[Any]") -> npt.NDArray[np.datetime64]:
    """Return a column of ISO dates, dates or timestamps as whole days; not-a-time where there is none.

    Examples
    --------
    >>> days(pd.Series(["2024-01-16", None]))
    array(['2024-01-16',        'NaT'], dtype='datetime64[D]')
    """
    if values.dtype.kind == "M":
        return values.to_numpy().astype("datetime64[D]")
    known = values.notna()
    return np.array([value if there else "NaT" for value, there in zip(values, known, strict=True)], "datetime64[D]")


def as_claims(cell: object) -> list[Mapping[str, Any]]:
    """Return the claims of a cell, which some file forms hand back as JSON text."""
    if isinstance(cell, str):
        cell = json.loads(cell)
    return list(cell) if isinstance(cell, Iterable) else []


def fold(text: object) -> str:
    """Return a text without case and accents, so that "Pañjgūr" is found by "panjgur"."""
    if not isinstance(text, str):
        return ""
    if text.isascii():
        return text.casefold()
    return "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark)).casefold()


def _coded(columns: list[Iterable[Any]]) -> Coded:
    rows, texts = [], []
    for column in columns:
        cells = pd.Series(column, dtype=object)
        known = np.array([isinstance(cell, str) and cell != "" and cell == cell.strip() for cell in cells], dtype=bool)
        rows.append(np.flatnonzero(known))
        texts.append(cells.to_numpy()[known])
    if not rows:
        return Coded([], np.empty(0, np.int64), np.empty(0, np.int64))
    codes, values = pd.factorize(np.concatenate(texts), sort=True)
    pairs = np.concatenate(rows) * max(len(values), 1) + codes
    # A text that a row has twice counts once.
    distinct = np.unique(pairs) if len(columns) > 1 else pairs
    return Coded([str(value) for value in values], distinct // max(len(values), 1), distinct % max(len(values), 1))
