"""Do two sentences report the same thing? Compared are words, names and numbers, never titles.

Similarity is the cosine of vectors of content stems weighted by inverse document frequency over sentences (Salton & Buckley 1988),
with names and numbers counted double. It is computed only between sentences that share a rare term, through an inverted index, so that
the work grows with the sentences and not with their pairs.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from digest.model import Judged

SAME = 0.62
"""At this similarity two sentences of different documents are taken for the same claim."""
REPEAT = 0.45
"""At this similarity the second sentence says too little that is new to be printed beside the first."""

OVERLAP = 0.7
"""Share of the overlap coefficient that counts as repetition."""

Vector = dict[str, float]


def vectors(judged: Sequence[Judged]) -> dict[str, Vector]:
    """Sentence id -> unit vector of its weighted terms."""
    df = Counter(term for j in judged for term in j.terms)
    total = max(2, len(judged))
    out: dict[str, Vector] = {}
    for j in judged:
        raw = {term: math.log(total / df[term]) * (2.0 if term[0].isdigit() else 1.0) for term in sorted(j.terms)}
        norm = math.sqrt(sum(v * v for v in raw.values())) or 1.0
        out[j.sent.id] = {term: v / norm for term, v in raw.items()}
    return out


def similarity(one: Vector, other: Vector) -> float:
    """Cosine of two unit vectors, 0 to 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum([one[term] * other[term] for term in one if term in other])


def repetition(one: Vector, other: Vector) -> float:
    """How much of the shorter of two sentences the other says already, 0 to 1.

    The cosine, or most of the overlap coefficient of their terms (Simpson 1943) where that is larger: in a briefing about one matter the
    words that matter most stand in every sentence and weigh next to nothing in a cosine.
    """
    if len(one) > len(other):
        one, other = other, one
    shared = [term for term in one if term in other]
    cosine = sum([one[term] * other[term] for term in shared])
    return max(cosine, OVERLAP * len(shared) / max(4, len(one)))


class Neighbours:
    """Finds the sentences that are similar to a given one without comparing it with all."""

    def __init__(self, vecs: dict[str, Vector]) -> None:
        self._vecs = vecs
        self._index: dict[str, list[str]] = {}
        for key, vec in vecs.items():
            for term in _rare(vec):
                self._index.setdefault(term, []).append(key)

    def of(self, key: str, *, at_least: float) -> list[tuple[float, str]]:
        """(similarity, id) of every other sentence at least that similar, most similar first."""
        vec = self._vecs[key]
        near = {other for term in _rare(vec) for other in self._index.get(term, ())} - {key}
        scored = [(similarity(vec, self._vecs[other]), other) for other in near]
        return sorted(((s, o) for s, o in scored if s >= at_least), key=lambda t: (-t[0], t[1]))


def _rare(vec: Vector) -> list[str]:
    """The heaviest terms of a vector: two sentences at `REPEAT` share at least one of them."""
    return sorted(vec, key=lambda t: (-vec[t], t))[: max(4, len(vec) // 2)]
