"""How much of an editor's own summary the key takeaways of a page tell: ROUGE-2 on AllSides, and facts of the stories.

    python bench/takeaways.py [--folds 10] [EVAL]

A page of 600 words with four sections is made of every story of `allsides_dev.jsonl.gz`; its takeaways, in their order, are laid beside the
roundup that an editor wrote of the same articles: the first, and all up to 45 and to 90 words. "Not seen" has weights of the concepts that
were learned on the other folds, as in `bench/rouge.py`. Beside them stand the first sentences of the articles in turn. Facts are the vital
ones of `bench/stories.py`, found anywhere in the takeaways of the fifteen stories, as shipped. Needs the `bench` extra.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import gold, rouge, stories  # noqa: E402
from bench.tables import markdown, progress, share  # noqa: E402
from digest import pipeline  # noqa: E402
from digest.analyse import analyse, concepts  # noqa: E402
from digest.compose import compose  # noqa: E402
from digest.config import parse  # noqa: E402
from digest.select import select  # noqa: E402

CONFIG = parse(
    """\
briefing:
  title: News
  max_words: 600
sections:
  - {key: outcomes, title: Key outcomes}
  - {key: demands, title: Demands}
  - {key: military, title: Context}
  - {key: reactions, title: Reactions}
""",
    file="four.yaml",
)
CUTOFF = datetime(2026, 11, 20, 6, tzinfo=UTC)
WORDS = (45, 90)


def takeaways(cluster: rouge.Cluster) -> list[str]:
    """The key takeaways of a page of these articles, with the weights that are set now."""
    judged = analyse(cluster.docs, CONFIG)
    chosen = select(judged, cluster.docs, CONFIG)
    made = compose(chosen, judged, cluster.docs, (), CONFIG, cutoff=CUTOFF, program="bench")
    return [takeaway.quote.text for takeaway in made.takeaways]


def leading(cluster: rouge.Cluster) -> list[str]:
    """The first sentence of every article."""
    return [cluster.readings[doc.id][0].sent.text for doc in cluster.docs if cluster.readings[doc.id]]


def unseen(found: Sequence[rouge.Cluster], every: Sequence[rouge.Cluster], folds: int) -> dict[str, list[str]]:
    """Cluster -> takeaways with weights that were learned without its fold."""
    order = list(found)
    random.Random(1).shuffle(order)
    shipped, out = concepts.weights, dict[str, list[str]]()
    for number in range(folds):
        progress(f"takeaways: fold {number + 1} of {folds}")
        group = order[number::folds]
        held = {c.key for c in group}
        learned = rouge.learn([c for c in every if c.key not in held])
        concepts.weights = lambda learned=learned: learned  # type: ignore[assignment]
        out |= {c.key: takeaways(c) for c in group}
    concepts.weights = shipped
    return out


def facts(folder: Path) -> tuple[int, int, int]:
    """Vital facts found in the takeaways of the fifteen stories, of how many, and in how many words."""
    found = vital = words = 0
    for story in [*stories.stories(folder)[0], *stories.stories(folder)[1]]:
        progress(f"takeaways: {story.name}")
        built = pipeline.think(story.config, day=stories.DAY, sources=[str(story.articles)])
        told = [takeaway.quote.text for takeaway in built.briefing.takeaways]
        score = story.judged({story.titled: told}, words=1000)
        found, vital = found + score["anywhere"], vital + score["vital"]
        words += sum(len(text.split()) for text in told)
    return found, vital, words


def main() -> None:
    """Prints both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", nargs="?", type=Path, default=gold.DEFAULT)
    parser.add_argument("--folds", type=int, default=rouge.FOLDS)
    args = parser.parse_args()
    scorer = gold.script(args.eval, "score_rouge")
    progress("takeaways: reading")
    every = rouge.clusters(args.eval, scorer)
    found = [c for c in every if c.collection == "AllSides"]
    apart = unseen(found, every, args.folds)
    systems: dict[str, Callable[[rouge.Cluster], list[str]]] = {
        "takeaways, as shipped": takeaways,
        "takeaways, not seen": lambda c: apart[c.key],
        "first sentences of the articles": leading,
    }
    rows = []
    for name, run in systems.items():
        progress(f"takeaways: {name}")
        texts = {c.key: run(c) for c in found}
        first = fmean(scorer.recall(" ".join(texts[c.key][:1]), c.refs, 2, 1000) for c in found)
        cut = [fmean(scorer.recall(" ".join(texts[c.key]), c.refs, 2, limit) for c in found) for limit in WORDS]
        words = fmean(len(" ".join(text).split()) for text in texts.values())
        rows.append((name, share(first), *map(share, cut), f"{words:.0f}"))
    head = (
        f"ROUGE-2 recall, {len(found)} roundups",
        "the first",
        *(f"{limit} words" for limit in WORDS),
        "words in all",
    )
    print(markdown(head, rows))
    told, vital, words = facts(args.eval)
    print(f"\nVital facts of the fifteen stories in their takeaways: {told} of {vital}, in {words} words.")


if __name__ == "__main__":
    main()
