"""Sentences printed and read, found by their words and ranked by BM25 (Robertson & Walker 1994) in SQLite's full-text index.

The index holds no text: what is found is cut from the kept documents, so that a result is a slice of its source like everything printed.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from digest.archive import documents
from digest.archive.context import around
from digest.archive.store import Store
from digest.errors import ArchiveError
from digest.model import Span, quote_text

OFTEN = 5000
"""Sentences from which on a word stands everywhere: to weigh it SQLite would count all of them. Of such a word the newest are wanted."""
NEWEST = 600
"""Sentences that are ranked where such a word is asked for, the latest that fit."""
K1, B = 1.2, 0.75
"""The usual constants of BM25, those of SQLite."""
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_WORD_OF_SOURCE = re.compile(r"[^\W_]+")
_PART = re.compile(r"\"([^\"]*)\"|(\S+)")


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that was found."""

    text: str
    before: str
    """The words before it in its article, as far as they are shown (`digest.archive.context`)."""
    after: str
    slug: str
    edition: str
    """The edition that printed or read it: "no. 41"."""
    day: str
    """Of that edition, ISO."""
    printed: bool
    section: str
    party: str
    doc: str
    title: str
    publisher: str
    published: str
    address: str
    rank: float
    """Smaller is better."""


def phrases(words: str) -> tuple[str, ...]:
    """What the index is asked for, in quotation marks: words, and the reader's phrases. Raises `ArchiveError` where nothing is left."""
    parts = []
    for phrase, word in _PART.findall(words):
        found = _WORD.findall(phrase or word)
        if found:
            parts.append('"' + " ".join(found) + '"')
    if not parts:
        raise ArchiveError(f"{words!r} holds no word to search for")
    return tuple(dict.fromkeys(parts))


def search(
    store: Store,
    words: str,
    *,
    since: str = "",
    section: str = "",
    party: str = "",
    source: str = "",
    slug: str = "",
    printed: bool = False,
    most: int = 20,
) -> tuple[Hit, ...]:
    """The sentences that hold all `words`, best first, each text once.

    `since` is an ISO date of the edition, `section` a section key, `party` a name, `source` words of a publisher's name or of an address.
    """
    asked = phrases(words)
    if not store.has_memory():
        return ()
    marks = _asked_marks(section, party, source, slug, printed)
    counts = {part: _count(store, part) for part in asked}
    if not all(counts.values()):
        return ()
    simple = max(counts.values()) <= OFTEN and not marks
    first = store.rows(
        "SELECT id FROM sentence WHERE edition >= (SELECT min(id) FROM edition WHERE day >= ?) ORDER BY edition, id LIMIT 1",
        (since,),
    )
    rows = store.rows(
        f"SELECT rowid, {'bm25(said)' if simple else '0.0'} FROM said WHERE said MATCH ? AND rowid >= ?"
        " ORDER BY rowid DESC LIMIT ?",
        (
            " AND ".join([f"words : ({' '.join(asked)})", *(f"marks : {mark}" for mark in marks)]),
            (first[0][0] if first else sys.maxsize) if since else 0,
            OFTEN if simple else NEWEST,
        ),
    )
    ranks = dict(rows) if simple else _weighed(store, [key for key, _ in rows], counts)
    best = sorted(ranks.items(), key=lambda row: (row[1], -row[0]))
    hits: list[Hit] = []
    met: set[tuple[str, str]] = set()
    for start in range(0, len(best), most):
        batch = best[start : start + most]
        for hit in _hits(store, dict(batch)):
            if (hit.doc, hit.text) not in met and len(hits) < most and hit.day >= since:
                met.add((hit.doc, hit.text))
                hits.append(hit)
        if len(hits) == most:
            break
    return tuple(hits)


def _count(store: Store, phrase: str) -> int:
    """Sentences that hold a phrase, counted no further than it matters.

    Where all words of a phrase stand everywhere, those of its rarest word: to find the phrase itself every sentence would be looked at.
    """
    query = "SELECT count(*) FROM (SELECT 1 FROM said WHERE said MATCH ? LIMIT ?)"
    words = _WORD_OF_SOURCE.findall(phrase)
    least = min(int(store.rows(query, (f'words : "{word}"', OFTEN + 1))[0][0]) for word in dict.fromkeys(words))
    if len(words) == 1 or not 0 < least <= OFTEN:
        return least
    return int(store.rows(query, (f"words : {phrase}", OFTEN + 1))[0][0])


def _weighed(store: Store, keys: Sequence[int], counts: Mapping[str, int]) -> dict[int, float]:
    """Sentence -> its BM25, smaller is better, as SQLite's; words are met by their beginnings, which nearly is their stems."""
    texts = {key: text.lower() for key, text in _texts(store, keys)}
    lengths = {key: len(text.split()) for key, text in texts.items()}
    mean = sum(lengths.values()) / max(1, len(texts))
    total = store.rows("SELECT max(id) FROM sentence")[0][0] or 1
    weighed = [(_begins(part), math.log(1 + total / n)) for part, n in counts.items()]
    out: dict[int, float] = {}
    for key, text in texts.items():
        norm = K1 * (1 - B + B * lengths[key] / mean)
        often = ((len(begins.findall(text)), idf) for begins, idf in weighed)
        out[key] = -sum([idf * tf * (K1 + 1) / (tf + norm) for tf, idf in often])
    return out


def _begins(phrase: str) -> re.Pattern[str]:
    """Words that begin as those of a phrase do, one behind the other."""
    starts = [re.escape(word[: max(4, len(word) - 2)]) for word in _WORD_OF_SOURCE.findall(phrase.lower())]
    return re.compile(r"(?<![^\W_])" + r"[^\W_]{0,40}[\W_]{1,9}".join(starts))


def _texts(store: Store, keys: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The words of sentences, roughly: from the start of each to its end."""
    marks = ", ".join("?" * len(keys))
    rows = store.rows(
        f"SELECT s.id, s.spans, d.id FROM sentence s JOIN document d ON d.added_seq = s.doc WHERE s.id IN ({marks})",
        list(keys),
    )
    texts = dict(
        store.rows(
            f"SELECT id, text FROM document WHERE added_seq IN (SELECT doc FROM sentence WHERE id IN ({marks}))",
            list(keys),
        )
    )
    for key, places, doc in rows:
        spans = places.replace("-", " ").split()
        yield key, texts[doc][int(spans[0]) : int(spans[-1])]


def marks_of(*, section: str, party: str, publisher: str, address: str, slug: str, printed: bool) -> str:
    """By what a sentence can be narrowed, as words of the index's second column. Words of sources count one by one."""
    source = {word for text in (publisher, address) for word in _WORD_OF_SOURCE.findall(text.casefold())}
    kinds = [("s", section), ("p", party), ("b", slug), *(("o", word) for word in sorted(source)), ("x", "1" * printed)]
    return " ".join(_mark(kind, value) for kind, value in kinds if value)


def _asked_marks(section: str, party: str, source: str, slug: str, printed: bool) -> list[str]:
    kinds = [("s", section), ("p", party), ("b", slug), ("x", "1" * printed)]
    words = _WORD_OF_SOURCE.findall(source.casefold())
    if source and not words:
        raise ArchiveError(f"{source!r} names no source: write a word of a publisher's name or of an address")
    return [_mark(kind, value) for kind, value in [*kinds, *(("o", word) for word in words)] if value]


def _mark(kind: str, value: str) -> str:
    """A word that no tokenizer changes: the bytes as digits behind a letter that stands for the kind."""
    return kind + "".join(f"{byte:03}" for byte in value.casefold().encode())


def _hits(store: Store, ranks: dict[int, float]) -> list[Hit]:
    rows = store.rows(
        "SELECT s.id, s.spans, s.section, s.party, s.printed, e.slug, e.number, e.revision, e.day,"
        " d.id, d.title, d.publisher, coalesce(d.published, ''), CASE d.url WHEN '' THEN d.uri ELSE d.url END, d.text"
        " FROM sentence s JOIN edition e ON e.id = s.edition JOIN document d ON d.added_seq = s.doc"
        f" WHERE s.id IN ({', '.join('?' * len(ranks))})",
        list(ranks),
    )
    whole = documents.documents(store, [row[9] for row in rows])
    found = []
    for key, places, section, party, printed, slug, number, revision, day, doc, title, by, published, at, text in rows:
        spans = tuple(Span(*map(int, place.split("-"))) for place in places.split())
        before, after = around(text, whole[doc].blocks if doc in whole else (), spans)
        name = f"no. {number}" + (f", revision {revision}" if revision > 1 else "")
        found.append(
            Hit(
                quote_text(text, spans),
                before,
                after,
                slug,
                name,
                day,
                bool(printed),
                section,
                party,
                doc,
                title,
                by,
                published,
                at,
                ranks[key],
            )
        )
    found.sort(key=lambda hit: (hit.rank, hit.doc, hit.text))
    return found
