"""How much of the main event an item tells: what the newest articles open with, and many of them alike.

A news article opens with what is new (the inverted pyramid); what the openings share is the centre of the story (the centroid of Radev
et al. 2004). The newer an article, the more its opening counts.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date

from digest.model import Document, Judged

OPENING = 3
"""Sentences of an article of which the first that is read counts as its opening."""
SPAN = 4
"""Days from the first article to the last from which on the oldest article counts for nothing here; in less time it counts for more."""
UNKNOWN = 0.5
"""What an article counts of which it isn't known when it was written: neither the newest nor the oldest."""


def newness(docs: Sequence[Document], placed: Mapping[str, date]) -> dict[str, float]:
    """Document id -> 1 for the newest day, less with every newer article, 0 at the least. `placed` are all days (`order.stands`).

    What is a day older loses no more than a part of `SPAN`, however many articles the last day brought.
    """
    days = sorted(doc.day for doc in docs if doc.day)
    if not days:
        return {doc.id: 1.0 for doc in docs}
    part = min(1.0, (days[-1] - days[0]).days / SPAN)
    found: dict[str, float] = {}
    for doc in docs:
        if placed[doc.id] == date.min:
            found[doc.id] = UNKNOWN
            continue
        passed = 1 - part * (1 - bisect_right(days, placed[doc.id]) / len(days))
        found[doc.id] = max(passed, 1 - (days[-1] - placed[doc.id]).days / SPAN)
    return found


def central(
    terms: Mapping[str, frozenset[str]], judged: Sequence[Judged], docs: Sequence[Document], new: Mapping[str, float]
) -> dict[str, float]:
    """Item id -> how much the openings of the newest articles (`new`) are like it, 1 for the item most like them.

    `terms` are those of each item's first sentence. Alike is measured by the cosine of the sets of terms. Opinion reports no event.
    """
    opinion = {doc.id for doc in docs if doc.genre == "opinion"}
    first: dict[str, Judged] = {}
    for j in judged:
        if not j.dropped and j.sent.index < OPENING and j.sent.doc not in opinion:
            known = first.get(j.sent.doc)
            first[j.sent.doc] = j if known is None or j.sent.index < known.sent.index else known
    found = {
        key: sum(new[doc] ** 2 * _cosine(own, opening.terms) for doc, opening in sorted(first.items()))
        for key, own in terms.items()
    }
    most = max(found.values(), default=0.0) or 1.0
    return {key: value / most for key, value in found.items()}


def _cosine(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / math.sqrt(max(1, len(one) * len(other)))
