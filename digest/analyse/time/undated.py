"""Where an undated article stands in time: beside the dated one that it is most like, not before the days that it tells as past and not
after those that it announces.

The order of items rests on this, and that an old article counts for less; what is printed says "undated". Articles of one event are
alike (tf-idf and cosine, as in the tracking of events, Yang, Pierce & Carbonell 1998). An article like no other
stands first: what is read as too old does less harm than what is read as the latest.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from digest.model import Document, Judged

ALIKE = 0.25
"""Cosine of two articles of one event at least: of 446 dated articles that were so like another, read as if undated, 392 came within two
days of their own, 22 before that; of 57 that were less like any ten came so near (`bench/undated.py`)."""
BUCKET = 60
"""Articles that one term may lead to; what more have tells no event, and costs time."""


def placed(docs: Sequence[Document], judged: Sequence[Judged]) -> tuple[Document, ...]:
    """The documents, undated ones with the day beside which they stand (`Document.near`), where anything tells it."""
    days = {doc.id: doc.day for doc in docs if doc.day}
    if len(days) == len(docs):
        return tuple(docs)
    vectors = _vectors(judged)
    index: dict[str, list[str]] = {}
    for key in sorted(days):
        for term in vectors.get(key, ()):
            index.setdefault(term, []).append(key)
    return tuple(doc if doc.day else replace(doc, near=_near(doc, days, vectors, index)) for doc in docs)


def _near(
    doc: Document,
    days: Mapping[str, date],
    vectors: Mapping[str, Mapping[str, float]],
    index: Mapping[str, list[str]],
) -> date | None:
    """The day of the dated article that is most like it, within its bounds."""
    beside = _beside(vectors.get(doc.id, {}), vectors, index)
    after, before = (date.fromisoformat(bound.value) if bound else None for bound in (doc.after, doc.before))
    day = days[beside] if beside else before
    return day and min(max(day, after or date.min), before or date.max)


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
