"""Looking after the archive: copy, restore, check, prune."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from digest.archive import documents, editions, sentences
from digest.archive.search import marks_of
from digest.archive.store import BUSY_TIMEOUT_S, DAMAGE, Store, digest_of, unfinished
from digest.errors import ArchiveError
from digest.leftovers import flush, temporary
from digest.model import Span, quote_text

PAGES = 1000
"""Pages that a copy takes at a time."""


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was forgotten."""

    documents: int
    sentences: int
    bytes: int
    """By which the file is smaller."""
    compact: bool
    """False where there was no room to make it smaller: later runs use what is free in it."""


def backup(archive: Path, copy: Path) -> Path:
    """Copies the archive while it may be in use (SQLite's online backup), checks the copy, and only then gives it its name."""
    if copy.is_dir():
        copy = copy / archive.name
    if copy.resolve() == archive.resolve():
        raise ArchiveError(f"{copy}: is the archive itself; name another file")
    beside = temporary(copy)
    try:
        with Store(archive, read_only=True):  # is it an archive at all?
            pass
        try:
            copy.parent.mkdir(parents=True, exist_ok=True)
            source = sqlite3.connect(f"file:{_quoted(archive)}?mode=ro", uri=True, timeout=BUSY_TIMEOUT_S)
            target = sqlite3.connect(beside)
            try:
                source.backup(target, pages=PAGES)
            finally:
                target.close()
                source.close()
            with Store(beside, read_only=True) as store:
                if faults := tuple(check(store)):
                    raise ArchiveError(f"{archive}: is damaged, and was not copied: {faults[0]}")
            flush(beside)
            os.replace(beside, copy)
            flush(copy.parent)
        except sqlite3.Error as err:
            raise ArchiveError(f"{copy}: the copy cannot be made ({err}); check that the disk has room") from err
        except OSError as err:
            raise ArchiveError(f"{copy}: the copy cannot be written ({err.strerror})") from err
    finally:
        beside.unlink(missing_ok=True)
    return copy


def restore(copy: Path, archive: Path) -> Path | None:
    """Puts a copy, or the one in a folder, in the archive's place. What stood there is kept beside it; its new name is returned, None where
    there was nothing.
    """
    if copy.is_dir():
        copy = copy / archive.name
    archive = archive.resolve()  # a link stays, and leads to what was restored
    with Store(copy, read_only=True) as store:
        if faults := tuple(check(store)):
            raise ArchiveError(f"{copy}: is damaged, and was not restored: {faults[0]}")
    aside = None
    try:
        archive.parent.mkdir(parents=True, exist_ok=True)
        beside = temporary(archive)
        try:
            beside.write_bytes(copy.read_bytes())
            flush(beside)
            if archive.exists():
                aside = _set_aside(archive)
            os.replace(beside, archive)
            flush(archive.parent)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as err:
        raise ArchiveError(f"{archive}: cannot be restored ({err.strerror}); nothing was changed") from err
    return aside


def _set_aside(archive: Path) -> Path:
    """Gives an archive a second name, so that there is one at every moment, and what a killed run left to undo goes with it."""
    if unfinished(archive):
        with suppress(ArchiveError), Store(archive, read_only=True) as store:
            store.rows(
                "PRAGMA schema_version"
            )  # reading undoes what that run began; what can't be read keeps its journal
    aside = next(path for n in range(1, 10_000) if not (path := archive.with_name(f"{archive.name}.old{n}")).exists())
    try:
        os.link(archive, aside)
    except PermissionError:  # a file system without links
        shutil.copy2(archive, aside)
    for left in unfinished(archive):
        os.replace(left, aside.with_name(aside.name + left.name.removeprefix(archive.name)))
    return aside


def check(store: Store) -> Iterator[str]:
    """Every fault of an archive: of the file, of a text that lost its digest, of an edition whose files did, of what points nowhere."""
    for (said,) in store.rows("PRAGMA integrity_check(20)"):
        if said != "ok":
            yield f"the file is damaged: {said}"
            return
    detail = "SELECT d.id, d.text, t.body FROM document d LEFT JOIN detail t ON t.doc = d.id"
    for key, text, body in store.stream(detail if store.has_memory() else "SELECT id, text, NULL FROM document"):
        if digest_of(text) != key:
            yield f"the text {key[:12]} is not what it was when it was read"
        elif body is not None and not _rebuilds(key, text, body):
            yield f"what is known of the text {key[:12]} is damaged"
    if not store.has_memory():
        return
    for table, key, other in store.rows(
        'SELECT m.name, f."from", f."table" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE m.type = \'table\''
    ):
        lost = store.rows(
            f"SELECT count(*) FROM {table} WHERE {key} NOT IN (SELECT {_target(store, table, key)} FROM {other})"
        )[0][0]
        if lost:
            yield f"{lost} rows of {table} point at a {other} that isn't there"
    for edition in editions.editions(store):
        yield from _faults(store, edition)
    (indexed,), (kept,) = (store.rows(f"SELECT count(*) FROM {t}")[0] for t in ("said_docsize", "sentence"))
    if indexed != kept:
        yield f"the index holds {indexed} sentences, the archive {kept}; `digest archive prune` builds it again"


def _target(store: Store, table: str, key: str) -> str:
    found = store.rows(f'SELECT "to" FROM pragma_foreign_key_list(\'{table}\') WHERE "from" = ?', (key,))
    return str(found[0][0])


def _rebuilds(key: str, text: str, body: bytes) -> bool:
    """Whether a document can be rebuilt of what is kept."""
    try:
        documents.rebuilt(key, text, body)
    except DAMAGE:
        return False
    return True


def _faults(store: Store, edition: editions.Edition) -> Iterator[str]:
    where = f"{edition.slug} {edition.name}"
    if not any(name.endswith(".json") for name, _ in edition.files):
        yield f"{where} has no data"
    for name, digest, body in store.rows("SELECT name, digest, body FROM file WHERE edition = ?", (edition.id,)):
        try:
            whole = zlib.decompress(body)
        except zlib.error:
            whole = b""
        if hashlib.sha256(whole).hexdigest() != digest:
            yield f"{name} of {where} is not what was frozen"
        elif name.endswith(".json") and (other := _other(edition, json.loads(whole))):
            yield f"the archive and the data of {where} have another {other}"
        elif not name.startswith(f"{edition.day}-{edition.slug}"):
            yield f"{name} is no name of a file of {where}"
    try:
        for (body,) in store.rows("SELECT body FROM unprinted WHERE edition = ?", (edition.id,)):
            documents.unpack(body)
        for body, text in store.rows(
            "SELECT p.body, d.text FROM printed p JOIN document d ON d.added_seq = p.doc WHERE p.edition = ?",
            (edition.id,),
        ):
            if not sentences.stands(json.loads(body), text):
                yield f"{where} printed what its source does not say"
    except DAMAGE:
        yield f"the memory of {where} is damaged"


def _other(edition: editions.Edition, data: Mapping[str, Any]) -> str:
    """In what the row of an edition is not what its data say of themselves."""
    told = {"slug": edition.slug, "number": edition.number, "day": edition.day, "cutoff": edition.cutoff}
    told |= {"config_digest": edition.config_digest, "program": edition.program}
    if max(1, data.get("revision", 1)) != edition.revision:
        return "revision"
    return next((name for name, value in told.items() if data.get(name) != value), "")


def prune(store: Store, *, before: str) -> Pruned:
    """Forgets what editions of before that day (ISO) read and didn't print: sentences, and documents that no edition quotes or lists.

    What any edition printed stays, and every text that it names, so that it can be verified for ever. The index is built again.
    """
    size = store.path.stat().st_size
    with store.writing() as db:
        db.execute("CREATE TEMP TABLE old AS SELECT id FROM edition WHERE day < ?", (before,))
        (gone,) = db.execute(
            "SELECT count(*) FROM sentence WHERE NOT printed AND edition IN (SELECT id FROM old)"
        ).fetchone()
        db.execute("DELETE FROM sentence WHERE NOT printed AND edition IN (SELECT id FROM old)")
        db.execute("DELETE FROM unprinted WHERE edition IN (SELECT id FROM old)")
        db.execute(
            "CREATE TEMP TABLE stray AS SELECT d.id FROM document d JOIN meeting m ON m.doc = d.id"
            " WHERE d.id NOT IN (SELECT doc FROM reading) AND d.added_seq NOT IN (SELECT doc FROM sentence)"
            " AND d.added_seq NOT IN (SELECT doc FROM printed)"
            " GROUP BY d.id HAVING max(m.met) < ?",
            (before,),
        )
        (texts,) = db.execute("SELECT count(*) FROM stray").fetchone()
        for table, key in (("meeting", "doc"), ("detail", "doc"), ("address", "doc"), ("document", "id")):
            db.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT id FROM stray)")
        db.execute("DROP TABLE old")
        db.execute("DROP TABLE stray")
        _index(db)
    compact = store.compact()
    return Pruned(texts, gone, size - store.path.stat().st_size, compact)


def _index(db: sqlite3.Connection) -> None:
    """Builds the index of sentences again."""
    db.execute("INSERT INTO said (said) VALUES ('delete-all')")
    rows = db.execute(
        "SELECT s.id, s.spans, d.text, s.section, s.party, d.publisher, CASE d.url WHEN '' THEN d.uri ELSE d.url END, e.slug, s.printed"
        " FROM sentence s JOIN document d ON d.added_seq = s.doc JOIN edition e ON e.id = s.edition ORDER BY s.id"
    )
    words = (
        (
            key,
            quote_text(text, tuple(Span(*map(int, place.split("-"))) for place in places.split())),
            marks_of(section=section, party=party, publisher=by, address=at, slug=slug, printed=bool(printed)),
        )
        for key, places, text, section, party, by, at, slug, printed in rows
    )
    db.executemany("INSERT INTO said (rowid, words, marks) VALUES (?, ?, ?)", words)


def _quoted(path: Path) -> str:
    return quote(str(path.absolute()))
