"""``incident-map read``: reports into incidents."""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from geo.cli.layers import chosen_layers, layer_options, related
from geo.cli.options import Commands, gazetteer_options, output_options, recogniser_options
from geo.cli.output import check_out, write
from geo.cli.status import DONE, SOME_SKIPPED
from geo.cli.terminal import say, someone_watches
from geo.errors import ReportError

if TYPE_CHECKING:
    import geopandas as gpd

    from geo.gazetteer import Gazetteer
    from geo.pipeline import Reading
    from geo.records import Article


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "read",
        parents=[output_options(), gazetteer_options(), recogniser_options(), layer_options()],
        help="read reports into incidents",
        description="Read reports and write their incidents, as GeoJSON to standard output unless -o is given.",
    )
    parser.add_argument(
        "reports",
        nargs="+",
        metavar="REPORT",
        help=".txt, .md, .html or .jsonl file, folder, http(s) address (with --online), or - for standard input",
    )
    parser.add_argument("--published", metavar="DATE", help="publication date of the reports, such as 2024-01-19")
    parser.add_argument(
        "--project", metavar="PROJECT", help="project file to add the reports to; made if it is missing"
    )
    parser.add_argument("--online", action="store_true", help="allow REPORT to be fetched from the web")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read reports and write their incidents; what cannot be read is named."""
    from geo.articles import Skipped, open_reports, parse_date  # noqa: PLC0415
    from geo.gazetteer import Gazetteer  # noqa: PLC0415

    published = parse_date(options.published) if options.published else None
    check_out(options.out)
    gazetteer = Gazetteer(options.gazetteer, places=options.places)
    layers = chosen_layers(options)
    found = list(open_reports(options.reports, published=published, online=options.online))
    skipped = [item for item in found if isinstance(item, Skipped)]
    articles = [item for item in found if not isinstance(item, Skipped)]
    if not articles:
        raise ReportError("; ".join(f"{item.name}: {item.reason}" for item in skipped))
    undated = sum(article.published is None for article in articles)
    if undated:
        say(
            f"warning: {undated} of {len(articles)} reports without a publication date, so days such as "
            "“Thursday” stay unknown in them; give --published DATE"
        )
    if options.project:
        incidents, mentions = _read_into(Path(options.project), articles, gazetteer, options.recognizer)
    else:
        reading = _read(articles, gazetteer, options.recognizer)
        incidents, mentions = reading.incidents, reading.mentions()
    write(related(incidents, layers), options.out, mentions=mentions, layers=layers)
    for item in skipped:
        say(f"skipped {item.name}: {item.reason}")
    return SOME_SKIPPED if skipped else DONE


def _read(articles: Iterable["Article"], gazetteer: "Gazetteer", recogniser: str) -> "Reading":
    from tqdm import tqdm  # noqa: PLC0415

    from geo import pipeline  # noqa: PLC0415

    def progress(items: Iterable["Article"]) -> Iterator["Article"]:
        yield from tqdm(items, desc="reading", unit="report", leave=False, disable=not someone_watches())

    return pipeline.read(articles, progress=progress, gazetteer=gazetteer, recogniser=recogniser)


def _read_into(
    path: Path, articles: Sequence["Article"], gazetteer: "Gazetteer", recogniser: str
) -> tuple["gpd.GeoDataFrame", "gpd.GeoDataFrame"]:
    """Add reports to a project; return the incidents of its own that they tell of, and the new mentions."""
    from geo import pipeline  # noqa: PLC0415
    from geo.project import Project  # noqa: PLC0415

    with Project.open(path, create=True) as project:
        known = {article.id for article in project.articles()}
        reading = _read([article for article in articles if article.id not in known], gazetteer, recogniser)
        pipeline.add_to_project(project, reading)
        frame = project.incidents()
    wanted = {article.id for article in articles}
    concerned = [any(claim["report_id"] in wanted for claim in claims) for claims in frame["claims"]]
    return frame[concerned], reading.mentions()
