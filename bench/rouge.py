"""ROUGE recall of generic digests, with the weights of `digest/analyse/data/concepts.json` learned on other clusters and as shipped.

    python bench/rouge.py [--write] [--folds 10] [EVAL]

EVAL holds `multiling2011_en.jsonl.gz` (250 words), `allsides_dev.jsonl.gz` (45 words) and `score_rouge.py`, whose functions do the scoring.
All systems choose among the same sentences, those that the program reads. One set of weights serves both collections: they are learned by
logistic regression on "stands in a reference", both collections weighted alike, on all clusters outside the fold. "Leading sentences" are
taken article by article in turn and cut at the limit, sumy's are cut too; this program's digest is what it prints under a configuration
with one section and that limit of words: whole items inside it. Intervals are of a paired bootstrap over clusters (seeded). `--write`
learns from all clusters and writes the weights. Needs the `bench` extra.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import importlib.util
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

from bench import labelled  # noqa: E402
from digest.analyse import analyse, concepts, features, salience, sentences, terms  # noqa: E402
from digest.config import parse  # noqa: E402
from digest.model import Document  # noqa: E402
from digest.select import coverage, select  # noqa: E402

COLLECTIONS = (("MultiLing 2011", "multiling2011_en.jsonl.gz", 250), ("AllSides", "allsides_dev.jsonl.gz", 45))
SUMY = ("LexRank", "TextRank", "Luhn", "Lsa")
CONFIG = """\
briefing:
  title: News digest
  max_words: {limit}
sections:
  - key: news
    title: News
"""
RESAMPLES = 5000
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


def ours(c: Cluster) -> str:
    """What the program prints of the articles under a configuration with a single section, with the weights that are set now."""
    config = parse(CONFIG.format(limit=c.limit), file="generic.yaml")
    judged = analyse(c.docs, config)
    text = {j.sent.id: j.sent.text for j in judged}
    return " ".join(text[key] for chosen in select(judged, c.docs, config).chosen for key in chosen.sents)


def leading(c: Cluster) -> str:
    """The first sentence of every article, then the second of every article, and so on."""
    found = sorted((at, n, r.sent.text) for n, d in enumerate(c.docs) for at, r in enumerate(c.readings[d.id]))
    return " ".join(text for _, _, text in found)


def sumy(name: str) -> Callable[[Cluster], str]:
    """One of sumy's methods on the program's sentences, best sentence first."""

    def run(c: Cluster) -> str:
        return " ".join(rank(name, [[r.sent.text for r in c.readings[d.id]] for d in c.docs], c.limit))

    return run


def rank(name: str, texts: Sequence[Sequence[str]], limit: int) -> list[str]:
    """Sentences by one of sumy's methods, best first, until `limit` words are filled; `texts` are the sentences an article."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer

    method = _method(name)(Stemmer("english"))
    method.stop_words = frozenset((ROOT / "digest/analyse/data/stop.txt").read_text(encoding="utf-8").split())
    model = ObjectDocumentModel([Paragraph([Sentence(text, _Words()) for text in own]) for own in texts])
    best: list[str] = []

    def fill(found: Sequence[Any]) -> Sequence[Any]:
        for info in found:
            if sum(len(text.split()) for text in best) >= limit:
                break
            best.append(str(info.sentence))
        return found

    method(model, fill)
    return best


def _method(name: str) -> Any:
    module = {"LexRank": "lex_rank", "TextRank": "text_rank"}.get(name, name.lower())
    return getattr(importlib.import_module(f"sumy.summarizers.{module}"), f"{name}Summarizer")


class _Words:
    """What sumy asks of a tokenizer; its own needs data that is downloaded."""

    def to_words(self, text: str) -> tuple[str, ...]:
        return tuple(word for word, _ in terms.tokens(text))


def cross_validated(found: Sequence[Cluster], folds: int) -> dict[str, str]:
    """Cluster -> this program's digest, its weights learned on the other folds."""
    groups: list[list[Cluster]] = [[] for _ in range(folds)]
    for name, _, _ in COLLECTIONS:
        own = [c for c in found if c.collection == name]
        random.Random(1).shuffle(own)
        for n, c in enumerate(own):
            groups[n % folds].append(c)
    shipped, out = concepts.weights, {}
    for group in groups:
        held = {c.key for c in group}
        learned = learn([c for c in found if c.key not in held])
        concepts.weights = lambda learned=learned: learned
        out |= {c.key: ours(c) for c in group}
    concepts.weights = shipped
    return out


def bootstrap(one: Sequence[float], other: Sequence[float], *, seed: int = 0) -> tuple[float, float, float]:
    """Difference of two means over the same clusters, and its 95 % interval (paired bootstrap; Efron & Tibshirani 1993)."""
    gaps = np.array(one) - np.array(other)
    draws = np.random.default_rng(seed).integers(0, len(gaps), (RESAMPLES, len(gaps)))
    low, high = np.quantile(gaps[draws].mean(1), [0.025, 0.975])
    return float(gaps.mean()), float(low), float(high)


def table(found: Sequence[Cluster], rouge: ModuleType, folds: int) -> None:
    """Prints ROUGE of every system, then this program's differences from the others."""
    systems: dict[str, Callable[[Cluster], str]] = {"leading sentences": leading}
    systems |= {f"sumy {name}": sumy(name) for name in SUMY}
    unseen = cross_validated(found, folds)
    systems |= {"this program, cross-validated": lambda c: unseen[c.key], "this program, as shipped": ours}
    print(f"{'ROUGE recall':<32}" + "".join(f"{f'{n} R-1':>19}    R-2" for n, _, _ in COLLECTIONS) + f"{'seconds':>10}")
    scores: dict[str, dict[str, list[float]]] = {}
    for name, run in systems.items():
        start = time.process_time()
        texts = {c.key: run(c) for c in found}
        spent = time.process_time() - start
        cells = ""
        scores[name] = {}
        for of, _, limit in COLLECTIONS:
            own = [c for c in found if c.collection == of]
            one, two = ([rouge.recall(texts[c.key], c.refs, n, limit) for c in own] for n in (1, 2))
            scores[name][of] = two
            cells += f"{np.mean(one):>19.4f}{np.mean(two):>7.4f}"
        print(f"{name:<32}{cells}{spent if 'cross' not in name else float('nan'):>10.1f}")
    best = "this program, cross-validated"
    print("\nROUGE-2, cross-validated, minus (95 % interval)")
    for name in list(systems)[:-2]:
        gaps = [bootstrap(scores[best][of], scores[name][of]) for of, _, _ in COLLECTIONS]
        print(f"{name:<32}" + "".join(f"{d:>+12.4f} ({a:+.4f} to {b:+.4f})" for d, a, b in gaps))


def speed(found: Sequence[Cluster]) -> None:
    """Prints the time of a choice of 250 words out of 250 sentences beside sumy's LexRank, and its growth."""
    pool = [c for c in found if c.limit == 250]
    flat = [(r, made) for c in pool for made in [concepts.concepts(c.docs, c.readings, c.salience)] for r in c.flat]
    few = flat[:250]
    lex = _seconds(lambda: rank("LexRank", [[r.sent.text for r, _ in few]], 250), 1)
    pieces = [coverage.Piece(len(r.sent.text.split()), made[r.sent.id]) for r, made in few]
    choice = _seconds(lambda: coverage.best(pieces, limit=250), 10)
    c = pool[0]
    weigh = _seconds(lambda: concepts.concepts(c.docs, c.readings, c.salience), 5) * 250 / len(c.flat)
    print(
        f"\n250 sentences, 250 words: LexRank {1e3 * lex:.0f} ms, choice {1e3 * choice:.1f} ms ({lex / choice:.0f} times faster)"
    )
    print(f"weighing the concepts of 250 sentences: {1e3 * weigh:.0f} ms")
    for size in (1_000, 5_000, 20_000):
        # Sentences come again under other concepts, as on a day with more stories.
        many = [(flat[n % len(flat)], n // len(flat)) for n in range(size)]
        grown = [
            coverage.Piece(len(r.sent.text.split()), [(f"{part} {k}", w) for k, w in made[r.sent.id]])
            for (r, made), part in many
        ]
        print(
            f"choice out of {size:>6} sentences: {1e3 * _seconds(lambda g=grown: coverage.best(g, limit=600), 3):.0f} ms"
        )


def _seconds(run: Callable[[], object], times: int) -> float:
    """Processor time of one call, the least of three measurements."""
    spent = []
    for _ in range(3):
        start = time.process_time()
        for _ in range(times):
            run()
        spent.append((time.process_time() - start) / times)
    return min(spent)


def scorer(folder: Path) -> ModuleType:
    """The evaluation's own script, as a module."""
    spec = importlib.util.spec_from_file_location("score_rouge", folder / "score_rouge.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{folder / 'score_rouge.py'}: not there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write(found: Sequence[Cluster]) -> None:
    """Learns from all clusters and writes the weights, rounded."""
    learned, bias = learn(found)
    data = {"bias": round(bias, 3), "weights": {k: round(v, 3) for k, v in learned.items()}}
    TARGET.write_text(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", nargs="?", type=Path, default=ROOT.parent / "shared" / "eval")
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--write", action="store_true", help="write the weights learned from all clusters first")
    args = parser.parse_args()
    rouge = scorer(args.eval)
    found = clusters(args.eval, rouge)
    if args.write:
        write(found)
        concepts.weights.cache_clear()
    table(found, rouge, args.folds)
    speed(found)


if __name__ == "__main__":
    main()
