"""Compounds in their spellings: "ceasefire", "cease-fire" and "cease fire" are one word, and a desk writes one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from digest.analyse.words.terms import tokens

LEAST, PART = 8, 3
"""Letters of a word that is parted, and of each of its parts: nobody writes "not able" for a shorter one and means "notable"."""

Spelt = tuple[tuple[re.Pattern[str], frozenset[str]], ...]
"""How a word is written otherwise, and the stems that it has as it is written here."""


def spellings(word: str) -> list[str]:
    """Other spellings of a word without spaces: joined if it has a hyphen, else parted wherever it can be, by a space that stands for a
    hyphen, too. Of the places where it is parted texts hold one at most.
    """
    if "-" in word.strip("-"):
        return [word.replace("-", "")]
    if len(word) < LEAST or not word.isalpha():
        return []
    return [f"{word[:at]} {word[at:]}" for at in range(PART, len(word) - PART + 1)]


def phrases(given: Iterable[str]) -> list[str]:
    """Phrases, and each again with one of its words in another spelling."""
    found = []
    for phrase in given:
        words = phrase.split()
        found.append(phrase)
        found += [
            " ".join([*words[:at], other, *words[at + 1 :]]) for at, w in enumerate(words) for other in spellings(w)
        ]
    return found


def patterns(given: Sequence[str]) -> Spelt:
    """The words of these phrases as they may be written otherwise, whatever ending they have there."""
    return tuple(
        (re.compile(_pattern(others), re.IGNORECASE), frozenset(stem for _, stem in tokens(word)))
        for word in dict.fromkeys(word for phrase in given for word in phrase.split())
        if (others := spellings(word))
    )


def _pattern(others: Sequence[str]) -> str:
    written = (re.escape(word.removesuffix("s")).replace(r"\ ", r"[-\s]") for word in others)
    return rf"\b(?:{'|'.join(written)})"


def meant(text: str, spelt: Spelt) -> frozenset[str]:
    """The stems of words that a text holds in another spelling."""
    return frozenset[str]().union(*(stems for pattern, stems in spelt if pattern.search(text)))
