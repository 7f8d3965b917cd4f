"""Spelling variants of names, found in the texts of the run: "Zelenskiy" where the configuration says "Zelensky".

Two spellings are one name where they have the same skeleton of consonants (a key in the manner of Odell & Russell's Soundex, 1918, and
Philips' Metaphone, 1990, with the letters joined that romanisations exchange: q, k, kh and gh; w and v; z and s), begin alike, and are at
most two edits apart (Levenshtein 1966). That finds candidates; what decides is how the texts use them. Two people whose names look
alike have different given names; a word of the language is written in small letters elsewhere; a given name stands before a surname.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

SHORTEST = 6
"""Letters of the shortest name whose variants are looked for; one of `SHORT` needs a given name in common."""
SHORT = 5
SHARE = 0.4
"""Least share of a given name among those with which a person is called."""
FARTHEST = 2
"""Most edits between two spellings."""
MOST = 200
"""Most spellings of the names of a run: what is above is no spelling but a made-up text, and each costs a look at every text."""
_JOINED = (
    ("tsch", "S"), ("sch", "S"), ("tch", "S"), ("sh", "S"), ("ch", "S"), ("kh", "k"), ("gh", "k"), ("ck", "k"), ("ph", "f"),
    ("th", "t"), ("dh", "d"), ("dj", "j"), ("x", "ks"), ("q", "k"), ("c", "k"), ("g", "k"), ("w", "v"), ("f", "v"), ("z", "s"),
)  # fmt: skip
_VOWELS = frozenset("aeiouyh")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the run's texts, as far as they tell names from other words."""

    capital: frozenset[str]
    """Words that are written with a capital somewhere."""
    small: frozenset[str]
    """Words that are written in small letters somewhere."""
    titles: frozenset[str]
    """Words of office before a name, in small letters."""


def fold(word: str) -> str:
    """A name in small letters, without accents and without a possessive ending."""
    plain = word.removesuffix("'s").removesuffix("’s")
    if plain.isascii():
        return plain.lower()
    apart = unicodedata.normalize("NFKD", plain.replace("ı", "i").replace("ł", "l").replace("ø", "o"))
    return "".join(c for c in apart if not unicodedata.combining(c)).lower()


@cache
def skeleton(folded: str) -> str:
    """Consonants of a folded name, letters joined that romanisations exchange; "a" for a vowel at its beginning."""
    word = folded
    for old, new in _JOINED:
        word = word.replace(old, new)
    kept = ["a" if word[:1] in _VOWELS - {"h"} else word[:1]]
    for before, letter in pairwise(word):
        if letter.isalpha() and letter not in _VOWELS and letter != before:
            kept.append(letter)
    return "".join(kept)


def distance(one: str, other: str, *, most: int) -> int:
    """Edits (one letter put in, left out or replaced) from one word to another; `most` + 1 where there are more (Levenshtein 1966)."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        diagonal, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (a != b))
    return min(row[-1], most + 1)


def variants(known: Mapping[str, str], words: Words, texts: Sequence[str]) -> dict[str, str]:
    """Spellings met in the texts that are none of the known names -> party.

    `known` maps names to parties; those of several words are left alone. The work grows with the texts: only words that share a
    skeleton with a name are looked at again.
    """
    by_key: dict[str, list[str]] = {}
    for name in known:
        if len(name) >= SHORT and " " not in name:
            by_key.setdefault(skeleton(fold(name)), []).append(name)
    firsts = {c for names in by_key.values() for n in names for c in _ALIKE.get(fold(n)[0], fold(n)[0])}
    firsts |= {c.upper() for c in firsts}
    met = {w.removesuffix("'s").removesuffix("’s") for w in words.capital if w[0] in firsts or not w[0].isascii()}
    taken = {name.casefold() for name in known}
    found: dict[str, str] = {}
    looked = 0
    for word in sorted(met):
        if looked == MOST:
            break
        if len(word) < SHORT or word.casefold() in taken or word.lower() in words.small:
            continue
        near = [n for n in by_key.get(skeleton(fold(word)), ()) if _alike(fold(n), fold(word))]
        looked += bool(near)
        parties = {known[n] for n in near}
        if len(parties) == 1 and any(fold(n) == fold(word) or _same(n, word, texts, words) for n in near):
            found[word] = parties.pop()
    return found


_ALIKE = {c: group for group in ("kqcgx", "vwf", "sz", "aeiouy") for c in group}


def _alike(one: str, other: str) -> bool:
    most = FARTHEST if min(len(one), len(other)) >= SHORTEST else 1
    return one == other or (len(skeleton(one)) >= 3 and distance(one, other, most=most) <= most)


def _same(name: str, word: str, texts: Sequence[str], words: Words) -> bool:
    """Whether the use of two spellings in the texts allows that they are one name."""
    uses = list(occurrences(word, texts))
    if 2 * sum(1 for _, behind in uses if behind) > len(uses):
        return False
    mine, theirs = given_names(occurrences(name, texts), words), given_names(uses, words)
    shared = not mine.isdisjoint(theirs)
    return shared or (min(len(name), len(word)) >= SHORTEST and not (mine and theirs))


def occurrences(word: str, texts: Sequence[str]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """For every place where a word stands: the names directly before it (two at most), and whether another name follows."""
    for text in texts:
        for at in places(word, text):
            before = _NAMES_BEFORE.search(text[max(0, at - 50) : at])
            yield tuple(before[0].split()) if before else (), _NAME_BEHIND.match(text, at + len(word)) is not None


def places(word: str, text: str) -> Iterator[int]:
    """Where a word stands by itself in a text."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (at and _INSIDE.match(text[at - 1])) and not _INSIDE.match(text[end : end + 1]):
            yield at
        at = text.find(word, end)


_INSIDE = re.compile(r"[\w-]")
_NAMES_BEFORE = re.compile(r"(?<![\w’'-])(?:[A-Z][\w’'-]*\.? ){1,2}$")
_NAME_BEHIND = re.compile(r" [A-Z][a-z]")


def given_names(uses: Iterable[tuple[tuple[str, ...], bool]], words: Words) -> set[str]:
    """Skeletons of the given names among what stands before a surname: no titles, and no words of the language."""
    found = {n.rstrip(".") for names, _ in uses for n in names}
    return {skeleton(fold(n)) for n in found if n.lower() not in words.titles and n.lower() not in words.small}


def given_before(text: str, at: int) -> str:
    """The word with a capital directly before a place in a text, empty where there is none or a sentence begins there."""
    match = _NAMES_BEFORE.search(text[max(0, at - 30) : at])
    return match[0].split()[-1].rstrip(".") if match else ""


def called(name: str, texts: Sequence[str], words: Words) -> frozenset[str]:
    """Skeletons of the given names with which the texts call somebody: those in at least `SHARE` of the places that have one."""
    counts: Counter[str] = Counter()
    for before, _ in occurrences(name, texts):
        given = before[-1].rstrip(".") if before else ""
        if given and given.lower() not in words.titles and given.lower() not in words.small:
            counts[skeleton(fold(given))] += 1
    return frozenset(key for key, n in counts.items() if n >= SHARE * counts.total())
