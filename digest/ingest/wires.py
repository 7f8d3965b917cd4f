"""Whose dispatch an article is: the news agency that it prints or leans on.

Several papers that print one dispatch are one source. What an agency's credit looks like is data (`data/wires.tsv`): datelines
("(Reuters) -"), bylines, closing notes ("AFP contributed to this report").
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from digest.ingest.houses import house
from digest.model import Found

_DATA = Path(__file__).parent / "data"
HEAD = 1500
TAIL = 700
"""Characters at either end of an article's own words among which a credit is looked for."""


@cache
def _agencies() -> dict[str, str]:
    """Name as written in a credit -> proper name."""
    rows = [line.split("\t") for line in _lines("wires.tsv") if line.startswith("agency\t")]
    return {written: name for _, name, names in rows for written in names.split("|")}


@cache
def _signs() -> tuple[str, ...]:
    """The names as written that hold no other of them: one stands in every text with a credit, and to look for it takes little time."""
    names = _agencies()
    return tuple(name for name in names if not any(other in name for other in names if other != name))


def _lines(name: str) -> list[str]:
    return [line for line in (_DATA / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]


@cache
def _credits() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """Place -> how it is called, and its pattern with the group `agency`."""
    names = "|".join(re.escape(name) for name in sorted(_agencies(), key=lambda n: (-len(n), n)))
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for line in _lines("wires.tsv"):
        place, how, *source = line.split("\t")
        if place in ("head", "tail", "author"):
            pattern = source[0].replace("AGENCY", rf"(?P<agency>(?<!\w)(?:{names})(?!\w))", 1)
            found.setdefault(place, []).append((how, re.compile(pattern, re.MULTILINE)))
        elif place == "unnamed":
            found.setdefault(place, []).append((how, re.compile(source[0])))
    return found


def wire(text: str, *, publisher: str, author: str = "") -> Found | None:
    """The agency whose dispatch the article is, or that it credits; None where none is named.

    An agency's own articles are its dispatches.
    """
    publisher = house(publisher)
    own = _agencies().get(publisher) or (publisher if publisher in _agencies().values() else "")
    if own:
        return Found(own, "publisher")
    for how, pattern in _credits()["author"]:
        if match := pattern.search(author[:200]):
            return Found(_agencies()[match["agency"]], how)
    for place, part in (("head", text[:HEAD]), ("tail", text.rstrip()[-TAIL:])):
        if not any(name in part for name in _signs()):
            continue
        for how, pattern in _credits()[place]:
            if (match := pattern.search(part)) and "agency" in match.groupdict():
                return Found(_agencies()[match["agency"]], how)
    for name, pattern in _credits().get("unnamed", ()):
        if pattern.search(text.rstrip()[-TAIL:]):
            return Found(name, "closing note")
    return None
