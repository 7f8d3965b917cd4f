"""Learns how likely an article argues by its own words, and prints how well that is told of articles never seen.

    python bench/learn_argued.py [--write] [EVAL]

`labels_genre.tsv` says what readers called 771 articles (691 of AllSides, 80 of one day). Every figure of the first table is of weights
that were learned without the story of the article; the second is of `genre.tsv`, of which nothing is learned and where half of the
articles were looked for because they are no plain news. What metadata, addresses and titles say counts for nothing here. `--write` learns
from all. Needs the `bench` extra.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import gold, labelled, one_day  # noqa: E402
from bench.tables import markdown  # noqa: E402
from digest.ingest.argued import HEARD, features  # noqa: E402
from digest.ingest.head import ARGUES  # noqa: E402
from digest.model import PROSE, Document  # noqa: E402

HERE = Path(__file__).parent
TARGET = ROOT / "digest" / "ingest" / "data" / "argued.json"
CUTOFF = datetime.fromisoformat("2025-05-21T23:59:00+00:00")
OPINION, C, FOLDS = "O", 0.3, 10


@dataclass(frozen=True)
class Read:
    """An article that was read: its story, what the reader called it, and its signs."""

    story: str
    kind: str
    signs: dict[str, float]


def signs(doc: Document) -> dict[str, float]:
    """What the program sees of an article."""
    return features([doc.text[b.span.start : b.span.end] for b in doc.blocks if b.kind in PROSE], doc.title.value)


def read(folder: Path) -> Iterator[Read]:
    """The articles of `labels_genre.tsv` that are long enough to tell."""
    rows = (line.split("\t") for line in (HERE / "labels_genre.tsv").read_text("utf-8").splitlines())
    kinds = {row[0]: row[1] for row in rows if not row[0].startswith("#")}
    for story, docs in labelled._stories(folder, set(kinds)):
        for doc in docs:
            if doc.uri in kinds and (found := signs(doc)):
                yield Read(story, kinds[doc.uri], found)
    for number, doc in _day({int(key[4:]) for key in kinds if key.startswith("day/")}):
        if found := signs(doc):
            yield Read(f"day/{number}", kinds[f"day/{number}"], found)


def _day(wanted: set[int]) -> Iterator[tuple[int, Document]]:
    for number, row in enumerate(one_day.lines(), start=1):
        doc = one_day.read(row, number, CUTOFF) if number in wanted else None
        if isinstance(doc, Document):
            yield number, doc


def matrix(found: Sequence[dict[str, float]], names: Sequence[str]) -> np.ndarray:
    """Signs as rows."""
    return np.array([[one[name] for name in names] for one in found])


def main() -> int:
    """Prints both tables; 1 where the articles are missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", nargs="?", type=Path, default=gold.DEFAULT)
    parser.add_argument("--write", action="store_true", help="learn from all articles and write the weights")
    args = parser.parse_args()
    if not (args.eval / "allsides_dev.jsonl.gz").is_file() or not one_day.FILE.is_file():
        print(f"no articles in {args.eval}: nothing measured", file=sys.stderr)
        return 1
    rows = list(read(args.eval))
    names = sorted(rows[0].signs.keys() - {"heard"})
    heard = np.array([row.signs["heard"] >= HEARD for row in rows])
    x, y = matrix([row.signs for row in rows], names), np.array([row.kind == OPINION for row in rows])
    held = np.zeros(len(rows))
    for train, test in GroupKFold(FOLDS).split(x, y, [row.story for row in rows]):
        held[test] = model(x[train], y[train]).predict_proba(x[test])[:, 1]
    print(f"{len(rows)} articles, {int(y.sum())} opinion; area under the ROC curve {roc_auc_score(y, held):.2f}\n")
    kinds = [row.kind for row in rows]
    print(table(np.where(heard, held, 0.0), kinds, "never seen"))
    whole = model(x, y)
    rest = (line.split("\t") for line in (HERE / "genre.tsv").read_text("utf-8").splitlines())
    wanted = {int(line): genre for line, genre in rest}
    day = [(wanted[n], found) for n, doc in _day(set(wanted)) if (found := signs(doc))]
    chances = whole.predict_proba(matrix([found for _, found in day], names))[:, 1]
    chances = np.where([found["heard"] >= HEARD for _, found in day], chances, 0.0)
    print(
        table(
            chances, [{"opinion": "O", "explainer": "A", "news": "N"}.get(genre, "M") for genre, _ in day], "genre.tsv"
        )
    )
    if args.write:
        weights = {name: round(float(w), 3) for name, w in zip(names, whole.coef_[0], strict=True)}
        TARGET.write_text(
            json.dumps({"bias": round(float(whole.intercept_[0]), 3), "weights": weights}, indent=1) + "\n"
        )
        print(f"wrote {TARGET.relative_to(ROOT)}")
    return 0


def model(x: np.ndarray, y: np.ndarray) -> LogisticRegression:
    """Learns which articles argue."""
    return LogisticRegression(C=C, max_iter=5000).fit(x, y)


def table(chances: np.ndarray, kinds: Sequence[str], title: str) -> str:
    """How many articles of each kind are as likely opinion as this or more."""
    called = [(kind, np.array([one == kind for one in kinds])) for kind in "OANM"]
    head = [
        title,
        *(
            f"{name}, of {int(own.sum())}"
            for (_, own), name in zip(called, ("opinion", "analysis", "report", "else"), strict=True)
        ),
    ]
    rows = [
        [
            f"{least:.2f}{' (used)' if least == ARGUES else ''}",
            *(str(int((own & (chances >= least)).sum())) for _, own in called),
        ]
        for least in (0.3, 0.4, 0.5, 0.6, 0.7)
    ]
    return markdown(head, rows) + "\n"


if __name__ == "__main__":
    sys.exit(main())
