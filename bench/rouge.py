"""ROUGE recall of generic digests, with the weights of `digest/analyse/data/concepts.json` learned on other clusters and as shipped.

A part of `bench/quality.py`.

    python bench/rouge.py [--write] [--folds 10] [EVAL]

EVAL holds `multiling2011_en.jsonl.gz` (250 words), `allsides_dev.jsonl.gz` (45 words) and `score_rouge.py`, whose functions do the scoring.
All systems choose among the same sentences, those that the program reads. One set of weights serves both collections: they are learned by
logistic regression on "stands in a reference", both collections weighted alike, on all clusters outside the fold. "Leading sentences" are
taken article by article in turn. They and sumy's go on until the limit is passed, and the scorer cuts the last sentence there, so that
each has the limit's words to the last one. This program prints whole items, some words fewer: what it prints under a configuration with
one section and that limit of words. Both are laid beside their like: what it prints beside leading sentences that fit in whole, and its
digest gone on and cut ("cut at the limit": what it takes where it may print twice as much, in the order of taking) beside those that are
cut. Intervals are of a paired bootstrap over clusters (seeded). `--write` learns from all clusters and writes the weights. Needs the
`bench` extra.
"""

from __future__ import annotations

import argparse
import ast
import json
import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import baselines, gold, labelled  # noqa: E402
from bench.tables import OURS, UNSEEN, Cells, Part, markdown, progress, share, times_ours  # noqa: E402
from digest.analyse import analyse, concepts, features, salience  # noqa: E402
from digest.analyse.split import sentences  # noqa: E402
from digest.config import parse  # noqa: E402
from digest.model import Document  # noqa: E402
from digest.select import coverage, select  # noqa: E402

COLLECTIONS = (("MultiLing 2011", "multiling2011_en.jsonl.gz", 250), ("AllSides", "allsides_dev.jsonl.gz", 45))
CONFIG = """\
briefing:
  title: News digest
  max_words: {limit}
sections:
  - key: news
    title: News
"""
CUT = "this program, not seen, cut at the limit"
LEADING, WHOLE = "leading sentences", "leading sentences, whole ones"
SPENT = "310 digests, s"
"""Column of the common table: processor time for all clusters, and how many times ours that is."""
RESAMPLES, FOLDS = 5000, 10
TARGET = ROOT / "digest" / "analyse" / "data" / "concepts.json"

Features = dict[concepts.Pair, tuple[float, ...]]


@dataclass
class Cluster:
    """Articles on one story, read by the program, and the digests that people wrote of them."""

    key: str
    collection: str
    limit: int
    refs: list[str]
    docs: list[Document]
    readings: dict[str, list[features.Reading]]
    salience: dict[str, float]
    concepts: Features
    truth: dict[concepts.Pair, float]
    """Share of the references that hold the concept."""

    @property
    def flat(self) -> list[features.Reading]:
        """All sentences, documents in order."""
        return [r for doc in self.docs for r in self.readings[doc.id]]


def clusters(folder: Path, rouge: ModuleType) -> list[Cluster]:
    """Every cluster of both collections."""
    found = []
    for name, file, limit in COLLECTIONS:
        for row in labelled._rows(folder / file):
            docs = labelled._pasted((f"{k:02}.txt", _article(d)) for k, d in enumerate(_docs(row)))
            docs = list({d.id: d for d in docs}.values())
            found.append(_cluster(row, name, limit, docs, rouge))
    return found


def _docs(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    docs = row["docs"]
    return ast.literal_eval(docs) if isinstance(docs, str) else docs


def _article(row: Mapping[str, Any]) -> str:
    head = [row["title"], "", row.get("source") or "", row.get("date") or ""]
    return "\n".join(head).rstrip() + f"\n\n{row['text']}\n"


def _cluster(row: Mapping[str, Any], name: str, limit: int, docs: list[Document], rouge: ModuleType) -> Cluster:
    readings = {d.id: [features.Reading(s) for s in sentences.split(d)] for d in docs}
    seen = salience.corpus(docs, readings, frozenset())
    worth = {}
    for doc in docs:
        own = readings[doc.id]
        for at, reading in enumerate(own):
            around = features.shape(reading) | features.context(own, at, doc)
            worth[reading.sent.id] = salience.salience(salience.features(reading, at, len(own), around, seen))
    wanted = [rouge.ngrams(ref, 2) for ref in row["refs"]]
    truth: dict[concepts.Pair, float] = {}
    for reading in (r for own in readings.values() for r in own):
        for (one, a), (other, b) in zip(reading.words, reading.words[1:], strict=False):
            if (a, b) not in truth:
                gram = (*list(rouge.tokens(one))[-1:], *list(rouge.tokens(other))[:1])
                truth[a, b] = sum(gram in ref for ref in wanted) / len(wanted)
    made = concepts.features(docs, readings, worth)
    return Cluster(row["id"], name, limit, row["refs"], docs, readings, worth, made, truth)


def learn(train: Sequence[Cluster]) -> tuple[dict[str, float], float]:
    """Weights by feature, and the bias; every cluster counts alike within its collection, and the collections count alike."""
    sizes = {name: sum(c.collection == name for c in train) for name, _, _ in COLLECTIONS}
    rows, truth, weight = [], [], []
    for c in train:
        rows.append(np.array(list(c.concepts.values())))
        truth.append(np.array([c.truth[pair] for pair in c.concepts]))
        weight.append(np.full(len(c.concepts), 3e5 / sizes[c.collection] / len(c.concepts)))
    x, y, w = np.concatenate(rows), np.concatenate(truth), np.concatenate(weight)
    mean, spread = x.mean(0), x.std(0) + 1e-9
    x = (x - mean) / spread
    held = y > 0
    model = LogisticRegression(max_iter=1000).fit(
        np.concatenate([x[held], x[y < 1]]),
        np.concatenate([np.ones(held.sum()), np.zeros((y < 1).sum())]),
        sample_weight=np.concatenate([(w * y)[held], (w * (1 - y))[y < 1]]),
    )
    learned = model.coef_[0] / spread
    return dict(zip(concepts.NAMES, map(float, learned), strict=True)), float(
        model.intercept_[0] - (learned * mean).sum()
    )


def printed(c: Cluster, limit: int) -> list[str]:
    """The sentences that the program prints under a configuration with a single section, with the weights that are set now."""
    config = parse(CONFIG.format(limit=limit), file="generic.yaml")
    judged = analyse(c.docs, config)
    text = {j.sent.id: j.sent.text for j in judged}
    return [text[key] for chosen in select(judged, c.docs, config).chosen for key in chosen.sents]


def ours(c: Cluster) -> str:
    """What the program prints of the articles."""
    return " ".join(printed(c, c.limit))


def filled(c: Cluster) -> str:
    """What it takes where it may print twice as much, in the order of taking: the scorer cuts it at the limit, as it cuts the others."""
    return " ".join(printed(c, 2 * c.limit))


def baseline(name: str) -> Callable[[Cluster], str]:
    """One of the systems that this program is compared with, on the same sentences."""
    run = baselines.whole_leading if name == WHOLE else baselines.SYSTEMS[name]
    return lambda c: " ".join(run([[r.sent.text for r in c.readings[d.id]] for d in c.docs], c.limit))


def cross_validated(found: Sequence[Cluster], folds: int) -> dict[str, tuple[str, str]]:
    """Cluster -> this program's digest as printed and as filled, its weights learned on the other folds."""
    groups: list[list[Cluster]] = [[] for _ in range(folds)]
    for name, _, _ in COLLECTIONS:
        own = [c for c in found if c.collection == name]
        random.Random(1).shuffle(own)
        for n, c in enumerate(own):
            groups[n % folds].append(c)
    shipped, out = concepts.weights, dict[str, tuple[str, str]]()
    for number, group in enumerate(groups, start=1):
        progress(f"digests: weights of fold {number} of {folds}")
        held = {c.key for c in group}
        learned = learn([c for c in found if c.key not in held])
        concepts.weights = lambda learned=learned: learned
        out |= {c.key: (ours(c), filled(c)) for c in group}
    concepts.weights = shipped
    return out


def bootstrap(one: Sequence[float], other: Sequence[float], *, seed: int = 0) -> tuple[float, float, float]:
    """Difference of two means over the same clusters, and its 95 % interval (paired bootstrap; Efron & Tibshirani 1993)."""
    gaps = np.array(one) - np.array(other)
    draws = np.random.default_rng(seed).integers(0, len(gaps), (RESAMPLES, len(gaps)))
    low, high = np.quantile(gaps[draws].mean(1), [0.025, 0.975])
    return float(gaps.mean()), float(low), float(high)


def compare(found: Sequence[Cluster], rouge: ModuleType, folds: int) -> tuple[Cells, str, str]:
    """ROUGE of every system for the common table, a table of its own, and this program's differences from the others."""
    others = {name: baseline(name) for name in (LEADING, WHOLE, *baselines.SYSTEMS)}
    unseen = cross_validated(found, folds)
    systems: dict[str, Callable[[Cluster], str]] = {
        OURS: ours,
        UNSEEN: lambda c: unseen[c.key][0],
        CUT: lambda c: unseen[c.key][1],
        **others,
    }
    cells: Cells = {}
    rows, spent = [], {}
    scores: dict[str, dict[str, list[float]]] = {}
    for name, run in systems.items():
        progress(f"digests: {name}")
        start = time.process_time()
        texts = {c.key: run(c) for c in found}
        spent[name] = time.process_time() - start
        cells[name], scores[name], row = {}, {}, [name]
        for of, _, limit in COLLECTIONS:
            own = [c for c in found if c.collection == of]
            one, two = ([rouge.recall(texts[c.key], c.refs, n, limit) for c in own] for n in (1, 2))
            scores[name][of] = two
            cells[name][f"{of}, ROUGE-2"] = share(float(np.mean(two)))
            row += [share(float(np.mean(one))), share(float(np.mean(two)))]
        if name not in (UNSEEN, CUT):
            cells[name][SPENT] = times_ours(spent[name], spent[OURS])
        rows.append(row)
    head = ("ROUGE recall", *(f"{of}, {limit} words: {n}" for of, _, limit in COLLECTIONS for n in ("R-1", "R-2")))
    pairs = [(CUT, LEADING), (UNSEEN, WHOLE), *((UNSEEN, name) for name in baselines.SYSTEMS)]
    gaps = []
    for one, other in pairs:
        between = (bootstrap(scores[one][of], scores[other][of]) for of, _, _ in COLLECTIONS)
        gaps.append((one, other, *(f"{d:+.3f} ({low:+.3f} to {high:+.3f})" for d, low, high in between)))
    head_of_gaps = ("ROUGE-2 (95 % interval)", "above", *(of for of, _, _ in COLLECTIONS))
    return (
        {name: own for name, own in cells.items() if name != WHOLE},
        markdown(head, rows),
        markdown(head_of_gaps, gaps),
    )


def speed(found: Sequence[Cluster]) -> tuple[str, str]:
    """A table of the time of 250 words out of 250 sentences beside sumy's LexRank, and one of its growth."""
    progress("digests: speed")
    pool = [c for c in found if c.limit == 250]
    flat = [(r, made) for c in pool for made in [concepts.concepts(c.docs, c.readings, c.salience)] for r in c.flat]
    few = flat[:250]
    texts = [[r.sent.text for r, _ in few]]
    pieces = [coverage.Piece(len(r.sent.text.split()), made[r.sent.id]) for r, made in few]
    c = pool[0]
    lex = _seconds(lambda: baselines.sumy("LexRank", texts, 250), 1)
    choice = _seconds(lambda: coverage.best(pieces, limit=250), 10)
    part = 250 / len(c.flat)
    weigh = part * _seconds(lambda: concepts.concepts(c.docs, c.readings, c.salience), 5)
    words = part * _seconds(lambda: [features.Reading(r.sent) for r in c.flat], 3)
    whole = part * _seconds(lambda: ours(c), 1)
    rows = [
        ("sumy LexRank", lex),
        ("this program: choice", choice),
        ("the same, and the weights of the concepts", choice + weigh),
        ("the same, and words, stems and cues of each sentence", choice + weigh + words),
        ("all of `analyse` and `select`, splitting and sections included", whole),
    ]
    first = markdown(
        ("250 words out of 250 sentences", "ms", "LexRank takes"),
        [(name, f"{1e3 * s:.1f}", f"{lex / s:.0f} times that") for name, s in rows],
    )
    grown = []
    for size in (1_000, 5_000, 20_000):
        # Sentences come again under other concepts, as on a day with more stories.
        many = [(flat[n % len(flat)], n // len(flat)) for n in range(size)]
        pieces = [
            coverage.Piece(len(r.sent.text.split()), [(f"{part} {k}", w) for k, w in made[r.sent.id]])
            for (r, made), part in many
        ]
        spent = _seconds(lambda g=pieces: coverage.best(g, limit=600), 3)
        grown.append((f"{size:,} sentences", f"{1e3 * spent:.0f}", f"{1e6 * spent / size:.1f}"))
    return first, markdown(("600 words out of", "ms", "µs a sentence"), grown)


def _seconds(run: Callable[[], object], times: int) -> float:
    """Processor time of one call, the least of three measurements."""
    spent = []
    for _ in range(3):
        start = time.process_time()
        for _ in range(times):
            run()
        spent.append((time.process_time() - start) / times)
    return min(spent)


def write(found: Sequence[Cluster]) -> None:
    """Learns from all clusters and writes the weights, rounded."""
    learned, bias = learn(found)
    data = {"bias": round(bias, 3), "weights": {k: round(v, 3) for k, v in learned.items()}}
    TARGET.write_text(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def measure(folder: Path, *, folds: int = FOLDS) -> Part:
    """Every system on both collections, with intervals and times."""
    rouge = gold.script(folder, "score_rouge")
    found = clusters(folder, rouge)
    cells, table, gaps = compare(found, rouge, folds)
    return Part(cells, [table, gaps, *speed(found)])


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", nargs="?", type=Path, default=gold.DEFAULT)
    parser.add_argument("--folds", type=int, default=FOLDS)
    parser.add_argument("--write", action="store_true", help="write the weights learned from all clusters first")
    args = parser.parse_args()
    if args.write:
        write(clusters(args.eval, gold.script(args.eval, "score_rouge")))
        concepts.weights.cache_clear()
    print("\n\n".join(measure(args.eval, folds=args.folds).below))


if __name__ == "__main__":
    main()
