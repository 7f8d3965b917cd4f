"""The words by which people are introduced, from `data/persons.txt`, and what a word of a text is among them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path


def of_office(word: str) -> bool:
    """Whether a word tells an office, a rank, or how its holder is addressed."""
    return any(part in words_of("role") | words_of("rank") | words_of("address") for part in parts_of(word))


def of_people(word: str) -> bool:
    """Whether a word tells what several people are ("lawyers", "Supporters")."""
    return lowered(word) in words_of("people") or are_roles(word)


def are_roles(word: str) -> bool:
    """Whether a word tells the office of several people."""
    one = lowered(word)
    return one in ("spokesmen", "spokeswomen") or (one.endswith("s") and one[:-1] in words_of("role"))


def is_role(word: str) -> bool:
    """Whether a word tells an office or a calling."""
    return any(part in words_of("role") for part in parts_of(word))


def parts_of(word: str) -> list[str]:
    """The words of which one is put together, in small letters and without a possessive ending."""
    return [lowered(part) for part in word.split("-")]


def lowered(word: str) -> str:
    """A word in small letters without a possessive ending or a mark behind it."""
    return re.sub(r"[’']s$|[.,]+$", "", word.lower())


@cache
def clause_marks() -> re.Pattern[str]:
    """Where what is said of a name begins: behind a mark, and behind a stop that is none of an abbreviation ("Sen.")."""
    short = "".join(rf"(?<!\b{re.escape(word.title())})" for word in sorted(words_of("address")))
    return re.compile(rf"[\n,;:“”\"()\[\]!?—–|]| - |(?<=[a-z)]{{2}}){short}\. ")


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of a class of `data/persons.txt`."""
    found: dict[str, list[str]] = {}
    key = ""
    for line in (Path(__file__).parent / "data" / "persons.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            key = line.strip("[] ")
        elif line and not line.startswith("#"):
            found.setdefault(key, []).extend(part.strip() for part in line.split(",") if part.strip())
    return frozenset(found[name])
