"""Is a source of one matter? Then its articles stand and fall together, but for those that are unlike the rest.

Two articles are alike where the terms of their titles and openings are, weighted by how rare they are in the news at large, and not in
what was read today: in a folder of one matter its words stand everywhere, and are the ones that tell (vector space model, Salton & Buckley
1988; the cluster hypothesis, van Rijsbergen 1979: what is alike is relevant to the same request). An article is asked how alike it is
to the middle one of the others: two articles on one shot don't make a matter of ten.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import median

from digest.analyse.features import Reading
from digest.analyse.words.terms import content, rarity, tokens
from digest.model import Document

OPENING = 12
"""Sentences of an article that are taken for its matter."""
FEWEST = 2
"""Articles of which one can say that they are of one matter."""
SAMPLE = 40
"""Articles of a source with which all of it is compared, so that the work grows with their number and not with that of pairs."""
ONE_MATTER = 0.1
"""Likeness of the middle article of a source to the middle one of the others from which on it is of one matter: half as much is
usual among articles of one day on one country, a tenth among those of one publisher."""
BEYOND = 0.075
"""The same without the words by which articles were drawn."""

Vector = Mapping[str, float]


def vector(doc: Document, readings: Sequence[Reading], *, without: frozenset[str] = frozenset()) -> Vector:
    """Weights of the terms of an article's title and opening, but for some stems; of unit length."""
    counts = Counter(content(tokens(doc.title.value)))
    for reading in readings[:OPENING]:
        counts.update(reading.content)
    raw = {term: (1 + math.log(n)) * rarity(term) for term, n in sorted(counts.items()) if term not in without}
    norm = math.sqrt(sum(value * value for value in raw.values())) or 1.0
    return {term: value / norm for term, value in raw.items()}


def likeness(one: Vector, other: Vector) -> float:
    """How alike two articles are, 0 to 1 (cosine)."""
    if len(one) > len(other):
        one, other = other, one
    return sum([value * other[term] for term, value in one.items() if term in other])


def middle(one: Vector, others: Sequence[Vector]) -> float:
    """How alike an article is to the middle one of others; 0 where there are none."""
    return median(likeness(one, other) for other in others) if others else 0.0


def sample(keys: Sequence[str]) -> list[str]:
    """At most `SAMPLE` of them, evenly drawn."""
    step = max(1.0, len(keys) / SAMPLE)
    return [keys[int(n * step)] for n in range(min(len(keys), SAMPLE))]


def one_matter(
    docs: Sequence[Document],
    readings: Mapping[str, Sequence[Reading]],
    *,
    drawn_by: frozenset[str] = frozenset(),
) -> dict[str, float]:
    """Ids of articles of one matter -> how alike each is to the middle one of the others, 1 being usual; empty where there are several
    matters. Where articles were drawn by their words, these stems are `drawn_by`: that they share them proves nothing.
    """
    if len(docs) < FEWEST:
        return {}
    by_id = {doc.id: doc for doc in docs}
    drawn = {key: vector(by_id[key], readings[key], without=drawn_by) for key in sample(list(by_id))}
    near = {key: middle(own, [other for name, other in drawn.items() if name != key]) for key, own in drawn.items()}
    usual = median(near.values())
    if usual < (BEYOND if drawn_by else ONE_MATTER):
        return {}
    others = list(drawn.values())
    near |= {
        key: middle(vector(doc, readings[key], without=drawn_by), others)
        for key, doc in by_id.items()
        if key not in drawn
    }
    return {key: much / usual for key, much in near.items()}


def by_source(docs: Sequence[Document]) -> list[list[Document]]:
    """The articles of each source; what sources of one article each bring counts together."""
    count = Counter(doc.source for doc in docs)
    found: dict[str, list[Document]] = {}
    for doc in docs:
        found.setdefault(doc.source if count[doc.source] > 1 else "", []).append(doc)
    return list(found.values())
