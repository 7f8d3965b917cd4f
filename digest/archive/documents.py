"""Documents as they were read: whole, where and when they were met, their versions; and what reading learned of sites and servers.

A text stands under its digest (`digest.archive.store`); beside it, compressed, what is needed to rebuild the `Document`. An article that
was met at an address with one text and later with another has two versions; the difference follows from the two texts.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from typing import Any

from digest.archive.store import Store
from digest.model import Block, Carrier, Citation, Document, Found, Known, Reading, Span, Validator

FOUND = ("title", "publisher", "published", "after", "before", "author", "wire")
PLAIN = ("genre", "family", "source", "tier", "language", "max_quoted_words", "note")
"""Fields of a document that are kept beside its text, by their kind."""
LEVEL = 6
"""Of compression; the usual trade of time for room."""


@dataclass(frozen=True, slots=True)
class Met:
    """A text that was met at an address."""

    doc: str
    address: str
    title: str
    publisher: str
    published: str
    met: str
    """ISO date and time of the run that met it first."""
    slug: str


def pack(value: object) -> bytes:
    """A value as compressed JSON."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), LEVEL)


def unpack(body: bytes) -> Any:
    """What `pack` made."""
    return json.loads(zlib.decompress(body))


def address_of(doc: Document) -> str:
    """Where an article stands: its own address, or the path at which it was read."""
    return doc.url or doc.uri


def keep(store: Store, docs: Sequence[Document], *, slug: str, met: str) -> None:
    """Keeps texts and details of `docs`, and that the briefing `slug` met them at the time `met`. What is kept already stays as it is."""
    store.put(docs)
    known = {row[0] for row in chosen(store, "SELECT doc FROM detail WHERE doc IN ({})", [doc.id for doc in docs])}
    places = {(address_of(doc), doc.id) for doc in docs}
    noted = "SELECT address, doc FROM meeting WHERE slug = ? AND doc IN ({})"
    places -= set(chosen(store, noted, [doc.id for doc in docs], (slug,)))
    new = [doc for doc in docs if doc.id not in known]
    if not new and not places:
        return
    with store.writing() as db:
        db.executemany("INSERT OR IGNORE INTO detail VALUES (?, ?)", [(doc.id, pack(_detail(doc))) for doc in new])
        db.executemany(
            "INSERT OR IGNORE INTO meeting (slug, address, doc, met) VALUES (?, ?, ?, ?)",
            [(slug, address_of(doc), doc.id, met) for doc in docs if (address_of(doc), doc.id) in places],
        )


def documents(store: Store, ids: Iterable[str]) -> dict[str, Document]:
    """The documents of these ids, rebuilt, in their order; those of which only the text is kept, or nothing, are left out."""
    wanted = list(dict.fromkeys(ids))
    bodies = dict(chosen(store, "SELECT doc, body FROM detail WHERE doc IN ({})", wanted))
    texts = store.get_many([key for key in wanted if key in bodies])
    return {key: rebuilt(key, text, bodies[key]) for key, text in texts.items()}


def rebuilt(key: str, text: str, body: bytes) -> Document:
    """A document of its digest, its text, and what is kept beside that."""
    return _document(key, text, unpack(body))


def earlier_versions(store: Store, docs: Sequence[Document], *, slug: str) -> dict[str, str]:
    """Document id -> text of the last other version that was met at the same address and read by a frozen edition."""
    rows = chosen(
        store,
        "SELECT address, doc FROM meeting WHERE slug = ? AND address IN ({}) ORDER BY id",
        list(dict.fromkeys(address_of(doc) for doc in docs)),
        (slug,),
    )
    last: dict[str, list[str]] = {}
    for address, key in rows:
        last.setdefault(address, []).append(key)
    others = list(dict.fromkeys(key for keys in last.values() for key in keys))
    read = {key for (key,) in chosen(store, "SELECT DISTINCT doc FROM reading WHERE doc IN ({})", others)}
    before = {
        doc.id: next((key for key in reversed(last.get(address_of(doc), ())) if key != doc.id and key in read), "")
        for doc in docs
    }
    texts = store.get_many([key for key in before.values() if key])
    return {key: texts[other] for key, other in before.items() if other in texts}


def versions(store: Store, doc: str) -> tuple[Met, ...]:
    """Every text that was met where `doc` was met, that one among them, in the order in which they were met."""
    rows = store.rows(
        "SELECT d.id, m.address, d.title, d.publisher, d.published, m.met, m.slug FROM meeting m JOIN document d ON d.id = m.doc"
        " WHERE (m.slug, m.address) IN (SELECT slug, address FROM meeting WHERE doc = ?) ORDER BY m.id",
        (doc,),
    )
    return tuple(Met(key, at, title, by, day or "", met, slug) for key, at, title, by, day, met, slug in rows)


def changes(before: str, after: str) -> tuple[str, ...]:
    """What differs between two versions, line by line ("- ", "+ ")."""
    lines = unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return tuple(f"{line[0]} {line[1:]}" for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---"))


# --- what reading learned -------------------------------------------------------------------------------------------------


def known(store: Store) -> Known:
    """What earlier runs left to reading."""
    furniture: dict[str, set[str]] = {}
    for site, digest in store.rows("SELECT site, digest FROM furniture"):
        furniture.setdefault(site, set()).add(digest)
    return Known(
        validators={at: Validator(etag, modified) for at, etag, modified in store.rows("SELECT * FROM validator")},
        addresses=dict(store.rows("SELECT address, doc FROM address")),
        feeds={at: tuple(json.loads(entries)) for at, entries in store.rows("SELECT address, entries FROM feed")},
        furniture={site: frozenset(digests) for site, digests in furniture.items()},
    )


def learned(store: Store, reading: Reading) -> None:
    """Keeps what reading leaves to later runs."""
    if not (reading.validators or reading.addresses or reading.feeds or reading.furniture):
        return
    with store.writing() as db:
        db.executemany(
            "INSERT OR REPLACE INTO validator VALUES (?, ?, ?)",
            [(at, v.etag, v.modified) for at, v in reading.validators.items()],
        )
        db.executemany("INSERT OR REPLACE INTO address VALUES (?, ?)", list(reading.addresses.items()))
        feeds = [(at, json.dumps(entries)) for at, entries in reading.feeds.items()]
        db.executemany("INSERT OR REPLACE INTO feed VALUES (?, ?)", feeds)
        lines = [(site, digest) for site, digests in reading.furniture.items() for digest in sorted(digests)]
        db.executemany("INSERT OR IGNORE INTO furniture VALUES (?, ?)", lines)


# --- a document as a row ----------------------------------------------------------------------------------------------


def _detail(doc: Document) -> dict[str, Any]:
    return {
        "uri": doc.uri,
        "raw": doc.raw_digest,
        "type": doc.media_type,
        "url": doc.url,
        "plain": {name: getattr(doc, name) for name in PLAIN},
        "found": {name: [found.value, found.how] for name in FOUND if (found := getattr(doc, name)) is not None},
        "blocks": [[b.span.start, b.span.end, b.kind, b.level, b.reason] for b in doc.blocks],
        "also": [[c.publisher, c.family, c.address] for c in doc.also],
        "citations": [[c.span.start, c.span.end, c.mark, c.label, c.url, c.cut] for c in doc.citations],
    }


def _document(key: str, text: str, detail: Mapping[str, Any]) -> Document:
    found = {name: Found(*pair) for name, pair in detail["found"].items()}
    return Document(
        id=key,
        uri=detail["uri"],
        raw_digest=detail["raw"],
        media_type=detail["type"],
        text=text,
        blocks=tuple(
            Block(Span(start, end), kind, level, reason) for start, end, kind, level, reason in detail["blocks"]
        ),
        title=found["title"],
        publisher=found["publisher"],
        published=found.get("published"),
        author=found.get("author"),
        url=detail["url"],
        citations=tuple(Citation(Span(start, end), *said) for start, end, *said in detail["citations"]),
        wire=found.get("wire"),
        after=found.get("after"),
        before=found.get("before"),
        also=tuple(Carrier(*one) for one in detail.get("also", ())),
        **detail["plain"],
    )


_BATCH = 500


def chosen(store: Store, query: str, values: Sequence[str], before: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """The rows of `query`, whose `{}` stands for a list of values, in batches that every SQLite accepts."""
    found: list[tuple[Any, ...]] = []
    for start in range(0, len(values), _BATCH):
        batch = values[start : start + _BATCH]
        found += store.rows(query.replace("{}", ", ".join("?" * len(batch)), 1), (*before, *batch))
    return found
