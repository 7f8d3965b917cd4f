"""Learns the weights of `digest/analyse/data/sections.json` and `salience.json`, and prints how well they do on events never seen.

A part of `bench/quality.py`.

    python bench/learn.py [--write] [EVAL]

EVAL holds `articles/` and `sections_dev.jsonl` (sentence-like units labelled by reading). Every figure is leave-one-event-out: stories on
one event stay on one side of the split. Needs the `bench` extra (scikit-learn, numpy). The labels stay where they are; only weights
of named features are written.
"""

from __future__ import annotations

import argparse
import collections
import json
import math
import sys
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import gold  # noqa: E402
from bench.labelled import DEV, SECTIONS, Example, apart, examples  # noqa: E402
from bench.tables import UNSEEN, Part, markdown, progress, share  # noqa: E402
from digest.analyse import sections  # noqa: E402
from digest.analyse.features import FIRST, WORD  # noqa: E402
from digest.analyse.words.terms import tokens  # noqa: E402

COLUMN = "sections, macro-F1"
BASELINE = "tf-idf, logistic regression"
SECTION_C, SALIENCE_C, ALSO_WEIGHT, BALANCE = 0.01, 0.05, 0.5, 0.65
"""Regularisation of the two models, weight of a second acceptable section, and how far classes are balanced (1: wholly)."""
SECTION_WORDS, SECTION_FIRST, SALIENCE_WORDS = 1.5, 1.0, 4.0
"""How freely words are used beside the named features: their values are multiplied by it before a model is learned; for sections by the
inverse document frequency as well, so that common words have to be worth it."""
LEAST_WEIGHT = 0.005
LEAST_WORD = 0.1
"""Smaller weights are not written. A word has a value of .2 or so: what is dropped of it moves no log-odds by more than .02."""
LEAST_EVENTS, CAPITALISED = 3, 0.8
"""A word counts where it stands in the sentences of so many events, and is no name: mostly written with a small letter."""


def fit_sections(train: list[Example]) -> tuple[DictVectorizer, LogisticRegression]:
    """Multinomial logistic regression; a second acceptable section counts as half an example of it."""
    rows, labels, weights = [], [], []
    for e in train:
        for name, weight in [(e.primary, 1.0), *((a, ALSO_WEIGHT) for a in e.also)]:
            rows.append(e.own)
            labels.append(name)
            weights.append(weight)
    sums = collections.Counter[str]()
    for name, weight in zip(labels, weights, strict=True):
        sums[name] += weight
    mean = sum(sums.values()) / len(sums)
    balanced = [w * (mean / sums[n]) ** BALANCE for n, w in zip(labels, weights, strict=True)]
    known = vocabulary(train)
    met = collections.Counter(name for e in train for name in e.own)
    where = collections.defaultdict[str, set[str]](set)
    for e in train:
        for name in e.own:
            if name.startswith(FIRST):
                where[name].add(e.event)
    scales = {n: SECTION_WORDS * _rarity(met[n], len(train)) for n in known}
    scales |= {
        n: SECTION_FIRST * _rarity(met[n], len(train))
        for n, events in where.items()
        if len(events) >= LEAST_EVENTS and WORD + n.removeprefix(FIRST) in known
    }
    return _fit(rows, labels, balanced, c=SECTION_C, scales=scales)


def _rarity(count: int, of: int) -> float:
    """Inverse document frequency, smoothed as scikit-learn does."""
    return math.log((of + 1) / (count + 1)) + 1


def fit_salience(train: list[Example]) -> tuple[DictVectorizer, LogisticRegression]:
    """Logistic regression on salience 2 or 3; 3 counts double."""
    y = [e.salience >= 2 for e in train]
    weights = [2.0 if e.salience == 3 else 1.0 for e in train]
    return _fit(
        [e.values for e in train], y, weights, c=SALIENCE_C, scales=dict.fromkeys(vocabulary(train), SALIENCE_WORDS)
    )


def vocabulary(train: list[Example]) -> frozenset[str]:
    """Features of words that several events share and that are no names."""
    events: dict[str, set[str]] = collections.defaultdict(set)
    small, capital = collections.Counter[str](), collections.Counter[str]()
    for e in train:
        for at, (word, stem) in enumerate(tokens(e.text)):
            events[stem].add(e.event)
            if at:
                (capital if word[0].isupper() else small)[stem] += 1
    return frozenset(
        WORD + s
        for s, where in events.items()
        if len(where) >= LEAST_EVENTS and capital[s] <= CAPITALISED * (capital[s] + small[s])
    )


def _fit(
    rows: list[dict[str, float]],
    y: list[Any],
    weights: list[float],
    *,
    c: float,
    scales: dict[str, float],
) -> tuple[DictVectorizer, LogisticRegression]:
    """Logistic regression whose weights apply to the features as they are, although words were scaled to be learned; words without a scale
    are left out.
    """
    rows = [
        {k: v * scales.get(k, 1.0) for k, v in row.items() if k in scales or not k.startswith((WORD, FIRST))}
        for row in rows
    ]
    vec = DictVectorizer()
    model = LogisticRegression(C=c, max_iter=3000).fit(vec.fit_transform(rows), y, sample_weight=weights)
    model.coef_ *= np.array([scales.get(name, 1.0) for name in vec.get_feature_names_out()])
    return vec, model


def predicted(vec: DictVectorizer, model: LogisticRegression, test: list[Example]) -> list[str]:
    """The section of each, as the program finds it: by itself, then with the sentences around."""
    articles = {id(e.article): e.article for e in test}
    logits = {key: model.decision_function(vec.transform(article)) for key, article in articles.items()}
    near = {
        key: sections.around([sections.shares(dict(zip(model.classes_, row, strict=True))) for row in own])
        for key, own in logits.items()
    }
    found = []
    for e in test:
        own, beside = logits[id(e.article)][e.at], near[id(e.article)][e.at]
        worth = [a + sections.NEAR * beside.get(name, 0.0) for a, name in zip(own, model.classes_, strict=True)]
        found.append(str(model.classes_[int(np.argmax(worth))]))
    return found


def without(rows: list[Example], event: str) -> tuple[sections.Model, tuple[dict[str, float], float]]:
    """Both models as the program uses them, learned from every event but one."""
    train = [e for e in rows if e.event != event]
    vec, model = fit_sections(train)
    names = [str(n) for n in vec.get_feature_names_out()]
    weights = {
        str(c): dict(zip(names, map(float, row), strict=True))
        for c, row in zip(model.classes_, model.coef_, strict=True)
    }
    learned = sections.Model(weights, {str(c): float(b) for c, b in zip(model.classes_, model.intercept_, strict=True)})
    vec, model = fit_salience(train)
    values = dict(zip(map(str, vec.get_feature_names_out()), map(float, model.coef_[0]), strict=True))
    return learned, (values, float(model.intercept_[0]))


def f1(pairs: list[tuple[Example, str]]) -> dict[str, float]:
    """F1 a section, counted as `score_sections.py` counts."""
    tp, fp, fn = (collections.Counter[str]() for _ in range(3))
    for e, got in pairs:
        accept = {e.primary, *e.also} & set(SECTIONS)
        if got in accept:
            tp[got] += 1
        else:
            fp[got] += got in SECTIONS
            fn[e.primary] += e.primary in SECTIONS
    return {s: 2 * tp[s] / max(1, 2 * tp[s] + fp[s] + fn[s]) for s in SECTIONS}


def auc(truth: list[bool], score: list[float]) -> float:
    """Area under the ROC curve: how often a salient sentence is ranked above another."""
    order = sorted(zip(score, truth, strict=True))
    below = wins = 0
    for _, good in order:
        wins += below if good else 0
        below += not good
    return wins / max(1, below * sum(truth))


def measure(rows: list[Example], later: list[Example]) -> Part:
    """Every event put into sections and weighed with what was learned from the others, beside tf-idf on the same splits.

    With all labels, with those of the evaluation data alone, and the events that were labelled `later` with all of the others.
    """
    given = [e for e in rows if e.source == DEV]
    tables, means = [], []
    for labelled, tested in ((rows, rows), (given, given), (rows, later)):
        found = _sections(labelled, tested)
        means.append({name: sum(scores.values()) / len(scores) for name, scores in found.items()})
        head = (_counted(tested), *SECTIONS, COLUMN)
        lines = [(n, *(share(own[s]) for s in SECTIONS), share(means[-1][n])) for n, own in found.items()]
        tables.append(markdown(head, lines))
    ranked = [_ranks(rows, tested) for tested in (rows, later)]
    low, mean, high, low_later, mean_later, high_later = [
        value for ranks in ranked for value in (min(ranks), sum(ranks) / len(ranks), max(ranks))
    ]
    said = (
        f"Salience, 2 or 3 against 0 or 1: area under the ROC curve {mean:.2f} (mean over events; {low:.2f} to {high:.2f}), "
        f"of the events of the third table {mean_later:.2f} ({low_later:.2f} to {high_later:.2f})."
    )
    few = (
        f"The second table learns from the labels of {DEV} alone and is measured on them. The program's word lists were written with those "
        "stories in view; tf-idf has none. The events of the third were labelled when the lists were done; nothing is learned from them."
    )
    return Part({name: {COLUMN: share(own)} for name, own in means[0].items()}, [*tables, few, said])


def _counted(rows: list[Example]) -> str:
    return f"{len(rows):,} sentences of {len({e.event for e in rows})} events"


def _split(rows: list[Example], tested: list[Example], event: str) -> tuple[list[Example], list[Example]]:
    return [e for e in rows if e.event != event], [e for e in tested if e.event == event]


def _ranks(rows: list[Example], tested: list[Example]) -> list[float]:
    """Area under the ROC curve of the salience of every event, learned without it; left out where all of its sentences are alike."""
    ranks = []
    for event in sorted({e.event for e in tested}):
        train, test = _split(rows, tested, event)
        truth = [e.salience >= 2 for e in test]
        if len(set(truth)) > 1:
            vec, model = fit_salience(train)
            ranks.append(auc(truth, list(model.predict_proba(vec.transform([e.values for e in test]))[:, 1])))
    return ranks


def _sections(rows: list[Example], tested: list[Example]) -> dict[str, dict[str, float]]:
    """F1 a section of the program and of tf-idf, every event left out in turn."""
    events = sorted({e.event for e in tested})
    ours, base = [], []
    for number, event in enumerate(events, start=1):
        progress(f"sections: event {number} of {len(events)}")
        train, test = _split(rows, tested, event)
        ours += list(zip(test, predicted(*fit_sections(train), test), strict=True))
        words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
        plain = LogisticRegression(C=4, max_iter=3000, class_weight="balanced").fit(
            words.fit_transform([e.text for e in train]), [e.primary for e in train]
        )
        base += list(zip(test, plain.predict(words.transform([e.text for e in test])), strict=True))
    return {UNSEEN: f1(ours), BASELINE: f1(base)}


def write(rows: list[Example], target: Path) -> None:
    """Learns from all examples and writes the weights, rounded, smallest left out."""
    vec, model = fit_sections(rows)
    names = vec.get_feature_names_out()
    weights = {
        str(c): {str(n): round(float(w), 3) for n, w in zip(names, row, strict=True) if abs(w) >= _least(str(n))}
        for c, row in zip(model.classes_, model.coef_, strict=True)
    }
    bias = {str(c): round(float(b), 3) for c, b in zip(model.classes_, model.intercept_, strict=True)}
    (target / "sections.json").write_text(
        json.dumps({"bias": bias, "weights": weights}, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    vec, model = fit_salience(rows)
    found = zip(vec.get_feature_names_out(), model.coef_[0], strict=True)
    kept = {str(n): round(float(w), 3) for n, w in found if abs(w) >= LEAST_WEIGHT}
    (target / "salience.json").write_text(
        json.dumps({"bias": round(float(model.intercept_[0]), 3), "weights": kept}, indent=1, sort_keys=True) + "\n",
        encoding="utf-8",
    )


def _least(name: str) -> float:
    return LEAST_WORD if name.startswith((WORD, FIRST)) else LEAST_WEIGHT


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", nargs="?", type=Path, default=gold.DEFAULT)
    parser.add_argument("--write", action="store_true", help="write the weights learned from all examples")
    args = parser.parse_args()
    np.random.seed(0)
    found = examples(args.eval)
    print("\n\n".join(measure(found, apart(args.eval)).below))
    if args.write:
        write(found, ROOT / "digest" / "analyse" / "data")
