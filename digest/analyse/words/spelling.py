"""Compounds in their spellings: "ceasefire", "cease-fire" and "cease fire" are one word, and a desk writes one of them.

Names are written one way, and where one of the parts is a word such as "over" or "the", the parts are another matter ("overtime").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from digest.analyse.words.terms import stop_words, tokens

LEAST, MOST, PART = 8, 30, 3
"""Letters of a compound, and of each of its parts at least."""
_HYPHEN = re.compile("[-\N{HYPHEN}\N{NON-BREAKING HYPHEN}]")
_APART = "[-\\s\N{HYPHEN}\N{NON-BREAKING HYPHEN}]"
_ENDING = r"(?:s|es|ed|ing|['’]s)?\b"
_PARTICLES = frozenset(("away", "back", "down", "off", "out", "over", "through", "under"))

Spelt = tuple[tuple[re.Pattern[str], frozenset[str]], ...]
"""How a word is written otherwise, and the stems that it has as it is written here."""


def spellings(word: str) -> list[str]:
    """Other spellings of a word without spaces: joined if it has a hyphen, else parted wherever it can be, by a space that stands for a
    hyphen, too. Of the places where it is parted texts hold one at most.
    """
    parts = _HYPHEN.split(word)
    joined = "".join(parts)
    if not (LEAST <= len(joined) <= MOST and joined.isalpha() and joined.islower()):
        return []
    if len(parts) > 1:
        return [joined] if len(parts) == 2 and _meant(*parts) else []
    cuts = ((word[:at], word[at:]) for at in range(PART, len(word) - PART + 1))
    return [f"{one} {other}" for one, other in cuts if _meant(one, other)]


def _meant(one: str, other: str) -> bool:
    """Whether these may be the parts of a compound."""
    return min(len(one), len(other)) >= PART and _PARTICLES.union(stop_words()).isdisjoint((one, other))


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
    """The words of these phrases as they may be written otherwise, in the plural or as a verb, too."""
    return tuple(
        (re.compile(_pattern(others), re.IGNORECASE), frozenset(stem for _, stem in tokens(word)))
        for word in dict.fromkeys(word for phrase in given for word in phrase.split())
        if (others := spellings(word))
    )


def _pattern(others: Sequence[str]) -> str:
    written = (re.escape(word.removesuffix("s")).replace("\\ ", _APART) for word in others)
    return rf"\b(?:{'|'.join(written)}){_ENDING}"


def meant(text: str, spelt: Spelt) -> frozenset[str]:
    """The stems of words that a text holds in another spelling."""
    return frozenset[str]().union(*(stems for pattern, stems in spelt if pattern.search(text)))
