"""How likely two of the few sentences that head a page tell the same twice.

Two openings of one event share few words ("upheld an injunction", "ruled against the ban"), so that what tells whether one sentence
repeats the other (`repeats`, `event.near`) misses most of them; at the top of a page a reader sees each. Here everything that points that
way counts a little: words and points in common, that both open their articles, that the headline of one has words of the other, and how
much of what one tells stands in the other's article, as in story linking (Allan, Lavrenko & Swan 2002). Logistic regression over these
measures, learned from pairs of takeaways that readers compared (`bench/learn_twice.py`); weights are data (`data/twice.json`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Set
from functools import cache
from pathlib import Path

from digest.select.same.event import OPENING, against, one_day
from digest.select.same.gist import Gist

_DATA = Path(__file__).parent / "data" / "twice.json"
TWICE = 0.65
"""Probability from which on one of two takeaways is passed over: below it, what comes instead is mostly worth less to a reader."""
BESIDE = 3
"""Sentences of one article that stand no farther apart mostly tell one thing."""

Articles = Mapping[str, Set[str]]
"""Document id -> the keys of all points of its sentences."""


def articles(gists: Mapping[str, Gist]) -> Articles:
    """What each article tells in all."""
    found: dict[str, set[str]] = {}
    for one in gists.values():
        found.setdefault(one.judged.sent.doc, set()).update(one.keys)
    return found


def twice(one: Gist, other: Gist, told: Articles) -> float:
    """Probability that a reader of one would strike the other; 0 where they contradict one another, or give quite other scores."""
    if apart(one, other):
        return 0.0
    bias, weights = _weights()
    found = features(one, other, told)
    return 1 / (1 + math.exp(-bias - math.fsum(weights.get(name, 0.0) * value for name, value in found.items())))


def apart(one: Gist, other: Gist) -> bool:
    """Whether two sentences contradict one another, or give quite other scores ("52-48", "51-49")."""
    return against(one, other) or bool(one.figures and other.figures and one.figures.isdisjoint(other.figures))


def features(one: Gist, other: Gist, told: Articles) -> dict[str, float]:
    """The measures of a pair, by name; the order of the two changes none."""
    mine, theirs = one.judged, other.judged
    elsewhere = mine.sent.doc != theirs.sent.doc
    between = abs(mine.sent.index - theirs.sent.index)
    shared = [point.weight for point in one.points if point.keys & one.main & other.main]
    back = [point.weight for point in other.points if point.keys & one.main & other.main]
    heads = (_part(one.headline, other.keys), _part(other.headline, one.keys))
    return {
        "both open": float(max(mine.sent.index, theirs.sent.index) < OPENING),
        "both are first": float(mine.sent.index == theirs.sent.index == 0),
        "next to each other": float(not elsewhere and between <= 1),
        "near each other": float(not elsewhere and between <= BESIDE),
        "terms": _overlap(mine.terms, theirs.terms),
        "points": (math.fsum(shared) + math.fsum(back)) / 2 / one.rare,
        "first act": float(not one.first.isdisjoint(other.first)),
        "one day": float(one_day(one, other)),
        "headline": max(heads),
        "headlines": _overlap(one.headline, other.headline) if elsewhere else 0.0,
        "article": min(_part(one.keys, told[theirs.sent.doc]), _part(other.keys, told[mine.sent.doc]))
        if elsewhere
        else 0.0,
    }


def _part(some: Set[str], of: Set[str]) -> float:
    """How much of a set another one has."""
    return len(some & of) / max(1, len(some))


def _overlap(one: Set[str], other: Set[str]) -> float:
    """The overlap coefficient of two sets (Simpson 1943)."""
    return len(one & other) / max(1, min(len(one), len(other)))


@cache
def _weights() -> tuple[float, Mapping[str, float]]:
    """The bias, and the weight of every measure."""
    data = json.loads(_DATA.read_text(encoding="utf-8"))
    return data["bias"], data["weights"]
