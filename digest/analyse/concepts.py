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


def features(
    docs: Sequence[Document], readings: Mapping[str, Sequence[Reading]], salience: Mapping[str, float]
) -> dict[Pair, dict[str, float]]:
    """Named features of every concept of `docs`, in the order in which they are met.

    `readings` are the sentences by document id, `salience` theirs by sentence id; sentences without one are left out.
    """
    size, stop = len(docs), stop_words()
    volume = math.log(min(MANY, max(1, size)))
    met: dict[Pair, list[tuple[int, int, int, float]]] = {}
    called: set[Pair] = set()
    holds: dict[str, set[int]] = {}
    leads: dict[str, set[int]] = {}
    titles: dict[str, int] = {}
    for number, doc in enumerate(docs):
        own = readings[doc.id]
        for stem in {s for _, s in tokens(doc.title.value)}:
            titles[stem] = titles.get(stem, 0) + 1
        for at, reading in enumerate(own):
            worth = salience.get(reading.sent.id)
            if worth is None:
                continue
            for stem in reading.stems:
                holds.setdefault(stem, set()).add(number)
                if at < LEAD:
                    leads.setdefault(stem, set()).add(number)
            place = (number, at, len(own), worth)
            for pair in pairs(reading):
                if pair not in met:
                    met[pair] = []
                    if not reading.names.isdisjoint(pair):
                        called.add(pair)
                met[pair].append(place)
    out: dict[Pair, dict[str, float]] = {}
    for pair, places in met.items():
        first: dict[int, int] = {}
        for number, at, _, _ in places:
            first.setdefault(number, at)
        soon, many = min(first.values()), min(MANY, len(first))
        words = [s for s in pair if s not in stop]
        held = [len(holds[s]) / size for s in words]
        led = [len(leads.get(s, ())) / size for s in words]
        named = [titles.get(s, 0) / size for s in words]
        others = (len(first) - 1) / max(1, size - 1)
        out[pair] = {
            "early": 1 / math.sqrt(1 + soon),
            "first": 1 / (1 + soon),
            "first × documents": volume / (1 + soon),
            "first, mean": sum([1 / (1 + at) for at in first.values()]) / size,
            "in a lead": float(soon < LEAD),
            "place": 1 - min([at / of for _, at, of, _ in places]),
            "others": others,
            "others × documents": others * volume,
            "several": float(many > 1),
            "documents": math.log(many),
            "times": math.log(min(MANY, len(places))),
            "stems held, least": min(held),
            "stems held, most": max(held),
            "stems in leads, least": min(led),
            "stems in leads, most": max(led),
            "stems in titles, least": min(named),
            "stems in titles, most": max(named),
            "name": float(pair in called),
            "number": float(pair[0][0].isdigit() or pair[1][0].isdigit()),
            "function word": float(len(words) == 1),
            "salience": max([worth for _, _, _, worth in places]),
        }
    return out


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
    order = list(learned.items())
    worth: dict[Pair, tuple[str, float]] = {}
    for pair, values in features(docs, readings, salience).items():
        total = bias + sum([weight * values[name] for name, weight in order])
        worth[pair] = (" ".join(pair), round(1 / (1 + math.exp(-total)), 4))
    return {
        reading.sent.id: tuple([worth[pair] for pair in pairs(reading)])
        for doc in docs
        for reading in readings[doc.id]
        if reading.sent.id in salience
    }
