"""Sentence -> section: a linear model over named features, whose weights are data (`data/sections.json`).

The known keys have weights that were learned from labelled sentences (`bench/learn.py`; multinomial logistic regression, see Bishop
2006, 4.3.4); cues of the YAML add to them. A key of the user's own lives from its title, cues, `about` and `examples`: every
distinct phrase that is met counts. The section with the highest probability wins, or none.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from digest.analyse import cues
from digest.analyse.features import Reading
from digest.analyse.terms import Tokens, content, tokens
from digest.config import SectionConfig, catch_all
from digest.config.values import KNOWN_KEYS
from digest.model import Label

NONE = "none"
BACKGROUND = "context"
"""The class of what fits none of the other known keys."""
NEAREST = 0.25
"""Probability at which a sentence that is likelier to be background has a nearest section nevertheless."""
_CUE = 1.2
"""Log-odds that a phrase from the YAML adds, once a phrase and at most three times a sentence."""
_HEADING = 1.0
_OWN_BASE = -0.2
"""Log-odds at which a section of the user's own starts: one cue wins an indifferent sentence, two win nearly any."""


REACTING = 0.6
"""Part of the share of demands that goes to reactions where a party reacts."""
POLLED = 0.6
"""The same for every other section where people are polled: of 44 such sentences that were labelled, three belong in another section."""
DENYING = 0.8
"""The same where all that is done in a sentence is to deny or not to answer."""
OUTSIDER = 0.3
"""Part of the probability of a demand that is moved to reactions where none of the configured parties is named early."""


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by class and feature; `bias` by class."""

    weights: Mapping[str, Mapping[str, float]]
    bias: Mapping[str, float]


@cache
def known() -> Model:
    """The learned weights of the known keys."""
    data = json.loads((Path(__file__).parent / "data" / "sections.json").read_text(encoding="utf-8"))
    return Model(weights=data["weights"], bias=data["bias"])


@cache
def by_feature() -> dict[str, tuple[tuple[str, float], ...]]:
    """The same weights, feature -> (class, weight): a sentence has few of all features."""
    found: dict[str, list[tuple[str, float]]] = {}
    for key, weights in known().weights.items():
        for name, weight in weights.items():
            found.setdefault(name, []).append((key, weight))
    return {name: tuple(pairs) for name, pairs in found.items()}


@dataclass(frozen=True, slots=True)
class Classifier:
    """The sections of one configuration, ready to be asked."""

    keys: tuple[str, ...]
    phrases: cues.Table
    titles: cues.Table
    """Titles of the sections, to be met in an article's own headings."""
    own: frozenset[str]
    """Keys that the program has no language for."""
    all: str = ""
    """Key of a single section without cues: everything belongs in it."""


def classifier(sections: Sequence[SectionConfig]) -> Classifier:
    """Prepares the YAML's sections: cue phrases, and for a user's own key also the words of title, about and examples."""
    classes: dict[str, list[str]] = {}
    own = frozenset(s.key for s in sections if s.key not in KNOWN_KEYS)
    for s in sections:
        classes[s.key] = list(s.cues)
        if s.key in own:
            words = content(tokens(" ".join([s.title, s.about, *s.examples])))
            classes[s.key] += sorted(set(words))
    titles = cues.table({s.key: [s.title] for s in sections})
    return Classifier(
        keys=tuple(s.key for s in sections),
        phrases=cues.table(classes),
        titles=titles,
        own=own,
        all=catch_all(sections),
    )


def classify(reading: Reading, features: Mapping[str, float], model: Classifier, *, moved: float = 0.0) -> Label:
    """Puts one sentence into a section. Scores are probabilities over the configured sections and none, summing to 1.

    `moved` is the part of the share of demands that goes to reactions: `OUTSIDER` where somebody speaks who is none of the parties,
    `REACTING` where the verb of a party is one of praise, blame or thanks and a wish in the sentence is somebody else's, `DENYING` where
    nothing is done but to deny.
    """
    if model.all:
        return Label(section=model.all, score=1.0, scores=((model.all, 1.0), (NONE, 0.0)))
    learned = known()
    why: dict[str, list[tuple[str, float]]] = {key: [] for key in learned.weights}
    weighted = by_feature()
    for name, value in features.items():
        for key, weight in weighted.get(name, ()):
            why[key].append((name, weight * value))
    logits = {key: learned.bias[key] + sum([v for _, v in terms]) for key, terms in why.items()}
    for key in model.keys:
        if key in model.own:
            logits[key], why[key] = _OWN_BASE, []
    heading = tokens(reading.sent.heading)
    met = [
        *_met(reading.words, model.phrases, _CUE, "cue"),
        *_met(heading, model.phrases, _HEADING, "heading"),
        *_met(heading, model.titles, _HEADING, "heading"),
    ]
    for key, bonus, name in met:
        logits[key] = logits.get(key, 0.0) + bonus
        why.setdefault(key, []).append((name, bonus))
    top = max(logits.values())
    total = sum(math.exp(v - top) for v in logits.values())
    shares = {key: math.exp(v - top) / total for key, v in logits.items()}
    for key, part in _to_reactions(features, moved).items():
        shares["reactions"] += part * shares[key]
        shares[key] *= 1 - part
    scores = {key: shares.get(key, 0.0) for key in model.keys}
    rest = 1.0 - sum(scores.values())
    best = max(model.keys, key=lambda k: (scores[k], -model.keys.index(k)))
    other = max((v for k, v in shares.items() if k not in scores), default=0.0)
    section = best if scores[best] >= other else None
    likeliest = max((key for key in shares if key != BACKGROUND), key=lambda k: (shares[k], k))
    near = section is None and likeliest in scores and shares[likeliest] >= NEAREST
    shown = sorted(why.get(best, []), key=lambda t: (-abs(t[1]), t[0]))[:8]
    return Label(
        section=section,
        score=round(scores[best], 4),
        scores=tuple((k, round(v, 4)) for k, v in [*scores.items(), (NONE, rest)]),
        cues=tuple((name, round(v, 3)) for name, v in shown),
        nearest=likeliest if near else "",
    )


def _to_reactions(features: Mapping[str, float], moved: float) -> dict[str, float]:
    """Section -> part of its share that goes to reactions. What a poll asks about is neither its military context nor its demand."""
    if "polled" in features:
        return dict.fromkeys(("outcomes", "demands", "military"), POLLED)
    return {"demands": moved} if moved else {}


def _met(words: Tokens, phrases: cues.Table, worth: float, name: str) -> list[tuple[str, float, str]]:
    """(section, bonus, what was met), at most three phrases a section."""
    out: list[tuple[str, float, str]] = []
    seen: dict[str, set[tuple[str, ...]]] = {}
    for key, a, b in cues.find(words, phrases):
        phrase = tuple(w.lower() for w, _ in words[a:b])
        met = seen.setdefault(key, set())
        if phrase not in met and len(met) < 3:
            met.add(phrase)
            out.append((key, worth, f"{name} “{' '.join(phrase)}”"))
    return out
