"""People whom the texts introduce as speaking for a party: "Russian Foreign Minister Sergei Lavrov", later "Lavrov said".

Learned within the run by patterns (Hearst 1992), and only where it is near certain: a surname that stands for one party alone, that has
one given name throughout, that belongs to nobody who held the office before, and that is no word of the language in these texts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from digest.analyse.words.names import Words, fold, occurrences, places, skeleton

SHORTEST = 3
"""Letters of the shortest surname that is learned."""


def people(
    introductions: Iterable[tuple[str, str]], texts: Sequence[str], words: Words, known: frozenset[str]
) -> dict[str, str]:
    """Surname -> party, for everybody whom a sentence introduces by an office.

    `introductions` are pairs of party and full name, the party empty where the office is no longer held; `known` are the
    names, in small letters, that are a party's already.
    """
    parties: dict[str, set[str]] = defaultdict(set)
    given: dict[str, set[str]] = defaultdict(set)
    for party, name in introductions:
        first, *_, surname = name.split()
        if len(surname) >= SHORTEST and surname[0].isupper() and surname.casefold() not in known:
            parties[surname].add(party)
            given[surname].add(skeleton(fold(first)))
    return {
        surname: min(of)
        for surname, of in sorted(parties.items())
        if len(of) == 1
        and min(of)
        and surname.lower() not in words.small
        and _one_person(surname, given[surname], texts, words)
    }


def _one_person(surname: str, given: set[str], texts: Sequence[str], words: Words) -> bool:
    """Whether the texts give a surname no other given name."""
    for before, _ in occurrences(surname, texts):
        names = [n.rstrip(".") for n in before if len(n) > 2 and not _no_given_name(n, words)]
        if names and given.isdisjoint(skeleton(fold(n)) for n in names):
            return False
    return True


def _no_given_name(word: str, words: Words) -> bool:
    """Whether a word before a surname is a title ("Vice-President"), one of the language, or of a line in capitals that ran into it."""
    parts = word.rstrip(".").lower().split("-")
    shouted = len(word) > 2 and word.isupper() and word.isalpha()
    return shouted or all(part in words.titles or part in words.small or part == "vice" for part in parts)


def addressed(names: Iterable[str], texts: Sequence[str], words: Words) -> set[str]:
    """Those of the names that the texts give a title somewhere: "President Petrov", "Mr. Petrov"."""
    return {
        name
        for name in names
        if any(
            n.rstrip(".").lower() in words.titles - {"the", "state", "foreign", "press"}
            for before, _ in occurrences(name, texts)
            for n in before
        )
        or any(_OF_STATE.search(text[max(0, at - 60) : at]) for text in texts for at in places(name, text))
    }


_OF_STATE = re.compile(r"(?:Secretary|Minister) of State (?:[A-Z][\w’'.-]* ){0,2}$")
"""A title that is broken by "of"."""
