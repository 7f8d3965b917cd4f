"""Words that stand for the same are one: the names of a party or a people, and the words of one class of `data/alike.txt`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from digest.config import PartyConfig
from digest.select.phrases import LONGEST_PHRASE, alike, known_peoples

LONGEST = 2000
"""Characters of a sentence that are looked at."""
PEOPLE = "people "
"""First letters of what stands for a people that is no party."""
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

Names = Mapping[tuple[str, ...], str]
"""Words of a name, lower case -> the party or people for which it stands."""


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


def names_of(parties: Iterable[PartyConfig]) -> dict[tuple[str, ...], str]:
    """All names that are known; a people that is a party goes by the party's name.

    A party of several peoples, or of a bloc and a state, is a group: what one of them does, the others don't do. Each keeps its name.
    """
    peoples = known_peoples()
    own: dict[tuple[str, ...], str] = {}
    party_of: dict[int, str] = {}
    for party in parties:
        names = [tuple(word.casefold() for word in WORD.findall(name)) for name in (party.name, *party.aliases)]
        own |= dict.fromkeys(names, party.name)
        if len(found := {peoples[words] for words in names if words in peoples}) == 1:
            party_of |= dict.fromkeys(found, party.name)
    return own | {words: party_of.get(at, f"{PEOPLE}{at}") for words, at in peoples.items()}


def marks(text: str, names: Names) -> list[Mark]:
    """What the words of a text stand for, the longest phrases first; words of no class or name are left out. A name has a capital."""
    found = list(WORD.finditer(text[:LONGEST]))
    words = [m[0].casefold().replace("’", "'").removesuffix("'s") for m in found]
    out: list[Mark] = []
    at = 0
    while at < len(words):
        size = 1
        for size in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
            key = tuple(words[at : at + size])
            start, end = found[at].start(), found[at + size - 1].end()
            if found[at][0][0].isupper() and key in names:
                out.append(Mark("name", names[key], key, start, end))
                break
            if key in alike():
                kind: Literal["act", "thing"] = "act" if alike()[key].startswith("act") else "thing"
                out.append(Mark(kind, alike()[key], key, start, end))
                break
        at += size
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
