"""The commands: the only place that prints and sets exit codes (0 done, 1 failed, 2 wrong usage or configuration, 3 done with problems)."""

from __future__ import annotations

import atexit
import gc
import io
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from digest.errors import DigestError
from digest.model import COPY, LATER, OVERRIDE, SHORTENED

if TYPE_CHECKING:
    from digest.config import Config
    from digest.pipeline import Built

PROBLEMS = 3
"""Exit code of a run that is done but could not read everything."""

_SHOWN = 10


class _Commands(click.Group):
    """Turns the program's own errors into a message and an exit code; anything else is a fault of the program and stays a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except DigestError as error:
            click.echo(str(error), err=True)
            ctx.exit(error.exit_code)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefing-digest", message="%(package)s %(version)s")
def main() -> None:
    """Reads articles, picks the sentences that matter, and prints a dated briefing in which every sentence can be checked."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without the letters must not end the run
    # A run is short and makes hardly any reference cycles: looking for them after every 700 new objects, and once more on the way
    # out, costs a tenth of it.
    gc.set_threshold(1_000_000)
    atexit.register(gc.freeze)


_config = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    default=Path("config.yaml"),
    show_default=True,
    help="Configuration to use.",
)
_day = click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Date of the edition; today in the briefing's time zone if left out.",
)
_sources = click.argument("sources", nargs=-1, metavar="[SOURCE]...")


@main.command(epilog="Example: digest build articles/ --config config.yaml --no-archive --format pdf --format md")
@_sources
@_config
@_day
@click.option(
    "--out", type=click.Path(path_type=Path), help="Folder for the edition; the configuration's `out` if left out."
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(["pdf", "md", "html"]),
    help="Rendering to write; may be given again.",
)
@click.option("--no-archive", is_flag=True, help="No memory: the texts are kept beside the edition, in evidence.db.")
def build(
    sources: tuple[str, ...],
    config_path: Path,
    day: datetime | None,
    out: Path | None,
    formats: tuple[str, ...],
    no_archive: bool,
) -> None:
    """Makes a draft of the briefing. SOURCE, files or folders, replace the configuration's sources."""
    from digest import edition, pipeline

    config = _load(config_path)
    folder = out or config.out_dir
    store = folder / pipeline.EVIDENCE if no_archive else config.archive_path
    with _progress() as progress:
        built = pipeline.build(
            config, day=_edition_day(config, day), sources=sources, formats=formats, store=store, progress=progress
        )
    for path in edition.write(built.files, folder):
        click.echo(path)
    _tell(built)


@main.command(epilog="Example: digest verify out/2025-06-03-istanbul-talks.json")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--archive",
    "archives",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Store of texts to check against; may be given again.",
)
@_config
def verify(files: tuple[Path, ...], archives: tuple[Path, ...], config_path: Path) -> None:
    """Proves that an edition (.json, .md or .pdf) quotes its sources to the letter.

    Every quoted sentence must be a slice of a kept text, and every footnote must point at the right one. A PDF is compared
    with the data that it carries, also where no texts are at hand; it is said which of the two was proved.
    """
    from digest.config import ARCHIVE
    from digest.verify import verify as check

    stores = list(archives)
    given = click.get_current_context().get_parameter_source("config_path") is not ParameterSource.DEFAULT
    if not stores and (given or config_path.is_file()):
        stores.append(_load(config_path).archive_path)
    elif not stores:
        stores.append(Path(ARCHIVE))
    failed = False
    for path in files:
        report = check(path, archives=stores)
        click.echo(str(report))
        failed = failed or not report.ok
    if failed:
        sys.exit(1)


@main.command(epilog="Example: digest explain articles/ --jsonl > explain.jsonl")
@_sources
@_config
@_day
@click.option("--jsonl", is_flag=True, help="One JSON object a sentence.")
@click.option("--no-archive", is_flag=True, help="No memory of earlier editions (as for build).")
@click.option("--section", help="Only sentences of this section key (`none`: those of no section).")
@click.option("--printed", is_flag=True, help="Only sentences that are printed.")
def explain(
    sources: tuple[str, ...],
    config_path: Path,
    day: datetime | None,
    jsonl: bool,
    no_archive: bool,
    section: str | None,
    printed: bool,
) -> None:
    """Shows, for every sentence read, its section and why, its scores, and the gate at which it fell."""
    from digest import explain as explaining
    from digest import pipeline

    config = _load(config_path)
    keys = [*(s.key for s in config.sections), "none"]
    if section is not None and section not in keys:
        raise click.BadParameter(
            f"{section!r} is no section of {config_path}: {', '.join(keys)}", param_hint="--section"
        )
    with _progress() as progress:
        built = pipeline.think(config, day=_edition_day(config, day), sources=sources, progress=progress)
    shown = ""
    for row in explaining.rows(built.docs, built.judged, built.selection):
        if (printed and not row["selected"]) or (section is not None and (row["section"] or "none") != section):
            continue
        if jsonl:
            click.echo(json.dumps(row, ensure_ascii=False))
            continue
        if row["source"] != shown:
            shown = row["source"]
            click.secho(f"\n{shown}", bold=True)
        click.echo(explaining.table(row))


@main.command(epilog="Example: digest check articles/ --diff new.yaml")
@_sources
@_config
@click.option(
    "--diff",
    "edited_path",
    type=click.Path(path_type=Path),
    help="An edited configuration: prints what it would add and drop. Nothing is written.",
)
@_day
def check(sources: tuple[str, ...], config_path: Path, edited_path: Path | None, day: datetime | None) -> None:
    """Checks the configuration and reports all its faults at once, each with its line.

    With --diff it reads the articles, as build would, and prints what another configuration would change: + a sentence that would be
    printed, - one that no longer would and the gate at which it falls, ~ one that would stand in another section.
    """
    config = _load(config_path)
    if edited_path is not None:
        _tell_difference(config, _load(edited_path), sources, day)
        return
    if sources or day:
        raise click.UsageError("SOURCE and --date have a meaning only with --diff")
    counts = [(len(config.sections), "section"), (len(config.sources), "source"), (len(config.parties), "party")]
    if ids := config.editor.ids:
        counts.append((len(ids), "overridden sentence"))
    click.echo(f"{config_path} is fine: " + ", ".join(_counted(n, word) for n, word in counts))


@main.command(epilog="Example: digest init my-briefing")
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Writes a commented config.yaml, templates and an empty folder for articles into a new FOLDER."""
    from digest.starter import init as write

    for path in write(folder):
        click.echo(path)
    click.echo(f"Put articles into {folder / 'articles'} and run: digest build --config {folder / 'config.yaml'}")


def _counted(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word[:-1] + 'ies' if word.endswith('y') else word + 's'}"


def _load(path: Path) -> Config:
    from digest.config import load

    return load(path)


def _edition_day(config: Config, given: datetime | None) -> date:
    return given.date() if given else datetime.now(config.briefing.zone).date()


@contextmanager
def _progress() -> Iterator[Callable[[str, int], None]]:
    """A counter on a terminal, nothing otherwise."""
    if not sys.stderr.isatty():
        yield lambda step, done: None
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status("reading") as status:
        yield lambda step, done: status.update(f"{step}: {done} articles")


def _tell_difference(before: Config, after: Config, sources: tuple[str, ...], day: datetime | None) -> None:
    """What another configuration would print otherwise, on the day of the first."""
    from digest import pipeline
    from digest.difference import difference, printed

    with _progress() as progress:
        both = pipeline.compare(before, after, day=_edition_day(before, day), sources=sources, progress=progress)
    found = difference(*(printed(built.briefing, built.selection, built.judged) for built in both))
    if found.sections:
        click.secho("Sections", bold=True)
    for said in found.sections:
        click.echo(said)
    for title, changes in found.changes:
        click.secho(f"\n{title}", bold=True)
        for change in changes:
            line = change.line
            why = {"~": f"; was in {change.why}", "-": f"; {change.why}"}.get(change.mark, "")
            click.echo(f"{change.mark} {line.text}\n    {line.source}, {line.day or 'undated'}{why}; id {line.id}")
    words = (("+", "added"), ("-", "dropped"), ("~", "moved"))
    counts = ", ".join(f"{found.count(mark)} {word}" for mark, word in words)
    click.echo(f"{_counted(sum(map(found.count, '+-~')), 'change')}: {counts}; {found.same} as before")


def _tell(built: Built) -> None:
    """What was printed and what was left out; ends the process with 3 where something could not be read."""
    seen = built.briefing.coverage
    items = sum(len(s.items) for s in built.briefing.sections)
    read = f"{_counted(items, 'item')} from {_counted(seen.articles, 'article')}"
    click.echo(f"{read}; {seen.printed} of {_counted(seen.sentences, 'sentence')} printed.")
    for reason, count in seen.dropped:
        click.echo(f"  left out: {count:>4}  {reason}")
    for problem in seen.problems[:_SHOWN]:
        click.echo(f"  problem: {problem.uri}: {problem.message}", err=True)
    if len(seen.problems) > _SHOWN:
        more = _counted(len(seen.problems) - _SHOWN, "more problem")
        click.echo(f"  and {more}, listed in the edition's data (.json)", err=True)
    if any(problem.stage not in (COPY, LATER, OVERRIDE, SHORTENED) for problem in seen.problems):
        sys.exit(PROBLEMS)
