"""Frozen editions: numbered, immutable, with their files; what they printed and what they read and didn't print.

An edition is frozen in one transaction, its files and its memory with it. So there is never half an edition: files that a crash kept from
being written are written from here by the next run.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from digest.archive import recollection
from digest.archive.documents import LEVEL, chosen
from digest.archive.search import marks_of
from digest.archive.store import Store
from digest.errors import ArchiveError
from digest.model import Briefing, Former


@dataclass(frozen=True, slots=True)
class Edition:
    """A frozen edition, without the bytes of its files."""

    id: int
    slug: str
    number: int
    revision: int
    day: str
    cutoff: str
    frozen: str
    """ISO date and time at which it was frozen."""
    config_digest: str
    program: str
    items: int
    files: tuple[tuple[str, str], ...] = ()
    """Name and SHA-256 (hex) of each of its files."""

    @property
    def name(self) -> str:
        """How it is called: "no. 42", "no. 42, revision 2"."""
        return f"no. {self.number}" + (f", revision {self.revision}" if self.revision > 1 else "")


_COLUMNS = "id, slug, number, revision, day, cutoff, frozen, config_digest, program, items"


def freeze(
    store: Store,
    briefing: Briefing,
    files: Mapping[str, bytes],
    *,
    at: str,
    printed: Sequence[Former],
    unprinted: Sequence[Former],
    read: Sequence[str],
) -> Edition:
    """Keeps a numbered edition for good. `at` is the time of freezing, `read` are the ids of the documents that it read (kept before).

    Raises `ArchiveError` where there is one of that number and revision already.
    """
    if not briefing.number:
        raise ArchiveError("a draft cannot be frozen: it has no number")
    number, revision = briefing.number, max(1, briefing.revision)
    if any(e.revision == revision for e in editions(store, briefing.slug, number=number)):
        raise ArchiveError(f"{store.path}: no. {number}, revision {revision} of {briefing.slug} is frozen already")
    items = sum(len(section.items) for section in briefing.sections)
    seqs = store.places(one.judged.sent.doc for one in (*printed, *unprinted))
    addresses = {source.doc: source.url or source.uri for source in briefing.sources}
    with store.writing() as db:
        made = db.execute(
            "INSERT INTO edition (slug, number, revision, day, cutoff, frozen, config_digest, program, items)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (briefing.slug, number, revision, briefing.day, briefing.cutoff, at, briefing.config_digest, briefing.program, items),
        )  # fmt: skip
        key = int(made.lastrowid or 0)
        recollection.keep(db, key, printed, unprinted, seqs)
        db.executemany(
            "INSERT INTO file VALUES (?, ?, ?, ?, ?)",
            [
                (key, place, name, hashlib.sha256(body).hexdigest(), zlib.compress(body, LEVEL))
                for place, (name, body) in enumerate(files.items())
            ],
        )
        db.executemany("INSERT INTO reading VALUES (?, ?)", [(key, doc) for doc in dict.fromkeys(read)])
        indexed = [one for one in (*printed, *unprinted) if one.judged.sent.doc in seqs]
        (last,) = db.execute("SELECT coalesce(max(id), 0) FROM sentence").fetchone()
        db.executemany(
            "INSERT INTO sentence VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (at, key, seqs[one.judged.sent.doc], _spans(one), one.judged.label.section or "", one.judged.party, one.printed)
                for at, one in enumerate(indexed, start=last + 1)
            ],
        )  # fmt: skip
        db.executemany(
            "INSERT INTO said (rowid, words, marks) VALUES (?, ?, ?)",
            [
                (at, one.judged.sent.text, _marks(one, briefing.slug, addresses[one.judged.sent.doc]))
                for at, one in enumerate(indexed, start=last + 1)
            ],
        )
    return editions(store, briefing.slug, number=number)[-1]


def _marks(one: Former, slug: str, address: str) -> str:
    j = one.judged
    return marks_of(
        section=j.label.section or "",
        party=j.party,
        publisher=one.publisher,
        address=address,
        slug=slug,
        printed=one.printed,
    )


def _spans(one: Former) -> str:
    return " ".join(f"{span.start}-{span.end}" for span in one.judged.sent.spans)


def editions(store: Store, slug: str = "", *, number: int = 0, day: str = "") -> tuple[Edition, ...]:
    """The frozen editions by number and revision: of one briefing, of one number or of one day where these are given."""
    rows = store.rows(
        f"SELECT {_COLUMNS} FROM edition WHERE (? = '' OR slug = ?) AND (? = 0 OR number = ?) AND (? = '' OR day = ?)"
        " ORDER BY slug, number, revision",
        (slug, slug, number, number, day, day),
    )
    return tuple(
        replace(
            Edition(*row),
            files=tuple(store.rows("SELECT name, digest FROM file WHERE edition = ? ORDER BY place", (row[0],))),
        )
        for row in rows
    )


def latest(found: Sequence[Edition]) -> tuple[Edition, ...]:
    """Of every number its last revision."""
    return tuple({(edition.slug, edition.number): edition for edition in found}.values())


def files(store: Store, edition: Edition) -> dict[str, bytes]:
    """The files of a frozen edition by name, checked against their digests."""
    found: dict[str, bytes] = {}
    for name, digest, body in store.rows(
        "SELECT name, digest, body FROM file WHERE edition = ? ORDER BY place", (edition.id,)
    ):
        try:
            found[name] = zlib.decompress(body)
        except zlib.error as err:
            raise _damaged(store, edition, name) from err
        if hashlib.sha256(found[name]).hexdigest() != digest:
            raise _damaged(store, edition, name)
    return found


def _damaged(store: Store, edition: Edition, name: str) -> ArchiveError:
    return ArchiveError(
        f"{store.path}: {name} of {edition.name} is not what was frozen; restore the archive from a copy"
    )


def documents_of(store: Store, edition: Edition) -> tuple[str, ...]:
    """Ids of the documents that an edition read, in the order in which they were kept."""
    rows = store.rows(
        "SELECT r.doc FROM reading r JOIN document d ON d.id = r.doc WHERE r.edition = ? ORDER BY d.added_seq",
        (edition.id,),
    )
    return tuple(doc for (doc,) in rows)


def read_by(store: Store, slug: str, docs: Iterable[str], *, but: int = 0) -> frozenset[str]:
    """Those of `docs` that a frozen edition of a briefing read; the edition of the number `but` doesn't count."""
    found = chosen(
        store,
        "SELECT DISTINCT r.doc FROM reading r JOIN edition e ON e.id = r.edition"
        " WHERE e.slug = ? AND e.number <> ? AND r.doc IN ({})",
        list(dict.fromkeys(docs)),
        (slug, but),
    )
    return frozenset(doc for (doc,) in found)


@dataclass(frozen=True, slots=True)
class Earlier:
    """As much of an edition as a later one asks for."""

    id: int
    number: int
    day: str
    cutoff: str


def editions_before(store: Store, slug: str, *, before: str, but: int = 0) -> list[Earlier]:
    """The editions of a briefing with an earlier cut-off (ISO, with its offset), the latest first; not those of the number `but`."""
    until = datetime.fromisoformat(before)
    rows = store.rows("SELECT id, number, day, cutoff FROM edition WHERE slug = ? AND number <> ?", (slug, but))
    found = [(datetime.fromisoformat(row[3]), Earlier(*row)) for row in rows]
    found.sort(key=lambda f: (f[0], f[1].number, f[1].id), reverse=True)
    return [one for at, one in found if at < until]
