"""Sentences that were labelled by reading, as the program sees them.

They stand in `sections_dev.jsonl` of the evaluation data and in `labels.tsv` beside this file; nothing is learned from `labels_apart.tsv`.

Both name their sentences by article and digest, since their text is other people's; the articles are taken from the evaluation data
(stories of `allsides_dev.jsonl.gz` and of `one_day_2025-05-21.jsonl.gz`, `day_` and a name, and articles of the development stories that
`sections_dev.jsonl` leaves out).
"""

from __future__ import annotations

import ast
import collections
import gzip
import hashlib
import json
import math
import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest import mock

from digest.analyse import features, salience
from digest.analyse.split import sentences
from digest.analyse.words import terms
from digest.config import load
from digest.ingest import head
from digest.ingest.article import read_article
from digest.ingest.files import collect
from digest.model import Document, Raw, Sentence, Span, quote_text

CUTOFF = datetime(2026, 1, 1, tzinfo=UTC)
SECTIONS = ("outcomes", "demands", "military", "reactions")
DEV, OWN, APART = "sections_dev.jsonl", "labels.tsv", "labels_apart.tsv"
SAME_EVENT = (
    ("syria_chemical", "syria"),
    ("gaza_may2025", "gaza25"),
    ("day_gaza", "gaza25"),
    ("iran_", "iran"),
    ("day_iran", "iran"),
    ("day_diplomats", "gaza25"),
)
"""Start of a story's name -> event: what belongs to one event stays on one side of every split."""
TITLED_EVENT = (
    (r"\biran", "iran"),
    (r"\bsyria", "syria"),
    (r"\bgaza|\bisrael", "gaza25"),
    (r"\bchina|\btariff|\btrade", "us_china_trade_2019"),
    (r"brexit|theresa may|boris johnson", "brexit_2019"),
    (r"shutdown|budget|debt", "shutdown_2013"),
)
"""Words of a roundup's title -> event, for stories that have no name."""


@dataclass(frozen=True)
class Example:
    """A labelled sentence: its features for sections (`own`) and for salience (`values`), and what a reader said of it."""

    text: str
    event: str
    own: dict[str, float]
    values: dict[str, float]
    primary: str
    """outcomes, demands, military, reactions, or context for everything else."""
    also: tuple[str, ...]
    salience: int
    raw: str
    """The label as given: background and offtopic are told apart."""
    article: list[dict[str, float]]
    """`own` of every sentence of its article, in order; one list for all examples of an article."""
    at: int
    """Its place there."""
    source: str
    """DEV, OWN or APART: the labels of the evaluation data, or those beside this file."""


def articles(folder: Path) -> list[Document]:
    """The articles of a story's folder."""
    raws = collect(folder, base=Path(), max_bytes=5_000_000, max_files=5000)
    made = [read_article(r, cutoff=CUTOFF) for r in raws if isinstance(r, Raw)]
    return [d for d in made if isinstance(d, Document)]


def examples(eval_dir: Path) -> list[Example]:
    """Every labelled sentence that the program reads as one, furniture left out."""
    with _declared():
        return [*_dev(eval_dir), *_own(eval_dir, OWN)]


def apart(eval_dir: Path) -> list[Example]:
    """The same, of events from which nothing is learned."""
    with _declared():
        return list(_own(eval_dir, APART))


def _declared() -> AbstractContextManager[object]:
    """Within it articles are of the genre that they carry a mark of.

    Which of the others argue was learned from articles of the same events (`learn_argued.py`): nothing of that is to be known where an
    event counts as never seen.
    """
    return mock.patch.object(head, "ARGUES", math.inf)


def event(story: str) -> str:
    """Name of the event that a story belongs to."""
    return next((event for start, event in SAME_EVENT if story.startswith(start)), story)


def _dev(eval_dir: Path) -> Iterator[Example]:
    labels: dict[tuple[str, str], list[dict[str, Any]]] = collections.defaultdict(list)
    for line in (eval_dir / "sections_dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        story, name = row["doc"].split("/")[-2:]
        labels[story, name].append(row)
    for story in sorted({s for s, _ in labels}):
        docs = articles(eval_dir / "articles" / story)
        seen = _Seen(docs, eval_dir / "configs" / f"{story}.yaml")
        for doc in docs:
            bags = [collections.Counter(w.lower() for w, _ in r.words) for r in seen.readings[doc.id]]
            for row in labels.get((story, doc.uri.rsplit("/", 1)[-1]), ()):
                at = match(row["text"], bags)
                if at is not None and row["primary"] != "junk":
                    yield seen.example(doc, at, event(story), row["primary"], row["also"], row["salience"], DEV)


def _own(eval_dir: Path, name: str) -> Iterator[Example]:
    labels: dict[str, dict[str, list[str]]] = collections.defaultdict(dict)
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            source, digest, *rest = line.split("\t")
            labels[source][digest] = rest
    for event, docs in _stories(eval_dir, set(labels)):
        seen = _Seen(docs, eval_dir / "configs" / f"{event}.yaml")
        for doc in docs:
            known = labels.get(_source(doc.uri), {})
            for at, reading in enumerate(seen.readings[doc.id]):
                row = known.get(digest_of(reading.sent.text)) or known.get(digest_of(_whole(reading.sent, doc)))
                if row and row[0] != "junk":
                    also = [a for a in row[1].split(",") if a in SECTIONS]
                    yield seen.example(doc, at, event, row[0], also, int(row[2]), name)


def digest_of(text: str) -> str:
    """Name of a sentence in `labels.tsv`: its words only, so that a changed quotation mark doesn't lose the label."""
    return hashlib.sha256(re.sub(r"\W+", " ", text.lower()).strip().encode()).hexdigest()[:12]


def _whole(sent: Sentence, doc: Document) -> str:
    """A sentence with the words at its beginning that tie it to the one before, as a reader saw it."""
    first, *rest = sent.spans
    return quote_text(doc.text, (Span(first.start, rest[0].end), *rest[1:])) if rest else sent.text


def _source(uri: str) -> str:
    return re.sub(r".*/articles/", "articles/", uri)


def _stories(eval_dir: Path, wanted: set[str]) -> Iterator[tuple[str, list[Document]]]:
    for row in _rows(eval_dir / "allsides_dev.jsonl.gz"):
        docs = ast.literal_eval(row["docs"]) if isinstance(row["docs"], str) else row["docs"]
        if any(f"{row['id']}/{k}" in wanted for k in range(len(docs))):
            named = next((e for p, e in TITLED_EVENT if re.search(p, row["roundup_title"], re.IGNORECASE)), row["id"])
            yield named, _pasted((f"{row['id']}/{k}", f"{d['title']}\n\n{d['text']}\n") for k, d in enumerate(docs))
    day = {r["id"]: r for r in _rows(eval_dir / "one_day_2025-05-21.jsonl.gz")}
    text = "{title}\n\n{source}\n{date}\n{url}\n\n{text}\n"
    for story in sorted({s.split("/")[0] for s in wanted if s.startswith("day_")}):
        ids = sorted(s.split("/")[1] for s in wanted if s.startswith(f"{story}/"))
        yield event(story), _pasted((f"{story}/{id}", text.format(**day[id])) for id in ids)
    for story in sorted({s.split("/")[1] for s in wanted if s.startswith("articles/")}):
        yield event(story), articles(eval_dir / "articles" / story)


def _rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _pasted(texts: Iterable[tuple[str, str]]) -> list[Document]:
    made = [read_article(Raw(uri, "text/plain", text.encode()), cutoff=CUTOFF) for uri, text in texts]
    return [d for d in made if isinstance(d, Document)]


class _Seen:
    """The readings of a story and what its documents share."""

    def __init__(self, docs: list[Document], config: Path) -> None:
        self.readings = {d.id: [features.Reading(s) for s in sentences.split(d)] for d in docs}
        self.articles: dict[str, list[dict[str, float]]] = {}
        self.corpus = salience.corpus(docs, self.readings, _topic(config, docs))

    def example(
        self, doc: Document, at: int, event: str, primary: str, also: list[str], score: int, source: str
    ) -> Example:
        own = self.readings[doc.id]
        article = self.articles.get(doc.id) or [
            features.shape(r) | features.words(r) | features.context(own, n, doc) for n, r in enumerate(own)
        ]
        self.articles[doc.id] = article
        values = salience.features(own[at], at, len(own), article[at], self.corpus)
        name = primary if primary in SECTIONS else "context"
        second = tuple(a for a in also if a in SECTIONS)
        text = own[at].sent.text
        return Example(text, event, article[at], values, name, second, score, primary, article, at, source)


def _topic(config: Path, docs: list[Document]) -> frozenset[str]:
    """Topic words: the configuration's, or what most titles share where the story has none."""
    if config.is_file():
        made = load(config)
        words = [*made.briefing.topic, *(a for p in made.parties for a in (p.name, *p.aliases))]
        return frozenset(terms.content(terms.tokens(" ".join(words))))
    counts = collections.Counter(s for d in docs for s in set(terms.content(terms.tokens(d.title.value))))
    return frozenset(s for s, n in counts.items() if n > len(docs) / 2)


def match(text: str, bags: list[collections.Counter[str]]) -> int | None:
    """Index of the sentence that shares most words with a label, at least 60 % of either."""
    want = collections.Counter(w.lower() for w, _ in terms.tokens(text))
    best, score = None, 1.2
    for at, bag in enumerate(bags):
        both = sum((want & bag).values())
        both_ways = both / max(1, sum(want.values())) + both / max(1, sum(bag.values()))
        if both_ways > score:
            best, score = at, both_ways
    return best
