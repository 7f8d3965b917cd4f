"""What is said on the terminal: the progress bar, and what became of an edition."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from digest.model import EXPECTED, Heard
from digest.wording import counted

if TYPE_CHECKING:
    from rich.progress import TaskID

    from digest.pipeline import Built

PROBLEMS = 3
"""Exit code of a run that is done but could not read everything."""

_SHOWN = 10


@contextmanager
def progress_bar(*, lines: bool = True) -> Iterator[Callable[[str, int, int], None]]:
    """A bar on a terminal; otherwise a line for each step of many that is done, so that a log says how far a run came.

    Without `lines` it says nothing there: what cron starts is silent where all is well.
    """
    if not sys.stderr.isatty():
        yield _line if lines else _nothing
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        steps: dict[str, TaskID] = {}

        def show(step: str, done: int, total: int) -> None:
            if step not in steps:
                steps[step] = bar.add_task(step, total=total or None)
            bar.update(steps[step], completed=done, total=total or None)

        yield show


def _nothing(step: str, done: int, total: int) -> None:
    """Says nothing."""


def _line(step: str, done: int, total: int) -> None:
    """Says that a step is done; of one whose end isn't known, nothing."""
    if total and done == total:
        click.echo(f"{step}: all {total} asked for", err=True)


def table(heard: Sequence[Heard]) -> None:
    """One line a source: what state it is in, how many articles it names, the newest, how much text came through, and why not more."""
    click.secho(f"{'state':<10} {'named':>6} {'read':>6} {'newest':<10} {'text':>9}  source", bold=True)
    for one in heard:
        count = one.articles + one.known
        text = f"{one.characters / 1000:.1f} kB" if one.characters else "-"
        where = f"{one.name} ({one.source})" if one.name else one.source
        line = f"{one.state:<10} {one.entries:>6} {count:>6} {one.newest[:10] or '-':<10} {text:>9}  {where}"
        click.secho(line, fg="red" if one.state == "failed" else None)
        if one.note:
            click.echo(f"{'':<10} {one.note}")


def tell(built: Built) -> None:
    """What was printed and what was left out; ends the process with 3 where something could not be read."""
    from digest.analyse.about.missed import advice  # what a build has loaded, and no other command needs

    seen = built.briefing.coverage
    items = sum(len(s.items) for s in built.briefing.sections)
    read = f"{counted(items, 'item')} from {counted(seen.articles, 'article')}"
    click.echo(f"{read}; {seen.printed} of {counted(seen.sentences, 'sentence')} printed.")
    for reason, count in seen.dropped:
        click.echo(f"  left out: {count:>4}  {reason}")
    for problem in seen.problems[:_SHOWN]:
        word = "note" if problem.stage in EXPECTED else "problem"
        click.echo(f"  {word}: {problem.uri}: {problem.message}{advice(problem)}", err=True)
    if len(seen.problems) > _SHOWN:
        more = counted(len(seen.problems) - _SHOWN, "more problem")
        click.echo(f"  and {more}, listed in the edition's data (.json)", err=True)
    if any(problem.stage not in EXPECTED for problem in seen.problems):
        sys.exit(PROBLEMS)
