"""Learns how likely a sentence tells of a dispute, and prints how well disputes and what isn't known are found on stories never seen.

    python bench/learn_quarrel.py [--write] [EVAL]

Labels are those of `labels_open.tsv` (AllSides: 66 stories, of nearly all of which no page was made before). Every figure is of weights
that were learned without a part of the stories, to which the story belongs. "Phrases" is what `digest/select/words/unsettled.py` knows;
many of its phrases were written after reading the sentences of every second story ("seen"), so the others tell more. "Two a story" is
what a page would show at most: phrases first, then disputes that are likely (`LIKELY`). `--write` learns from all stories. Needs the
`bench` extra.
"""

from __future__ import annotations

import argparse
import collections
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import gold, labelled  # noqa: E402
from bench.tables import markdown, share  # noqa: E402
from digest.analyse.split import sentences  # noqa: E402
from digest.model import Document, Doubt  # noqa: E402
from digest.select.doubts import LIKELY, LIKELY_ARGUED  # noqa: E402
from digest.select.words.quarrel import features  # noqa: E402
from digest.select.words.unsettled import argues, doubt, opposed  # noqa: E402

LABELS = Path(__file__).with_name("labels_open.tsv")
TARGET = ROOT / "digest" / "select" / "words" / "data" / "quarrel.json"
MARKS: dict[Doubt, str] = {"disputed": "D", "unknown": "U"}
READ = 45
"""Sentences at the start of an article that were read."""
C, CLEARLY, FOLDS, TWO = 0.2, 1.5, 11, 2
"""Regularisation; weight of what clearly belongs there; parts into which the stories fall; points a story."""
LEAST_MET, LEAST_WEIGHT = 5, 0.02
"""Sentences that have a feature, at least; smaller weights are not written."""


@dataclass(frozen=True)
class Read:
    """A sentence that was read: its story, its text, how it was marked ("D", "U" or nothing) and how clearly."""

    story: str
    text: str
    mark: str
    clearly: int


def read(folder: Path) -> list[Read]:
    """All sentences that were read, in the order of the collection."""
    marks: dict[str, dict[str, tuple[str, int]]] = collections.defaultdict(dict)
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            source, digest, mark, clearly = line.split("\t")
            marks[source][digest] = (mark, int(clearly))
    return [one for docs in labelled._stories(folder, set(marks)) for one in _sentences(docs[1], marks)]


def _sentences(docs: Sequence[Document], marks: dict[str, dict[str, tuple[str, int]]]) -> Iterator[Read]:
    for doc in docs:
        known = marks.get(doc.uri, {})
        for sent in list(sentences.split(doc))[:READ] if known else ():
            mark, clearly = known.get(labelled.digest_of(sent.text), ("", 0))
            yield Read(doc.uri.split("/")[0], sent.text, mark, clearly)


class Learner:
    """Features of all sentences as a matrix, and the model of one kind."""

    def __init__(self, rows: Sequence[Read]) -> None:
        values = [features(row.text) for row in rows]
        met = collections.Counter(name for own in values for name in own)
        self.vectors = DictVectorizer()
        self.matrix = self.vectors.fit_transform(
            [{name: value for name, value in own.items() if met[name] >= LEAST_MET} for own in values]
        )
        self.rows = rows

    def fit(self, kind: Doubt, train: np.ndarray) -> LogisticRegression:
        """Logistic regression on the marks of one kind."""
        truth = np.array([row.mark == MARKS[kind] for row in self.rows])
        weight = np.array([CLEARLY if row.clearly == 2 else 1.0 for row in self.rows])
        return LogisticRegression(C=C, max_iter=3000).fit(self.matrix[train], truth[train], sample_weight=weight[train])

    def unseen(self, kind: Doubt) -> np.ndarray:
        """Probability of every sentence, its story not learned from."""
        stories = np.array([row.story for row in self.rows])
        names = sorted(set(stories))
        found = np.zeros(len(self.rows))
        for fold in range(FOLDS):
            held = np.isin(stories, names[fold::FOLDS])
            found[held] = self.fit(kind, ~held).predict_proba(self.matrix[held])[:, 1]
        return found


def table(learner: Learner, folder: Path) -> str:
    """How much of what was marked is found, and how much of what is found was marked."""
    rows, lines = learner.rows, []
    order = [row["id"] for row in labelled._rows(folder / "allsides_dev.jsonl.gz")]
    seen = np.array([order.index(row.story) // 2 % 2 == 0 for row in rows])
    for kind in get_args(Doubt):
        truth = np.array([row.mark == MARKS[kind] for row in rows])
        phrase = np.array([doubt(row.text) == kind for row in rows])
        worth = learner.unseen(kind)
        least = np.array([LIKELY_ARGUED if argues(row.text) else 0.0 if opposed(row.text) else LIKELY for row in rows])
        likely = np.where(worth >= least, worth, 0.0) if kind == "disputed" else np.zeros(len(rows))
        for half, part in (("seen", seen), ("not seen", ~seen)):
            stories = sorted({rows[n].story for n in np.flatnonzero(part)})
            told = _two(rows, part, stories, np.where(phrase, 1 + worth, likely))
            alone = _two(rows, part, stories, np.where(phrase, 1 + worth, 0.0))
            lines.append(
                (
                    f"{kind}, phrases {half}",
                    f"{truth[part].sum()}",
                    share(float(roc_auc_score(truth[part], worth[part])), 2),
                    *(_of(truth, shown) for shown in (alone, told)),
                    *(
                        f"{len({rows[n].story for n in shown if truth[n]})} of {len(stories)}"
                        for shown in (alone, told)
                    ),
                )
            )
    head = (
        "",
        "marked",
        "AUC",
        "two a story, phrases: right",
        "with what is likely",
        "stories with a right one, phrases",
        "with what is likely",
    )
    return markdown(head, lines)


def _two(rows: Sequence[Read], part: np.ndarray, stories: Sequence[str], worth: np.ndarray) -> list[int]:
    """The sentences that would be shown."""
    found = []
    for story in stories:
        own = [n for n in np.flatnonzero(part) if rows[n].story == story and worth[n] > 0]
        found += sorted(own, key=lambda n: -worth[n])[:TWO]
    return found


def _of(truth: np.ndarray, shown: Sequence[int]) -> str:
    return f"{int(truth[list(shown)].sum()) if shown else 0} of {len(shown)}"


def main() -> None:
    """Prints the table; with `--write` writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", nargs="?", type=Path, default=gold.DEFAULT)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    rows = read(args.eval)
    learner = Learner(rows)
    print(f"{len(rows):,} sentences of {len({row.story for row in rows})} stories\n\n{table(learner, args.eval)}")
    if args.write:
        names = learner.vectors.get_feature_names_out()
        model = learner.fit("disputed", np.ones(len(rows), dtype=bool))
        learned = [(name, round(float(w), 3)) for name, w in zip(names, model.coef_[0], strict=True)]
        kept = sorted((p for p in learned if abs(p[1]) >= LEAST_WEIGHT), key=lambda p: (-abs(p[1]), p[0]))
        made = {"bias": round(float(model.intercept_[0]), 3), "weights": dict(kept)}
        TARGET.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
