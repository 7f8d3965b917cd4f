"""Where an undated article stands in time: beside the dated one that it is most like, not before the days that it tells as past and not
after those that it announces.

Only the order of items rests on this; what is printed says "undated". Articles of one event are alike (tf-idf and cosine, as in the
tracking of events, Yang, Pierce & Carbonell 1998). Dated articles that were placed so came nearer to their own day than the last or
first day of their story in eight of nine stories. An article like no other stands first: what is read as too old does less harm
than what is read as the latest.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from digest.model import Document, Judged

ALIKE = 0.1
"""Cosine of two articles of one event at least."""
BUCKET = 60
"""Articles that one term may lead to; what more have tells no event, and costs time."""


def placed(docs: Sequence[Document], judged: Sequence[Judged]) -> dict[str, date]:
    """Document id -> its day; for undated ones the day by which they are ordered, `date.min` where nothing tells."""
    days = {doc.id: doc.day for doc in docs if doc.day}
    undated = [doc for doc in docs if not doc.day]
    if not undated:
        return days
    vectors = _vectors(judged)
    index: dict[str, list[str]] = {}
    for key in sorted(days):
        for term in vectors.get(key, ()):
            index.setdefault(term, []).append(key)
    found = dict(days)
    for doc in undated:
        beside = _beside(vectors.get(doc.id, {}), vectors, index)
        after, before = (date.fromisoformat(bound.value) if bound else None for bound in (doc.after, doc.before))
        day = days[beside] if beside else before or date.min
        found[doc.id] = min(max(day, after or date.min), before or date.max)
    return found


def _beside(
    own: Mapping[str, float], vectors: Mapping[str, Mapping[str, float]], index: Mapping[str, list[str]]
) -> str:
    """Id of the dated article that is most like it; empty where none is."""
    like: dict[str, float] = {}
    for term, weight in sorted(own.items()):
        for key in index.get(term, ()) if len(index.get(term, ())) <= BUCKET else ():
            like[key] = like.get(key, 0.0) + weight * vectors[key][term]
    best = min(like, key=lambda key: (-like[key], key), default="")
    return best if best and like[best] >= ALIKE else ""


def _vectors(judged: Sequence[Judged]) -> dict[str, dict[str, float]]:
    """Document id -> the weights of its terms that another has and not all have; of unit length."""
    counts: dict[str, Counter[str]] = {}
    for j in judged:
        if not j.dropped:
            counts.setdefault(j.sent.doc, Counter()).update(j.terms)
    df = Counter(term for own in counts.values() for term in own)
    found: dict[str, dict[str, float]] = {}
    for key, own in counts.items():
        raw = {t: (1 + math.log(n)) * math.log(len(counts) / df[t]) for t, n in sorted(own.items()) if df[t] > 1}
        norm = math.sqrt(sum(v * v for v in raw.values())) or 1.0
        found[key] = {t: v / norm for t, v in raw.items() if v}
    return found
