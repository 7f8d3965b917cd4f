"""Sentence -> section: a linear model over named features, whose weights are data (`data/sections.json`).

The known keys have weights that were learned from labelled sentences (`bench/learn.py`; multinomial logistic regression, see Bishop
2006, 4.3.4); cues of the YAML add to them. A key of the user's own lives from its title, cues, `about` and `examples`: every
distinct phrase that is met counts, and what a word of the title stands for in `data/cues.txt` (`data/kin.txt`). Then the sentences
around are asked, since a paragraph keeps to its matter: what they would be put into by themselves adds to it (two passes, as in Cohen
& Carvalho 2005, "Stacked sequential learning", with one fixed weight). The section with the highest probability wins, or none.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from digest.analyse.features import Reading
from digest.analyse.words import cues, spelling
from digest.analyse.words.met import met
from digest.analyse.words.terms import content, tokens
from digest.config import SectionConfig, catch_all
from digest.config.values import KNOWN_KEYS
from digest.model import Label

NONE = "none"
GROUND, BACKGROUND = "military", "context"
"""The class of what happens on the ground, and of what fits none of the other known keys."""
NEAREST = 0.25
"""Probability at which a sentence that is likelier to be background has a nearest section nevertheless."""
_CUE = 1.2
"""Log-odds that a phrase from the YAML adds, once a phrase and at most three times a sentence."""
_HEADING = 1.0
_TITLE = 0.8
"""The same of a word that stands only in the title of a section of the user's own."""
_KIN = 0.7
"""The same of words that are of one kind with a word of the title, once a sentence."""
YIELDED = 0.8
"""Part of the probability of known keys that the configuration leaves out which goes to the user's own sections that a sentence speaks of:
it is printed there or nowhere. Background stays background."""
SURELY, MORE, SEVERAL = 0.33, 1.25, 2
"""Share of the known keys that another has, and how many times that of a title's own kind, where a sentence is of another kind than the
title; cues of the YAML that need no kind."""
FAILED = frozenset(("cue:fail", "cue:v fail"))
"""Features of what came to nothing: no agreement, where nobody agrees to anything besides."""
LEAST = 0.28
"""Least probability of a section of the user's own whose title is of a kind."""
_KEYS = {
    "outcomes": frozenset(["agree", "deal", "fail"]),
    "demands": frozenset(["demand", "wish", "offer", "refuse"]),
    "military": frozenset(["combat", "force", "casualty", "humanitarian"]),
    "reactions": frozenset(["react", "opine", "expert", "poll"]),
}
"""Known key -> the classes by which a title means something of the kind."""
_ACTS = frozenset[str]().union(*(classes for key, classes in _KEYS.items() if key != GROUND))
"""Classes by which a title is of a kind: what somebody does. "The dead" are a matter, and anything may be told of them."""
_OWN_BASE = -0.2
"""Log-odds at which a section of the user's own starts: one cue wins an indifferent sentence, two win nearly any."""

TOGETHER = 0.85
"""Log-odds of a sentence and of those around are no independent witnesses; together they count less than their sum."""
_LIKE = "like the title: "

REACH, FADE = 3, 0.5
"""How many sentences on either side are asked, and what each counts beside the one nearer by."""
NEAR = 1.0
"""Log-odds that a section gains where all sentences around are surely of it. On events never seen 0.5 to 2 do about as well."""
REACTING = 0.6
"""Part of the share of demands that goes to reactions where a party reacts."""
POLLED = 0.6
"""The same for every other section where people are polled: of 44 such sentences that were labelled, three belong in another section."""
DENYING = 0.8
"""The same where all that is done in a sentence is to deny or not to answer."""
_BESIDE = frozenset(("reactions", GROUND, BACKGROUND))
PROVIDES = 0.5
"""Part of the shares of reactions, of what goes on beside and of the background that goes to outcomes where it is told, in nobody's words,
what a bill or a deal provides: of 23 such sentences that were labelled, 19 are outcomes, and three more would do as such."""
OUTSIDER = 0.3
"""Part of the probability of a demand that is moved to reactions where none of the configured parties is named early."""


STATED = 0.5
"""Part of all other shares that goes to demands where a party's own verb demands or refuses: of 73 such sentences that were read, 72 were
demands."""


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
def by_feature() -> dict[str, tuple[float, ...]]:
    """Feature -> its weight for every key of the learned model, in the model's order."""
    model = known()
    names = {name for weights in model.weights.values() for name in weights}
    return {name: tuple(weights.get(name, 0.0) for weights in model.weights.values()) for name in sorted(names)}


@dataclass(frozen=True, slots=True)
class Classifier:
    """The sections of one configuration, ready to be asked."""

    keys: tuple[str, ...]
    phrases: cues.Table
    described: cues.Table
    """Words of `about` and `examples` of the user's own sections."""
    entitled: cues.Table
    """Words of their titles."""
    kin: Mapping[str, frozenset[str]]
    """Own key -> classes of `data/cues.txt` that its title stands for."""
    told: Mapping[str, frozenset[str]]
    """Own key -> stems of its title and cues, which count by themselves."""
    titles: cues.Table
    """Titles of the sections, to be met in an article's own headings."""
    own: frozenset[str]
    """Keys that the program has no language for."""
    all: str = ""
    """Key of a single section without cues: everything belongs in it."""


def classifier(sections: Sequence[SectionConfig]) -> Classifier:
    """Prepares the YAML's sections: cue phrases, and for a user's own key also the words of title, about and examples."""
    own = frozenset(s.key for s in sections if s.key not in KNOWN_KEYS)
    cued = {s.key: frozenset(content(tokens(" ".join(s.cues)))) for s in sections}
    described = {
        s.key: frozenset(content(tokens(" ".join([s.about, *s.examples])))) - cued[s.key]
        for s in sections
        if s.key in own
    }
    said = {key: stems | described.get(key, frozenset()) for key, stems in cued.items()}
    titled = {s.key: frozenset(content(tokens(s.title))) for s in sections}
    entitled = {key: sorted(titled[key] - said[key]) for key in own}
    titles = cues.table({s.key: [s.title] for s in sections})
    return Classifier(
        keys=tuple(s.key for s in sections),
        phrases=cues.table({s.key: spelling.phrases(s.cues) for s in sections}),
        described=cues.table({key: sorted(stems) for key, stems in described.items()}),
        entitled=cues.table(entitled),
        kin={s.key: _kin(s.title) for s in sections if s.key in own},
        told={key: said[key] | titled[key] for key in own},
        titles=titles,
        own=own,
        all=catch_all(sections),
    )


@dataclass(frozen=True, slots=True)
class Leaning:
    """What speaks for each section in a sentence by itself: log-odds by key, and by key what gave them with its worth."""

    features: Mapping[str, float]
    logits: Mapping[str, float]
    met: Mapping[str, Sequence[tuple[str, float]]]
    """Phrases of the YAML that were found, by section."""


def lean(reading: Reading, features: Mapping[str, float], model: Classifier) -> Leaning:
    """The first pass: one sentence, before those around it are asked."""
    if model.all:
        return Leaning(features, {model.all: 0.0}, {})
    learned = known()
    weighted, sums = by_feature(), [0.0] * len(learned.weights)
    for name, value in features.items():
        if own := weighted.get(name):
            sums = [a + weight * value for a, weight in zip(sums, own, strict=True)]
    logits = {key: learned.bias[key] + a for key, a in zip(learned.weights, sums, strict=True)}
    why: dict[str, list[tuple[str, float]]] = {}
    for key in model.keys:
        if key in model.own:
            logits[key] = _OWN_BASE
    heading = tokens(reading.sent.heading)
    found = [
        *met(reading.words, model.phrases, _CUE, "cue"),
        *met(reading.words, model.described, _CUE, "cue", plain=True),
        *met(reading.words, model.entitled, _TITLE, "title", names=False, plain=True),
        *_alike(reading, model),
        *met(heading, model.phrases, _HEADING, "heading"),
        *met(heading, model.described, _HEADING, "heading"),
        *met(heading, model.entitled, _HEADING, "heading"),
        *met(heading, model.titles, _HEADING, "heading"),
    ]
    for key, bonus, name in found:
        logits[key] = logits.get(key, 0.0) + bonus
        why.setdefault(key, []).append((name, bonus))
    return Leaning(features, logits, why)


def shares(logits: Mapping[str, float]) -> dict[str, float]:
    """Log-odds to probabilities that sum to 1."""
    top = max(logits.values())
    total = sum(math.exp(v - top) for v in logits.values())
    return {key: math.exp(v - top) / total for key, v in logits.items()}


def around(by_themselves: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    """For every sentence of a document, in order, what those around it would be put into: a weighted mean of their shares, less where
    there are fewer than stand on one side.

    Empty for a sentence that stands alone.
    """
    found: list[dict[str, float]] = []
    one_side = sum(FADE**n for n in range(1, REACH + 1))
    for at in range(len(by_themselves)):
        near = [n for n in range(max(0, at - REACH), min(len(by_themselves), at + REACH + 1)) if n != at]
        whole = max(sum(FADE ** abs(n - at) for n in near), one_side)
        mean: dict[str, float] = {}
        for n in near:
            part = FADE ** abs(n - at) / whole
            for key, share in by_themselves[n].items():
                mean[key] = mean.get(key, 0.0) + part * share
        found.append(mean)
    return found


def classify(
    own: Leaning, near: Mapping[str, float], model: Classifier, *, moved: float = 0.0, provides: bool = False
) -> Label:
    """Puts one sentence into a section, `near` being what `around` says of it. Scores are probabilities over the configured sections and
    none, summing to 1.

    `moved` is the part of the share of demands that goes to reactions: `OUTSIDER` where somebody speaks who is none of the parties,
    `REACTING` where the verb of a party is one of praise, blame or thanks and a wish in the sentence is somebody else's, `DENYING` where
    nothing is done but to deny. `provides` where it is told in nobody's words what a bill or a deal provides.
    """
    if model.all:
        return Label(section=model.all, score=1.0, scores=((model.all, 1.0), (NONE, 0.0)))
    learned, features = known(), own.features
    parts = shares({key: TOGETHER * (value + NEAR * near.get(key, 0.0)) for key, value in own.logits.items()})
    _give(parts, _to_reactions(features, moved))
    if provides and "outcomes" in model.keys:
        for key in _BESIDE.intersection(parts):
            parts["outcomes"] += PROVIDES * parts[key]
            parts[key] *= 1 - PROVIDES
    parts = _yielded(parts, own, model) | dict.fromkeys(_other_kind(own, model), 0.0)
    _give(parts, _polled(features, model))
    scores = {key: parts.get(key, 0.0) for key in model.keys}
    rest = 1.0 - sum(scores.values())
    best = max(model.keys, key=lambda k: (scores[k], -model.keys.index(k)))
    other = max((v for k, v in parts.items() if k not in scores), default=0.0)
    section = best if scores[best] >= max(other, _least(best, own, model)) else None
    likeliest = max((key for key in parts if key != BACKGROUND), key=lambda k: (parts[k], k))
    close = section is None and likeliest in scores and parts[likeliest] >= max(NEAREST, _least(likeliest, own, model))
    learnt = {} if best in model.own else learned.weights.get(best, {})
    told = [(name, learnt[name] * value) for name, value in features.items() if name in learnt]
    told += [("sentences around", NEAR * near[best])] if best in near else []
    shown = sorted([*told, *own.met.get(best, [])], key=lambda t: (-abs(t[1]), t[0]))[:8]
    return Label(
        section=section,
        score=round(scores[best], 4),
        scores=tuple((k, round(v, 4)) for k, v in [*scores.items(), (NONE, rest)]),
        cues=tuple((name, round(v, 3)) for name, v in shown),
        nearest=likeliest if close else "",
    )


def _yielded(parts: Mapping[str, float], own: Leaning, model: Classifier) -> dict[str, float]:
    """The shares after known keys that aren't configured have given way to the user's own sections that the sentence speaks of. One whose
    title is of a kind ("Agreed so far") is given what is of that kind. What happens on the ground is the context where no section is for
    it.
    """
    found = dict(parts)
    worded = {key for key, met in own.met.items() if not all(name.startswith(_LIKE) for name, _ in met)}
    for absent, classes in _KEYS.items():
        if absent in model.keys:
            continue
        heirs = [k for k in model.keys if k in model.own and k in own.met]
        heirs = [k for k in heirs if classes & model.kin[k] or (k in worded and not _ACTS & model.kin[k])]
        whole = sum(parts[k] for k in heirs)
        for key in heirs:
            given = YIELDED * parts[absent] * parts[key] / whole * min(1.0, _told(own.met[key]) / _TITLE)
            found[key] += given
            found[absent] -= given
    if GROUND not in model.keys and BACKGROUND in model.keys and len(model.keys) > 1:
        found[BACKGROUND] += found[GROUND]
        found[GROUND] = 0.0
    return found


def _told(met: Sequence[tuple[str, float]]) -> float:
    """What speaks for a section in all."""
    return sum(worth for _, worth in met)


def _kin(title: str) -> frozenset[str]:
    """Classes of `data/cues.txt` that the words of a title stand for."""
    kin = cues.classes("kin.txt")
    return frozenset(other for name, _, _ in cues.find(tokens(title), cues.known()) for other in kin.get(name, ()))


def stated(label: Label, part: float, model: Classifier) -> Label:
    """The label with `part`, half or more, of all other shares given to demands, which win by that. Where the known keys of a configuration
    don't hold them, the sentence fits none; nor does it fit a section of the user's own whose title is of another kind.
    """
    scores = dict(label.scores)
    if not part or len(scores) < 3:
        return label
    if not ("demands" in scores or scores.keys() <= {*KNOWN_KEYS, NONE}):
        kinds = _kinds(model.kin.get(label.section or label.nearest, frozenset()))
        return replace(label, section=None, nearest="") if kinds and "demands" not in kinds else label
    to = "demands" if "demands" in scores else NONE
    scores = {key: value * (1 - part) + part * (key == to) for key, value in scores.items()}
    return replace(
        label,
        section=to if to != NONE else None,
        score=round(max(value for key, value in scores.items() if key != NONE), 4),
        scores=tuple((key, round(value, 4)) for key, value in scores.items()),
        nearest="",
    )


def _kinds(kin: frozenset[str]) -> frozenset[str]:
    """The known keys of whose kind a title is that stands for these classes."""
    return frozenset(key for key, classes in _KEYS.items() if classes & kin & _ACTS)


def _least(key: str, own: Leaning, model: Classifier) -> float:
    """Probability below which a section takes nothing: the user's own whose title is of a kind may well stay empty, but for what is of that
    kind by its words and holds one of its own.
    """
    kinds = _kinds(model.kin.get(key, frozenset()))
    told = any(not name.startswith(_LIKE) for name, _ in own.met.get(key, ()))
    return LEAST if kinds and not (told and _likeliest(own) in kinds) else 0.0


def _likeliest(own: Leaning) -> str:
    """The known key for which the words of a sentence speak most, however rare such sentences are."""
    learned = known().bias
    return max(learned, key=lambda key: (own.logits[key] - learned[key], key))


def _other_kind(own: Leaning, model: Classifier) -> list[str]:
    """The user's own sections whose title is of one kind while the sentence is of another, both as such sentences usually are and by its
    own words, unless several of their cues are met: who wants a deal hasn't agreed to it.
    """
    learned = known().bias
    usual = shares({key: own.logits[key] for key in learned})
    worded = shares({key: own.logits[key] - learned[key] for key in learned})
    found = []
    for key, kin in model.kin.items():
        kinds = _kinds(kin)
        cued = sum(worth == _CUE for _, worth in own.met.get(key, ()))
        if not kinds or cued >= SEVERAL:
            continue
        its, as_worded = (max(of[kind] for kind in sorted(kinds)) for of in (usual, worded))
        others = _KEYS.keys() - kinds
        failed = (
            "agree" in kin and "fail" not in kin and FAILED & own.features.keys() and "cue:v agree" not in own.features
        )
        if failed or any(usual[other] >= max(SURELY, MORE * its) and worded[other] > as_worded for other in others):
            found.append(key)
    return found


def _give(parts: dict[str, float], given: Mapping[str, float]) -> None:
    """Lets reactions have these parts of the shares of others."""
    for key, part in given.items():
        parts["reactions"] += part * parts[key]
        parts[key] *= 1 - part


def _polled(features: Mapping[str, float], model: Classifier) -> dict[str, float]:
    """What `_to_reactions` says of the known keys, of the user's own whose titles are of neither polls nor reactions."""
    asked = [key for key, kin in model.kin.items() if not kin & {"poll", *_KEYS["reactions"]}]
    return dict.fromkeys(asked, POLLED) if "polled" in features else {}


def _to_reactions(features: Mapping[str, float], moved: float) -> dict[str, float]:
    """Section -> part of its share that goes to reactions. What a poll asks about is neither its military context nor its demand."""
    if "polled" in features:
        return dict.fromkeys(("outcomes", "demands", "military"), POLLED)
    return {"demands": moved} if moved else {}


def _alike(reading: Reading, model: Classifier) -> list[tuple[str, float, str]]:
    """(section, bonus, class) where other words than those of a section are of one kind with its title."""
    out = []
    for key, kin in model.kin.items():
        met = [
            name for name, a, b in reading.hits if name in kin and not model.told[key].intersection(reading.stems[a:b])
        ]
        out += [(key, _KIN, _LIKE + min(met))] if met else []
    return out
