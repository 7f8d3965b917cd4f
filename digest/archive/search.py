"""Sentences printed and read, found by their words and ranked by BM25 (Robertson & Walker 1994) in SQLite's full-text index.

The index holds no text: what is found is cut from the kept documents, so that a result is a slice of its source like everything printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from digest.archive.store import Store
from digest.errors import ArchiveError
from digest.model import Span, quote_text

AROUND = 160
"""Characters of the text before and behind a sentence that are shown with it."""
WEIGHED = 20_000
"""Sentences that are ranked at most, the latest that fit: of a word that stands everywhere the newest are wanted."""
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_PART = re.compile(r"\"([^\"]*)\"|(\S+)")


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that was found."""

    text: str
    before: str
    """The words before it in its article, as far as they are shown."""
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


def query(words: str) -> str:
    """What the index is asked: all words, a phrase where there are quotation marks. Raises `ArchiveError` where nothing is left."""
    parts = []
    for phrase, word in _PART.findall(words):
        found = _WORD.findall(phrase or word)
        if found:
            parts.append('"' + " ".join(found) + '"')
    if not parts:
        raise ArchiveError(f"{words!r} holds no word to search for")
    return " ".join(parts)


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

    `since` is an ISO date of the edition, `section` a section key, `party` a name, `source` a part of a publisher's name or of an address.
    """
    asked = query(words)
    if not store.has_memory():
        return ()
    narrowed, values = _conditions(since, section, party, source, slug)
    narrowed += " AND s.printed" if printed else ""
    rows = store.rows(
        "SELECT s.id, bm25(said) AS rank FROM said JOIN sentence s ON s.id = said.rowid"
        + (" JOIN edition e ON e.id = s.edition JOIN document d ON d.added_seq = s.doc" if narrowed else "")
        + " WHERE said MATCH ?"
        + narrowed
        + " ORDER BY said.rowid DESC LIMIT ?",
        (asked, *values, WEIGHED),
    )
    best = sorted(rows, key=lambda row: (row[1], -row[0]))
    hits: list[Hit] = []
    met: set[tuple[str, str]] = set()
    for start in range(0, len(best), most):
        batch = best[start : start + most]
        for hit in _hits(store, dict(batch)):
            if (hit.doc, hit.text) not in met and len(hits) < most:
                met.add((hit.doc, hit.text))
                hits.append(hit)
        if len(hits) == most:
            break
    return tuple(hits)


def _conditions(since: str, section: str, party: str, source: str, slug: str) -> tuple[str, Sequence[str]]:
    asked = [
        ("e.day >= ?", since),
        ("s.section = ?", section),
        ("lower(s.party) = ?", party.lower()),
        ("e.slug = ?", slug),
    ]
    clauses = [(clause, value) for clause, value in asked if value]
    if source:
        clauses.append(("instr(lower(d.publisher || ' ' || d.url || ' ' || d.uri), ?) > 0", source.lower()))
    return "".join(f" AND {clause}" for clause, _ in clauses), [value for _, value in clauses]


def _hits(store: Store, ranks: dict[int, float]) -> list[Hit]:
    rows = store.rows(
        "SELECT s.id, s.spans, s.section, s.party, s.printed, e.slug, e.number, e.revision, e.day,"
        " d.id, d.title, d.publisher, coalesce(d.published, ''), CASE d.url WHEN '' THEN d.uri ELSE d.url END, d.text"
        " FROM sentence s JOIN edition e ON e.id = s.edition JOIN document d ON d.added_seq = s.doc"
        f" WHERE s.id IN ({', '.join('?' * len(ranks))})",
        list(ranks),
    )
    found = []
    for key, places, section, party, printed, slug, number, revision, day, doc, title, by, published, at, text in rows:
        spans = tuple(Span(*map(int, place.split("-"))) for place in places.split())
        before = text[max(0, spans[0].start - AROUND) : spans[0].start]
        after = text[spans[-1].end : spans[-1].end + AROUND]
        name = f"no. {number}" + (f", revision {revision}" if revision > 1 else "")
        found.append(
            Hit(
                quote_text(text, spans),
                " ".join(before.split()),
                " ".join(after.split()),
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
