"""Values of a table of incidents on their way into SQLite and JSON, and back."""

from typing import Any

import numpy as np
import pandas as pd

from geo import tables


def plain(value: Any) -> Any:
    """Return a value of a table as SQLite and JSON take it."""
    if pd.isna(value):
        return None
    return value.item() if isinstance(value, np.generic) else value


def cell(column: str, value: Any) -> Any:
    """Return a value as a table holds it: a missing one is None among texts, else pandas' own."""
    return pd.NA if value is None and tables.COLUMNS[column] != "object" else value
