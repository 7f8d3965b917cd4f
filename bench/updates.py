"""Update digests on events that the program was not made with: what is new in the later articles, for a reader of the earlier ones.

    python bench/updates.py [EVAL] [--words 100]

EVAL holds `multiling2011_en.jsonl.gz` (events of ten dated articles, with digests by people) and `score_rouge.py`. The articles of
every event are parted by date at a third, at the half and at two thirds. The reader has read all of the earlier articles (`--seen`),
or an edition over them. Nobody wrote update digests of these events; so recall is measured over those bigrams of the people's digests
that stand in the later articles and in none of the earlier: what people took for important and only the later articles tell. Known is
the part of a digest's bigrams, stop words left out, that stand in what the reader has read. All systems choose among the same
sentences of the later articles, at most so many words.

Beside this program: itself without memory; the leading sentences of the newest articles in turn; the same without sentences that
resemble a read one (cosine, by several thresholds: the best is known only afterwards); coverage of bigrams by document frequency, with
those that were read at nothing (Gillick & Favre 2009). Needs the `bench` extra.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import baselines, gold, labelled, rouge  # noqa: E402
from bench.tables import markdown, share  # noqa: E402
from digest import memory  # noqa: E402
from digest.analyse import analyse  # noqa: E402
from digest.config import Config, parse  # noqa: E402
from digest.model import NO_PAST, Document, Judged, Past  # noqa: E402
from digest.select import coverage, select  # noqa: E402

PARTS = (1 / 3, 1 / 2, 2 / 3)
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)
FIRST = 250
"""Words of the edition over the earlier articles."""


@dataclass
class Side:
    """The earlier or the later articles of an event, and their sentences as they were analysed."""

    docs: list[Document]
    judged: tuple[Judged, ...]

    @property
    def texts(self) -> list[list[str]]:
        """The sentences of every article that analysis didn't set aside."""
        return [[j.sent.text for j in self.judged if j.sent.doc == d.id and not j.dropped] for d in self.docs]


@dataclass
class Cut:
    """An event, parted, and what people wrote of all of it."""

    earlier: Side
    later: Side
    refs: list[str]


def cuts(folder: Path) -> list[Cut]:
    """Every event, parted by date in several ways."""
    found = []
    for row in labelled._rows(folder / "multiling2011_en.jsonl.gz"):
        made = labelled._pasted((f"{k:02}.txt", rouge._article(d)) for k, d in enumerate(rouge._docs(row)))
        docs = sorted((d for d in {d.id: d for d in made}.values() if d.day), key=lambda d: (str(d.day), d.uri))
        days = [d.day for d in docs]
        ends = {max(days.index(days[round(len(docs) * part)]), 1) for part in PARTS}
        found += [Cut(_side(docs[:end]), _side(docs[end:]), row["refs"]) for end in sorted(ends)]
    return found


def configured(words: int) -> Config:
    """A digest of everything in so many words."""
    return parse(rouge.CONFIG.format(limit=words), file="generic.yaml")


def _side(docs: list[Document]) -> Side:
    return Side(docs, analyse(docs, configured(FIRST)))


def ours(cut: Cut, words: int, past: Callable[[Cut], Past]) -> str:
    """What the program prints of the later articles for a reader of that past."""
    text = {j.sent.id: j.sent.text for j in cut.later.judged}
    chosen = select(cut.later.judged, cut.later.docs, configured(words), past=past(cut)).chosen
    return " ".join(text[key] for one in chosen for key in one.sents)


def nothing(_: Cut) -> Past:
    """Nothing is known of the earlier articles."""
    return NO_PAST


def articles(cut: Cut) -> Past:
    """The reader has read the earlier articles."""
    return memory.with_shown(NO_PAST, memory.shown(cut.earlier.judged, cut.earlier.docs))


def an_edition(cut: Cut) -> Past:
    """The reader has read an edition over the earlier articles."""
    docs, judged = cut.earlier.docs, cut.earlier.judged
    day = max(str(d.day) for d in docs)
    selection = select(judged, docs, configured(FIRST))
    printed, unprinted = memory.former(judged, docs, selection, number=1, day=day, concepts=True)
    return memory.with_shown(Past(last=1, last_day=day), (*printed, *unprinted))


def newest(cut: Cut, words: int) -> str:
    """The leading sentences of the articles in turn, the newest article first."""
    return " ".join(baselines.leading(list(reversed(cut.later.texts)), words))


def unlike(cut: Cut, words: int, *, least: float) -> str:
    """The same without sentences whose cosine to one of an earlier article, or to one taken, reaches `least`."""
    earlier, later = cut.earlier.texts, list(reversed(cut.later.texts))
    df = Counter(w for own in (*earlier, *later) for text in own for w in set(baselines._Words().to_words(text)))
    many = sum(len(own) for own in (*earlier, *later))

    def vector(text: str) -> dict[str, float]:
        raw = {w: n * math.log(many / df[w]) for w, n in Counter(baselines._Words().to_words(text)).items()}
        norm = math.sqrt(sum(v * v for v in raw.values())) or 1.0
        return {w: v / norm for w, v in raw.items()}

    known = [vector(text) for own in earlier for text in own]
    ranked = sorted((at, n, text) for n, own in enumerate(later) for at, text in enumerate(own))
    taken: list[str] = []
    for _, _, text in ranked:
        own = vector(text)
        if sum(len(t.split()) for t in taken) < words and all(_cosine(own, one) < least for one in known):
            taken.append(text)
            known.append(own)
    return " ".join(taken)


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(v * other[w] for w, v in one.items() if w in other)


def concepts(cut: Cut, words: int) -> str:
    """Coverage of bigrams by the later articles that have them; those of the earlier articles are worth nothing."""
    earlier, later = cut.earlier.texts, cut.later.texts
    known = {pair for own in earlier for text in own for pair in _pairs(text)}
    df = Counter(pair for own in later for pair in {pair for text in own for pair in _pairs(text)})
    flat = [text for own in later for text in own]
    pieces = [
        coverage.Piece(
            max(1, len(text.split())), [(" ".join(p), float(df[p])) for p in sorted(_pairs(text)) if p not in known]
        )
        for text in flat
    ]
    return " ".join(flat[n] for n in coverage.best(pieces, limit=words))


def _pairs(text: str) -> set[tuple[str, str]]:
    words = baselines._Words().to_words(text)
    return {pair for pair in pairwise(words) if not set(pair) <= baselines._stop_words()}


def score(cut: Cut, digest: str, words: int, scorer: ModuleType) -> tuple[float, float]:
    """(recall of what is new, part of the digest's bigrams that was read)."""
    before, after = (
        set().union(*(scorer.ngrams(text, 2) for own in side.texts for text in own))
        for side in (cut.earlier, cut.later)
    )
    fresh = [Counter({g: n for g, n in scorer.ngrams(ref, 2).items() if g in after - before}) for ref in cut.refs]
    got = scorer.ngrams(" ".join(digest.split()[:words]), 2)
    wanted = sum(sum(ref.values()) for ref in fresh)
    hit = sum(min(n, got[g]) for ref in fresh for g, n in ref.items())
    read, own = set().union(*(_pairs(text) for own in cut.earlier.texts for text in own)), _pairs(digest)
    return hit / max(1, wanted), len(own & read) / max(1, len(own))


def measure(folder: Path, words: int) -> str:
    """The table."""
    scorer = gold.script(folder, "score_rouge")
    found = cuts(folder)
    systems: dict[str, Callable[[Cut], str]] = {
        "this program, the articles seen": partial(ours, words=words, past=articles),
        "this program, an edition printed": partial(ours, words=words, past=an_edition),
        "this program without memory": partial(ours, words=words, past=nothing),
        "bigrams, those that were read at nothing": partial(concepts, words=words),
        "leading sentences of the newest": partial(newest, words=words),
        **{f"the same, cosine below {t}": partial(unlike, words=words, least=t) for t in THRESHOLDS},
    }
    rows = []
    for name, run in systems.items():
        new, known, length = [], [], []
        for cut in found:
            digest = run(cut)
            one, two = score(cut, digest, words, scorer)
            new.append(one)
            known.append(two)
            length.append(len(digest.split()))
        rows.append((name, *(share(sum(col) / len(col)) for col in (new, known)), f"{sum(length) / len(length):.0f}"))
    head = (f"{len(found)} partings, {words} words", "ROUGE-2 recall of what is new", "known bigrams", "words")
    return markdown(head, rows)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", nargs="?", type=Path, default=gold.DEFAULT)
    parser.add_argument("--words", type=int, default=100)
    args = parser.parse_args()
    print(measure(args.eval, args.words))


if __name__ == "__main__":
    main()
