"""Fitted and counted tables, written for the parts that read them."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from geo.exports.files import replacing


def write_weights(path: Path, weights: Mapping[str, float]) -> None:
    """Write what `geo.curves.read_weights` reads."""
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("sign", "weight"))
        rows.writerows((sign, f"{round(weight, 3):g}") for sign, weight in weights.items())


def write_arrays(path: Path, **arrays: np.ndarray[Any, Any]) -> None:
    """Write what `geo.arrays.read_arrays` reads, compressed: the same bytes for the same arrays."""
    stored = io.BytesIO()
    np.savez_compressed(stored, **arrays)  # type: ignore[arg-type]
    with replacing(path) as temporary:
        temporary.write_bytes(stored.getvalue())
