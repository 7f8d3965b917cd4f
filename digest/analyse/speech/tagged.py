"""People whom an article marks with their party, as in "Ana Deral (R-Lake)" or "Ana Deral, D-Lake".

What the marks mean is told by the configuration: a party of it that is called by the name of a mark. A mark that two of its parties, or
none, are called by tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

MARKS: Mapping[str, tuple[str, ...]] = {
    "R": ("republicans", "republican", "gop"),
    "D": ("democrats", "democrat", "democratic"),
}
"""Mark -> what the party is called for which it stands, in small letters."""
_MARKED = re.compile(
    r"(?<![\w’'.-])(?P<given>[A-Z][\w’'-]{1,30} )(?:[A-Z]\. )?(?P<name>[A-Z][\w’'-]{2,40})"
    r"(?: \[…\])?(?:, | \()(?P<mark>[RD])[-–][A-Z][a-z.]{0,12}"
)
"""A given name and a surname, and the mark behind them with the beginning of a place."""


def sides(names: Mapping[str, str]) -> dict[str, str]:
    """Mark -> party. `names` are the names of the configuration and the party of each."""
    found = {}
    for mark, called in MARKS.items():
        parties = {party for name, party in names.items() if name.casefold() in called}
        if len(parties) == 1:
            found[mark] = parties.pop()
    return found


def marked(text: str, of: Mapping[str, str]) -> list[tuple[str, str]]:
    """(party, given name and surname) of everybody whom a text marks with a party of the configuration; `of` as `sides` gives it."""
    if not of:
        return []
    return [(of[met["mark"]], met["given"] + met["name"]) for met in _MARKED.finditer(text) if met["mark"] in of]
