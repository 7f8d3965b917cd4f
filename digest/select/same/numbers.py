"""Numbers that several publishers tell of the same things: a briefing that gives none of them has missed something.

What many sources share is what matters (the weights of Gillick & Favre 2009). Of a number this shows although each source has words of its
own: two tellings are of the same things where they name the same unit and share a word besides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from digest.select.same.repeats import COUNT, Said
from digest.select.words.amounts import Amount, measures

PUBLISHERS = 3
"""So many publishers tell it."""
MORE_THAN = 2
"""A smaller number ("the two leaders") may count anything."""
SHARED = 2
"""Words, what is counted and another one, that tellings of the same things share."""
MOST = 100
"""Sentences with one number that are compared with one another."""
_PART = "percent"


@dataclass(frozen=True, slots=True)
class Number:
    """A number that several publishers tell."""

    told: frozenset[str]
    """The sentences, by id, that tell it for itself and are of the same things."""
    given: frozenset[str]
    """These, and those that give it by the way."""


def widely_told(says: Mapping[str, Said], houses: Mapping[str, str]) -> list[Number]:
    """The numbers that `PUBLISHERS` tell, what most tell first; `houses` gives the publisher of every sentence that counts.

    Lengths of time say when, not how many, a percentage may be of anything, and what is told by the way dates something else.
    """
    told: dict[tuple[float, str], list[str]] = {}
    given: dict[tuple[float, str], list[str]] = {}
    for key in sorted(houses):
        gist = says[key].gist if key in says else None
        for found, amounts in ((told, gist.told), (given, gist.amounts)) if gist else ():
            for what in dict.fromkeys((a.value, a.unit) for a in amounts if _counts(a)):
                found.setdefault(what, []).append(key)
    ranked = []
    for what, keys in told.items():
        alike = _alike(keys, says, houses)
        publishers = len({houses[key] for key in alike})
        if publishers >= PUBLISHERS:
            ranked.append((-publishers, what, Number(frozenset(alike), frozenset(given[what]))))
    return [number for _, _, number in sorted(ranked, key=lambda row: row[:2])]


def _counts(amount: Amount) -> bool:
    return bool(amount.unit) and amount.unit != _PART and amount.value > MORE_THAN and not measures(amount)


def _alike(keys: list[str], says: Mapping[str, Said], houses: Mapping[str, str]) -> list[str]:
    """Those of the sentences that share with one of another publisher `SHARED` words, what is counted among them."""
    words = {key: {t for t in says[key].acts if not COUNT.fullmatch(t)} for key in keys[:MOST]}
    return [
        key
        for key in words
        if any(houses[key] != houses[other] and len(words[key] & words[other]) >= SHARED for other in words)
    ]
