"""What earlier editions printed and read, as far as today's sentences have something to do with it.

An archive of years holds more sentences than a run could compare. So only those are rebuilt that share rare words with a sentence of today,
some for each: the candidates of the comparison in `digest.select.news.novelty`, found as in prefix filtering (Chaudhuri, Ganti &
Kaushik 2006).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from digest.archive import sentences
from digest.archive.documents import pack, unpack
from digest.archive.store import Store
from digest.model import Former

PRINTED_BY = 100
"""Editions back to which it is remembered what they printed."""
RECENT = 3
"""Editions of which everything printed is rebuilt: what a reader has in mind, whatever of it shares rare words with today."""
READ_FOR = 2
"""Editions back to which it is remembered what they read and didn't print."""
READ = 500
"""Sentences that an edition leaves of these at most, the most salient."""
BUCKET = 100
"""Sentences of the past that a word may lead to; a word of more is no sign of anything."""
NEAR = 6
"""Sentences of the past that are rebuilt for one of today."""
SHARED = 2
"""Rare words that two sentences share at least."""


@dataclass(frozen=True, slots=True)
class Recollection:
    """The past of one day."""

    former: tuple[Former, ...]
    """The latest first."""
    spread: Mapping[str, int]
    """Word -> documents of the past that have it, of the words of today."""
    docs: int
    """Documents of the past."""


class _Trace(NamedTuple):
    """A sentence of the past that isn't rebuilt yet."""

    edition: int
    printed: bool
    doc: object
    terms: frozenset[str]
    """Those of its terms that a sentence of today has, too."""
    body: object
    """Its row; its place where that is still in the archive."""


def keep(
    db: sqlite3.Connection,
    edition: int,
    printed: Sequence[Former],
    unprinted: Sequence[Former],
    places: Mapping[str, int],
) -> None:
    """Writes what an edition leaves, within the transaction that freezes it."""
    db.executemany(
        "INSERT INTO printed VALUES (?, ?, ?, ?, ?)",
        [
            (
                edition,
                at,
                places[one.judged.sent.doc],
                " ".join(sorted(one.judged.terms)),
                json.dumps(sentences.row_of(one), ensure_ascii=False, separators=(",", ":")),
            )
            for at, one in enumerate(printed)
        ],
    )
    best = sorted(unprinted, key=lambda one: (-one.judged.salience, one.judged.sent.id))[:READ]
    db.execute("INSERT INTO unprinted VALUES (?, ?)", (edition, pack([sentences.row_of(one) for one in best])))


def recollect(store: Store, editions: Sequence[tuple[int, int, str]], wanted: Sequence[frozenset[str]]) -> Recollection:
    """What these editions (id, number, ISO day; the latest first) printed and read that has to do with the terms of today's sentences."""
    vocabulary = frozenset().union(*wanted) if wanted else frozenset[str]()
    traces = [*_printed(store, editions[:PRINTED_BY], vocabulary), *_unprinted(store, editions[:READ_FOR], vocabulary)]
    index: dict[str, list[int]] = {}
    for at, trace in enumerate(traces):
        for term in trace.terms:
            index.setdefault(term, []).append(at)
    recent = {edition for edition, _, _ in editions[:RECENT]}
    near = _near(index, wanted) | {at for at, one in enumerate(traces) if one.printed and one.edition in recent}
    order = {edition: at for at, (edition, _, _) in enumerate(editions)}
    known = {edition: (number, day) for edition, number, day in editions}
    ranked = sorted(near, key=lambda at: (order[traces[at].edition], at))
    return Recollection(
        tuple(_rebuilt(store, traces[at], *known[traces[at].edition]) for at in ranked),
        {term: len({traces[at].doc for at in those}) for term, those in index.items()},
        len({trace.doc for trace in traces}),
    )


def _printed(store: Store, editions: Sequence[tuple[int, int, str]], vocabulary: frozenset[str]) -> Iterator[_Trace]:
    if not editions:
        return
    marks = ", ".join("?" * len(editions))
    query = f"SELECT edition, place, doc, terms FROM printed WHERE edition IN ({marks}) ORDER BY edition DESC, place"
    for edition, place, doc, terms in store.rows(query, [edition for edition, _, _ in editions]):
        yield _Trace(edition, True, doc, vocabulary.intersection(terms.split()), place)


def _unprinted(store: Store, editions: Sequence[tuple[int, int, str]], vocabulary: frozenset[str]) -> Iterator[_Trace]:
    for edition, _, _ in editions:
        for (body,) in store.rows("SELECT body FROM unprinted WHERE edition = ?", (edition,)):
            for row in unpack(body):
                yield _Trace(edition, False, row[0], vocabulary.intersection(row[sentences.TERMS]), row)


def _near(index: Mapping[str, Sequence[int]], wanted: Sequence[frozenset[str]]) -> set[int]:
    """Places of the traces that share most rare words with one of today's sentences; the rarer a word, the more it counts. `index` has the
    places of a word, in order.
    """
    found: set[int] = set()
    for terms in wanted:
        mass: dict[int, float] = {}
        shared: dict[int, int] = {}
        for term in sorted(terms):
            bucket = index.get(term, ())
            for at in bucket if len(bucket) <= BUCKET else bucket[:NEAR]:
                mass[at] = mass.get(at, 0.0) + 1.0 / len(bucket)
                shared[at] = shared.get(at, 0) + 1
        enough = [at for at in mass if shared[at] >= min(SHARED, len(terms))]
        found.update(sorted(enough, key=lambda at: (-shared[at], -mass[at], at))[:NEAR])
    return found


def _rebuilt(store: Store, trace: _Trace, number: int, day: str) -> Former:
    row = trace.body
    if trace.printed:
        ((body,),) = store.rows("SELECT body FROM printed WHERE edition = ? AND place = ?", (trace.edition, trace.body))
        row = json.loads(body)
    assert isinstance(row, list)
    return sentences.former(row, number=number, day=day, printed=trace.printed)
