"""How sure it is that a reader who knows the past knows what a sentence tells, though no single sentence of the past repeats it.

A summary for such a reader gives no worth to concepts that were told (concept coverage, Gillick & Favre 2009; so used for the update
task of TAC 2009 by Gillick, Favre, Hakkani-Tür, Bohnet, Liu & Xie). What was told comes from several sentences of the past; so a
sentence is covered greedily by a few of them (`COVERERS`), not compared with one. A few, since all that was printed in a year holds
almost every word. Four signs together say how sure it is, in a logistic function whose weights were learned on stories of several
days, parted at every date: what one sentence of the past repeats of it, what a few cover of it, the share of its words that the past
hardly has (the novelty factor of Varma et al. 2009), and whether what it tells happened before the past was written or after.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from digest.model import Former, Judged

COVERERS = 3
"""Sentences of the past that together tell what a sentence tells."""
MOST = 16
"""Sentences of the past that one is compared with, those that share most of it."""
BIAS, REPEATED, COVERED, FRESH, OLD = 1.8, 2.3, 4.4, -5.0, 1.2
"""Weights of the signs, learned by logistic regression."""
DOUBT = 0.4
"""The most where it tells of a later day what the past can't have told, or where most of its words are new."""
LEAST, LEAST_SAID = 0.3, 0.5
"""Part of a sentence's terms that the past must have told for it to be background; of a demand, an offer or a refusal in a party's own
words half, since the matter's words return in all of them."""
UNSURE = 0.55
"""The most below that."""
MOSTLY = 0.8
"""Share of new words from which on a reader hardly knows what they tell."""


def familiar(*, repeated: float, covered: float, fresh: float, old: int, another: bool, least: float = LEAST) -> float:
    """Probability that the reader knows what a sentence tells.

    `repeated` is what one sentence of the past says of it (`digest.select.same.repeats`), `fresh` the novelty factor of its words,
    `another` whether it tells of an act of which nothing that was printed tells, or counts something; the rest as the functions below.
    Such an act on a later day is news in whatever known words. `least` is the part that must have been told.
    """
    signs = REPEATED * repeated + COVERED * covered + FRESH * fresh + OLD * old
    sure = 1.0 / (1.0 + math.exp(-BIAS - signs))
    sure = sure if covered >= least else min(sure, UNSURE)
    return min(sure, DOUBT) if fresh >= MOSTLY or (another and old < 0) else sure


def least(j: Judged) -> float:
    """The part of a sentence's terms that the past must have told for it to be background."""
    return LEAST_SAID if j.act and j.speaker else LEAST


def beside(
    live: Sequence[Judged], printed: Sequence[Judged], weight: Mapping[str, float]
) -> Iterator[tuple[Judged, list[Judged]]]:
    """Every sentence of today with those that were printed and share most of its terms, by weight."""
    index: dict[str, list[int]] = {}
    for at, one in enumerate(printed):
        for term in one.terms:
            index.setdefault(term, []).append(at)
    for j in live:
        mass: dict[int, float] = {}
        for term in sorted(j.terms):
            for at in index.get(term, ()):
                mass[at] = mass.get(at, 0.0) + weight[term]
        yield j, [printed[at] for at in sorted(mass, key=lambda at: (-mass[at], at))[:MOST]]


def covered(j: Judged, printed: Sequence[Judged], weight: Mapping[str, float]) -> float:
    """Part of a sentence's terms, by weight, that a few of these sentences of the past have between them, chosen greedily."""
    left = j.terms
    whole = sum([weight[t] for t in sorted(left)]) or 1.0
    shared = [left & one.terms for one in printed]
    for _ in range(COVERERS):
        taken = max(shared, key=lambda t: sum([weight[w] for w in sorted(t)]), default=None)
        if not taken:
            break
        left -= taken
        shared = [rest for terms in shared if (rest := terms - taken)]
    return 1.0 - sum([weight[t] for t in sorted(left)]) / whole


def old(j: Judged, last: date | None) -> int:
    """1 where what a sentence tells happened by the day of the past, -1 where on a later day, 0 where that isn't sure or is to come."""
    if last is None or j.when is None or j.when.kind != "past":
        return 0
    return 1 if j.when.last <= last else -1


def written(past: Sequence[Former], last_day: str) -> date | None:
    """The day up to which the past knows: that of the last edition, or of the newest article that the reader has seen."""
    if last_day:
        return date.fromisoformat(last_day)
    return max((one.published for one in past if one.printed and one.published), default=None)
