"""The store of texts: SQLite, one file, every text under its digest.

All SQL of the project stands in this package. The journal mode is DELETE, not WAL: SQLite before 3.51.3 can corrupt
a database when a write-ahead log is reset, and one writer needs no more. A text, once kept, is never changed; what is
read is checked against its digest, so that a damaged or edited store is noticed and never quoted from.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from digest.archive.migrations import SCRIPTS, statements
from digest.errors import ArchiveError
from digest.leftovers import temporary
from digest.model import Document

PREFIX = 12
"""Least number of hexadecimal digits by which a text may be named."""

BUSY_TIMEOUT_S = 60.0
"""How long another process that is writing is waited for."""

APPLICATION_ID = 0x62726466
"""Marks the file as a store of texts of this program ("brdf")."""

DAMAGE = (ValueError, TypeError, LookupError, AttributeError, AssertionError, StopIteration, zlib.error)
"""What the program trips over where the archive gives other values than were kept."""

_BATCH = 500


def digest_of(text: str) -> str:
    """The name under which `text` is kept: SHA-256 of its UTF-8 bytes, hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def unfinished(path: Path) -> tuple[Path, ...]:
    """What stands beside a file of SQLite, or the one that a link leads to, where something in it is still to be undone or taken over."""
    path = path.resolve()
    return tuple(beside for end in ("-journal", "-wal") if (beside := path.with_name(path.name + end)).exists())


class Store:
    """An open store, to be used in a `with` statement.

    Opened for writing, a missing file and folder are created and older schemas are brought up to date. With `read_only`
    nothing is created or changed, so that evidence can be checked from a read-only folder; what a run writes meanwhile is
    never seen half. With `texts_only` a new file gets no more than the table of texts: that is all that evidence beside an
    edition needs.

    Raises `ArchiveError`, here and in every method, with the file's name and what to do.
    """

    def __init__(self, path: Path, *, read_only: bool = False, texts_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._scripts = SCRIPTS[:1] if texts_only else SCRIPTS
        try:
            self._find()
        except (FileExistsError, NotADirectoryError) as err:
            raise ArchiveError(f"{path}: a file stands where its folder should be; name another place") from err
        except PermissionError as err:
            raise ArchiveError(f"{path}: its folder may not be used ({err.strerror}); change its permissions") from err
        except OSError as err:
            raise ArchiveError(f"{path}: its folder cannot be created ({err.strerror})") from err
        self._open(path)

    def _find(self) -> None:
        """Sees to it that the file is there and holds something."""
        path = self.path
        if not self.read_only:
            path.parent.mkdir(parents=True, exist_ok=True)
        elif not path.exists():
            raise ArchiveError(f"{path}: there is no archive of that name")
        if path.is_dir():
            raise ArchiveError(f"{path}: this is a folder; name the file of the archive")
        if not path.exists():
            self._begin()
        if not path.stat().st_size:
            said = "the file is empty; restore it from a copy, or remove it to begin a new archive"
            raise ArchiveError(f"{path}: {said}")

    def _open(self, path: Path) -> None:
        with self._explained():
            self._db = sqlite3.connect(self._address(path), uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None)
        try:
            with self._explained():
                self._prepare()
        except ArchiveError:
            self._db.close()
            raise

    def _begin(self) -> None:
        """Makes a new archive under another name first. So an empty file is none that a killed run left, but one that was damaged."""
        target = self.path.resolve()
        beside = temporary(target)
        try:
            self._open(beside)
            self._db.close()
            try:
                os.link(beside, target)
            except FileExistsError:
                return  # another process was faster
            except PermissionError:  # a file system without links
                os.replace(beside, target)
        except OSError as err:
            raise ArchiveError(f"{self.path}: cannot be made ({err.strerror})") from err
        finally:
            beside.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, err: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes the file. What the program tripped over in a damaged archive is said to be that."""
        try:
            if isinstance(err, DAMAGE) and (fault := self._fault()):
                raise ArchiveError(f"{self.path}: {fault}; {_RESTORE}") from err
        finally:
            self.close()

    def _fault(self) -> str:
        """The first fault of the archive, empty where it is sound."""
        from digest.archive.keeping import check

        return next(check(self), "")

    def close(self) -> None:
        """Closes the file. A closed store can't be used again."""
        self._db.close()

    def put(self, docs: Iterable[Document]) -> int:
        """Keeps the texts of `docs` in one transaction and returns how many were new.

        A text that is kept already stays as it is, with the address it was first read from. Where all are, nothing is
        written.
        """
        by_id = {doc.id: doc for doc in docs}
        known = self.has(by_id)
        new = [doc for doc in by_id.values() if doc.id not in known]
        for doc in new:
            if digest_of(doc.text) != doc.id:
                raise ArchiveError(f"{doc.uri}: its text does not have the digest {doc.id[:PREFIX]} it is named by")
        if not new:
            return 0
        with self._explained(), self._transaction():
            (last,) = self._db.execute("SELECT coalesce(max(added_seq), 0) FROM document").fetchone()
            self._db.executemany(
                "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                [_row(doc, seq=seq) for seq, doc in enumerate(new, start=last + 1)],
            )
        return len(new)

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows that a query of this package finds."""
        with self._explained():
            return self._db.execute(query, values).fetchall()

    def stream(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query one by one, for those that memory shouldn't hold."""
        with self._explained():
            yield from self._db.execute(query)

    def compact(self) -> bool:
        """Gives room that isn't used any more back to the disk; False where there is too little for the copy that SQLite makes for it."""
        with self._explained():
            try:
                self._db.execute("VACUUM")
            except sqlite3.OperationalError as err:
                if not err.sqlite_errorname.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
                    raise
                return False
        return True

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction for all that is written in the block: kept as a whole, or not at all."""
        with self._explained(), self._transaction():
            yield self._db

    def has_memory(self) -> bool:
        """False for a file of an older program, or one that holds only texts."""
        return self._pragma("user_version") >= len(SCRIPTS)

    def has(self, ids: Iterable[str]) -> frozenset[str]:
        """Those of `ids` whose texts are kept."""
        with self._explained():
            return frozenset(found for (found,) in self._select("SELECT id FROM document WHERE id IN ({})", ids))

    def places(self, ids: Iterable[str]) -> dict[str, int]:
        """Texts by digest -> their places in the order in which they were added."""
        with self._explained():
            found = self._select("SELECT id, added_seq FROM document WHERE id IN ({})", dict.fromkeys(ids))
            return {row[0]: int(row[1]) for row in found}

    def get_text(self, doc_id: str) -> str:
        """The text of digest `doc_id`, checked against it. Raises `ArchiveError` where it is missing or altered."""
        texts = self.get_many([doc_id])
        if doc_id not in texts:
            raise ArchiveError(f"{self.path}: the text {doc_id[:PREFIX]} is not kept here")
        return texts[doc_id]

    def get_many(self, ids: Iterable[str]) -> dict[str, str]:
        """Texts by digest, in the order of `ids`; those not kept are left out. Each is checked against its digest."""
        wanted = list(dict.fromkeys(ids))
        with self._explained():
            found = self._select("SELECT id, text FROM document WHERE id IN ({})", wanted)
            rows = {row[0]: row[1] for row in found}
        return {doc_id: self._sound(doc_id, rows[doc_id]) for doc_id in wanted if doc_id in rows}

    def find(self, prefix: str) -> str | None:
        """The full digest that begins with `prefix` (at least 12 hexadecimal digits), None where there is none.

        Raises `ArchiveError` where the prefix is too short, no hexadecimal number, or fits several texts.
        """
        prefix = prefix.lower()
        if not PREFIX <= len(prefix) <= 64 or not set(prefix) <= set("0123456789abcdef"):
            raise ArchiveError(f"{prefix!r} names no text: give at least {PREFIX} hexadecimal digits of its digest")
        rows = self.rows("SELECT id FROM document WHERE id >= ? AND id < ? ORDER BY id LIMIT 2", (prefix, prefix + "g"))
        if len(rows) > 1:
            raise ArchiveError(f"{self.path}: several texts begin with {prefix}; give more digits")
        return str(rows[0][0]) if rows else None

    def ids(self) -> tuple[str, ...]:
        """The digests of all texts, in the order in which they were added."""
        with self._explained():
            return tuple(found for (found,) in self._db.execute("SELECT id FROM document ORDER BY added_seq"))

    def _address(self, path: Path) -> str:
        """The file as SQLite's own form of address.

        Where a killed run left a journal, SQLite must be able to undo what that run began, also for one who only reads; where another
        program left a write-ahead log, to take over what stands in it.
        """
        mode = "mode=rwc"
        if self.read_only:
            mode = "mode=rw" if unfinished(path) else "mode=ro"
        return f"file:{quote(str(path.absolute()))}?{mode}"

    def _prepare(self) -> None:
        """Checks that the file is a store of ours and runs the migrations that are missing."""
        version = self._pragma("user_version")
        tables = self._db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if self._pragma("application_id") != APPLICATION_ID and (tables or version):
            raise ArchiveError(f"{self.path}: this is a database of another program; give the archive another path")
        if version > len(SCRIPTS):
            raise ArchiveError(
                f"{self.path}: written by a newer version of this program (schema {version}, this one knows"
                f" {len(SCRIPTS)}); update the program"
            )
        if self.read_only:
            self._db.execute("PRAGMA query_only = ON")
            if not version:
                raise ArchiveError(f"{self.path}: this file holds no texts (schema {version}); build the edition again")
            return
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("PRAGMA journal_mode = DELETE")
        if version >= len(self._scripts):
            return
        with self._transaction():
            version = self._pragma("user_version")  # another process may have been faster
            for number, script in enumerate(self._scripts[version:], start=version + 1):
                for statement in statements(script):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version = {number}")
            self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")

    def _pragma(self, name: str) -> int:
        return int(self._db.execute(f"PRAGMA {name}").fetchone()[0])

    def _select(self, query: str, ids: Iterable[str]) -> Iterator[tuple[str, ...]]:
        """Runs `query`, whose `{}` stands for a list of ids, in batches that every SQLite accepts."""
        wanted: Sequence[str] = list(ids)
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            yield from self._db.execute(query.format(", ".join("?" * len(batch))), batch)

    def _sound(self, doc_id: str, text: str) -> str:
        """`text`, where it still has its digest."""
        if digest_of(text) == doc_id:
            return text
        row = self._db.execute("SELECT uri FROM document WHERE id = ?", (doc_id,)).fetchone()
        raise ArchiveError(
            f"{self.path}: the kept text of {row[0]} is not what it was when it was read (its digest is no longer"
            f" {doc_id[:PREFIX]}); restore the file from a copy, or build the edition again"
        )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turns SQLite's errors into one that says what to do."""
        try:
            yield
        except sqlite3.DatabaseError as err:
            name = getattr(err, "sqlite_errorname", "SQLITE_CORRUPT")  # without one: bytes that are no UTF-8
            advice = next((text for key, text in _ADVICE.items() if name.startswith(key)), str(err))
            raise ArchiveError(f"{self.path}: {advice}") from err
        except UnicodeEncodeError as err:
            raise ArchiveError(f"{self.path}: a lone surrogate cannot be kept; decode the source anew") from err
        except UnicodeDecodeError as err:  # SQLite's own words about a schema that is none
            raise ArchiveError(f"{self.path}: the archive is damaged; {_RESTORE}") from err


_RESTORE = "restore it from a copy, or move it away to begin a new one"
_ADVICE = {
    "SQLITE_NOTADB": "this is no archive (not a SQLite file); give the archive another path, or restore it from a copy",
    "SQLITE_CORRUPT": f"the archive is damaged; {_RESTORE}",
    "SQLITE_FULL": "no room left on the disk; make room and run again (nothing was changed)",
    "SQLITE_IOERR": "the disk refused to read or write; check that it has room and is sound (nothing was changed)",
    "SQLITE_READONLY": "the archive may not be written to; change its permissions, or give another path",
    "SQLITE_PERM": "the archive may not be opened; change its permissions, or give another path",
    "SQLITE_CANTOPEN": "the archive cannot be opened; check that it is a file, and its permissions",
    "SQLITE_BUSY": f"another process has held the archive for {BUSY_TIMEOUT_S:.0f} s; wait for it and run again",
}


def _row(doc: Document, *, seq: int) -> tuple[str, str, str, str, str, str, str | None, str, int]:
    published = doc.published.value if doc.published else None
    return (
        doc.id, doc.text, doc.raw_digest, doc.uri, doc.title.value, doc.publisher.value, published, doc.url, seq
    )  # fmt: skip
