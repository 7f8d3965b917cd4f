"""How much a sentence matters: position, what several documents share, specificity and the kind of act it reports.

A linear model over named features; the weights are data (`data/salience.json`), learned from sentences that were labelled 0-3 by
reading (`bench/learn.py`; logistic regression on "2 or 3"). The features follow Hong & Nenkova 2014 ("Improving the estimation of word
importance for news multi-document summarization") and Kupiec, Pedersen & Chen 1995 ("A trainable document summarizer").
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from digest.analyse.alone.standing import leans_inside, weak_subject
from digest.analyse.features import FIRST, Reading
from digest.analyse.words.terms import content, tokens
from digest.model import Document


@dataclass(frozen=True, slots=True)
class Corpus:
    """What the documents of one briefing share. `df` counts documents by stem, `pairs` by pair of neighbouring content stems."""

    size: int
    df: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]
    topic: frozenset[str]
    titles: Mapping[str, frozenset[str]]
    """Content stems of each document's title."""
    entitled: Mapping[str, Sequence[str]]
    """Stem -> the documents in whose titles it stands."""


def corpus(docs: Sequence[Document], readings: Mapping[str, Sequence[Reading]], topic: frozenset[str]) -> Corpus:
    """Counts over the documents of a briefing."""
    df: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for doc in docs:
        stems: set[str] = set()
        two: set[tuple[str, str]] = set()
        for reading in readings[doc.id]:
            words = reading.content
            stems.update(words)
            two.update(pairwise(words))
        df.update(stems)
        pairs.update(two)
    titles = {doc.id: frozenset(content(tokens(doc.title.value))) for doc in docs}
    entitled: dict[str, list[str]] = {}
    for doc_id, title in titles.items():
        for stem in title:
            entitled.setdefault(stem, []).append(doc_id)
    return Corpus(size=len(docs), df=df, pairs=pairs, topic=topic, titles=titles, entitled=entitled)


def features(reading: Reading, at: int, count: int, own: Mapping[str, float], seen: Corpus) -> dict[str, float]:
    """Named features of one sentence; `own` are those of its shape and context, `at` of `count` its place in the document."""
    sent = reading.sent
    words = reading.content
    distinct = sorted(set(words))
    out = {k: v for k, v in own.items() if not k.startswith(("before:", "after:", "title:", "many:", FIRST))}
    others = max(1, min(seen.size, 20) - 1)
    shares = sorted((min(1.0, (seen.df.get(w, 1) - 1) / others) for w in distinct), reverse=True)
    out["shared:mean"] = sum(shares) / max(1, len(shares))
    out["shared:top"] = sum(shares[:8]) / 8
    two = set(pairwise(words))
    out["shared:pairs"] = min(1.0, sum(1 for p in two if seen.pairs.get(p, 0) > 1) / 6)
    called = [w for w in reading.names if seen.df.get(w, 0) > 1]
    out["shared:names"] = min(1.0, len(called) / 4)
    title = seen.titles.get(sent.doc, frozenset())
    out["title overlap"] = len(title.intersection(distinct)) / max(3, len(title)) if title else 0.0
    met = Counter(doc for w in distinct for doc in seen.entitled.get(w, ()))
    out["title best"] = max((n / max(4, len(seen.titles[doc])) for doc, n in met.items()), default=0.0)
    out["topic"] = min(3, len(seen.topic.intersection(distinct))) / 3
    out["numbers"] = min(3, len(reading.numbers)) / 3
    out["lead"] = 1 / (1 + at)
    out["early"] = 1 / math.sqrt(1 + at)
    out["late"] = at / max(1, count - 1)
    out["first in block"] = float(sent.first)
    out["words"] = min(1.0, len(reading.words) / 30)
    out["opener"] = float(bool(reading.opener))
    out["weak subject"] = float(weak_subject(sent))
    out["pronoun"] = float(leans_inside(sent))
    out["list item"] = float(sent.kind == "list_item")
    return {k: v for k, v in out.items() if v}


@cache
def weights() -> tuple[Mapping[str, float], float]:
    """The learned weights by feature, and the bias."""
    data = json.loads((Path(__file__).parent / "data" / "salience.json").read_text(encoding="utf-8"))
    return data["weights"], data["bias"]


def salience(values: Mapping[str, float]) -> float:
    """Probability, 0 to 1, that an editor would want the sentence."""
    learned, bias = weights()
    total = bias + sum(learned.get(name, 0.0) * value for name, value in values.items())
    return 1 / (1 + math.exp(-total))
