"""Concepts of a briefing and what each is worth: pairs of neighbouring stems, weighted by where and how widely they are told.

A concept is a pair of neighbouring stems of which at least one carries a topic (Gillick & Favre 2009, "A scalable global model for
summarization"). Its weight is the probability that a human digest of the same articles holds it: logistic regression over the features
below, learned from two collections of digests written by people (`bench/rouge.py --write`; the idea is that of Hong & Nenkova 2014,
RegSum, and Li, Qian & Liu 2013, who learn the weights of bigrams). Whether leading sentences or shared matter count for more is decided by
the material: "first × documents" and "others × documents" let either grow with the number of articles.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from operator import mul
from pathlib import Path

from digest.analyse.features import Reading
from digest.analyse.terms import stop_words, tokens
from digest.model import Document

Pair = tuple[str, str]

MANY = 20
"""Documents beyond which more of them don't change a weight: the collections learned from have two to ten."""
LEAD = 3
"""Sentences at the start of an article that are its lead."""


def pairs(reading: Reading) -> list[Pair]:
    """The concepts of a sentence in the order of the text, each once."""
    stop, stems = stop_words(), reading.stems
    return list(dict.fromkeys((a, b) for a, b in pairwise(stems) if a not in stop or b not in stop))


NAMES = (
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
    "stems held, least",
    "stems held, most",
    "stems in leads, least",
    "stems in leads, most",
    "stems in titles, least",
    "stems in titles, most",
    "name",
    "number",
    "function word",
    "salience",
)
"""Features in the order of `features`: of the first mention in any article (early, first, in a lead, place) and on average; how many
articles hold the pair and how often it stands; how many hold its topic-bearing stems, have them in their leads and in their titles; what
kind of words it has; and the salience of the best sentence that holds it."""


def features(
    docs: Sequence[Document], readings: Mapping[str, Sequence[Reading]], salience: Mapping[str, float]
) -> dict[Pair, tuple[float, ...]]:
    """Features (`NAMES`) of every concept of `docs`, in the order in which they are met.

    `readings` are the sentences by document id, `salience` theirs by sentence id; sentences without one are left out.
    """
    size, stop = max(1, len(docs)), stop_words()
    volume, rest = math.log(min(MANY, size)), max(1, size - 1)
    met: dict[Pair, list[tuple[int, int, float, float]]] = {}
    called: set[Pair] = set()
    spread: dict[str, list[float]] = {}
    for number, doc in enumerate(docs):
        own = readings[doc.id]
        kept = [(at, r) for at, r in enumerate(own) if r.sent.id in salience]
        held = {stem for _, r in kept for stem in r.stems}
        lead = {stem for at, r in kept if at < LEAD for stem in r.stems}
        for which, stems in enumerate((held, lead, {s for _, s in tokens(doc.title.value)})):
            for stem in stems - stop:
                spread.setdefault(stem, [0.0, 0.0, 0.0])[which] += 1 / size
        for at, reading in kept:
            place = (number, at, at / len(own), salience[reading.sent.id])
            for pair in pairs(reading):
                if pair not in met:
                    met[pair] = []
                    if not reading.names.isdisjoint(pair):
                        called.add(pair)
                met[pair].append(place)
    out: dict[Pair, tuple[float, ...]] = {}
    for pair, places in met.items():
        first: dict[int, int] = {}
        for number, at, _, _ in places:
            first.setdefault(number, at)
        soon, several = min(first.values()), len(first) - 1
        a, b = pair
        one, other = spread.get(a) if a not in stop else None, spread.get(b) if b not in stop else None
        low, high = one or other or _NOWHERE, other or one or _NOWHERE
        out[pair] = (
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
            min(low[0], high[0]),
            max(low[0], high[0]),
            min(low[1], high[1]),
            max(low[1], high[1]),
            min(low[2], high[2]),
            max(low[2], high[2]),
            float(pair in called),
            float(a[0].isdigit() or b[0].isdigit()),
            float(one is None or other is None),
            max([worth for _, _, _, worth in places]),
        )
    return out


_NOWHERE = (0.0, 0.0, 0.0)


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
    order = [learned[name] for name in NAMES]
    worth: dict[Pair, tuple[str, float]] = {}
    for pair, values in features(docs, readings, salience).items():
        total = bias + sum(map(mul, order, values))
        worth[pair] = (" ".join(pair), round(1 / (1 + math.exp(-total)), 4))
    return {
        reading.sent.id: tuple([worth[pair] for pair in pairs(reading)])
        for doc in docs
        for reading in readings[doc.id]
        if reading.sent.id in salience
    }
