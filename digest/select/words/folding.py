"""Words that stand for the same are one: the names of a party or a people, and the words of one class of `data/alike.txt`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from digest.config import PartyConfig
from digest.select.words.phrases import LONGEST_PHRASE, alike, known_peoples

LONGEST = 2000
"""Characters of a sentence that are looked at."""
PEOPLE = "people "
"""First letters of what stands for a people that is no party."""
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

Names = Mapping[str, Mapping[tuple[str, ...], str]]
"""First word of a name -> the words of names that begin with it, lower case -> the party or people for which each stands."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a text that stand for somebody (kind "name"), an act or a thing."""

    kind: Literal["name", "act", "thing"]
    what: str
    """The party or people, or the kind and number of the class: "act 3"."""
    words: tuple[str, ...]
    """Lower case."""
    start: int
    end: int


def names_of(parties: Iterable[PartyConfig]) -> Names:
    """All names that are known; a people that is a party goes by the party's name.

    A party of several peoples, or of a bloc and a state, is a group: what one of them does, the others don't do. Each keeps its name.
    """
    return _names_of(tuple((party.name, *party.aliases) for party in parties))


@cache
def _names_of(parties: tuple[tuple[str, ...], ...]) -> Names:
    """The same of the names of each party, its own the first."""
    peoples = known_peoples()
    own: dict[tuple[str, ...], str] = {}
    party_of: dict[int, str] = {}
    for party, *aliases in parties:
        names = [tuple(word.casefold() for word in WORD.findall(name)) for name in (party, *aliases)]
        own |= dict.fromkeys(names, party)
        if len(found := {peoples[words] for words in names if words in peoples}) == 1:
            party_of |= dict.fromkeys(found, party)
    return _by_first(own | {words: party_of.get(at, f"{PEOPLE}{at}") for words, at in peoples.items()})


@cache
def _classes() -> Names:
    """First word of a phrase -> the phrases of `data/alike.txt` that begin with it -> their class."""
    return _by_first(alike())


def _by_first(known: Mapping[tuple[str, ...], str]) -> Names:
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for words, what in known.items():
        if words:
            found.setdefault(words[0], {})[words] = what
    return found


def marks(text: str, names: Names) -> list[Mark]:
    """What the words of a text stand for, the longest phrases first; words of no class or name are left out. A name has a capital."""
    found = list(WORD.finditer(text[:LONGEST]))
    words = [m[0].casefold().replace("’", "'").removesuffix("'s") for m in found]
    known = _classes()
    out: list[Mark] = []
    behind = 0
    for at, word in enumerate(words):
        if at < behind or (word not in known and word not in names):
            continue
        named = names.get(word, {}) if found[at][0][0].isupper() else {}
        alike_to = known.get(word, {})
        for size in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
            key = tuple(words[at : at + size])
            what = named.get(key) or alike_to.get(key)
            if what:
                kind: Literal["name", "act", "thing"] = (
                    "name" if key in named else "act" if what.startswith("act") else "thing"
                )
                out.append(Mark(kind, what, key, found[at].start(), found[at + size - 1].end()))
                behind = at + size
                break
    return out


def in_one_name(text: str, names: Names) -> str:
    """A text in which every party goes by its own name; other names stay as they are."""
    out: list[str] = []
    at = 0
    for mark in marks(text, names):
        if mark.kind == "name" and not mark.what.startswith(PEOPLE):
            out += [text[at : mark.start], mark.what]
            at = mark.end
    return "".join([*out, text[at:]])
