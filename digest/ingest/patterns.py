"""Regular expressions that know a language or a trade: kept as data, compiled when they are first needed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@cache
def _sources() -> dict[str, str]:
    """Name -> regular expression, of `data/patterns.tsv`. A name that comes again adds an alternative."""
    found: dict[str, str] = {}
    for line in (_DATA / "patterns.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, source = line.split("\t", 1)
            found[name] = f"{found[name]}|{source}" if name in found else source
    return found


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The compiled expression of that name. Raises KeyError for a name that the data doesn't have."""
    return re.compile(_sources()[name])


@cache
def listed(name: str) -> frozenset[str]:
    """The entries of a word list in `data/<name>.txt`: parted by white space, or by "|" where a line has one."""
    found: set[str] = set()
    for line in (_DATA / f"{name}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            found.update(line.split("|") if "|" in line else line.split())
    return frozenset(found)


@cache
def lists(name: str) -> dict[str, frozenset[str]]:
    """The word lists of `data/<name>.txt` by their names, which stand in square brackets above them; "a|b" are two entries."""
    found: dict[str, set[str]] = {}
    for line in (_DATA / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            found[line.strip("[]")] = current = set()
        elif line and not line.startswith("#"):
            current.update(line.split("|"))
    return {of: frozenset(entries) for of, entries in found.items()}
