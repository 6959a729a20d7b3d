"""The command line: ``incident-map COMMAND``, or ``python -m geo``.

Exit status: 0 done; 1 nothing could be done; 2 wrong usage; 3 done, but some reports were skipped; 130 interrupted.
"""

import argparse
import io
import os
import sys
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn, TextIO

from geo.errors import ExportError, IncidentMapError, IncidentMapWarning, OptionError, ReportError
from geo.records import INCIDENT_TYPES, STATUSES

# Modules that load pandas or a language model are imported by the command that needs them: --help is instant.
if TYPE_CHECKING:
    import geopandas as gpd

    from geo.articles import Skipped
    from geo.gazetteer import Gazetteer
    from geo.pipeline import Reading
    from geo.records import Article, Candidate

DONE, FAILED, WRONG_USAGE, SOME_SKIPPED, INTERRUPTED = 0, 1, 2, 3, 130

_PROGRAM: Final = "incident-map"
_PAGE: Final = ".html"

DASHBOARD_OPTIONS: Final = {
    "browser.gatherUsageStats": "false",
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "server.maxUploadSize": "5",
    # Without it the first start would wait for an e-mail address.
    "server.showEmailPrompt": "false",
    "theme.baseRadius": "small",
    "theme.light.primaryColor": "#1f6f8b",
    "theme.light.backgroundColor": "#ffffff",
    "theme.light.secondaryBackgroundColor": "#f2f5f7",
    "theme.light.textColor": "#1d242b",
    "theme.dark.primaryColor": "#7cc4dc",
    "theme.dark.backgroundColor": "#1b232c",
    "theme.dark.secondaryBackgroundColor": "#232d37",
    "theme.dark.textColor": "#eef2f5",
}
"""Settings of Streamlit, which an installed wheel cannot take from ``.streamlit/config.toml``."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; what goes wrong is one line on standard error.

    Parameters
    ----------
    arguments
        Those of the process unless given.
    """
    try:
        with _plain_warnings():
            options = _parser().parse_args(arguments)
            status: int = options.run(options)
    except OptionError as error:
        return _failed(error, WRONG_USAGE)
    except IncidentMapError as error:
        return _failed(error, FAILED)
    except KeyboardInterrupt:
        return _failed("interrupted", INTERRUPTED)
    except Exception as error:  # the last line of defence: a user never sees a traceback
        if sys.flags.dev_mode:
            raise
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        return _failed(f"an error in {_PROGRAM} itself ({what}); python -X dev -m geo shows where", FAILED)
    return status


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one line, as every other error is said."""
        self.exit(WRONG_USAGE, f"{_PROGRAM}: {message}; see {self.prog} --help\n")


def _parser() -> _Parser:
    parser = _Parser(prog=_PROGRAM, description="News reports about border conflicts in, a map you can defend out.")
    parser.add_argument("--version", action="version", version=f"{_PROGRAM} {_version()}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    app = commands.add_parser("app", help="open the dashboard", description="Open the dashboard in the browser.")
    app.add_argument("project", nargs="?", metavar="PROJECT", help="a project file to start with")
    app.set_defaults(run=_app)

    out = _Parser(add_help=False)
    out.add_argument(
        "-o",
        dest="out",
        metavar="OUT",
        help="file to write; its suffix (.geojson, .csv, .gpkg, .parquet, .kml, .html) chooses the form",
    )

    read = commands.add_parser(
        "read",
        parents=[out],
        help="read reports into incidents",
        description="Read reports and write their incidents, as GeoJSON to standard output unless -o is given.",
    )
    read.add_argument(
        "reports",
        nargs="+",
        metavar="REPORT",
        help=".txt, .md, .html or .jsonl file, folder, http(s) address (with --online), or - for standard input",
    )
    read.add_argument("--published", metavar="DATE", help="publication date of the reports, such as 2024-01-19")
    read.add_argument("--project", metavar="PROJECT", help="project file to add the reports to; made if it is missing")
    read.add_argument("--online", action="store_true", help="allow REPORT to be fetched from the web")
    read.set_defaults(run=_read)

    export = commands.add_parser(
        "export",
        parents=[out, _filter_options()],
        help="write the incidents of a project to a file",
        description="Write the incidents of a project, as GeoJSON to standard output unless -o is given.",
    )
    export.add_argument("project", metavar="PROJECT", help="project file made by read --project")
    export.set_defaults(run=_export)

    geocode = commands.add_parser(
        "geocode",
        help="look up place names without a network",
        description="Print the places that each name can mean, the likeliest first, with reasons.",
    )
    geocode.add_argument("names", nargs="+", metavar="NAME", help="name of a place")
    geocode.add_argument("--context", default="", metavar="TEXT", help="text in which the names stand")
    geocode.set_defaults(run=_geocode)
    return parser


def _filter_options() -> _Parser:
    """Return the options that select incidents; every value that is given must hold."""
    options = _Parser(add_help=False)
    group = options.add_argument_group("which incidents (all unless given)")
    group.add_argument("--since", type=_day, metavar="D", help="those that go on on this day or later: 2024-01-16")
    group.add_argument("--until", type=_day, metavar="D", help="those that begin on this day or earlier")
    group.add_argument("--type", action="append", default=[], metavar="T", help=f"one of {', '.join(INCIDENT_TYPES)}")
    group.add_argument("--country", action="append", default=[], type=str.upper, metavar="C", help="code such as PK")
    group.add_argument("--status", action="append", default=[], metavar="S", help=f"one of {', '.join(STATUSES)}")
    group.add_argument("--text", default="", metavar="WORDS", help="words in the title, place, actors or quotes")
    return options


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it like 2024-01-19") from None


def _app(options: argparse.Namespace) -> int:
    """Hand the process over to Streamlit; the dashboard's own file runs, so that an installed wheel has it too."""
    page = Path(__file__).with_name("dashboard") / "page.py"
    arguments = [sys.executable, "-m", "streamlit", "run", str(page)]
    for name, value in DASHBOARD_OPTIONS.items():
        arguments += [f"--{name}", value]
    if "STREAMLIT_SERVER_ADDRESS" not in os.environ:
        # Nobody else on the network sees the reports, and Streamlit does not ask the web for its own address.
        arguments += ["--server.address", "localhost"]
    # A browser is opened for a person at a terminal only.
    arguments += ["--server.headless", str(not sys.stdin.isatty()).lower(), "--"]
    if options.project:
        from geo.project import Project  # noqa: PLC0415

        Project.open(options.project).close()
        arguments.append(str(Path(options.project).absolute()))
    os.execv(sys.executable, arguments)  # noqa: S606 - no shell: the arguments are passed as they are


def _read(options: argparse.Namespace) -> int:
    from geo.articles import Skipped, open_reports, parse_date  # noqa: PLC0415

    published = parse_date(options.published) if options.published else None
    _check_out(options.out)
    found = list(open_reports(options.reports, published=published, online=options.online))
    skipped = [item for item in found if isinstance(item, Skipped)]
    articles = [item for item in found if not isinstance(item, Skipped)]
    if not articles:
        raise ReportError("; ".join(f"{item.name}: {item.reason}" for item in skipped))
    undated = sum(article.published is None for article in articles)
    if undated:
        _say(
            f"warning: {undated} of {len(articles)} reports without a publication date, so days such as "
            "“Thursday” stay unknown in them; give --published DATE"
        )
    if options.project:
        incidents, mentions = _read_into(Path(options.project), articles)
    else:
        reading = _pipeline_read(articles)
        incidents, mentions = reading.incidents, reading.mentions()
    _write(incidents, options.out, mentions=mentions)
    _say_skipped(skipped)
    return SOME_SKIPPED if skipped else DONE


def _pipeline_read(articles: Iterable["Article"]) -> "Reading":
    from tqdm import tqdm  # noqa: PLC0415

    from geo import pipeline  # noqa: PLC0415

    def progress(items: Iterable["Article"]) -> Iterator["Article"]:
        yield from tqdm(items, desc="reading", unit="report", leave=False, disable=not _is_terminal(sys.stderr))

    return pipeline.read(articles, progress=progress)


def _read_into(path: Path, articles: Sequence["Article"]) -> tuple["gpd.GeoDataFrame", "gpd.GeoDataFrame"]:
    """Add reports to a project; return the incidents of its own that they tell of, and the new mentions."""
    from geo import pipeline  # noqa: PLC0415
    from geo.project import Project  # noqa: PLC0415

    with Project.open(path, create=True) as project:
        known = {article.id for article in project.articles()}
        reading = _pipeline_read([article for article in articles if article.id not in known])
        pipeline.add_to_project(project, reading)
        frame = project.incidents()
    wanted = {article.id for article in articles}
    concerned = [any(claim["report_id"] in wanted for claim in claims) for claims in frame["claims"]]
    return frame[concerned], reading.mentions()


def _export(options: argparse.Namespace) -> int:
    from geo.filters import IncidentFilter  # noqa: PLC0415
    from geo.project import Project  # noqa: PLC0415

    chosen = IncidentFilter(
        since=options.since,
        until=options.until,
        types=tuple(options.type),
        countries=tuple(options.country),
        statuses=tuple(options.status),
        words=options.text,
    )
    _check_out(options.out)
    with Project.open(options.project) as project:
        frame = project.incidents()
    _write(chosen.apply(frame), options.out)
    return DONE


def _geocode(options: argparse.Namespace) -> int:
    from geo.gazetteer import Gazetteer, address, candidates  # noqa: PLC0415

    _check_out(None)
    found = 0
    with Gazetteer() as gazetteer, _standard_output() as stream:
        for name in options.names:
            in_text = _in_context(name, options.context, gazetteer) if options.context.strip() else ()
            ranked = in_text or candidates(name, gazetteer=gazetteer)
            if not ranked:
                _say(f"{name!r}: no such place is known offline; check its spelling")
                continue
            found += 1
            stream.write(f"{name}\n")
            for rank, candidate in enumerate(ranked, start=1):
                place = candidate.place
                where = f"({place.kind}, {place.id}) at {place.lat:.5f}, {place.lon:.5f} lat, lon"
                stream.write(f"{rank:>3}. {address(place, gazetteer)} {where}\n")
                stream.write(f"     score {candidate.score:g}: {'; '.join(candidate.reasons) or 'its name alone'}\n")
    return DONE if found == len(options.names) else SOME_SKIPPED if found else FAILED


def _in_context(name: str, context: str, gazetteer: "Gazetteer") -> tuple["Candidate", ...]:
    """Rank what a name can mean as a report would that says the context and then the name."""
    from geo import language, resolution, toponyms  # noqa: PLC0415
    from geo.records import Toponym  # noqa: PLC0415

    beside = toponyms.recognise(language.analyse(context), gazetteer)
    start = len(context) + 1
    mention = Toponym(start=start, end=start + len(name), surface=name, name=name, kind="literal")
    resolved = resolution.resolve((*beside, mention), text=f"{context}\n{name}", gazetteer=gazetteer)
    return resolved[-1].candidates


def _check_out(out: str | None) -> None:
    """Refuse a file that could not be written before any report is read."""
    if out is not None:
        from geo.exports import check_target  # noqa: PLC0415

        check_target(out, others=(_PAGE,))
    elif sys.stdout is None:
        raise ExportError("standard output is closed; open it, or give a file with -o")


def _write(frame: "gpd.GeoDataFrame", out: str | None, *, mentions: "gpd.GeoDataFrame | None" = None) -> None:
    from geo import exports  # noqa: PLC0415

    if out is None:
        with _standard_output() as stream:
            exports.write_geojson(frame, stream)
    elif Path(out).suffix.lower() == _PAGE:
        from geo import mapping  # noqa: PLC0415

        mapping.write_html(frame, Path(out), mentions=mentions)
    else:
        exports.write(frame, out)


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    """Give standard output as UTF-8 with line feeds, whatever the platform prefers, and tell if it fails."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read it has had enough, which is no error of theirs or ours.
        _discard_output()
    except OSError as error:
        _discard_output()
        raise ExportError(f"standard output cannot be written: {error.strerror}") from error


def _discard_output() -> None:
    """Let nothing more be written, for the interpreter would try again on its way out and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say_skipped(skipped: Iterable["Skipped"]) -> None:
    for item in skipped:
        _say(f"skipped {item.name}: {item.reason}")


def _failed(what: object, status: int) -> int:
    _say(str(what))
    return status


def _say(text: str) -> None:
    if sys.stderr is not None:
        print(f"{_PROGRAM}: {' '.join(text.split())}", file=sys.stderr)


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


@contextmanager
def _plain_warnings() -> Iterator[None]:
    """Show our own warnings as one line each, and none of the libraries'."""

    def show(message: Warning | str, *_: Any, **__: Any) -> None:
        _say(f"warning: {message}")

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("always", IncidentMapWarning)
        warnings.showwarning = show
        yield


def _version() -> str:
    try:
        return version(_PROGRAM)
    except PackageNotFoundError:
        return "unknown"
