"""Concepts of a briefing and what each is worth: pairs of neighbouring stems, weighted by where and how widely they are told.

A concept is a pair of neighbouring stems of which at least one carries a topic (Gillick & Favre 2009, "A scalable global model for
summarization"). Its weight is the probability that a human digest of the same articles holds it: logistic regression over the features
below, learned from two collections of digests written by people (`bench/rouge.py --write`; the idea is that of Hong & Nenkova 2014,
RegSum, and Li, Qian & Liu 2013, who learn the weights of bigrams, from the sentences that hold them too). Whether leading sentences or
shared matter count for more is decided by the material: "first × documents" and "others × documents" let either grow with the number of
articles.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from operator import mul
from pathlib import Path
from statistics import fmean

from digest.analyse import central
from digest.analyse.features import Reading
from digest.analyse.words.terms import stop_words, tokens
from digest.model import Document

Pair = tuple[str, str]

MANY = 20
"""Documents beyond which more of them don't change a weight: the collections learned from have two to ten."""
LEAD = 3
"""Sentences at the start of an article that are its lead."""


def pairs(reading: Reading) -> list[Pair]:
    """The concepts of a sentence in the order of the text, each once."""
    stop = stop_words()
    return list(dict.fromkeys([pair for pair in pairwise(reading.stems) if not stop.issuperset(pair)]))


PLACED = (
    "early",
    "first",
    "first × documents",
    "first, mean",
    "in a lead",
    "place",
    "others",
    "others × documents",
    "several",
    "documents",
    "times",
    "salience",
)
"""Features of the sentences that hold a concept: of its first mention in any article (early, first, in a lead, place) and on average; how
many articles hold it and how often it stands; the salience of the best sentence that holds it."""
WORDED = (
    "stems held, least",
    "stems held, most",
    "stems in leads, least",
    "stems in leads, most",
    "stems in titles, least",
    "stems in titles, most",
    "name",
    "number",
    "function word",
)
"""Features of its two stems: how many articles hold those that bear a topic, have them in their leads and in their titles; what kind
of words they are."""
NAMES = PLACED + central.NAMES + WORDED
"""All features in the order of `features`: between these two how central the sentences that hold a concept are on average."""


@dataclass(frozen=True, slots=True)
class _Told:
    """Where the concepts of some documents stand."""

    size: int
    sents: list[tuple[int, int, float, float]]
    """For every sentence that counts: number of its document, place there, the same as a share of the document, salience."""
    central: list[tuple[float, ...]]
    """For every sentence that counts: how central it is."""
    where: dict[Pair, list[int]]
    """Concept -> the sentences that hold it, in order."""
    held: list[tuple[str, list[Pair]]]
    """For every sentence that counts: its id and its concepts."""
    called: set[Pair]
    """Concepts that hold a name."""
    spread: dict[str, list[float]]
    """Stem that bears a topic -> share of the documents that hold it, that have it in their lead, in their title."""


def _told(docs: Sequence[Document], readings: Mapping[str, Sequence[Reading]], salience: Mapping[str, float]) -> _Told:
    size, stop = max(1, len(docs)), stop_words()
    every = [[(at, r) for at, r in enumerate(readings[doc.id]) if r.sent.id in salience] for doc in docs]
    told = _Told(size, [], central.measures(docs, every), {}, [], set(), {})
    where, called, spread = told.where, told.called, told.spread
    for number, (doc, kept) in enumerate(zip(docs, every, strict=True)):
        length = len(readings[doc.id])
        held = {stem for _, r in kept for stem in r.stems}
        lead = {stem for at, r in kept if at < LEAD for stem in r.stems}
        for which, stems in enumerate((held, lead, {s for _, s in tokens(doc.title.value)})):
            for stem in stems - stop:
                spread.setdefault(stem, [0.0, 0.0, 0.0])[which] += 1 / size
        for at, reading in kept:
            index, found = len(told.sents), pairs(reading)
            told.sents.append((number, at, at / length, salience[reading.sent.id]))
            told.held.append((reading.sent.id, found))
            names = reading.names
            for pair in found:
                if pair in where:
                    where[pair].append(index)
                else:
                    where[pair] = [index]
                    if pair[0] in names or pair[1] in names:
                        called.add(pair)
    return told


def _placed(indexes: Sequence[int], told: _Told) -> tuple[float, ...]:
    """The features `PLACED` of what stands in these sentences."""
    size, places = told.size, [told.sents[index] for index in indexes]
    volume = math.log(min(MANY, size))
    first: dict[int, int] = {}
    for number, at, _, _ in places:
        first.setdefault(number, at)
    soon, several, rest = min(first.values()), len(first) - 1, max(1, size - 1)
    return (
        1 / math.sqrt(1 + soon),
        1 / (1 + soon),
        volume / (1 + soon),
        sum([1 / (1 + at) for at in first.values()]) / size,
        float(soon < LEAD),
        1 - min([part for _, _, part, _ in places]),
        several / rest,
        several / rest * volume,
        float(several > 0),
        math.log(min(MANY, several + 1)),
        math.log(min(MANY, len(places))),
        max([worth for _, _, _, worth in places]),
    )


def _worded(pair: Pair, told: _Told) -> tuple[float, ...]:
    """The features `WORDED` of a concept."""
    a, b = pair
    one, other = told.spread.get(a), told.spread.get(b)
    low, high = one or other or _NOWHERE, other or one or _NOWHERE
    return (
        min(low[0], high[0]),
        max(low[0], high[0]),
        min(low[1], high[1]),
        max(low[1], high[1]),
        min(low[2], high[2]),
        max(low[2], high[2]),
        float(pair in told.called),
        float(a[0].isdigit() or b[0].isdigit()),
        float(one is None or other is None),
    )


_NOWHERE = [0.0, 0.0, 0.0]


def features(
    docs: Sequence[Document], readings: Mapping[str, Sequence[Reading]], salience: Mapping[str, float]
) -> dict[Pair, tuple[float, ...]]:
    """Features (`NAMES`) of every concept of `docs`, in the order in which they are met.

    `readings` are the sentences by document id, `salience` theirs by sentence id; sentences without one are left out.
    """
    told = _told(docs, readings, salience)
    return {
        pair: (
            *_placed(at, told),
            *map(fmean, zip(*[told.central[index] for index in at], strict=True)),
            *_worded(pair, told),
        )
        for pair, at in told.where.items()
    }


@cache
def weights() -> tuple[Mapping[str, float], float]:
    """The learned weights by feature, and the bias."""
    data = json.loads((Path(__file__).parent / "data" / "concepts.json").read_text(encoding="utf-8"))
    return data["weights"], data["bias"]


def concepts(
    docs: Sequence[Document], readings: Mapping[str, Sequence[Reading]], salience: Mapping[str, float]
) -> dict[str, tuple[tuple[str, float], ...]]:
    """Sentence id -> its concepts ("cease fire") with their weights, 0 to 1; arguments as in `features`."""
    learned, bias = weights()
    told = _told(docs, readings, salience)
    of_place, of_words = [learned[name] for name in PLACED], [learned[name] for name in WORDED]
    of_sentence = [learned[name] for name in central.NAMES]
    base = [bias + sum(map(mul, of_sentence, own)) for own in told.central]
    placed: dict[tuple[int, ...], float] = {}  # most concepts stand in one sentence: what they share is weighed once
    worded: dict[tuple[int, int, bool], float] = {}  # and many have stems of the same kind
    kinds, called = _kinds(told), told.called
    worth: dict[Pair, tuple[str, float]] = {}
    for pair, indexes in told.where.items():
        at, (a, b) = tuple(indexes), pair
        if at not in placed:
            placed[at] = sum([base[index] for index in at]) / len(at) + sum(map(mul, of_place, _placed(at, told)))
        kind = (kinds[a], kinds[b], pair in called)
        if kind not in worded:
            worded[kind] = sum(map(mul, of_words, _worded(pair, told)))
        worth[pair] = (f"{a} {b}", round(1 / (1 + math.exp(-placed[at] - worded[kind])), 4))
    return {sent: tuple([worth[pair] for pair in found]) for sent, found in told.held}


def _kinds(told: _Told) -> dict[str, int]:
    """Stem -> a number that it shares with the stems that count alike in `_worded`."""
    numbers: dict[tuple[object, ...], int] = {}
    stems = {stem for pair in told.where for stem in pair}
    return {s: numbers.setdefault((s[0].isdigit(), *told.spread.get(s, ())), len(numbers)) for s in stems}
