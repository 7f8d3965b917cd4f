"""What the measuring scripts print: tables in Markdown that read well as they are, and how far a long run has come."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

OURS = "this program, as shipped"
UNSEEN = "this program, not seen"
"""Two rows that several parts fill: the weights of the package; weights learned without the event or the cluster that is measured."""
Cells = dict[str, dict[str, str]]
"""Row -> column -> what stands there."""


@dataclass(frozen=True)
class Part:
    """What one part measured: its cells of the common table, and what is printed below it."""

    cells: Cells
    below: list[str] = field(default_factory=list)
    """Tables and paragraphs in Markdown."""


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown, padded; the first column to the left, the others to the right."""
    every = [head, *rows]
    wide = [max(2, *(len(row[at]) for row in every)) for at in range(len(head))]

    def line(row: Sequence[str]) -> str:
        first, *rest = (
            cell.rjust(w) if at else cell.ljust(w) for at, (cell, w) in enumerate(zip(row, wide, strict=True))
        )
        return "| " + " | ".join([first, *rest]) + " |"

    rule = "| " + " | ".join("-" * w if not at else "-" * (w - 1) + ":" for at, w in enumerate(wide)) + " |"
    return "\n".join([line(head), rule, *map(line, rows)])


def of_cells(cells: Cells, columns: Sequence[str]) -> str:
    """The same from cells; what was not measured is a dash."""
    rows = [[name, *(own.get(column, "–") for column in columns)] for name, own in cells.items()]
    return markdown(["", *columns], rows)


def share(value: float, digits: int = 3) -> str:
    """A number below 1 without its nought, as tables have it."""
    return f"{value:.{digits}f}".removeprefix("0") if value >= 0 else f"{value:.{digits}f}".replace("-0.", "−.")


def times_ours(seconds: float, ours: float) -> str:
    """Seconds, and how many times ours that is."""
    return f"{seconds:.1f} ({seconds / ours:.2g}×)"


def progress(text: str) -> None:
    """Says on standard error how far a run has come, where somebody looks on: one line, written anew."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)
