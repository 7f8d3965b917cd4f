"""Learns how likely two key takeaways tell the same, and prints how many of those that do are seen on stories never seen.

    python bench/learn_twice.py [--write] [EVAL]

Labels are those of `labels_twice.tsv`: all pairs of takeaways of one page of 300 stories of AllSides, compared by three readers, a hundred
stories each: the same again (an editor would strike one), partly, or different news. The takeaways are those of a program that passed
over what `digest.select.same.event.near` finds, so all of these pairs had got past it. Every figure is of weights that were learned
without a tenth of the stories, to which the story belongs. `--write` learns from all stories. Needs the `bench` extra.
"""

from __future__ import annotations

import argparse
import ast
import collections
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import gold, labelled, rouge, takeaways  # noqa: E402
from bench.tables import markdown, progress, share  # noqa: E402
from digest.analyse import analyse  # noqa: E402
from digest.select.same.repeats import said  # noqa: E402
from digest.select.same.twice import TWICE, apart, articles, features  # noqa: E402

LABELS = Path(__file__).with_name("labels_twice.tsv")
TARGET = ROOT / "digest" / "select" / "same" / "data" / "twice.json"
C, FOLDS = 0.1, 10
"""Regularisation of standardised measures; parts into which the stories fall."""
MARKS = {"S": "the same", "P": "partly", "D": "different"}


@dataclass(frozen=True)
class Pair:
    """Two takeaways of one page: its story, the measures, how they were marked, whether they are told apart whatever these are."""

    story: str
    values: dict[str, float]
    mark: str
    apart: bool


def read(folder: Path) -> list[Pair]:
    """All pairs that were compared and whose sentences the program still reads, in the order of the labels."""
    marks: dict[str, list[tuple[str, str, str]]] = collections.defaultdict(list)
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            story, one, other, mark = line.split("\t")
            marks[story].append((one, other, mark))
    rows = {row["id"]: row for row in labelled._rows(folder / "allsides_dev.jsonl.gz")}
    found = []
    for at, (story, own) in enumerate(marks.items()):
        if at % 50 == 0:
            progress(f"takeaways compared: {at} of {len(marks)} stories")
        found += list(_pairs(rows[story], own))
    return found


def _pairs(row: dict[str, object], marks: Sequence[tuple[str, str, str]]) -> Iterator[Pair]:
    texts = row["docs"]
    docs = ast.literal_eval(texts) if isinstance(texts, str) else texts
    assert isinstance(docs, list)
    made = labelled._pasted((f"{k:02}.txt", rouge._article(doc)) for k, doc in enumerate(docs))
    made = list({doc.id: doc for doc in made}.values())
    judged = [j for j in analyse(made, takeaways.CONFIG) if not j.dropped]
    says = said(judged, docs={doc.id: doc for doc in made})
    gists = {key: one.gist for key, one in says.items() if one.gist}
    told = articles(gists)
    known: dict[str, str] = {}
    for j in judged:
        known.setdefault(labelled.digest_of(j.sent.text), j.sent.id)
    for one, other, mark in marks:
        if one in known and other in known:
            both = gists[known[one]], gists[known[other]]
            yield Pair(str(row["id"]), features(*both, told), mark, apart(*both))


class Learner:
    """The measures of all pairs as a matrix, and the model."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self.names = list(pairs[0].values)
        self.matrix = np.array([[pair.values[name] for name in self.names] for pair in pairs])
        self.mean, self.spread = self.matrix.mean(0), self.matrix.std(0) + 1e-9
        self.truth = np.array([pair.mark == "S" for pair in pairs])
        self.stories = np.array([pair.story for pair in pairs])

    def fit(self, train: np.ndarray) -> LogisticRegression:
        """Logistic regression on what a reader would strike."""
        scaled = (self.matrix[train] - self.mean) / self.spread
        return LogisticRegression(C=C, max_iter=3000).fit(scaled, self.truth[train])

    def unseen(self) -> np.ndarray:
        """Probability of every pair, its story not learned from."""
        names = sorted(set(self.stories))
        found = np.zeros(len(self.stories))
        for fold in range(FOLDS):
            held = np.isin(self.stories, names[fold::FOLDS])
            scaled = (self.matrix[held] - self.mean) / self.spread
            found[held] = self.fit(~held).predict_proba(scaled)[:, 1]
        return found

    def written(self) -> dict[str, object]:
        """Bias and weights of the measures as they are."""
        model = self.fit(np.ones(len(self.truth), dtype=bool))
        weights = model.coef_[0] / self.spread
        bias = float(model.intercept_[0] - weights @ self.mean)
        by_size = sorted(zip(self.names, weights, strict=True), key=lambda p: (-abs(p[1]), p[0]))
        return {"bias": round(bias, 3), "weights": {name: round(float(w), 3) for name, w in by_size}}


def main() -> None:
    """Prints the table; with `--write` writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", nargs="?", type=Path, default=gold.DEFAULT)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    pairs = read(args.eval)
    learner = Learner(pairs)
    likely = learner.unseen()
    print(
        f"{len(pairs)} pairs of takeaways of {len({pair.story for pair in pairs})} stories; of those that are the same"
    )
    auc, precision = roc_auc_score(learner.truth, likely), average_precision_score(learner.truth, likely)
    print(f"against the others: AUC {share(float(auc), 2)}, average precision {share(float(precision), 2)}\n")
    passed = (likely >= TWICE) & ~np.array([pair.apart for pair in pairs])
    rows = [
        (
            name,
            f"{sum(p.mark == mark for p in pairs)}",
            f"{sum(p.mark == mark for p, over in zip(pairs, passed, strict=True) if over)}",
        )
        for mark, name in MARKS.items()
    ]
    print(markdown(("pairs, not seen", "in all", "passed over"), rows))
    if args.write:
        TARGET.write_text(json.dumps(learner.written(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
