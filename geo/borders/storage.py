"""Write generated files whole or not at all."""

from pathlib import Path

import geopandas as gpd


def write_parquet(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write GeoParquet, small rather than fast, through a temporary file beside it."""
    temporary = path.with_name(path.name + ".new")
    frame.to_parquet(temporary, compression="zstd", compression_level=19)
    temporary.replace(path)


def write_text(text: str, path: Path) -> None:
    """Write UTF-8 text through a temporary file beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".new")
    temporary.write_text(text, encoding="utf-8", newline="\n")
    temporary.replace(path)
