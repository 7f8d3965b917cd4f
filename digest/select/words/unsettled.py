"""Whether a sentence says that something is not known or settled yet, or that what somebody says is denied.

A briefing that tells only what is sure leaves out what its reader has to know: what nobody knows, and on what the parties don't agree. The
words are data (`data/unsettled.txt`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from digest.select.words.folding import LONGEST

UNKNOWN, DISPUTED = KINDS = ("unknown", "disputed")
_DATA = Path(__file__).parent / "data" / "unsettled.txt"
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[.,;:]")


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word of a phrase -> the phrases that begin with it, and what they say."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for line in _DATA.read_text(encoding="utf-8").splitlines():
        kind, _, row = line.partition(":")
        for words in (tuple(phrase.split("_")) for phrase in row.split() if kind in KINDS):
            found.setdefault(words[0], []).append((words, kind))
    return {first: tuple(rows) for first, rows in found.items()}


@lru_cache(maxsize=4096)
def unsettled(text: str) -> frozenset[str]:
    """Which of `KINDS` a sentence says."""
    words = [match[0].casefold().replace("’", "'") for match in _WORD.finditer(text[:LONGEST])]
    known = _phrases()
    return frozenset(
        kind
        for at, word in enumerate(words)
        for phrase, kind in known.get(word, ())
        if tuple(words[at : at + len(phrase)]) == phrase
    )
