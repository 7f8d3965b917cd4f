"""How often two joined sentences really report the same, counted on pairs that were read; how many comparisons it takes.

    python bench/claims.py [EVAL] [--learn] [--show N]

`claims.tsv` beside this file names the pairs by the digests of their sentences (`labelled.digest_of`), since the text is other
people's: part, story, two digests, 1 (the same) or 0. Part "tune" chose weights, rules and threshold; "seen" was read before the last
rules were made, or lies just below the threshold; "kept" was read after everything was fixed: all pairs of stories that nobody had
looked into, copies of one sentence left out. Rows of the part "figure" are numbers on which sources differ. With `--learn` the weights
of `digest/select/same/data/same.json` are learned anew from "tune" (needs scikit-learn). `--show` prints so many joined pairs that nobody
has read, and every figure.
"""

from __future__ import annotations

import argparse
import ast
import collections
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import labelled  # noqa: E402
from digest.analyse import analyse  # noqa: E402
from digest.config import Config, load, parse  # noqa: E402
from digest.ingest.article import read_article  # noqa: E402
from digest.model import Document, Judged, Raw  # noqa: E402
from digest.select.same import claims, figures, telling  # noqa: E402

LABELS = Path(__file__).parent / "claims.tsv"
WEIGHTS = ROOT / "digest" / "select" / "same" / "data" / "same.json"
PLAIN = "briefing:\n  title: Claims\nsections:\n" + "".join(
    f"  - key: {key}\n    title: {key.title()}\n" for key in labelled.SECTIONS
)
Pair = tuple[str, str, str]
"""Story and the digests of two sentences, in order."""


def stories(folder: Path) -> Iterator[tuple[str, list[Document], Config]]:
    """Every story of the evaluation data: name, articles, configuration."""
    plain = parse(PLAIN, file="claims")
    for story in sorted((folder / "articles").iterdir()):
        homes = (home / "configs" / f"{story.name}.yaml" for home in (folder, LABELS.parent))
        own = next((path for path in homes if path.is_file()), None)
        yield f"articles/{story.name}", labelled.articles(story), load(own) if own else plain
    for kind in ("allsides_dev", "multiling2011_en"):
        for n, row in enumerate(labelled._rows(folder / f"{kind}.jsonl.gz")):
            docs = ast.literal_eval(row["docs"]) if isinstance(row["docs"], str) else row["docs"]
            name = f"allsides/{row['id']}" if kind == "allsides_dev" else f"multiling/{n}"
            made = [read_article(_raw(f"{name}/{k}", d), cutoff=labelled.CUTOFF) for k, d in enumerate(docs)]
            yield name, [d for d in made if isinstance(d, Document)], plain
    text = "{title}\n\n{source}\n{date}\n{url}\n\n{text}\n"
    day = labelled._rows(folder / "one_day_2025-05-21.jsonl.gz")
    yield "day", labelled._pasted((f"day/{r['id']}", text.format(**r)) for r in day), plain


def _raw(uri: str, article: dict[str, str]) -> Raw:
    text = f"{article['title']}\n\n{article['text']}\n"
    return Raw(uri, "text/plain", text.encode(), article.get("source") or "")


def labels() -> dict[str, dict[Pair, int]]:
    """Part -> pair -> 1 where it was read as the same, else 0."""
    found: dict[str, dict[Pair, int]] = collections.defaultdict(dict)
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            part, story, one, other, same = line.split("\t")
            found[part][_pair(story, one, other)] = int(same)
    return found


def wilson(right: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """Interval of a proportion at 95 % (Wilson 1927)."""
    if not total:
        return 0.0, 1.0
    p, n = right / total, float(total)
    middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


def main() -> None:
    """Prints the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", nargs="?", type=Path, default=ROOT.parent / "shared" / "eval")
    parser.add_argument("--learn", action="store_true")
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    read = labels()
    joined: dict[Pair, tuple[str, str]] = {}
    drawn: set[Pair] = set()
    examples: list[tuple[dict[str, float], int]] = []
    sentences = compared = 0
    for story, docs, config in stories(args.eval):
        judged = analyse(docs, config)
        found = claims.join(judged, docs)
        home = {j.sent.id: j for j in judged}
        sentences, compared = sentences + len(judged), compared + found.compared
        for key, others in found.same.items():
            for other in others:
                texts = home[key].sent.text, home[other].sent.text
                if not _copy(*texts):
                    joined[_pair(story, *map(labelled.digest_of, texts))] = texts
        for figure in figures.figures(found, home, {doc.id: doc for doc in docs}):
            drawn.add(_pair(story, *sorted(labelled.digest_of(home[t.sent].sent.text) for t in figure.told)[:2]))
            if args.show:
                print(story, *(f"{t.written} | {home[t.sent].sent.text}" for t in figure.told), sep="\n  ")
        if args.learn:
            examples += _examples(story, judged, read["tune"])
    if args.learn:
        _learn(examples)
        return
    print(
        f"{sentences} sentences, {compared} comparisons, {len(joined)} joined pairs that are no copies of one sentence"
    )
    for part in ("tune", "seen", "kept"):
        known = [same for pair, same in read[part].items() if pair in joined]
        low, high = wilson(sum(known), len(known))
        right = sum(read[part].values())
        said = f"{sum(known)} of {len(known)} joined are right, {sum(known) / max(1, len(known)):.3f} ({low:.3f} to {high:.3f})"
        print(f"{part}: {said}; {sum(known)} of {right} that are the same are joined")
    right = [read["figure"][pair] for pair in sorted(drawn) if pair in read["figure"]]
    print(f"figures: {len(drawn)} found, {len(right)} read, {sum(right)} right")
    unread = [pair for pair in sorted(joined) if not any(pair in known for known in read.values())]
    for pair in unread[: args.show]:
        print("\t".join(pair), *joined[pair], sep="\n  ")


def _examples(story: str, judged: tuple[Judged, ...], known: dict[Pair, int]) -> list[tuple[dict[str, float], int]]:
    usable = claims.usable(judged)
    weight = collections.defaultdict(float, claims.weights(usable))
    by_digest = {labelled.digest_of(j.sent.text): j for j in reversed(usable)}
    found = []
    for (where, one, other), same in known.items():
        if where == story and one in by_digest and other in by_digest:
            pair = telling.take_apart(by_digest[one]), telling.take_apart(by_digest[other])
            found.append((telling.measure(*pair, weight), same))
    return found


def _learn(examples: list[tuple[dict[str, float], int]]) -> None:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    vec = DictVectorizer(sparse=False)
    made = vec.fit_transform([{k: v for k, v in m.items() if k != "negated"} for m, _ in examples])
    model = LogisticRegression(max_iter=3000).fit(made, [same for _, same in examples])
    names = map(str, vec.get_feature_names_out())
    weights = {name: round(float(w), 3) for name, w in zip(names, model.coef_[0], strict=True)}
    kept = {"threshold": telling.threshold(), "intercept": round(float(model.intercept_[0]), 3), "weights": weights}
    WEIGHTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(f"learned from {len(examples)} pairs: {kept}")


def _pair(story: str, one: str, other: str) -> Pair:
    return (story, one, other) if one <= other else (story, other, one)


def _copy(one: str, other: str) -> bool:
    """One sentence stands in the other word for word."""
    a, b = ("".join(filter(str.isalnum, text.lower())) for text in (one, other))
    return a in b or b in a


if __name__ == "__main__":
    main()
