"""One publisher under its several names: "The Example", "example.com", "Example - World" and "Example International" are one house.

Names are compared without case and without a leading "The"; an address stands for its domain. Sections and editions behind a name are
data (`data/editions.txt`). A general word such as "News" is cut off only where what is left is the name of a known outlet. Who
owns several outlets is data, too (`data/families.tsv`).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from digest.ingest import citations
from digest.ingest.patterns import lists

_DATA = Path(__file__).parent / "data"
_BEHIND = re.compile(r"\s+[-–—|:»]\s+")
_ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]{1,63}\.){1,5}[a-z]{2,12}(?:/\S{0,300})?", re.IGNORECASE)
_GENERAL = frozenset("co com org net gov ac edu or go".split())
"""Labels of a domain that stand before its country and are nobody's name."""
LONGEST = 200
"""Characters of a name that are looked at."""


@cache
def owners() -> dict[str, str]:
    """Outlet, as it is written, -> who owns it and several others (`data/families.tsv`)."""
    lines = (_DATA / "families.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {outlet: owner for owner, outlets in rows for outlet in outlets.split("|")}


@cache
def _known() -> dict[str, str]:
    """Folded name of an outlet, or another name that it has, -> its proper name."""
    found = {_folded(owner): owner for owner in owners().values()}
    found |= {_folded(outlet): outlet for outlet in owners()}
    return found | {_folded(name): proper for name, proper in citations.outlets().items()}


def _folded(name: str) -> str:
    """Without case, leading "The" and doubled blanks."""
    folded = " ".join(name.casefold().split())
    return folded.removeprefix("the ") or folded


def without_section(name: str) -> str:
    """A publisher's name without the section behind it: "Example News - World" is Example News. A known name stays whole."""
    name = " ".join(name[:LONGEST].split())
    while _folded(name) not in _known() and (found := list(_BEHIND.finditer(name))):
        if name[found[-1].end() :].casefold() not in lists("editions")["section"]:
            break
        name = name[: found[-1].start()]
    return name


def _without_edition(name: str) -> str:
    """A name without the edition behind it, the longest tried first; of an unknown name at least two words are left."""
    words = name.split()
    for at in range(max(1, len(words) - 3), len(words)):
        edition, left = " ".join(words[at:]).casefold().strip("()"), " ".join(words[:at]).rstrip(" -–—|,:")
        if edition not in lists("editions")["edition"] or not left or left.casefold() == "the":
            continue
        if _folded(left) in _known() or (edition not in lists("editions")["known only"] and at > 1):
            return left
    return name


def house(name: str) -> str:
    """The one name under which a publisher is counted: its proper name where it is known, else what is left of the name as written
    without "The", section and edition; of an address the part of the domain that names somebody.
    """
    name = without_section(name)
    if _folded(name) not in _known() and _ADDRESS.fullmatch(name):
        labels = (citations.host(name) or name.split("/")[0].lower()).removeprefix("www.").split(".")[:-1]
        named = [label for label in labels if label not in _GENERAL] or labels
        name = citations.outlet_at(name) or named[-1]
    while _folded(name) not in _known() and (left := _without_edition(name)) != name:
        name = left
    return _known().get(_folded(name)) or re.sub(r"^the (?=\S)", "", name, flags=re.IGNORECASE)


def family(publisher: str, *, given: str = "") -> str:
    """Who counts as one with a publisher: what the configuration says, else its owner, else its own house."""
    if given:
        return given
    own = house(publisher)
    return owners().get(own, own)
