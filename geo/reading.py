"""The one call for a notebook: files in, a GeoDataFrame of incidents out."""

import warnings
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import IncidentMapWarning, ReportError

if TYPE_CHECKING:
    import geopandas

    from geo.gazetteer import Gazetteer


def read(
    reports: str | Path | Sequence[str | Path],
    *,
    published: str | date | None = None,
    gazetteer: "Gazetteer | None" = None,
    recogniser: str = "",
) -> "geopandas.GeoDataFrame":
    """Read reports and return their incidents.

    Parameters
    ----------
    reports
        A file or folder, or several: text, Markdown, HTML or JSON lines.
    published
        Publication date, as a date or ``YYYY-MM-DD``, of the reports that do not say it themselves.
        Without one, relative dates ("on Thursday") stay unknown.
    gazetteer
        Where names are looked up, such as ``geo.gazetteer.Gazetteer(Path("world.gaz"), places=Path("own.csv"))``;
        the one that ships unless given.
    recogniser
        Name or folder of an installed spaCy pipeline that finds names instead of the network that ships.

    Returns
    -------
    geopandas.GeoDataFrame
        One row per incident with the columns of `geo.tables.COLUMNS`; EPSG:4326 points in longitude,
        latitude order, None where an incident is unplaced.

    Raises
    ------
    ReportError
        If not one of the reports could be read.
    OptionError
        If ``published`` is no date.

    Warns
    -----
    IncidentMapWarning
        For every report that was skipped, and once for reports without a publication date.
    """
    # Imported here: "import geo" alone, and the command line's help, must not load the models' libraries.
    from geo.articles import Skipped, open_reports, parse_date  # noqa: PLC0415
    from geo.pipeline import read as read_articles  # noqa: PLC0415

    sources = [reports] if isinstance(reports, (str, Path)) else list(reports)
    day = parse_date(published) if isinstance(published, str) else published
    found = list(open_reports(sources, published=day))
    skipped = [item for item in found if isinstance(item, Skipped)]
    articles = [item for item in found if not isinstance(item, Skipped)]
    if not articles:
        raise ReportError("; ".join(f"{item.name}: {item.reason}" for item in skipped) or "no report was given")
    for item in skipped:
        warnings.warn(f"{item.name} was skipped: {item.reason}", IncidentMapWarning, stacklevel=2)
    if any(article.published is None for article in articles):
        warnings.warn(
            "some reports have no publication date, so relative dates in them stay unknown; give published=",
            IncidentMapWarning,
            stacklevel=2,
        )
    return read_articles(articles, gazetteer=gazetteer, recogniser=recogniser).incidents
