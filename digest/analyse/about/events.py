"""Which articles tell the same event: as a whole, or in passing.

Two articles are alike where the terms of their openings are, weighted by how rare they are (tf-idf, Salton & Buckley 1988, as in the
tracking of events, Yang, Pierce & Carbonell 1998). A round-up is like none of the ten events that it tells; so it is also asked, passage by
passage, for the heaviest terms of an article (passage retrieval, Callan 1994). Either way others are found through an index of
heavy terms, so that the work grows with the number of articles and not with that of pairs.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from digest.analyse.about.matter import likeness
from digest.analyse.features import Reading
from digest.analyse.words.terms import content, tokens
from digest.model import Document

OPENING = 12
"""Sentences of an article that are taken for its event."""
HEAVIEST, BUCKET = 12, 40
"""Terms of an article by which others are found, and articles that one term may lead to."""
RARE = 2
"""Articles in which a term counts as found at least: what one alone has, no other can confirm."""
PASSAGE = 3
"""Sentences of a passage."""
TOLD = 1 / 3
"""Part of the weight of an event's heaviest terms that one passage holds which tells it."""


@dataclass(frozen=True, slots=True)
class Event:
    """What an article's title and opening tell."""

    heavy: Mapping[str, float]
    """Its heaviest terms; their weights sum to 1."""
    vector: Mapping[str, float]
    """Weights of its terms that another article has, too; of unit length."""


def events(docs: Sequence[Document], readings: Mapping[str, Sequence[Reading]]) -> dict[str, Event]:
    """Document id -> the event that it opens with."""
    counts = {doc.id: Counter(content(tokens(doc.title.value))) for doc in docs}
    for doc in docs:
        for reading in readings[doc.id][:OPENING]:
            counts[doc.id].update(reading.content)
    df = Counter(term for own in counts.values() for term in own)
    found: dict[str, Event] = {}
    for key, own in counts.items():
        raw = {t: (1 + math.log(n)) * math.log(len(docs) / max(RARE, df[t])) for t, n in sorted(own.items())}
        heavy = {t: raw[t] for t in _heaviest(raw)}
        total = sum(heavy.values()) or 1.0
        shared = {t: weight for t, weight in raw.items() if df[t] > 1}
        norm = math.sqrt(sum(v * v for v in shared.values())) or 1.0
        found[key] = Event({t: v / total for t, v in heavy.items()}, {t: v / norm for t, v in shared.items()})
    return found


def alike(of: Iterable[str], among: Iterable[str], told: Mapping[str, Event]) -> dict[str, dict[str, float]]:
    """Document id -> those among others that share a heavy term with it, and how alike they are (cosine, 0 to 1)."""
    index: dict[str, list[str]] = {}
    for key in among:
        for term in told[key].vector:
            index.setdefault(term, []).append(key)
    found: dict[str, dict[str, float]] = {}
    for key in of:
        vector = told[key].vector
        near = _led_to(_heaviest(vector), index)
        found[key] = {other: likeness(vector, told[other].vector) for other in near if other != key}
    return found


def tellers(
    of: Sequence[str],
    among: Sequence[str],
    told: Mapping[str, Event],
    readings: Mapping[str, Sequence[Reading]],
) -> dict[str, tuple[str, ...]]:
    """Document id -> those among others that tell its event, if only in a passage."""
    asked = {term for key in of for term in told[key].heavy}
    places: dict[str, dict[str, list[int]]] = {term: {} for term in asked}
    for other in among:
        for at, reading in enumerate(readings[other]):
            for term in asked.intersection(reading.content):
                places[term].setdefault(other, []).append(at)
    found: dict[str, tuple[str, ...]] = {}
    for key in of:
        heavy = told[key].heavy
        near = _led_to(heavy, places)
        held = ((other, _densest(heavy, {t: places[t].get(other, ()) for t in heavy})) for other in near)
        found[key] = tuple(other for other, part in held if other != key and part >= TOLD)
    return found


def _heaviest(weights: Mapping[str, float]) -> list[str]:
    return sorted(weights, key=lambda t: (-weights[t], t))[:HEAVIEST]


def _led_to(terms: Iterable[str], index: Mapping[str, Collection[str]]) -> list[str]:
    """Documents to which terms lead that are not everywhere, in order."""
    lists = [index[term] for term in terms if term in index]
    return sorted({other for others in lists if len(others) <= BUCKET for other in others})


def _densest(weights: Mapping[str, float], places: Mapping[str, Sequence[int]]) -> float:
    """Most weight of terms that one passage holds; `places` are the sentences in which each stands."""
    held: dict[int, float] = {}
    for term, sentences in places.items():
        for start in {at - back for at in sentences for back in range(PASSAGE)}:
            held[start] = held.get(start, 0.0) + weights[term]
    return max(held.values(), default=0.0)
