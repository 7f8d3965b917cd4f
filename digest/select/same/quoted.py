"""The same words of somebody, quoted twice: what two sentences have between quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digest.select.words.folding import LONGEST, WORD

RUN = 5
"""Words in a row that are somebody's own: fewer are a slogan or the name of a bill."""
MOST = 0.6
"""Part of what a sentence quotes that another one quotes, too, from which on it quotes nothing new."""
MUCH = 0.3
"""Part of its words that a sentence quotes at least, for it to live from the quotation."""
_QUOTED = re.compile(r"[“\"]([^“”\"]{1,2000})(?:[”\"]|$)")


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a sentence quotes."""

    words: int
    """How many words stand between its quotation marks."""
    part: float
    """Which part of all its words that is."""
    runs: tuple[tuple[str, ...], ...]
    """Every `RUN` of them in a row, in order."""


def quoted(text: str) -> Quoted:
    """What a sentence quotes."""
    text = text[:LONGEST]
    parts = [[m[0].casefold().replace("’", "'") for m in WORD.finditer(q[1])] for q in _QUOTED.finditer(text)]
    runs = tuple(tuple(words[at : at + RUN]) for words in parts for at in range(len(words) - RUN + 1))
    count = sum(map(len, parts))
    return Quoted(count, count / max(1, sum(1 for _ in WORD.finditer(text))), runs)


def quotes_again(one: Quoted, other: Quoted) -> bool:
    """Whether a sentence lives from a quotation most of which the other one has."""
    if one.part < MUCH or not one.runs or not other.runs:
        return False
    known = set(other.runs)
    places = {at + n for at, run in enumerate(one.runs) if run in known for n in range(RUN)}
    return len(places) >= MOST * one.words
