"""`init`, `build`, `verify`, `explain` and `check`: making editions, and looking into them."""

from __future__ import annotations

import json
import sys
from datetime import datetime, time
from functools import partial
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from digest.cli.options import config_option, day_option, edition_day, load, now, sources_argument
from digest.cli.report import PROBLEMS, progress_bar, table, tell
from digest.wording import counted

if TYPE_CHECKING:
    from digest.config import Config
    from digest.frozen import Frozen


@click.command(epilog="Example: digest build articles/ --config config.yaml --no-archive --format pdf --format md")
@sources_argument
@config_option
@day_option
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
@click.option("--freeze", is_flag=True, help="Number the edition and keep it for good; later ones remember it.")
@click.option("--revise", type=click.IntRange(min=1), metavar="N", help="Correct frozen edition no. N by a revision.")
@click.option("--seen", multiple=True, help="File or folder of articles that the reader knows; may be given again.")
def build(
    sources: tuple[str, ...],
    config_path: Path,
    day: datetime | None,
    out: Path | None,
    formats: tuple[str, ...],
    no_archive: bool,
    freeze: bool,
    revise: int | None,
    seen: tuple[str, ...],
) -> None:
    """Makes a draft of the briefing. SOURCE, files or folders, replace the configuration's sources.

    A draft may be made again and again. With --freeze it becomes a numbered edition, which nothing changes any more.
    """
    from digest import edition, frozen, pipeline

    if no_archive and (freeze or revise):
        raise click.UsageError("without an archive nothing can be frozen: leave out --no-archive")
    if revise and (freeze or day):
        raise click.UsageError("--revise corrects the edition of its own day: leave out --freeze and --date")
    config = load(config_path)
    folder = out or config.out_dir
    order = frozen.Order(edition_day(config, day), now(), sources, formats, seen)
    with progress_bar() as progress:
        if freeze or revise:
            make = partial(frozen.revise, number=revise) if revise else frozen.freeze
            _tell_frozen(make(config, order, progress=progress), folder, revised=bool(revise))
            return
        if no_archive:
            built = pipeline.build(
                config,
                day=order.day,
                sources=sources,
                formats=formats,
                store=folder / pipeline.EVIDENCE,
                seen=seen,
                progress=progress,
            )
        else:
            built = frozen.draft(config, order, progress=progress)
    for path in edition.write(built.files, folder):
        click.echo(path)
    tell(built)


def _tell_frozen(made: Frozen, folder: Path, *, revised: bool = False) -> None:
    """Writes the files of a frozen edition, and says what it is."""
    from digest import frozen

    for path in frozen.finish(made, folder):
        click.echo(path)
    if made.built is None:
        why = "nothing has changed, no revision was made" if revised else f"--revise {made.edition.number} corrects it"
        click.echo(f"{made.edition.name} of {made.edition.day} is frozen already; {why}.")
        return
    click.echo(f"Frozen: {made.edition.name} of {made.edition.day}.")
    tell(made.built)


@click.command(epilog="Example: digest verify out/2025-06-03-istanbul-talks.json")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--archive",
    "archives",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Store of texts to check against; may be given again.",
)
@config_option
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
        stores.append(load(config_path).archive_path)
    elif not stores:
        stores.append(Path(ARCHIVE))
    failed = False
    for path in files:
        report = check(path, archives=stores)
        click.echo(str(report))
        failed = failed or not report.ok
    if failed:
        sys.exit(1)


@click.command(epilog="Example: digest explain articles/ --jsonl > explain.jsonl")
@sources_argument
@config_option
@day_option
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
    from digest import frozen, pipeline

    config = load(config_path)
    keys = [*(s.key for s in config.sections), "none"]
    if section is not None and section not in keys:
        raise click.BadParameter(
            f"{section!r} is no section of {config_path}: {', '.join(keys)}", param_hint="--section"
        )
    order = frozen.Order(edition_day(config, day), now(), sources)
    with progress_bar() as progress:
        if no_archive:
            built = pipeline.think(config, day=order.day, sources=sources, progress=progress)
        else:
            built = frozen.look(config, order, progress=progress)
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


@click.command(epilog="Example: digest check articles/ --diff new.yaml")
@sources_argument
@config_option
@click.option(
    "--sources", "try_sources", is_flag=True, help="Tries every source and says what came of it. Nothing is written."
)
@click.option(
    "--diff",
    "edited_path",
    type=click.Path(path_type=Path),
    help="An edited configuration: prints what it would add and drop. Nothing is written.",
)
@day_option
def check(
    sources: tuple[str, ...],
    config_path: Path,
    try_sources: bool,
    edited_path: Path | None,
    day: datetime | None,
) -> None:
    """Checks the configuration and reports all its faults at once, each with its line.

    With --sources it asks every source, and prints a table: whether it could be read, how many articles it names, the newest, and how
    much text came through.

    With --diff it reads the articles, as build would, and prints what another configuration would change: + a sentence that would be
    printed, - one that no longer would and the gate at which it falls, ~ one that would stand in another section.
    """
    config = load(config_path)
    if edited_path is not None:
        _tell_difference(config, load(edited_path), sources, day)
        return
    if try_sources:
        _try(config, sources, day)
        return
    if sources or day:
        raise click.UsageError("SOURCE and --date have a meaning only with --diff or --sources")
    counts = [(len(config.sections), "section"), (len(config.sources), "source"), (len(config.parties), "party")]
    if ids := config.editor.ids:
        counts.append((len(ids), "overridden sentence"))
    click.echo(f"{config_path} is fine: " + ", ".join(counted(n, word) for n, word in counts))


@click.command(epilog="Example: digest init my-briefing")
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Writes a commented config.yaml, templates and an empty folder for articles into a new FOLDER."""
    from digest.starter import init as write

    for path in write(folder):
        click.echo(path)
    click.echo(
        f"Put articles into {folder / 'articles'} and run: digest build --config {quote(str(folder / 'config.yaml'))}"
    )


def _try(config: Config, sources: tuple[str, ...], day: datetime | None) -> None:
    """Tries every source; ends the process with 3 where one could not be read."""
    from digest.reading import survey

    cutoff = datetime.combine(edition_day(config, day), time(23, 59, 59), tzinfo=config.briefing.zone)
    with progress_bar() as progress:
        heard = survey(config, sources, cutoff, progress=progress).heard
    table(heard)
    if any(one.state == "failed" for one in heard):
        sys.exit(PROBLEMS)


def _tell_difference(before: Config, after: Config, sources: tuple[str, ...], day: datetime | None) -> None:
    """What another configuration would print otherwise, on the day of the first."""
    from digest import pipeline
    from digest.difference import difference, printed

    with progress_bar() as progress:
        both = pipeline.compare(before, after, day=edition_day(before, day), sources=sources, progress=progress)
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
    click.echo(f"{counted(sum(map(found.count, '+-~')), 'change')}: {counts}; {found.same} as before")


COMMANDS = (build, verify, explain, check, init)
