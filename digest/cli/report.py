"""What is said on the terminal: the progress bar, and what became of an edition."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from digest.model import EXPECTED

if TYPE_CHECKING:
    from digest.pipeline import Built

PROBLEMS = 3
"""Exit code of a run that is done but could not read everything."""

_SHOWN = 10


def counted(n: int, word: str) -> str:
    """A number and its noun: "1 item", "2 items", "3 parties"."""
    return f"{n} {word}" if n == 1 else f"{n} {word[:-1] + 'ies' if word.endswith('y') else word + 's'}"


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int], None]]:
    """A counter on a terminal, nothing otherwise."""
    if not sys.stderr.isatty():
        yield lambda step, done: None
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status("reading") as status:
        yield lambda step, done: status.update(f"{step}: {done} articles")


def tell(built: Built) -> None:
    """What was printed and what was left out; ends the process with 3 where something could not be read."""
    seen = built.briefing.coverage
    items = sum(len(s.items) for s in built.briefing.sections)
    read = f"{counted(items, 'item')} from {counted(seen.articles, 'article')}"
    click.echo(f"{read}; {seen.printed} of {counted(seen.sentences, 'sentence')} printed.")
    for reason, count in seen.dropped:
        click.echo(f"  left out: {count:>4}  {reason}")
    for problem in seen.problems[:_SHOWN]:
        word = "note" if problem.stage in EXPECTED else "problem"
        click.echo(f"  {word}: {problem.uri}: {problem.message}", err=True)
    if len(seen.problems) > _SHOWN:
        more = counted(len(seen.problems) - _SHOWN, "more problem")
        click.echo(f"  and {more}, listed in the edition's data (.json)", err=True)
    if any(problem.stage not in EXPECTED for problem in seen.problems):
        sys.exit(PROBLEMS)
