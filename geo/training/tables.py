"""Tables of fitted weights, written as a person can read them."""

import csv
from collections.abc import Mapping
from pathlib import Path

from geo.exports.files import replacing


def write_weights(path: Path, weights: Mapping[str, float]) -> None:
    """Write what `geo.curves.read_weights` reads."""
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("sign", "weight"))
        rows.writerows((sign, f"{round(weight, 3):g}") for sign, weight in weights.items())
