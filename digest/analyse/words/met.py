"""Phrases of the YAML in a sentence: which sections they speak for, and how much."""

from __future__ import annotations

from digest.analyse.words import cues
from digest.analyse.words.terms import Tokens, rarity

FULL = 0.6
"""Rarity from which on a word of a title, of `about` or of `examples` counts in full: "people" stands in half of the news."""
MOST = 3
"""Phrases of a section that count in one sentence."""


def met(
    words: Tokens, phrases: cues.Table, worth: float, name: str, *, names: bool = True, plain: bool = False
) -> list[tuple[str, float, str]]:
    """(section, bonus, what was met), at most three phrases a section. Without `names`, words inside names of several
    words are passed over: the United States are no "state of the talks". Of `plain` words the common ones count for less.
    """
    out: list[tuple[str, float, str]] = []
    seen: dict[str, set[tuple[str, ...]]] = {}
    for key, a, b in cues.find(words, phrases):
        stems = tuple(stem for _, stem in words[a:b])
        own = seen.setdefault(key, set())
        if stems not in own and len(own) < MOST and (names or not _named(words, a)):
            own.add(stems)
            part = min(1.0, rarity(words[a][1]) / FULL) if plain else 1.0
            out.append((key, part * worth, f"{name} “{' '.join(w.lower() for w, _ in words[a:b])}”"))
    return out


def _named(words: Tokens, at: int) -> bool:
    """True where a word and one beside it have capitals."""
    beside = (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])
    return words[at][0][0].isupper() and any(w[0].isupper() for w, _ in beside)
