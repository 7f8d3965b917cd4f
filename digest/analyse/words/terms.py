"""Words, stems and names of a text: what sentences are compared and scored by."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

WORD = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+\.\d+(?!\d)|[^\W_]+(?:['’][^\W_]+)*")
"""A word or a number: "28,000" and "5.7" are one each, since "28" is another number."""
_DATA = Path(__file__).parent.parent / "data"
KNOWN_STEMS = _DATA / "stems.tsv"
"""Stems of common words, made by `scripts/stems`: a stem, a tab, its words. Only saves time."""

KNOWN_SHARES = _DATA / "common.tsv"
"""Stems that are common in the news, made by `scripts/common`: in how many of a thousand articles each stands, a tab, the stems."""
RAREST = 4
"""Articles of a thousand in which any other stem is taken to stand."""

Tokens = tuple[tuple[str, str], ...]
"""(word as it stands, stem) in the order of the text."""


@cache
def _stemmer() -> object:
    from nltk.stem.snowball import EnglishStemmer

    return EnglishStemmer()


@cache
def _known_stems() -> dict[str, str]:
    """Word -> stem, for the words of `KNOWN_STEMS`."""
    lines = KNOWN_STEMS.read_text(encoding="utf-8").splitlines()
    return {word: of for of, _, words in (line.partition("\t") for line in lines) for word in words.split()}


@cache
def stem(word: str) -> str:
    """Snowball stem of a lower-case word, without a possessive ending (Porter 2001, "Snowball")."""
    if word.endswith(("'s", "’s")):
        word = word[:-2]
    if "," in word:  # thousands
        return word.replace(",", "")
    if not stemmed_by_rule(word):
        return word
    return _known_stems().get(word) or str(_stemmer().stem(word))  # type: ignore[attr-defined]


def stemmed_by_rule(word: str) -> bool:
    """False for short words, figures ("2019", "90th") and words with letters outside ASCII: these are their own stems."""
    return len(word) >= 4 and word.isascii() and not word[0].isdigit()


@cache
def stop_words() -> frozenset[str]:
    """Stems of words that carry no topic."""
    return frozenset(stem(word) for word in (_DATA / "stop.txt").read_text(encoding="utf-8").split())


@cache
def _shares() -> dict[str, int]:
    lines = KNOWN_SHARES.read_text(encoding="utf-8").splitlines()
    return {stem: int(share) for share, _, stems in (line.partition("\t") for line in lines) for stem in stems.split()}


def rarity(stem: str) -> float:
    """How rare a stem is in the news: the power of ten by which there are more articles than such as hold it (inverse document
    frequency, Sparck Jones 1972). 0 where every article holds it, at most 2.4; the same whatever is read today.
    """
    return math.log10(1000 / _shares().get(stem, RAREST))


def tokens(text: str) -> Tokens:
    """Words of a text with their stems. Hyphens and dashes separate, so that "cease-fire" is two words."""
    return tuple(map(_token, WORD.findall(text)))


@cache
def _token(word: str) -> tuple[str, str]:
    return word, stem(word.lower())


def content(words: Tokens) -> list[str]:
    """Stems that carry a topic, in order, repeated as they are: no stop words, no single letters."""
    stop = stop_words()
    return [s for _, s in words if s not in stop and (len(s) > 1 or s.isdigit())]


def names(words: Tokens) -> frozenset[str]:
    """Stems of words written with a capital although no sentence starts there."""
    stop = stop_words()
    return frozenset(s for w, s in words[1:] if w[0].isupper() and s not in stop)


def numbers(words: Tokens) -> frozenset[str]:
    """Figures in a text as they stand ("6,000")."""
    return frozenset(w for w, _ in words if w[0].isdigit())


def stems_of(phrases: Iterable[str]) -> list[tuple[str, ...]]:
    """Each phrase as a tuple of stems; phrases without a word are left out."""
    return [t for t in (tuple(s for _, s in tokens(phrase)) for phrase in phrases) if t]
