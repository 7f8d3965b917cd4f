"""What a sentence says talks didn't bring ("came no closer to a ceasefire"), and whether it says nothing else.

Articles say so in passing and in few words of their own, so that likeness of words can't tell that it is said again. The words are data
(`data/lacking.txt`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "lacking.txt"
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[,;:—–.]")
REACH = 8
"""Words behind a "no" or "failed to" among which the thing is looked for."""


@dataclass(frozen=True, slots=True)
class Lack:
    """What a sentence says is lacking."""

    thing: str
    """The first word of its line in the data."""
    only: bool
    """Whether the sentence says nothing but that."""


@cache
def _lines(kind: str) -> tuple[tuple[str, ...], ...]:
    rows = (line.partition(":") for line in _DATA.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#"))
    return tuple(tuple(words.split()) for name, _, words in rows if name == kind)


@cache
def _phrases(kind: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split("_")) for line in _lines(kind) for phrase in line)


@lru_cache(maxsize=4096)
def lacking(text: str) -> Lack | None:
    """What `text` says didn't come about; None where it says nothing of the kind, or only of what would be."""
    raw = [match[0] for match in _WORD.finditer(text)]
    words = [word.casefold().replace("’", "'") for word in raw]
    if any(_phrase(words, at, "maybe") for at in range(len(words))):
        return None
    for at in range(len(words)):
        if size := _phrase(words, at, "lack"):
            stop = _stop(words, at + size)
            things = [line[0] for line in _lines("thing") if not set(line).isdisjoint(words[at + size : stop])]
            if things:
                rest = [*raw[:at], *raw[at + size :]]
                return Lack(things[0], all(map(_bare, rest)))
    return None


def _phrase(words: Sequence[str], at: int, kind: str) -> int:
    """Words of the longest phrase of a kind that begins here; 0 where none does."""
    return next((size for size in (3, 2, 1) if tuple(words[at : at + size]) in _phrases(kind)), 0)


def _stop(words: Sequence[str], at: int) -> int:
    """Where what is lacking ends: at the end of the clause, or after a few words."""
    ends = (n for n in range(at, min(len(words), at + REACH)) if len(words[n]) == 1 and not words[n].isalnum())
    stops = (n for n in range(at, min(len(words), at + REACH)) if (words[n],) in _phrases("end"))
    return min((*ends, *stops, at + REACH, len(words)))


def _bare(word: str) -> bool:
    """Whether a word says nothing more than that there were talks: a name, a stop, what may be lacking, or one of the data."""
    known = _phrases("bare") | _phrases("thing")
    return word[0].isupper() or not word[0].isalnum() or (word.casefold(),) in known
